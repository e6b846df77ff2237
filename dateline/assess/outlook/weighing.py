"""From signs to a probability: each weighed, laid out in weeks, and all or part of them summed up."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date
from math import log

import numpy as np
from msgspec import Struct

from dateline.assess.indicators.known import Sign
from dateline.assess.indicators.series import AREA, Series
from dateline.assess.indicators.subject import Subject
from dateline.assess.indicators.table import TABLE
from dateline.assess.indicators.weeks import shares
from dateline.assess.outlook.belief import belief, outlets
from dateline.assess.outlook.regime import Floats, Piece, Settings, declining, observed, signals, states, weight

_sides: dict[str, float] = {key: {"for": 1.0, "against": -1.0, "neither": 0.0}[row.side] for key, row in TABLE.items()}
_MOST_COURSE = 2.5
_AGGREGATE = 0.5
"""A total over several events is no event of a week; it weighs half of one in the last of its weeks."""


class Weighed(Struct, frozen=True):
    """A sign with how far it is believed, its outlets, and its pieces of weeks (none where it is dated too widely)."""

    sign: Sign
    belief: float
    outlets: frozenset[str]
    pieces: tuple[Piece, ...]

    @property
    def points(self) -> bool:
        """Whether it speaks for decline or against it, and belongs to weeks."""
        return TABLE[self.sign.indicator].side != "neither" and bool(self.pieces)


def weigh(signs: Sequence[Sign], subject: Subject) -> list[Weighed]:
    """Each sign with its weight."""
    return [_weighed(sign, subject) for sign in signs]


def _weighed(sign: Sign, subject: Subject) -> Weighed:
    share = belief(sign, subject) * (_AGGREGATE if sign.known.event.aggregate else 1.0)
    parts = () if sign.when is None else sorted(shares(sign.when).items())
    pieces = tuple(Piece(week, sign.indicator, part, share) for week, part in parts)
    return Weighed(sign, share, outlets(sign, subject.who), pieces)


def push(one: Weighed, settings: Settings) -> float:
    """How much likelier, in logarithms, a sign is under decline than otherwise; what it is sorted by."""
    if not one.points:
        return 0.0
    row = weight(one.sign.indicator, one.belief, settings.scale)
    return float(row[0] - (row[1] + row[2]) / 2)


def probability(
    weighed: Sequence[Weighed],
    weeks: Sequence[date],
    courses: Sequence[Series],
    settings: Settings,
    without: Collection[str] = (),
) -> float:
    """The probability of decline in the last of ``weeks``. ``without``: outlets whose word is left out (not from the
    courses, which cannot be told apart by outlet)."""
    kept = [w for w in weighed if not (without and w.outlets <= set(without))]
    return declining(evidence(kept, weeks, courses, settings), settings)


def evidence(
    weighed: Sequence[Weighed], weeks: Sequence[date], courses: Sequence[Series], settings: Settings
) -> Floats:
    """What all evidence comes to before it is brought to the shares that proved right."""
    pieces = [piece for one in weighed if one.points for piece in one.pieces]
    seen = observed(weeks, pieces, settings)
    now = states(seen, settings)[-1] if len(seen) else np.array(settings.prior)
    return signals(now, course(courses))


def course(courses: Sequence[Series]) -> float:
    """How the indicators run: the log-odds that each falls (where its events speak for decline: that it rises), summed.
    An area of activity that shrinks speaks for decline."""
    found = 0.0
    for one in courses:
        side = -1.0 if one.indicator == AREA else _sides.get(one.indicator, 0.0)
        if side and one.trend is not None:
            falling = min(max(one.trend.falling, 1e-3), 1 - 1e-3)
            found -= side * min(max(log(falling / (1 - falling)), -_MOST_COURSE), _MOST_COURSE)
    return found
