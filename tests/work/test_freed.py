"""Memory that was freed goes back to the system."""

from __future__ import annotations

import gc
import subprocess
import sys
import weakref

import pytest

from dateline.work import freed

_HOLES = """
import ctypes, os
from dateline.work import freed
def held():
    with open("/proc/self/statm") as file:
        return int(file.read().split()[1]) * os.sysconf("SC_PAGE_SIZE") / 1e6
blocks = [ctypes.create_string_buffer(60_000) for _ in range(1000)]
full = held()
del blocks[:-1]  # the last one keeps the heap from shrinking
kept = held()
assert freed.give_back_in_time()
print(full - kept < 30, kept - held() > 50)
assert not freed.give_back_in_time()
"""


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="needs Linux's /proc")
@pytest.mark.skipif(freed._c_library() is None, reason="another C library")
def test_what_lies_between_kept_parts_is_given_back_and_not_twice_in_a_moment() -> None:
    done = subprocess.run([sys.executable, "-c", _HOLES], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["True", "True"]


class _Round:
    def __init__(self) -> None:
        self.own = self


def test_circles_are_freed_where_that_is_asked_and_not_twice_in_a_moment(monkeypatch: pytest.MonkeyPatch) -> None:
    for search, are_left in ((True, False), (False, True)):
        monkeypatch.setattr(freed, "_last", -freed.EVERY)
        gc.disable()
        try:
            left = weakref.ref(_Round())
            assert freed.give_back_in_time(search)
            assert (left() is not None) == are_left
            assert not freed.give_back_in_time(search)
        finally:
            gc.enable()


def test_without_the_functions_nothing_is_done(monkeypatch: pytest.MonkeyPatch) -> None:
    def missing(_: object) -> object:
        raise OSError

    freed._c_library.cache_clear()
    monkeypatch.setattr(freed.ctypes, "CDLL", missing)
    try:
        freed.few_heaps()
        monkeypatch.setattr(freed, "_last", -freed.EVERY)
        assert freed.give_back_in_time(), "circles alone"
    finally:
        freed._c_library.cache_clear()
