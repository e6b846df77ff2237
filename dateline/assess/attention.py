"""Why a person should look at an event before others: what of it is unsure, what hangs on it.

Worked out of the event and its claims alone, so that it can be kept with the event; how urgent that is follows from the
day and the day of the newest report (:func:`urgent`). The rule is told in ``docs/review.md``."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal, get_args

from msgspec import Struct

from dateline.assess.protection.bears import bears
from dateline.assess.protection.concerns import CONCERNS, Kind, Urgency
from dateline.corroborate.told import Told
from dateline.values import Event

Cause = Literal["civilians", "contradicted", "consequential", "uncertain", "unresolved-place"]
CAUSES: tuple[Cause, ...] = get_args(Cause)
"""In the order in which the first one that holds names an event."""
UNSURE = 0.5
"""An event is uncertain where the reader gives each of its claims less than this chance to be right."""
MANY = 10
"""People killed from which an event is consequential."""
_POINTS: dict[Urgency, int] = {"immediate": 40, "soon": 30, "watch": 15, "past": 0}
_CONTRADICTED, _CHANGE, _KILLED, _UNSURE, _NOWHERE = 25, 25, 20, 15, 10
_MOST = 20
"""Points that a number of people killed adds at most."""
FRESH: dict[Kind | None, tuple[Urgency, Urgency]] = {
    None: ("soon", "watch"),
    **{kind: (one.fresh, one.later) for kind, one in CONCERNS.items()},
}
"""How urgent an event of that concern (None: of none) is within a week and within a month of the newest report."""


class Attention(Struct, frozen=True):
    """``causes``: why, in the order of :data:`CAUSES`; ``concern`` for civilians that its claims tell of; ``weight``:
    the more, the sooner a person should look at it."""

    causes: tuple[Cause, ...]
    concern: Kind | None
    weight: int

    @property
    def bits(self) -> int:
        """The causes as one number; :func:`causes_of` turns it back."""
        return sum(1 << CAUSES.index(cause) for cause in self.causes)


def bit(cause: Cause) -> int:
    """The bit of a cause."""
    return 1 << CAUSES.index(cause)


def causes_of(bits: int) -> tuple[Cause, ...]:
    """The causes of :attr:`Attention.bits`."""
    return tuple(cause for cause in CAUSES if bits & bit(cause))


def attention(event: Event, told: Sequence[Told]) -> Attention:
    """Why a person should look at an event that ``told`` tell of."""
    points: dict[Cause, int] = {}
    concern = _concern(told)
    if concern is not None:
        points["civilians"] = _POINTS[CONCERNS[concern].fresh]
    if event.disputed:
        points["contradicted"] = _CONTRADICTED
    if (weight := _weighs(event)) > 0:
        points["consequential"] = weight
    if max((one.claim.confidence for one in told), default=1.0) < UNSURE:
        points["uncertain"] = _UNSURE
    if event.place is not None and event.place.latitude is None:
        points["unresolved-place"] = _NOWHERE
    return Attention(tuple(cause for cause in CAUSES if cause in points), concern, sum(points.values()))


def _concern(told: Sequence[Told]) -> Kind | None:
    """The first concern in their order that a claim tells of, by its parts alone."""
    kinds = {bears(one.claim) for one in told}
    return next((kind for kind in CONCERNS if kind in kinds), None)


def _weighs(event: Event) -> int:
    """How much hangs on an event: a place changes hands, or many are killed."""
    if event.status in ("denied", "hypothetical", "asked"):
        return 0
    changes = event.type == "CONTROL" and event.mode in ("gains", "loses")
    tally = event.counts.get("killed")
    killed = 0 if tally is None else tally.best or tally.low or 0
    return (_CHANGE if changes else 0) + (_KILLED + min(_MOST, killed // MANY) if killed >= MANY else 0)
