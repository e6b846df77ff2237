"""Judgements on claims: accept, reject, correct, and add one that the machine missed."""

from __future__ import annotations

import re
from collections.abc import Sequence
from hashlib import sha256
from typing import Any

import msgspec

from dateline.corroborate.corrected import Entry
from dateline.corroborate.judgement import CLAIM, Accept, Add, Correct, Reject
from dateline.errors import UsageError
from dateline.library.judgements import Anchor
from dateline.values import Claim, Extent, Reading, Trigger
from dateline.work.anchors import HOW, Place, claims_of, find_claims, shown
from dateline.work.judging import Session
from dateline.work.places_by_id import place_of
from dateline.work.short_forms import Writer

_SENTENCE_END = re.compile(r"[.!?…][\"'”’)\]]*\s+(?=[\"'“‘(\[]*[^\W\d_a-zß-öø-ÿ]|\d)|\n+")


def accept(session: Session, given: Sequence[str]) -> None:
    """Vouches for claims as they stand: where words carry several, for all of them, unless the anchor names a type."""
    for one in given:
        place, found = _claims(session, one)
        for entry in found:
            claim = msgspec.structs.replace(entry.claim, confidence=entry.first.confidence)
            session.say(Accept(of=entry.found, claim=claim, alone=_alone(session, place, entry)), _anchor(entry, CLAIM))


def reject(session: Session, given: Sequence[str]) -> None:
    """Says that there are no such claims. Raises UsageError for one that was rejected already."""
    for one in given:
        _, found = _claims(session, one)
        standing = [entry for entry in found if not entry.is_out]
        if not standing:
            raise UsageError(f"{one}: was rejected already; dateline judge list shows by whom")
        for entry in standing:
            session.say(Reject(of=entry.found), _anchor(entry, CLAIM))


def correct(session: Session, given: str, fields: Sequence[str]) -> None:
    """Gives fields of a claim other values, ``FIELD=VALUE`` each (see ``short_forms``). Where no claim stands, a new
    one is added: it needs a type. Raises UsageError."""
    written = _written(fields)
    place, found = find_claims(session.connection, given)
    if not found:
        _add(session, given, place, written)
        return
    if len(found) > 1:
        there = ", ".join(shown(place.anchor, entry.claim.type) for entry in found)
        raise UsageError(f"{given}: several claims stand there: give one of {there}")
    entry = found[0]
    if entry.is_out:
        raise UsageError(f"{given}: was rejected: take that back (dateline judge undo), or accept it first")
    alone = _alone(session, place, entry)
    for field, value in _values(place.reading, entry.claim, written):
        said = Correct(of=entry.found, field=field, value=msgspec.to_builtins(value), claim=entry.first, alone=alone)
        session.say(said, _anchor(entry, field))


def _written(fields: Sequence[str]) -> dict[str, str]:
    found: dict[str, str] = {}
    for one in fields:
        field, equals, value = one.partition("=")
        if not equals:
            raise UsageError(f"{one!r} is no correction: give FIELD=VALUE, as in status=denied")
        if field.strip() in found:
            raise UsageError(f"{field.strip()} is given twice: join several values by ;")
        found[field.strip()] = value
    if not found:
        raise UsageError("say what is to be corrected: FIELD=VALUE, as in status=denied")
    return found


def _values(reading: Reading, claim: Claim, written: dict[str, str]) -> list[tuple[str, Any]]:
    """The type first: which modes there are depends on it."""
    made: list[tuple[str, Any]] = []
    for field in sorted(written, key=lambda name: name != "type"):
        value = Writer(reading, claim, place_of).value(field, written[field])
        made.append((field, value))
        if field == "type":
            claim = msgspec.structs.replace(claim, type=value)
    return made


def _claims(session: Session, given: str) -> tuple[Place, list[Entry]]:
    place, found = find_claims(session.connection, given)
    if not found:
        kind = f" of type {place.type}" if place.type else ""
        raise UsageError(f"{given}: no claim{kind} stands there; {HOW}")
    return place, found


def _alone(session: Session, place: Place, entry: Entry) -> bool:
    """Whether a claim of the machine's is the only one at its words."""
    there = [e for e in claims_of(session.connection, place.machine) if e.telling == entry.telling and e.is_machine]
    return entry.is_machine and len(there) == 1


def _anchor(entry: Entry, field: str) -> Anchor:
    report, start, end = entry.telling
    return Anchor(report, start, end, field)


def _add(session: Session, given: str, place: Place, written: dict[str, str]) -> None:
    if "type" not in written:
        raise UsageError(f"{given}: no claim stands there; to add one say its type: type=ASSAULT ({HOW})")
    kind = Writer(place.reading, _bare(place, "ASSAULT"), place_of).value("type", written["type"])
    claim = _bare(place, kind)
    counts = {}
    for field, value in _values(place.reading, claim, written):
        if field in claim.__struct_fields__:
            claim = msgspec.structs.replace(claim, **{field: value})
        elif value is not None:
            counts[field] = value
    claim = msgspec.structs.replace(claim, counts=dict(sorted(counts.items())))
    session.say(Add(claim=claim), Anchor(place.report, place.start, place.end, CLAIM))


def _bare(place: Place, kind: str) -> Claim:
    """A claim of a type at some words, of which nothing else is known."""
    key = f"{place.report}\n{kind}\n{place.start}\n{place.end}\njudged"
    return Claim(
        id=sha256(key.encode()).hexdigest()[:16],
        type=kind,  # type: ignore[arg-type]
        mode=None,
        status="actual",
        negated=False,
        aggregate=False,
        background=False,
        trigger=Trigger(place.words, place.start, place.end),
        sentence=_sentence(place),
    )


def _sentence(place: Place) -> Extent:
    """The sentence around words: that of another claim there, else from one full stop or line to the next."""
    for claim in place.reading.claims:
        if claim.sentence.start <= place.start and place.end <= claim.sentence.end:
            return claim.sentence
    text = place.reading.report.text
    first, last = 0, len(text)
    for match in _SENTENCE_END.finditer(text):
        if match.end() <= place.start:
            first = match.end()
        elif match.start() >= place.end:
            last = match.start() + len(match[0].rstrip())
            break
    stretch = text[first:last]
    return Extent(first + len(stretch) - len(stretch.lstrip()), first + len(stretch.rstrip()))
