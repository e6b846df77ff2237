"""Made-up reports of a long war with their readings, for a library as large as wanted: no model reads them.

Eight armed sides fight for eight hundred towns, three in five of which lie close around eight cities; what is told
goes to towns by their rank, so that of a hundred thousand claims the first town has some thousands and most have a
few dozen. Every day some things happen: attacks, towns that change hands, withdrawals, deployments, flight, arrests,
losses; each is told by one to four reports of twelve outlets, in three sentences of each, beside sentences that tell
again of earlier things, say who holds a town, fear or plan. Every sentence has a tree of its own, so that whatever is
worked out of a report that was read is worked out of these too. The same seed always gives the same."""

from __future__ import annotations

from bisect import bisect
from collections.abc import Iterator
from datetime import date, timedelta
from hashlib import sha256
from itertools import accumulate
from random import Random

from benchmarks.page import Page
from dateline.values import (
    Claim,
    ClaimPlace,
    ClaimSource,
    ClaimType,
    Count,
    Extent,
    PlaceRole,
    Reading,
    Report,
    Span,
    Status,
    Time,
    Trigger,
)

A_REPORT = 8
"""Claims in each."""
DAYS = 730
START = date(2014, 1, 1)
TOWNS = 800
SIDES = (
    ("Islamic State", "islamic-state"), ("YPG", "ypg"), ("Free Syrian Army", "free-syrian-army"),
    ("Syrian army", "syrian-army"), ("Nusra Front", "nusra-front"), ("Peshmerga", "peshmerga"),
    ("Iraqi army", "iraqi-army"), ("Falcon Brigades", None),
)  # fmt: skip
OUTLETS = tuple(f"Made-up Wire {letter}" for letter in "ABCDEFGHIJKL")
_KINDS: tuple[tuple[ClaimType, str | None, PlaceRole, int, tuple[str, ...]], ...] = (
    ("ASSAULT", None, "at", 20, ("attacked", "stormed", "fought")),
    ("ASSAULT", "heavy-weapons", "at", 8, ("shelled", "mortared")),
    ("ASSAULT", "aerial", "at", 8, ("bombed", "struck")),
    ("CONTROL", "gains", "held", 10, ("captured", "seized", "retook")),
    ("CONTROL", "loses", "held", 3, ("lost",)),
    ("CONTROL", "contests", "held", 2, ("contested",)),
    ("RETREAT", "withdraw", "from", 5, ("withdrew", "fled", "pulled")),
    ("MOBILIZE", "troops", "at", 6, ("deployed", "massed")),
    ("DISPLACE", "flee", "from", 5, ("displaced", "uprooted")),
    ("COERCE", "arrest", "at", 6, ("arrested", "detained")),
    ("STRENGTH", "down", "at", 4, ("weakened", "decimated")),
    ("AID", None, "at", 3, ("supplied", "fed")),
)
"""Type, mode, role of the place, how often, telling words."""
_HOLDS: tuple[ClaimType, str | None, PlaceRole, int, tuple[str, ...]] = (
    "CONTROL", "holds", "held", 1, ("controls", "holds", "governs"),
)  # fmt: skip
_STATUS: tuple[Status, ...] = ("actual",) * 16 + ("possible", "feared", "planned", "denied")
_CITIES, _CLOSE_KM, _A_DEGREE = 8, 22.0, 111.0


class Town:
    """A place of the war. ``rank``: from zero, the one most is told of first."""

    def __init__(self, rank: int, latitude: float, longitude: float) -> None:
        self.rank, self.name, self.id = rank, f"Townstead{rank}", f"made-up-{rank}"
        self.latitude, self.longitude = round(latitude, 4), round(longitude, 4)
        self.holder = rank % len(SIDES)


def towns() -> list[Town]:
    """All towns by rank; always the same."""
    chance = Random("towns")
    cities = [(chance.uniform(33.5, 36.8), chance.uniform(36.5, 43.5)) for _ in range(_CITIES)]
    found = []
    for rank in range(TOWNS):
        if rank < _CITIES:
            latitude, longitude = cities[rank]
        elif chance.random() < 0.6:
            latitude, longitude = cities[chance.randrange(_CITIES)]
            latitude += chance.gauss(0, _CLOSE_KM / _A_DEGREE)
            longitude += chance.gauss(0, _CLOSE_KM / _A_DEGREE / 0.82)
        else:
            latitude, longitude = chance.uniform(33.0, 37.2), chance.uniform(36.0, 44.0)
        found.append(Town(rank, latitude, longitude))
    return found


def campaigns(claims: int, seed: int = 1, name: str = "war") -> Iterator[Reading]:
    """Readings with so many claims in all, day by day."""
    war = _War(seed)
    number, reports = 0, -(-claims // A_REPORT)
    while number < reports:
        event = war.event(number * DAYS // reports)
        for _ in range(war.chance.choice((1, 1, 1, 2, 2, 3, 4))):
            yield war.report(f"{name}{number:07}", event)
            number += 1
            if number >= reports:
                return


def one_more(seed: int, day: int, town: Town, name: str) -> Reading:
    """One further report of a day, about a town."""
    war = _War(seed)
    for _ in range(40):
        war.event(max(0, day - war.chance.randrange(30)))
    return war.report(name, war.event(day, town))


class _Event:
    """What all that tell of it share."""

    def __init__(
        self, day: int, town: Town, kind: int, who: int, whom: int, names: tuple[str, str], number: int
    ) -> None:
        self.day, self.town, self.who, self.whom, self.names, self.count = day, town, who, whom, names, number
        self.kind = _KINDS[kind]


class _War:
    def __init__(self, seed: int) -> None:
        self.chance = Random(seed)
        self.towns = towns()
        self.shares = list(accumulate(1 / (one.rank + 3) ** 0.8 for one in self.towns))
        self.often = list(accumulate(kind[3] for kind in _KINDS))
        self.past: list[_Event] = []

    def event(self, day: int, town: Town | None = None) -> _Event:
        """What happens next."""
        chance = self.chance
        town = town or self.towns[bisect(self.shares, chance.random() * self.shares[-1])]
        kind = bisect(self.often, chance.random() * self.often[-1])
        held = self.towns[town.rank].holder
        other = chance.choice([n for n in range(len(SIDES)) if n != held])
        type_, mode = _KINDS[kind][:2]
        loses = (type_, mode) in (("CONTROL", "loses"), ("RETREAT", "withdraw"), ("STRENGTH", "down"))
        if (type_, mode) in (("CONTROL", "gains"), ("CONTROL", "loses"), ("RETREAT", "withdraw")):
            self.towns[town.rank].holder = other
        names = (f"Nameson{chance.randrange(3000)}", f"Quarter{town.rank}x{chance.randrange(6)}")
        who, whom = (held, other) if loses or type_ in ("MOBILIZE", "AID", "COERCE") else (other, held)
        made = _Event(day, town, kind, who, whom, names, chance.randrange(1, 60))
        self.past.append(made)
        return made

    def report(self, id_: str, event: _Event) -> Reading:
        """One that tells of an event, and of others beside."""
        chance = self.chance
        outlet = chance.choice(OUTLETS)
        told = [event, event, event, *(chance.choice(self.past[-60:]) for _ in range(A_REPORT - 3))]
        page = Page()
        out = event.day + int(chance.expovariate(1.2))
        claims = tuple(self._claim(page, one, n, n >= A_REPORT - 2) for n, one in enumerate(told))
        digest = sha256(page.text.encode()).hexdigest()
        published = (START + timedelta(days=out)).isoformat()
        id_ = sha256(id_.encode()).hexdigest()[:32]
        title = f"{event.town.name}: {SIDES[event.who][0]} in the news"
        return Reading(
            Report(id_, digest, digest, page.text, title, publisher=outlet, published=published),
            claims,
            tokens=tuple(page.tokens),
        )

    def _claim(self, page: Page, event: _Event, number: int, still: bool) -> Claim:
        """``still``: it is but told who holds the place."""
        chance = self.chance
        type_, mode, role, _, verbs = _HOLDS if still else event.kind
        who = self.towns[event.town.rank].holder if still else event.who
        whom = None if still or type_ in ("RETREAT", "MOBILIZE", "STRENGTH") else event.whom
        verb = chance.choice(verbs)
        day = START + timedelta(days=event.day)
        words, at = _sentence(SIDES[who][0], verb, None if whom is None else SIDES[whom][0], event, f"{day:%A}", chance)
        spans = page.sentence(words)

        def span(part: str) -> tuple[str, int, int]:
            start, end = spans[at[part][0]][0], spans[at[part][-1]][1]
            return page.text[start:end], start, end

        dated = not still and chance.random() < 0.6
        town = span("town")
        place = ClaimPlace(
            *town, event.town.name, event.town.id, latitude=event.town.latitude, longitude=event.town.longitude,
            country="SY", feature="settlement", radius_km=3.0, role=role,
        )  # fmt: skip
        said: tuple[ClaimSource, ...] = ()
        if chance.random() < 0.4:
            said = (ClaimSource(*span("says"), event.names[0], None, False, True, "official"),)
        counts = {"killed": Count(event.count, event.count, str(event.count))} if type_ == "ASSAULT" else {}
        trigger = span("verb")
        status: Status = "actual" if still else chance.choice(_STATUS)
        return Claim(
            id=f"{number:016}", type=type_, mode=mode, status=status, negated=status == "denied", aggregate=False,
            background=False, trigger=Trigger(*trigger), sentence=Extent(spans[0][0], spans[-1][1]),
            actors=(Span(*span("who"), *SIDES[who]),),
            recipients=() if whom is None else (Span(*span("whom"), *SIDES[whom]),),
            places=(place,),
            time=Time(*span("day"), day.isoformat(), day.isoformat(), "day") if dated else None,
            counts=counts, sources=said, confidence=round(chance.uniform(0.4, 0.97), 3),
        )  # fmt: skip


Words = list[tuple[str, str, int, str]]


def _sentence(
    who: str, verb: str, whom: str | None, event: _Event, day: str, chance: Random
) -> tuple[Words, dict[str, tuple[int, ...]]]:
    """The words of a sentence, and which of them stand for what (first, or first and last)."""
    words: Words = []
    at: dict[str, tuple[int, ...]] = {}
    name = who.split()
    root = len(name)
    words += [(word, "PROPN", len(name) - 1, "compound") for word in name[:-1]] + [(name[-1], "PROPN", root, "nsubj")]
    at["who"] = (0, root - 1)
    at["verb"] = (root,)
    words.append((verb, "VERB", root, "root"))
    if whom is not None:
        those = whom.split()
        last = len(words) + len(those) - 1
        at["whom"] = (len(words), last)
        words += [(word, "PROPN", last, "compound") for word in those[:-1]] + [(those[-1], "PROPN", root, "obj")]
    at["town"] = (len(words) + 1,)
    words += [("in", "ADP", len(words) + 1, "case"), (event.town.name, "PROPN", root, "obl")]
    words += [("near", "ADP", len(words) + 1, "case"), (event.names[1], "PROPN", at["town"][0], "nmod")]
    at["day"] = (len(words) + 1,)
    words += [("on", "ADP", len(words) + 1, "case"), (day, "PROPN", root, "obl")]
    head = len(words) + 2
    words += [
        ("leaving", "VERB", root, "advcl"),
        (str(event.count), "NUM", head, "nummod"),
        ("dead", "NOUN", head - 2, "obj"),
    ]
    words += [("and", "CCONJ", head + 3, "cc"), (f"word{chance.randrange(900)}", "ADJ", head + 3, "amod")]
    words += [(chance.choice(_THINGS), "NOUN", head, "conj"), (",", "PUNCT", root, "punct")]
    at["says"] = (len(words),)
    return [*words, (event.names[0], "PROPN", len(words) + 1, "nsubj"), ("said", "VERB", root, "parataxis")], at


_THINGS = ("houses", "roads", "fields", "shops", "bridges", "vehicles", "families", "positions")
