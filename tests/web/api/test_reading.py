"""What the API gives is what the commands print; pages are the list; filters mean the same everywhere."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import msgspec
import pytest
from browsers import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dateline.work.actors import actors
from dateline.work.control import control
from dateline.work.events import events_known
from dateline.work.filters import Asked
from dateline.work.sources import sources

Get = Callable[..., dict[str, Any]]
FILTERS: list[dict[str, Any]] = [
    {},
    {"since": "2015-06-20"},
    {"until": "2015-06-20"},
    {"since": "2015-06-01", "until": "2015-06-30"},
    {"place": "Kobane"},
    {"place": "36.89,38.35", "within": 60},
    {"place": "Syria"},
    {"actor": "ISIS"},
    {"actor": "islamic-state", "place": "Kobane", "within": 40},
    {"type": ["ASSAULT", "control"]},
    {"status": "denied"},
    {"credibility": 2},
    {"bbox": "37,36,39,37.5"},
    {"bbox": "170,-90,-170,90"},
    {"bbox": "37,36,39,37.5", "actor": "ISIS", "type": "ASSAULT"},
]
QUICK = settings(
    max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture], print_blob=True
)
PAGED = ["events", "events?order=newest", "reports", "control", "control/changes", "actors", "sources", "review"]


def asked(query: dict[str, Any]) -> Asked:
    many = {name: query[name] if isinstance(query[name], list) else [query[name]] for name in query}
    single = {name: many[name][0] for name in many if name not in ("type", "status")}
    return Asked(types=tuple(many.get("type", ())), statuses=tuple(many.get("status", ())), **single)


def plain(value: Any) -> Any:
    return msgspec.json.decode(msgspec.json.encode(value))


def key_of(item: dict[str, Any]) -> str:
    if "id" in item:
        return str(item["id"])
    return f"{item.get('site') or item['place']['id']} {item['on']}"


def pages(get: Get, address: str, limit: int, **query: Any) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = []
    path, _, more = address.partition("?")
    query |= dict(part.split("=") for part in more.split("&") if part)
    cursor: dict[str, str] = {}
    while True:
        page = get(path, limit=limit, **query, **cursor)
        assert len(page["items"]) <= limit
        assert page["total"] >= len(page["items"])
        found += page["items"]
        if page["next"] is None:
            assert page["total"] == len(found)
            return found
        assert len(page["items"]) == limit
        cursor = {"cursor": page["next"]}


@pytest.mark.parametrize("query", FILTERS, ids=str)
def test_the_same_events_in_the_list_the_situation_the_command_and_the_export(
    get: Get, desk_of_samples: Client, query: dict[str, Any]
) -> None:
    library = desk_of_samples.library
    known = [plain(one.event) for one in events_known(library, asked(query))]
    listed = pages(get, "events", 500, **query)
    assert listed == known
    newest = pages(get, "events", 7, order="newest", **query)
    assert sorted(e["id"] for e in newest) == sorted(e["id"] for e in known)
    seen = get("situation", **query)
    assert [row[0] for row in seen["rows"]] == [event["id"] for event in newest]
    assert seen["total"] == len(known) == seen["loose"] + sum(sum(of.values()) for _, of in seen["weeks"])
    exported = desk_of_samples.get("/api/v1/export/geojson", params=query)
    assert {one["id"] for one in exported.json()["features"]} <= {event["id"] for event in known}
    lines = desk_of_samples.get("/api/v1/export/csv", params=query)
    assert [line.split(",")[0] for line in lines.text.splitlines()[1:] if line[:16].isalnum()] == [
        event["id"] for event in known
    ]


def test_the_filters_leave_something_and_not_all(get: Get) -> None:
    every = get("situation")["total"]
    numbers = [get("situation", **query)["total"] for query in FILTERS[1:]]
    assert all(number < every for number in numbers)
    assert sum(number > 0 for number in numbers) >= len(numbers) - 2


def test_a_row_says_what_its_event_says(get: Get) -> None:
    seen = get("situation")
    column = {name: n for n, name in enumerate(seen["columns"])}
    by_id = {event["id"]: event for event in pages(get, "events", 500)}
    for row in seen["rows"]:
        event = by_id[row[0]]
        for name in ("type", "mode", "status", "credibility", "earliest", "latest", "reports"):
            assert row[column[name]] == event[name]
        assert row[column["sources"]] == event["independent_sources"]
        place = event["place"] or {}
        assert row[column["latitude"]] == place.get("latitude")
        assert row[column["killed"]] == event["counts"].get("killed", {}).get("best")
        assert event["type"].lower() in row[column["label"]]


@pytest.mark.parametrize("address", PAGED)
def test_pages_are_the_whole_list(get: Get, address: str) -> None:
    whole = pages(get, address, 500)
    keys = [key_of(item) for item in whole]
    assert len(keys) > 2
    assert len(set(keys)) == len(keys)

    @QUICK
    @given(limit=st.integers(1, min(60, len(whole) + 2)))
    def same(limit: int) -> None:
        if len(whole) / limit < 40:
            assert [key_of(item) for item in pages(get, address, limit)] == keys

    same()


def test_actors_sources_and_control_are_those_of_the_commands(get: Get, desk_of_samples: Client) -> None:
    library = desk_of_samples.library
    assert pages(get, "actors", 500) == plain(actors(library, Asked()))
    assert pages(get, "sources", 500) == plain(sources(library, Asked()))
    assert pages(get, "control", 500, on="2015-06-20") == plain(list(control(library, Asked(), "2015-06-20")))
    found = get("actors/islamic-state")
    assert found["actor"]["name"] == "Islamic State"
    assert get("actors", q="islamic")["items"][0]["id"] == "islamic-state"
    source = get("sources", limit=1)["items"][0]
    assert get(f"sources/{source['id']}")["source"] == source


def test_an_event_with_its_quotes(get: Get) -> None:
    event = max(pages(get, "events", 500), key=lambda one: len(one["claims"]))
    told = get(f"events/{event['id'][:8]}")
    assert told["event"] == event
    assert {(q["claim"]["report"], q["claim"]["start"]) for q in told["quotes"]} == {
        (a["report"], a["start"]) for a in event["claims"]
    }
    assert told["history"] == []


def test_a_report_with_its_text_claims_and_bytes(get: Get, desk_of_samples: Client) -> None:
    for row in pages(get, "reports", 5):
        told = get(f"reports/{row['id']}")
        assert (told["report"]["title"], len(told["claims"])) == (row["title"], row["claims"])
        for claim in told["claims"]:
            trigger = claim["trigger"]
            assert told["text"][trigger["start"] : trigger["end"]] == trigger["text"]
            assert claim["standing"] == "machine"
            assert claim["event"] is not None
        sent = desk_of_samples.get(f"/api/v1/evidence/{told['evidence']['sha256']}")
        assert len(sent.content) == told["evidence"]["size"]
        assert sent.headers["content-disposition"].startswith("attachment")
        assert sent.headers["x-content-type-options"] == "nosniff"


def test_reports_by_words_and_by_what_they_tell_of(get: Get) -> None:
    assert get("reports", q="daesh crumble")["items"][0]["title"] == "Has Daesh begun to crumble in northern Syria?"
    assert get("reports", q="no%such_word")["total"] == 0
    told = {a["report"] for event in pages(get, "events", 500, place="Kobane") for a in event["claims"]}
    assert {row["id"] for row in pages(get, "reports", 3, place="Kobane")} == told
    denied = {a["report"] for event in pages(get, "events", 500, status="denied") for a in event["claims"]}
    assert {row["id"] for row in pages(get, "reports", 3, status="denied")} == denied


def test_the_history_of_a_place(get: Get) -> None:
    played = get("control/days", step="week")
    assert played["places"]
    for place in played["places"]:
        lines = [*place["series"].values(), place["contested"], place["unknown"]]
        assert all(len(line) == len(played["days"]) for line in lines)
        assert all(0 <= share <= 1 for line in lines for share in line)
    one = played["places"][0]
    told = get(f"control/{one['site']}", step="week", since=played["days"][0], until=played["days"][-1])
    assert told["days"] == played["days"]
    for n in range(len(told["days"])):
        total = sum(line["probability"][n] for line in told["series"]) + told["contested"][n] + told["unknown"][n]
        assert total == pytest.approx(1, abs=0.01)
    for change in pages(get, "control/changes", 500):
        assert change["from"] != change["to"]
        day = get("control", on=change["on"], limit=500)["items"]
        assert next(h for h in day if h["place"]["id"] == change["site"])["leading"] == change["to"]


def test_indicators_come_with_intervals(get: Get) -> None:
    found = get("actors/islamic-state/indicators")
    assert found["series"]
    for one in found["series"]:
        for count, low, high, share in zip(one["counts"], one["low"], one["high"], one["reported"], strict=True):
            assert count <= high
            # The interval is of all events of a week, of which the share ``reported`` can be known by now.
            assert low <= count / min(1.0, max(share, 0.05)) <= high
    assert get("actors/islamic-state/outlook")["indicators"][0]["weeks"] == found["series"][0]["weeks"]


def test_meta_counts_what_there_is(get: Get) -> None:
    found = get("meta")
    assert found["events"] == sum(found["types"].values()) == sum(found["statuses"].values())
    assert (found["reports"], found["mode"]) == (8, "single")


def test_questions(desk_of_samples: Client) -> None:
    good = desk_of_samples.post("/api/v1/ask", json={"question": "Who holds Kobane on 2015-02-28?"})
    assert good.json()["holdings"][0]["holders"]
    bad = desk_of_samples.post("/api/v1/ask", json={"question": "Why is the sky blue?"})
    assert bad.status_code == 400


def test_the_brief_is_a_page_without_scripts_or_a_text(desk_of_samples: Client) -> None:
    page = desk_of_samples.get("/api/v1/brief?type=ASSAULT")
    assert page.headers["content-type"].startswith("text/html")
    assert "sandbox" in page.headers["content-security-policy"]
    assert "<script" not in page.text
    text = desk_of_samples.get("/api/v1/brief?format=md&download=true")
    assert text.text.startswith("# Situation brief")
    assert "attachment" in text.headers["content-disposition"]
    assert len(desk_of_samples.get("/api/v1/export").json()["items"]) > 2


def test_places_of_a_name(get: Get) -> None:
    assert get("gazetteer", q="Kobane", limit=3)["items"][0]["country"] == "SY"
    assert get("gazetteer", q="Qzxvwy")["items"] == []


def test_the_record_of_sources_is_that_of_all_their_events_opened(desk_of_samples: Client) -> None:
    library = desk_of_samples.library
    events = {one.event.id: one.event for one in events_known(library, Asked())}
    rows = [row for row in sources(library, Asked()) if row.named]
    assert sum(row.corroborated for row in rows) > 0
    for row in rows:
        assert row.events == row.corroborated + row.contradicted + row.alone
    told_by_many = {e.id for e in events.values() if e.independent_sources > 1 or e.disputed}
    assert max(row.corroborated + row.contradicted for row in rows) <= len(told_by_many)
