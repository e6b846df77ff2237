"""What goes wrong on the machine, one thing after another, for the first two thirds of a run."""

from __future__ import annotations

import sqlite3
import threading
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from random import Random

from benchmarks.long_run.kept_up import KeptUp

FULL = 10.0
"""Seconds for which the disk stays full."""
LOCKED = (4.0, 75.0)
"""Seconds for which another program holds the database: less than a writer waits, and more."""


class Trouble(threading.Thread):
    """``own_disk``: whether ``folder`` lies on a disk that may be filled. ``done`` counts what was done."""

    def __init__(self, watch: KeptUp, serve: KeptUp, library: Path, own_disk: bool, seed: int, until: float) -> None:
        super().__init__(daemon=True)
        self.done: Counter[str] = Counter()
        self.ends = threading.Event()
        self._watch, self._serve, self._library = watch, serve, library
        self._chance, self._until = Random(seed), until
        self._kinds: list[tuple[str, Callable[[], bool]]] = [
            ("watcher killed", watch.kill),
            ("server killed", serve.kill),
            ("worker killed", serve.kill_child),
            ("watcher killed", watch.kill),
            ("database held for a moment", lambda: self._hold(LOCKED[0])),
            ("database held for long", lambda: self._hold(LOCKED[1])),
        ]
        if own_disk:
            self._kinds.append(("disk full", self._fill))

    def run(self) -> None:
        """Each kind in turn, in an order of chance, some 15 to 35 seconds apart."""
        order: list[tuple[str, Callable[[], bool]]] = []
        while not self.ends.wait(self._chance.uniform(15, 35)) and time.monotonic() < self._until:
            if not order:
                order = self._chance.sample(self._kinds, len(self._kinds))
            name, do = order.pop()
            if do():
                self.done[name] += 1

    def _hold(self, seconds: float) -> bool:
        try:
            with sqlite3.connect(self._library, timeout=20, isolation_level=None) as other:
                other.execute("BEGIN IMMEDIATE")
                self.ends.wait(seconds)
                other.execute("ROLLBACK")
        except sqlite3.Error:
            return False
        finally:
            other.close()
        return True

    def _fill(self) -> bool:
        filler = self._library.parent / "filler"
        try:
            with filler.open("wb", buffering=0) as file:
                for size in (1 << 20, 1 << 12, 1):
                    while file.write(bytes(size)) == size:
                        pass
        except OSError:
            self.ends.wait(FULL)
            return True
        finally:
            filler.unlink(missing_ok=True)
        return False
