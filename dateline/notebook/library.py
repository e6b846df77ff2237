"""``dateline.Library``: a library as a typed object, for notebooks and programs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from os import PathLike, fspath
from pathlib import Path
from types import TracebackType
from typing import Any, Self, TypedDict, Unpack, cast

from dateline.assess.brief.values import Brief
from dateline.assess.outlook.outlook import Outlook
from dateline.collect.options import Options
from dateline.errors import UsageError
from dateline.library import judged
from dateline.library.queries import find_report
from dateline.notebook.rows import Actors, Events, Holdings, Reports, Sources
from dateline.values import Event, Reading
from dateline.work import actors as actors_of
from dateline.work import control as control_of
from dateline.work import outlook as outlook_of
from dateline.work import sources as sources_of
from dateline.work.add import Added, add_paths
from dateline.work.brief import brief as brief_of
from dateline.work.events import Quote, events_known
from dateline.work.export import Written, key_of, write
from dateline.work.filters import Asked
from dateline.work.judge_posted import Made, Posted, post
from dateline.work.judging import person
from dateline.work.keep import bring_up_to_date, opened
from dateline.work.report_pages import reports_page

_AT_ONCE = 200


class Within(TypedDict, total=False):
    """Which part of a library is asked for; what is left out asks for everything.

    ``since``, ``until``: days (``YYYY-MM-DD``), both included; what has no day is then left out. ``place``: a name as
    in reports, or ``LATITUDE,LONGITUDE``; ``within``: kilometres around it. ``actor``: a name or an id. ``type``,
    ``status``: one or several. ``credibility``: 1 to 6, that grade or a better one. ``bbox``:
    ``WEST,SOUTH,EAST,NORTH`` in degrees."""

    since: str | None
    until: str | None
    place: str | None
    within: float | None
    type: str | Sequence[str]
    status: str | Sequence[str]
    credibility: int | None
    bbox: str | None


class Wanted(Within, total=False):
    """Which part of a library is asked for, the actor too; see above."""

    actor: str | None


class Library:
    """A library of reports: ``Library("library.sqlite")``, a ``postgresql://`` address, or without one the user's own.

    It is a context manager; ``close`` closes it. ``create`` makes a new one where there is none. Filters
    (:class:`Wanted`) are those of the commands. Raises UsageError for a wrong call, LibraryError where it cannot be
    opened."""

    def __init__(
        self, location: str | PathLike[str] | None = None, *, evidence: str | None = None, create: bool = False
    ) -> None:
        self._kept = opened(None if location is None else fspath(location), evidence, create)
        try:
            bring_up_to_date(self._kept)
        except BaseException:
            self._kept.close()
            raise

    def events(self, **wanted: Unpack[Wanted]) -> Events:
        """What is known to have happened, or to be said to."""
        with _told():
            return Events(shown.event for shown in events_known(self._kept, _asked(wanted)))

    def quotes(self, event: Event | str) -> tuple[Quote, ...]:
        """The sentences behind an event (or an id, the beginning of one), by day of publication, with who says them."""
        id_ = event.id if isinstance(event, Event) else event
        with _told():
            [shown] = events_known(self._kept, Asked(), id_, quotes=True)
        return shown.quotes or ()

    def control(self, on: str | None = None, source: str | None = None, **wanted: Unpack[Wanted]) -> Holdings:
        """Who holds each place on a day; with ``since`` or ``until`` a row for each day on which that changes; else on
        the day of the newest report. ``source``: on the word of that one alone."""
        with _told():
            return Holdings(control_of.control(self._kept, _asked(wanted), on, source))

    def outlook(self, actor: str, **wanted: Unpack[Within]) -> Outlook:
        """Whether an armed actor declines, by what evidence."""
        with _told():
            return outlook_of.fares(self._kept, actor, _asked(wanted))

    def brief(self, **wanted: Unpack[Wanted]) -> Brief:
        """The situation brief."""
        with _told():
            return brief_of(self._kept, _asked(wanted))

    def sources(self, **wanted: Unpack[Wanted]) -> Sources:
        """Who says what the library knows, with track records."""
        with _told():
            return Sources(sources_of.sources(self._kept, _asked(wanted)))

    def actors(self, **wanted: Unpack[Wanted]) -> Actors:
        """Who takes part, under which names."""
        with _told():
            return Actors(actors_of.actors(self._kept, _asked(wanted)))

    def reports(self, words: str | None = None, **wanted: Unpack[Wanted]) -> Reports:
        """The reports, with ``words`` in them; with any filter, those that tell of an event that is asked for."""
        with _told():
            return Reports(self._reports(words, _asked(wanted)))

    def _reports(self, words: str | None, asked: Asked) -> Iterator[Any]:
        cursor: str | None = None
        while True:
            page = reports_page(self._kept, asked, words, _AT_ONCE, cursor)
            yield from page.items
            if page.next is None:
                return
            cursor = page.next

    def readings(self) -> Iterator[Reading]:
        """What each report says, as people judged it: text, claims and the other layers."""
        with self._kept.reading(frozen=True) as connection:
            for _, reading in judged.readings(connection):
                yield reading

    def reading(self, report: str) -> Reading:
        """What one report says, as people judged it; ``report`` is its id or the beginning of it."""
        with _told(), self._kept.reading(frozen=True) as connection:
            [(_, found)] = judged.readings(connection, frozenset([find_report(connection, report)]))
        return found

    def add(
        self,
        *paths: str | PathLike[str],
        date: str | None = None,
        publisher: str | None = None,
        raw: bool = False,
        again: bool = False,
        jobs: int | None = 1,
    ) -> tuple[Added, ...]:
        """Reads reports (files, folders, addresses) into the library; what became of each. ``again``: those too that
        were removed. ``jobs``: processes; more than one needs a program that may be imported anew."""
        options = Options(date=date, publisher=publisher, raw=raw)
        with _told():
            return tuple(add_paths([fspath(path) for path in paths], self._kept, options, jobs, again))

    def judge(self, kind: str, *anchors: str, who: str | None = None, **fields: Any) -> Made:
        """Makes a judgement, in the words of ``dateline judge`` and the API (``dateline.work.judge_posted.Posted``).
        ``who``: by default ``$DATELINE_WHO``, else the login name. Raises UsageError where it cannot be applied."""
        import msgspec

        try:
            posted = msgspec.convert({"kind": kind, "anchors": anchors, **fields}, Posted)
        except msgspec.ValidationError as error:
            raise UsageError(f"no such judgement: {error}") from error
        with _told():
            return post(self._kept, person(who), posted)

    def export(
        self,
        format: str,  # noqa: A002 - the word of the command
        path: str | PathLike[str],
        *,
        redact: bool = False,
        **wanted: Unpack[Wanted],
    ) -> Written:
        """Writes events to a file in a format of the field; ``redact`` leaves out all that could lead to a person."""
        with _told(), Path(path).open("wb") as stream:
            return write(self._kept, _asked(wanted), format, stream, key_of(self._kept) if redact else None)

    def close(self) -> None:
        """Closes all connections."""
        self._kept.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def __repr__(self) -> str:
        return f"Library({self._kept.url.render_as_string(hide_password=True)!r})"


def _asked(wanted: Within | Wanted) -> Asked:
    unknown = sorted(set(wanted) - set(Wanted.__optional_keys__))
    if unknown:
        raise UsageError(f"{unknown[0]}: is no filter; there are {', '.join(sorted(Wanted.__optional_keys__))}")
    return Asked(
        since=wanted.get("since"),
        until=wanted.get("until"),
        place=wanted.get("place"),
        within=wanted.get("within"),
        actor=cast("str | None", wanted.get("actor")),
        types=_several(wanted.get("type", ())),
        statuses=_several(wanted.get("status", ())),
        credibility=wanted.get("credibility"),
        bbox=wanted.get("bbox"),
    )


def _several(given: str | Sequence[str]) -> tuple[str, ...]:
    return (given,) if isinstance(given, str) else tuple(given)


@contextmanager
def _told() -> Iterator[None]:
    """Names of options that begin a message become names of arguments."""
    try:
        yield
    except UsageError as error:
        raise type(error)(str(error).removeprefix("--")) from error
