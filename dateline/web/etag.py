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

from dateline.web.answers import LARGEST, Answer
from dateline.web.desk import Desk, desk_of
from dateline.web.security.admit import HEAD

CACHED = "private, no-cache"
"""Kept by the browser alone, and only used after asking whether it still holds."""
_VARY = "Authorization, Cookie"
_READING = ("GET", "HEAD")
_LEADS = "dateline_leads"
"""Where the scope of a request says that others wait for its answer: its tag."""


def etag_of(scope: Scope, desk: Desk) -> str | None:
    """The tag of the answer to a request; None where the answer depends on more than the log."""
    head = scope.get(HEAD)
    handler = scope.get("route_handler")
    method: str = scope.get("method", "")  # type: ignore[assignment]
    if head is None or method not in _READING or not handler or not handler.opt.get("etag", True):
        return None
    asked = f"{method} {scope['path']}?".encode("utf-8", "replace") + scope["query_string"]
    accept = dict(scope["headers"]).get(b"accept", b"")
    role = getattr(scope.get("user"), "role", "")
    state = f"{head}\0{desk.run}".encode()
    told = b"\0".join([asked, accept, role.encode(), state])
    return f'W/"{sha256(state).hexdigest()[:12]}-{sha256(told).hexdigest()[:24]}"'


async def answer_known(request: Request[Any, Any, Any]) -> Response[bytes] | None:
    """304 where the browser has the answer; the answer itself where it was worked out before, or just now is for
    someone else; else the request goes on."""
    desk = desk_of(request)
    tag = etag_of(request.scope, desk)
    if tag is None:
        return None
    if tag in [one.strip() for one in request.headers.get("if-none-match", "").split(",")]:
        return Response(b"", status_code=304, headers={"etag": tag, "cache-control": CACHED, "vary": _VARY})
    answer = await desk.answers.get(tag)
    if answer is None:
        request.scope[_LEADS] = tag  # type: ignore[literal-required]
        return None
    headers = {name.decode("latin-1"): value.decode("latin-1") for name, value in answer.headers}
    return Response(answer.body, status_code=200, headers=headers, media_type=headers.get("content-type"))


class Versions(ASGIMiddleware):
    """Puts the tag on an answer that has one, and keeps the answer for others who ask for the same."""

    scopes = (ScopeType.HTTP,)

    async def handle(self, scope: Scope, receive: Receive, send: Send, next_app: ASGIApp) -> None:
        """Passes on; what is sent gets its headers."""
        desk = desk_of(ASGIConnection(scope))
        copy = _Copy()

        async def sending(message: Message) -> None:
            if message["type"] == "http.response.start" and message["status"] == 200:
                headers = MutableScopeHeaders.from_message(message)
                tag = etag_of(scope, desk)
                if tag is not None:
                    for name, value in (("etag", tag), ("cache-control", CACHED), ("vary", _VARY)):
                        headers.setdefault(name, value)
            if _LEADS in scope and copy.take(message):
                # Before it is sent: nobody waits for a client that receives slowly.
                desk.answers.done(scope.pop(_LEADS), copy.answer())  # type: ignore[misc]
            await send(message)

        try:
            await next_app(scope, receive, sending)
        finally:
            if _LEADS in scope:
                desk.answers.done(scope.pop(_LEADS), None)  # type: ignore[misc]


class _Copy:
    """An answer as it goes by. One that comes in parts is not kept."""

    def __init__(self) -> None:
        self._headers: list[tuple[bytes, bytes]] | None = None
        self._body = b""

    def take(self, message: Message) -> bool:
        """One message of it; whether that was the one that decides."""
        if message["type"] == "http.response.start":
            if message["status"] == 200:
                self._headers = [
                    (name, value) for name, value in message["headers"] if name.lower() != b"content-length"
                ]
            return self._headers is None
        if message["type"] == "http.response.body":
            self._body = message.get("body", b"")
            if message.get("more_body", False) or len(self._body) > LARGEST:
                self._headers = None
            return True
        return False

    def answer(self) -> Answer | None:
        """The whole of it; None where it is none to be kept."""
        return Answer(self._headers, self._body) if self._headers is not None else None
