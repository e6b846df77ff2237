"""How much processor time the processes below this one take, looked up while they run (Linux's ``/proc``)."""

from __future__ import annotations

import os
import threading
from pathlib import Path
from types import TracebackType

from benchmarks.memory import family

_PROC = Path("/proc")
_INTERVAL = 0.1
_TICKS = os.sysconf("SC_CLK_TCK")


class Busy:
    """While the block runs: ``seconds`` of processor time by process, of those below this one whose command begins with
    ``name``, up to a tenth of a second before each ended."""

    def __init__(self, name: str) -> None:
        self.seconds: dict[int, float] = {}
        self._name = name.encode()
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._watch, daemon=True)

    def __enter__(self) -> Busy:
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._over.set()
        self._thread.join()

    def _watch(self) -> None:
        while not self._over.wait(_INTERVAL):
            for pid in family(os.getpid())[1:]:
                try:
                    if (_PROC / str(pid) / "cmdline").read_bytes().startswith(self._name):
                        stat = (_PROC / str(pid) / "stat").read_text(encoding="utf-8", errors="replace")
                        fields = stat.rsplit(")", 1)[1].split()  # the state, the parent …
                        self.seconds[pid] = (int(fields[11]) + int(fields[12])) / _TICKS
                except (OSError, IndexError):  # it has ended meanwhile
                    continue
