"""The relation of an event to the place that it is told by: what the words around the name say, as one value."""

from __future__ import annotations

from msgspec import Struct

#: Kinds of place that are areas: what lies in a part of one, along one or around one is told by the area itself.
AREAS = frozenset(
    {"country", "admin1", "admin2", "region", "area", "continent", "island", "sea", "ocean", "river", "mountain"}
)
#: Kinds that lie far from no place in them: the way between two of them says nothing.
WIDE = frozenset({"country", "continent", "ocean", "sea", "region"})


class Relation(Struct, frozen=True):
    """How a report places something by a name.

    ``name`` is the contract's ``relation``. ``bearing``: degrees clockwise from north where a direction is given, true
    to ``turn`` degrees either way. ``distance_km``, true to ``slack_km`` either way: where a distance is given.
    ``part``: the words name a part of the place ("northern Syria", "the south of France", "the Raqqa area"), not what
    lies beyond it. ``listed``: the words stand with the place before in a list ("near Homs and Hama").
    """

    name: str = "at"
    bearing: float | None = None
    distance_km: float | None = None
    part: bool = False
    turn: float = 45.0
    slack_km: float = 0.0
    listed: bool = False


def named(relation: Relation, feature: str) -> str:
    """The contract's name of the relation to a place of that kind: a part of an area lies in it, so "northern Syria"
    and "the Tigray area" are "at"."""
    return "at" if relation.part and feature in AREAS else relation.name
