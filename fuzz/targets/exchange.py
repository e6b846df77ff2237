"""Exchange: any bytes as a file to import (first line ``import FORMAT``), and any events in every format (first line
``export``; the rest makes the events, through the strategies that the tests use)."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from functools import cache
from typing import Any

import msgspec
from hypothesis import HealthCheck, given, settings

from dateline.errors import BrokenInputError, UsageError
from dateline.exchange.formats import FORMATS
from dateline.exchange.imported import Imported, event
from dateline.exchange.record import AsItIs, LeftOut, Record
from dateline.work.imported import as_written
from fuzz.beside import module
from fuzz.faults import headed, hold, in_time, told

_SECONDS, _PER_KILOBYTE = 3.0, 0.2
_IMPORTS = sorted(name for name, one in FORMATS.items() if one.imports)
_CONTROL = re.compile(rb"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")


def check(data: bytes) -> None:
    """Imports a file, or exports events to every format and imports them again."""
    words, rest = headed(data)
    with in_time(len(rest), _SECONDS, _PER_KILOBYTE):
        if words[:1] == ["export"]:
            _exports()(rest)
            return
        name = next((word for word in words if word in _IMPORTS), "geojson")
        try:
            rows = list(FORMATS[name].read(rest, "x"))
        except BrokenInputError as error:
            told(error)
            return
    for row in rows:
        _sound(row)
    again = _written(name, [AsItIs(as_written(name, row.row)) for row in rows])
    first = list(FORMATS[name].read(again, "x"))
    hold(len(first) == len(rows), f"{len(rows)} rows became {len(first)}")
    hold(_written(name, [AsItIs(as_written(name, row.row)) for row in first]) == again, "what was read again differs")


def _sound(row: Imported) -> None:
    kept = msgspec.json.decode(msgspec.json.encode(row), type=Imported)
    hold(kept == row, "the row is another one once it was stored")
    days = [date.fromisoformat(day) for day in (row.earliest, row.latest) if day is not None]
    hold(days == sorted(days), f"{row.earliest} to {row.latest}")
    hold((row.latitude is None) == (row.longitude is None), "half a point")
    hold(row.latitude is None or -90 <= row.latitude <= 90, f"latitude {row.latitude}")
    hold(row.longitude is None or -180 <= row.longitude <= 180, f"longitude {row.longitude}")
    made = event("0" * 16, row)
    hold((made is None) == (row.type is None), "an event of no type")


def _written(name: str, found: list[Any], left: Callable[[LeftOut], None] = lambda _: None) -> bytes:
    return b"".join(FORMATS[name].write(found, left))


@cache
def _exports() -> Callable[[bytes], object]:
    @settings(deadline=None, database=None, suppress_health_check=list(HealthCheck))
    @given(module("exchange", "made_records").several())
    def every(found: list[Record]) -> None:
        for name in sorted(FORMATS):
            _one(name, found)

    made: Callable[[bytes], object] = every.hypothesis.fuzz_one_input
    return made


def _one(name: str, found: list[Record]) -> None:
    try:
        data = _written(name, found)
    except UsageError as error:  # CAP has no message without an event
        hold(name == "cap", str(error))
        return
    problems = FORMATS[name].check(data)
    hold(problems == [], f"{name}: {problems[:1]}")
    if name != "parquet":
        hold(_CONTROL.search(data) is None, f"{name}: a control character")
    if name in _IMPORTS:
        rows = [_kept(row) for row in FORMATS[name].read(data, "x")]
        hold(_written(name, [AsItIs(as_written(name, row.row)) for row in rows]) == data, f"{name}: not the same again")


def _kept(row: Imported) -> Imported:
    return msgspec.json.decode(msgspec.json.encode(row), type=Imported)
