"""``dateline add``: inputs in, reports with their readings into the library, one transaction a report.

Reading is done outside any transaction, by several processes where that pays; commits are made in the order of the
inputs. What is given out is in the library for good."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator, Sequence
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace
from sqlalchemy import Connection

from dateline.collect.gather import Received
from dateline.collect.options import Failure, Options
from dateline.errors import RemovedError
from dateline.library import queries
from dateline.library.library import Library
from dateline.library.records import Fingerprint
from dateline.library.writer import removed, tombstone_of
from dateline.values import Reading, Report
from dateline.work.derived import recompute
from dateline.work.fingerprint import extractor, fingerprint
from dateline.work.pool import Done
from dateline.work.reader import load_reader
from dateline.work.reading import Input, Task, collected, map_tasks

Load = Callable[[], Callable[[Report], Reading]]
Status = Literal["added", "already there", "failed"]


class Added(Struct, frozen=True):
    """What became of an input, or of one report in it. ``input``: the file or address, and the line, entry or record in
    it; ``report``: the id, null where none could be read; ``claims``: how many were added; ``position``: of the log
    entry that tells of the report's coming; ``why`` it failed."""

    input: str
    status: Status
    report: str | None = None
    title: str | None = None
    claims: int = 0
    position: int | None = None
    why: str | None = None


Also = Callable[[Connection, Added], None]


class _Known(Struct, frozen=True):
    """A report that is there already: it is not read again."""


def add_paths(
    paths: Sequence[str],
    library: Library,
    options: Options | None = None,
    jobs: int | None = None,
    again: bool = False,
    load: Load = load_reader,
    made_with: Callable[[], Fingerprint] = fingerprint,
) -> Iterator[Added]:
    """Adds every report in ``paths`` (as ``read_paths`` takes them) and gives an ``Added`` for each, in the order of
    the inputs, once it is committed. A report that is there already is not read; one that was removed fails unless
    ``again``. Raises LibraryError where the library cannot be written; what was given out before is safe."""
    return add_inputs(collected(paths, options or Options()), library, jobs, again, load, made_with)


def add_inputs(
    inputs: Iterator[Input | Failure],
    library: Library,
    jobs: int | None = None,
    again: bool = False,
    load: Load = load_reader,
    made_with: Callable[[], Fingerprint] = fingerprint,
    also: Also | None = None,
) -> Iterator[Added]:
    """``add_paths`` for inputs that were collected already. ``also`` is called with each report that is added, inside
    the transaction that adds it: what it writes is there with the report or not at all."""
    library.evidence.tidy()
    waiting: deque[Input | Failure] = deque()
    adding = _Adding(library, again, made_with, also)

    def tasks() -> Iterator[Task | Failure | Done[Reading | _Known]]:
        for found in inputs:
            task = found if isinstance(found, Failure) else _task(library, found, again)
            if isinstance(task, Task):
                adding.prepare()
            # Bytes are kept only while a report with them is being read.
            waiting.append(found if isinstance(task, Task) else _without_data(found))
            yield task

    for outcome in map_tasks(load, tasks(), jobs):
        found = waiting.popleft()
        if isinstance(outcome, Failure):
            yield _failed(outcome, found)
        else:
            assert isinstance(found, Input)
            yield adding.one(found.received, outcome)


class _Adding:
    """Commits one report after the other. What reads them is asked for once, before the first one is read."""

    def __init__(self, library: Library, again: bool, made_with: Callable[[], Fingerprint], also: Also | None) -> None:
        self._library = library
        self._also = also
        self._again = again
        self._made_with = made_with
        self._fingerprint: Fingerprint | None = None

    def prepare(self) -> Fingerprint:
        """What reads the reports of this call."""
        self._fingerprint = self._fingerprint or self._made_with()
        return self._fingerprint

    def one(self, received: Received, outcome: Reading | _Known) -> Added:
        """Commits one report with its reading."""
        report, name = received.report, received.origin.address
        if isinstance(outcome, _Known):
            return Added(name, "already there", report.id, report.title)
        try:
            with self._library.writing() as writer:
                change = writer.add(outcome, received.data, received.origin, extractor(), self.prepare(), self._again)
                recompute(writer)
                added = Added(name, "added", report.id, report.title, change.claims, change.position)
                if change.done and self._also is not None:
                    self._also(writer.connection, added)
        except RemovedError as error:
            return Added(name, "failed", report.id, report.title, why=str(error))
        if not change.done:  # another reader was first
            return Added(name, "already there", report.id, report.title)
        return added


def _task(library: Library, found: Input, again: bool) -> Task | Failure | Done[Reading | _Known]:
    try:
        return Done(_Known()) if _is_known(library, found.received.report.id, again) else found.task
    except RemovedError as error:
        return Failure(found.task.name, error)


def _without_data(found: Input | Failure) -> Input | Failure:
    return found if isinstance(found, Failure) else replace(found, received=replace(found.received, data=b""))


def _is_known(library: Library, report: str, again: bool) -> bool:
    with library.reading() as connection:
        if queries.has(connection, report):
            return True
        tombstone = None if again else tombstone_of(connection, report)
    if tombstone is not None:
        raise removed(tombstone)
    return False


def _failed(failure: Failure, found: Input | Failure) -> Added:
    if isinstance(found, Failure):
        return Added(failure.name, "failed", why=str(failure.error))
    report = found.received.report
    return Added(found.received.origin.address, "failed", report.id, report.title, why=str(failure.error))
