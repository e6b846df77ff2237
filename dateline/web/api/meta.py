"""What the library holds, and how the desk's map is set up."""

from __future__ import annotations

from litestar import get
from litestar.di import NamedDependency
from msgspec import Struct

from dateline.library.library import Library
from dateline.version import __version__
from dateline.web.settings import Settings
from dateline.work import situation as work


class Meta(Struct, frozen=True):
    """What the library holds (``head`` is the position of its log), ``version`` and ``mode`` of the desk; ``style``,
    ``boundaries`` and ``tiles``: addresses of what a person has chosen for the map."""

    version: str
    head: int
    reports: int
    claims: int
    events: int
    first: str | None
    last: str | None
    types: dict[str, int]
    statuses: dict[str, int]
    mode: str
    style: str | None
    boundaries: str | None
    tiles: str | None


@get("/meta", sync_to_thread=True, tags=["situation"])
def meta(library: NamedDependency[Library], settings: NamedDependency[Settings]) -> Meta:
    """What the library holds: how many reports, claims and events, of which types, from when to when."""
    found = work.meta(library)
    return Meta(
        __version__, found.head, found.reports, found.claims, found.events, found.first, found.last, found.types,
        found.statuses, settings.mode, settings.style, settings.boundaries, settings.tiles,
    )  # fmt: skip


HANDLERS = [meta]
