"""Runs the fuzzer for so many minutes in processes of its own, and keeps what it finds."""

from __future__ import annotations

import os
import re
import resource
import subprocess
import sys
import time
from pathlib import Path

from msgspec import Struct

CORPUS = Path(__file__).parent / "corpus"
DICTIONARIES = Path(__file__).parent / "dictionaries"
LONGEST = {"collect": 20_000, "dates": 1_000, "exchange": 12_000, "read": 3_000}
"""Bytes of an input: long enough for what each target is about, short enough for many inputs a second."""
SECONDS = 120
"""An input that takes longer hangs, however slow the machine; ``fuzz.faults.in_time`` measures more closely."""
MEGABYTES = 4096
SLOWER = "12"
MANY = 20
"""Crashes after which a run ends early: most will be of one cause."""


class Run(Struct, frozen=True):
    """What a run came to: ``inputs`` tried, ``minutes`` by the clock and of processor time, inputs that the corpus in
    use held at its end, branches and the like that they reach (``features``), and the files of those that crash."""

    target: str
    inputs: int
    minutes: float
    processor_minutes: float
    corpus: int
    features: int
    crashes: tuple[Path, ...]


def fuzz(name: str, minutes: float, folder: Path, seed: int = 1) -> Run:
    """Fuzzes a target from the kept corpus and what lies in ``folder``, where what is new goes. A crash is kept there
    as ``crash-…`` and the fuzzer goes on for the rest of the time."""
    found = folder / name
    found.mkdir(parents=True, exist_ok=True)
    began, spent = time.monotonic(), _spent()
    inputs = corpus = features = 0
    while (left := minutes * 60 - (time.monotonic() - began)) > 1 and len(crashes(folder, name)) < MANY:
        seed += 1
        kept = len(crashes(folder, name))
        said = _process(name, folder, f"-max_total_time={left:.0f}", f"-seed={seed}", str(found), str(CORPUS / name))
        inputs += _last(r"stat::number_of_executed_units: +(\d+)", said)
        features, corpus = _last(r"ft: (\d+)", said) or features, _last(r"corp: (\d+)", said) or corpus
        if len(crashes(folder, name)) == kept and time.monotonic() - began < minutes * 60 - 5:
            raise RuntimeError(f"the fuzzer ended early:\n{said[-3000:]}")
    minutes = (time.monotonic() - began) / 60
    return Run(name, inputs, minutes, (_spent() - spent) / 60, corpus, features, tuple(crashes(folder, name)))


def crashes(folder: Path, name: str) -> list[Path]:
    """The inputs that made a target crash, hang or take too much memory."""
    return sorted(path for kind in ("crash", "timeout", "oom") for path in folder.glob(f"{name}-{kind}-*"))


def minimise(name: str, folder: Path) -> int:
    """Puts what ``folder`` found into the kept corpus, as far as it reaches what nothing there does; their number."""
    before = len(list((CORPUS / name).iterdir()))
    self = folder.absolute() / f"{name}.sh"
    self.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m fuzz.child {name} "$@"\n')
    self.chmod(0o755)
    os.environ["FUZZ_SELF"] = str(self)
    _process(name, folder, "-merge=1", str(CORPUS / name), str(folder / name))
    return len(list((CORPUS / name).iterdir())) - before


def _process(name: str, folder: Path, *options: str) -> str:
    call = [sys.executable, "-m", "fuzz.child", name, f"-max_len={LONGEST[name]}", f"-timeout={SECONDS}"]
    call += [f"-rss_limit_mb={MEGABYTES}", f"-artifact_prefix={folder}/{name}-", "-print_final_stats=1", "-verbosity=1"]
    words = DICTIONARIES / f"{name}.dict"
    call += [f"-dict={words}"] if words.exists() else []
    log = folder / f"{name}.log"
    with log.open("wb") as out:
        subprocess.run(
            [*call, *options],
            stdout=out,
            stderr=subprocess.STDOUT,
            check=False,
            env=os.environ | {"FUZZ_SLOWER": SLOWER, "PYTHONWARNINGS": "ignore", "PYTHONHASHSEED": "0"},
        )
    said = log.read_text(encoding="utf-8", errors="replace")
    with (folder / f"{name}.all.log").open("a", encoding="utf-8") as every:
        every.write(said)
    return said


def _last(pattern: str, said: str) -> int:
    found = re.findall(pattern, said)
    return int(found[-1]) if found else 0


def _spent() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime
