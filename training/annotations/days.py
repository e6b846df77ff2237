"""Typed days to a range: a day, a month, a year, or two of them with ``..`` between."""

from __future__ import annotations

from calendar import monthrange
from datetime import date

from training.annotations.line import LineError
from training.annotations.ontology import PRECISIONS


def day_range(days: str | None, precision: str) -> tuple[str | None, str | None]:
    """First and last day.

    >>> day_range("2015-02", "month")
    ('2015-02-01', '2015-02-28')
    >>> day_range("2015-02-22..", "range")
    ('2015-02-22', None)
    """
    if precision not in PRECISIONS:
        raise LineError(f"{precision}: the precision is one of {', '.join(PRECISIONS)}")
    if days is None:
        return None, None
    first, dots, last = days.partition("..")
    start = _edge(first, last=False) if first else None
    end = _edge(last if dots else first, last=True) if (last or not dots) else None
    if start and end and start > end:
        raise LineError(f"{days}: ends before it starts")
    if precision == "day" and start != end:
        raise LineError(f"{days}: more than a day; use week, month, year, range or vague")
    return start, end


def _edge(written: str, *, last: bool) -> str:
    try:
        parts = [int(p) for p in written.split("-")]
        if len(written.split("-")[0]) != 4 or len(parts) > 3:
            raise ValueError(written)
        year, month = parts[0], parts[1] if len(parts) > 1 else 12 if last else 1
        day = parts[2] if len(parts) > 2 else monthrange(year, month)[1] if last else 1
        return date(year, month, day).isoformat()
    except ValueError:
        raise LineError(f"{written}: not a date; write YYYY-MM-DD, YYYY-MM or YYYY") from None
