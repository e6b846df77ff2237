"""What the caller may ask of collecting, and what comes back where an input could not be read."""

from __future__ import annotations

from datetime import date

from msgspec import Struct

from dateline.errors import DatelineError, UsageError


class Options(Struct, frozen=True):
    """``date``: publication date (``YYYY-MM-DD``) of reports that show none. ``publisher``: outlet of all inputs.
    ``raw``: the text is the body as it stands. ``allow``: hosts that may be fetched although their address is private
    (names as in the URL; see ``dateline.collect.fetch``)."""

    date: str | None = None
    publisher: str | None = None
    raw: bool = False
    allow: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if self.date is not None:
            check_date(self.date)


class Failure(Struct, frozen=True):
    """An input (or one record of it) that could not be read: its ``name`` and the ``error`` that says why."""

    name: str
    error: DatelineError


def check_date(value: str) -> None:
    """Raise ``UsageError`` unless ``value`` is a day written ``YYYY-MM-DD``."""
    try:
        known = date.fromisoformat(value).isoformat()
    except ValueError:
        known = None
    if known != value:
        raise UsageError(f"{value!r} is not a date: write it as YYYY-MM-DD, for example 2015-02-23")
