"""Partitions: so many records each, by their place in the input alone, so that every run makes the same."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct, json

from dateline.cluster.inputs import File, Unit
from dateline.cluster.store import Store
from dateline.errors import InputError

Slice = tuple[int, ...]
"""Where a partition lies in its file. ``jsonl``: first byte, the byte after the last (-1: the end), number of the first
line. ``warc``: the fields of ``dateline.collect.warc.Part`` (-1: the end). ``parquet``: first row, the row after the
last."""


class Partition(Struct, frozen=True):
    """``name`` sorts in the order of the input. ``files``: one, of which ``slice`` is read, or several that are each
    read whole (``slice`` empty)."""

    name: str
    files: tuple[File, ...]
    slice: Slice = ()


def partitions(unit: Unit, slices: Sequence[Slice], records: int) -> list[Partition]:
    """The partitions of a unit; ``slices`` as :func:`cut` gives them."""
    if unit.files[0].kind != "whole":
        return [Partition(_name(unit, n), unit.files, part) for n, part in enumerate(slices)]
    parts = range(0, len(unit.files), records)
    return [Partition(_name(unit, n), unit.files[start : start + records]) for n, start in enumerate(parts)]


def cut(unit: Unit, records: int) -> list[Slice]:
    """Where the partitions of a unit's file begin and end. It is read once, without reading the reports; what cannot
    be read at all is one partition, which then says so."""
    file = unit.files[0]
    if file.kind == "whole":
        return []
    try:
        with Store(file.address).open() as stream:
            if file.kind == "jsonl":
                from dateline.collect import jsonl

                starts = jsonl.parts(stream, records)
                ends = [offset for offset, _ in starts[1:]] + [-1]
                return [(offset, end, line) for (offset, line), end in zip(starts, ends, strict=True)]
            if file.kind == "warc":
                from dateline.collect import warc

                found = warc.parts(stream, records)
                return [(p.offset, p.skipped, -1 if p.pages is None else p.pages, p.before) for p in found]
            from dateline.collect import parquet

            rows = max(1, parquet.length(stream))
            return [(first, min(rows, first + records)) for first in range(0, rows, records)]
    except InputError:
        return [WHOLE[file.kind]]


WHOLE: dict[str, Slice] = {"jsonl": (0, -1, 1), "warc": (0, 0, -1, 0), "parquet": (0, 1)}
"""All of a file; of a Parquet that cannot be read, its first row, which says so."""


def kept(store: Store, unit: Unit) -> list[Slice] | None:
    """Cuts that were kept; None where there are none."""
    data = store.get(_file(unit))
    return json.decode(data, type=list[Slice]) if data is not None else None


def keep(store: Store, unit: Unit, slices: Sequence[Slice]) -> None:
    """Keeps cuts: a run that goes on need not make them again."""
    store.put(_file(unit), json.encode(slices))


def _name(unit: Unit, number: int) -> str:
    return f"{unit.number:06}-{number:06}"


def _file(unit: Unit) -> str:
    return f"_cuts/{unit.number:06}.json"
