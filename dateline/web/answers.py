"""Answers that many ask for at once are worked out once. They are kept while the log stands where it stood."""

from __future__ import annotations

import asyncio
from collections import OrderedDict

from msgspec import Struct

LARGEST = 1 << 22
"""Bytes of an answer that is kept (4 MiB)."""
_ALL = 1 << 26
"""Bytes of all of them together (64 MiB)."""


class Answer(Struct, frozen=True):
    """An answer as it was sent: its headers and its body."""

    headers: list[tuple[bytes, bytes]]
    body: bytes


class Answers:
    """Answers by their tag (``dateline.web.etag``): it says all that an answer depends on. For one thread."""

    def __init__(self) -> None:
        self._kept: OrderedDict[str, Answer] = OrderedDict()
        self._size = 0
        self._coming: dict[str, asyncio.Event] = {}

    async def get(self, tag: str) -> Answer | None:
        """The answer; None where the caller has to work it out, and then says so with ``done``."""
        while True:
            if tag in self._kept:
                self._kept.move_to_end(tag)
                return self._kept[tag]
            if tag not in self._coming:
                self._coming[tag] = asyncio.Event()
                return None
            await self._coming[tag].wait()

    def done(self, tag: str, answer: Answer | None) -> None:
        """The answer is there, or it is none that is kept."""
        coming = self._coming.pop(tag, None)
        if coming is not None:
            coming.set()
        if answer is None or tag in self._kept:
            return
        self._kept[tag] = answer
        self._size += len(answer.body)
        while self._size > _ALL:
            self._size -= len(self._kept.popitem(last=False)[1].body)
