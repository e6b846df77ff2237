"""Inputs of every kind to reports, one after the other, as they come."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator
from typing import IO

from msgspec import Struct
from msgspec.structs import replace

from dateline.collect.draft import Draft, digest
from dateline.collect.inputs import files_of, is_url, open_input, peek
from dateline.collect.kinds import HEAD, Kind, kind_of
from dateline.collect.options import Failure, Options
from dateline.collect.report import make_report
from dateline.collect.text import decode
from dateline.errors import BrokenInputError, InputError
from dateline.values import Origin, Report

_LARGEST = 1 << 26
"""Bytes of an input that is read whole (64 MiB)."""


class Received(Struct, frozen=True):
    """A report with the bytes that it came in (``report.sha256`` is their hash) and how they came."""

    report: Report
    data: bytes
    origin: Origin


def collect(paths: Iterable[str], options: Options | None = None) -> Iterator[Report | Failure]:
    """The reports of ``receive`` without the bytes that they came in."""
    for found in receive(paths, options):
        yield found if isinstance(found, Failure) else found.report


def receive(paths: Iterable[str], options: Options | None = None) -> Iterator[Received | Failure]:
    """The reports at ``paths``, in order: files, folders (all files below, sorted), URLs, ``-`` for standard input.

    An input or record that cannot be read gives a ``Failure`` in its place and the rest is still read; nothing is
    raised for bad input. Lines of a ``.jsonl`` and records of a WARC are read as they are asked for. A report depends
    on its own input and ``options`` only."""
    options = options or Options()
    yield from _made(drafts(paths, options), options)


def receive_bytes(name: str, data: bytes, manner: str, options: Options | None = None) -> Iterator[Received | Failure]:
    """The reports in bytes that came by another way than a path, as ``receive`` gives those of a file called ``name``;
    ``manner`` says by which."""
    yield from _made(_guarded(name, _from_bytes(name, data, manner)), options or Options())


def receive_drafts(name: str, found: Iterator[Draft | Failure], kind: Kind) -> Iterator[Draft | Failure]:
    """Drafts that a reader found in a part of the file called ``name``, as those of the whole file would come; a fault
    of the file ends them with a failure."""
    yield from _guarded(name, (_told(one, "file", kind) for one in found))


def made(found: Iterator[Draft | Failure], options: Options | None = None) -> Iterator[Received | Failure]:
    """Drafts to reports, in order."""
    yield from _made(found, options or Options())


def _made(found: Iterator[Draft | Failure], options: Options) -> Iterator[Received | Failure]:
    for one in found:
        if isinstance(one, Failure):
            yield one
            continue
        try:
            origin = one.origin or Origin(one.name, "file", "text")
            yield Received(make_report(one, options), one.data, origin)
        except InputError as error:
            yield Failure(one.name, error)


def drafts(paths: Iterable[str], options: Options) -> Iterator[Draft | Failure]:
    """What the inputs at ``paths`` hold, before cleaning."""
    for path in paths:
        if is_url(path):
            yield from _guarded(path, _from_url(path, options))
            continue
        for name in files_of(path):
            yield from [name] if isinstance(name, Failure) else _guarded(_shown(name), _from_file(name))


def _guarded(name: str, found: Iterator[Draft | Failure]) -> Iterator[Draft | Failure]:
    try:
        yield from found
    except InputError as error:
        yield Failure(name, error)
    except OSError as error:
        yield Failure(name, InputError(f"cannot be read ({error.strerror or error}): check the file or its device"))


def _from_file(path: str) -> Iterator[Draft | Failure]:
    stream = open_input(path)
    try:
        head, stream = peek(stream)
        kind = kind_of("" if path == "-" else path, head)
        manner = "standard input" if path == "-" else "file"
        for found in _read(kind, _shown(path), stream):
            yield _told(found, manner, kind)
    finally:
        if path != "-":
            stream.close()


def _from_bytes(name: str, data: bytes, manner: str) -> Iterator[Draft | Failure]:
    kind = kind_of(name, data[:HEAD])
    for found in _read(kind, name, io.BytesIO(data)):
        yield _told(found, manner, kind)


def _from_url(url: str, options: Options) -> Iterator[Draft | Failure]:
    from dateline.collect.fetch import fetch

    fetched = fetch(url, options.allow)
    kind = kind_of("", fetched.body, fetched.media_type or "")
    for found in _read(kind, url, io.BytesIO(fetched.body), fetched.url, fetched.charset):
        if isinstance(found, Draft):
            found = replace(found, url=found.url or fetched.url)
        yield _told(found, "fetched", kind)


def _told(found: Draft | Failure, manner: str, kind: Kind) -> Draft | Failure:
    if isinstance(found, Failure):
        return found
    return replace(found, origin=Origin(found.name, manner, kind.value, found.collected))


def _read(
    kind: Kind, name: str, stream: IO[bytes], url: str | None = None, charset: str | None = None
) -> Iterator[Draft | Failure]:
    """The drafts in ``stream``. A reader is imported when its kind first comes up: some take half a second to load."""
    if kind is Kind.JSONL:
        from dateline.collect.jsonl import read_jsonl

        yield from read_jsonl(name, stream)
        return
    if kind is Kind.WARC:
        from dateline.collect.warc import read_warc

        yield from read_warc(name, stream)
        return
    if kind is Kind.PARQUET:
        from dateline.collect.parquet import read_parquet

        yield from read_parquet(name, stream if stream.seekable() else io.BytesIO(stream.read()))
        return
    data = stream.read(_LARGEST + 1)
    if len(data) > _LARGEST:
        raise BrokenInputError(f"is larger than {_LARGEST >> 20} MiB: split it, or give the reports as .jsonl")
    if kind is Kind.HTML:
        from dateline.collect.html import read_page

        yield read_page(name, data, url, charset)
    elif kind is Kind.FEED:
        from dateline.collect.feed import read_feed

        yield from read_feed(name, data)
    elif kind is Kind.MAIL:
        from dateline.collect.mail import read_mail

        yield read_mail(name, data)
    else:
        yield Draft(name=name, sha256=digest(data), data=data, body=decode(data, charset))


def _shown(path: str) -> str:
    return "standard input" if path == "-" else path
