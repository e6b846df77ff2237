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
from dateline.assess.outlook.regime import Floats, Piece, Settings, calibrated, observed, states, weight

_COURSES = frozenset({"attacks-by", AREA})
_MOST_COURSE = 2.0
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
    parts = {} if sign.when is None else shares(sign.when)
    pieces = tuple(Piece(week, sign.indicator, part, share) for week, part in sorted(parts.items()))
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
    """The probability of decline in the last of ``weeks``. ``without``: outlets whose word is left out (with them the
    courses, which cannot be told apart by outlet)."""
    kept = [w for w in weighed if w.points and not (without and w.outlets <= set(without))]
    return calibrated(raw(kept, weeks, () if without else courses, settings), settings)


def raw(weighed: Sequence[Weighed], weeks: Sequence[date], courses: Sequence[Series], settings: Settings) -> float:
    """The same before it is brought to the shares that proved right."""
    seen = observed(weeks, [piece for one in weighed for piece in one.pieces], settings)
    if not len(seen):
        return settings.prior[0]
    seen[-1] += course(courses, settings)
    return float(states(seen, settings)[-1][0])


def course(courses: Sequence[Series], settings: Settings) -> Floats:
    """What the courses of its attacks and of its area say of the last week, as log-likelihoods of the three states."""
    found = 0.0
    for one in courses:
        if one.indicator in _COURSES and one.trend is not None:
            falling = min(max(one.trend.falling, 1e-3), 1 - 1e-3)
            found += min(max(log(falling / (1 - falling)), -_MOST_COURSE), _MOST_COURSE)
    return settings.trend * np.array([found, 0.0, -found])
