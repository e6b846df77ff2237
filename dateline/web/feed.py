"""Tells those who listen that the log has grown. One look a second serves them all."""

from __future__ import annotations

import asyncio
from collections import Counter

from litestar.concurrency import sync_to_thread

from dateline.errors import LibraryError
from dateline.library.library import Library
from dateline.library.log import read_head

_LOOK = 1.0
_EACH, _ALL = 10, 200
"""Streams of one person, and of all together."""


class Feed:
    """Looks at the log's head while anybody listens."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self._listening: Counter[str] = Counter()
        self._has_grown = asyncio.Condition()
        self._position = 0
        self._looking: asyncio.Task[None] | None = None
        self.is_over = False

    def join(self, who: str) -> bool:
        """One more stream of that person; False where there are too many."""
        if self._listening[who] >= _EACH or self._listening.total() >= _ALL:
            return False
        self._listening[who] += 1
        if self._looking is None or self._looking.done():
            self._looking = asyncio.get_running_loop().create_task(self._look())
        return True

    def leave(self, who: str) -> None:
        """One less."""
        self._listening[who] -= 1
        self._listening += Counter()

    async def beyond(self, position: int, seconds: float) -> bool:
        """Waits until the log goes on behind a position; False where it has not within so many seconds, or the desk
        closes."""
        try:
            async with asyncio.timeout(seconds), self._has_grown:
                await self._has_grown.wait_for(lambda: self._position > position or self.is_over)
        except TimeoutError:
            return False
        return not self.is_over

    async def close(self) -> None:
        """Ends all streams: the desk closes."""
        self.is_over = True
        async with self._has_grown:
            self._has_grown.notify_all()
        if self._looking is not None:
            self._looking.cancel()

    async def _look(self) -> None:
        while self._listening and not self.is_over:
            try:
                found = await sync_to_thread(self._head)
            except LibraryError:  # locked, or the server is away: the next look may succeed
                found = self._position
            if found != self._position:
                async with self._has_grown:
                    self._position = found
                    self._has_grown.notify_all()
            await asyncio.sleep(_LOOK)

    def _head(self) -> int:
        with self._library.reading() as connection:
            return read_head(connection).position
