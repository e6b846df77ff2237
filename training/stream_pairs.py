"""Pairs of claims of different reports, judged by reading whether they tell of one event: drawn from all pairs that a
scorer had joined or nearly joined in the stream of MUC-4's training messages, without the reports and the events that
are held out (``training/events/pairs.json``). Each stands for so many pairs of the stream.

Pairs of marked events show what may be joined, these what else a library is full of: what is said in general, again and
again, of the same parties."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import msgspec
from msgspec import Struct

from benchmarks.marked import MarkedDocument, Marks, checked, file
from benchmarks.marked import load as marked_events
from benchmarks.reads import Reads
from benchmarks.told import Told, readings, topics
from dateline.corroborate.tell import tellings_at

FILE = Path(__file__).with_name("events") / "pairs.json"
TOPIC = "stream"
"""How the events of such pairs begin, and their topics unless they tell of a marked event."""


class StreamPair(Struct, frozen=True, array_like=True):
    """Two claims, each by the number of its document, the start and the end of its telling words; whether they tell of
    one event; for how many pairs of the stream they stand; a marked event that either seems to tell of, so that both
    are held out together."""

    one: int
    start: int
    end: int
    other: int
    other_start: int
    other_end: int
    same: bool
    of: int
    event: str = ""


class StreamPairs(Struct, frozen=True):
    """The documents, and pairs of claims in them."""

    documents: tuple[MarkedDocument, ...]
    pairs: tuple[StreamPair, ...]


class JudgedPair(Struct, frozen=True):
    """A pair as it is trained on. ``topic`` of both is that of the marked event, else of the first report."""

    one: Told
    other: Told
    same: bool
    of: int


def load(path: Path = FILE) -> StreamPairs:
    """The pairs in ``path``."""
    return msgspec.json.decode(path.read_bytes(), type=StreamPairs)


def judged(pairs: StreamPairs, data: Path, reader: Reads) -> Iterator[JudgedPair]:
    """The pairs as they are read now; a pair one of whose words no claim's words can be made of is left out."""
    texts = checked(Marks(pairs.documents, ()), data)
    found = dict(enumerate(readings(texts, reader)))
    known = topics(event for event in marked_events(file()).events if not event.held)
    for number, pair in enumerate(pairs.pairs):
        ends = [(pair.one, pair.start, pair.end), (pair.other, pair.other_start, pair.other_end)]
        told = [tellings_at(found[document], [(start, end)]) for document, start, end in ends]
        if all(told):
            topic = known.get(pair.event, f"{TOPIC} {pairs.documents[pair.one].id}")
            events = (f"{TOPIC} {number}", f"{TOPIC} {number}" + ("" if pair.same else " other"))
            one, other = (Told(own[0], event, topic, topic) for own, event in zip(told, events, strict=True))
            yield JudgedPair(one, other, pair.same, pair.of)
