"""Relative places: what the words around a place's name say of how the event lies to it."""

from __future__ import annotations

from collections.abc import Iterable

from dateline.locate import relation_words as words
from dateline.locate.measures import direction, interval
from dateline.locate.relation import Relation

_LEFT, _RIGHT = 140, 60  # characters looked at on either side of the name
# How far from land "off the coast of" may be: our choice; reports of piracy and of wrecked boats go that far.
_OFF_COAST_KM = 100.0


def relation_of(text: str, start: int, end: int) -> Relation:
    """What the words around ``text[start:end]``, a place's name, say of its relation; "at" where they say nothing.
    Looks at no more than some hundred characters to the left and sixty to the right, never across a line break."""
    left = _tail(text, start)
    right = text[end : end + _RIGHT].split("\n", 1)[0].replace("\u00a0", " ")
    inside = text[start : min(end, start + _LEFT)]
    found = _told(left, right, inside)
    if found.name != "at" or found.part:
        return found
    return _listed(left, right)


def tells_of_another(text: str, end: int) -> bool:
    """Whether a country's name that ends at ``end`` only tells where the place named right behind it lies ("the
    Sudanese capital, Khartoum"), so that what is said of relation goes for that one."""
    return words.OF_ANOTHER.match(text, end, end + _RIGHT) is not None


def strip_direction(name: str) -> str:
    """A name without a direction in front of it: "northern Syria" → "Syria", "East Mosul" → "Mosul"."""
    m = words.DIRECTION_INSIDE.match(name)
    return name[m.end() :] if m else name


def core_span(mention: str) -> tuple[int, int]:
    """Where the place's name lies in a mention that holds words of relation too: "areas north of Raqqa" → "Raqqa",
    "Aleppo's northern countryside" → "Aleppo", "the Turkish-Syrian border" → "Turkish"."""
    start, end = 0, len(mention)
    if m := words.RELATION_BEFORE.match(mention[:_LEFT]):
        start = m.end()
    if m := words.RELATION_AFTER.search(mention, max(start, end - _RIGHT)):
        end = m.start()
    return (start, end) if start < end else (0, len(mention))


def _told(left: str, right: str, inside: str) -> Relation:
    if (found := _measured(left)) is not None:
        return found
    if (found := _on_a_way(left, right)) is not None:
        return found
    for name, pattern in words.RIGHT_RULES:
        if pattern.match(right):
            return Relation(name)
    if words.POST_ON_ROAD.match(right):
        return Relation("road-to")
    if words.SIDE_AFTER.match(right):
        return Relation("countryside-of")
    if words.SUBURB_ITSELF.search(left):
        return Relation()
    for name, pattern in words.LEFT_RULES if _holds(left, words.LEFT_HOLDS) else ():
        if pattern.search(left):
            return Relation(name)
    if words.RURAL.search(left):
        return Relation("countryside-of")
    if words.AREA_AFTER.match(right) or words.AREA_OF.search(left):
        return Relation("near", part=True)
    if m := words.PART.search(left) or words.PART_INSIDE.match(inside):
        way = direction(m[1])
        return Relation(f"{way.name}-of", way.bearing, part=True, turn=way.slack)
    return Relation()


def _measured(left: str) -> Relation | None:
    """Relations with a distance, a direction, or both."""
    measured = words.UNITS.search(left) is not None
    if measured and (m := words.DISTANCE_DIRECTION.search(left)):
        way, (low, high) = direction(m[2]), interval(m[1])
        return Relation(
            f"{way.name}-of", way.bearing, _km((low + high) / 2), turn=way.slack, slack_km=_km((high - low) / 2)
        )
    if words.COMPASS_POINTS.search(left):
        if words.INSIDE_PART.search(left):
            return Relation()  # of a town as of an area
        if m := words.PART_OF.search(left):
            way = direction(m[1])
            return Relation(f"{way.name}-of", way.bearing, part=True, turn=way.slack)
        if m := words.DIRECTION.search(left):
            way = direction(m[1])
            return Relation(f"{way.name}-of", way.bearing, turn=way.slack)
    if measured and (m := words.DISTANCE_ONLY.search(left)):
        low, high = interval(m[1])
        return Relation("near", None, _km((low + high) / 2), slack_km=_km((high - low) / 2))
    if words.OFF_COAST.search(left):
        return Relation("near", None, _OFF_COAST_KM / 2, slack_km=_OFF_COAST_KM / 2)
    return None


def _on_a_way(left: str, right: str) -> Relation | None:
    """Relations that two places share: a road from one to the other, the border or the land between them."""
    if _holds(left + right, words.ROADS):
        first_of_road = words.ROAD_FIRST.search(left) and words.ROAD_FIRST_AFTER.match(right)
        hyphened = words.HYPHEN_FIRST.match(right) or (
            words.HYPHEN_SECOND.search(left) and words.ROAD_AFTER.match(right)
        )
        single = words.THE_BEFORE.search(left) and words.SINGLE_ROAD_AFTER.match(right)
        if first_of_road or words.ROAD_SECOND.search(left) or hyphened or single:
            return Relation("road-to")
    if not _holds(left, ("between",)):
        return None
    if words.BORDER_FIRST.search(left) or words.BORDER_SECOND.search(left):
        return Relation("border-of")
    second = words.BETWEEN_SECOND.search(left)
    if second or (words.BETWEEN_FIRST.search(left) and words.AND_AFTER.match(right)):
        if not words.PARTIES.search(left):
            return Relation("between")
    return None


def _listed(left: str, right: str) -> Relation:
    """What is said of the first of several places ("near Homs and Hama") and goes for the others too."""
    m = words.LISTED.search(left) if left.endswith(words.LIST_ENDS) else None
    if m and (not m[0].endswith(", ") or words.LIST_GOES_ON.match(right)):
        found = _told(left[: m.start()], "", "")
        if found.name not in ("at", "between") and not found.part:
            return _of_a_list(found)
    if m := words.LIST_AFTER.match(right):
        found = _told("", right[m.end() :], "")
        if found.name != "at":
            return _of_a_list(found)
    return Relation()


def _holds(text: str, words: Iterable[str]) -> bool:
    """Whether any of some words, in small letters, stands in a text, as a word or within one."""
    return any(map(text.casefold().__contains__, words))


def _of_a_list(found: Relation) -> Relation:
    return Relation(found.name, found.bearing, found.distance_km, found.part, found.turn, found.slack_km, listed=True)


def _tail(text: str, start: int) -> str:
    left = text[max(0, start - _LEFT) : start].rsplit("\n", 1)[-1]
    return left.replace("\u00a0", " ")


def _km(value: float) -> float:
    return round(value, 2)


__all__ = ["core_span", "relation_of", "strip_direction"]
