"""Actors page by page, and one with what was judged of it and how it fares."""

from __future__ import annotations

from msgspec import Struct
from msgspec.structs import asdict, replace

from dateline.assess.indicators.bands import band
from dateline.assess.indicators.series import Series
from dateline.assess.outlook.outlook import Outlook
from dateline.corroborate.actor_names import key
from dateline.corroborate.judgement import Known
from dateline.errors import NotFoundError, UsageError
from dateline.library.judged import says_of
from dateline.library.judgements import Judged
from dateline.library.library import Library
from dateline.library.log import read_head
from dateline.work.actors import ActorRow, actors
from dateline.work.filters import Asked
from dateline.work.judgement_list import Listed, history_of
from dateline.work.kept import kept
from dateline.work.outlook import fares
from dateline.work.paging import page

_DIGITS = 3


class ActorPage(Struct, frozen=True):
    """A page of actors, those with the most claims first."""

    items: tuple[ActorRow, ...]
    next: str | None
    total: int


class ActorTold(Struct, frozen=True):
    """An actor, and what people judged of it, oldest first. ``position``: of the log's end, so far all of this is
    seen."""

    actor: ActorRow
    history: tuple[Listed, ...]
    position: int


class Course(Series, frozen=True, kw_only=True):
    """An indicator by week. ``low`` and ``high``: the 90 % interval of each week's number, where only the share
    ``reported`` of it can be known by now (``dateline.assess.indicators.bands``)."""

    low: tuple[float, ...] = ()
    high: tuple[float, ...] = ()


class Indicators(Struct, frozen=True):
    """The indicators of an actor over a period."""

    actor: str
    id: str | None
    since: str | None
    until: str | None
    series: tuple[Course, ...]


def actors_page(library: Library, asked: Asked, words: str | None, limit: int, given: str | None) -> ActorPage:
    """The actors of the claims that are asked for; with ``words`` those one of whose names holds them. Raises
    UsageError for a filter or a cursor that cannot be understood."""
    found = kept(library, ("actors", asked), lambda: actors(library, asked))
    if words is not None:
        wanted = key(words)
        found = [one for one in found if any(wanted in key(name) for name in _names(one))]
    items, behind = page(found, lambda one: one.id, limit, given)
    return ActorPage(tuple(items), behind, len(found))


def _names(one: ActorRow) -> list[str]:
    return [one.name, *(alias.name for alias in one.aliases)]


def actor_told(library: Library, id_: str) -> ActorTold:
    """The actor of an id or a name. Raises NotFoundError where there is none."""
    row = kept(library, ("actor", id_), lambda: _row(library, id_))
    names = {key(name) for name in (row.id, *_names(row))}

    def bears(one: Judged) -> bool:
        says = says_of(one)
        return isinstance(says, Known) and bool({key(says.actor), key(says.value)} & names)

    with library.reading() as connection:
        return ActorTold(row, history_of(connection, bears), read_head(connection).position)


def _row(library: Library, id_: str) -> ActorRow:
    try:
        return actors(library, Asked(actor=id_))[0]
    except UsageError as error:
        raise NotFoundError(str(error)) from error


def indicators(library: Library, id_: str, asked: Asked) -> Indicators:
    """The indicators of an actor. Raises NotFoundError where there is none, UsageError for a filter that cannot be
    understood."""
    found = outlook(library, id_, asked)
    return Indicators(found.actor, found.id, found.since, found.until, tuple(map(_course, found.indicators)))


def _course(one: Series) -> Course:
    bounds = [band(count, share) for count, share in zip(one.counts, one.reported, strict=True)]
    low, high = (tuple(round(bound[side], _DIGITS) for bound in bounds) for side in (0, 1))
    return Course(**asdict(one), low=low, high=high)


def outlook(library: Library, id_: str, asked: Asked) -> Outlook:
    """How an actor fares. Raises NotFoundError where there is none, UsageError for a filter that cannot be
    understood."""
    known = kept(library, ("actor", id_), lambda: _row(library, id_)).id
    wanted = replace(asked, actor=None)
    return kept(library, ("outlook", known, wanted), lambda: fares(library, known, wanted))
