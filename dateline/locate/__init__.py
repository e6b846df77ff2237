"""Places: names in reports to points with radii, offline. ``resolve`` takes all places of a report at once."""

from __future__ import annotations

from dateline.locate.relation import Relation
from dateline.locate.relative import relation_of
from dateline.locate.resolve import PlaceMention, resolve

__all__ = ["PlaceMention", "Relation", "relation_of", "resolve"]
