"""What corpora tell, with the event that each telling is of by its annotation."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import combinations
from pathlib import Path
from typing import cast

from msgspec import Struct

from benchmarks.corpora.ecbplus_events import EventDocument, events
from benchmarks.marked import MarkedEvent, Marks, checked
from benchmarks.reads import Reads, as_report
from dateline.corroborate.cluster import components
from dateline.corroborate.tell import tellings, tellings_at
from dateline.corroborate.telling import Anchor, Telling
from dateline.locate.index import open_index
from dateline.read.reader import Reader
from dateline.values import Reading, Report
from dateline.work import pipeline


class Told(Struct, frozen=True):
    """A gold telling; ``event`` names what it is of, ``topic`` the reports it can share it with (what is held out
    together), ``part`` a narrower group where the corpus has one."""

    telling: Telling
    event: str
    topic: str
    part: str


class ToldReport(Struct, frozen=True):
    """A report's gold tellings, and all that dateline itself finds in it: in ECB+ in the checked sentences."""

    gold: tuple[Told, ...]
    found: tuple[Telling, ...]


def readings(reports: Iterable[Report], reader: Reads) -> Iterator[Reading]:
    """Reports read with the whole pipeline."""
    tools = pipeline.Tools(cast(Reader, reader), open_index())
    for report in reports:
        yield pipeline.read(report, tools)


def ecb(data: Path, split: str, reader: Reads) -> Iterator[ToldReport]:
    """ECB+'s documents with checked sentences; ``topic`` is the corpus's, ``part`` its half of the topic: each topic is
    of two events that are easily confused, told by the files "ecb" and "ecbplus"."""
    documents = list(events(data, split))
    reports = (as_report(d.document.id, d.document.text) for d in documents)
    for document, reading in zip(documents, readings(reports, reader), strict=True):
        yield _of_document(document, reading)


def _of_document(one: EventDocument, reading: Reading) -> ToldReport:
    topic, half = str(one.document.topic), "plus" if one.document.id.endswith("plus") else ""
    spans = [(mention.start, mention.end) for mention in one.mentions]
    made = {(t.start, t.end): t for t in tellings_at(reading, sorted(set(spans)))}
    gold = [
        Told(made[span], mention.cluster, topic, topic + half)
        for span, mention in zip(spans, one.mentions, strict=True)
        if span in made
    ]
    own = [t for t in tellings(reading) if any(a <= t.start and t.end <= b for a, b in one.sentences)]
    return ToldReport(tuple(gold), tuple(own))


def marked(marks: Marks, data: Path, reader: Reads, held: bool | None = None) -> Iterator[ToldReport]:
    """The reports of marked events (of those held out or not, or of all), each with its marked tellings; ``topic`` is
    the first event of those that share reports with it."""
    texts = checked(marks, data)
    wanted = [event for event in marks.events if held is None or event.held is held]
    topic = topics(wanted)
    numbers = sorted({i for event in wanted for i, _, _ in event.tellings})
    for number, reading in zip(numbers, readings((texts[i] for i in numbers), reader), strict=True):
        names = {(start, end): e.name for e in wanted for i, start, end in e.tellings if i == number}
        told = tellings_at(reading, sorted(names))
        gold = [Told(one, event, topic[event], event) for one in told for event in [names[one.start, one.end]]]
        yield ToldReport(tuple(gold), tellings(reading))


def topics(events_: Iterable[MarkedEvent]) -> dict[str, str]:
    """For each event the first by name of those that it shares reports with, directly or by others."""
    reports = {event.name: {i for i, _, _ in event.tellings} for event in events_}
    shared = [(a, b) for a, b in combinations(sorted(reports), 2) if reports[a] & reports[b]]
    return {name: part[0] for part in components(reports, shared) for name in part}


def overlapping(gold: Iterable[Telling], found: Iterable[Telling]) -> dict[Anchor, Anchor]:
    """Gold tellings that found ones overlap, each used once, in order of the text: anchor of the gold one → anchor of
    the found one."""
    left = sorted(found, key=lambda t: t.anchor)
    pairs: dict[Anchor, Anchor] = {}
    for one in sorted(gold, key=lambda t: t.anchor):
        report, start, end = one.anchor
        for other in left:
            if other.article.report == report and other.start < end and start < other.end:
                pairs[one.anchor] = other.anchor
                left.remove(other)
                break
    return pairs
