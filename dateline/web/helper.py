"""Keeps a worker at work while the desk is open: starts one when there is a job, another one when it dies."""

from __future__ import annotations

import multiprocessing
import threading
import time
from collections.abc import Callable
from multiprocessing.context import SpawnProcess

from dateline.errors import LibraryError
from dateline.library import jobs
from dateline.library.library import Library
from dateline.work.worker import holder_name, serve_jobs

_LOOK = 1.0
"""Seconds between looks for jobs that came by another way than this desk."""
_REST = 5.0
"""Seconds before another worker is started where one has died: whatever killed it may pass."""

Work = Callable[[str, str], None]


class Helper:
    """One worker process at most. ``work`` is what it does, given the library's URL and its own name."""

    def __init__(self, library: Library, work: Work = serve_jobs) -> None:
        self._library = library
        self._work = work
        self._wake = threading.Event()
        self._ends = False
        self._process: SpawnProcess | None = None
        self._holder = ""
        self._rests_until = 0.0
        self._thread = threading.Thread(target=self._run, name="helper", daemon=True)

    @property
    def pid(self) -> int | None:
        """The worker's process, while there is one."""
        return self._process.pid if self._process is not None and self._process.is_alive() else None

    def start(self) -> None:
        """Begins to look for jobs."""
        self._thread.start()

    def wake(self) -> None:
        """There is a new job."""
        self._wake.set()

    def stop(self) -> None:
        """Ends the worker; what it was at is taken up when a desk is next opened."""
        self._ends = True
        self._wake.set()
        self._thread.join()
        if self._process is not None:
            self._process.terminate()
            self._bury()

    def _run(self) -> None:
        while not self._ends:
            self._wake.wait(_LOOK)
            self._wake.clear()
            if self._process is not None and not self._process.is_alive():
                has_died = self._process.exitcode != 0
                self._bury()
                self._rests_until = time.monotonic() + _REST if has_died else 0.0
            try:
                if self._process is None and time.monotonic() >= self._rests_until and self._is_work():
                    self._begin()
            except LibraryError:  # locked, or the server is away: the next look may succeed
                continue

    def _is_work(self) -> bool:
        with self._library.reading() as connection:
            return jobs.is_work(connection)

    def _begin(self) -> None:
        self._holder = holder_name()
        # Spawned: a fork would copy locks. What it is given goes through a pipe; other users see a command line.
        context = multiprocessing.get_context("spawn")
        url = self._library.url.render_as_string(hide_password=False)
        self._process = context.Process(target=self._work, args=(url, self._holder))
        self._process.start()

    def _bury(self) -> None:
        """Forgets a process that has ended, and lets go of the job it had."""
        assert self._process is not None
        self._process.join()
        self._process = None
        try:
            with self._library.noting() as connection:
                jobs.release(connection, self._holder)
        except LibraryError:  # its lease runs out by itself
            return
