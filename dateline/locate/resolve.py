"""All places of a report resolved together: each name to the candidate that its own likeness and prominence, what the
text says it lies in, the countries spoken of and the other places nearby speak for; or to none.

The weights are set by hand. What they weigh is kept apart (``_Evidence``, ``_Group``), so that a learned ranker can
take their place.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from math import asin, exp, sqrt

from msgspec import Struct, structs

from dateline.locate.candidates import Candidate, candidates, fuzzy_candidates, nationality_country
from dateline.locate.context import abbreviated_area, containers, countries_spoken_of, kind_beside, other_names
from dateline.locate.geo import EARTH_KM, distance_km
from dateline.locate.index import Found, Index, open_index
from dateline.locate.names import fold
from dateline.locate.relative import Relation, core_span, covering, named, relation_of
from dateline.values import Place

_COUNTRY = 1.6  # weight of the country being spoken of
_AREA = 0.8  # … of the first-level area being spoken of
_NEAR = 1.8  # … of other places being near
_NEAR_KM = 250.0  # how far "near" reaches: the weight falls to a third at that distance
_INSIDE = 3.5  # … of the text saying it lies in an area that holds it
_OUTSIDE = -2.0  # … or in one that does not
_ROUNDS = 3
_NEIGHBOURS = 40  # other names looked at on either side, so that time stays in proportion to the report's length
_SAME_KM = 60.0  # candidates so close (a city and its province) are no rivals
_ENOUGH = 1.3  # a score under this is no answer
_UNKNOWN_TOWN = 500_000  # an alias of a smaller town counts only where something else speaks for it
_CITY = 50_000
_SUPPORTED = 0.25  # share of the strongest country's evidence from which a country counts as spoken of
_FUZZY_KM = 400.0  # a misspelt name is looked for within this distance of the report's other places
_BETWEEN_GAP = 60  # characters from the end of A to B in "between A and B"
_POINTLESS = frozenset({"country", "continent", "region", "ocean", "sea"})  # too large to be near anything


class PlaceMention(Struct, frozen=True):
    """A place expression: ``text[start:end]`` of the report. ``relation`` is the contract's where the caller knows it
    ("at" leaves it to the words around); ``within`` names areas that the caller knows it to lie in, nearest first."""

    start: int
    end: int
    text: str
    relation: str = "at"
    within: tuple[str, ...] = ()


class _Group:
    """The mentions that share a name: one sense a report."""

    def __init__(self, name: str, text: str) -> None:
        self.name = name
        self.text = text
        self.mentions: list[int] = []
        self.found: list[Candidate] = []
        self.inside: list[Found] = []
        self.kind: str | None = None
        self.pick: Candidate | None = None
        self.scores: list[float] = []

    def support(self) -> float:
        """How much this group's place speaks for its country: more for repeated names, most for countries."""
        if self.pick is None:
            return 0.0
        times = sqrt(min(len(self.mentions), 4))
        return (2.0 if self.pick.place.feature == "country" else 1.0) * times


class _Evidence:
    """What the report as a whole speaks for: countries and first-level areas, as shares of the strongest."""

    def __init__(self, spoken: Counter[str], groups: Sequence[_Group]) -> None:
        self.country: Counter[str] = Counter()
        self.area: Counter[tuple[str, str]] = Counter()
        for code, times in spoken.items():
            self.country[code] += 0.5 * min(times, 4)  # type: ignore[assignment]
        for group in groups:
            if group.pick is None or group.pick.place.country is None:
                continue
            place = group.pick.place
            self.country[place.country] += group.support()  # type: ignore[assignment,index]
            if place.admin1:
                self.area[place.country, place.admin1] += group.support()  # type: ignore[assignment,index]

    def share(self, place: Found, group: _Group) -> tuple[float, float]:
        """Shares of the place's country and first-level area, without the group's own voice."""
        if place.country is None:
            return 0.0, 0.0
        own = group.pick.place if group.pick else None
        mine = group.support() if own and own.country == place.country else 0.0
        country = (self.country[place.country] - mine) / max(1.0, *self.country.values(), 1.0)
        if not place.admin1:
            return country, 0.0
        mine = group.support() if own and (own.country, own.admin1) == (place.country, place.admin1) else 0.0
        area = (self.area[place.country, place.admin1] - mine) / max(1.0, *self.area.values(), 1.0)
        return country, area

    def countries(self) -> list[str]:
        """Countries spoken of, strongest first, at most three."""
        top = max(self.country.values(), default=0.0)
        spoken = [c for c, w in self.country.items() if w >= max(_SUPPORTED * top, 0.5)]
        return sorted(spoken, key=lambda c: (-self.country[c], c))[:3]


def resolve(
    mentions: Sequence[PlaceMention], text: str, dateline: str | None = None, index: Index | None = None
) -> list[Place]:
    """One ``Place`` a mention, in their order. ``dateline`` is the report's place line ("Suruc, Turkey") where there is
    one. A name that no place fits keeps null coordinates. Opens the user's index unless one is given."""
    if not mentions:
        return []
    index = index or open_index()
    groups, group_of = _grouped(mentions, text, index)
    lead = _dateline_group(dateline, index)
    everyone = [*lead, *groups]
    spoken = countries_spoken_of(text)
    _settle(everyone, spoken)
    if _find_misspelt(everyone, spoken, index):
        _settle(everyone, spoken)
    places = [_place(m, groups[g], text, index) for m, g in zip(mentions, group_of, strict=True)]
    return _spread_between(places, text)


def _grouped(mentions: Sequence[PlaceMention], text: str, index: Index) -> tuple[list[_Group], list[int]]:
    """Groups by name in order of the text, and each mention's group; "A (B)" joins the groups of both names."""
    groups: dict[str, _Group] = {}
    alias: dict[str, str] = {}
    names: list[str] = []
    for i, mention in enumerate(mentions):
        head, start, inside = _head(mention)
        name = fold(head) or head
        names.append(name)
        group = groups.setdefault(name, _Group(name, head))
        group.mentions.append(i)
        group.kind = group.kind or kind_beside(text, start, start + len(head))
        group.inside += _areas([*inside, *mention.within, *containers(text, start, mention.end)], index)
        for other in other_names(text, mention.end):
            alias.setdefault(name, other)
    for group in groups.values():
        group.found = candidates(index, group.text, group.kind)
    for name, other in alias.items():
        _bind(groups, name, other, index)
    number = {name: n for n, name in enumerate(groups)}
    return list(groups.values()), [number[name] for name in names]


def _head(mention: PlaceMention) -> tuple[str, int, list[str]]:
    """The name in a mention's text, its start in the report, and the areas that follow it: "near Sarmada, Syria" gives
    "Sarmada" and ["Syria"]."""
    start, end = core_span(mention.text)
    head, *inside = mention.text[start:end].split(",")
    if not head.strip():
        return mention.text, mention.start, []
    return head, mention.start + start, [a.strip() for a in inside if a.strip()]


def _bind(groups: dict[str, _Group], name: str, other: str, index: Index) -> None:
    """Lets "name (other)" stand for one place where the names share a candidate, or where only one has any."""
    group, second = groups[name], groups.get(fold(other))
    theirs = second.found if second else candidates(index, other, group.kind)
    shared = {c.place.id for c in group.found} & {c.place.id for c in theirs}
    if shared:
        group.found = [c for c in group.found if c.place.id in shared]
        if second:
            second.found = [c for c in theirs if c.place.id in shared]
    elif not group.found:
        # Only a settlement or a site is another name; "Amarna (Syria)" tells where it lies.
        group.found = [c for c in theirs if c.place.feature not in _POINTLESS | {"admin1", "admin2"}]
    elif second is not None and not second.found:
        second.found = group.found


def _areas(names: Sequence[str], index: Index) -> list[Found]:
    """The first of the names that names countries or areas: what they are."""
    for name in names:
        if short := abbreviated_area(name):
            return index.area(*short)
        if code := nationality_country(name):
            return index.country(code)
        folded = fold(name)
        if len(folded) < 2:
            continue
        found = [p for p in index.by_key(folded) if folded in p.folded]
        areas = [p for p in found if p.feature in {"country", "admin1", "admin2", "area"}]
        if areas:
            return areas
    return []


def _dateline_group(dateline: str | None, index: Index) -> list[_Group]:
    if not dateline:
        return []
    head, _, rest = dateline.partition(",")
    group = _Group(fold(head), head)
    group.mentions = [-1, -1, -1, -1]  # a dateline's place weighs like one named four times
    group.found = candidates(index, head)
    group.inside = _areas([part.strip() for part in rest.split(",")], index) if rest else []
    return [group]


def _settle(groups: Sequence[_Group], spoken: Counter[str]) -> None:
    """Picks a candidate for each group, again and again, with the others' picks as evidence."""
    for round_number in range(_ROUNDS):
        evidence = _Evidence(spoken, groups)
        picks: list[Candidate | None] = []
        for i, group in enumerate(groups):
            others = [
                g.pick
                for g in (*groups[max(0, i - _NEIGHBOURS) : i], *groups[i + 1 : i + 1 + _NEIGHBOURS])
                if g.pick is not None and g.pick.place.feature not in _POINTLESS
            ]
            group.scores = [_score(c, group, evidence, others if round_number else []) for c in group.found]
            picks.append(_choose(group, evidence, last=round_number == _ROUNDS - 1))
        for group, pick in zip(groups, picks, strict=True):
            group.pick = pick


def _score(candidate: Candidate, group: _Group, evidence: _Evidence, others: Sequence[Candidate]) -> float:
    place = candidate.place
    country, area = evidence.share(place, group)
    score = candidate.score + _COUNTRY * country + _AREA * area
    if others and place.feature not in _POINTLESS:
        score += _NEAR * _nearness(candidate, others)
    inside = [a for a in group.inside if a.id != place.id]
    if inside:
        score += _INSIDE if any(_holds(a, candidate) for a in inside) else _OUTSIDE
    return score


def _nearness(candidate: Candidate, others: Sequence[Candidate]) -> float:
    """Mean closeness, 0 to 1, of the three nearest other places."""
    close = [exp(-_km(candidate, o) / _NEAR_KM) for o in others if o.place.id != candidate.place.id]
    return sum(sorted(close)[-3:]) / 3


def _km(a: Candidate, b: Candidate) -> float:
    chord = sqrt(sum((x - y) ** 2 for x, y in zip(a.at, b.at, strict=True)))
    return 2 * EARTH_KM * asin(min(1.0, chord / 2))


def _holds(area: Found, candidate: Candidate) -> bool:
    """Whether an area holds a place: by country and code, or by distance for areas without a code."""
    place = candidate.place
    if area.feature == "country":
        return place.country == area.country
    if area.feature == "admin1":
        return place.country == area.country and place.admin1 == area.admin1
    if area.country and place.country and area.country != place.country:
        return False
    way = distance_km(area.latitude, area.longitude, place.latitude, place.longitude)
    return way <= area.radius_km + place.radius_km


def _choose(group: _Group, evidence: _Evidence, last: bool) -> Candidate | None:
    """The best candidate, or None where none is good enough; strictness comes in the last round only, when the others
    have had their say."""
    if not group.found:
        return None
    best = max(range(len(group.found)), key=lambda i: (group.scores[i], -i))
    pick = group.found[best]
    if pick.place.feature == "admin1" and group.kind not in {"admin1", "admin2"}:
        pick = _namesake_city(pick, group.found)
        best = group.found.index(pick)
    if last and (group.scores[best] < _ENOUGH or not _believable(pick, group, evidence)):
        return None
    return pick


def _namesake_city(area: Candidate, found: Sequence[Candidate]) -> Candidate:
    """The city of the area's own name within it, where there is one: a name that both share means the city unless the
    text says otherwise."""
    where = (area.place.country, area.place.admin1)
    for c in found:
        city = c.place.feature == "settlement" and c.place.population >= _CITY
        if city and c.exact and (c.place.country, c.place.admin1) == where:
            return c
    return area


def _believable(pick: Candidate, group: _Group, evidence: _Evidence) -> bool:
    """A name that is not the place's own spelling, or an alias of a small town, needs the report's support."""
    place = pick.place
    if pick.main or place.feature in _POINTLESS or (pick.exact and place.feature == "admin1"):
        return True
    if any(_holds(a, pick) for a in group.inside):
        return True
    country, _ = evidence.share(place, group)
    if country >= _SUPPORTED:
        return pick.exact or pick.likeness >= 0.8
    return pick.exact and place.population >= _UNKNOWN_TOWN


def _find_misspelt(groups: Sequence[_Group], spoken: Counter[str], index: Index) -> bool:
    """Looks for the names that found no place among misspelt ones, in the countries spoken of and near the places
    found. Says whether any was found."""
    countries = _Evidence(spoken, groups).countries()
    anchors = [g.pick for g in groups if g.pick is not None and g.pick.place.feature not in _POINTLESS]
    found = False
    for group in groups:
        if group.found or not countries:
            continue
        within = [a.country for a in group.inside if a.country]
        near = fuzzy_candidates(index, group.text, within or countries, group.kind)
        group.found = [c for c in near if (within and not anchors) or any(_km(c, a) <= _FUZZY_KM for a in anchors)]
        found = found or bool(group.found)
    return found


def _confidence(group: _Group) -> float:
    """0 to 1, from the pick's score and its lead over the best candidate elsewhere. Not calibrated."""
    if group.pick is None:
        return 0.0
    at = group.found.index(group.pick)
    best = group.scores[at]
    rivals = [s for s, c in zip(group.scores, group.found, strict=True) if _km(c, group.pick) > _SAME_KM]
    lead = best - max(rivals, default=0.0)
    return round(min(0.99, 1 / (1 + exp(-(0.9 * lead + 0.4 * (best - 3.0))))), 3)


def _place(mention: PlaceMention, group: _Group, text: str, index: Index) -> Place:
    start, end = core_span(mention.text)
    relation = relation_of(text, mention.start + start, mention.start + end)
    if mention.relation not in ("at", relation.name):
        relation = Relation(mention.relation)
    if group.pick is None:
        return Place(mention.text, mention.start, mention.end, relation=relation.name, confidence=0.0)
    found = group.pick.place
    lat, lon, radius = covering(relation, found.latitude, found.longitude, found.radius_km, found.feature)
    return Place(
        text=mention.text,
        start=mention.start,
        end=mention.end,
        name=found.name,
        id=str(found.geonames) if found.geonames is not None else None,
        latitude=lat,
        longitude=lon,
        country=found.country,
        admin1=index.area_name(found.country, found.admin1),
        feature=found.feature,
        radius_km=radius,
        relation=named(relation, found.feature),
        confidence=_confidence(group),
    )


def _spread_between(places: list[Place], text: str) -> list[Place]:
    """Gives "between A and B" circles that cover the way from one to the other: each end keeps its point, its radius
    reaches the other end. Where the other end is unknown the radius stays at what the relation alone gives."""
    spread = list(places)
    for i in range(len(places) - 1):
        a, b = places[i], places[i + 1]
        if a.relation != "between" or b.relation != "between" or not 0 < b.start - a.end < _BETWEEN_GAP:
            continue
        if " and " not in text[a.end : b.start]:
            continue
        if a.latitude is None or a.longitude is None or b.latitude is None or b.longitude is None:
            continue
        way = distance_km(a.latitude, a.longitude, b.latitude, b.longitude)
        spread[i] = structs.replace(a, radius_km=round(way + 5, 1))
        spread[i + 1] = structs.replace(b, radius_km=round(way + 5, 1))
    return spread


__all__ = ["PlaceMention", "resolve"]
