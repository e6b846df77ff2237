"""What was fetched as a WARC/1.1 record (ISO 28500): the answer as received, the request, and how it came about.

FastWARC reads what is written here; its own writer is not used, for its interface changes between releases and three
headers are all there is to it."""

from __future__ import annotations

import base64
import gzip
import hashlib
import uuid
from collections.abc import Sequence
from urllib.parse import urlsplit

from dateline.collect.fetch import Answer

_SPACE = uuid.UUID("6f3c5a1e-8a53-4f0e-9f0c-3c1b0a7f2d11")


def records(answer: Answer, at: str, facts: Sequence[tuple[str, str]] = ()) -> bytes:
    """Three records, each a gzip member: response, request, metadata. ``at``: when it was asked for
    (``YYYY-MM-DDThh:mm:ssZ``); ``facts``: names and values for the metadata, one line each."""
    payload = hashlib.sha1(answer.body, usedforsecurity=False).digest()
    seed = f"{answer.url}\n{at}\n{answer.address}\n{hashlib.sha256(answer.body).hexdigest()}"
    ids = [f"<urn:uuid:{uuid.uuid5(_SPACE, f'{kind} {seed}')}>" for kind in ("response", "request", "metadata")]
    common = [("WARC-Target-URI", answer.url), ("WARC-Date", at)]
    there = [("WARC-IP-Address", answer.address)]
    beside = [("WARC-Concurrent-To", ids[0])]
    return b"".join(
        (
            _record(
                "response",
                ids[0],
                [*common, *there, ("WARC-Payload-Digest", f"sha1:{base64.b32encode(payload).decode()}")],
                "application/http;msgtype=response",
                _head(f"HTTP/1.1 {answer.status} {answer.reason}".rstrip(), _kept(answer)) + answer.body,
            ),
            _record(
                "request",
                ids[1],
                [*common, *there, *beside],
                "application/http;msgtype=request",
                _head(f"GET {_path(answer.url)} HTTP/1.1", answer.sent),
            ),
            _record(
                "metadata",
                ids[2],
                [*common, *beside],
                "application/warc-fields",
                "".join(f"{name}: {_line(value)}\r\n" for name, value in facts).encode(),
            ),
        )
    )


def _record(kind: str, id_: str, fields: Sequence[tuple[str, str]], media: str, block: bytes) -> bytes:
    digest = base64.b32encode(hashlib.sha1(block, usedforsecurity=False).digest()).decode()
    lines = [
        "WARC/1.1",
        f"WARC-Type: {kind}",
        f"WARC-Record-ID: {id_}",
        *(f"{name}: {_line(value)}" for name, value in fields),
        f"WARC-Block-Digest: sha1:{digest}",
        f"Content-Type: {media}",
        f"Content-Length: {len(block)}",
    ]
    return gzip.compress("\r\n".join(lines).encode() + b"\r\n\r\n" + block + b"\r\n\r\n", mtime=0)


def _kept(answer: Answer) -> list[tuple[str, str]]:
    """The headers as received; those of chunks, which are gone, under another name, as other crawlers keep them."""
    return [
        (f"X-Crawler-{name}" if name.lower() == "transfer-encoding" else name, value) for name, value in answer.headers
    ]


def _head(first: str, headers: Sequence[tuple[str, str]]) -> bytes:
    lines = [first, *(f"{name}: {_line(value)}" for name, value in headers)]
    return "\r\n".join(lines).encode("utf-8", "surrogateescape") + b"\r\n\r\n"


def _path(url: str) -> str:
    parts = urlsplit(url)
    return (parts.path or "/") + (f"?{parts.query}" if parts.query else "")


def _line(value: str) -> str:
    return " ".join(value.split())
