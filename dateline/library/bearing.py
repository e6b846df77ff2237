"""What a judgement bears on: the reports that it is about, and those that name an actor or a source."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from sqlalchemy import Connection, Select, select

from dateline.corroborate.judgement import About
from dateline.library import queries
from dateline.library.judged import reports_of, says_of
from dateline.library.judgements import Judged, judgement_of, live
from dateline.library.tables import parties, reports

_BATCH = 200


def base_of(connection: Connection, one: Judged) -> Judged | None:
    """The judgement itself, or the one that it takes back or restores in the end."""
    base: Judged | None = one
    while base is not None and base.judgement.retracts is not None:
        base = judgement_of(connection, base.judgement.retracts)
    return base


def reports_under(connection: Connection, one: Judged) -> frozenset[str]:
    """The reports there are whose claims, or whose part in events, a judgement on words may change; of one that takes
    another back those of that one."""
    base = base_of(connection, one)
    if base is None or says_of(base) is None:
        return frozenset()
    return frozenset(report for report in reports_of(base) if queries.has(connection, report))


def reports_naming(connection: Connection, is_meant: Callable[[str, str | None], bool], *roles: str) -> frozenset[str]:
    """The reports in whose current claims someone takes part, in one of these roles, whose name and id ``is_meant``."""
    of = parties.c.role.in_(roles)
    found = connection.execute(select(parties.c.name, parties.c.id).where(of).distinct())
    names = sorted({row.name for row in found if is_meant(row.name, row.id)})
    return frozenset(
        _in_parts(connection, names, lambda part: select(parties.c.report).where(of, parties.c.name.in_(part)))
    )


def reports_by(connection: Connection, is_meant: Callable[[str, str | None], bool]) -> frozenset[str]:
    """The reports of the outlets, as received or as judged, whose name ``is_meant``."""
    rows = connection.execute(select(reports.c.publisher).where(reports.c.publisher.is_not(None)).distinct())
    names = sorted(name for (name,) in rows if is_meant(name, None))
    found = set(_in_parts(connection, names, lambda part: select(reports.c.id).where(reports.c.publisher.in_(part))))
    for one in live(connection, ("report",)):
        says = says_of(one)
        if isinstance(says, About) and says.field == "publisher" and says.value and is_meant(says.value, None):
            found |= reports_of(one)
    return frozenset(found)


def source_names(connection: Connection) -> frozenset[str]:
    """The names of all outlets, as received or as judged, and of all sources in current claims that have a name."""
    outlets = connection.scalars(select(reports.c.publisher).where(reports.c.publisher.is_not(None)).distinct())
    said = connection.scalars(
        select(parties.c.name).where(parties.c.role == "source", parties.c.named.is_(True)).distinct()
    )
    told = (says_of(one) for one in live(connection, ("report",)))
    judged = (one.value for one in told if isinstance(one, About) and one.field == "publisher" and one.value)
    return frozenset([*outlets, *said, *judged])


def _in_parts(connection: Connection, values: list[str], query: Callable[[list[str]], Select[Any]]) -> Iterator[str]:
    for start in range(0, len(values), _BATCH):
        yield from connection.scalars(query(values[start : start + _BATCH]))
