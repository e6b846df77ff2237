"""Python's search for values that refer to each other in circles: put off for a while, and made in time."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager

EVERY = 50
"""Changes of libraries in a process between two searches. What SQLAlchemy leaves in circles of one change is a tenth of
a megabyte, and of too few values for Python to search by itself."""


@contextmanager
def uncollected() -> Iterator[None]:
    """No search meanwhile. For work that makes hundreds of thousands of plain values at once, none of them in circles:
    each search goes through all of them, which took as long as the work itself."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def keep_loaded() -> None:
    """Takes what a process has loaded out of all later searches: it stays to the end, and they take a moment."""
    gc.collect()
    gc.freeze()


MOST = 50_000
"""Values that changes may leave between two searches, however few changes they are: in a large library one reaches far,
and leaves more."""


class Searches:
    """Counts the changes that a process makes and searches after each ``EVERY`` of them, or where they left ``MOST``
    values, so that what they leave behind does not grow. For one thread at a time, as changes are made."""

    def __init__(self, every: int = EVERY) -> None:
        self._every = every
        self._changes = 0

    def changed(self) -> None:
        """To be called once a change is worked out."""
        self._changes += 1
        if (self._changes >= self._every or gc.get_count()[0] >= MOST) and gc.isenabled():
            self._changes = 0
            gc.collect()
