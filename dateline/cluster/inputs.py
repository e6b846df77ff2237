"""What there is to read: files in the order of the call, each to be cut into partitions or read as a whole."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from itertools import groupby
from pathlib import PurePosixPath

from msgspec import Struct

from dateline.cluster.store import Store, is_remote, shown
from dateline.collect.inputs import ABOUT, files_of, is_url
from dateline.collect.options import Failure
from dateline.errors import InputError, UsageError

CUT = {".jsonl": "jsonl", ".ndjson": "jsonl", ".warc": "warc", ".warc.gz": "warc", ".parquet": "parquet"}
"""Endings of files that hold many reports and can be read from the middle."""


class File(Struct, frozen=True):
    """``name`` as messages and output call it, ``address`` where any machine finds it, ``size`` in bytes; ``kind`` is
    one of those that are cut, or ``whole``."""

    name: str
    address: str
    size: int
    kind: str


class Unit(Struct, frozen=True):
    """What is cut into partitions by itself: one file of many reports, or neighbouring files of a report each.
    ``number`` counts from 0 in the order of the call."""

    number: int
    files: tuple[File, ...]


def units(paths: Sequence[str]) -> tuple[Unit, ...]:
    """The units in ``paths``: files, folders (all files below, by name) and addresses in an object store. Raises
    UsageError for an input that several machines cannot share, InputError for one that is not there."""
    found: list[tuple[File, ...]] = []
    for is_cut, group in groupby((file for path in paths for file in _files(path)), lambda file: file.kind != "whole"):
        files = tuple(group)
        found += [(file,) for file in files] if is_cut else [files]
    return tuple(Unit(number, files) for number, files in enumerate(found))


def _files(path: str) -> Iterator[File]:
    if path == "-" or is_url(path):
        raise UsageError(f"{path}: --output takes files, folders and object stores, which can be read again")
    if is_remote(path):
        yield from _stored(path)
        return
    for name in files_of(path):
        if isinstance(name, Failure):
            raise InputError(f"{name.name}: {name.error}")
        try:
            size = os.stat(name).st_size
        except OSError as error:
            raise InputError(f"{name}: cannot be opened ({error.strerror}): check the path") from error
        yield File(name, os.path.abspath(name), size, kind_of(name))


def _stored(address: str) -> Iterator[File]:
    store = Store(address)
    if store.is_file():
        size = store.files.get_file_info(store.root).size
        yield File(shown(address), address, size, kind_of(shown(address)))
        return
    files = [one for one in store.listed() if _is_report(one.name)]
    if not files:
        raise InputError(f"{shown(address)}: holds no files: give a folder with reports")
    for one in files:
        yield File(shown(store.below(one.name)), store.below(one.name), one.size, kind_of(one.name))


def _is_report(name: str) -> bool:
    path = PurePosixPath(name)
    return not any(part.startswith(".") for part in path.parts) and path.stem.lower() not in ABOUT


def kind_of(name: str) -> str:
    """How a file is read, by the ending of its name."""
    lower = name.lower()
    return next((kind for ending, kind in CUT.items() if lower.endswith(ending)), "whole")
