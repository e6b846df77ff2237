"""What is missing: what no report tells, what cannot be seen yet, what had to be left out, on whose word all rests."""

from __future__ import annotations

from collections.abc import Sequence

from dateline.assess.indicators import placed
from dateline.assess.indicators.known import Sign
from dateline.assess.indicators.series import Seen
from dateline.assess.indicators.subject import Subject
from dateline.assess.indicators.table import TABLE
from dateline.assess.outlook.answer import RECENT, Answer
from dateline.assess.outlook.weighing import Weighed

CALIBRATION = (
    "The probabilities are calibrated on simulated histories only, not on real outcomes: they order evidence, they do "
    "not foretell."
)
_KNOWN_ENOUGH = 0.9
_MOST = 8


def gaps(
    weighed: Sequence[Weighed],
    undated: Sequence[Sign],
    seen: Seen | None,
    answer: Answer,
    called: dict[str, str],
    subject: Subject,
) -> tuple[str, ...]:
    """All that is missing, in plain words."""
    found = [f"Cannot be judged: {why}." for why in answer.because]
    there = {w.sign.indicator for w in weighed}
    absent = [row.absent for key, row in TABLE.items() if row.absent and key not in there]
    if absent:
        found.append(f"No report of the period tells of {_or(absent)}.")
    found += _late(seen) + _silent(seen, weighed)
    old = _old(weighed, called)
    if old:
        found.append(f"Nothing within twelve weeks says who holds {_or(old)} now.")
    if weighed and not any(subject.meant(s) for w in weighed for t in w.sign.told for s in t.claim.sources[:1]):
        found.append(f"Nothing is told by {subject.name} itself.")
    if undated:
        number = len({s.known.event.id for s in undated})
        found.append(
            f"{number} event{'s' if number > 1 else ''} of which neither the day nor that of the report is known "
            f"{'are' if number > 1 else 'is'} not weighed."
        )
    loose = len({w.sign.known.event.id for w in weighed if w.sign.when is not None and w.sign.when.loose})
    if loose:
        found.append(f"{loose} event{'s' if loose > 1 else ''} dated no closer than two months weigh nothing.")
    unplaced = sum(not w.sign.places for w in weighed)
    if unplaced:
        found.append(f"{unplaced} of {len(weighed)} pieces of evidence name no place.")
    return tuple(found)


def _late(seen: Seen | None) -> list[str]:
    if seen is None:
        return []
    late = [(week, share) for week, share in zip(seen.weeks, seen.told, strict=True) if share < _KNOWN_ENOUGH]
    if not late:
        return []
    week, share = late[-1]
    weeks = f"{len(late)} week{'s are' if len(late) > 1 else ' is'} incomplete"
    start = f"Reports come late: of what happened in the week from {week.isoformat()} about {round(share * 100)} %"
    return [f"{start} can be known yet; {weeks}."]


def _silent(seen: Seen | None, weighed: Sequence[Weighed]) -> list[str]:
    if seen is None or not weighed:
        return []
    told = {piece.week for one in weighed for piece in one.pieces}
    silent = sum(week not in told for week in seen.weeks)
    if silent * 2 <= len(seen.weeks):
        return []
    return [f"In {silent} of {len(seen.weeks)} weeks nothing is told of it."]


def _old(weighed: Sequence[Weighed], called: dict[str, str]) -> list[str]:
    """Places that it held or gained, with nothing since on who holds them."""
    days = [w.sign.when.latest for w in weighed if w.sign.when is not None]
    if not days:
        return []
    last: dict[str, int] = {}
    for one in weighed:
        if one.sign.when is not None and one.sign.indicator in ("places-held", "places-gained", "places-lost"):
            for place in one.sign.places:
                if place.relation == "at":
                    name = placed.label(place, called.get(placed.key(place)[0]))
                    age = (max(days) - one.sign.when.latest).days
                    last[name] = min(last.get(name, age), age)
    return sorted(name for name, age in last.items() if age > RECENT)


def _or(names: Sequence[str]) -> str:
    """A list in words, cut where it grows long."""
    more = len(names) - _MOST
    shown = list(names[:_MOST]) + ([f"{more} more"] if more > 0 else [])
    return shown[0] if len(shown) == 1 else f"{', '.join(shown[:-1])} or {shown[-1]}"
