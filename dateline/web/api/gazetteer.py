"""Places that a name may stand for."""

from __future__ import annotations

from typing import Annotated

from litestar import get
from litestar.params import QueryParameter
from msgspec import Struct

from dateline.errors import GazetteerError
from dateline.web.api.query import checked
from dateline.work.gazetteer import FoundPlace, search


class FoundPlaces(Struct, frozen=True):
    """Places, the likeliest first."""

    items: tuple[FoundPlace, ...]


@get("/gazetteer", sync_to_thread=True, opt={"etag": False}, tags=["places"])
def gazetteer(
    q: Annotated[str, QueryParameter(min_length=1, max_length=200)],
    country: Annotated[str | None, QueryParameter(pattern="^[A-Za-z]{2}$")] = None,
    limit: Annotated[int, QueryParameter(ge=1, le=50)] = 10,
) -> FoundPlaces:
    """The places of a name; in a ``country``, given by its code, also of names spelt much like it. None is no error."""
    checked("q", q)
    try:
        return FoundPlaces(tuple(search(q, country, limit)))
    except GazetteerError as error:
        if error.__cause__ is not None:  # the index itself is at fault
            raise
        return FoundPlaces(())


HANDLERS = [gazetteer]
