"""Judgements taken over from a file that ``dateline judge list --format jsonl`` wrote, in another copy of the library.

They keep their ids, their authors and their moments; one that is there already changes nothing. So copies that exchange
their judgements come to hold the same true, in whatever order they do it."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Literal

import msgspec
from msgspec import Raw, Struct

from dateline.corroborate.judgement import About, Different, OfWords, Same, Says, TakenBack
from dateline.errors import DatelineError, NotFoundError, UsageError
from dateline.library import queries
from dateline.library.chain import canonical
from dateline.library.judgements import Anchor, Judged, Judgement, judgement_of, take_over
from dateline.library.library import Library
from dateline.library.writer import Writer, tombstone_of
from dateline.work.judging import check, person, settle

_ID = re.compile(r"[0-9a-f]{32}")
_AT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z")
_AHEAD = timedelta(days=1)
_LONGEST = 64 * 2**20


class Taken(Struct, frozen=True):
    """What became of a line: ``line`` counts from 1; ``id`` of the judgement, null where none could be read."""

    line: int
    status: Literal["added", "already there", "failed"]
    id: str | None = None
    why: str | None = None


class _Line(Struct, frozen=True):
    id: str
    at: str
    who: str
    kind: str
    body: Raw = Raw(b"null")  # msgspec takes no union with Raw
    anchor: Anchor | None = None
    other: Anchor | None = None
    subject: str | None = None
    retracts: str | None = None


def add_file(library: Library, path: str) -> list[Taken]:
    """Takes over the judgements of a file (``-``: standard input), in one transaction. Lines that cannot be taken over
    are told and left out. Raises NotFoundError where the file cannot be read."""
    lines = _lines(path)
    found: list[Taken] = []
    added: list[Judged] = []
    with library.writing() as writer:
        for number, line in lines:
            try:
                one = _one(writer, line)
            except DatelineError as error:
                found.append(Taken(number, "failed", _id(line), str(error)))
                continue
            if isinstance(one, Judged):
                added.append(one)
                found.append(Taken(number, "added", one.id))
            else:
                found.append(Taken(number, "already there", one))
        settle(writer, added)
    return found


def _lines(path: str) -> Iterator[tuple[int, bytes]]:
    try:
        data = sys.stdin.buffer.read(_LONGEST + 1) if path == "-" else Path(path).read_bytes()
    except OSError as error:
        raise NotFoundError(
            f"{path}: {error.strerror}; give a file that dateline judge list --format jsonl wrote"
        ) from None
    if len(data) > _LONGEST:
        raise UsageError(f"{path}: is larger than {_LONGEST // 2**20} MB: split it")
    return ((number, line) for number, line in enumerate(data.splitlines(), 1) if line.strip())


def _id(line: bytes) -> str | None:
    try:
        given = msgspec.json.decode(line).get("id")
    except (ValueError, RecursionError, AttributeError):  # also what is no UTF-8, and what nests without end
        return None
    return given if isinstance(given, str) and _ID.fullmatch(given) else None


def _one(writer: Writer, line: bytes) -> Judged | str:
    """The judgement that was added, or the id of one that was there."""
    try:
        given = msgspec.json.decode(line, type=_Line)
        says: Says | None = (
            msgspec.json.decode(given.body, type=Says) if given.body and bytes(given.body) != b"null" else None
        )
    except (ValueError, RecursionError) as error:
        raise UsageError(f"is no judgement as dateline judge list --format jsonl writes it: {error}") from None
    _check_frame(given)
    there = judgement_of(writer.connection, given.id)
    if says is None:
        if there is not None:
            return there.id
        raise UsageError("says nothing: the report that it was about had been removed where it comes from")
    body = Raw(canonical(says))
    made = Judgement(given.kind, person(given.who), given.anchor, given.other, given.subject, body, given.retracts)
    if there is not None:
        if there.judgement.body is not None and (there.at, there.judgement) != (given.at, made):
            raise UsageError("another judgement has that id here: one of the two was tampered with")
        return there.id
    _check(writer, given, says)
    return take_over(writer, given.id, given.at, made)


def _check_frame(given: _Line) -> None:
    if not _ID.fullmatch(given.id) or not _AT.fullmatch(given.at):
        raise UsageError("its id or moment is not as dateline judge list --format jsonl writes them")
    try:
        at = datetime.strptime(given.at, "%Y-%m-%dT%H:%M:%S.%fZ").replace(tzinfo=UTC)
    except ValueError:
        raise UsageError(f"{given.at} is no moment") from None
    if at > datetime.now(UTC) + _AHEAD:
        raise UsageError(f"was made at {given.at}, which is still to come: check the clocks")


def _check(writer: Writer, given: _Line, says: Says) -> None:
    connection = writer.connection
    if str(says.__struct_config__.tag) != given.kind:
        raise UsageError(f"its kind is {given.kind}, but its body says {says.__struct_config__.tag}")
    pairs = (*says.one, *says.other) if isinstance(says, Same | Different) else ()
    named = {anchor.report for anchor in (given.anchor, given.other, *pairs) if anchor is not None}
    for report in sorted(named):
        if tombstone_of(connection, report) is not None:
            raise UsageError(f"report {report} was removed from this library")
        if not queries.has(connection, report):
            raise UsageError(f"report {report} is not in this library: add it, then this file again")
    if isinstance(says, OfWords | About):
        if given.anchor is None:
            raise UsageError("has no anchor")
        check(connection, given.anchor, says)
    if isinstance(says, Same | Different) and (given.anchor is None or given.other is None or len(pairs) < 2):
        raise UsageError("needs two anchors")
    if isinstance(says, TakenBack) != (given.retracts is not None):
        raise UsageError("does not say what it takes back")
    if given.retracts is not None and judgement_of(connection, given.retracts) is None:
        raise UsageError(f"takes back {given.retracts}, which is not here: add that one first")
