"""Answers that many ask for at once are worked out once. They are kept while the log stands where it stood."""

from __future__ import annotations

import asyncio
from collections import OrderedDict
from typing import Generic, TypeVar

from msgspec import Struct

T = TypeVar("T")
LARGEST = 1 << 22
"""Bytes of an answer that is kept (4 MiB)."""
_ALL = 1 << 26
"""Bytes of all of them together (64 MiB)."""


class Answer(Struct, frozen=True):
    """An answer as it was sent: its headers and its body."""

    headers: list[tuple[bytes, bytes]]
    body: bytes


def state_of(tag: str) -> str:
    """What all tags have in common that were made while the log stood where it stood: the part before the hyphen."""
    return tag.partition("-")[0]


class Kept(Generic[T]):
    """Values by tag, as long as the log stands where it stood: at most ``most`` bytes, those that were not asked for
    longest go first. For one thread."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._state: str | None = None
        self._values: OrderedDict[str, tuple[T, int]] = OrderedDict()
        self._size = 0

    def __len__(self) -> int:
        return len(self._values)

    def at(self, tag: str) -> None:
        """Forgets all values of another state than that of ``tag``: nobody asks for them any more."""
        if state_of(tag) != self._state:
            self._state = state_of(tag)
            self._values.clear()
            self._size = 0

    def get(self, tag: str) -> T | None:
        """The value, if it is kept."""
        if tag not in self._values:
            return None
        self._values.move_to_end(tag)
        return self._values[tag][0]

    def put(self, tag: str, value: T, size: int) -> None:
        """Keeps a value of so many bytes, unless the log went on meanwhile or it is kept already."""
        if state_of(tag) != self._state or tag in self._values:
            return
        self._values[tag] = value, size
        self._size += size
        while self._size > self._most:
            self._size -= self._values.popitem(last=False)[1][1]


class Answers:
    """Answers by their tag (``dateline.web.etag``): it says all that an answer depends on. For one thread."""

    def __init__(self) -> None:
        self._kept: Kept[Answer] = Kept(_ALL)
        self._coming: dict[str, asyncio.Event] = {}

    async def get(self, tag: str) -> Answer | None:
        """The answer; None where the caller has to work it out, and then says so with ``done``."""
        while True:
            self._kept.at(tag)
            found = self._kept.get(tag)
            if found is not None:
                return found
            if tag not in self._coming:
                self._coming[tag] = asyncio.Event()
                return None
            await self._coming[tag].wait()

    def done(self, tag: str, answer: Answer | None) -> None:
        """The answer is there, or it is none that is kept."""
        coming = self._coming.pop(tag, None)
        if coming is not None:
            coming.set()
        if answer is not None:
            self._kept.put(tag, answer, len(answer.body))
