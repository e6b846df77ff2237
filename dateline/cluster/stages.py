"""Stages of a computation over partitions: each does its items on an engine, once, and remembers what came of them."""

from __future__ import annotations

import zlib
from collections.abc import Callable, Sequence
from typing import Any, TypeVar

from msgspec import Struct, msgpack

from dateline.cluster.engine import Engine, Lost
from dateline.cluster.store import Store

A = TypeVar("A", bound=Struct)
FOLDER = "_work"
"""What lies here is deleted when all stages are done."""


def stage(
    name: str, engine: Engine, store: Store, load: Callable[[], Callable[[A], Any]], items: Sequence[A]
) -> list[Any]:
    """What ``load()`` makes of each item, in order; of an interrupted run what was made is taken as it is. Results are
    what msgpack holds: lists, dictionaries, numbers, text, bytes. Raises the DatelineError of an item that failed."""
    kept = {one.name for one in store.listed(f"{FOLDER}/done/{name}")}
    names = [f"{FOLDER}/done/{name}/{number:06}" for number in range(len(items))]
    left = [(path, item) for path, item in zip(names, items, strict=True) if path not in kept]
    for (path, _), made in zip(left, engine.map(load, [item for _, item in left]), strict=True):
        if isinstance(made, Lost):
            raise made.error
        put(store, path, made)
    return [get(store, path) for path in names]


def put(store: Store, name: str, value: Any) -> int:
    """Keeps a value; gives the bytes that it takes."""
    data = zlib.compress(msgpack.encode(value), 1)
    store.put(name, data)
    return len(data)


def get(store: Store, name: str) -> Any:
    """A value that was kept; None where there is none."""
    data = store.get(name)
    return msgpack.decode(zlib.decompress(data)) if data is not None else None


def clear(store: Store) -> None:
    """Deletes what stages kept."""
    names = [one.name for one in store.listed(FOLDER)]
    store.delete(names)
    if store.is_local and names:
        store.files.delete_dir(f"{store.root}/{FOLDER}")
