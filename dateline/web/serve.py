"""``dateline serve``: from what was asked for to a running desk."""

from __future__ import annotations

import ipaddress
import logging
from collections.abc import Callable
from pathlib import Path
from typing import Any

from msgspec import Struct

from dateline.errors import UsageError
from dateline.web.server import bind, is_loopback, port_of, run
from dateline.web.settings import Settings, origin_of, origin_of_any, shown
from dateline.work import people
from dateline.work.freed import few_heaps
from dateline.work.keep import bring_up_to_date, opened


class Asked(Struct, frozen=True):
    """The options of the command."""

    location: str | None
    store: str | None
    host: str
    port: int
    url: str | None = None
    proxies: tuple[str, ...] = ()
    style: str | None = None
    tiles: str | None = None
    boundaries: str | None = None


def serve_library(asked: Asked, tell: Callable[[str], object]) -> None:
    """Serves until it is told to end. ``tell`` prints a line for the person at the terminal. Raises UsageError where
    the desk may not be opened so, or the port is taken."""
    few_heaps()
    with opened(asked.location, asked.store, create=True, tell=tell) as library:
        has_accounts, name = people.is_used(library), library.name
        settings = _settings(asked, has_accounts)
        bring_up_to_date(library, tell)
    with bind(asked.host, asked.port) as sock:
        settings = _at(settings, port_of(sock))
        from dateline.web.app import create_app

        here = f"http://{shown(asked.host)}:{settings.port}"
        address = settings.url or here

        def show(token: str) -> None:
            if not has_accounts:
                tell(f"  {address}/api/v1/enter?token={token}")

        logging.basicConfig(level=logging.WARNING, format="%(levelname)s %(name)s: %(message)s")
        listens = f" (listens at {here})" if settings.url else ""
        tell(f"dateline serves {name} at {address}{listens}; Ctrl-C ends it")
        if not has_accounts:
            tell("For you alone, on this machine. Open this address in a browser; it is good once, then the next one:")
        run(create_app(asked.location, asked.store, settings, show), sock)


def _settings(asked: Asked, has_accounts: bool) -> Settings:
    if asked.url is not None:
        origin_of(asked.url)
    for proxy in asked.proxies:
        try:
            ipaddress.ip_address(proxy)
        except ValueError:
            raise UsageError(f"--trust-proxy {proxy}: give its network address, such as 127.0.0.1") from None
    is_open = not is_loopback(asked.host) or asked.url is not None or bool(asked.proxies)
    if is_open and not has_accounts:
        raise UsageError(
            "a desk that others can reach needs accounts: dateline users add NAME --role admin makes the first one"
        )
    if not is_loopback(asked.host) and asked.url is None:
        raise UsageError("say with --url under which address people will reach it, such as https://desk.example.org")
    return Settings(
        mode="accounts" if has_accounts else "single",
        host=asked.host,
        url=asked.url,
        trusted_proxies=asked.proxies,
        **_map(asked),
    )


def _map(asked: Asked) -> dict[str, Any]:
    """What was chosen for the map: addresses as they are, files under an address of the desk's own."""
    chosen: dict[str, Any] = {}
    files = []
    for field, value, name in (
        ("style", asked.style, "style.json"),
        ("tiles", asked.tiles, "tiles.pmtiles"),
        ("boundaries", asked.boundaries, "boundaries.geojson"),
    ):
        if value is None or origin_of_any(value) is not None:
            chosen[field] = value
        elif Path(value).is_file():
            chosen[field] = f"/api/v1/map/{name}"
            files.append((name, str(Path(value).absolute())))
        else:
            raise UsageError(f"--{'map-style' if field == 'style' else field} {value}: there is no such file")
    return chosen | {"files": tuple(files)}


def _at(settings: Settings, port: int) -> Settings:
    from msgspec.structs import replace

    return replace(settings, port=port)
