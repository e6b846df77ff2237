"""The review: its order, what settles an event, who is looking at what, accepting in bulk."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from browsers import Client

from dateline.assess.attention import CAUSES
from dateline.assess.protection.concerns import ORDER
from dateline.errors import ConflictError
from dateline.work import looking
from dateline.work.judge_posted import Posted, post


def review(browser: Client, **query: Any) -> dict[str, Any]:
    answered = browser.get("/api/v1/review", params={"limit": 500} | query)
    assert answered.status_code == 200, answered.text
    found: dict[str, Any] = answered.json()
    return found


def test_the_most_urgent_come_first_each_with_its_reasons(desk_of_samples: Client) -> None:
    found = review(desk_of_samples)
    items = found["items"]
    ranks = [(ORDER.index(one["urgency"]), -one["weight"]) for one in items]
    assert ranks == sorted(ranks)
    assert {"immediate", "soon"} & {one["urgency"] for one in items}
    for one in items:
        assert one["kind"] == one["kinds"][0]
        assert one["kinds"] == [cause for cause in CAUSES if cause in one["kinds"]]
        assert len(one["why"]) >= len(one["kinds"])
        assert all(one["why"])
        start, end = one["trigger"]
        assert one["quote"][start:end].strip()
        assert one["claim"].startswith(one["report"])
    assert {kind: sum(kind in one["kinds"] for one in items) for kind in CAUSES} == found["kinds"]


@pytest.mark.parametrize("kind", CAUSES)
def test_one_kind_alone(desk_of_samples: Client, kind: str) -> None:
    found = review(desk_of_samples, kind=kind)
    assert found["total"] == found["kinds"][kind] == len(found["items"])
    assert all(one["kind"] == kind for one in found["items"])


def test_a_kind_is_what_it_says(desk_of_samples: Client) -> None:
    for one in review(desk_of_samples)["items"]:
        event = desk_of_samples.get(f"/api/v1/events/{one['id']}").json()["event"]
        assert bool(event["disputed"]) == ("contradicted" in one["kinds"])
        place = event["place"]
        assert (place is not None and place["latitude"] is None) == ("unresolved-place" in one["kinds"])


def test_what_was_judged_drops_out_and_comes_back_when_it_is_taken_back(editing: Client) -> None:
    before = review(editing)
    one = before["items"][0]
    made = editing.post("/api/v1/judgements", json={"kind": "accept", "anchors": [one["claim"]]}).json()
    assert one["id"] not in [item["id"] for item in review(editing)["items"]]
    editing.delete(f"/api/v1/judgements/{made['items'][0]['id']}")
    assert [item["id"] for item in review(editing)["items"]] == [item["id"] for item in before["items"]]


def test_a_place_that_nobody_knows_is_settled_and_nothing_else_of_it(editing: Client) -> None:
    for one in review(editing, kind="unresolved-place")["items"]:
        place = editing.get(f"/api/v1/events/{one['id']}").json()["event"]["place"]
        words = f"{one['report']}:{place['start']}-{place['end']}"
        body = {"kind": "place", "anchors": [words], "unresolved": True}
        if len(one["quote"]) and editing.post("/api/v1/judgements", json=body).status_code == 201:
            left = {item["id"]: item for item in review(editing)["items"]}
            assert "unresolved-place" not in left.get(one["id"], {"kinds": []})["kinds"]
            assert (one["id"] in left) == (len(one["kinds"]) > 1)
            return
    pytest.fail("no place is unresolved in the samples")


def test_someone_is_looking_at_it_for_a_while(editing: Client) -> None:
    one = review(editing)["items"][0]["id"]
    taken = editing.post(f"/api/v1/review/{one}/take")
    assert taken.status_code == 200, taken.text
    shown = review(editing)["items"][0]
    assert (shown["taken_by"], shown["taken_until"]) == (taken.json()["taken_by"], taken.json()["taken_until"])
    with pytest.raises(ConflictError, match="is looking at it until"):
        looking.take(editing.library, "Ben", one)
    looking.release(editing.library, "Ben", one)
    assert review(editing)["items"][0]["taken_by"] is not None
    later = datetime.now(UTC) + timedelta(minutes=looking.MINUTES, seconds=1)
    assert looking.take(editing.library, "Ben", one, later).taken_by == "Ben"
    assert editing.post(f"/api/v1/review/{one}/take").status_code == 409
    looking.release(editing.library, "Ben", one)
    assert review(editing)["items"][0]["taken_by"] is None
    assert editing.post("/api/v1/review/00000000/take").status_code == 404


def test_only_what_is_sure_is_accepted_in_bulk(editing: Client) -> None:
    found = review(editing)
    anchors = [one["claim"] for one in found["items"]]
    safe = {one["claim"] for one in found["items"] if one["bulk"] == "safe"}
    assert 0 < len(safe) < len(anchors)
    done = editing.post("/api/v1/review/accept", json={"anchors": anchors[:100], "seen": found["position"]})
    assert done.status_code == 200, done.text
    assert {one["anchor"] for one in done.json()["refused"]} == set(anchors[:100]) - safe
    assert all(one["why"] for one in done.json()["refused"])
    left = {one["claim"] for one in review(editing)["items"]}
    assert not safe & left & set(anchors[:100])


def test_bulk_stores_nothing_where_someone_was_first(editing: Client) -> None:
    found = review(editing)
    safe = [one["claim"] for one in found["items"] if one["bulk"] == "safe"][:3]
    post(editing.library, "Ada", Posted(kind="reject", anchors=(safe[-1],)))
    done = editing.post("/api/v1/review/accept", json={"anchors": safe[:-1], "seen": found["position"]})
    assert done.status_code == 200
    post(editing.library, "Ada", Posted(kind="correct", anchors=(safe[0],), fields=("negated=yes",)))
    before = editing.get("/api/v1/judgements").json()["total"]
    again = editing.post("/api/v1/review/accept", json={"anchors": safe[:-1], "seen": found["position"]})
    assert again.status_code == 409
    assert editing.get("/api/v1/judgements").json()["total"] == before


def test_bad_requests(editing: Client) -> None:
    for body in ({}, {"anchors": []}, {"anchors": ["x"], "seen": 0}, {"anchors": ["x"], "seen": -1}, []):
        assert editing.post("/api/v1/review/accept", json=body).status_code == 400
