"""Connections to checked addresses: what every way out of the house goes through.

A host's addresses are looked up once, all of them are checked, and the connection goes to one of those very addresses,
so that a second look-up cannot lead elsewhere."""

from __future__ import annotations

import socket
import ssl
import threading
import time
from collections.abc import Collection, Iterator
from contextlib import contextmanager

from dateline.collect.addresses import is_public
from dateline.errors import RefusedError, UnreachableError


@contextmanager
def connected(host: str, port: int, allow: Collection[str], deadline: float, secure: bool) -> Iterator[socket.socket]:
    """A connection, with TLS if ``secure``, that is shut at ``deadline`` (of ``time.monotonic``), whatever the other
    side does. ``allow``: hosts that may be reached although their address is not public, as ``bare`` gives them. Raises
    RefusedError for an address that is not public, UnreachableError for an unknown host, OSError where it does not
    answer."""
    address = checked_address(host, port, allow)
    raw = socket.create_connection(address, timeout=left(deadline))
    # A timeout on the socket restarts with each byte; the watch ends a server that drips.
    watch = threading.Timer(left(deadline), _shut, args=(raw,))
    watch.daemon = True
    watch.start()
    try:
        yield ssl.create_default_context().wrap_socket(raw, server_hostname=host) if secure else raw
    finally:
        watch.cancel()
        raw.close()


def checked_address(host: str, port: int, allow: Collection[str]) -> tuple[str, int]:
    """An address of ``host`` to connect to. Raises RefusedError if any of its addresses is not public,
    UnreachableError where it has none."""
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError):
        raise UnreachableError(f"host {host} is not known: check the address and the network") from None
    addresses = [str(entry[4][0]) for entry in found]
    if bare(host) not in allow:
        for address in addresses:
            if not is_public(address):
                raise RefusedError(
                    f"host {host} is at {address}, not a public address: save the page and give the file"
                )
    return addresses[0], port


def bare(host: str) -> str:
    """A host's name as it is compared."""
    return host.strip().lower().rstrip(".").strip("[]")


def left(deadline: float) -> float:
    """Seconds that are left. Raises TimeoutError where none are."""
    seconds = deadline - time.monotonic()
    if seconds <= 0:
        raise TimeoutError
    return seconds


def _shut(connection: socket.socket) -> None:
    try:
        connection.shutdown(socket.SHUT_RDWR)
    except OSError:
        return  # already closed by the other side
