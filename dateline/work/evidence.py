"""The bytes that reports came in, given out as they are."""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO

from sqlalchemy import select

from dateline.library.library import Library
from dateline.library.tables import evidence as stored

_BLOCK = 1 << 16


def evidence(library: Library, digest: str) -> Iterator[bytes] | None:
    """The bytes of a sha256, block by block; None where no report came in them, or they are missing."""
    with library.reading() as connection:
        known = connection.scalar(select(stored.c.size).where(stored.c.sha256 == digest))
    stream = library.evidence.open(digest) if known is not None else None
    return _blocks(stream) if stream is not None else None


def _blocks(stream: BinaryIO) -> Iterator[bytes]:
    with stream:
        while block := stream.read(_BLOCK):
            yield block
