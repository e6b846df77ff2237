"""A command's time and memory, its child processes included."""

from __future__ import annotations

import os
import subprocess
import time
from collections.abc import Sequence
from pathlib import Path

from msgspec import Struct

from dateline.errors import DatelineError

_PROC = Path("/proc")
_INTERVAL = 0.05


class Spent(Struct, frozen=True):
    """What a command took: wall-clock seconds from its start to its end, and the most memory that it and its children
    held at one time, in MB (10^6 bytes; what processes share counts once); None where the system does not tell."""

    seconds: float
    peak_mb: float | None


def measure(command: Sequence[str], watch: bool = True) -> Spent:
    """Runs a command, its output thrown away. ``watch``: look at its memory twenty times a second (Linux's ``/proc``).
    DatelineError where it ends with a status other than 0 or 1 (1: some inputs could not be read)."""
    began = time.perf_counter()
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE) as process:
        peak = _watch(process) if watch and _PROC.is_dir() else None
        _, complaints = process.communicate()
    seconds = time.perf_counter() - began
    if process.returncode not in (0, 1):
        last = complaints.decode("utf-8", "replace").strip().splitlines()[-1:] or ["no message"]
        raise DatelineError(f"{' '.join(command[:6])}: ended with status {process.returncode}: {last[0]}")
    return Spent(seconds, peak)


def _watch(process: subprocess.Popen[bytes]) -> float | None:
    peak = 0
    while process.poll() is None:
        peak = max(peak, sum(held(pid) for pid in family(process.pid)))
        time.sleep(_INTERVAL)
    return peak / 1e6 if peak else None


def family(root: int) -> list[int]:
    """A process and all below it."""
    children: dict[int, list[int]] = {}
    for entry in os.listdir(_PROC):
        if entry.isdigit() and (parent := _parent(int(entry))) is not None:
            children.setdefault(parent, []).append(int(entry))
    found, stack = [root], [root]
    while stack:
        below = children.get(stack.pop(), [])
        found += below
        stack += below
    return found


def _parent(pid: int) -> int | None:
    try:
        stat = (_PROC / str(pid) / "stat").read_text(encoding="utf-8", errors="replace")
    except OSError:  # it has ended meanwhile
        return None
    return int(stat.rsplit(")", 1)[1].split()[1])


def held(pid: int, kind: str = "Pss") -> int:
    """Bytes of a process, pages that it shares divided among their holders; ``kind``: ``Pss_Anon`` counts only those
    that no file stands behind."""
    try:
        lines = (_PROC / str(pid) / "smaps_rollup").read_text(encoding="utf-8").splitlines()
    except OSError:  # it has ended meanwhile
        return 0
    return next((int(line.split()[1]) * 1024 for line in lines if line.startswith(f"{kind}:")), 0)
