"""What counts as a crash beside an exception that nobody meant: an output that breaks a promise, too much time."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from dateline.errors import DatelineError

SLOWER = float(os.environ.get("FUZZ_SLOWER", "1"))
"""How many times slower than usual the code runs: under the fuzzer every branch is counted."""

Check = Callable[[bytes], None]
"""A target: raises for an input that breaks something, returns for all others."""


class BrokenPromiseError(AssertionError):
    """The output is not what it must be."""


def hold(is_so: bool, otherwise: str) -> None:
    """Raises BrokenPromiseError unless something is so."""
    if not is_so:
        raise BrokenPromiseError(otherwise)


def none_of(faults: Iterator[str]) -> None:
    """Raises BrokenPromiseError for the first fault, if there is one."""
    for fault in faults:
        raise BrokenPromiseError(fault)


def told(error: Exception) -> None:
    """An error that a person is shown: one of ours, one line, and not empty."""
    hold(isinstance(error, DatelineError), f"{type(error).__name__} is none of dateline's errors: {error}")
    hold(bool(str(error).strip()) and "\n" not in str(error), f"no message of one line: {str(error)!r}")


@contextmanager
def in_time(size: int, seconds: float, per_kilobyte: float) -> Iterator[None]:
    """Raises BrokenPromiseError where what is done takes more processor time than ``seconds`` and ``per_kilobyte`` for
    each kilobyte of its input."""
    limit = SLOWER * (seconds + per_kilobyte * size / 1000)
    began = time.process_time()
    yield
    took = time.process_time() - began
    hold(took <= limit, f"took {took:.1f} s for {size} bytes, more than {limit:.1f} s")


def headed(data: bytes) -> tuple[list[str], bytes]:
    """The words of an input's first line, which say what is done with the rest, and the rest."""
    head, _, rest = data.partition(b"\n")
    return head.decode("ascii", "replace").split(), rest
