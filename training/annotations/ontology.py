"""What an annotation may say: types with their modes, statuses, roles, relations and kinds of the contract."""

from __future__ import annotations

from typing import get_args

from dateline.read.ontology import COUNTS, FLAGS, MODES, STATUSES, TYPES
from dateline.read.ontology import PLACE_ROLES as ROLES
from dateline.values import Precision, SourceKind

KINDS: tuple[str, ...] = get_args(SourceKind)
PRECISIONS: tuple[str, ...] = get_args(Precision)
_COMPASS = "north south east west north-east north-west south-east south-west".split()
RELATIONS = (
    "at", "near", "road-to", "countryside-of", "outskirts-of", "between", "border-of", "along",
    *(f"{point}-of" for point in _COMPASS),
)  # fmt: skip
__all__ = ["COUNTS", "FLAGS", "KINDS", "MODES", "PRECISIONS", "RELATIONS", "ROLES", "STATUSES", "TYPES"]
