"""How a desk is set up: who may enter it and from where, and what it may load."""

from __future__ import annotations

from typing import Literal
from urllib.parse import urlsplit

from msgspec import Struct

from dateline.errors import UsageError

Mode = Literal["single", "accounts"]
LOOPBACK = ("127.0.0.1", "localhost", "[::1]")
"""Names of this machine to itself, as they stand in an address."""


class Settings(Struct, frozen=True, kw_only=True):
    """``mode``: ``single``, one person on this machine, let in by a one-time token; ``accounts``, people with
    passwords. ``host``, ``port``: where it listens. ``url``: the address under which others reach it (such as
    ``https://desk.example.org``); None: only from this machine.
    ``trusted_proxies``: network addresses whose word on the client's address is taken.
    ``style``, ``boundaries``, ``tiles``: addresses of what a person chose for the map; ``files``: those of them that
    are files here, by the name they are served under. ``works``: whether it starts processes that read what is added
    and store what is judged."""

    mode: Mode = "single"
    host: str = "127.0.0.1"
    port: int = 8460
    url: str | None = None
    trusted_proxies: tuple[str, ...] = ()
    style: str | None = None
    boundaries: str | None = None
    tiles: str | None = None
    files: tuple[tuple[str, str], ...] = ()
    works: bool = True

    @property
    def origins(self) -> frozenset[str]:
        """Scheme, host and port of the pages that may call it, as browsers write them in ``Origin``."""
        if self.url is not None:
            return frozenset({origin_of(self.url)})
        return frozenset(f"http://{name}:{self.port}" for name in (*LOOPBACK, shown(self.host)))

    @property
    def hosts(self) -> frozenset[str]:
        """What may stand in ``Host``."""
        return frozenset(origin.partition("://")[2] for origin in self.origins)

    @property
    def is_secure(self) -> bool:
        """Whether people reach it by https: cookies then go that way alone."""
        return self.url is not None and self.url.lower().startswith("https://")


def shown(host: str) -> str:
    """A host as it stands in an address."""
    return f"[{host}]" if ":" in host else host


def origin_of(url: str) -> str:
    """Scheme, host and port of an address, the scheme's own port left out. Raises UsageError for what is none."""
    try:
        parts = urlsplit(url)
        host, port = parts.hostname, parts.port
    except ValueError:
        host, port, parts = None, None, urlsplit("")
    if parts.scheme not in ("http", "https") or not host or parts.path.strip("/") or parts.query or parts.username:
        raise UsageError(f"--url {url}: give the address that people type, such as https://desk.example.org")
    own = {"http": 80, "https": 443}[parts.scheme]
    return f"{parts.scheme}://{shown(host)}" + (f":{port}" if port not in (None, own) else "")


def origin_of_any(url: str | None) -> str | None:
    """Scheme, host and port of a web address of any path; None for a file or nothing."""
    if url is None or not url.lower().startswith(("http://", "https://")):
        return None
    parts = urlsplit(url)
    return origin_of(f"{parts.scheme}://{parts.netloc.rpartition('@')[2]}")
