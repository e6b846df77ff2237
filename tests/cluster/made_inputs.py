"""Inputs of every kind that is cut, written for these tests."""

from __future__ import annotations

import gzip
import io
import json
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

PLACES = ("Manbij", "Raqqa", "Hasakah", "Kobane", "Tell Abyad", "Sarrin", "Suluk")


def text(number: int) -> str:
    """A short report, another one for each number."""
    place = PLACES[number % len(PLACES)]
    return (
        f"Shelling kills {number + 3} in {place}\n\nShells killed {number + 3} people in {place} on Monday, the mayor "
        f"said. Gunmen seized a checkpoint near {place}, residents told the North Bulletin.\n"
    )


def line(number: int) -> bytes:
    """It as a line of JSON."""
    report = {"text": text(number), "published": f"2015-03-{number % 27 + 1:02}", "publisher": "North Bulletin"}
    return json.dumps(report).encode()


def jsonl(path: Path, reports: int) -> Path:
    """Lines: the third is none, the fifth is blank."""
    lines = [line(number) for number in range(reports)]
    lines[2:2] = [b"{not json"]
    lines[4:4] = [b""]
    path.write_bytes(b"\n".join(lines) + b"\n")
    return path


def record(number: int, kind: str = "response", status: int = 200) -> bytes:
    """A record of a WARC."""
    page = f"<html><head><title>Shelling {number}</title></head><body><article>" + "".join(
        f"<p>{part}</p>" for part in text(number).split("\n\n") * 3
    )
    body = f"HTTP/1.1 {status} OK\r\nContent-Type: text/html\r\n\r\n{page}</article></body></html>".encode()
    head = (
        f"WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: http://north.example/{number}\r\n"
        f"WARC-Date: 2015-03-02T00:00:00Z\r\nWARC-Record-ID: <urn:uuid:00000000-0000-0000-0000-{number:012}>\r\n"
        f"Content-Type: application/http; msgtype={kind}\r\nContent-Length: {len(body)}\r\n\r\n"
    )
    return head.encode() + body + b"\r\n\r\n"


def records(pages: int) -> list[bytes]:
    """Requests and redirects between the pages."""
    return [
        part
        for number in range(pages)
        for part in (record(number, "request"), record(number), *([record(number, status=404)] * (number % 3 == 0)))
    ]


def warc(path: Path, pages: int, how: str) -> Path:
    """``plain``, ``members`` (one a record, as the standard has it), ``one`` (all in one member) or ``cut``."""
    parts = records(pages)
    data = {
        "plain": b"".join(parts),
        "members": b"".join(map(gzip.compress, parts)),
        "one": gzip.compress(b"".join(parts)),
        "cut": b"".join(map(gzip.compress, parts))[:-40],
    }[how]
    path.write_bytes(data)
    return path


def parquet(path: Path, reports: int) -> Path:
    """Rows in groups of three: the second has no text."""
    rows = [json.loads(line(number)) | {"score": number} for number in range(reports)]
    rows[1]["text"] = None
    out = io.BytesIO()
    pq.write_table(pa.Table.from_pylist(rows), out, row_group_size=3)
    path.write_bytes(out.getvalue())
    return path
