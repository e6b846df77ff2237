"""Work in processes of their own: what is worked out in Python in the server's process would hold up everybody else."""

from __future__ import annotations

import asyncio
import multiprocessing
import os
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from threading import Lock
from typing import Any, Concatenate, ParamSpec, TypeVar

from litestar.concurrency import sync_to_thread

from dateline.library.library import Library, open_library
from dateline.web.problems import Problem
from dateline.work import kept, who_kept
from dateline.work.freed import give_back_in_time
from dateline.work.worker import end_with_parent

P = ParamSpec("P")
T = TypeVar("T")
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
            self._submit(_prepared, self._prepare)

    async def run(self, do: Callable[Concatenate[Library, P], T], *args: P.args, **given: P.kwargs) -> T:
        """What ``do`` gives for the library; function, arguments and result travel by pickle. Raises what it raises."""
        if not self._apart:
            return await sync_to_thread(do, self._library, *args, **given)
        try:
            return await asyncio.wrap_future(self._submit(_call, do, args, given))
        except BrokenProcessPool:
            self._pool = None
            raise Problem(503, self._lost) from None

    def close(self) -> None:
        """Ends the processes once they have done what they are at."""
        if self._pool is not None:
            self._pool.shutdown(cancel_futures=True)

    def _submit(self, do: Callable[..., Any], *args: Any) -> Any:
        with self._lock:
            if self._pool is None:
                url = self._library.url.render_as_string(hide_password=False)
                store = str(self._library.evidence.folder.parent)
                context = multiprocessing.get_context("spawn")
                given = (url, store, self._reads)
                self._pool = ProcessPoolExecutor(self._processes, context, initializer=_open, initargs=given)
            return self._pool.submit(do, *args)


def _open(url: str, store: str, reads: bool) -> None:
    global _library
    end_with_parent()
    _library = open_library(url, store)
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
