"""HTTP bodies unpacked, with a limit: a small body that unpacks to a huge one is refused, not held in memory."""

from __future__ import annotations

import re
import zlib

from dateline.errors import BrokenInputError

LARGEST = 1 << 25
"""Bytes after unpacking (32 MiB)."""
RATIO = 200
"""Times its packed size that a body may unpack to, once it is larger than ``FREE``; news pages reach about 20."""
FREE = 1 << 20
_CHUNK = re.compile(rb"([0-9a-fA-F]{1,8})[ \t]*(?:;[^\r\n]{0,200})?\r\n")


def decode_body(data: bytes, transfer: str = "", content: str = "", largest: int = LARGEST) -> bytes:
    """``data`` without its transfer and content encodings (chunked; gzip, deflate, brotli). Data that do not have the
    encoding they declare are taken as already decoded, as archives often keep them. Raises ``BrokenInputError`` for
    data that are cut, unpack to more than ``largest`` bytes or more than ``RATIO`` times their size."""
    if "chunked" in transfer.lower():
        data = _dechunk(data)
    for encoding in reversed([e.strip().lower() for e in content.split(",") if e.strip()]):
        if encoding in ("gzip", "x-gzip"):
            data = _inflate(data, 31, largest) if data.startswith(b"\x1f\x8b") else data
        elif encoding == "deflate":
            data = _inflate(data, 15 if data[:1] == b"\x78" else -15, largest)
        elif encoding == "br":
            data = _unbrotli(data, largest)
        elif encoding != "identity":
            raise BrokenInputError(f"is packed as {encoding!r}, which is not read: ask for gzip")
    return data


def _dechunk(data: bytes) -> bytes:
    pieces: list[bytes] = []
    position = 0
    while match := _CHUNK.match(data, position):
        size = int(match[1], 16)
        if size == 0:
            return b"".join(pieces)
        pieces.append(data[match.end() : match.end() + size])
        position = match.end() + size + 2
    return data if not pieces else b"".join(pieces)


def _inflate(data: bytes, wbits: int, largest: int) -> bytes:
    unpacker = zlib.decompressobj(wbits)
    try:
        unpacked = unpacker.decompress(data, _allowed(data, largest) + 1)
    except zlib.error:
        raise BrokenInputError("is packed, but damaged: fetch it again") from None
    _check(data, unpacked, largest)
    if not unpacker.eof:
        raise BrokenInputError("is packed, but cut short: fetch it again")
    return unpacked


def _unbrotli(data: bytes, largest: int) -> bytes:
    import brotli  # type: ignore[import-untyped]

    unpacker = brotli.Decompressor()
    unpacked = bytearray()
    limit = _allowed(data, largest) + 1
    try:
        unpacked += unpacker.process(data, output_buffer_limit=limit)
        while not unpacker.is_finished() and not unpacker.can_accept_more_data() and len(unpacked) < limit:
            unpacked += unpacker.process(b"", output_buffer_limit=limit - len(unpacked))
    except brotli.error:
        if not unpacked and data.lstrip()[:1] == b"<":
            return data
        raise BrokenInputError("is packed, but damaged: fetch it again") from None
    _check(data, unpacked, largest)
    return bytes(unpacked)


def _allowed(data: bytes, largest: int) -> int:
    return min(largest, max(FREE, RATIO * len(data)))


def _check(data: bytes, unpacked: bytes | bytearray, largest: int) -> None:
    if len(unpacked) > _allowed(data, largest):
        raise BrokenInputError(f"unpacks from {len(data)} bytes to more than {_allowed(data, largest)}: refused")
