"""Places that lie on a way between two others: "between A and B", "the road from A to B", "the A-B highway", a post on
the road to B."""

from __future__ import annotations

import re
from collections.abc import Sequence

from msgspec import Struct, structs

from dateline.locate.circle import Circle, between, covering, joins, reaching, road_from
from dateline.locate.geo import distance_km
from dateline.locate.relation import AREAS, WIDE, Relation
from dateline.locate.relation_words import POST_ON_ROAD
from dateline.values import Place

_GAP = 60  # characters from the end of A to B in "between A and B"
_AHEAD = 3  # names looked at behind A
_BACK = 20  # names looked at before "the road to B" for where it comes from
_ORIGIN_KM = 150.0  # a road is not guessed to come from farther off
_JOINT = re.compile(r"[^.;:!?\n]*?(?:\s(?:and|to|with)\s|[-–—/])[^.;:!?\n]*")
_TO_ROAD_END = re.compile(
    r"\s(?:that (?:leads|goes) |leading |running )?(?:to|towards?|from|between|linking) [\w\s’'-]{0,30}$"
)
_RIGHT = 80


class Told(Struct, frozen=True):
    """What the text says of one mention, beside its ``Place``: where its name starts and ends, its relation, and the
    circle and kind of the place named (None where that is unknown)."""

    start: int
    end: int
    relation: Relation
    circle: Circle | None = None
    feature: str = ""


def spread(places: Sequence[Place], told: Sequence[Told], text: str) -> list[Place]:
    """The places, in their order, with circles that cover the ways that they lie on. Two ends of a way have one circle
    around its middle, and each its own name; of a longer way each end keeps its point, and its radius reaches the
    other."""
    made = list(places)
    order = sorted(range(len(told)), key=lambda i: (told[i].start, told[i].end))
    rank = {i: n for n, i in enumerate(order)}
    paired: set[int] = set()
    for n, i in enumerate(order):
        if told[i].relation.name not in ("between", "road-to") or i in paired:
            continue
        j = _partner(told, order[n + 1 : n + 1 + _AHEAD], told[i], text)
        if j is not None:
            paired |= {i, j}
            made[i], made[j] = _joined(made[i], told[i], told[j]), _joined(made[j], told[j], told[i])
    posts = {i: p for i in order if (p := _road_of_post(told[i], text)) is not None}
    for i in order:
        one = told[i]
        if i in paired or i in posts or one.circle is None:
            continue
        if one.relation.name == "between" and one.feature in WIDE:
            made[i] = _put(made[i], one.circle, "at")  # "between Turkey and the rebels"
        elif one.relation.name == "road-to" and (origin := _origin(told, order[: rank[i]], one)) is not None:
            made[i] = _put(made[i], road_from(one.circle, origin), "road-to")
    for i, end_of_words in posts.items():
        made[i] = _post(made, told, order[rank[i] + 1 :], i, end_of_words, text)
    return made


def _partner(told: Sequence[Told], ahead: Sequence[int], one: Told, text: str) -> int | None:
    """The other end of the way that begins with ``one``, among the names that follow."""
    for j in ahead:
        other = told[j]
        if not 0 < other.start - one.end < _GAP:
            return None
        if other.relation.name == one.relation.name and _JOINT.fullmatch(text, one.end, other.start):
            return j
    return None


def _joined(place: Place, one: Told, other: Told) -> Place:
    if one.circle is None or other.circle is None:
        return place
    if not joins(one.feature, other.feature):
        return _put(place, one.circle, "at")
    road = one.relation.name == "road-to"
    whole = None if {one.feature, other.feature} & WIDE else between(one.circle, other.circle, road)
    return _put(place, whole or reaching(one.circle, other.circle), one.relation.name)


def _origin(told: Sequence[Told], before: Sequence[int], one: Told) -> Circle | None:
    """The last town or site named before that "the road to X" may come from."""
    assert one.circle is not None
    for i in reversed(before[-_BACK:]):
        circle = told[i].circle
        if circle is None or told[i].feature in AREAS | WIDE or circle[:2] == one.circle[:2]:
            continue
        if told[i].relation.name == "road-to":
            continue  # a post on this very road
        if distance_km(*circle[:2], *one.circle[:2]) <= _ORIGIN_KM:
            return circle
    return None


def _road_of_post(one: Told, text: str) -> int | None:
    """Where the words end that put a post on a road ("… and Jazira checkpoints on the road"), if any do."""
    if one.relation.name != "road-to":
        return None
    m = POST_ON_ROAD.match(text[one.end : one.end + _RIGHT].split("\n", 1)[0].replace("\u00a0", " "))
    return one.end + m.end() if m else None


def _post(
    made: Sequence[Place], told: Sequence[Told], after: Sequence[int], i: int, words_end: int, text: str
) -> Place:
    """A post on the road to a place lies somewhere on it: it has that road's circle and the name of where it leads. A
    post on a road that leads nowhere named lies near the village of its own name."""
    place, one = made[i], told[i]
    for j in after[:_AHEAD]:
        gap = text[words_end : told[j].start]
        if told[j].start >= words_end and told[j].relation.name == "road-to" and _TO_ROAD_END.fullmatch(gap):
            return structs.replace(made[j], text=place.text, start=place.start, end=place.end)
    if one.circle is None:
        return structs.replace(place, relation="near")
    near = Relation("near")
    return _put(place, covering(near, *one.circle, one.feature), near.name)


def _put(place: Place, circle: Circle, relation: str) -> Place:
    return structs.replace(place, latitude=circle[0], longitude=circle[1], radius_km=circle[2], relation=relation)


__all__ = ["Told", "spread"]
