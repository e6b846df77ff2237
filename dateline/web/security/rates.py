"""How often something may be done: buckets that fill again with time."""

from __future__ import annotations

import math
import time
from collections import OrderedDict
from collections.abc import Callable

_MOST = 10_000
"""Buckets kept; the one that was used longest ago goes first."""


class Rate:
    """``burst`` times at once, ``each_minute`` in the long run, for every key by itself. Not for several threads."""

    def __init__(self, burst: int, each_minute: float, clock: Callable[[], float] = time.monotonic) -> None:
        self._burst = burst
        self._each_second = each_minute / 60
        self._clock = clock
        self._buckets: OrderedDict[str, tuple[float, float]] = OrderedDict()

    def wait(self, key: str) -> int:
        """Whole seconds until it may be done; 0 now."""
        left = self._left(key)
        return 0 if left >= 1 else max(1, math.ceil((1 - left) / self._each_second))

    def take(self, key: str) -> int:
        """Counts one, unless there is to be waited: whole seconds until it may be done, 0 where it was counted."""
        waiting = self.wait(key)
        if not waiting:
            self._buckets[key] = (self._left(key) - 1, self._clock())
            self._buckets.move_to_end(key)
            if len(self._buckets) > _MOST:
                self._buckets.popitem(last=False)
        return waiting

    def _left(self, key: str) -> float:
        left, at = self._buckets.get(key, (float(self._burst), self._clock()))
        return min(float(self._burst), left + (self._clock() - at) * self._each_second)
