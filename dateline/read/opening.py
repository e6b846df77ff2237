"""Where a report's first sentence begins behind its dateline ("Suruc, Turkey –"), which is no part of that sentence."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence

from dateline.values import Report

_REACH = 5000
_DASH = re.compile(r"[^\n\r]{0,100}?(?:\s[-–—_]{1,2}|[–—:]|\.-|--)\s*(?=\S)")


def after_dateline(report: Report, words: Sequence[tuple[int, int]]) -> tuple[int, int] | None:
    """Numbers of the dateline's first word and of the first word after its dash; ``None`` where there is no dateline,
    or no text on its line."""
    if report.dateline is None:
        return None
    at = report.text.find(report.dateline.text, 0, _REACH)
    if at < 0:
        return None
    dash = _DASH.match(report.text, at + len(report.dateline.text))
    if dash is None:
        return None
    starts = [start for start, _ in words[:_REACH]]
    first, after = bisect_left(starts, at), bisect_left(starts, dash.end())
    return (first, after) if first < after < len(words) else None
