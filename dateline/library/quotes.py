"""Whether every span of a reading quotes what stands in its report's text."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from dateline.values import Attribution, Extent, Mention, Reading


def misquoted(reading: Reading) -> tuple[int, list[str]]:
    """How many spans the reading has, and what is wrong with each that does not quote the text: where it is, and its
    offsets; never its words."""
    text = reading.report.text
    number, wrong = 0, []
    for where, start, end, quoted in _spans(reading):
        number += 1
        if not 0 <= start <= end <= len(text):
            wrong.append(f"{where} [{start}, {end}] lies outside the text")
        elif quoted is not None and text[start:end] != quoted:
            wrong.append(f"{where} [{start}, {end}] does not stand there")
    return number, wrong


_Found = Iterator[tuple[str, int, int, str | None]]


def _spans(reading: Reading) -> _Found:
    for layer in ("claims", "attributions", "mentions", "places", "times"):
        for number, value in enumerate(getattr(reading, layer)):
            yield from _within(f"{layer}[{number}]", value)


def _within(where: str, value: object) -> _Found:
    """All spans in a value: structs with ``start`` and ``end``, and what they are made of."""
    if isinstance(value, Attribution):
        for name in ("source", "cue", "content"):
            yield from ((f"{where}.{name}", start, end, None) for start, end in getattr(value, name))
    elif isinstance(value, Extent | Mention):
        yield where, value.start, value.end, None
    elif isinstance(value, Struct):
        fields = value.__struct_fields__
        if {"text", "start", "end"} <= set(fields):
            quoted = value.text, value.start, value.end  # type: ignore[attr-defined]
            yield where, quoted[1], quoted[2], quoted[0]
        for name in fields:
            yield from _within(f"{where}.{name}", getattr(value, name))
    elif isinstance(value, tuple):
        for number, part in enumerate(value):
            yield from _within(f"{where}[{number}]", part)
    elif isinstance(value, dict):
        for name in sorted(value):
            yield from _within(f"{where}.{name}", value[name])
