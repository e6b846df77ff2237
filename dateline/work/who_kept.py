"""Who is who in a library, remembered between calls by a process that answers many."""

from __future__ import annotations

from threading import Lock
from weakref import WeakKeyDictionary

from msgspec import Struct
from sqlalchemy import Connection, select

from dateline.corroborate.registry import Registry
from dateline.library.events import MOVED
from dateline.library.library import Library
from dateline.library.log import read_head
from dateline.library.tables import judgements, log
from dateline.work.who import registry

_OF_ACTORS = ("registry", "retract")
"""Judgements that may change who is who."""


class _Kept(Struct):
    registry: Registry
    position: int
    hash: str


_kept: WeakKeyDictionary[Library, _Kept | None] = WeakKeyDictionary()
_lock = Lock()


def remember(library: Library) -> None:
    """From now on who is who in an open library is worked out once and kept until reports, or judgements on actors,
    come in."""
    _kept[library] = None


def registry_of(library: Library, connection: Connection, whole: bool = False) -> Registry:
    """Who is who, as the transaction of ``connection`` sees the library. ``whole``: nearly every name will be asked
    for, should it not be remembered."""
    if library not in _kept:
        return registry(connection, whole)
    head = read_head(connection)
    with _lock:
        known = _kept[library]
        if known is not None and known.hash == head.hash:
            return known.registry
        if known is not None and not _changed(connection, known):
            known.position, known.hash = head.position, head.hash
            return known.registry
        made = registry(connection, whole=True)
        _kept[library] = _Kept(made, head.position, head.hash)
        return made


def _changed(connection: Connection, known: _Kept) -> bool:
    """Whether what came after a position may change who is who. A log that does not lead through what is known is of an
    older state than that, or of another library."""
    if connection.scalar(select(log.c.hash).where(log.c.position == known.position)) != known.hash:
        return True
    kinds = set(connection.scalars(select(log.c.kind).where(log.c.position > known.position).distinct()))
    if kinds - {MOVED, "judgement-added"}:
        return True
    of_actors = judgements.c.kind.in_(_OF_ACTORS), judgements.c.position > known.position
    return connection.scalar(select(judgements.c.id).where(*of_actors).limit(1)) is not None
