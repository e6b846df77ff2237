"""What requests ask for in their query, the same everywhere: the filters, pages, days."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Annotated

from litestar.di import Provide
from litestar.params import QueryParameter

from dateline.errors import UsageError
from dateline.web.problems import missing, plain
from dateline.work.filters import Asked

_LONGEST = 400
Text = Annotated[str | None, QueryParameter(max_length=_LONGEST)]
Day = Annotated[str | None, QueryParameter(max_length=10, schema_extra={"format": "date"})]
Limit = Annotated[int, QueryParameter(ge=1, le=500)]
Cursor = Annotated[str | None, QueryParameter(max_length=_LONGEST)]


def asked(
    since: Annotated[str | None, QueryParameter(max_length=10, description="From that day on, YYYY-MM-DD.")] = None,
    until: Annotated[str | None, QueryParameter(max_length=10, description="Up to that day, YYYY-MM-DD.")] = None,
    place: Annotated[
        str | None, QueryParameter(max_length=_LONGEST, description="A name as in reports, or LATITUDE,LONGITUDE.")
    ] = None,
    within: Annotated[float | None, QueryParameter(gt=0, description="So many km around the place.")] = None,
    actor: Annotated[str | None, QueryParameter(max_length=_LONGEST, description="A name, or an id.")] = None,
    types: Annotated[
        list[str] | None, QueryParameter(name="type", max_items=40, description="Of that type, or several.")
    ] = None,
    statuses: Annotated[
        list[str] | None, QueryParameter(name="status", max_items=40, description="Of that status, or several.")
    ] = None,
    credibility: Annotated[
        int | None, QueryParameter(ge=1, le=6, description="Of that credibility or a better one; 1 is the best.")
    ] = None,
    bbox: Annotated[str | None, QueryParameter(max_length=100, description="WEST,SOUTH,EAST,NORTH in degrees.")] = None,
) -> Asked:
    """The filters that a query asks for: those of the command line, and an area."""
    for name, value in (("place", place), ("actor", actor)):
        checked(name, value)
    return Asked(since, until, place, within, actor, tuple(types or ()), tuple(statuses or ()), credibility, bbox)


def checked(name: str, value: str | None) -> str | None:
    """A name out of a query. Raises UsageError for one with characters that no name has."""
    if value is not None and (not value.strip() or "\0" in value or not _is_text(value)):
        raise UsageError(f"{name}: is empty, or has characters that are no text")
    return value


def _is_text(value: str) -> bool:
    try:
        value.encode()
    except UnicodeEncodeError:
        return False
    return True


@contextmanager
def or_missing() -> Iterator[None]:
    """What an address names is not there: 404, where a command would say that the call is wrong."""
    try:
        yield
    except UsageError as error:
        raise missing(plain(error)) from error


ASKED = {"asked": Provide(asked, sync_to_thread=False)}
"""The dependency of every handler that takes the filters."""
__all__ = ["ASKED", "Cursor", "Day", "Limit", "Text", "asked", "checked", "or_missing"]
