"""What follows for a reading when people know better on which day, or by which outlet, its report was published."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date

from msgspec.structs import replace

from dateline.dates import Expression, find, resolve_all
from dateline.values import Claim, Report, Time

_AHEAD = frozenset({"planned", "requested", "feared"})


def times_anew(report: Report, published: str | None, claims: Iterable[Claim]) -> Callable[[Time], Time]:
    """How times of a report read when it was published on another day. Whether words speak of the future is not told by
    the stored reading: it is taken from how they were worked out before, else from the claims that have them."""
    text = report.text
    expressions = find(text)
    before = _days(report.published)
    as_past, as_future = (
        {(t.start, t.end): t for t in resolve_all(expressions, text, before, lambda _, f=future: f)}  # type: ignore[misc]
        for future in (False, True)
    )
    ahead = {(c.time.start, c.time.end) for c in claims if c.time is not None and c.status in _AHEAD}
    known = {(c.time.start, c.time.end): c.time for c in claims if c.time is not None}

    def future(expression: Expression) -> bool:
        span = expression.start, expression.end
        time = known.get(span)
        if time is not None and as_past.get(span) != as_future.get(span):
            if _same(time, as_future.get(span)):
                return True
            if _same(time, as_past.get(span)):
                return False
        return span in ahead

    anew: Mapping[tuple[int, int], Time] = {
        (t.start, t.end): t for t in resolve_all(expressions, text, _days(published), future)
    }
    return lambda time: _closed(anew.get((time.start, time.end), time), time, report.published, published)


def without_outlet(claim: Claim, outlet: str | None) -> Claim:
    """The claim without the report's own outlet among its sources: it is never one of them."""
    if outlet is None:
        return claim
    own = _plain(outlet)
    sources = tuple(s for s in claim.sources if own not in (_plain(s.name or ""), _plain(s.text)))
    return claim if len(sources) == len(claim.sources) else replace(claim, sources=sources)


def _closed(anew: Time, before: Time, old: str | None, new: str | None) -> Time:
    """ "Since Sunday" had been closed by the day of publication: by the new one now."""
    was_closed = before.latest is not None and before.latest == old and anew.latest is None
    if was_closed and anew.earliest is not None and new is not None and new >= anew.earliest:
        return replace(anew, latest=new)
    return anew


def _same(one: Time, other: Time | None) -> bool:
    return other is not None and (one.earliest, one.latest) == (other.earliest, other.latest)


def _days(day: str | None) -> date | None:
    return date.fromisoformat(day) if day else None


def _plain(name: str) -> str:
    return " ".join(name.split()).casefold().removeprefix("the ")
