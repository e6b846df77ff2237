"""Collecting: any bytes as a page, text, feed, mail, WARC, JSON lines, list of feeds, robots.txt or packed body.

The first line says as what (a word of ``_SUFFIXES`` or ``_OTHERS``, else the bytes tell the kind), and ``raw``."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable

import msgspec

from dateline.collect.compressed import decode_body
from dateline.collect.feeds.listing import read_listing
from dateline.collect.feeds.subscriptions import subscriptions
from dateline.collect.gather import Received, receive_bytes
from dateline.collect.options import Failure, Options
from dateline.collect.robots import parse
from dateline.collect.text import decode
from dateline.errors import BrokenInputError, InputError, UsageError
from dateline.values import Reading
from dateline.work.encode import LAYERS, encode
from fuzz.beside import module
from fuzz.faults import headed, hold, in_time, none_of, told

_SUFFIXES = {
    "page": ".html", "text": ".txt", "lines": ".jsonl", "warc": ".warc", "packed": ".warc.gz", "feed": ".rss",
    "mail": ".eml", "xml": ".xml",
}  # fmt: skip
_SECONDS, _PER_KILOBYTE = 2.0, 0.05


def check(data: bytes) -> None:
    """Collects twice; both times the same comes out, and what comes out is what the contract says."""
    words, rest = headed(data)
    with in_time(len(rest), _SECONDS, _PER_KILOBYTE):
        other = next((_OTHERS[word] for word in words if word in _OTHERS), None)
        if other is not None:
            other(rest)
            return
        name = next((f"x{_SUFFIXES[word]}" for word in words if word in _SUFFIXES), "x")
        options = Options(raw="raw" in words, date="2015-03-04" if "dated" in words else None)
        once = [_sound(found, name, options.raw) for found in receive_bytes(name, rest, "fuzzed", options)]
        again = [_sound(found, name, options.raw) for found in receive_bytes(name, rest, "fuzzed", options)]
    hold(once == again, "the same bytes give something else the second time")


def _sound(found: Received | Failure, name: str, raw: bool) -> object:
    if isinstance(found, Failure):
        hold(isinstance(found.error, InputError), f"a failure of another kind: {found.error!r}")
        told(found.error)
        return found.name, str(found.error)
    report = found.report
    length = len(decode(found.data)) if name == "x.txt" else None
    result = msgspec.json.decode(encode(Reading(report), LAYERS))
    none_of(module("work", "contract").faults(result, length, raw))
    return result


def _listing(data: bytes) -> None:
    try:
        found = read_listing("https://example.org/feed", data)
    except InputError as error:
        told(error)
        return
    for item in found.items:
        hold(bool(item.name) and len(item.digest) == 64, f"an item without a name: {item!r}")
        hold(item.url is None or item.url.startswith(("http://", "https://")), f"leads to {item.url!r}")
    hold(all(found.children), "a child without address")


def _subscriptions(data: bytes) -> None:
    with tempfile.NamedTemporaryFile(delete=False) as file:
        file.write(data)
    try:
        found = subscriptions([file.name])
        hold(len({one.address for one in found}) == len(found), "the same address twice")
    except UsageError as error:
        told(error)
    finally:
        os.unlink(file.name)


def _robots(data: bytes) -> None:
    rules = parse(data, "dateline")
    for path in ("", "/", "/a/b?c=%41", "/" + data[:200].decode("latin-1").replace("#", "")):
        rules.allows("https://example.org" + path)
    hold(rules.delay is None or rules.delay >= 0, f"a delay of {rules.delay}")


def _body(data: bytes) -> None:
    for transfer, content in (("chunked", ""), ("", "gzip"), ("", "deflate"), ("", "br"), ("chunked", "gzip, br")):
        try:
            unpacked = decode_body(data, transfer, content, 1 << 20)
            hold(len(unpacked) <= max(1 << 20, len(data)), "unpacked to more than was allowed")
        except BrokenInputError as error:
            told(error)


_OTHERS: dict[str, Callable[[bytes], None]] = {
    "listing": _listing, "subscriptions": _subscriptions, "robots": _robots, "body": _body,
}  # fmt: skip
