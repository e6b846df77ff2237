"""Judging over HTTP: what it changes, and that nothing is lost when two people judge at once."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

import pytest
from browsers import Client

from dateline.errors import ConflictError
from dateline.library.library import Library
from dateline.work.event_pages import event_told
from dateline.work.filters import Asked
from dateline.work.judge_posted import Posted, post, take_back
from dateline.work.report_pages import ReportClaim, ReportTold, report_told, reports_page


def told(library: Library, words: str = "daesh crumble") -> ReportTold:
    return report_told(library, reports_page(library, Asked(), words, 10, None).items[0].id)


def a_claim(library: Library, fits: Callable[[ReportClaim], object] = lambda _: True) -> tuple[ReportClaim, int]:
    report = told(library)
    return next(one for one in report.claims if fits(one)), report.position


def judge(browser: Client, **body: Any) -> Any:
    return browser.post("/api/v1/judgements", json=body)


def standing(browser: Client, anchor: str) -> dict[str, Any]:
    report = browser.get(f"/api/v1/reports/{anchor.partition(':')[0]}").json()
    found: dict[str, Any] = next(claim for claim in report["claims"] if claim["anchor"] == anchor)
    return found


def test_a_claim_is_accepted_corrected_rejected_and_all_of_it_taken_back(editing: Client) -> None:
    claim, seen = a_claim(editing.library)
    before = editing.get("/api/v1/events?limit=500").json()
    made = judge(editing, kind="accept", anchors=[claim.anchor], seen=seen, note="as it says")
    assert made.status_code == 201, made.text
    assert made.json()["items"][0]["note"] == "as it says"
    assert standing(editing, claim.anchor)["standing"] == "accepted"
    judge(editing, kind="correct", anchors=[claim.anchor], fields=["status=denied"], seen=made.json()["position"])
    assert (standing(editing, claim.anchor)["status"], standing(editing, claim.anchor)["standing"]) == (
        "denied", "corrected",
    )  # fmt: skip
    judge(editing, kind="reject", anchors=[claim.anchor])
    now = standing(editing, claim.anchor)
    assert (now["standing"], now["event"], len(now["judged"])) == ("rejected", None, 3)
    listed = editing.get("/api/v1/judgements?in_force=true").json()
    assert [one["kind"] for one in listed["items"]] == ["reject", "correct"]
    for one in editing.get("/api/v1/judgements").json()["items"]:
        assert editing.delete(f"/api/v1/judgements/{one['id']}").status_code == 200
    assert editing.get("/api/v1/events?limit=500").json() == before
    assert standing(editing, claim.anchor)["standing"] == "machine"


def test_a_claim_leaves_an_event_and_comes_back(editing: Client) -> None:
    events = editing.get("/api/v1/events?limit=500").json()["items"]
    event = max(events, key=lambda one: len(one["claims"]))
    anchor = event["claims"][-1]
    text = f"{anchor['report']}:{anchor['start']}-{anchor['end']}"
    made = judge(editing, kind="different", anchors=[event["id"], text])
    assert made.status_code == 201, made.text
    left = editing.get(f"/api/v1/events/{event['id']}").json()
    assert anchor not in left["event"]["claims"]
    assert [one["kind"] for one in left["history"]] == ["different"]
    editing.delete(f"/api/v1/judgements/{made.json()['items'][0]['id']}")
    assert editing.get(f"/api/v1/events/{event['id']}").json()["event"] == event


def test_a_place_a_report_a_source_and_an_actor_are_judged(editing: Client) -> None:
    report = told(editing.library)
    place = next(p for claim in report.claims for p in claim.places if p.latitude is not None)
    words = f"{report.report.id}:{place.start}-{place.end}"
    assert judge(editing, kind="place", anchors=[words], at="35.95,39.01", radius_km=3).status_code == 201
    assert judge(editing, kind="report", report=report.report.id, date="2015-02-01").status_code == 201
    assert judge(editing, kind="grade", source=report.report.publisher, grade="B").status_code == 201
    facts = [{"relation": "sector", "value": "REB"}]
    assert judge(editing, kind="actor", actor="Islamic State", facts=facts).status_code == 201
    again = told(editing.library)
    assert again.report.published == "2015-02-01"
    moved = [p for claim in again.claims for p in claim.places if (p.start, p.end) == (place.start, place.end)]
    assert {(p.latitude, p.longitude) for p in moved} == {(35.95, 39.01)}
    rows = editing.get("/api/v1/sources").json()["items"]
    assert next(row for row in rows if row["name"] == report.report.publisher)["reliability"] == "B"
    assert editing.get("/api/v1/actors/islamic-state").json()["history"][0]["kind"] == "registry"


# Two at once.


def test_of_two_who_saw_the_same_the_second_is_told_what_the_first_judged(editing: Client) -> None:
    library = editing.library
    claim, seen = a_claim(library)
    wait = Barrier(2)

    def act(who: str, status: str) -> object:
        wait.wait()
        posted = Posted(kind="correct", anchors=(claim.anchor,), fields=(f"status={status}",), seen=seen)
        try:
            return post(library, who, posted)
        except ConflictError as error:
            return error

    with ThreadPoolExecutor(2) as pool:
        done = list(pool.map(act, ("Ada", "Ben"), ("denied", "possible")))
    refused = [one for one in done if isinstance(one, ConflictError)]
    assert len(refused) == 1
    listed = editing.get("/api/v1/judgements").json()["items"]
    assert len(listed) == 1
    assert [one.id for one in refused[0].newer] == [listed[0]["id"]]  # type: ignore[attr-defined]
    # Who looks again may judge.
    second = "Ben" if listed[0]["who"] == "Ada" else "Ada"
    anew = Posted(kind="correct", anchors=(claim.anchor,), fields=("status=possible",), seen=told(library).position)
    post(library, second, anew)
    assert [one["state"] for one in editing.get("/api/v1/judgements").json()["items"]] == ["in force", "superseded"]


def test_two_who_judge_different_things_do_not_meet(editing: Client) -> None:
    library = editing.library
    report = told(library)
    anchors = list(dict.fromkeys(claim.anchor for claim in report.claims))[:6]

    def act(number: int) -> int:
        who = ("Ada", "Ben")[number % 2]
        posted = Posted(kind="correct", anchors=(anchors[number],), fields=("mode=none",), seen=report.position)
        return len(post(library, who, posted).items)

    with ThreadPoolExecutor(2) as pool:
        assert list(pool.map(act, range(len(anchors)))) == [1] * len(anchors)
    assert editing.get("/api/v1/judgements").json()["total"] == len(anchors)


def placed(claim: ReportClaim) -> object:
    return any(p.latitude is not None for p in claim.places)


@pytest.mark.parametrize(
    ("first", "second", "meets"),
    [
        ({"kind": "accept"}, {"kind": "accept"}, True),
        ({"kind": "reject"}, {"kind": "accept"}, True),
        ({"kind": "reject"}, {"kind": "reject"}, True),
        ({"kind": "accept"}, {"kind": "correct", "fields": ("status=denied",)}, True),
        ({"kind": "correct", "fields": ("status=denied",)}, {"kind": "correct", "fields": ("negated=yes",)}, False),
        ({"kind": "correct", "fields": ("status=denied",)}, {"kind": "accept"}, True),
        ({"kind": "place", "unresolved": True}, {"kind": "accept"}, True),
        ({"kind": "place", "unresolved": True}, {"kind": "place", "at": "36,38"}, True),
        ({"kind": "place", "unresolved": True}, {"kind": "correct", "fields": ("status=denied",)}, False),
        ({"kind": "grade"}, {"kind": "accept"}, False),
        ({"kind": "grade"}, {"kind": "grade"}, True),
        ({"kind": "report", "date": "2015-01-02"}, {"kind": "report", "date": "2015-01-03"}, True),
        ({"kind": "report", "date": "2015-01-02"}, {"kind": "report", "publisher": "Someone"}, False),
    ],
    ids=str,
)
def test_what_is_the_same_thing(editing: Client, first: Any, second: Any, meets: bool) -> None:
    library = editing.library
    claim, seen = a_claim(library, placed)
    report = told(library).report
    place = next(p for p in claim.places if p.latitude is not None)

    def made(given: dict[str, Any]) -> Posted:
        anchors: dict[str, tuple[str, ...]] = {
            "grade": (), "report": (), "place": (f"{report.id}:{place.start}-{place.end}",),
        }  # fmt: skip
        more = {"grade": {"source": report.publisher, "grade": "C"}, "report": {"report": report.id}}
        return Posted(
            anchors=anchors.get(given["kind"], (claim.anchor,)), seen=seen, **given, **more.get(given["kind"], {})
        )

    post(library, "Ada", made(first))
    if meets:
        with pytest.raises(ConflictError) as raised:
            post(library, "Ben", made(second))
        assert [one.who for one in raised.value.newer] == ["Ada"]  # type: ignore[attr-defined]
    else:
        post(library, "Ben", made(second))
    if first["kind"] != "reject":  # one does not stand in one's own way
        post(library, "Ada", made(first))


def test_merging_meets_splitting(editing: Client) -> None:
    library = editing.library
    found = editing.get("/api/v1/events?limit=500").json()["items"]
    event = max(found, key=lambda one: len(one["claims"]))
    other = next(one for one in found if one["id"] != event["id"])
    seen = event_told(library, event["id"]).position
    post(library, "Ada", Posted(kind="same", anchors=(event["id"], other["id"]), seen=seen))
    anchor = event["claims"][0]
    split = (event["id"], f"{anchor['report']}:{anchor['start']}-{anchor['end']}")
    with pytest.raises(ConflictError, match="Ada judged the same"):
        post(library, "Ben", Posted(kind="different", anchors=split, seen=seen))


def test_a_judgement_is_taken_back_once(editing: Client) -> None:
    library = editing.library
    claim, _ = a_claim(library)
    id_ = post(library, "Ada", Posted(kind="accept", anchors=(claim.anchor,))).items[0].id
    take_back(library, "Ben", id_)
    answered = editing.delete(f"/api/v1/judgements/{id_}")
    assert answered.status_code == 409
    assert answered.json()["newer"][0]["who"] == "Ben"
    assert editing.delete("/api/v1/judgements/00000000").status_code == 404


def test_a_conflict_is_told_over_http_with_what_is_newer(editing: Client) -> None:
    claim, seen = a_claim(editing.library)
    post(editing.library, "Ada", Posted(kind="reject", anchors=(claim.anchor,), seen=seen))
    correction = {"kind": "correct", "anchors": [claim.anchor], "fields": ["status=denied"]}
    assert judge(editing, **correction).status_code == 400  # it was rejected: there is nothing to correct
    answered = judge(editing, **correction, seen=seen)
    assert answered.status_code == 409
    problem = answered.json()
    assert answered.headers["content-type"] == "application/problem+json"
    assert (problem["status"], [one["who"] for one in problem["newer"]]) == (409, ["Ada"])
    assert editing.get("/api/v1/judgements").json()["total"] == 1


def test_who_is_who_is_asked_anew_when_people_have_judged_it(editing: Client) -> None:
    def with_ypg() -> int:
        total: int = editing.get("/api/v1/situation", params={"actor": "ypg"}).json()["total"]
        return total

    events = editing.get("/api/v1/events?limit=500").json()["items"]
    names = [p["name"] for e in events for p in e["actors"] if p["id"] is None and p["name"][:1].isupper()]
    assert names
    before = with_ypg()
    facts = [{"relation": "same", "value": "ypg"}]
    made = [judge(editing, kind="actor", actor=name, facts=facts).json() for name in sorted(set(names))[:4]]
    assert with_ypg() > before
    for one in made:
        editing.delete(f"/api/v1/judgements/{one['items'][0]['id']}")
    assert with_ypg() == before
