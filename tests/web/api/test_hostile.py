"""Whatever comes in, the answer is what was asked for or a problem that says what is wrong: never a fault of ours."""

from __future__ import annotations

import json
from typing import Any
from urllib.parse import quote

import pytest
from browsers import Client
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

BAD = (
    "", " ", "\0", "a\0b", "'", '"', "%", "%00", "../../etc/passwd", "<script>alert(1)</script>",
    "; DROP TABLE events;--", "\u202e", "nan", "inf", "-1", "0", "1e309", "9" * 300, "x" * 5000, "2015-13-01",
    "2015-02-30", "99999-01-01", "١٢", "\ud83d", "null", "[]", "{}", "0,0", "91,0", "1,2,3", "1,2,3,4,5", "a,b,c,d",
    "-181,0,0,0", "0,9,0,1",
)  # fmt: skip
FILTERED = ("situation", "events", "reports", "control", "control/days", "control/changes", "actors", "sources",
            "review", "export/csv", "brief", "actors/islamic-state/indicators")  # fmt: skip
NAMES = ("since", "until", "place", "within", "actor", "type", "status", "credibility", "bbox", "limit", "cursor", "q",
         "kind", "order", "on", "source", "step", "format", "redact")  # fmt: skip
PATHS = (
    "events/{}",
    "reports/{}",
    "evidence/{}",
    "control/{}",
    "actors/{}",
    "actors/{}/outlook",
    "sources/{}",
    "export/{}",
)
GOOD = (200, 304, 400, 404, 405, 422)
FEW = settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


def check(answered: Any) -> None:
    assert answered.status_code in GOOD, (answered.status_code, answered.url, answered.text[:300])
    if answered.status_code >= 400:
        assert answered.headers["content-type"] == "application/problem+json"
        problem = answered.json()
        assert set(problem) >= {"type", "title", "status", "detail"}
        assert problem["status"] == answered.status_code
        assert problem["detail"]


def encoded(value: str) -> str:
    return quote(value.encode("utf-8", "surrogatepass"), safe="")


@pytest.mark.parametrize("name", NAMES)
def test_no_value_of_a_query_makes_it_stumble(desk_of_samples: Client, name: str) -> None:
    for number, value in enumerate(BAD):
        for address in (FILTERED[number % len(FILTERED)], "events", "situation"):
            check(desk_of_samples.get(f"/api/v1/{address}?{name}={encoded(value)}"))


@pytest.mark.parametrize("path", PATHS)
def test_no_name_in_an_address_makes_it_stumble(desk_of_samples: Client, path: str) -> None:
    for value in BAD:
        check(desk_of_samples.get("/api/v1/" + path.format(encoded(value) or "-")))


@FEW
@given(
    address=st.sampled_from(FILTERED),
    query=st.dictionaries(st.sampled_from(NAMES), st.text(max_size=30) | st.sampled_from(BAD), max_size=4),
)
@example("events", {"place": "0,0", "within": "1e-300"})
@example("control/days", {"since": "0001-01-01", "until": "9999-12-31", "step": "month"})
@example("control", {"since": "0001-01-01", "until": "0001-01-02"})
@example("actors/islamic-state/indicators", {"since": "0001-01-01"})
@example("actors/islamic-state/indicators", {"until": "9999-12-31"})
@example("actors/islamic-state/indicators", {"until": "0001-01-01"})
@example("brief", {"since": "0001-01-01", "until": "9999-12-31"})
@example("review", {"cursor": "WzAsIiJd"})
@example("control/days", {"since": "1000-01-01", "until": "8999-12-31", "step": "month"})
@example("actors/islamic-state/indicators", {"since": "1000-01-01", "until": "8999-12-31"})
@example("brief", {"since": "1000-01-01"})
@example("reports", {"cursor": "WzFlOTld"})
@example("reports", {"cursor": "Wzk5OTk5OTk5OTk5OTk5OTk5OTk5OTk5OTld"})
def test_no_query_makes_it_stumble(desk_of_samples: Client, address: str, query: dict[str, str]) -> None:
    asked = "&".join(f"{name}={encoded(value)}" for name, value in query.items())
    check(desk_of_samples.get(f"/api/v1/{address}?{asked}"))


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(max_size=20)
    | st.sampled_from(["accept", "place", "90af0864:0-5", "90af0864:Daesh", "b8e844a369437820d4eacf54:1-2", "A"]),
    lambda inner: st.lists(inner, max_size=3),
    max_leaves=4,
)  # fmt: skip
FIELDS = ("kind", "anchors", "fields", "id", "at", "radius_km", "unresolved", "everywhere", "actor", "name", "facts",
          "report", "date", "publisher", "source", "grade", "note", "seen")  # fmt: skip
KINDS = ("accept", "reject", "correct", "same", "different", "place", "actor", "report", "grade")


@settings(FEW, max_examples=50)
@given(body=st.dictionaries(st.sampled_from(FIELDS), VALUES, max_size=5), kind=st.sampled_from([*KINDS, None]))
@example({"anchors": ["90af0864:0-5"], "at": "1e3,2"}, "place")
@example({"anchors": ["90af0864:Daesh"], "at": "999,999", "radius_km": 1}, "place")
@example({"anchors": ["90af0864:Daesh"], "id": "9" * 40}, "place")
@example({"anchors": ["90af0864:Daesh"], "seen": 2**63}, "accept")
@example({"report": "90af0864", "date": "2015-99-99"}, "report")
@example({"actor": "ISIS", "facts": [{"relation": "same", "value": "\x7f"}]}, "actor")
@example({"anchors": ["90af0864:999999999-9999999999"]}, "accept")
def test_no_judgement_makes_it_stumble(judged_at: Client, body: dict[str, Any], kind: str | None) -> None:
    whole = body if kind is None else body | {"kind": kind}
    answered = judged_at.post("/api/v1/judgements", json=whole)
    if answered.status_code != 201:
        check(answered)


@pytest.mark.parametrize("sent", [b"", b"{", b"\xff\xfe", b"[" * 5000, b'"x"', b"null", b"{}" * 2, b'{"kind": 1e999}'])
@pytest.mark.parametrize("address", ["judgements", "review/accept", "ask"])
def test_no_body_makes_it_stumble(desk_of_samples: Client, address: str, sent: bytes) -> None:
    answered = desk_of_samples.post(f"/api/v1/{address}", content=sent, headers={"content-type": "application/json"})
    check(answered)
    assert answered.status_code == 400


def test_what_it_says_of_hostile_words_is_json(desk_of_samples: Client) -> None:
    answered = desk_of_samples.get("/api/v1/events?actor=%3Cscript%3Ealert(1)%3C/script%3E")
    assert answered.headers["content-type"] == "application/problem+json"
    assert answered.headers["x-content-type-options"] == "nosniff"
    assert json.loads(answered.text)["status"] == 400


@pytest.mark.parametrize("address", ["meta", "situation", "events?limit=3", "reports", "control", "control/days",
                                     "actors", "sources", "judgements"])  # fmt: skip
def test_what_has_not_changed_is_not_sent_again(editing: Client, address: str) -> None:
    first = editing.get(f"/api/v1/{address}")
    tag = first.headers["etag"]
    again = editing.get(f"/api/v1/{address}", headers={"if-none-match": tag})
    assert (again.status_code, again.content) == (304, b"")
    other = editing.get("/api/v1/situation?limit=1", headers={"if-none-match": tag})
    assert other.status_code == 200
    claim = editing.get("/api/v1/review?limit=1").json()["items"][0]["claim"]
    editing.post("/api/v1/judgements", json={"kind": "accept", "anchors": [claim]})
    assert editing.get(f"/api/v1/{address}", headers={"if-none-match": tag}).status_code == 200
