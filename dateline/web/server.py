"""Runs the desk's application in this process, on a socket that is opened before anything is said."""

from __future__ import annotations

import asyncio
import errno
import ipaddress
import socket
import sys
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import uvicorn
from h11 import IDLE
from litestar import Litestar
from litestar.concurrency import set_asyncio_executor
from uvicorn.protocols.http.h11_impl import H11Protocol

from dateline.errors import UsageError
from dateline.web.feed import Feed
from dateline.work.collection import keep_loaded
from dateline.work.freed import give_back_in_time

THREADS = 16
"""Requests that wait for the library at once: most of them wait for the disk or for a writer."""
_SWITCH = 0.001
"""Seconds after which a thread that computes lets others go on: short, for the sake of the one that talks to all."""
_CONNECTIONS = 500
_IDLE = 30
"""Seconds that a connection is kept for the next request."""
_HEADERS = 10.0
"""Seconds in which a request has to say what it wants."""
_GRACE = 3
"""Seconds that requests under way may take when the server ends."""


def bind(host: str, port: int) -> socket.socket:
    """A socket that listens; port 0: any that is free. Raises UsageError where that cannot be."""
    try:
        family = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)[0]
    except (OSError, UnicodeError):
        raise UsageError(f"--host {host}: is no address of this machine; 127.0.0.1 is its own") from None
    sock = socket.socket(family[0], socket.SOCK_STREAM)
    sock.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        sock.bind(family[4])
        sock.listen(512)  # who comes from now on waits until the application runs
    except OSError as error:
        sock.close()
        raise UsageError(_why(error, host, port)) from None
    return sock


def is_loopback(host: str) -> bool:
    """Whether an address leads nowhere but to this machine itself."""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def run(app: Litestar, sock: socket.socket) -> None:
    """Serves until the process is told to end; raises KeyboardInterrupt where that was by Ctrl-C."""
    sys.setswitchinterval(_SWITCH)
    keep_loaded()
    with ThreadPoolExecutor(THREADS, "desk") as threads:
        set_asyncio_executor(threads)
        server(app).run([sock])


def server(app: Litestar) -> uvicorn.Server:
    """What serves the application; ``run`` takes the sockets."""
    config = uvicorn.Config(
        app,
        http=Patient,
        ws="none",
        lifespan="on",
        log_config=None,
        access_log=False,
        server_header=False,
        proxy_headers=False,  # the desk looks at them itself, and only believes a proxy that was named
        timeout_keep_alive=_IDLE,
        timeout_graceful_shutdown=_GRACE,
        limit_concurrency=_CONNECTIONS,
        h11_max_incomplete_event_size=1 << 15,
    )
    return _Server(config, app.state["desk"].feed)


class _Server(uvicorn.Server):
    """Ends the streams before it waits for requests to end: they never would by themselves. Gives back memory that
    answers took."""

    def __init__(self, config: uvicorn.Config, feed: Feed) -> None:
        super().__init__(config)
        self._feed = feed

    async def on_tick(self, counter: int) -> bool:
        """Ten times a second; whether the server is to end."""
        give_back_in_time(search=True)
        return await super().on_tick(counter)

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """The desk closes."""
        await self._feed.close()
        await super().shutdown(sockets)


class Patient(H11Protocol):
    """Closes a connection that brings the beginning of a request and then nothing: many of them would keep others
    out."""

    _timer: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """A client has come."""
        super().connection_made(transport)
        self._expect()

    def data_received(self, data: bytes) -> None:
        """Bytes of a request."""
        super().data_received(data)
        if self.conn.their_state is not IDLE:
            self._stop()
        elif self._timer is None:
            self._expect()

    def connection_lost(self, exc: Exception | None) -> None:
        """The client has left."""
        self._stop()
        super().connection_lost(exc)

    def _expect(self) -> None:
        self._timer = self.loop.call_later(_HEADERS, self._give_up)

    def _give_up(self) -> None:
        self._timer = None
        if self.conn.their_state is IDLE and not self.transport.is_closing():
            self.transport.close()

    def _stop(self) -> None:
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None


def _why(error: OSError, host: str, port: int) -> str:
    if error.errno == errno.EADDRINUSE:
        return f"port {port} is taken, perhaps by another dateline serve: end that one, or give --port 0 for a free one"
    if error.errno == errno.EACCES:
        return f"port {port} may only be opened by the system: give one above 1023"
    return f"--host {host}: {error.strerror or error}; 127.0.0.1 is this machine's own address"


def port_of(sock: socket.socket) -> int:
    """The port that it listens on."""
    found: Any = sock.getsockname()
    return int(found[1])
