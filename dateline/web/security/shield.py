"""The outermost layer: what no request may do, whatever it asks for, and what every answer says to the browser.

A desk is a web server that any page in the user's browser can send requests to. So ``Host`` must be a name of the desk
(a page whose own name was made to lead here, "DNS rebinding", has another one), ``Origin`` must be its own, and nothing
that a proxy wrote is believed unless the proxy is named."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from http import HTTPStatus
from typing import Any

import msgspec
from litestar.enums import ScopeType
from litestar.types import ASGIApp, Message, Receive, Scope, Send

from dateline.web.problems import MEDIA_TYPE, Problem
from dateline.web.settings import Settings, origin_of_any

LARGEST_BODY = 1 << 20
"""Bytes of a request (1 MiB)."""
LARGEST_UPLOAD = 1 << 26
"""Bytes of a request that brings reports (64 MiB)."""
UPLOADS = "/api/v1/jobs"
_PATIENCE = 30.0
"""Seconds that a request may take to bring its next bytes."""
_WHOLE = 600.0
"""Seconds that it may take in all."""
_OF_PROXIES = (b"forwarded", b"via", b"x-real-ip", b"x-forwarded-")

_POLICY = {
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": "'self'",
    "img-src": "'self' data: blob:",
    "font-src": "'self'",
    "connect-src": "'self'",
    "worker-src": "'self'",
    "manifest-src": "'self'",
    "form-action": "'self'",
    "base-uri": "'none'",
    "frame-ancestors": "'none'",
}


def policy(settings: Settings) -> str:
    """The content security policy of the pages: everything from the desk itself, no inline script; and what a person
    has chosen for the map from where they said."""
    chosen = sorted({o for url in (settings.style, settings.tiles, settings.boundaries) if (o := origin_of_any(url))})
    more = {name: " ".join(["", *chosen]) for name in ("img-src", "font-src", "connect-src")}
    return "; ".join(f"{name} {value}{more.get(name, '')}" for name, value in _POLICY.items())


class Shield:
    """Wraps a whole application."""

    def __init__(self, app: ASGIApp, settings: Settings) -> None:
        self._app = app
        self._settings = settings
        self._hosts, self._origins = settings.hosts, settings.origins
        self._headers = _headers(settings)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Refuses, or passes on."""
        if scope["type"] != ScopeType.HTTP:
            await send({"type": "websocket.close", "code": 1008, "reason": "there are no websockets here"})
            return
        headers = _given(scope["headers"])
        sending = _Sending(send, self._headers)
        refused = self._refusal(scope, headers)
        if refused is not None:
            await _refuse(sending, *refused)
            return
        largest = LARGEST_UPLOAD if scope["path"].rstrip("/") == UPLOADS else LARGEST_BODY
        if _length(headers) > largest:
            await _refuse(sending, 413, too_large(largest))
            return
        await self._app(scope, _Receiving(receive, largest), sending)

    def _refusal(self, scope: Any, headers: Mapping[bytes, list[str]]) -> tuple[int, str] | None:
        hosts = headers.get(b"host", [])
        if len(hosts) != 1 or hosts[0].lower() not in self._hosts:
            return 403, "the desk is not known by that name: open the address that dateline serve printed"
        peer = (scope.get("client") or ("", 0))[0]
        is_forwarded = any(name.startswith(_OF_PROXIES) for name in headers)
        if is_forwarded and peer not in self._settings.trusted_proxies:
            return 403, "the request came through a proxy that the desk does not know: --trust-proxy names it"
        origins = headers.get(b"origin", [])
        if any(origin.lower() not in self._origins for origin in origins):
            return 403, "the request comes from a page of another site"
        site = headers.get(b"sec-fetch-site", ["none"])[0]
        is_visit = scope["method"] == "GET" and headers.get(b"sec-fetch-mode", [""])[0] == "navigate"
        if site not in ("none", "same-origin") and not is_visit:
            return 403, "the request comes from a page of another site"
        return None


def too_large(largest: int) -> str:
    """What is said of a request above the limit."""
    return f"is larger than {largest >> 20} MiB: send less at once, or add it with dateline add"


class _Receiving:
    """A request's body, which must not be larger than it may be nor come slower."""

    def __init__(self, receive: Receive, largest: int) -> None:
        self._receive = receive
        self._largest = largest
        self._received = 0
        self._is_whole = False
        self._until = asyncio.get_running_loop().time() + _WHOLE

    async def __call__(self) -> Any:
        if self._is_whole:  # only waits for the client to leave
            return await self._receive()
        until = min(self._until, asyncio.get_running_loop().time() + _PATIENCE)
        try:
            async with asyncio.timeout_at(until):
                message = await self._receive()
        except TimeoutError:
            raise Problem(408, "the request did not come whole in time", {"connection": "close"}) from None
        if message["type"] == "http.request":
            self._received += len(message.get("body", b""))
            self._is_whole = not message.get("more_body", False)
            if self._received > self._largest:
                raise Problem(413, too_large(self._largest), {"connection": "close"})
        return message


class _Sending:
    """Puts headers on an answer that it does not have by itself."""

    def __init__(self, send: Send, headers: list[tuple[bytes, bytes]]) -> None:
        self._send = send
        self._headers = headers

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            own = list(message.get("headers", []))
            known = {name.lower() for name, _ in own}
            message["headers"] = [*own, *(pair for pair in self._headers if pair[0] not in known)]
        await self._send(message)


def _headers(settings: Settings) -> list[tuple[bytes, bytes]]:
    found = {
        "content-security-policy": policy(settings),
        "x-content-type-options": "nosniff",
        "x-frame-options": "DENY",
        "referrer-policy": "no-referrer",
        "cross-origin-opener-policy": "same-origin",
        "cross-origin-resource-policy": "same-origin",
        "permissions-policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
        "cache-control": "no-store",
    }
    if settings.is_secure:
        found["strict-transport-security"] = "max-age=31536000"
    return [(name.encode(), value.encode()) for name, value in found.items()]


def _given(headers: Any) -> dict[bytes, list[str]]:
    found: dict[bytes, list[str]] = {}
    for name, value in headers:
        found.setdefault(name.lower(), []).append(value.decode("latin-1"))
    return found


def _length(headers: Mapping[bytes, list[str]]) -> int:
    given = headers.get(b"content-length", ["0"])[0]
    return int(given) if given.isascii() and given.isdigit() and len(given) < 20 else 0


async def _refuse(send: Send, status: int, detail: str) -> None:
    body = {"type": "about:blank", "title": HTTPStatus(status).phrase, "status": status, "detail": detail}
    packed = msgspec.json.encode(body)
    headers = [
        (b"content-type", MEDIA_TYPE.encode()),
        (b"content-length", str(len(packed)).encode()),
        (b"connection", b"close"),
    ]
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": packed, "more_body": False})
