"""All places of a report resolved together: each name to the candidate that its own likeness and prominence, what the
text says it lies in, the countries spoken of and the other places nearby speak for; or to none."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct, structs

from dateline.locate.candidates import candidates, nationality_country
from dateline.locate.context import abbreviated_area, containers, countries_spoken_of, kind_beside, other_names
from dateline.locate.geo import distance_km
from dateline.locate.index import Found, Index, open_index
from dateline.locate.names import fold, split_feature
from dateline.locate.rank import POINTLESS, Group, confidence, find_misspelt, settle
from dateline.locate.relative import Relation, core_span, covering, named, relation_of
from dateline.values import Place

_AREA_KM = {"admin1": 100.0, "admin2": 40.0, "area": 40.0}  # an area known only by its town is at least so large
_BETWEEN_GAP = 60  # characters from the end of A to B in "between A and B"


class PlaceMention(Struct, frozen=True):
    """A place expression: ``text[start:end]`` of the report. ``relation`` is the contract's where the caller knows it
    ("at" leaves it to the words around); ``within`` names areas that the caller knows it to lie in, nearest first."""

    start: int
    end: int
    text: str
    relation: str = "at"
    within: tuple[str, ...] = ()


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
    settle(everyone, spoken)
    if find_misspelt(everyone, spoken, index):
        settle(everyone, spoken)
    places = [_place(m, groups[g], text, index) for m, g in zip(mentions, group_of, strict=True)]
    return _spread_between(places, text)


def _grouped(mentions: Sequence[PlaceMention], text: str, index: Index) -> tuple[list[Group], list[int]]:
    """Groups by name in order of the text, and each mention's group; "A (B)" joins the groups of both names."""
    groups: dict[str, Group] = {}
    alias: dict[str, str] = {}
    names: list[str] = []
    for i, mention in enumerate(mentions):
        head, start, inside = _head(mention)
        name = fold(head) or head
        names.append(name)
        group = groups.setdefault(name, Group(name, head))
        group.mentions.append(i)
        group.kind = group.kind or split_feature(head.strip())[1] or kind_beside(text, start, start + len(head))
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


def _bind(groups: dict[str, Group], name: str, other: str, index: Index) -> None:
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
        group.found = [c for c in theirs if c.place.feature not in POINTLESS | {"admin1", "admin2"}]
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


def _dateline_group(dateline: str | None, index: Index) -> list[Group]:
    if not dateline:
        return []
    head, _, rest = dateline.partition(",")
    group = Group(fold(head), head)
    group.mentions = [-1, -1, -1, -1]  # a dateline's place weighs like one named four times
    group.found = candidates(index, head)
    group.inside = _areas([part.strip() for part in rest.split(",")], index) if rest else []
    return [group]


def _place(mention: PlaceMention, group: Group, text: str, index: Index) -> Place:
    start, end = core_span(mention.text)
    relation = relation_of(text, mention.start + start, mention.start + end)
    if mention.relation not in ("at", relation.name):
        relation = Relation(mention.relation)
    if group.pick is None:
        return Place(mention.text, mention.start, mention.end, relation=relation.name, confidence=0.0)
    found = group.pick.place
    size = found.radius_km
    if found.feature == "settlement":
        size = max(size, _AREA_KM.get(group.kind or "", 0.0))
    lat, lon, radius = covering(relation, found.latitude, found.longitude, size, found.feature)
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
        confidence=confidence(group),
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
