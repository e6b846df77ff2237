"""What a person can judge: one small value a kind, which says what is held true and on what it is said.

A judgement is anchored to a report and a span of its text, never to a machine's claim id. Where words carry claims of
several types (a seizure that is an attack too), the type is part of the anchor: ``of``. Each may carry a ``note``. What
they make of a reading is in :mod:`dateline.corroborate.corrected`.
"""

from __future__ import annotations

from typing import Any, Literal, get_args

import msgspec
from msgspec import Struct

from dateline.values import Anchor, Claim, ClaimPlace, ClaimSource, ClaimType, Count, Span, Status, Time

Letter = Literal["A", "B", "C", "D", "E", "F"]
ActorRelation = Literal[
    "same", "different", "name", "kind", "sector", "country", "part-of", "not-part-of", "allied", "not-allied"
]
"""What can be said of an actor: that two names or ids are one actor (or not); its name, kind, PLOVER sector, country;
what it belongs to, and whom it stands with (or not)."""

FIELDS: dict[str, Any] = {
    "type": ClaimType,
    "mode": str | None,
    "status": Status,
    "negated": bool,
    "aggregate": bool,
    "background": bool,
    "actors": tuple[Span, ...],
    "recipients": tuple[Span, ...],
    "means": tuple[Span, ...],
    "places": tuple[ClaimPlace, ...],
    "time": Time | None,
    "killed": Count | None,
    "injured": Count | None,
    "displaced": Count | None,
    "detained": Count | None,
    "force": Count | None,
    "sources": tuple[ClaimSource, ...],
}
"""The fields of a claim that can be corrected, each by itself; a number of people is a field of its own."""
COUNTS = ("killed", "injured", "displaced", "detained", "force")
CLAIM = "claim"
"""The field that accepting and rejecting speak of: the claim as a whole."""


class _Judgement(Struct, frozen=True, kw_only=True, tag_field="kind", omit_defaults=True):
    note: str | None = None


class Accept(_Judgement, frozen=True, tag="accept"):
    """``claim`` is right, as it stood. ``of``: its type in the machine's reading; ``alone``: no other claim was
    there."""

    of: ClaimType
    claim: Claim
    alone: bool = False


class Add(_Judgement, frozen=True, tag="add"):
    """The words carry a ``claim`` that the machine missed."""

    claim: Claim


class Reject(_Judgement, frozen=True, tag="reject"):
    """There is no claim of that type."""

    of: ClaimType


class Correct(_Judgement, frozen=True, tag="correct"):
    """A ``field`` of a claim has another ``value`` (of the type that ``FIELDS`` names). ``claim`` is what the machine
    said: it stands for the claim where a later reading has none there."""

    of: ClaimType
    field: str
    value: Any
    claim: Claim
    alone: bool = False


class Same(_Judgement, frozen=True, tag="same"):
    """All these words tell of one event."""

    one: tuple[Anchor, ...]
    other: tuple[Anchor, ...]


class Different(_Judgement, frozen=True, tag="different"):
    """None of the words in ``one`` tells of an event that any of those in ``other`` tells of."""

    one: tuple[Anchor, ...]
    other: tuple[Anchor, ...]


class Spot(Struct, frozen=True):
    """A point that a person names. ``id``: a GeoNames id; without one the point is what the words mean. WGS84 degrees;
    ``radius_km`` covers the place."""

    latitude: float
    longitude: float
    radius_km: float
    id: str | None = None
    name: str | None = None
    country: str | None = None
    admin1: str | None = None
    feature: str | None = None


class Placed(_Judgement, frozen=True, tag="place"):
    """Where the anchor's words lie; None: they cannot be resolved. ``everywhere``: so do the same words all through the
    report."""

    spot: Spot | None
    everywhere: bool = False


class Named(_Judgement, frozen=True, tag="actor"):
    """Whom the anchor's words stand for: a ``name``, and the ``id`` of the actor where there is one."""

    name: str
    id: str | None = None


class Known(_Judgement, frozen=True, tag="registry"):
    """What holds of the actor of this name or id in every report. ``value``: the other actor, or the name, kind, sector
    or country."""

    actor: str
    relation: ActorRelation
    value: str


class About(_Judgement, frozen=True, tag="report"):
    """A report's day of publication or its outlet (None: unknown); its text and id stay."""

    field: Literal["published", "publisher"]
    value: str | None


class Graded(_Judgement, frozen=True, tag="grade"):
    """How reliable a source is by the Admiralty code: A (completely) to E (unreliable), F (cannot be judged)."""

    source: str
    grade: Letter


class TakenBack(_Judgement, frozen=True, tag="retract"):
    """An earlier judgement, named beside this one, no longer holds."""


OfClaim = Accept | Add | Reject | Correct
OfWords = OfClaim | Placed | Named
Says = OfWords | Same | Different | Known | About | Graded | TakenBack
KINDS: tuple[str, ...] = tuple(str(kind.__struct_config__.tag) for kind in get_args(Says))


class Saying(Struct, frozen=True):
    """A judgement on the words ``start:end`` of a report (None: on the report as a whole)."""

    start: int | None
    end: int | None
    says: OfWords | About


def value_of(correction: Correct) -> Any:
    """The corrected value, of its field's type. Raises msgspec.ValidationError where it is of another."""
    return msgspec.convert(correction.value, FIELDS[correction.field])
