"""What a function makes of the same few thousand keys, again and again."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from typing import TypeVar

K = TypeVar("K", bound=Hashable)
V = TypeVar("V")


class Remembered(dict[K, V]):
    """What ``make`` gives for a key, by key. It is kept until there are ``most`` keys, then all are forgotten: for what
    is asked of every word ``functools.lru_cache``, which notes each asking, takes twice as long."""

    def __init__(self, make: Callable[[K], V], most: int) -> None:
        super().__init__()
        self._make, self._most = make, most

    def __missing__(self, key: K) -> V:
        made = self._make(key)
        if len(self) >= self._most:
            self.clear()
        self[key] = made
        return made
