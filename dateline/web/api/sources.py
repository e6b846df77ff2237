"""Sources: who says what, with people's grade and the track record."""

from __future__ import annotations

from litestar import get
from litestar.di import NamedDependency
from litestar.params import FromPath

from dateline.web.api.query import ASKED, Cursor, Limit, Text, checked
from dateline.web.desk import desk_of
from dateline.web.given import Asking
from dateline.work import source_pages as work
from dateline.work.filters import Asked
from dateline.work.source_pages import SourcePage, SourceTold


@get("/sources", dependencies=ASKED, tags=["sources"])
async def sources(
    request: Asking,
    asked: NamedDependency[Asked],
    q: Text = None,
    limit: Limit = 100,
    cursor: Cursor = None,
) -> SourcePage:
    """The sources of the claims that are asked for, those with the most first; ``q``: with these words in the name."""
    return await desk_of(request).lists.run(work.sources_page, asked, checked("q", q), limit, cursor)


@get("/sources/{source:str}", tags=["sources"])
async def source(request: Asking, source: FromPath[str]) -> SourceTold:
    """One source by its id: how often it is heard, what became of what it said, who graded it."""
    return await desk_of(request).lists.run(work.source_told, str(checked("source", source)))


HANDLERS = [sources, source]
