"""What all claims of one report show of places, taken together."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from msgspec.structs import replace

from dateline.assess.control import holders
from dateline.assess.control.patterns import PATTERNS
from dateline.assess.control.sight import sightings
from dateline.assess.control.values import Sighting
from dateline.corroborate.told import About
from dateline.values import Anchor, Claim


def of_report(claims: Iterable[Claim], report: About, who: holders.Who = holders.party) -> tuple[Sighting, ...]:
    """What the claims of a report show, in their order, each as :func:`.sight.sightings` tells.

    Where a report says that an actor lost a place to others, that actor has not won the same place jointly with them,
    though a sentence with both names was read so."""
    seen = [
        one
        for claim in claims
        for one in sightings(claim, Anchor(report.report, claim.trigger.start, claim.trigger.end), report, who)
    ]
    return tuple(_without_losers(one, seen) for one in seen)


def _without_losers(one: Sighting, seen: Sequence[Sighting]) -> Sighting:
    if len(one.named) < 2 or PATTERNS[one.pattern].before is None:
        return one
    beaten = {
        key
        for other in seen
        if other.site.key == one.site.key and set(other.named) & set(one.named)
        for key in other.excluded
        if PATTERNS[other.pattern].before is not None
    }
    named = tuple(key for key in one.named if key not in beaten)
    if not named or named == one.named:
        return one
    return replace(one, named=named, excluded=tuple(sorted({*one.excluded, *(beaten & set(one.named))})))
