"""The change feed: what changed since a position, deletions too; and a stream of it."""

from __future__ import annotations

from collections.abc import AsyncIterator

import msgspec
from litestar import get
from litestar.concurrency import sync_to_thread
from litestar.params import FromQuery
from litestar.response import ServerSentEvent, ServerSentEventMessage

from dateline.web.desk import Desk, desk_of
from dateline.web.given import Asking, TheLibrary
from dateline.web.problems import Problem
from dateline.web.security.person import Secret, person_of
from dateline.work.changes import Page, changes
from dateline.work.people import Person

_LARGEST = 2**31 - 1
_MOST, _USUAL = 1000, 200
_BREATH = 15.0
"""Seconds after which a stream says that it lives; and looks whether whoever listens still may."""


@get("/changes", sync_to_thread=True, tags=["changes"])
def listed(library: TheLibrary, after: FromQuery[int] = 0, limit: FromQuery[int] = _USUAL) -> Page:
    """What changed behind a position of the log, oldest first. Ask again from ``next``, at the end from ``head``."""
    _check(after, limit)
    with library.reading() as connection:
        return changes(connection, after, limit)


@get("/changes/stream", opt={"etag": False}, tags=["changes"], media_type="text/event-stream")
async def stream(request: Asking, after: FromQuery[int | None] = None) -> ServerSentEvent:
    """The same as server-sent events, as it happens: each ``change`` with its position as id. Without ``after`` (or
    the header Last-Event-ID) from now on."""
    desk = desk_of(request)
    given = request.headers.get("last-event-id", "")
    if given.isascii() and given.isdigit() and len(given) < 10:
        after = int(given)
    if after is None:
        after = await sync_to_thread(_head, desk)
    _check(after, 1)
    if not desk.feed.join(request.user.name):
        raise Problem(429, "too many streams are open: close one", {"retry-after": "15"})
    return ServerSentEvent(_told(desk, request.user, request.auth, after), headers={"cache-control": "no-store"})


async def _told(desk: Desk, person: Person, secret: Secret, after: int) -> AsyncIterator[ServerSentEventMessage]:
    try:
        yield ServerSentEventMessage(data=None, comment="listening", retry=3000)
        while not desk.feed.is_over and await sync_to_thread(_may, desk, secret):
            if not await desk.feed.beyond(after, _BREATH):
                yield ServerSentEventMessage(data=None, comment="")
                continue
            page = await sync_to_thread(_page, desk, after)
            for change in page.items:
                data = msgspec.json.encode(change).decode()
                yield ServerSentEventMessage(data=data, event="change", id=change.position)
            after = page.next or page.head
    finally:
        desk.feed.leave(person.name)


def _page(desk: Desk, after: int) -> Page:
    with desk.library.reading() as connection:
        return changes(connection, after, _USUAL)


def _head(desk: Desk) -> int:
    with desk.library.reading() as connection:
        return changes(connection, _LARGEST, 1).head


def _may(desk: Desk, secret: Secret) -> bool:
    with desk.library.reading() as connection:
        return person_of(connection, secret, desk.single) is not None


def _check(after: int, limit: int) -> None:
    if not 0 <= after <= _LARGEST:
        raise Problem(400, "after is a position in the log: 0 or more")
    if not 1 <= limit <= _MOST:
        raise Problem(400, f"limit is 1 to {_MOST}")


HANDLERS = [listed, stream]
"""What this module serves."""
