"""Which kind of input a file is: by the ending of its name, else by its first bytes."""

from __future__ import annotations

import re
import zlib
from enum import Enum
from pathlib import PurePath

from dateline.errors import BrokenInputError, UnknownFormatError

HEAD = 4096
"""Bytes from the start of an input that ``sniff`` wants to see."""


class Kind(Enum):
    """The kinds of input that are read."""

    TEXT = "text"
    HTML = "html"
    JSONL = "jsonl"
    WARC = "warc"
    FEED = "feed"
    MAIL = "mail"
    PARQUET = "parquet"


_BY_SUFFIX = {
    ".txt": Kind.TEXT,
    ".text": Kind.TEXT,
    ".html": Kind.HTML,
    ".htm": Kind.HTML,
    ".xhtml": Kind.HTML,
    ".jsonl": Kind.JSONL,
    ".ndjson": Kind.JSONL,
    ".warc": Kind.WARC,
    ".rss": Kind.FEED,
    ".atom": Kind.FEED,
    ".eml": Kind.MAIL,
    ".parquet": Kind.PARQUET,
}
_BY_MEDIA_TYPE = {
    "text/plain": Kind.TEXT,
    "text/html": Kind.HTML,
    "application/xhtml+xml": Kind.HTML,
    "application/rss+xml": Kind.FEED,
    "application/atom+xml": Kind.FEED,
    "application/rdf+xml": Kind.FEED,
    "application/x-ndjson": Kind.JSONL,
    "application/jsonl": Kind.JSONL,
    "application/warc": Kind.WARC,
    "message/rfc822": Kind.MAIL,
}
_READABLE = ".txt, .html, .jsonl, .warc, .warc.gz, .eml, .parquet, .rss, .atom or .xml (a feed)"
_MAGIC = (
    (b"%PDF-", "a PDF"),
    (b"\x89PNG", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF8", "a GIF image"),
    (b"PK\x03\x04", "a ZIP archive or office document"),
    (b"\xd0\xcf\x11\xe0", "an old office document"),
    (b"{\\rtf", "an RTF document"),
    (b"\x7fELF", "a program"),
    (b"MZ\x90", "a program"),
    (b"SQLite format 3\0", "an SQLite database"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"BZh", "a bzip2 archive"),
    (b"\xfd7zXZ", "an xz archive"),
    (b"\x28\xb5\x2f\xfd", "a zstd archive"),
)
_FEED = re.compile(rb"<(?:\w+:)?(?:rss|feed|rdf)[\s>]", re.I)
_HTML = re.compile(rb"<(?:!doctype\s+html|html|head|body|article|div|p|meta)\b", re.I)
_MAIL_FIELD = re.compile(
    rb"^(?:return-path|received|delivered-to|message-id|mime-version|date|from|to|subject|reply-to|content-type"
    rb"|x-[\w-]{1,40}|dkim-signature|list-id|authentication-results):",
    re.I,
)


def kind_of(name: str, head: bytes, media_type: str | None = None) -> Kind:
    """The kind of the input called ``name`` that starts with ``head`` (``HEAD`` bytes of it).

    A known ending of the name decides, then the ``media_type`` a server gave, then the bytes where the name has no
    ending. Raises ``UnknownFormatError`` for other endings, ``BrokenInputError`` for what is known to be no text."""
    suffixes = [s.lower() for s in PurePath(name).suffixes]
    suffix = suffixes[-1] if suffixes else ""
    if suffixes[-2:] == [".warc", ".gz"]:
        return Kind.WARC
    by_name = _BY_SUFFIX.get(suffix)
    is_open = media_type is not None or suffix in ("", ".xml") or not re.fullmatch(r"\.[a-z][a-z0-9]{0,7}", suffix)
    if by_name is None and not is_open:
        raise UnknownFormatError(_unknown(suffix, head))
    magic = next((what for start, what in _MAGIC if head.startswith(start)), None)
    if magic and by_name is not Kind.WARC and not _is_packed_warc(head):
        error = BrokenInputError if by_name else UnknownFormatError
        raise error(f"is {magic}, not text: give {_READABLE}")
    found = by_name or _BY_MEDIA_TYPE.get((media_type or "").partition(";")[0].strip().lower()) or sniff(head)
    if suffix == ".xml" and found is Kind.TEXT:
        raise UnknownFormatError("is XML, but neither a feed nor a page: give an RSS or Atom feed")
    return found


def sniff(head: bytes) -> Kind:
    """The kind that the first bytes of an input show; plain text where they show nothing else."""
    start = head.removeprefix(b"\xef\xbb\xbf").lstrip()
    if start.startswith(b"WARC/") or _is_packed_warc(head):
        return Kind.WARC
    if head.startswith(b"PAR1"):
        return Kind.PARQUET
    if re.match(rb'\{\s*"', start):
        return Kind.JSONL
    if start.startswith(b"<"):
        if _FEED.search(start):
            return Kind.FEED
        if _HTML.search(start):
            return Kind.HTML
    fields = [line for line in start.partition(b"\n\n")[0].splitlines()[:40] if _MAIL_FIELD.match(line)]
    if len(fields) >= 2 and _MAIL_FIELD.match(start):
        return Kind.MAIL
    return Kind.TEXT


def _is_packed_warc(head: bytes) -> bool:
    if not head.startswith(b"\x1f\x8b"):
        return False
    try:
        return zlib.decompressobj(wbits=31).decompress(head, 64).startswith(b"WARC/")
    except zlib.error:
        return False


def _unknown(suffix: str, head: bytes) -> str:
    if suffix == ".pdf" or head.startswith(b"%PDF-"):
        return "is a PDF, which is not read: make text of it first (pdftotext FILE.pdf FILE.txt)"
    if suffix == ".json":
        return "is JSON: give one object a line with the field text, in a file that ends in .jsonl"
    return f"has the unknown ending {suffix}: give {_READABLE}"
