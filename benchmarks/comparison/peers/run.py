"""Runs one peer: ``python run.py NAME``; requests come as JSON lines, answers go out as JSON lines.

The first request is only there to warm up: its answer tells the parent that the start is over. The last line is an
object ``spent``: processor seconds up to and including that first answer (``start_cpu``), processor and clock seconds
of all further requests together (``cpu``, ``wall``), and the most memory that the process held (``peak``, bytes; null
where the system does not tell). Stands alone: nothing of dateline is imported here."""

from __future__ import annotations

import json
import os
import sys
import time
from importlib import import_module
from pathlib import Path
from typing import Any


def main() -> int:
    """Serves until the requests end; gives the exit status."""
    out = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)  # what a library prints must not stand among the answers
    here = str(Path(__file__).resolve().parent)
    if here not in sys.path:
        sys.path.insert(0, here)
    answer = import_module(sys.argv[1]).load()
    start_cpu = began_cpu = began = 0.0
    for number, line in enumerate(sys.stdin):
        found: Any = answer(json.loads(line))
        out.write(json.dumps(found) + "\n")
        out.flush()
        if number == 0:
            start_cpu = began_cpu = time.process_time()
            began = time.perf_counter()
    spent = {"start_cpu": start_cpu, "cpu": time.process_time() - began_cpu, "wall": time.perf_counter() - began}
    out.write(json.dumps({"spent": {**spent, "peak": peak()}}) + "\n")
    out.flush()
    return 0


def peak(status: Path = Path("/proc/self/status")) -> int | None:
    """The most memory that this process held, in bytes. Not ``ru_maxrss``: that starts from what the parent held."""
    try:
        lines = status.read_text(encoding="utf-8").splitlines()
    except OSError:  # no Linux
        return None
    return next((int(line.split()[1]) * 1024 for line in lines if line.startswith("VmHWM:")), None)


if __name__ == "__main__":
    sys.exit(main())
