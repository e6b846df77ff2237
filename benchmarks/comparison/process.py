"""A peer as a process of its own: requests in, answers out, and what they took."""

from __future__ import annotations

import json
import os
import subprocess
import tempfile
import threading
import time
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from msgspec import Struct

from dateline.errors import DatelineError

WARM_UP = {"text": "Rebels shelled the town of Homs on Monday, a local official said.", "day": "2015-03-02"}
"""What every peer is asked first: its start is over when this is answered."""
LIMIT = 3600.0
_ONE_THREAD = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "BLIS_NUM_THREADS")


class Spent(Struct, frozen=True):
    """Seconds by the clock and of the processor, from the start of the process until a first short text was answered
    (``start_wall``, ``start_cpu``), and for all that was asked after it (``wall``, ``cpu``). ``peak``: the most memory
    held, in bytes, None where the system does not tell."""

    start_wall: float
    start_cpu: float
    wall: float
    cpu: float
    peak: int | None


class Answered(Struct, frozen=True):
    """Answers in the order of the requests."""

    answers: list[Any]
    spent: Spent


def ask(command: Sequence[str], requests: Iterable[dict[str, Any]], limit: float = LIMIT) -> Answered:
    """Runs a peer (see ``peers/run.py``) on requests, with one thread. DatelineError where it fails, answers too few
    times or takes longer than ``limit`` seconds."""
    environment = {**os.environ, **dict.fromkeys(_ONE_THREAD, "1")}
    with tempfile.TemporaryFile("w+", encoding="utf-8") as given, tempfile.TemporaryFile("w+b") as complaints:
        number = 0
        for request in ({**WARM_UP}, *requests):
            given.write(json.dumps(request) + "\n")
            number += 1
        given.seek(0)
        began = time.perf_counter()
        with subprocess.Popen(
            command, stdin=given, stdout=subprocess.PIPE, stderr=complaints, env=environment, encoding="utf-8"
        ) as process:
            assert process.stdout is not None
            clock = threading.Timer(limit, process.kill)
            clock.start()
            try:
                first = process.stdout.readline()
                start_wall = time.perf_counter() - began
                lines = [first, *process.stdout]
            finally:
                clock.cancel()
        if process.returncode != 0 or len(lines) != number + 1:
            complaints.seek(0)
            raise DatelineError(f"{_named(command)}: {_last(complaints.read(), process.returncode)}")
    spent = json.loads(lines[-1])["spent"]
    return Answered([json.loads(line) for line in lines[1:-1]], Spent(start_wall=start_wall, **spent))


def command(python: Path | str, name: str) -> list[str]:
    """The call of one of the modules in ``peers/`` with an environment's Python."""
    return [str(python), str(Path(__file__).with_name("peers") / "run.py"), name]


def _named(command: Sequence[str]) -> str:
    return " ".join(Path(part).name for part in command)


def _last(complaints: bytes, status: int) -> str:
    last = complaints.decode("utf-8", "replace").strip().splitlines()[-1:]
    return last[0] if last else f"ended with status {status}"
