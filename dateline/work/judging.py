"""What every judgement goes through: who says it, whether it can be applied, into the library; what follows from it
is brought up to date in the same transaction."""

from __future__ import annotations

import getpass
import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from msgspec import MsgspecError, Raw
from msgspec.structs import replace
from sqlalchemy import Connection

from dateline.corroborate.corrected import corrected
from dateline.corroborate.judgement import About, Known, OfWords, Saying, Says
from dateline.errors import UsageError
from dateline.library import bearing, queries
from dateline.library.chain import canonical
from dateline.library.judged import actor_judgements, says_of
from dateline.library.judgements import Anchor, Judged, Judgement, add_judgement
from dateline.library.library import Library
from dateline.library.quotes import misquoted
from dateline.library.writer import Writer
from dateline.values import Reading
from dateline.work.derived import recompute

WHO = "DATELINE_WHO"
"""Environment variable: who judges, where ``--who`` does not say."""
_LONGEST = 200
_NO_PERSONS = ("media", "organisation", "government", "document")


def person(given: str | None) -> str:
    """Who judges: as given, else ``$DATELINE_WHO``, else the login name. Raises UsageError where nobody is named."""
    name = " ".join((given if given is not None else os.environ.get(WHO) or _login()).split())
    if not name or len(name) > _LONGEST or not name.isprintable():
        raise UsageError(f"say who judges, in {_LONGEST} characters or less: --who NAME, or ${WHO}")
    return name


def _login() -> str:
    try:
        return getpass.getuser()
    except (KeyError, OSError):  # no login name: a process of a number without an account
        return ""


class Session:
    """One person's judgements in one transaction; ``made`` in their order. Use :func:`judging`."""

    def __init__(self, writer: Writer, who: str, note: str | None) -> None:
        self.writer, self.who, self.note = writer, who, note
        self.connection = writer.connection
        self.made: list[Judged] = []

    def say(
        self,
        says: Says,
        anchor: Anchor | None = None,
        other: Anchor | None = None,
        subject: str | None = None,
        retracts: str | None = None,
    ) -> Judged:
        """Stores a judgement; ``says`` needs no note. Raises UsageError for one that cannot be applied."""
        body = says if self.note is None else _with_note(says, self.note)
        kind = str(says.__struct_config__.tag)
        judgement = Judgement(kind, self.who, anchor, other, subject, Raw(canonical(body)), retracts)
        if anchor is not None and isinstance(says, OfWords | About):
            check(self.connection, anchor, says)
        made = add_judgement(self.writer, judgement)
        self.made.append(made)
        return made


@contextmanager
def judging(library: Library, who: str | None, note: str | None = None) -> Iterator[Session]:
    """A transaction for judgements; what they change is worked out at its end. An error leaves nothing behind."""
    name = person(who)
    with library.writing() as writer:
        session = Session(writer, name, note.strip() or None if note else None)
        yield session
        settle(writer, session.made)


def settle(writer: Writer, made: Iterable[Judged]) -> None:
    """Brings what is worked out in step with new judgements. (A grade changes nothing of it: it is looked up where it
    counts.)"""
    connection = writer.connection
    given = list(made)
    touched = frozenset[str]().union(*(bearing.reports_under(connection, one) for one in given))
    for _, reading in queries.current_readings(connection, touched):
        writer.index(reading)
    bases = [bearing.base_of(connection, one) for one in given]
    known = [says for base in bases if base is not None and isinstance(says := says_of(base), Known)]
    if known:
        from dateline.work.grouped import sum_up

        sum_up(writer, reports_with(connection, known))
    recompute(writer)


def check(connection: Connection, anchor: Anchor, says: OfWords | About) -> None:
    """Raises UsageError where a judgement on words cannot be applied to its report's reading, or quotes what does not
    stand there."""
    found = list(queries.current_readings(connection, frozenset([anchor.report])))
    if not found:
        raise UsageError(f"report {anchor.report} is not in the library: add it first")
    reading = found[0][1]
    if not 0 <= anchor.start <= anchor.end <= len(reading.report.text):
        raise UsageError(f"report {anchor.report} has no characters {anchor.start}-{anchor.end}")
    wrong = _wrong(reading, Saying(anchor.start, anchor.end, says))
    if wrong:
        raise UsageError(f"it quotes what does not stand in report {anchor.report}: {wrong}")


def _wrong(reading: Reading, saying: Saying) -> str | None:
    try:
        made = corrected(reading, [saying])
    except (MsgspecError, ValueError) as error:
        raise UsageError(f"it cannot be applied: {error}") from None
    for source in sorted(_anonymous(made) - _anonymous(reading)):
        if source not in " ".join(reading.report.text.split()).casefold():
            raise UsageError("an anonymous source stays what its report makes of it: give a name that the report gives")
    known = set(misquoted(reading)[1])
    return next((problem for problem in misquoted(made)[1] if problem not in known), None)


def _anonymous(reading: Reading) -> frozenset[str]:
    """By what names the sources go that a report leaves unnamed, those aside that are no persons."""
    sources = (source for claim in reading.claims for source in claim.sources)
    names = (s.name for s in sources if s.name and not s.named and s.kind not in _NO_PERSONS)
    return frozenset(" ".join(name.split()).casefold() for name in names)


def reports_with(connection: Connection, said: Iterable[Known]) -> frozenset[str]:
    """The reports that name actors of whom something was said, or who belong to them, under any of their names."""
    from dateline.corroborate.actor_names import key
    from dateline.corroborate.registry import Registry

    registry = Registry(None, actor_judgements(connection))
    given = {name for one in said for name in (one.actor, one.value)}
    actors = [actor for name in sorted(given) if (actor := registry.by_id(name) or registry.resolve(name)) is not None]
    ids = given | {actor.id for actor in actors}
    names = {key(name) for name in given} | {key(name.name) for actor in actors for name in registry.names(actor)}

    def is_meant(name: str, id_: str | None) -> bool:
        if id_ in ids or key(name) in names:
            return True
        found, seen = registry.resolve(name) or (registry.by_id(id_) if id_ else None), set[str]()
        while found is not None and found.id not in seen:
            if found.id in ids:
                return True
            seen.add(found.id)
            found = registry.by_id(found.part_of[0].id) if found.part_of else None
        return False

    naming = bearing.reports_naming(connection, is_meant, "actor", "recipient", "source")
    return naming | bearing.reports_by(connection, is_meant)


def _with_note(says: Says, note: str) -> Says:
    return replace(says, note=note)
