"""Names and aliases of actors that reports have given, in the library's tables.

A name or acronym is looked up by an index, so that one report costs the same however many there are."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from functools import lru_cache
from typing import TypeVar

from sqlalchemy import Connection, delete, func, select

from dateline.corroborate.learned_names import Learned, LearnedAlias, LearnedName, learned
from dateline.corroborate.lore import Gathered
from dateline.corroborate.registry import Expansion, Usage
from dateline.library import queries
from dateline.library.rows import Row
from dateline.library.tables import actor_aliases, actor_names, claims, reports
from dateline.library.writer import Writer

T = TypeVar("T", Expansion, Usage)
_BATCH = 500


def learn(writer: Writer, of: frozenset[str]) -> None:
    """Brings the tables in step with the current readings of some reports: a step of what is derived. What a report
    gives depends on it alone."""
    connection = writer.connection
    wanted = sorted(of)
    for start in range(0, len(wanted), _BATCH):
        batch = frozenset(wanted[start : start + _BATCH])
        for table in (actor_names, actor_aliases):
            connection.execute(delete(table).where(table.c.report.in_(sorted(batch))))
        _put(connection, [learned(reading) for _, reading in queries.current_readings(connection, batch)])


def misfits(connection: Connection) -> Iterator[str]:
    """The reports of which other names are kept than their current readings give, and those that are not there."""
    ids = list(connection.scalars(select(reports.c.id).order_by(reports.c.position)))
    for start in range(0, len(ids), _BATCH):
        batch = ids[start : start + _BATCH]
        given = [learned(reading) for _, reading in queries.current_readings(connection, frozenset(batch))]
        for table, made in zip((actor_names, actor_aliases), _table_rows(given), strict=True):
            there = connection.execute(select(table).where(table.c.report.in_(batch))).mappings()
            apart = {_told(row) for row in made} ^ {_told(dict(row)) for row in there}
            yield from sorted({report for report, _ in apart})
    for table in (actor_names, actor_aliases):
        lost = select(table.c.report).where(table.c.report.not_in(select(reports.c.id))).distinct()
        yield from sorted(connection.scalars(lost))


def _told(row: Row) -> tuple[str, str]:
    return row["report"], repr(sorted(row.items()))


class Names:
    """What reports have given, as a registry asks for it. The library may not change meanwhile."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self.country = lru_cache(maxsize=20_000)(self._country)

    def own(self, report: str, short: str) -> Sequence[Expansion]:
        """What the report itself spells a name (a key) out to."""
        table = actor_aliases
        query = select(table).where((table.c.report == report) & (table.c.short == short[:80]))
        found = {_alias(dict(row)) for row in self._connection.execute(query).mappings()}
        return _sorted(Expansion(one.long, one.long_written, one.country, one.kind, 1) for one in found)

    def expansions(self, short: str) -> Sequence[Expansion]:
        """What all reports spell a name out to."""
        table = actor_aliases
        columns = (table.c.long, table.c.long_written, table.c.country, table.c.kind)
        number = func.count(table.c.report.distinct())
        query = select(*columns, number).where(table.c.short == short[:80]).group_by(*columns)
        return _sorted(Expansion(*row) for row in self._connection.execute(query))

    def usages(self, name: str) -> Sequence[Usage]:
        """How all reports use a name."""
        table = actor_names
        columns = (table.c.written, table.c.country, table.c.kind)
        number = func.count(table.c.report.distinct())
        query = select(*columns, number).where(table.c.key == name[:80]).group_by(*columns)
        return _sorted(Usage(*row) for row in self._connection.execute(query))

    def _country(self, report: str) -> str | None:
        """The country that a report is about: that of most of its claims with a place on the map."""
        number = func.count()
        query = select(claims.c.country, number).where(claims.c.report == report).group_by(claims.c.country)
        return _main({row[0]: row[1] for row in self._connection.execute(query) if row[0] is not None})


def everything(connection: Connection) -> Gathered:
    """What all reports have given, in memory: for lists, where nearly every name is asked for."""
    number = func.count()
    where: dict[str, dict[str, int]] = {}
    placed = select(claims.c.report, claims.c.country, number).where(claims.c.country.is_not(None))
    for report, code, times in connection.execute(placed.group_by(claims.c.report, claims.c.country)):
        where.setdefault(report, {})[code] = times
    spelt: dict[str, list[LearnedAlias]] = {}
    for alias in aliases(connection):
        spelt.setdefault(alias.report, []).append(alias)
    named: dict[str, list[LearnedName]] = {}
    for row in connection.execute(select(actor_names)).mappings():
        named.setdefault(row["report"], []).append(_name(dict(row)))
    return Gathered(
        Learned(report, _main(where.get(report, {})), tuple(named.get(report, ())), tuple(spelt.get(report, ())))
        for report in sorted({*where, *spelt, *named})
    )


def aliases(connection: Connection, shorts: Collection[str] | None = None) -> Iterator[LearnedAlias]:
    """Where reports give aliases, by report and place: all, or those with one of the short names (keys)."""
    query = select(actor_aliases).order_by(actor_aliases.c.report, actor_aliases.c.start)
    if shorts is not None:
        query = query.where(actor_aliases.c.short.in_(sorted(shorts)))
    for row in connection.execute(query).mappings():
        yield _alias(dict(row))


def _main(times: dict[str, int]) -> str | None:
    most = min(times, key=lambda code: (-times[code], code), default=None)
    return most if most is not None and times[most] * 2 > sum(times.values()) else None


def _put(connection: Connection, found: Iterable[Learned]) -> None:
    for table, made in zip((actor_names, actor_aliases), _table_rows(list(found)), strict=True):
        if made:
            connection.execute(table.insert(), made)


def _table_rows(given: Sequence[Learned]) -> tuple[list[Row], list[Row]]:
    names = [
        {
            "report": one.report, "start": one.start, "stop": one.end, "key": one.key, "written": one.written,
            "kind": one.kind, "number": one.count, "country": one.country,
        }
        for report in given
        for one in report.names
    ]  # fmt: skip
    spelt = [_alias_row(one) for report in given for one in {a.start: a for a in reversed(report.aliases)}.values()]
    return names, spelt


def _alias_row(one: LearnedAlias) -> Row:
    return {
        "report": one.report, "start": one.start, "stop": one.end, "short": one.short[:80],
        "short_written": one.short_written, "long": one.long, "long_written": one.long_written,
        "long_start": one.long_start, "long_stop": one.long_end, "kind": one.kind, "country": one.country,
    }  # fmt: skip


def _name(row: Row) -> LearnedName:
    return LearnedName(
        row["report"], row["key"], row["written"], row["start"], row["stop"], row["kind"], row["number"],
        row["country"],
    )  # fmt: skip


def _alias(row: Row) -> LearnedAlias:
    return LearnedAlias(
        row["report"], row["short"], row["long"], row["short_written"], row["long_written"], row["start"], row["stop"],
        row["long_start"], row["long_stop"], row["kind"], row["country"],
    )  # fmt: skip


def _sorted(found: Iterable[T]) -> list[T]:
    return sorted(found, key=repr)
