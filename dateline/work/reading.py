"""``dateline read``: inputs in, readings out, nothing stored."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from itertools import chain
from typing import TYPE_CHECKING, TypeVar

from msgspec import Struct

from dateline.collect.inputs import files_of, is_url
from dateline.collect.options import Failure, Options
from dateline.errors import DatelineError, UsageError
from dateline.values import Reading, Report
from dateline.work.pool import Done, map_ordered
from dateline.work.reader import load_reader

if TYPE_CHECKING:
    from dateline.collect.gather import Received

Outcome = Reading | Failure
R = TypeVar("R")

SMALL = 60_000
"""Characters of text (some 20 reports) that are read sooner by one process than more could be started."""
_NOT_READ = 200
"""Characters that an input counts for which is not read, so that few of them wait in memory."""
DEBUG = "DATELINE_DEBUG"
"""Environment variable; ``1`` lets an unexpected error in reading a report through, with its traceback."""

_ONE_REPORT = (".txt", ".text", ".html", ".htm", ".xhtml", ".eml")
"""Endings of files that hold one report each."""


class Input(Struct, frozen=True):
    """A report as received, and the path that it came from."""

    path: str
    received: Received

    @property
    def task(self) -> Task:
        """What a process needs to read it."""
        return Task(self.path, self.received.report)


class Task(Struct, frozen=True):
    """A report to read, and the input that it came from."""

    input: str
    report: Report

    @property
    def name(self) -> str:
        """How messages call it."""
        return f"{self.input} ({self.report.title})" if self.report.title else self.input


def read_paths(paths: Sequence[str], options: Options | None = None, jobs: int | None = None) -> Iterator[Outcome]:
    """Read every report in ``paths`` (files, folders, URLs, ``-`` for standard input).

    Gives, in the order of the inputs, a ``Reading`` for each report and a ``Failure`` for each input that could not be
    read. A reading depends on its report alone, not on the others or on ``jobs``, the number of processes (default:
    one for a few reports, else one for each core). Raises ``UsageError`` for a wrong call, ``ModelError`` and
    ``GazetteerError`` where what reading needs is missing."""
    return map_paths(load_reader, paths, options, jobs)


def map_paths(
    load: Callable[[], Callable[[Report], R]],
    paths: Sequence[str],
    options: Options | None = None,
    jobs: int | None = None,
) -> Iterator[R | Failure]:
    """``read_paths`` with the function that ``load()`` gives, called in each process, in the reader's place: what it
    makes of a report is all that travels between processes."""
    inputs = collected(paths, options or Options())
    return map_tasks(load, (i if isinstance(i, Failure) else i.task for i in inputs), jobs)


def map_tasks(
    load: Callable[[], Callable[[Report], R]],
    tasks: Iterator[Task | Failure | Done[R]],
    jobs: int | None = None,
) -> Iterator[R | Failure]:
    """One result a task, in order: what the function that ``load()`` gives makes of its report, or why it makes none. A
    ``Done`` or a ``Failure`` among the tasks keeps its place. Tasks are taken as they are needed, some ahead."""
    if jobs is not None and jobs < 1:
        raise UsageError(f"--jobs {jobs}: give 1 or more")
    return _read(tasks, jobs, load)


def cores() -> int:
    """The cores that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def expected(paths: Sequence[str]) -> int | None:
    """How many reports there are in ``paths``; ``None`` where only reading them would show it."""
    files = [name for path in paths for name in files_of(path)]
    if all(isinstance(name, str) and name.lower().endswith(_ONE_REPORT) for name in files):
        return len(files)
    return None


def collected(paths: Sequence[str], options: Options) -> Iterator[Input | Failure]:
    """What the inputs hold, in order, and a failure for each that cannot be read; nothing is raised for bad input."""
    for path in paths:
        for name in [path] if is_url(path) else files_of(path):
            if isinstance(name, Failure):
                yield name
            else:
                yield from _collect_one(name, options)


def _collect_one(name: str, options: Options) -> Iterator[Input | Failure]:
    from dateline.collect.gather import receive

    try:
        for found in receive([name], options):
            yield found if isinstance(found, Failure) else Input(name, found)
    except Exception as error:  # noqa: BLE001 - a fault in one input must not keep the others from being read
        yield fault(name, error)


def _read(
    tasks: Iterator[Task | Failure | Done[R]], jobs: int | None, load: Callable[[], Callable[[Report], R]]
) -> Iterator[R | Failure]:
    if jobs is None:
        first, is_all = _take(tasks, SMALL)
        tasks = chain(first, tasks)
        jobs = 1 if is_all else cores()
    if jobs == 1:
        return _read_here(tasks, load)
    items: Iterable[Task | Done[R | Failure]] = (
        Done(t) if isinstance(t, Failure) else Done(t.value) if isinstance(t, Done) else t for t in tasks
    )
    return map_ordered(partial(load_guarded, load), items, jobs, _lost)


def _take(tasks: Iterator[Task | Failure | Done[R]], characters: int) -> tuple[list[Task | Failure | Done[R]], bool]:
    """The first tasks, up to a total of ``characters``, and whether that is all of them."""
    first: list[Task | Failure | Done[R]] = []
    for task in tasks:
        first.append(task)
        characters -= len(task.report.text) if isinstance(task, Task) else _NOT_READ
        if characters < 0:
            return first, False
    return first, True


def _read_here(
    tasks: Iterable[Task | Failure | Done[R]], load: Callable[[], Callable[[Report], R]]
) -> Iterator[R | Failure]:
    read: Callable[[Task], R | Failure] | None = None
    for task in tasks:
        if isinstance(task, Failure):
            yield task
        elif isinstance(task, Done):
            yield task.value
        else:
            read = read or load_guarded(load)
            yield read(task)


def load_guarded(load: Callable[[], Callable[[Report], R]]) -> Callable[[Task], R | Failure]:
    """The function that ``load()`` gives, with a failure for each report that it cannot read."""
    return partial(_guarded, load())


def _guarded(read: Callable[[Report], R], task: Task) -> R | Failure:
    try:
        return read(task.report)
    except DatelineError as error:
        return Failure(task.name, error)
    except Exception as error:  # noqa: BLE001 - a fault in one report must not keep the others from being read
        return fault(task.name, error)


def fault(name: str, error: Exception) -> Failure:
    """What is said of an error that nobody meant to raise. With ``DEBUG`` set it is raised."""
    if os.environ.get(DEBUG) == "1":
        raise error
    what = f"{type(error).__name__}: {error}".splitlines()[0]
    return Failure(name, DatelineError(f"a fault of dateline's own ({what}): {DEBUG}=1 shows where"))


def _lost(task: Task, error: DatelineError) -> Failure:
    return Failure(task.name, error)
