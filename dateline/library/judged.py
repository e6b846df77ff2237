"""What is in the library as people see it: current readings with live judgements laid over them, and what was judged of
events, sources and actors."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

import msgspec
from msgspec import Struct
from sqlalchemy import Connection

from dateline.corroborate.corrected import corrected
from dateline.corroborate.judged import Sameness
from dateline.corroborate.judgement import About, Different, Graded, Known, Letter, OfWords, Same, Saying, Says
from dateline.errors import LibraryError
from dateline.library import queries
from dateline.library.judgements import Judged, live, live_on, microseconds
from dateline.library.records import Anchored, Stored
from dateline.values import Anchor, Reading


class Grade(Struct, frozen=True):
    """How reliable people hold a source: its name as judged, a letter of the Admiralty code, who said so, when (UTC)
    and why."""

    source: str
    grade: Letter
    who: str
    at: str
    note: str | None = None


def readings(
    connection: Connection, only: frozenset[str] | None = None, words: bool = True
) -> Iterator[tuple[Stored, Reading]]:
    """``queries.current_readings`` with live judgements applied: rejected claims out, those that were added in, fields,
    places, actors, the report's day and outlet as judged. ``Stored`` is as received."""
    of = sayings(connection, only)
    for stored, reading in queries.current_readings(connection, only, words):
        yield stored, corrected(reading, of.get(reading.report.id, ()))


def claims(connection: Connection, only: frozenset[str] | None = None) -> Iterator[Anchored]:
    """The claims of ``readings``, in the order of reports and text."""
    for _, reading in readings(connection, only):
        for claim in reading.claims:
            yield Anchored(reading.report.id, reading.report.published, reading.report.publisher, claim)


def reading_as_judged(connection: Connection, reading: Reading) -> Reading:
    """A reading with the live judgements on its report applied."""
    return corrected(reading, sayings(connection, [reading.report.id]).get(reading.report.id, ()))


def sayings(connection: Connection, reports: Iterable[str] | None = None) -> dict[str, list[Saying]]:
    """The live judgements on words of reports, by report: of some, or of all that have any."""
    found = by_report(connection) if reports is None else live_on(connection, reports)
    made = {report: sayings_of(judged) for report, judged in found.items()}
    return {report: of for report, of in made.items() if of}


def by_report(connection: Connection) -> dict[str, list[Judged]]:
    """The live judgements on words of each report that has any, in their order."""
    found: dict[str, list[Judged]] = {}
    for one in live(connection, _OF_WORDS):
        if one.judgement.anchor is not None:
            found.setdefault(one.judgement.anchor.report, []).append(one)
    return found


def sayings_of(found: Iterable[Judged]) -> list[Saying]:
    """Those of some judgements that bear on a reading."""
    return [saying for one in found if (saying := _saying(one)) is not None]


def samenesses(connection: Connection) -> tuple[Sameness, ...]:
    """The live judgements whether two tellings are of one event, pair by pair, the earliest first. ``position`` is the
    moment in microseconds: of two on one pair the later holds."""
    return tuple(pair for one in live(connection, ("same", "different")) for pair in _pairs(one))


def grades(connection: Connection) -> dict[str, Grade]:
    """The grade of each source that has one, by its name without case, spaces folded (``folded``)."""
    found = {}
    for one in live(connection, ("grade",)):
        says = says_of(one)
        if isinstance(says, Graded):
            found[folded(says.source)] = Grade(says.source, says.grade, one.judgement.who, one.at, says.note)
    return found


def actor_judgements(connection: Connection) -> tuple[Known, ...]:
    """What people hold of actors in all reports, in the order in which they said it: of two that cannot both be true
    the later one holds. (Whom a span stands for is in ``readings`` already.)"""
    made = (says_of(one) for one in live(connection, ("registry",)))
    return tuple(says for says in made if isinstance(says, Known))


def reports_of(one: Judged) -> frozenset[str]:
    """All reports that a judgement names."""
    says, own = says_of(one), (one.judgement.anchor, one.judgement.other)
    pairs = (*says.one, *says.other) if isinstance(says, Same | Different) else ()
    return frozenset(anchor.report for anchor in (*own, *pairs) if anchor is not None)


def says_of(one: Judged) -> Says | None:
    """What a judgement says; None once that was erased. Raises LibraryError for a kind that this version does not
    know."""
    body = one.judgement.body
    if body is None:
        return None
    try:
        return _decode(body)
    except ValueError as error:  # no JSON of this kind, or no UTF-8
        raise LibraryError(
            f"judgement {one.id} cannot be read: it is of a newer version of dateline, or damaged (dateline verify)"
        ) from error


_decode: Callable[[msgspec.Raw], Says] = msgspec.json.Decoder(Says).decode


def folded(name: str) -> str:
    """A name by which a source is looked up."""
    return " ".join(name.split()).casefold()


_OF_WORDS = ("accept", "add", "reject", "correct", "place", "actor", "report")


def _saying(one: Judged) -> Saying | None:
    says, anchor = says_of(one), one.judgement.anchor
    if anchor is None or not isinstance(says, OfWords | About):
        return None
    return Saying(anchor.start, anchor.end, says)


def _pairs(one: Judged) -> Iterator[Sameness]:
    says, moment = says_of(one), microseconds(one.at)
    if isinstance(says, Same):
        first, *others = dict.fromkeys((*says.one, *says.other))
        yield from (Sameness(moment, _key(first), _key(other), True) for other in others)
    elif isinstance(says, Different):
        pairs = ((a, b) for a in says.one for b in says.other if a != b)
        yield from (Sameness(moment, _key(a), _key(b), False) for a, b in pairs)


def _key(anchor: Anchor) -> tuple[str, int, int]:
    return anchor.report, anchor.start, anchor.end
