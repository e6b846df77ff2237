"""An archive read on a Ray cluster of this machine (``dateline read --output --engine ray``, needs ``dateline[ray]``).

- ``speedup_two_workers``: the wall-clock time with one worker over that with two, on a cluster that runs already; the
  workers' start and the loading of their models (some five seconds) are in both. Each is the faster of two runs, taken
  in turn. The machine should have two cores or more, and nothing else to do;
- ``speedup_of_processors``: the same by processor time, which what else the machine does leaves nearly alone: the
  worker's time with one worker over that of the busier one with two, what the calling process took added to both;
- ``seconds_one``, ``seconds_two``, ``words_per_second_two``: the same, told otherwise;
- ``interruptions``: how often a run was ended by ``kill -9``, each time as soon as it had finished a further partition,
  its cluster with it;
- ``identical_percent``: of the files of the run that was not interrupted, those that came out of the interrupted one
  byte for byte; 100 only where neither has a file more;
- ``start_s``: how long starting the cluster took.

Reports: see :func:`benchmarks.reports.sample`, in a ``.jsonl``.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from msgspec import json

from benchmarks import reports
from benchmarks.processes import Busy
from dateline.errors import DatelineError

SPLITS = ("dev",)
NEEDS: tuple[str, ...] = ()
REPORTS = 1000
RECORDS = 20
"""Of a partition."""
INTERRUPTED, INTERRUPTIONS, FEW = 120, 10, 5
"""Reports of the run that is interrupted, how often, and the records of its partitions: each go does one or two."""
_PATIENCE = 600.0


def files(data: Path, split: str) -> list[Path]:
    """The files that the reports come from."""
    return reports.sample_files(data)


def run(data: Path, split: str) -> dict[str, float]:
    """Measures; ``data`` as for the benchmark of speed."""
    texts = reports.sample(data, REPORTS)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        whole, some = _saved(texts, folder / "whole.jsonl"), _saved(texts[:INTERRUPTED], folder / "some.jsonl")
        metrics = _times(whole, folder)
        calm, broken = folder / "calm", folder / "broken"
        subprocess.run(_call(some, calm), check=False, stdout=subprocess.DEVNULL)
        metrics["interruptions"] = float(_interrupted(some, broken))
        metrics["identical_percent"] = _identical(calm, broken)
    metrics["words_per_second_two"] = round(sum(len(text.split()) for text in texts) / metrics["seconds_two"], 0)
    return {**metrics, "reports": float(len(texts))}


def _times(inputs: Path, folder: Path) -> dict[str, float]:
    from dateline.cluster.on_ray import OnRay
    from dateline.cluster.run import read_into

    began = time.perf_counter()
    engine = OnRay(jobs=2)
    started = time.perf_counter() - began
    best = {1: float("inf"), 2: float("inf")}
    busy = dict(best)
    try:
        for turn in range(2):
            for jobs in best:
                engine.jobs = jobs
                began, own = time.perf_counter(), time.process_time()
                with Busy("ray::_Worker") as workers:
                    read_into(str(folder / f"{turn}-{jobs}"), [str(inputs)], engine, records=RECORDS)
                best[jobs] = min(best[jobs], time.perf_counter() - began)
                busy[jobs] = min(busy[jobs], max(workers.seconds.values()) + time.process_time() - own)
    finally:
        engine.close()
    return {
        "speedup_two_workers": round(best[1] / best[2], 2),
        "speedup_of_processors": round(busy[1] / busy[2], 2),
        "seconds_one": round(best[1], 1),
        "seconds_two": round(best[2], 1),
        "start_s": round(started, 1),
    }


def _saved(texts: list[str], path: Path) -> Path:
    path.write_bytes(b"".join(json.encode({"text": text}) + b"\n" for text in texts))
    return path


def _call(inputs: Path, output: Path) -> list[str]:
    options = ["--output", str(output), "--records", str(FEW), "--engine", "ray", "--jobs", "2"]
    return [sys.executable, "-m", "dateline", "read", str(inputs), *options]


def _interrupted(inputs: Path, output: Path) -> int:
    """Runs until the run is over, killing it as often as it is to be; how often that was."""
    killed = 0
    while killed < INTERRUPTIONS:
        before = _marks(output)
        with subprocess.Popen(_call(inputs, output), stdout=subprocess.DEVNULL, start_new_session=True) as process:
            began = time.monotonic()
            while process.poll() is None and _marks(output) <= before:
                if time.monotonic() - began > _PATIENCE:
                    os.killpg(process.pid, signal.SIGKILL)
                    raise DatelineError(f"no partition was read in {_PATIENCE:g} seconds: is the machine busy?")
                time.sleep(0.05)
            if process.poll() is not None:
                return killed
            os.killpg(process.pid, signal.SIGKILL)  # Ray's own processes end with the one that started them
            killed += 1
    subprocess.run(_call(inputs, output), check=False, stdout=subprocess.DEVNULL)
    return killed


def _marks(output: Path) -> int:
    return len(list((output / "_done").glob("*.json")))


def _identical(one: Path, other: Path) -> float:
    """Percent of all files of either that both have, byte for byte."""
    names = [{str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file()} for folder in (one, other)]
    same = [name for name in names[0] & names[1] if (one / name).read_bytes() == (other / name).read_bytes()]
    return round(100 * len(same) / max(1, len(names[0] | names[1])), 2)
