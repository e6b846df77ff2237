"""What the benchmark of a cluster compares by, without a cluster."""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path

from benchmarks.processes import Busy
from benchmarks.ray import _identical


def test_files_byte_for_byte(tmp_path: Path) -> None:
    one, other = tmp_path / "one", tmp_path / "other"
    for folder in (one, other):
        (folder / "claims").mkdir(parents=True)
        (folder / "claims" / "a").write_bytes(b"1")
        (folder / "b").write_bytes(b"2")
    assert _identical(one, other) == 100
    (other / "b").write_bytes(b"3")
    assert _identical(one, other) == 50
    (other / "c").write_bytes(b"")
    assert _identical(one, other) == 33.33


def test_processor_time_of_processes_below() -> None:
    with Busy(sys.executable) as busy, subprocess.Popen([sys.executable, "-c", "while True: pass"]) as process:
        deadline = time.monotonic() + 60
        while busy.seconds.get(process.pid, 0) < 0.05 and time.monotonic() < deadline:
            time.sleep(0.05)
        process.kill()
    assert busy.seconds[process.pid] >= 0.05
