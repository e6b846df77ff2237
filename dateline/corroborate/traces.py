"""What a store indexes of a report, so that those it may share an event with are found without looking at all.

Two reports whose tellings meet (:func:`dateline.corroborate.candidates.meets`) share a trace, with a family and a
window in common; that some share one does not mean that they meet. A trace is of a whole report: some dozens of rows
instead of a thousand keys."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from hashlib import blake2b

from msgspec import Struct

from dateline.corroborate.candidates import Marks

ANY_KIND = (1 << 15) - 1
ANY_TIME = (-(1 << 31), (1 << 31) - 1)


class Trace(Struct, frozen=True, order=True):
    """``key`` stands for a word, a cell of the map or two names (63 bits of their hash); ``kinds`` and ``first`` to
    ``last`` are those in which any telling of the report has it."""

    key: int
    kinds: int
    first: int
    last: int


def traces(tellings: Iterable[Marks]) -> tuple[Trace, ...]:
    """The traces of a report's tellings, in rising order, each key once."""
    found: dict[tuple[object, ...], tuple[int, int, int]] = {}
    for marks in tellings:
        for value, kinds, (first, last) in _values(marks):
            old = found.get(value, (0, first, last))
            found[value] = old[0] | kinds, min(old[1], first), max(old[2], last)
    return tuple(sorted(Trace(_hash(value), *rest) for value, rest in found.items()))


def merged(of: Iterable[Sequence[Trace]]) -> tuple[Trace, ...]:
    """Traces of several reports as if they were one."""
    found: dict[int, Trace] = {}
    for trace in (trace for one in of for trace in one):
        old = found.get(trace.key, trace)
        kinds, first, last = old.kinds | trace.kinds, min(old.first, trace.first), max(old.last, trace.last)
        found[trace.key] = Trace(trace.key, kinds, first, last)
    return tuple(sorted(found.values()))


def crosses(one: Trace, other: Trace) -> bool:
    """Whether two traces of one key can be of tellings that meet."""
    return bool(one.kinds & other.kinds) and one.first <= other.last and other.first <= one.last


def _values(marks: Marks) -> Iterator[tuple[tuple[object, ...], int, tuple[int, int]]]:
    if marks.windows is not None:
        yield from ((("topic", word), marks.kinds, marks.windows) for word in marks.topics)
        yield from ((("word", word), marks.kinds, marks.windows) for word in marks.words)
        yield from ((("cell", *cell), marks.kinds, marks.windows) for cell in marks.cells)
    for couple in marks.couples:
        yield ("names", *couple), marks.kinds, marks.seasons or ANY_TIME
        yield ("recalled", marks.head, *couple), ANY_KIND, ANY_TIME


def _hash(value: tuple[object, ...]) -> int:
    return int.from_bytes(blake2b(repr(value).encode(), digest_size=8).digest(), "big") >> 1
