"""Where a request comes from."""

from __future__ import annotations

from typing import Any

from dateline.web.settings import Settings


def client_of(scope: Any, settings: Settings) -> str:
    """The network address of whoever sent the request: the nearest one that is not a proxy which the desk trusts."""
    peer = str((scope.get("client") or ("unknown", 0))[0])
    said = [value.decode("latin-1") for name, value in scope["headers"] if name.lower() == b"x-forwarded-for"]
    way = [hop.strip() for line in said for hop in line.split(",")]
    for hop in reversed([*way, peer]):
        if hop not in settings.trusted_proxies:
            return str(hop)[:64]
    return peer
