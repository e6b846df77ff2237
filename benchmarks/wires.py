"""Made-up reports with their readings, for a library as large as wanted: no model reads them, and they look like none.

Each event is drawn by a seeded generator: a type, a town of a grid of 400, two parties, four names and a number, one
day after the other through two years; it is told by one to four reports, three times in each, beside two of the 200
events before. A sentence has a tree of its own, so that what is told of it is worked out as of a report that was
read."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from hashlib import sha256
from random import Random

from benchmarks.page import Page
from dateline.values import Claim, ClaimPlace, ClaimType, Count, Extent, Reading, Report, Span, Time, Trigger

A_REPORT = 5
"""Claims in each."""
_DAYS = 730
_START = date(2014, 1, 1)
_VERBS: dict[ClaimType, tuple[str, ...]] = {
    "ASSAULT": ("attacked", "shelled", "bombed", "killed", "struck"),
    "CONTROL": ("captured", "seized", "retook"),
    "COERCE": ("arrested", "besieged", "detained"),
    "DISPLACE": ("expelled", "displaced"),
    "RETREAT": ("left", "released"),
}
_PARTIES = ("Government", "Police", "People", "Officials", "Women", "Men", "Students", "Workers", "Companies")
"""Words that every other report has: by them none is found."""
_OUTLETS = tuple(f"Made-up Wire {letter}" for letter in "ABCDEFGHIJKL")


def wires(claims: int, seed: int = 1, name: str = "wire") -> Iterator[Reading]:
    """Readings with so many claims in all; the same seed always gives the same."""
    chance = Random(seed)
    past: list[_Event] = []
    number = 0
    while number * A_REPORT < claims:
        event = _Event(chance, number * A_REPORT * _DAYS // claims)
        for _ in range(chance.choice((1, 1, 1, 2, 2, 3, 4))):
            told = [event, event, event, *(chance.choice(past[-200:] or [event]) for _ in range(A_REPORT - 3))]
            yield _reading(f"{name}{number:07}", event.day, chance.choice(_OUTLETS), told, chance)
            number += 1
            if number * A_REPORT >= claims:
                return
        past.append(event)


class _Event:
    """What all that tell of it share."""

    def __init__(self, chance: Random, day: int) -> None:
        self.type = chance.choice(sorted(_VERBS))
        town = chance.randrange(400)
        self.town = f"Townstead{town}"
        self.latitude, self.longitude = 33 + town // 20 * 0.2, 35.5 + town % 20 * 0.35
        self.day = (_START + timedelta(days=day)).isoformat()
        self.who, self.whom = chance.sample(_PARTIES, 2)
        self.names = [f"Nameson{chance.randrange(3000)}" for _ in range(4)]
        self.count = chance.randrange(1, 60)


def _reading(id_: str, day: str, outlet: str, told: list[_Event], chance: Random) -> Reading:
    made = Page()
    claims = tuple(_claim(made, event, chance, n) for n, event in enumerate(told))
    digest = sha256(made.text.encode()).hexdigest()
    report = Report(
        sha256(id_.encode()).hexdigest()[:32], digest, digest, made.text, publisher=outlet, published=day, url=None
    )
    return Reading(report, claims, tokens=tuple(made.tokens))


def _claim(made: Page, event: _Event, chance: Random, number: int) -> Claim:
    verb = chance.choice(_VERBS[event.type])
    one, other = chance.sample(event.names, 2)
    spans = made.sentence(
        [
            (event.who, "PROPN", 1, "nsubj"),
            (verb, "VERB", 1, "root"),
            (str(event.count), "NUM", 3, "nummod"),
            (event.whom, "NOUN", 1, "obj"),
            ("in", "ADP", 5, "case"),
            (event.town, "PROPN", 1, "obl"),
            ("near", "ADP", 7, "case"),
            (one, "PROPN", 5, "nmod"),
            (other, "PROPN", 7, "flat"),
        ]
    )

    def span(word: int) -> Span:
        start, end = spans[word]
        return Span(made.text[start:end], start, end, made.text[start:end])

    town = span(5)
    place = ClaimPlace(
        town.text, town.start, town.end, town.name, event.town,
        latitude=event.latitude, longitude=event.longitude, country="SY", feature="settlement", radius_km=5.0,
    )  # fmt: skip
    start, end = spans[1]
    counts = {"killed": Count(event.count, event.count, str(event.count))} if chance.random() < 0.5 else {}
    return Claim(
        id=f"{number:016}", type=event.type, mode=None, status="actual", negated=False, aggregate=False,
        background=False, trigger=Trigger(verb, start, end), sentence=Extent(spans[0][0], spans[-1][1]),
        actors=(span(0),), recipients=(span(3),), places=(place,),
        time=Time(verb, start, end, event.day, event.day, "day"), counts=counts, confidence=0.9,
    )  # fmt: skip
