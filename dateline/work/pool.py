"""The same function over many items on several processes: results in the order of the items, memory flat, and a process
that dies takes only its own item with it.

``concurrent.futures`` gives up the whole pool when one process dies, hence this one. Processes are spawned, not forked:
a fork would copy the threads' locks of whatever the parent has loaded."""

from __future__ import annotations

import multiprocessing
import signal
from collections.abc import Callable, Iterable, Iterator
from multiprocessing.connection import Connection, wait
from typing import Generic, TypeVar

from msgspec import Struct

from dateline.errors import DatelineError, ModelError

A = TypeVar("A")
B = TypeVar("B")

WINDOW = 4
"""Items for each process that may be under way or wait for an earlier one: a slow item holds back no more."""
_PATIENCE = 5.0
"""Seconds that a process has to end by itself once its work is over."""


class Done(Struct, Generic[B], frozen=True):
    """An item whose result is known before any work: it only keeps its place in the order."""

    value: B


def map_ordered(
    load: Callable[[], Callable[[A], B]],
    items: Iterable[A | Done[B]],
    jobs: int,
    lost: Callable[[A, DatelineError], B],
) -> Iterator[B]:
    """The results of ``load()(item)`` for each item, in order, from up to ``jobs`` processes.

    ``load`` runs once in each process; it and all values travel by pickle. ``lost`` makes the result of an item whose
    process died. Raises the ``DatelineError`` that ``load`` raised, or ``ModelError`` where a process dies in it."""
    finished: dict[int, B] = {}
    following = 0
    workers = _Workers(load, jobs, lost)
    try:
        for number, item in enumerate(items):
            if isinstance(item, Done):
                finished[number] = item.value
            else:
                finished |= workers.submit(number, item)
            while following in finished or number - following >= WINDOW * jobs:
                if following in finished:
                    yield finished.pop(following)
                    following += 1
                else:
                    finished |= workers.collect()
        while finished or workers.busy:
            if following in finished:
                yield finished.pop(following)
                following += 1
            else:
                finished |= workers.collect()
    finally:
        workers.close()


class _Workers(Generic[A, B]):
    """The processes, each with at most one item, so that it is clear which item killed it."""

    def __init__(self, load: Callable[[], Callable[[A], B]], jobs: int, lost: Callable[[A, DatelineError], B]) -> None:
        self._load = load
        self._jobs = jobs
        self._lost = lost
        self._idle: list[_Worker[A]] = []
        self.busy: dict[Connection, _Worker[A]] = {}

    def submit(self, number: int, item: A) -> dict[int, B]:
        """Give the item to a process; what was finished while waiting for a free one."""
        finished: dict[int, B] = {}
        while not self._idle and len(self.busy) >= self._jobs:
            finished |= self.collect()
        worker = self._idle.pop() if self._idle else _Worker(self._load)
        self.busy[worker.connection] = worker
        worker.give(number, item)
        return finished

    def collect(self) -> dict[int, B]:
        """Wait until at least one process has something to say; the results that came in."""
        finished: dict[int, B] = {}
        for connection in wait(list(self.busy)):
            assert isinstance(connection, Connection)
            worker = self.busy[connection]
            number, item = worker.task
            try:
                answer = connection.recv()
            except (EOFError, ConnectionError):
                del self.busy[connection]
                finished[number] = self._lost(item, worker.death())
                continue
            if isinstance(answer, _Ready):
                worker.begin(answer)
                continue
            finished[number] = answer
            self._idle.append(self.busy.pop(connection))
        return finished

    def close(self) -> None:
        """End every process: the idle ones by themselves, the others at once."""
        for worker in self.busy.values():
            worker.process.terminate()
        for worker in [*self._idle, *self.busy.values()]:
            worker.end()


class _Ready(Struct, frozen=True):
    """A process' first word: loaded, or the reason why not."""

    error: DatelineError | None = None


class _Worker(Generic[A]):
    """One process and the two-way pipe to it."""

    def __init__(self, load: Callable[[], Callable[[A], object]]) -> None:
        context = multiprocessing.get_context("spawn")
        self.connection, theirs = context.Pipe()
        self.process = context.Process(target=_serve, args=(load, theirs), daemon=True)
        self.process.start()
        theirs.close()
        self._ready = False
        self.task: tuple[int, A]

    def give(self, number: int, item: A) -> None:
        self.task = (number, item)
        if self._ready:
            self._send(item)

    def begin(self, answer: _Ready) -> None:
        if answer.error is not None:
            raise answer.error
        self._ready = True
        self._send(self.task[1])

    def _send(self, item: A) -> None:
        try:
            self.connection.send(item)
        except (BrokenPipeError, ConnectionError):
            pass  # it died while idle: `collect` meets the end of the pipe and says so

    def death(self) -> DatelineError:
        self.process.join(_PATIENCE)
        code = self.process.exitcode
        how = signal.Signals(-code).name if code is not None and code < 0 else f"exit status {code}"
        self.end()
        if not self._ready:
            raise ModelError(f"a reading process ended while it started ({how}): try --jobs 1 to see why")
        return DatelineError(f"the process that read it ended ({how}): read it alone with --jobs 1 to see why")

    def end(self) -> None:
        self.connection.close()
        self.process.join(_PATIENCE)
        if self.process.is_alive():
            self.process.kill()
            self.process.join()
        self.process.close()


def _serve(load: Callable[[], Callable[[A], B]], connection: Connection) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent ends its processes itself
    try:
        work = load()
    except DatelineError as error:
        _sent(connection, _Ready(error))
        return
    goes_on = _sent(connection, _Ready())
    while goes_on:
        try:
            item: A = connection.recv()
        except (EOFError, ConnectionError):
            return  # whom the work is for is done with it, or has died
        goes_on = _sent(connection, work(item))


def _sent(connection: Connection, value: object) -> bool:
    """Sends; whether anybody is left to receive."""
    try:
        connection.send(value)
    except ConnectionError:
        return False
    return True
