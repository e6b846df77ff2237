"""Sources: who says what, with people's grade and the track record."""

from __future__ import annotations

from litestar import get
from litestar.di import NamedDependency
from litestar.params import FromPath

from dateline.library.library import Library
from dateline.web.api.query import ASKED, Cursor, Limit, Text, checked
from dateline.work import source_pages as work
from dateline.work.filters import Asked
from dateline.work.source_pages import SourcePage, SourceTold


@get("/sources", sync_to_thread=True, dependencies=ASKED, tags=["sources"])
def sources(
    library: NamedDependency[Library],
    asked: NamedDependency[Asked],
    q: Text = None,
    limit: Limit = 100,
    cursor: Cursor = None,
) -> SourcePage:
    """The sources of the claims that are asked for, those with the most first; ``q``: with these words in the name."""
    return work.sources_page(library, asked, checked("q", q), limit, cursor)


@get("/sources/{source:str}", sync_to_thread=True, tags=["sources"])
def source(library: NamedDependency[Library], source: FromPath[str]) -> SourceTold:
    """One source by its id: how often it is heard, what became of what it said, who graded it."""
    return work.source_told(library, str(checked("source", source)))


HANDLERS = [sources, source]
