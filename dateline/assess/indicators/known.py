"""What is known: an event with all its claims; and what one event says of an actor."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

from dateline.assess.indicators.table import Key
from dateline.assess.indicators.weeks import When
from dateline.corroborate.told import Told
from dateline.values import ClaimPlace, Event

Firmness = Literal["actual", "planned", "possible", "denied"]


class Known(Struct, frozen=True):
    """An event and the claims that it is made of, each with what is known of its report."""

    event: Event
    told: tuple[Told, ...]


class Sign(Struct, frozen=True):
    """That an event counts for an indicator of the actor. ``told``: the claims that say so; ``contrary``: claims of
    the same event that say the opposite; ``firmness``: how the surest of the claims puts it. ``places`` are those
    gained, lost, left, struck …, the most specific first; ``when`` is None where neither event nor report is dated."""

    indicator: Key
    known: Known
    told: tuple[Told, ...]
    contrary: int
    firmness: Firmness
    places: tuple[ClaimPlace, ...]
    when: When | None

    @property
    def order(self) -> tuple[str, ...]:
        """Sorts signs the same whatever order the events came in."""
        where = (f"{p.id or p.text} {p.relation}" for p in self.places)
        return self.indicator, self.known.event.id, *where
