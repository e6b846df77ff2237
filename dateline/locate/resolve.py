"""All places of a report resolved together: each name to the candidate that its own likeness and prominence, what the
text says it lies in, the countries spoken of and the other places nearby speak for; or to none."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from msgspec import Struct

from dateline.locate.candidates import Candidate, candidates, nationality_country
from dateline.locate.circle import covering
from dateline.locate.context import FIRM, LOOSE, abbreviated_area, kind_beside, other_names, spoken_of, told_containers
from dateline.locate.evidence import holds
from dateline.locate.index import Found, Index, open_index
from dateline.locate.meant import countryside_km, extent, kind_told, meant
from dateline.locate.names import fold, split_feature
from dateline.locate.rank import POINTLESS, Group, confidence, find_misspelt, settle
from dateline.locate.ranker import Ranker, current
from dateline.locate.relation import AREAS, WIDE, Relation, named
from dateline.locate.relative import core_span, relation_of, tells_of_another
from dateline.locate.told_near import Span, held, told_near
from dateline.locate.ways import Told, spread
from dateline.values import Place


class PlaceMention(Struct, frozen=True):
    """A place expression: ``text[start:end]`` of the report. ``relation`` is the contract's where the caller knows it
    ("at" leaves it to the words around); ``within`` names areas that the caller knows it to lie in, nearest first."""

    start: int
    end: int
    text: str
    relation: str = "at"
    within: tuple[str, ...] = ()


def resolve(
    mentions: Sequence[PlaceMention],
    text: str,
    dateline: str | None = None,
    index: Index | None = None,
    ranker: Ranker | None = None,
) -> list[Place]:
    """One ``Place`` a mention, in their order. ``dateline`` is the report's place line ("Suruc, Turkey") where there is
    one. A name that no place fits keeps null coordinates. Opens the user's index and the shipped ranker unless others
    are given."""
    if not mentions:
        return []
    index = index or open_index()
    ranker = ranker or current()
    groups, group_of = grouped(mentions, text, index)
    everyone = _with_dateline(groups, dateline, index)
    spoken = spoken_of(text, {group.name for group in groups})
    settle(everyone, spoken, ranker)
    if find_misspelt(everyone, spoken, index):
        settle(everyone, spoken, ranker)
    told = [_told(m, groups[g], text) for m, g in zip(mentions, group_of, strict=True)]
    places = [
        _place(m, one, found, groups[g], index) for m, (one, found), g in zip(mentions, told, group_of, strict=True)
    ]
    return spread(places, [one for one, _ in told], text)


def grouped(mentions: Sequence[PlaceMention], text: str, index: Index) -> tuple[list[Group], list[int]]:
    """Groups by name in order of the text, and each mention's group; "A (B)" joins the groups of both names."""
    groups: dict[str, Group] = {}
    alias: dict[str, list[str]] = {}
    names: list[str] = []
    for i, mention in enumerate(mentions):
        head, start, inside = _head(mention)
        name = fold(head) or head
        names.append(name)
        group = groups.setdefault(name, Group(name, head))
        group.mentions.append(i)
        group.kind = group.kind or split_feature(head.strip())[1] or kind_beside(text, start, start + len(head))
        for firm, told in ((FIRM, inside), (FIRM, list(mention.within)), *told_containers(text, start, mention.end)):
            group.inside += [(firm, area) for area in _areas(told, index)]
        for other in other_names(text, mention.end):
            alias.setdefault(name, []).append(other)
    for group in groups.values():
        group.found = candidates(index, group.text, group.kind)
    for name, others in alias.items():
        for other in dict.fromkeys(others):
            _bind(groups, name, other, index)
    for group in groups.values():
        group.found = _narrowed(group.found, [area for how, area in group.inside if how != LOOSE])
    for name, other, span in _beside(mentions, names, text):
        groups[name].found = held(groups[name].found, groups[other].found, span)
    number = {name: n for n, name in enumerate(groups)}
    return list(groups.values()), [number[name] for name in names]


def _beside(mentions: Sequence[PlaceMention], names: Sequence[str], text: str) -> Iterator[tuple[str, str, Span]]:
    """Names, each with another one that the text puts it so far from."""
    for one, other, name, next_name in zip(mentions, mentions[1:], names, names[1:], strict=False):
        if name != next_name and (span := told_near(text, one.end, other.start)) is not None:
            yield name, next_name, span


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


def _narrowed(found: list[Candidate], inside: Sequence[Found]) -> list[Candidate]:
    """The candidates that lie in what the text says holds them, where any does, and countries, which "Russia, the
    United States" only lists: in LGL and TR-News the text is right in 97 % of such names."""
    held = {c.place.id for c in found if any(holds(a, c) for a in inside if a.id != c.place.id)}
    kept = held | {a.id for a in inside}  # "the city of Aleppo, in Aleppo province"
    return [c for c in found if c.place.id in kept or c.place.feature == "country"] if held else found


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
        # A dump has parishes and plains of nearly every name: they hold others where no area better known does.
        areas = [a for a in areas if a.code is None] or [a for a in areas if (a.code or "").startswith("A.ADM")]
        if areas:
            return areas
    return []


def _with_dateline(groups: Sequence[Group], dateline: str | None, index: Index) -> list[Group]:
    """The groups with that of the dateline's place, which may be one of them: it weighs like one named four times."""
    if not dateline:
        return list(groups)
    head, *rest = (part.strip() for part in re.split(r"[,()]", dateline))
    areas = [(FIRM, a) for a in _areas([part for part in rest if part], index)]
    same = next((group for group in groups if group.name == fold(head)), None)
    group = same or Group(fold(head), head)
    group.found = _narrowed(group.found if same else candidates(index, head), [area for _, area in areas])
    group.mentions += [-1, -1, -1, -1]
    group.inside += areas
    return list(groups) if same else [group, *groups]


def _told(mention: PlaceMention, group: Group, text: str) -> tuple[Told, Found | None]:
    """What the text says of a mention, and the place that it names, if known."""
    start, end = core_span(mention.text)
    start, end = mention.start + start, mention.start + end
    relation = relation_of(text, start, end)
    if mention.relation not in ("at", relation.name):
        relation = Relation(mention.relation)
    if group.pick is None:
        return Told(start, end, relation), None
    head, at, _ = _head(mention)
    kind = kind_told(head, text, at, at + len(head))
    found = meant(group.pick.place, kind, group.found)
    if found.feature in WIDE and (relation.listed or tells_of_another(text, end)):
        relation = Relation()  # "near Kobane and Turkey", "south of the Sudanese capital, Khartoum"
    circle = (found.latitude, found.longitude, extent(found, kind))
    feature = kind if kind in AREAS and found.feature == "settlement" else found.feature
    return Told(start, end, relation, circle, feature), found


def _place(mention: PlaceMention, told: Told, found: Found | None, group: Group, index: Index) -> Place:
    if found is None or told.circle is None:
        return Place(mention.text, mention.start, mention.end, relation=told.relation.name, confidence=0.0)
    lat, lon, radius = covering(told.relation, *told.circle, told.feature)
    if told.relation.name == "countryside-of":
        radius = max(radius, countryside_km(found, group.found))
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
        radius_km=round(radius, 1),
        relation=named(told.relation, told.feature),
        confidence=confidence(group),
    )


__all__ = ["PlaceMention", "resolve"]
