"""Sources page by page, and one with what was judged of it."""

from __future__ import annotations

from msgspec import Struct

from dateline.corroborate.judgement import Graded
from dateline.errors import NotFoundError
from dateline.library.judged import folded, says_of
from dateline.library.judgements import Judged
from dateline.library.library import Library
from dateline.library.log import read_head
from dateline.work.filters import Asked
from dateline.work.judgement_list import Listed, history_of
from dateline.work.kept import kept
from dateline.work.paging import page
from dateline.work.sources import SourceRow, sources


class SourcePage(Struct, frozen=True):
    """A page of sources, those with the most claims first."""

    items: tuple[SourceRow, ...]
    next: str | None
    total: int


class SourceTold(Struct, frozen=True):
    """A source, and the grades that people gave it, oldest first. ``position``: of the log's end, so far all of this is
    seen."""

    source: SourceRow
    history: tuple[Listed, ...]
    position: int


def sources_page(library: Library, asked: Asked, words: str | None, limit: int, given: str | None) -> SourcePage:
    """The sources of the claims that are asked for; with ``words`` those whose name holds them. Raises UsageError for a
    filter or a cursor that cannot be understood."""
    found = kept(library, ("sources", asked), lambda: sources(library, asked))
    if words is not None:
        found = [one for one in found if folded(words) in folded(one.name)]
    items, behind = page(found, lambda one: one.id, limit, given)
    return SourcePage(tuple(items), behind, len(found))


def source_told(library: Library, id_: str) -> SourceTold:
    """The source of an id. Raises NotFoundError where there is none."""
    every = kept(library, ("sources", Asked()), lambda: sources(library, Asked()))
    row = next((one for one in every if one.id == id_), None)
    if row is None:
        raise NotFoundError(f"{id_}: there is no such source")
    names = {folded(row.name), folded(row.id)}

    def bears(one: Judged) -> bool:
        says = says_of(one)
        return isinstance(says, Graded) and folded(says.source) in names

    with library.reading() as connection:
        return SourceTold(row, history_of(connection, bears), read_head(connection).position)
