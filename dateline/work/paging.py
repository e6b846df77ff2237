"""Lists given out page by page. A cursor is opaque to who holds it: where the last page ended, so that what comes in
meanwhile neither repeats nor hides what was there."""

from __future__ import annotations

import base64
import binascii
from collections.abc import Callable, Sequence
from typing import TypeVar

import msgspec

from dateline.errors import UsageError

MOST = 500
"""Items of a page at most."""
_MOST = 2**31 - 1
T = TypeVar("T")
Key = tuple[str | int, ...]


def cursor(key: Key) -> str:
    """Where a page ends, as one word."""
    return base64.urlsafe_b64encode(msgspec.json.encode(key)).decode().rstrip("=")


def after(given: str | None, *kinds: type) -> Key | None:
    """The key of a cursor, whose parts are of these kinds; None at the beginning. Raises UsageError for what is no
    cursor of that list."""
    if given is None:
        return None
    try:
        found = msgspec.json.decode(base64.urlsafe_b64decode(given + "=" * (-len(given) % 4)), type=list[str | int])
    except (binascii.Error, ValueError, msgspec.MsgspecError):
        found = []
    wild = any(isinstance(part, int) and not 0 <= part <= _MOST for part in found)
    if wild or [type(part) for part in found] != list(kinds):
        raise UsageError("the cursor is none of this list: give the one that came as next, or none")
    return tuple(found)


def limited(limit: int, most: int = MOST) -> int:
    """A page's size. Raises UsageError where it is none."""
    if not 1 <= limit <= most:
        raise UsageError(f"limit {limit}: give 1 to {most}")
    return limit


def page(
    items: Sequence[T], id_of: Callable[[T], str], limit: int, given: str | None
) -> tuple[Sequence[T], str | None]:
    """The page of a list at hand behind a cursor, and the cursor of the next one. Where the item that ended the last
    page has gone or moved, the next page begins behind where it is now, else where it was."""
    limited(limit)
    key, start = after(given, int, str), 0
    if key is not None:
        start = _behind(items, id_of, int(key[0]), str(key[1]))
    part = items[start : start + limit]
    end = start + len(part)
    return part, cursor((end, id_of(part[-1]))) if part and end < len(items) else None


def _behind(items: Sequence[T], id_of: Callable[[T], str], number: int, id_: str) -> int:
    if 0 < number <= len(items) and id_of(items[number - 1]) == id_:
        return number
    return next((place + 1 for place, one in enumerate(items) if id_of(one) == id_), max(0, number))
