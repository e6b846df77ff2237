"""Measuring a command from outside."""

from __future__ import annotations

import sys

import pytest

from benchmarks.memory import measure
from dateline.errors import DatelineError


def test_memory_of_children_counts() -> None:
    child = "import time; x = b'x' * 120_000_000; time.sleep(0.6)"
    parent = f"import subprocess, sys; x = b'x' * 60_000_000; subprocess.run([sys.executable, '-c', {child!r}])"
    spent = measure([sys.executable, "-c", parent])
    assert spent.seconds >= 0.6
    if spent.peak_mb is None:
        pytest.skip("this system does not tell the memory of processes")
    assert 180 < spent.peak_mb < 300


def test_a_command_that_fails_says_why() -> None:
    with pytest.raises(DatelineError, match="status 3: too bad"):
        measure([sys.executable, "-c", "import sys; print('too bad', file=sys.stderr); sys.exit(3)"])


def test_inputs_that_cannot_be_read_are_no_failure() -> None:
    assert measure([sys.executable, "-c", "import sys; sys.exit(1)"], watch=False).peak_mb is None
