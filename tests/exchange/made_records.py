"""Random records, and some by hand, for the tests of formats."""

from __future__ import annotations

from datetime import date
from typing import Any, get_args

from hypothesis import strategies as st

from dateline.exchange.record import Quote, Record, Who
from dateline.values import ClaimPlace, ClaimType, Dispute, Event, Party, Precision, Status, Tally, Version

NASTY = st.one_of(
    st.sampled_from(
        ["=1+1", "+49", "-2+3", "@SUM(A1)", "\t=x", "\r=x", " =x", "'=x", "''-x", "＝1", "-1.5", 'a"b,c\nd', "<b>&amp;",
         "]]>", "\x00null", "\x1b[31m", "שלום \u202eabc\u202c", "a | b", "; ", "\ud800", "\ufffe", "’s “quote”", "|"]
    ),
    st.text(max_size=20),
)  # fmt: skip
ID = st.text("0123456789abcdef", min_size=16, max_size=16)
SHA = st.text("0123456789abcdef", min_size=64, max_size=64)
DAY = st.dates(min_value=date(1900, 1, 1)).map(lambda day: day.isoformat())
MAYBE = st.none() | NASTY
WHO = st.builds(
    Who,
    name=NASTY.map(lambda name: f"{name}x"),
    id=st.none() | st.sampled_from(["ypg", "named:army-x.sy", "turkey"]),
    full=MAYBE,
    kind=st.sampled_from([None, "state", "armed-actor", "organisation"]),
    sector=st.sampled_from([None, "GOV", "MIL", "REB", "COP", "IGO", "CRM", "NGO"]),
    country=st.sampled_from([None, "SY", "TR", "XK", "ZZ"]),
)
NUMBERS = st.none() | st.integers(0, 10**6)


@st.composite
def tallies(draw: st.DrawFn) -> Tally:
    low, best, high = sorted(draw(st.lists(st.integers(0, 9999), min_size=3, max_size=3)))
    return Tally(
        draw(st.sampled_from([low, None])), draw(st.sampled_from([best, None])), draw(st.sampled_from([high, None]))
    )


@st.composite
def places(draw: st.DrawFn) -> ClaimPlace:
    is_found = draw(st.booleans())
    return ClaimPlace(
        text=draw(NASTY),
        start=0,
        end=1,
        name=draw(MAYBE),
        id=draw(st.none() | st.just("170063")),
        latitude=draw(st.floats(-90, 90)) if is_found else None,
        longitude=draw(st.floats(-180, 180)) if is_found else None,
        country=draw(st.sampled_from([None, "SY", "TR", "XK", "AQ"])) if is_found else None,
        admin1=draw(MAYBE),
        feature=draw(st.sampled_from([None, "settlement", "admin1", "country", "river"])),
        radius_km=draw(st.floats(0.1, 900)) if is_found else None,
        relation=draw(st.sampled_from(["at", "near", "north-of", "border-of"])),
        role=draw(st.sampled_from(["at", "held", "to", "from"])),
    )


@st.composite
def quotes(draw: st.DrawFn) -> Quote:
    start = draw(st.integers(0, 1000))
    return Quote(
        report=draw(ID),
        sha256=draw(SHA),
        text=draw(NASTY),
        start=start,
        end=start + 20,
        words_start=start + 1,
        words_end=start + 5,
        type=draw(st.sampled_from(get_args(ClaimType))),
        mode=None,
        status="actual",
        says=tuple(draw(st.lists(NASTY, max_size=2))),
        outlet=draw(MAYBE),
        published=draw(st.none() | DAY),
        title=draw(MAYBE),
        url=draw(st.none() | st.just("https://example.org/a?b=1&c=<d>") | NASTY),
        killed=draw(st.none() | st.just("dozens")),
    )


@st.composite
def records(draw: st.DrawFn) -> Record:
    first, last = sorted(draw(st.lists(DAY, min_size=2, max_size=2)))
    if draw(st.booleans()):
        last = first
    actors = tuple(draw(st.lists(WHO, max_size=3)))
    recipients = tuple(draw(st.lists(WHO, max_size=3)))
    given: dict[str, Any] = {
        "type": draw(st.sampled_from(get_args(ClaimType))),
        "mode": draw(
            st.sampled_from([None, "aerial", "abduct", "gains", "loses", "demo", "riot", "arrest", "withdraw"])
        ),
        "status": draw(st.sampled_from([*["actual"] * 5, *get_args(Status)])),
    }
    event = Event(
        id=draw(ID),
        aggregate=draw(st.sampled_from([False, False, False, True])),
        actors=tuple(Party(who.name, who.id) for who in actors),
        recipients=tuple(Party(who.name, who.id) for who in recipients),
        place=draw(st.none() | places()),
        earliest=draw(st.sampled_from([first, first, None])),
        latest=draw(st.sampled_from([last, last, None])),
        precision=draw(st.sampled_from([None, *get_args(Precision)])),
        counts=draw(
            st.dictionaries(st.sampled_from(["killed", "injured", "displaced", "detained", "force"]), tallies())
        ),
        reports=draw(st.integers(1, 99)),
        outlets=draw(st.integers(1, 99)),
        independent_sources=draw(st.integers(1, 99)),
        credibility=draw(st.integers(1, 6)),
        reasons=tuple(draw(st.lists(NASTY, max_size=2))),
        disputed=draw(st.sampled_from([(), (Dispute("killed", (Version("=4", ("@x",), ()),)),)])),
        claims=(),
        **given,
    )
    behind = tuple(draw(st.lists(quotes(), min_size=1, max_size=3)))
    return Record(event, actors, recipients, behind, draw(st.just("2026-01-02T03:04:05Z")))


def several() -> st.SearchStrategy[list[Record]]:
    """Records whose events have ids of their own."""
    return st.lists(records(), max_size=4, unique_by=lambda record: record.event.id)


def record(
    type_: str = "ASSAULT",
    mode: str | None = None,
    actors: tuple[Who, ...] = (),
    recipients: tuple[Who, ...] = (),
    quoted: tuple[Quote, ...] = (),
    killed: Tally | None = None,
    feature: str = "settlement",
    radius_km: float = 3.0,
    days: tuple[str | None, str | None] = ("2015-03-03", "2015-03-03"),
    **given: Any,
) -> Record:
    """An event at Harim in Syria, of one day, told by one report, unless said otherwise."""
    place = ClaimPlace(
        "Harim", 0, 5, name="Ḩārim", latitude=36.2, longitude=36.5, country="SY", admin1="Idlib",
        feature=feature, radius_km=radius_km,
    )  # fmt: skip
    fields: dict[str, Any] = {
        "id": "0123456789abcdef", "type": type_, "mode": mode, "status": "actual", "aggregate": False,
        "actors": tuple(Party(who.name, who.id) for who in actors),
        "recipients": tuple(Party(who.name, who.id) for who in recipients), "place": place, "earliest": days[0],
        "latest": days[1], "precision": "day", "counts": {"killed": killed} if killed else {}, "reports": 1,
        "outlets": 1, "independent_sources": 1, "credibility": 3, "reasons": (), "disputed": (), "claims": (),
    }  # fmt: skip
    event = Event(**(fields | given))
    return Record(event, actors, recipients, quoted or (quote(),), "2026-01-02T03:04:05Z")


def quote(text: str = "Gunmen killed four people in Harim.", **given: Any) -> Quote:
    """A sentence of a report."""
    fields: dict[str, Any] = {
        "report": "a" * 32, "sha256": "b" * 64, "text": text, "start": 10, "end": 10 + len(text), "words_start": 17,
        "words_end": 23, "type": "ASSAULT", "mode": None, "status": "actual", "says": ("a shopkeeper",),
        "outlet": "Orchard Wire", "published": "2015-03-04", "title": "Four dead in Harim",
        "url": "https://example.org/1",
    }  # fmt: skip
    return Quote(**(fields | given))


REBELS = Who("the Sand Brigade", "sand-brigade", "Sand Brigade", "armed-actor", "REB", "SY")
ARMY = Who("the army", "syrian-army", "Syrian Arab Army", "armed-actor", "MIL", "SY")
TURKEY = Who("Ankara", "turkey", "Turkey", "state", "GOV", "TR")
"""Parties that are known."""
