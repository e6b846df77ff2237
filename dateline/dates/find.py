"""Finds the time expressions of a text."""

from __future__ import annotations

from msgspec.structs import replace

from dateline.dates.atoms import atom
from dateline.dates.compose import compose
from dateline.dates.expression import Bound, Expression, Range, Value
from dateline.dates.grammar import ANY, rule


def find(text: str, start: int = 0, end: int | None = None) -> list[Expression]:
    """All time expressions of ``text[start:end]``, in order, not overlapping. Offsets are code points into ``text``.

    What stands outside the stretch is not looked at. The time taken grows with its length.
    """
    stretch = text[start:end]
    low = _lower(stretch)
    found: list[Expression] = []
    position = 0
    while m := ANY.search(low, position):
        name = m.lastgroup or ""
        again = rule(name).match(low, m.start())
        made = atom(name, again, stretch) if again else None
        position = made.end if made else m.start() + 1
        if made:
            found.append(made)
    start = len(text) + start if start < 0 else start
    return [_moved(one, max(start, 0)) for one in compose(low, found)]


def _lower(text: str) -> str:
    """The text in lower case, code point for code point (a capital I with a dot would else become two)."""
    low = text.lower()
    if len(low) == len(text):
        return low
    return "".join(lowered if len(lowered := c.lower()) == 1 else c for c in text)


def _moved(one: Expression, by: int) -> Expression:
    """The expression, with the expressions in it, ``by`` code points further on."""
    if by == 0:
        return one
    value: Value = one.value
    if isinstance(value, Range):
        value = Range(_moved(value.first, by), _moved(value.last, by))
    elif isinstance(value, Bound):
        value = Bound(value.side, _moved(value.inner, by))
    return replace(one, start=one.start + by, end=one.end + by, value=value)
