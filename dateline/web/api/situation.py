"""The situation at a glance."""

from __future__ import annotations

from typing import Annotated

from litestar import get
from litestar.di import NamedDependency
from litestar.params import QueryParameter

from dateline.library.library import Library
from dateline.web.api.query import ASKED
from dateline.web.views import situation_of
from dateline.work.filters import Asked
from dateline.work.situation import MOST, Situation


@get("/situation", sync_to_thread=True, dependencies=ASKED, tags=["situation"])
def situation(
    library: NamedDependency[Library],
    asked: NamedDependency[Asked],
    limit: Annotated[int, QueryParameter(ge=1, le=MOST)] = MOST,
) -> Situation:
    """The events that are asked for as rows of a table, the newest first, and how many there are each week."""
    return situation_of(library, asked, limit)


HANDLERS = [situation]
