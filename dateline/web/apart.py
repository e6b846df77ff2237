"""Work in processes of their own: what is worked out in Python in the server's process would hold up everybody else."""

from __future__ import annotations

import asyncio
import multiprocessing
import os
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager, suppress
from threading import Lock
from typing import Any, Concatenate, ParamSpec, TypeVar

from litestar.concurrency import sync_to_thread

from dateline.library.library import Library, open_library
from dateline.web.problems import AGAIN, Problem
from dateline.work import kept, who_kept
from dateline.work.freed import give_back_in_time
from dateline.work.worker import end_with_parent

P = ParamSpec("P")
T = TypeVar("T")
_TRIES = 2
"""How often a process that only reads is asked, where each dies: the one that died may have been killed for no fault of
the question's."""
_library: Library | None = None
"""In such a process: the library, open."""
_NICE = 5
"""By how much a process that only reads is less urgent than the server and its editors (POSIX ``nice``)."""


class Apart:
    """Runs functions of a library. ``apart``: in at most so many ``processes`` of its own, which start when they are
    first needed, else in a thread of this one. ``prepare``: what they load ahead; ``lost``: what is said where one
    dies; ``reads``: they change nothing, so they remember what they worked out and leave the processor to others."""

    def __init__(
        self,
        library: Library,
        apart: bool,
        prepare: Callable[[], None],
        lost: str,
        processes: int = 1,
        reads: bool = False,
    ) -> None:
        self._library = library
        self._apart = apart
        self._prepare = prepare
        self._lost = lost
        self._processes = processes
        self._reads = reads
        self._pool: ProcessPoolExecutor | None = None
        self._lock = Lock()

    def open(self) -> None:
        """Starts a process ahead of the first call: it loads for a second or two."""
        if self._apart:
            with suppress(BrokenProcessPool):  # whoever asks is told, or gets another
                _submitted(self._opened(), _prepared, self._prepare)

    async def run(self, do: Callable[Concatenate[Library, P], T], *args: P.args, **given: P.kwargs) -> T:
        """What ``do`` gives for the library; function, arguments and result travel by pickle. Raises what it raises;
        Problem 503 where the process dies, of those that only read a second one too, or none can be started."""
        if not self._apart:
            return await sync_to_thread(do, self._library, *args, **given)
        for tries_left in reversed(range(_TRIES if self._reads else 1)):
            pool = None
            try:
                pool = self._opened()
                return await asyncio.wrap_future(_submitted(pool, _call, do, args, given))
            except BrokenProcessPool:
                self._forget(pool)
                if not tries_left:
                    raise Problem(503, self._lost, AGAIN) from None
        raise AssertionError("it is tried once at least")

    def close(self) -> None:
        """Ends the processes once they have done what they are at."""
        if self._pool is not None:
            self._pool.shutdown(cancel_futures=True)

    def _opened(self) -> ProcessPoolExecutor:
        with self._lock, _started():
            if self._pool is None:
                url = self._library.url.render_as_string(hide_password=False)
                context = multiprocessing.get_context("spawn")
                given = (url, self._reads)
                self._pool = ProcessPoolExecutor(self._processes, context, initializer=_open, initargs=given)
            return self._pool

    def _forget(self, pool: ProcessPoolExecutor | None) -> None:
        """The next call starts others, unless another call saw to that."""
        with self._lock:
            if self._pool is pool:
                self._pool = None


def _submitted(pool: ProcessPoolExecutor, do: Callable[..., T], *args: Any) -> Future[T]:
    """What a process will give."""
    with _started():
        return pool.submit(do, *args)


@contextmanager
def _started() -> Iterator[None]:
    """Raises BrokenProcessPool where no process can be started: the system has no room for one now, or what Python
    starts them with was killed at this moment."""
    try:
        yield
    except OSError as error:
        raise BrokenProcessPool(f"no process can be started ({error.strerror})") from error


def _open(url: str, reads: bool) -> None:
    global _library
    end_with_parent()
    # Where its evidence lies the library knows. To tell it would be to write, which a held library and a full disk keep
    # from starting what only reads.
    _library = open_library(url)
    if reads:
        os.nice(_NICE)
        kept.remember(_library)
        who_kept.remember(_library)


def _prepared(prepare: Callable[[], None]) -> None:
    prepare()


def _call(do: Callable[..., T], args: tuple[Any, ...], given: dict[str, Any]) -> T:
    assert _library is not None
    try:
        return do(_library, *args, **given)
    finally:
        give_back_in_time()
