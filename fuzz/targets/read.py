"""Reading: any text through the whole reader, with its model. The first line gives the day of publication, ``raw``, and
``again`` to read it a second time."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

import msgspec

from dateline.collect.draft import Draft, digest
from dateline.collect.options import Options
from dateline.collect.report import make_report
from dateline.collect.text import decode
from dateline.errors import DatelineError
from dateline.values import Reading, Report
from dateline.work.encode import LAYERS, encode
from dateline.work.reader import load_reader
from fuzz.beside import module
from fuzz.faults import headed, hold, in_time, none_of, told

_SECONDS, _PER_KILOBYTE = 5.0, 0.5


def check(data: bytes) -> None:
    """Reads a text; every claim and layer is what the contract says, and quotes the text."""
    words, rest = headed(data)
    raw = "raw" in words
    try:
        body = decode(rest)
        options = Options(date=next((word for word in words if word.startswith("20")), None), raw=raw)
        report = make_report(Draft(name="x", sha256=digest(rest), data=rest, body=body), options)
    except DatelineError as error:  # another language, nothing but furniture; a wrong date in the first line
        told(error)
        return
    read = _reader()
    with in_time(len(rest), _SECONDS, _PER_KILOBYTE):
        found = encode(read(report), LAYERS)
    none_of(module("work", "contract").faults(msgspec.json.decode(found), len(body), raw))
    if "again" in words:
        hold(encode(read(report), LAYERS) == found, "the same report gives something else the second time")


@cache
def _reader() -> Callable[[Report], Reading]:
    return load_reader()
