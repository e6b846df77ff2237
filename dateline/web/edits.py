"""Judgements in a process of their own, one after the other.

What follows from a judgement is worked out within its transaction, in Python: done in the server's process it would
hold up everybody who only reads. There is one writer at a time anyway."""

from __future__ import annotations

import asyncio
import multiprocessing
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from typing import Any, Concatenate, ParamSpec, TypeVar

from litestar.concurrency import sync_to_thread

from dateline.library.library import Library, open_library
from dateline.web.problems import Problem
from dateline.work.worker import end_with_parent

P = ParamSpec("P")
T = TypeVar("T")
_library: Library | None = None
"""In the process of edits: the library, open."""


class Edits:
    """Runs functions that change the library. ``apart``: in a process of their own, else in a thread of this one."""

    def __init__(self, library: Library, apart: bool) -> None:
        self._library = library
        self._apart = apart
        self._pool: ProcessPoolExecutor | None = None

    def open(self) -> None:
        """Starts the process ahead of the first edit: it loads for a second or two."""
        if self._apart:
            self._submit(_prepare)

    async def run(self, do: Callable[Concatenate[Library, P], T], *args: P.args, **given: P.kwargs) -> T:
        """What ``do`` gives for the library; function, arguments and result travel by pickle. Raises what it raises."""
        if not self._apart:
            return await sync_to_thread(do, self._library, *args, **given)
        try:
            return await asyncio.wrap_future(self._submit(_call, do, args, given))
        except BrokenProcessPool:
            self._pool = None
            raise Problem(503, "the process that stores judgements has ended: see whether yours is there") from None

    def close(self) -> None:
        """Ends the process once it has done what it is at."""
        if self._pool is not None:
            self._pool.shutdown(cancel_futures=True)

    def _submit(self, do: Callable[..., Any], *args: Any) -> Any:
        if self._pool is None:
            url = self._library.url.render_as_string(hide_password=False)
            store = str(self._library.evidence.folder.parent)
            self._pool = ProcessPoolExecutor(
                1, multiprocessing.get_context("spawn"), initializer=_open, initargs=(url, store)
            )
        return self._pool.submit(do, *args)


def _open(url: str, store: str) -> None:
    global _library
    end_with_parent()
    _library = open_library(url, store)


def _prepare() -> None:
    from dateline.work import grouped, held, named  # noqa: F401 - what every edit needs


def _call(do: Callable[..., T], args: tuple[Any, ...], given: dict[str, Any]) -> T:
    assert _library is not None
    return do(_library, *args, **given)
