"""Typed marks to anchors.

The typed form: ``event NAME`` opens an event; each line below it is ``CORPUS DOCUMENT | SENTENCE:words; …``, words
quoted from a numbered sentence, ``#2`` behind them where the second of several is meant. MUC-4's documents may be named
by their last four figures. Lines that begin with ``//`` are notes.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping, Sequence

from benchmarks.claims.sentences import sentences
from benchmarks.marked import Key, MarkedDocument, MarkedEvent, Marks
from dateline.values import Report
from training.annotations.line import LineError, Quote
from training.annotations.quote import Quoting

_QUOTE = re.compile(r"\s*(\d+):(.+?)(?:#(\d+))?\s*\Z")
Telling = tuple[Key, int, int]


def resolve(typed: str, reports: Mapping[Key, Report]) -> Marks:
    """The marks of a typed file. Raises ``LineError`` that names the line."""
    events: dict[str, list[Telling]] = {}
    name = ""
    for number, line in enumerate(typed.splitlines(), start=1):
        try:
            if line.startswith("event "):
                name = line.split(None, 1)[1].strip()
                if name in events:
                    raise LineError(f"{name}: stands twice")
                events[name] = []
            elif line.strip() and not line.startswith("//"):
                events[name] += _tellings(line, reports)
        except (LineError, KeyError, ValueError) as error:
            raise LineError(f"line {number}: {error}") from error
    return _stored(events, reports)


def _tellings(line: str, reports: Mapping[Key, Report]) -> list[Telling]:
    where, quotes = line.split("|", 1)
    corpus, document = where.split()
    key = (corpus, f"DEV-MUC3-{document}" if corpus == "muc4" and len(document) == 4 else document)
    if key not in reports:
        raise LineError(f"{corpus} {document}: no such document")
    text = reports[key].text
    quoting = Quoting(text, sentences(text))
    found = []
    for part in quotes.split(";"):
        read = _QUOTE.match(part)
        if read is None:
            raise LineError(f"{part!r}: write SENTENCE:words")
        quote = Quote(read[2].strip(), None, int(read[3]) if read[3] else None)
        found.append((key, *quoting.trigger(quote, quoting.sentence(int(read[1])))))
    return found


def _stored(events: Mapping[str, Sequence[Telling]], reports: Mapping[Key, Report]) -> Marks:
    keys = sorted({key for tellings in events.values() for key, _, _ in tellings})
    at = {key: i for i, key in enumerate(keys)}
    held = _held(events)
    made = []
    for name, tellings in sorted(events.items()):
        anchors = tuple(sorted((at[key], start, end) for key, start, end in tellings))
        made.append(MarkedEvent(name, name in held, anchors))
    spans = [anchor for event in made for anchor in event.tellings]
    if len(set(spans)) != len(spans):
        twice = sorted({span for span in spans if spans.count(span) > 1})
        raise LineError("marked in two events: " + "; ".join(f"{keys[i]} {a}-{b}" for i, a, b in twice))
    return Marks(tuple(MarkedDocument(*key, reports[key].text_sha256) for key in keys), tuple(made))


def _held(events: Mapping[str, Sequence[Telling]]) -> set[str]:
    """Half of the events: those that share a report stay together; the groups, the largest first and equals in the
    order of a hash, each go to the side that has fewer events told by several reports."""
    groups: list[tuple[set[str], set[Key]]] = []
    for name, tellings in sorted(events.items()):
        names, keys = {name}, {key for key, _, _ in tellings}
        for other in [g for g in groups if g[1] & keys]:
            groups.remove(other)
            names, keys = names | other[0], keys | other[1]
        groups.append((names, keys))
    several = {name for name, tellings in events.items() if len({key for key, _, _ in tellings}) > 1}
    order = sorted(groups, key=lambda g: (-len(g[0] & several), hashlib.sha256(min(g[0]).encode()).digest()))
    sides: tuple[set[str], set[str]] = set(), set()
    for names, _ in order:
        counts = [len(side & several) for side in sides]
        sides[0 if counts[0] <= counts[1] else 1].update(names)
    return sides[1]
