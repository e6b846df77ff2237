"""The process that does what jobs ask for. It alone loads the reader's model.

It reads outside any transaction; a report, what is worked out from it and the job's word of it are committed together.
However it ends, another worker finds the job as it stood: what was committed is not read again."""

from __future__ import annotations

import os
import secrets
import sys
import threading
import time
from collections.abc import Callable, Iterator
from multiprocessing import parent_process
from multiprocessing.connection import wait

from msgspec import json
from sqlalchemy import Connection

from dateline.collect.gather import receive, receive_bytes
from dateline.collect.options import Failure, Options
from dateline.errors import DatelineError, LibraryError
from dateline.library import jobs
from dateline.library.jobs import Item, Result
from dateline.library.library import Library, open_library
from dateline.library.records import Fingerprint
from dateline.values import Reading, Report
from dateline.work import terminal
from dateline.work.add import Added, Load, add_inputs
from dateline.work.fingerprint import fingerprint
from dateline.work.reader import load_reader
from dateline.work.reading import Input

LEASE = 20.0
"""Seconds after which a job is taken from a worker that has not said that it lives."""
TRIES = 3
"""How often a thing is begun: then it is what ends the worker."""
_PATIENCE = 65
_REST = 60.0
"""Attempts at what the library cannot take now, and the most seconds between two of them."""
_POLL = 0.5
_IDLE = 600.0
"""Seconds without work after which the process ends: the model takes much memory."""


class Tools:
    """What a worker reads with: the reader is loaded once, when it is first needed. ``fresh`` loads another one."""

    def __init__(self, load: Load = load_reader, made_with: Callable[[], Fingerprint] = fingerprint) -> None:
        self.fresh = load
        self._read: Callable[[Report], Reading] | None = None
        self.made_with = made_with

    def load(self) -> Callable[[Report], Reading]:
        """The reader."""
        self._read = self._read or self.fresh()
        return self._read


class _LostError(Exception):
    """Another worker has the job, or it is no more."""


def holder_name() -> str:
    """A name that no other worker has."""
    return f"{os.getpid()}-{secrets.token_hex(8)}"


def serve_jobs(location: str, holder: str, tools: Tools | None = None, idle: float = _IDLE) -> None:
    """Does jobs of the library at ``location`` until there have been none for ``idle`` seconds, or the process that
    started this one is gone."""
    end_with_parent()
    os.nice(5)  # people at the desk go first
    tools = tools or Tools()
    try:
        with open_library(location) as library:
            since = time.monotonic()
            while time.monotonic() - since < idle:
                if do_next(library, holder, tools):
                    since = time.monotonic()
                else:
                    time.sleep(_POLL)
    except LibraryError as error:  # locked, or the disk is full: whoever started this process tries again
        terminal.complain(error)
        sys.exit(1)


def do_next(library: Library, holder: str, tools: Tools) -> bool:
    """Does the next job, if there is one; whether there was."""
    with library.reading() as connection:
        id_ = jobs.next_open(connection, time.time())
    if id_ is None:
        return False
    with library.noting() as connection:
        if not jobs.hold(connection, id_, holder, time.time(), time.time() + LEASE):
            return True
    with _Lease(library, id_, holder):
        try:
            error = _do(library, id_, holder, tools)
        except _LostError:
            return True
    with library.noting() as connection:
        jobs.end(connection, id_, holder, error)
    return True


def _do(library: Library, id_: str, holder: str, tools: Tools) -> str | None:
    """Adds what a job holds; gives the reason where all of it must fail."""
    with library.reading() as connection:
        numbers = jobs.items_left(connection, id_)
    for number in numbers:
        with library.noting() as connection:
            _check(connection, id_, holder)
            item = jobs.begin_item(connection, id_, number)
        if item is None:
            raise _LostError
        try:
            _add_patiently(library, id_, holder, item, tools)
        except LibraryError:
            raise  # nothing is wrong with the job: another worker takes it up
        except DatelineError as error:
            return str(error)
        with library.noting() as connection:
            _check(connection, id_, holder)
            jobs.end_item(connection, id_, number)
    return None


def _add_patiently(library: Library, id_: str, holder: str, item: Item, tools: Tools) -> None:
    """Adds an item, again and again while the library cannot be written (locked, or the disk is full): somebody was
    told that it will be added. Raises LibraryError after an hour of that."""
    for attempt in range(_PATIENCE):
        try:
            _add(library, id_, holder, item, tools)
            return
        except LibraryError:
            if attempt == _PATIENCE - 1:
                raise
            time.sleep(min(_REST, 2.0**attempt))


def _add(library: Library, id_: str, holder: str, item: Item, tools: Tools) -> None:
    if item.tries > TRIES:
        why = f"the process that read it ended {TRIES} times: read it alone with dateline read, which may say why"
        _note(library, id_, holder, Result(item.number, item.name, "failed", why=why))
        return
    known: set[str | None] = set()

    def also(connection: Connection, added: Added) -> None:
        _check(connection, id_, holder)
        jobs.add_result(connection, id_, _result(item, added))
        known.add(added.report)

    # What was begun before may have killed its worker: now each report is read in a process of its own, so that only
    # the one at fault is lost.
    load, jobs_ = (tools.load, 1) if item.tries == 1 else (tools.fresh, 2)
    for one in add_inputs(_inputs(item), library, jobs_, load=load, made_with=tools.made_with, also=also):
        if one.status != "added" or one.report not in known:
            _note(library, id_, holder, _result(item, one))


def _inputs(item: Item) -> Iterator[Input | Failure]:
    options = json.decode(item.options, type=Options)
    if item.kind == "address":
        found = receive([item.name], options)
    else:
        found = receive_bytes(item.name, item.data or b"", item.kind, options)
    try:
        for one in found:
            yield one if isinstance(one, Failure) else Input(item.name, one)
    except Exception as error:  # noqa: BLE001 - a fault in one input must not keep the others from being read
        what = f"{type(error).__name__}: {error}".splitlines()[0]
        yield Failure(item.name, DatelineError(f"a fault of dateline's own ({what})"))


def _result(item: Item, added: Added) -> Result:
    return Result(item.number, added.input, added.status, added.report, None, added.claims, added.position, added.why)


def _note(library: Library, id_: str, holder: str, result: Result) -> None:
    with library.noting() as connection:
        _check(connection, id_, holder)
        jobs.add_result(connection, id_, result)


def _check(connection: Connection, id_: str, holder: str) -> None:
    if not jobs.is_held(connection, id_, holder):
        raise _LostError


class _Lease:
    """Renews the lease of a job while the block runs."""

    def __init__(self, library: Library, id_: str, holder: str) -> None:
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._renew, args=(library, id_, holder), daemon=True)

    def __enter__(self) -> None:
        self._thread.start()

    def __exit__(self, *_: object) -> None:
        self._over.set()
        self._thread.join()

    def _renew(self, library: Library, id_: str, holder: str) -> None:
        while not self._over.wait(LEASE / 4):
            try:
                with library.noting() as connection:
                    if not jobs.renew(connection, id_, holder, time.time() + LEASE):
                        return
            except LibraryError:  # a writer that takes long: the next try may come through, else the lease is lost
                continue


def end_with_parent() -> None:
    """Ends this process when the one that started it is gone, however that came. Ctrl-C is its business too."""
    parent = parent_process()
    if parent is None:
        return
    import signal

    signal.signal(signal.SIGINT, signal.SIG_IGN)

    def watch() -> None:
        wait([parent.sentinel])
        os._exit(0)

    threading.Thread(target=watch, daemon=True).start()
