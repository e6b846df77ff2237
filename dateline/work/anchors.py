"""Anchors as people write them: ``REPORT:START-END`` or ``REPORT:WORDS``, for a claim also with its type behind it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import get_args

from msgspec import Struct
from sqlalchemy import Connection

from dateline.corroborate.corrected import Entry, entries
from dateline.errors import UsageError
from dateline.library import judged, queries
from dateline.library.writer import tombstone_of
from dateline.values import Anchor, ClaimType, Reading

TYPES: tuple[str, ...] = get_args(ClaimType)
_ANCHOR = re.compile(r"([0-9a-fA-F]{8,32}):(.+)", re.DOTALL)
_OFFSETS = re.compile(r"(\d{1,9})-(\d{1,9})")
_SHOWN = 6
FORM = "REPORT:START-END or REPORT:WORDS (dateline judge claims REPORT lists what there is)"
HOW = f"give {FORM}"


class Place(Struct, frozen=True):
    """An anchor that was found: the report's reading as received and as judged, and the span."""

    machine: Reading
    reading: Reading
    start: int
    end: int
    type: str | None = None

    @property
    def report(self) -> str:
        """The report's id."""
        return self.machine.report.id

    @property
    def anchor(self) -> Anchor:
        """The span."""
        return Anchor(self.report, self.start, self.end)

    @property
    def words(self) -> str:
        """What stands there."""
        return self.machine.report.text[self.start : self.end]


def is_anchor(given: str) -> bool:
    """Whether someone means an anchor, not a name or an event."""
    return _ANCHOR.fullmatch(given) is not None


def shown(anchor: Anchor, kind: str | None = None) -> str:
    """An anchor as people write it."""
    return f"{anchor.report}:{anchor.start}-{anchor.end}" + (f":{kind}" if kind else "")


def current(connection: Connection, given: str) -> tuple[Reading, Reading]:
    """The reading of the report whose id begins so, as the machine made it and as judged. Raises UsageError where there
    is none."""
    report = queries.find_report(connection, given)
    found = list(queries.current_readings(connection, frozenset([report])))
    if not found:
        tombstone = tombstone_of(connection, report)
        raise UsageError(f"{given}: was removed from the library ({tombstone.reason if tombstone else 'no reason'})")
    reading = found[0][1]
    return reading, judged.reading_as_judged(connection, reading)


def find(connection: Connection, given: str, any_of_them: bool = False) -> Place:
    """The words that an anchor names. Raises UsageError where they are not there, or more than once and not
    ``any_of_them`` will do."""
    readings, rest, kind = _split(connection, given)
    text = readings[0].report.text
    offsets = _OFFSETS.fullmatch(rest)
    if offsets is not None:
        start, end = int(offsets[1]), int(offsets[2])
        if not start < end <= len(text):
            raise UsageError(f"{given}: the report has the characters 0-{len(text)}")
        return Place(*readings, start, end, kind)
    spans = spans_of(rest, text)
    if len(spans) != 1 and not (spans and any_of_them):
        what = f"stand there {len(spans)} times: give one of {_list(spans)}" if spans else f"do not stand there; {HOW}"
        raise UsageError(f"{given}: these words {what}")
    return Place(*readings, *spans[0], kind)


def find_claims(connection: Connection, given: str) -> tuple[Place, list[Entry]]:
    """The claims that an anchor names, rejected ones too: those at the telling words, of the type if one is given. None
    where no claim stands there. Raises UsageError where the words are not in the report, or several tellings are
    meant."""
    readings, rest, kind = _split(connection, given)
    found = claims_of(connection, readings[0])
    offsets = _OFFSETS.fullmatch(rest)
    if offsets is None:
        wanted = " ".join(rest.split()).casefold()
        there = [e for e in found if " ".join(e.claim.trigger.text.split()).casefold() == wanted]
        place = Place(*readings, *there[0].telling[1:], kind) if there else find(connection, given)
    else:
        place = find(connection, given)
        there = [e for e in found if e.telling[1:] == (place.start, place.end)]
    if not there:
        there = [e for e in found if e.telling[1] < place.end and place.start < e.telling[2]]
    tellings = sorted({e.telling for e in there})
    if len(tellings) > 1:
        raise UsageError(f"{given}: claims stand at several places there: give one of {_list(t[1:] for t in tellings)}")
    if tellings:
        place = Place(*readings, *tellings[0][1:], kind)
    return place, [e for e in there if kind in (None, e.claim.type)] or [e for e in there if e.found == kind]


def claims_of(connection: Connection, machine: Reading) -> list[Entry]:
    """All claims of a reading with what was judged of them, rejected ones too."""
    report = machine.report.id
    return list(entries(machine, judged.sayings(connection, [report]).get(report, ())))


def spans_of(words: str, text: str) -> list[tuple[int, int]]:
    """Where words stand in a text, as whole words; in another case where they never stand as given."""
    parts = words.split()
    if not parts:
        return []
    pattern = r"(?<!\w)" + r"\s+".join(map(re.escape, parts)) + r"(?!\w)"
    found = [match.span() for match in re.finditer(pattern, text)]
    return found or [match.span() for match in re.finditer(pattern, text, re.IGNORECASE)]


def _split(connection: Connection, given: str) -> tuple[tuple[Reading, Reading], str, str | None]:
    match = _ANCHOR.fullmatch(given)
    if match is None:
        raise UsageError(f"{given!r} is no anchor: {HOW}")
    rest, _, kind = match[2].rpartition(":")
    if not rest or kind.upper() not in TYPES:
        rest, kind = match[2], ""
    return current(connection, match[1]), rest, kind.upper() or None


def _list(spans: object) -> str:
    every: Sequence[tuple[int, int]] = list(spans)  # type: ignore[call-overload]
    shown = ", ".join(f"{start}-{end}" for start, end in every[:_SHOWN])
    return shown + (" …" if len(every) > _SHOWN else "")
