"""What the rules' builders share."""

from __future__ import annotations

import re

from dateline.dates.expression import Expression, Value

Match = re.Match[str]


def made(m: Match, value: Value | None, daypart: str | None = None, end: int | None = None) -> Expression | None:
    """An expression with the span of a match, up to ``end`` if that is given; ``None`` without a value."""
    return None if value is None else Expression(m.start(), m.end() if end is None else end, value, None, daypart)
