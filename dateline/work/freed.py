"""Memory that was freed goes back to the system: the C library keeps it for later, and more of it the longer a process
runs, for what still lies between the freed parts is never moved.

Where the C library is not GNU's nothing is asked of it: others give back by themselves, or cannot be told."""

from __future__ import annotations

import ctypes
import gc
import time
from functools import cache
from typing import Any

EVERY = 10.0
"""Seconds between two times that a process gives back: it takes some milliseconds."""
_ARENA_MAX = -8  # M_ARENA_MAX of <malloc.h>
_ARENAS = 2

_last = -EVERY


def few_heaps() -> None:
    """For a process with many threads, before it starts them: they share two heaps. By default nearly each gets one of
    its own, and each keeps what was freed in it from all others."""
    if (library := _c_library()) is not None:
        library.mallopt(_ARENA_MAX, _ARENAS)


def give_back_in_time(search: bool = False) -> bool:
    """Gives back what was freed, unless that was done less than ``EVERY`` seconds ago; whether it was done now. To be
    called after each piece of work. ``search``: frees first what only refers to itself in circles, for a process that
    leaves some at each answer, and in which Python itself searches after tens of thousands of them."""
    global _last
    now = time.monotonic()
    if now - _last < EVERY:
        return False
    _last = now
    if search:
        gc.collect()
    if (library := _c_library()) is not None:
        library.malloc_trim(0)
    return True


@cache
def _c_library() -> Any:
    """The C library of this process, where it has both functions; else None."""
    try:
        library = ctypes.CDLL(None)
        library.mallopt.argtypes = [ctypes.c_int, ctypes.c_int]
        library.malloc_trim.argtypes = [ctypes.c_size_t]
    except (OSError, AttributeError, TypeError):  # no such function; Windows has no library without a name
        return None
    return library
