"""WARC files (fastwarc): each page a report."""

from __future__ import annotations

import shutil
import tempfile
import zlib
from collections.abc import Iterator
from typing import IO, Any

from msgspec import Struct
from msgspec.structs import replace

from dateline.collect.compressed import decode_body
from dateline.collect.draft import Draft, digest, one_line
from dateline.collect.html import read_page
from dateline.collect.options import Failure
from dateline.collect.quiet import quiet
from dateline.collect.text import decode
from dateline.errors import BrokenInputError, InputError, NoArticleError

_LARGEST = 1 << 25
"""Bytes of a stored record (32 MiB); a larger one is no page of news."""
_BLOCK = 1 << 20


class Part(Struct, frozen=True):
    """A part of a file: where in the file it begins (bytes), how many records to pass over from there, how many of
    those that may hold a page belong to it (None: all up to the end), and how many records of any kind stand before."""

    offset: int = 0
    skipped: int = 0
    pages: int | None = None
    before: int = 0


WHOLE = Part()


def read_warc(name: str, stream: IO[bytes], part: Part = WHOLE) -> Iterator[Draft | Failure]:
    """The pages and texts of a WARC: responses with status 200, resources and conversions. Other records (requests,
    pictures, redirects) are passed over. A cut or damaged file gives the records before the damage, then one failure.
    ``sha256`` is of the payload as stored. What cannot go back (a pipe) is first written to a temporary file: fastwarc
    seeks. All :func:`parts` of a file together give what the whole file gives, but for its having no page at all."""
    if stream.seekable():
        stream.seek(part.offset)
        yield from _read_stored(name, stream, part)
        return
    with tempfile.TemporaryFile() as stored:
        shutil.copyfileobj(stream, stored, _BLOCK)
        stored.seek(part.offset)
        yield from _read_stored(name, stored, part)


def parts(stream: IO[bytes], pages: int) -> list[Part]:
    """Cuts a file into parts of that many records that may hold a page; the last one goes to the end, damaged or not.
    A part begins at a record's own member of the gzip file where it has one."""
    from fastwarc.warc import ArchiveIterator

    quiet("fastwarc")
    starts: list[tuple[int, int]] = []  # where each part's first record begins, and the number of that record
    positions: list[int] = []
    seen = 0
    stream.seek(0)
    try:
        for record in ArchiveIterator(stream, parse_http=False):
            if record.record_type in _wanted():
                if seen % pages == 0:
                    starts.append((record.stream_pos, len(positions)))
                seen += 1
            positions.append(record.stream_pos)
    except (OSError, ValueError, EOFError, zlib.error):
        pass  # reading the last part says what is wrong
    found = []
    for number, (_, first) in enumerate(starts):
        at = first if number else 0
        while at and not _begins(stream, positions, at):
            at -= 1
        after = None if number == len(starts) - 1 else pages
        found.append(Part(positions[at], first - at if number else 0, after, first if number else 0))
    return found or [WHOLE]


def _begins(stream: IO[bytes], positions: list[int], at: int) -> bool:
    """Whether a record can be read from its position on: where several share a member of a gzip file, it is none of
    theirs."""
    if positions[at] == positions[at - 1] or (at + 1 < len(positions) and positions[at] == positions[at + 1]):
        return False
    stream.seek(positions[at])
    return stream.read(5).startswith((b"\x1f\x8b\x08", b"WARC/"))


def _wanted() -> tuple[Any, ...]:
    from fastwarc.warc import WarcRecordType

    return WarcRecordType.response, WarcRecordType.resource, WarcRecordType.conversion


def _read_stored(name: str, stream: IO[bytes], part: Part) -> Iterator[Draft | Failure]:
    from fastwarc.warc import ArchiveIterator

    quiet("fastwarc")
    wanted = _wanted()
    pages, whole, last, left, skipped = 0, part.before, part.offset, part.pages, part.skipped
    try:
        for record in ArchiveIterator(stream, parse_http=False):
            last = record.stream_pos
            if skipped:
                skipped -= 1
                continue
            if record.record_type in wanted and left is not None:
                if not left:
                    return
                left -= 1
            stored = _declared_length(record)
            if record.record_type in wanted and stored <= _LARGEST:
                record.freeze()
                _check_whole(record.content_length, stored)
                found = _read_record(name, record)
                if found is not None:
                    pages += 1
                    yield found
            else:
                _check_whole(record.reader.consume(), stored)
            whole += 1
        if _ends_inside_member(stream, last):
            raise _CutError("is cut short")
    except (OSError, ValueError, EOFError, zlib.error, _CutError) as error:
        why = str(error) if isinstance(error, _CutError) else "is damaged"
        yield Failure(name, BrokenInputError(f"{why} after {whole} whole records: fetch the file again"))
        return
    if not whole:
        yield Failure(name, BrokenInputError("holds no WARC record: give a .warc or .warc.gz file"))
    elif not pages and part == WHOLE:
        yield Failure(name, NoArticleError("holds no page: give a WARC with responses of status 200"))


class _CutError(Exception):
    """The record ends before its declared length."""


def _ends_inside_member(stream: IO[bytes], last: int) -> bool:
    """Whether a gzip file breaks off in the member at ``last`` or after it: fastwarc passes over a member too short to
    hold a record."""
    stream.seek(last)
    packed = stream.read(_BLOCK)
    while packed.startswith(b"\x1f\x8b"):
        member = zlib.decompressobj(wbits=31)
        while not member.eof:
            member.decompress(packed, _BLOCK)
            packed = member.unconsumed_tail or (member.unused_data if member.eof else stream.read(_BLOCK))
            if not packed and not member.eof:
                return True
        packed = packed or stream.read(_BLOCK)
    return False


def _declared_length(record: Any) -> int:
    try:
        return int(record.headers["Content-Length"])
    except (KeyError, ValueError, TypeError):
        raise _CutError("is cut short") from None


def _check_whole(got: int, stored: int) -> None:
    if got < stored:
        raise _CutError("is cut short")


def _read_record(name: str, record: Any) -> Draft | Failure | None:
    """The report of one record, ``None`` for a record that is no page."""
    url = (record.headers.get("WARC-Target-URI") or "").strip("<> ")
    where = f"{name}: {url}"
    charset, encodings = None, ("", "")
    media_type = (record.headers.get("Content-Type") or "").lower()
    if record.is_http:
        record.parse_http(auto_decode="none")
        fields = record.http_headers
        if fields is None or fields.status_code != 200:
            return None
        media_type = (record.http_content_type or "").lower()
        charset = record.http_charset
        encodings = (fields.get("Transfer-Encoding") or "", fields.get("Content-Encoding") or "")
    if not media_type.startswith(("text/html", "application/xhtml", "text/plain")):
        return None
    payload = record.reader.read()
    try:
        content = decode_body(payload, *encodings)
        if media_type.startswith("text/plain"):
            draft = Draft(name=where, sha256=digest(payload), data=payload, body=decode(content, charset), url=url)
        else:
            draft = replace(read_page(where, content, url=url, charset=charset), sha256=digest(payload), data=payload)
        return replace(draft, collected=one_line(record.headers.get("WARC-Date")))
    except InputError as error:
        return Failure(where, error)
