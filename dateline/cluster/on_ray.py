"""A Ray cluster: one actor a worker with its own model, one item at a time for each.

Plain actors, not Ray Data: its blocks follow the size of values in memory and its retries are of blocks, whereas here a
partition is fixed by the input alone, is read by one worker from end to end and is written by it once, under its own
name. So nothing but a partition's name travels out and its mark back; no report goes through Ray's object store.
"""

from __future__ import annotations

import logging
import os
import re
import secrets
import shutil
import sys
import tempfile
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from typing import Any, Generic, TypeVar

from dateline.cluster.engine import Lost, Raised, caught
from dateline.errors import DatelineError, ModelError, UsageError

A = TypeVar("A")
B = TypeVar("B")

TRIES = 3
"""How often an item is begun: workers end for many reasons that are no fault of what they were at."""
AHEAD = 4
"""Items for each worker that may be under way or wait for an earlier one."""
_SETTINGS = {
    "RAY_AUTH_MODE": "token",
    "RAY_USAGE_STATS_ENABLED": "0",
    "RAY_ENABLE_UV_RUN_RUNTIME_ENV": "0",
    "RAY_ACCEL_ENV_VAR_OVERRIDE_ON_ZERO": "0",
}
_STORE = 100_000_000
"""Bytes of the object store of a cluster of this machine alone: next to nothing goes through it."""


class OnRay:
    """The cluster at ``address`` (``auto``, ``HOST:PORT``), which asks for its token; without one, a cluster of this
    machine for as long as this lives, reached from it alone. ``jobs``: workers (default: one a core of the cluster).
    Raises UsageError where Ray is not installed or the cluster cannot be reached."""

    def __init__(self, address: str | None = None, jobs: int | None = None) -> None:
        if jobs is not None and jobs < 1:
            raise UsageError(f"--jobs {jobs}: give 1 or more")
        self._folder = None if address is not None else _short_folder()
        self._ray = _started(address, jobs, self._folder)
        self.jobs = jobs or max(1, int(self._ray.cluster_resources().get("CPU", 1)))

    def map(self, load: Callable[[], Callable[[A], B]], items: Iterable[A]) -> Iterator[B | Lost[A]]:
        """As :class:`dateline.cluster.engine.Engine` says; an item whose worker ends is given to another, up to
        :data:`TRIES` times."""
        run: _Run[A, B] = _Run(self._ray, load, self.jobs)
        try:
            yield from run.results(iter(items))
        finally:
            run.close()

    def close(self) -> None:
        """Leaves the cluster; one that was started here ends, and its logs go."""
        self._ray.shutdown()
        if self._folder is not None:
            shutil.rmtree(self._folder, ignore_errors=True)


def _short_folder() -> str:
    """Where a cluster of this machine keeps its sockets, whose paths may have a hundred characters; nobody else may
    look there."""
    return tempfile.mkdtemp(prefix="dateline-", dir="/tmp" if os.path.isdir("/tmp") else None)


def _started(address: str | None, jobs: int | None, folder: str | None) -> Any:
    for name, value in _SETTINGS.items():
        os.environ[name] = value
    if address is None and not {"RAY_AUTH_TOKEN", "RAY_AUTH_TOKEN_PATH"} & os.environ.keys():
        os.environ["RAY_AUTH_TOKEN"] = secrets.token_hex(32)  # nobody else is to know it
    try:
        import ray
    except ImportError:
        raise UsageError("--engine ray needs Ray: install dateline[ray]") from None
    given: dict[str, Any] = {"address": address}
    if address is None:
        loopback = "127.0.0.2" if sys.platform == "linux" else "127.0.0.1"  # Ray replaces 127.0.0.1 on Linux
        given = {"address": "local", "num_cpus": jobs, "_node_ip_address": loopback, "object_store_memory": _STORE}
        given |= {"include_dashboard": False, "_temp_dir": folder}
    try:
        ray.init(**given, log_to_driver=False, logging_level=logging.ERROR, configure_logging=False)
    except Exception as error:
        where = address or "on this machine"
        raise UsageError(
            f"--engine ray: no cluster {where} ({_reason(error)}): docs/cluster.md says how to start one"
        ) from error
    return ray


def _reason(error: Exception) -> str:
    """The line of one of Ray's messages that says what happened."""
    lines = [line for line in _COLOURS.sub("", str(error)).splitlines() if line.strip()] or [type(error).__name__]
    return (lines[-1] if any("Traceback" in line for line in lines) else lines[0]).strip()


_COLOURS = re.compile(r"\x1b\[[0-9;]*m")


class _Worker:
    """What an actor holds: the function, loaded once, and what the machine's dateline is."""

    def __init__(self, load: Callable[[], Callable[[Any], Any]]) -> None:
        self._load = load
        self._work: Callable[[Any], Any] | None = None

    def ready(self) -> str | Raised:
        """Loads; gives what this machine reads with, or why it cannot."""
        try:
            self._work = self._load()
            return made_with()
        except DatelineError as error:
            return Raised(error)

    def do(self, item: Any) -> Any:
        """The function's result, or the DatelineError that it raised."""
        assert self._work is not None
        return caught(self._work, item)


def made_with() -> str:
    """What a machine reads and corroborates with; equal on two machines that give the same results."""
    from dateline.work import fingerprint

    made = fingerprint.fingerprint()
    others = (fingerprint.extractor, fingerprint.corroboration, fingerprint.partitioning)
    return " ".join([made.model, made.lexicon, made.gazetteer, made.code, *(version() for version in others)])


class _Run(Generic[A, B]):
    """One ``map``. ``busy``: what each answer that is awaited comes from, and the number of the item (None: the worker
    is starting)."""

    def __init__(self, ray: Any, load: Callable[[], Callable[[A], B]], jobs: int) -> None:
        self._ray, self._jobs = ray, jobs
        self._actor = ray.remote(num_cpus=1, max_restarts=0, max_task_retries=0)(_Worker)
        self._load = ray.put(load)
        self._wanted = made_with()
        self._busy: dict[Any, tuple[Any, int | None]] = {}
        self._idle: list[Any] = []
        self._items: dict[int, tuple[A, int]] = {}
        self._waiting: deque[int] = deque()
        self._failed_starts = 0

    def results(self, items: Iterator[A]) -> Iterator[B | Lost[A]]:
        """In order. No more than :data:`AHEAD` items for each worker are taken before the first of them is done."""
        finished: dict[int, B | Lost[A]] = {}
        taken = following = 0
        is_over = False
        while True:
            if not is_over and taken - following < AHEAD * self._jobs:
                try:
                    self._items[taken] = next(items), 0
                    self._waiting.append(taken)
                    taken += 1
                except StopIteration:
                    is_over = True
            self._give()
            while following in finished:
                yield finished.pop(following)
                following += 1
            if is_over and following == taken:
                return
            must_wait = is_over or taken - following >= AHEAD * self._jobs
            finished |= self._collect(None if must_wait else 0)

    def _give(self) -> None:
        """Gives waiting items to idle workers; starts as many workers as there is work for."""
        while self._waiting and self._idle:
            actor, number = self._idle.pop(), self._waiting.popleft()
            self._busy[actor.do.remote(self._items[number][0])] = actor, number
        starting = sum(number is None for _, number in self._busy.values())
        for _ in range(min(len(self._waiting) - starting, self._jobs - len(self._busy))):
            actor = self._actor.remote(self._load)
            self._busy[actor.ready.remote()] = actor, None

    def _collect(self, seconds: float | None) -> dict[int, B | Lost[A]]:
        """Waits for an answer, at most so long; the results that came in."""
        ready, _ = self._ray.wait(list(self._busy), num_returns=1, timeout=seconds) if self._busy else ([], [])
        finished: dict[int, B | Lost[A]] = {}
        for answer in ready:
            actor, number = self._busy.pop(answer)
            try:
                said = self._ray.get(answer)
            except self._ray.exceptions.RayError as error:
                self._died(actor, number, error, finished)
                continue
            if isinstance(said, Raised):
                raise said.error
            if number is None:
                self._check(said)
            else:
                finished[number] = said
                del self._items[number]
            self._idle.append(actor)
        return finished

    def _died(self, actor: Any, number: int | None, error: Exception, finished: dict[int, B | Lost[A]]) -> None:
        why = _reason(error)
        self._ray.kill(actor)
        if isinstance(error, self._ray.exceptions.RayTaskError):
            raise DatelineError(f"a fault of dateline's own ({why}): --engine local shows where") from error
        if number is None:
            self._failed_starts += 1
            if "in its creation task" in str(error):
                raise ModelError(f"a worker cannot start ({why}): is dateline installed on every machine?") from error
            if self._failed_starts >= TRIES * self._jobs:
                raise ModelError(f"workers end while they start ({why}): see Ray's logs of the worker") from error
            return
        item, tries = self._items[number]
        if tries + 1 < TRIES:
            self._items[number] = item, tries + 1
            self._waiting.appendleft(number)
            return
        del self._items[number]
        finished[number] = Lost(item, DatelineError(f"the worker ended {TRIES} times ({why})"))

    def _check(self, theirs: str) -> None:
        if theirs != self._wanted:
            raise UsageError("a machine of the cluster has another version of dateline: install the same on all")

    def close(self) -> None:
        """Ends the workers."""
        for actor in {*self._idle, *(actor for actor, _ in self._busy.values())}:
            self._ray.kill(actor)
