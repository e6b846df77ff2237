"""The command that opens the desk."""

from __future__ import annotations

import click

from dateline.commands.options import stored


@click.command()
@stored
@click.option(
    "--host",
    default="127.0.0.1",
    metavar="ADDRESS",
    show_default=True,
    help="The address of this machine that it listens at. Any but this machine's own needs accounts and --url.",
)
@click.option("--port", type=click.IntRange(0, 65535), default=8460, show_default=True, help="0 takes a free one.")
@click.option("--url", metavar="URL", help="The address that people type, where that is another one: behind a proxy.")
@click.option(
    "--trust-proxy",
    "proxies",
    multiple=True,
    metavar="ADDRESS",
    help="A proxy whose word on where a request came from is taken; may be given again.",
)
@click.option("--map-style", metavar="URL", help="A MapLibre style, or its file, in place of the bundled map.")
@click.option("--tiles", metavar="FILE", help="Vector tiles for the map: a .pmtiles file, or an address.")
@click.option("--boundaries", metavar="FILE", help="GeoJSON of lines to draw on the map; none are drawn without.")
def serve(
    location: str | None,
    store: str | None,
    host: str,
    port: int,
    url: str | None,
    proxies: tuple[str, ...],
    map_style: str | None,
    tiles: str | None,
    boundaries: str | None,
) -> int:
    """Open the desk: the library in the browser.

    Without accounts it is for one person on this machine, who is let in by the address that is printed; that is good
    once. With accounts (dateline users add) people sign in."""
    from dateline.web.serve import Asked, serve_library

    serve_library(Asked(location, store, host, port, url, proxies, map_style, tiles, boundaries), click.echo)
    return 0
