"""Work for many hosts at once, for each host one thing after the other."""

from __future__ import annotations

import queue
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

T = TypeVar("T")
_AHEAD = 8
"""Results that may wait to be taken: they hold whole pages."""


def lanes(jobs: Iterable[tuple[str, Callable[[], T]]], most: int) -> Iterator[T]:
    """What the jobs give, as it comes. Jobs of one name are done one after the other, in their order; up to ``most``
    names at once. An error of a job is raised here."""
    by_name: dict[str, deque[Callable[[], T]]] = {}
    for name, job in jobs:
        by_name.setdefault(name, deque()).append(job)
    total = sum(len(jobs) for jobs in by_name.values())
    if len(by_name) <= 1 or most <= 1:
        for own in by_name.values():
            for job in own:
                yield job()
        return
    waiting: queue.SimpleQueue[deque[Callable[[], T]]] = queue.SimpleQueue()
    for own in by_name.values():
        waiting.put(own)
    results: queue.Queue[tuple[T | None, BaseException | None]] = queue.Queue(_AHEAD)
    over = threading.Event()

    def work() -> None:
        while not over.is_set():
            try:
                own = waiting.get_nowait()
            except queue.Empty:
                return
            while own and not over.is_set():
                job = own.popleft()
                try:
                    _put(results, (job(), None), over)
                except BaseException as error:  # noqa: BLE001 - it is raised again where the results are taken
                    _put(results, (None, error), over)

    threads = [threading.Thread(target=work, daemon=True) for _ in range(min(most, len(by_name)))]
    for thread in threads:
        thread.start()
    try:
        for _ in range(total):
            value, error = results.get()
            if error is not None:
                raise error
            yield value  # type: ignore[misc]
    finally:
        over.set()


def _put(results: queue.Queue[T], value: T, over: threading.Event) -> None:
    while not over.is_set():
        try:
            results.put(value, timeout=0.2)
            return
        except queue.Full:
            continue
