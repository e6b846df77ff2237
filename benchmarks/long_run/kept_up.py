"""Programs that are started again whenever they end, as a service manager does."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

from msgspec import Struct

from benchmarks.memory import family, held

REST = 2.0
"""Seconds before a program that ended is started again."""


class Sample(Struct, frozen=True):
    """Memory at a moment: ``life`` counts the starts of the program, ``age`` the seconds since the last one, ``at``
    those since the program was first started. Of the ``megabytes`` those that no file stands behind are its ``own``;
    ``below``: those of the processes that it started."""

    life: int
    age: float
    megabytes: float
    own: float = 0.0
    below: float = 0.0
    at: float = 0.0


class KeptUp:
    """``dateline`` with some arguments. What it prints goes to ``folder/NAME.out``, its complaints to ``NAME.err``."""

    def __init__(self, name: str, arguments: list[str], folder: Path) -> None:
        self.name = name
        self.out, self.err = folder / f"{name}.out", folder / f"{name}.err"
        self.lives = self.killed = 0
        self.samples: list[Sample] = []
        self.ended: list[str] = []
        self._command = [sys.executable, "-m", "dateline", *arguments]
        self._process: subprocess.Popen[bytes] | None = None
        self._first = time.monotonic()
        self._began = self._rests = 0.0
        self._was_killed = False
        self._lock = threading.Lock()

    @property
    def pid(self) -> int | None:
        """Its process, while it runs."""
        with self._lock:
            return self._process.pid if self._process is not None and self._process.poll() is None else None

    def look(self) -> None:
        """Starts it where it does not run; notes why it ended."""
        with self._lock:
            now = time.monotonic()
            if self._process is not None and (status := self._process.poll()) is not None:
                if not self._was_killed:
                    last = self.err.read_text(encoding="utf-8", errors="replace").strip().splitlines()[-1:]
                    self.ended.append(f"status {status}: {''.join(last)[:300]}")
                self._process, self._rests = None, now + REST
            if self._process is None and now >= self._rests:
                with self.out.open("ab") as out, self.err.open("ab") as err:
                    environment = os.environ | {"PYTHONUNBUFFERED": "1"}
                    self._process = subprocess.Popen(self._command, stdout=out, stderr=err, env=environment)
                self._began, self._was_killed = now, False
                self.lives += 1

    def kill(self) -> bool:
        """Kills it at once; whether it ran."""
        with self._lock:
            if self._process is None or self._process.poll() is not None:
                return False
            self._was_killed = True
            self._process.send_signal(signal.SIGKILL)
            self._process.wait()
            self.killed += 1
            return True

    def kill_child(self) -> bool:
        """Kills a process that it started: the worker of a server; whether there was one."""
        own = self.pid
        below = [pid for pid in family(own) if pid != own] if own is not None else []
        for pid in below:
            try:
                os.kill(pid, signal.SIGKILL)
            except ProcessLookupError:
                continue
        return bool(below)

    def weigh(self) -> None:
        """Notes how much memory it holds by itself, and the processes that it started."""
        pid, now = self.pid, time.monotonic()
        if pid is not None and (bytes_ := held(pid)):
            below = sum(held(one) for one in family(pid) if one != pid)
            own, at = held(pid, "Pss_Anon"), now - self._first
            self.samples.append(Sample(self.lives, now - self._began, bytes_ / 1e6, own / 1e6, below / 1e6, at))

    def end(self) -> None:
        """Ends it and leaves it so."""
        with self._lock:
            if self._process is not None and self._process.poll() is None:
                self._process.terminate()
                try:
                    self._process.wait(20)
                except subprocess.TimeoutExpired:
                    self._process.kill()
                    self._process.wait()
            self._process = None
            self._rests = float("inf")
