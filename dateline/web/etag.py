"""What has not changed is not sent again: a reading answer depends on the address, the person's role and the log."""

from __future__ import annotations

from hashlib import sha256
from typing import Any

from litestar import Request, Response
from litestar.connection import ASGIConnection
from litestar.datastructures import MutableScopeHeaders
from litestar.enums import ScopeType
from litestar.middleware import ASGIMiddleware
from litestar.types import ASGIApp, Message, Receive, Scope, Send

from dateline.web.desk import Desk, desk_of
from dateline.web.security.admit import HEAD

CACHED = "private, no-cache"
"""Kept by the browser alone, and only used after asking whether it still holds."""
_VARY = "Authorization, Cookie"
_READING = ("GET", "HEAD")


def etag_of(scope: Scope, desk: Desk) -> str | None:
    """The tag of the answer to a request; None where the answer depends on more than the log."""
    head = scope.get(HEAD)
    handler = scope.get("route_handler")
    if head is None or scope["method"] not in _READING or not handler or not handler.opt.get("etag", True):  # type: ignore[typeddict-item]
        return None
    asked = f"{scope['path']}?".encode() + scope["query_string"]
    accept = dict(scope["headers"]).get(b"accept", b"")
    role = getattr(scope.get("user"), "role", "")
    told = b"\0".join([asked, accept, role.encode(), str(head).encode(), desk.run.encode()])
    return f'W/"{sha256(told).hexdigest()[:24]}"'


async def answer_unchanged(request: Request[Any, Any, Any]) -> Response[None] | None:
    """304 where the browser has the answer; else the request goes on."""
    tag = etag_of(request.scope, desk_of(request))
    asked = request.headers.get("if-none-match", "")
    if tag is None or tag not in [one.strip() for one in asked.split(",")]:
        return None
    return Response(None, status_code=304, headers={"etag": tag, "cache-control": CACHED, "vary": _VARY})


class Versions(ASGIMiddleware):
    """Puts the tag on an answer that has one."""

    scopes = (ScopeType.HTTP,)

    async def handle(self, scope: Scope, receive: Receive, send: Send, next_app: ASGIApp) -> None:
        """Passes on; what is sent gets its headers."""

        async def sending(message: Message) -> None:
            if message["type"] == "http.response.start" and message["status"] == 200:
                headers = MutableScopeHeaders.from_message(message)
                tag = etag_of(scope, desk_of(ASGIConnection(scope)))
                if tag is not None:
                    for name, value in (("etag", tag), ("cache-control", CACHED), ("vary", _VARY)):
                        headers.setdefault(name, value)
            await send(message)

        await next_app(scope, receive, sending)
