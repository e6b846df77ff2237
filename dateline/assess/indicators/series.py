"""The indicators of an actor week by week, with what may be said of their course."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, timedelta

from msgspec import Struct

from dateline.assess.indicators import placed
from dateline.assess.indicators.counts import Interval, Trend, change, trend
from dateline.assess.indicators.exposure import LONGEST, completeness, coverage, reported
from dateline.assess.indicators.known import Known, Sign
from dateline.assess.indicators.table import TABLE, Key
from dateline.assess.indicators.weeks import When, day, monday, shares, weeks
from dateline.values import Anchor

AREA = "area"
_ACTS: frozenset[Key] = frozenset(
    {"attacks-by", "clashes", "places-gained", "places-held", "contested", "mobilisation", "harm-to-civilians"}
)
"""Where events of these happen, the actor is active."""
_MOST_WEEKS = 1040


class Shift(Struct, frozen=True):
    """A change of the rate: how probable, when (the Monday of the likeliest first week of the new rate and the 90 %
    interval), and the new rate over the old."""

    probability: float
    week: str
    first: str
    last: str
    ratio: Interval


class Series(Struct, frozen=True):
    """An indicator by week. ``counts``: events, those that may be of several weeks in shares; ``reported``: the share
    of
    a week's events that can be known by now. ``events`` counts all, ``loose`` those dated too widely for a week.
    ``trend`` and ``change`` take reporting into account, and are None where too little is counted."""

    indicator: str
    title: str
    weeks: tuple[str, ...]
    counts: tuple[float, ...]
    reported: tuple[float, ...]
    events: int
    loose: int
    trend: Trend | None
    change: Shift | None
    claims: tuple[Anchor, ...]


class Seen(Struct, frozen=True):
    """How much of each week can be seen: its Mondays, the share of events told by now, and that share times the
    coverage
    of the week."""

    weeks: tuple[date, ...]
    told: tuple[float, ...]
    exposure: tuple[float, ...]


def seen(
    events: Iterable[Known],
    signs: Sequence[Sign],
    since: date,
    until: date,
    reports: Mapping[str, str | None] | None = None,
) -> Seen:
    """How much can be seen of the weeks from ``since`` to ``until``. ``reports``: day of publication by report, of all
    that are at hand; by default those of ``events``."""
    known = list(events)
    published = reports if reports is not None else {t.report.report: t.report.published for k in known for t in k.told}
    days = {report: d for report, text in sorted(published.items()) if (d := day(text)) is not None}
    last = max(days.values(), default=until)
    span = tuple(weeks(since, until)[-_MOST_WEEKS:])
    told = reported(span, last, completeness(_delays(known, last)))
    own = {one.report.report for sign in signs for one in sign.told}
    place = {week: n for n, week in enumerate(span)}
    others = [0] * len(span)
    for report, at in days.items():
        if report not in own and monday(at) in place:
            others[place[monday(at)]] += 1
    exposure = tuple(a * b for a, b in zip(told, coverage(others), strict=True))
    return Seen(span, tuple(told), exposure)


def _delays(known: Sequence[Known], last: date) -> list[tuple[int, int]]:
    """For each event of a known day: days until its first report, and until the last report there is."""
    found = []
    for one in known:
        happened = day(one.event.latest)
        if one.event.precision != "day" or happened is None or one.event.aggregate:
            continue
        told = [d for t in one.told if not t.claim.background and (d := day(t.report.published)) is not None]
        if told and 0 <= (min(told) - happened).days <= LONGEST:
            found.append(((min(told) - happened).days, (last - happened).days))
    return found


def series(signs: Sequence[Sign], seen: Seen) -> tuple[Series, ...]:
    """One series an indicator that has any event, in the order of the table, and last the area of activity: the number
    of places at which the actor acts."""
    found = []
    for key, row in TABLE.items():
        those = [s for s in signs if s.indicator == key and not s.known.event.aggregate]
        if those:
            found.append(_series(key, row.title, those, seen, _events))
    acts = [s for s in signs if s.indicator in _ACTS and s.places and not s.known.event.aggregate]
    if acts:
        found.append(_series(AREA, "Places at which it acts", acts, seen, _spots))
    return tuple(found)


_Count = Callable[[Sequence[tuple[Sign, When]], tuple[date, ...]], list[float]]


def _series(key: str, title: str, signs: Sequence[Sign], seen: Seen, count: _Count) -> Series:
    dated = [(s, s.when) for s in signs if s.when is not None and not s.when.loose]
    counts = count(dated, seen.weeks)
    shift = change(counts, seen.exposure)
    return Series(
        key,
        title,
        tuple(w.isoformat() for w in seen.weeks),
        tuple(round(n, 3) for n in counts),
        tuple(round(n, 3) for n in seen.told),
        len({s.known.event.id for s in signs}),
        len({s.known.event.id for s in signs}) - len({s.known.event.id for s, _ in dated}),
        trend(counts, seen.exposure),
        None
        if shift is None
        else Shift(
            shift.probability,
            seen.weeks[shift.week].isoformat(),
            seen.weeks[shift.first].isoformat(),
            seen.weeks[shift.last].isoformat(),
            shift.ratio,
        ),
        tuple(sorted({one.anchor for s in signs for one in s.told})),
    )


def _events(dated: Sequence[tuple[Sign, When]], weeks: tuple[date, ...]) -> list[float]:
    found = dict.fromkeys(weeks, 0.0)
    for _, when in dated:
        for week, share in shares(when).items():
            if week in found:
                found[week] += share
    return list(found.values())


def _spots(dated: Sequence[tuple[Sign, When]], weeks: tuple[date, ...]) -> list[float]:
    """Of each place the largest share that an event there has in the week."""
    best: dict[date, dict[str, float]] = {week: {} for week in weeks}
    for sign, when in dated:
        where = placed.key(sign.places[0])[0]
        for week, share in shares(when).items():
            if week in best:
                best[week][where] = max(best[week].get(where, 0.0), share)
    return [sum(places.values()) for places in best.values()]


def within(signs: Iterable[Sign], since: date | None, until: date | None) -> list[Sign]:
    """The signs that may be of a day in the period; what is undated is of none."""
    return [
        s
        for s in signs
        if s.when is not None
        and (until is None or s.when.earliest <= until)
        and (since is None or s.when.latest >= since)
    ]


def last_day(signs: Iterable[Sign], reports: Iterable[str | None] = ()) -> date | None:
    """The last day that anything is known of: of reports, and of events."""
    days = [s.when.latest for s in signs if s.when is not None] + [d for r in reports if (d := day(r)) is not None]
    return max(days, default=None)


def before(of: date, weeks: int) -> date:
    """The day so many weeks earlier."""
    return of - timedelta(7 * weeks)
