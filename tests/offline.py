"""Keeps a test run on this machine: connections beyond loopback and name look-ups are refused with a clear error."""

from __future__ import annotations

import ipaddress
import socket
from typing import Any

_LOCAL_NAMES = frozenset({"", "localhost", "ip6-localhost"})


class NetworkRefusedError(OSError):
    """A test, or code under test, reached for the network."""


def _is_literal(host: str) -> bool:
    try:
        ipaddress.ip_address(host.split("%", 1)[0])
    except ValueError:
        return False
    return True


def is_local(host: object) -> bool:
    """Whether an address given to ``connect`` stays on this machine."""
    if isinstance(host, bytes):
        host = host.decode("ascii", "replace")
    if host is None or (isinstance(host, str) and host in _LOCAL_NAMES):
        return True
    return isinstance(host, str) and _is_literal(host) and ipaddress.ip_address(host.split("%", 1)[0]).is_loopback


def _refuse(what: str, host: object) -> NetworkRefusedError:
    return NetworkRefusedError(f"tests stay on this machine: {what} {host!r} refused")


class _GuardedSocket(socket.socket):
    def _check(self, address: Any) -> None:
        if self.family in (socket.AF_INET, socket.AF_INET6) and not is_local(address[0]):
            raise _refuse("connection to", address[0])

    def connect(self, address: Any) -> None:
        self._check(address)
        super().connect(address)

    def connect_ex(self, address: Any) -> int:
        self._check(address)
        return super().connect_ex(address)

    def sendto(self, *args: Any) -> int:  # type: ignore[override]
        self._check(args[-1])
        return super().sendto(*args)


def install() -> None:
    """Refuse, from now on and in this process, all but loopback. Address literals may still be parsed by
    ``getaddrinfo``: that asks no one."""
    if issubclass(socket.socket, _GuardedSocket):
        return
    socket.socket = _GuardedSocket  # type: ignore[misc]
    for name in ("getaddrinfo", "gethostbyname", "gethostbyname_ex", "gethostbyaddr"):
        setattr(socket, name, _guarded_lookup(name, getattr(socket, name)))


def _guarded_lookup(name: str, real: Any) -> Any:
    def look_up(host: Any, *args: Any, **kwargs: Any) -> Any:
        text = host.decode("ascii", "replace") if isinstance(host, bytes) else host
        if not (is_local(text) or _is_literal(str(text))):
            raise _refuse("look-up of", text)
        return real(host, *args, **kwargs)

    look_up.__name__ = name
    return look_up
