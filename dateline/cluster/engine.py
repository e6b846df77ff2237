"""Where work is done: on this machine's processes, or on a cluster. Nothing depends on which, nor on how many."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Generic, Protocol, TypeVar

from msgspec import Struct

from dateline.errors import DatelineError, UsageError
from dateline.work.pool import map_ordered
from dateline.work.reading import cores

A = TypeVar("A")
B = TypeVar("B")


class Lost(Struct, Generic[A], frozen=True):
    """An item whose worker ended while it was at it, as often as the engine tries, and how it ended."""

    item: A
    error: DatelineError


class Engine(Protocol):
    """Maps a function over items on some workers."""

    def map(self, load: Callable[[], Callable[[A], B]], items: Iterable[A]) -> Iterator[B | Lost[A]]:
        """``load()(item)`` for each item, in order. ``load`` runs once in each worker; it, items and results travel by
        pickle. Items are taken as workers become free, some ahead. Raises the DatelineError that ``load`` or the
        function raised."""

    def close(self) -> None:
        """Ends what the engine started."""


class Local:
    """This machine: ``jobs`` processes (default: one a core), or none but this one where ``jobs`` is 1."""

    def __init__(self, jobs: int | None = None) -> None:
        if jobs is not None and jobs < 1:
            raise UsageError(f"--jobs {jobs}: give 1 or more")
        self.jobs = jobs or cores()

    def map(self, load: Callable[[], Callable[[A], B]], items: Iterable[A]) -> Iterator[B | Lost[A]]:
        """As :class:`Engine` says."""
        if self.jobs == 1:
            return _here(load, items)
        return _raised(map_ordered(_Caught(load), items, self.jobs, Lost))

    def close(self) -> None:
        """Nothing stays."""


def _here(load: Callable[[], Callable[[A], B]], items: Iterable[A]) -> Iterator[B]:
    work: Callable[[A], B] | None = None
    for item in items:
        work = work or load()
        yield work(item)


class Raised(Struct, frozen=True):
    """An error on its way back."""

    error: DatelineError


class _Caught(Generic[A, B]):
    """``load`` whose function gives its errors back, for a process that raises one would end."""

    def __init__(self, load: Callable[[], Callable[[A], B]]) -> None:
        self._load = load

    def __call__(self) -> Callable[[A], B | Raised]:
        work = self._load()
        return lambda item: caught(work, item)


def caught(work: Callable[[A], B], item: A) -> B | Raised:
    """What ``work`` makes of an item, or the DatelineError that it raised."""
    try:
        return work(item)
    except DatelineError as error:
        return Raised(error)


def _raised(results: Iterator[B | Raised | Lost[A]]) -> Iterator[B | Lost[A]]:
    for result in results:
        if isinstance(result, Raised):
            raise result.error
        yield result
