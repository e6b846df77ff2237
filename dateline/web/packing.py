"""Answers packed by gzip on their way, where the client takes that and they are text that is worth it.

A packed answer tells by its length how much of what somebody else chose stands in it a second time ("BREACH"). So what
holds a secret (``opt={"packed": False}``: a session's CSRF token, an API token) is never packed; and no page of another
site can have a request sent with the session's cookie at all (``dateline.web.security.shield``)."""

from __future__ import annotations

import gzip
import zlib

from litestar.concurrency import sync_to_thread
from litestar.datastructures import MutableScopeHeaders
from litestar.enums import ScopeType
from litestar.middleware import ASGIMiddleware
from litestar.types import ASGIApp, HTTPResponseStartEvent, Message, Receive, Scope, Send

from dateline.web.answers import Kept

_SMALL = 1000
"""Bytes below which packing is not worth it."""
_LEVEL = 4
_NEVER = "text/event-stream"
_KEPT = 1 << 24
"""Bytes of packed answers that are kept (16 MiB)."""
_GZIP = 16 + zlib.MAX_WBITS


def takes_gzip(accepted: str) -> bool:
    """Whether a client that sent this ``Accept-Encoding`` takes gzip (RFC 9110, section 12.5.3)."""
    weights: dict[str, float] = {}
    for part in accepted.lower().split(","):
        name, _, given = part.partition(";")
        try:
            weights[name.strip()] = float(given.strip().removeprefix("q=") or 1)
        except ValueError:
            weights[name.strip()] = 0.0
    return weights.get("gzip", weights.get("*", 0.0)) > 0


def is_text(media_type: str) -> bool:
    """Whether answers of a media type become smaller by packing, and come at once."""
    name = media_type.partition(";")[0].strip().lower()
    return name != _NEVER and (name.startswith("text/") or "json" in name or "xml" in name)


def packed(body: bytes) -> bytes:
    """The body by gzip: the same bytes always give the same."""
    return gzip.compress(body, _LEVEL, mtime=0)


class Packing(ASGIMiddleware):
    """Packs what is sent; an answer that has a tag is packed once."""

    scopes = (ScopeType.HTTP,)

    def __init__(self) -> None:
        self._kept: Kept[bytes] = Kept(_KEPT)

    async def pack(self, tag: str | None, body: bytes) -> bytes:
        """The body by gzip. ``tag``: what it has in common with all answers that are the same."""
        if tag is None:
            return await sync_to_thread(packed, body)
        self._kept.at(tag)
        small = self._kept.get(tag)
        if small is None:
            small = await sync_to_thread(packed, body)
            self._kept.put(tag, small, len(small))
        return small

    async def handle(self, scope: Scope, receive: Receive, send: Send, next_app: ASGIApp) -> None:
        """Passes on; what is sent is packed."""
        headers = {name.lower(): value.decode("latin-1") for name, value in scope["headers"]}
        handler = scope.get("route_handler")
        may = handler is None or handler.opt.get("packed", True)
        if not may or not takes_gzip(headers.get(b"accept-encoding", "")):
            await next_app(scope, receive, send)
            return
        await next_app(scope, receive, _Packer(send, self))


class _Packer:
    """One answer on its way: its start is held back until it is known whether all of it comes at once."""

    def __init__(self, send: Send, packing: Packing) -> None:
        self._send = send
        self._packing = packing
        self._start: HTTPResponseStartEvent | None = None
        self._stream: zlib._Compress | None = None

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            if _is_packable(message):
                self._start = message
            else:
                await self._send(message)
        elif message["type"] == "http.response.body" and self._start is not None:
            start, self._start = self._start, None
            await self._first(start, message)
        elif message["type"] == "http.response.body" and self._stream is not None:
            await self._more(message)
        else:
            await self._send(message)

    async def _first(self, start: HTTPResponseStartEvent, message: Message) -> None:
        headers = MutableScopeHeaders.from_message(start)
        headers.extend_header_value("vary", "Accept-Encoding")
        body, more = _parts(message)
        if not more and len(body) < _SMALL:
            await self._send(start)
            await self._send(message)
            return
        headers["content-encoding"] = "gzip"
        if more:
            self._stream = zlib.compressobj(_LEVEL, zlib.DEFLATED, _GZIP)
            if "content-length" in headers:
                del headers["content-length"]
            await self._send(start)
            await self._more(message)
            return
        small = await self._packing.pack(headers.get("etag"), body)
        headers["content-length"] = str(len(small))
        await self._send(start)
        await self._send({"type": "http.response.body", "body": small, "more_body": False})

    async def _more(self, message: Message) -> None:
        assert self._stream is not None
        body, more = _parts(message)
        small = await sync_to_thread(self._stream.compress, body)
        if not more:
            small += self._stream.flush()
        if small or not more:
            await self._send({"type": "http.response.body", "body": small, "more_body": more})


def _is_packable(start: HTTPResponseStartEvent) -> bool:
    headers = MutableScopeHeaders.from_message(start)
    has = {name.lower() for name in headers}
    whole = start["status"] not in (204, 206, 304) and not has & {"content-encoding", "content-range"}
    return whole and is_text(headers.get("content-type", ""))


def _parts(message: Message) -> tuple[bytes, bool]:
    assert message["type"] == "http.response.body"
    return message.get("body", b""), message.get("more_body", False)
