"""What all requests to one desk share."""

from __future__ import annotations

import asyncio
import hmac
import secrets
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any, cast

from litestar.concurrency import sync_to_thread
from litestar.connection import ASGIConnection

from dateline.library.library import Library
from dateline.web.answers import Answers
from dateline.web.edits import Edits
from dateline.web.feed import Feed
from dateline.web.helper import Helper
from dateline.web.security.rates import Rate
from dateline.web.settings import Settings
from dateline.web.views import Lists, Papers, first_view
from dateline.work import people
from dateline.work.judging import person as name_of_login

_LATER = 3.0
"""Seconds after which the processes start that were not needed before."""


class Entry:
    """The one-time token of a desk without accounts: whoever has read it on the terminal is its one person. ``tell`` is
    called with each new one; a token is good once."""

    def __init__(self, tell: Callable[[str], object]) -> None:
        self._tell = tell
        self._renew()

    def use(self, token: str) -> bool:
        """Whether that is the token; then there is another one from now on."""
        is_right = hmac.compare_digest(people.digest(token), self._expected)
        if is_right:
            self._renew()
        return is_right

    def _renew(self) -> None:
        token = secrets.token_urlsafe(32)
        self._expected = people.digest(token)
        self._tell(token)


class Desk:
    """An open library, how it is served, and what is counted while it is. ``single``: the name of the one person of a
    desk without accounts."""

    def __init__(self, library: Library, settings: Settings, tell: Callable[[str], object]) -> None:
        self.library = library
        self.settings = settings
        self.entry = Entry(tell)
        self.single = name_of_login(None) if settings.mode == "single" else None
        # Whoever guesses passwords is held up by name and by address; whoever only mistypes one is not.
        self.sign_ins = Rate(burst=8, each_minute=4)
        self.sign_ins_from = Rate(burst=30, each_minute=15)
        self.changes = Rate(burst=120, each_minute=240)
        self.uploads = Rate(burst=30, each_minute=30)
        self.feed = Feed(library)
        self.helper = Helper(library) if settings.works else None
        self._later: list[asyncio.TimerHandle] = []
        self.edits = Edits(library, apart=settings.works)
        self.lists = Lists(library, apart=settings.works)
        self.papers = Papers(library, apart=settings.works)
        self.answers = Answers()
        # Who asks is looked up apart: it does not wait behind what takes long.
        self.gate = ThreadPoolExecutor(4, "gate")
        # Answers of another run of the program are of no use to browsers: it may be another version of it.
        self.run = secrets.token_hex(4)

    def wake(self) -> None:
        """There is a new job."""
        if self.helper is not None:
            self.helper.wake()

    def open(self) -> None:
        """The desk begins to serve. What the first view shows is worked out at once, whether anybody asks or not; the
        processes start a little later: they load for a second or two, which the first view needs for itself."""
        loop = asyncio.get_running_loop()
        if self.settings.works:
            loop.run_in_executor(self.gate, first_view, self.library)
            self._later = [loop.call_later(_LATER, apart.open) for apart in (self.edits, self.lists)]
        if self.helper is not None:
            self.helper.start()

    async def close(self) -> None:
        """The desk has ended."""
        await self.feed.close()
        for handle in self._later:
            handle.cancel()
        for apart in (self.edits, self.lists, self.papers):
            await sync_to_thread(apart.close)
        if self.helper is not None:
            await sync_to_thread(self.helper.stop)
        self.gate.shutdown()
        self.library.close()


def desk_of(connection: ASGIConnection[Any, Any, Any, Any]) -> Desk:
    """The desk that a request came to."""
    return cast(Desk, connection.app.state["desk"])
