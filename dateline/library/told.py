"""What reports tell, where a store finds it: tales, the traces that lead to them, scores between their tellings.

Reports go by their number here, the position of the log entry that tells of their coming."""

from __future__ import annotations

import zlib
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from functools import lru_cache
from typing import Any

from msgspec import msgpack
from sqlalchemy import Column, ColumnElement, Connection, Select, bindparam, delete, or_, select

from dateline.corroborate.growth import Near
from dateline.corroborate.tale import Packed, Seen, Tale, glimpse_in, unpacked
from dateline.corroborate.telling import Anchor
from dateline.corroborate.traces import ANY_TIME, Trace
from dateline.errors import LibraryError
from dateline.library.tables import near, reports, told, traces

_AT_ONCE = 400
"""Values in one list of a query."""
Score = tuple[int, int, int, int, int]
"""Start and end of a telling of the first report, of one of the other, and their score."""


def batches(values: Iterable[Any]) -> Iterator[list[Any]]:
    """Lists short enough for a query."""
    every = sorted(values)
    for start in range(0, len(every), _AT_ONCE):
        yield every[start : start + _AT_ONCE]


def _some(of: Column[Any], name: str = "some") -> ColumnElement[bool]:
    """That a column has one of the values that come with the execution.

    Queries that are asked hundreds of times a change are made once: SQLAlchemy leaves what it makes of values in
    circles, with these values, so that what lay about until Python searched grew with the library."""
    return of.in_(bindparam(name, type_=of.type, expanding=True))


@lru_cache(maxsize=64)
def _where(columns: tuple[Column[Any], ...], among: Column[Any]) -> Select[Any]:
    return select(*columns).where(_some(among))


def where(connection: Connection, columns: Sequence[Column[Any]], among: Column[Any], values: Collection[Any]) -> Any:
    """The rows whose column ``among`` has one of the values."""
    query = _where(tuple(columns), among)
    for part in batches(values):
        yield from connection.execute(query, {"some": part}).all()


def all_reports(connection: Connection) -> list[str]:
    """The ids of all reports."""
    return list(connection.scalars(select(reports.c.id).order_by(reports.c.position)))


def numbers(connection: Connection, of: Collection[str]) -> dict[int, str]:
    """The numbers of reports that are there, and the reports; day by day, for what they are compared with is mostly of
    the same days."""
    columns = (reports.c.published, reports.c.position, reports.c.id)
    found = sorted((row[0] or "", row[1], row[2]) for row in where(connection, columns, reports.c.id, of))
    return {number: report for _, number, report in found}


def numbers_told(connection: Connection, of: Collection[str]) -> dict[str, int]:
    """The numbers by which tales of reports are kept, though the reports may be gone."""
    return {row[0]: row[1] for row in where(connection, (told.c.report, told.c.number), told.c.report, of)}


def forget(connection: Connection, gone: Collection[int]) -> None:
    """Takes away all that is kept of reports."""
    for part in batches(gone):
        connection.execute(delete(told).where(told.c.number.in_(part)))
        connection.execute(delete(traces).where(traces.c.number.in_(part)))
        connection.execute(delete(near).where(or_(near.c.one.in_(part), near.c.other.in_(part))))


def keep(connection: Connection, number: int, tale: Packed, of: Sequence[Trace]) -> None:
    """Keeps a report's tale and its traces."""
    row = {"report": tale.report, "number": number, "digest": tale.digest, "body": tale.body}
    connection.execute(told.insert(), row)
    if of:
        rows = [{"key": t.key, "number": number, "kinds": t.kinds, "first": t.first, "last": t.last} for t in of]
        connection.execute(traces.insert(), rows)


def tales(connection: Connection, of: Collection[int], kept: Tales) -> dict[int, Seen]:
    """What reports of some numbers tell, from memory where that still holds."""
    digests = {row[0]: row[1] for row in where(connection, (told.c.number, told.c.digest), told.c.number, of)}
    found = {number: seen for number, digest in digests.items() if (seen := kept.get(digest)) is not None}
    missing = digests.keys() - found.keys()
    for number, digest, body in where(connection, (told.c.number, told.c.digest, told.c.body), told.c.number, missing):
        found[number] = kept.put(digest, kept.of(None, body))
    return found


def damaged(connection: Connection, number: int, error: ValueError) -> LibraryError:
    """To be raised where what a report tells cannot be unpacked."""
    report = reports_of(connection, [number]).get(number, number)
    return LibraryError(f"report {report}: what it tells is damaged ({error}): dateline rebuild")


def body_of(connection: Connection, number: int) -> tuple[bytes, Tale] | None:
    """The glimpse and the tale that are kept of a report; None where there are none, or they cannot be read."""
    body = connection.scalar(select(told.c.body).where(told.c.number == number))
    try:
        return None if body is None else (glimpse_in(body), unpacked(body))
    except ValueError:
        return None


def traces_of(connection: Connection, number: int) -> tuple[Trace, ...]:
    """The traces that are kept of a report, in rising order."""
    columns = (traces.c.key, traces.c.kinds, traces.c.first, traces.c.last)
    query = select(*columns).where(traces.c.number == number).order_by(traces.c.key)
    return tuple(Trace(*row) for row in connection.execute(query))


class Tales:
    """What reports tell by its digest, so that what another process changed is never taken for what it was. At most
    ``most`` of them; the one that was not asked for longest goes first."""

    def __init__(self, of: Callable[[Tale | None, bytes], Seen], most: int = 500) -> None:
        self.of, self._most = of, most
        self._kept: dict[str, Seen] = {}

    def get(self, digest: str) -> Seen | None:
        """The tale, if it is remembered."""
        found = self._kept.pop(digest, None)
        if found is not None:
            self._kept[digest] = found
        return found

    def put(self, digest: str, seen: Seen) -> Seen:
        """Remembers a tale."""
        self._kept[digest] = seen
        while len(self._kept) > self._most:
            del self._kept[next(iter(self._kept))]
        return seen


_CROSSING = select(traces.c.number, traces.c.key, traces.c.kinds, traces.c.first, traces.c.last).where(
    _some(traces.c.key),
    traces.c.first <= bindparam("until", type_=traces.c.first.type),
    traces.c.last >= bindparam("since", type_=traces.c.last.type),
)


def crossing(connection: Connection, own: Sequence[Trace]) -> set[int]:
    """The numbers of reports that have a trace in common with ``own``."""
    found: set[int] = set()
    for together in _at_once(own):
        by_key = {trace.key: trace for trace in together}
        first, last = min(t.first for t in together), max(t.last for t in together)
        for part in batches(by_key):
            asked = {"some": part, "until": last, "since": first}
            for number, key, kinds, since, until in connection.execute(_CROSSING, asked).all():
                trace = by_key[key]
                if number not in found and trace.kinds & kinds and trace.first <= until and since <= trace.last:
                    found.add(number)
    return found


def _at_once(own: Iterable[Trace]) -> Iterator[list[Trace]]:
    """Traces in parts between which no time is common: windows, seasons and what is of any time have numbers far apart,
    and a query for all of them would ask for everything between."""
    found: list[Trace] = []
    until = 0
    for trace in sorted(own, key=lambda t: (t.first, t.last, t.key)):
        if found and (trace.first > until or found[0].first == ANY_TIME[0] != trace.first):
            yield found
            found = []
        until = trace.last if not found else max(until, trace.last)
        found.append(trace)
    if found:
        yield found


def keep_scores(connection: Connection, scores: dict[tuple[int, int], list[Score]]) -> None:
    """Keeps scores between the tellings of reports; of each pair the smaller number first."""
    rows = [
        {"one": one, "other": other, "scores": _packed(sorted(found))} for (one, other), found in sorted(scores.items())
    ]
    if rows:
        connection.execute(near.insert(), rows)


def scores_of(connection: Connection, of: Collection[int]) -> Iterator[tuple[int, int, list[Score]]]:
    """All scores that tellings of some reports have, with each other and with others."""
    for one, other, flat in _flat(connection, of):
        yield one, other, [tuple(flat[i : i + 5]) for i in range(0, len(flat), 5)]  # type: ignore[misc]


def _flat(connection: Connection, of: Collection[int]) -> Iterator[tuple[int, int, list[int]]]:
    """The same, the numbers of all scores of two reports in one list."""
    seen = set(of)
    for one, other, body in where(connection, _NEAR, near.c.one, seen):
        yield one, other, _decode(zlib.decompress(body))
    for one, other, body in where(connection, _NEAR, near.c.other, seen):
        if one not in seen:
            yield one, other, _decode(zlib.decompress(body))


_NEAR = (near.c.one, near.c.other, near.c.scores)
_AMONG = select(*_NEAR).where(_some(near.c.one, "ones"), _some(near.c.other, "others"))


def _among(connection: Connection, of: Collection[int]) -> Iterator[tuple[int, int, list[int]]]:
    """The scores that tellings of some reports have with each other."""
    for part in batches(of):
        for rest in batches(of):
            for one, other, body in connection.execute(_AMONG, {"ones": part, "others": rest}).all():
                yield one, other, _decode(zlib.decompress(body))


def _packed(scores: Sequence[Score]) -> bytes:
    return zlib.compress(msgpack.encode([number for score in scores for number in score]))


_decode = msgpack.Decoder(list[int]).decode


def reports_of(connection: Connection, of: Collection[int]) -> dict[int, str]:
    """The reports of some numbers."""
    return {row[0]: row[1] for row in where(connection, (told.c.number, told.c.report), told.c.number, of)}


class Links:
    """The scores that are kept, as ``dateline.corroborate.settle.Standing`` gives them; those of a telling are loaded
    once, when it is first asked for."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._report: dict[int, str] = {}
        self._number: dict[str, int] = {}
        self._near: dict[Anchor, dict[Anchor, int]] = {}

    def near(self, anchors: Collection[Anchor]) -> dict[Anchor, Near]:
        """For each telling the scores with all others that were kept."""
        wanted = {anchor for anchor in anchors if anchor not in self._near}
        if wanted:
            self._load(wanted)
        return {anchor: self._near[anchor] for anchor in anchors}

    def inside(self, groups: Collection[Sequence[Anchor]]) -> dict[Anchor, Near]:
        """For each telling of some groups the scores with others of its group."""
        self._know({report for group in groups for report, _, _ in group})
        group_of = {anchor: n for n, group in enumerate(groups) for anchor in group}
        found: dict[Anchor, dict[Anchor, int]] = {anchor: {} for anchor in group_of}
        for part in _together(sorted(sorted({self._number[a[0]] for a in g}) for g in groups if len(g) > 1)):
            for one, other, flat in _among(self._connection, part):
                for a, b, score in self._scores(one, other, flat):
                    if a in group_of and group_of[a] == group_of.get(b):
                        found[a][b] = found[b][a] = score
        return found  # type: ignore[return-value]

    def _load(self, wanted: set[Anchor]) -> None:
        self._know({report for report, _, _ in wanted})
        rows = list(_flat(self._connection, {self._number[report] for report, _, _ in wanted}))
        unknown = {number for one, other, _ in rows for number in (one, other)} - self._report.keys()
        self._report.update(reports_of(self._connection, unknown))
        self._near.update({anchor: {} for anchor in wanted})
        for one, other, flat in rows:
            for a, b, score in self._scores(one, other, flat):
                if a in wanted:
                    self._near[a][b] = score
                if b in wanted:
                    self._near[b][a] = score

    def _scores(self, one: int, other: int, flat: list[int]) -> Iterator[tuple[Anchor, Anchor, int]]:
        first, second = self._report[one], self._report[other]
        for i in range(0, len(flat), 5):
            yield (first, flat[i], flat[i + 1]), (second, flat[i + 2], flat[i + 3]), flat[i + 4]

    def _know(self, of: set[str]) -> None:
        """The numbers of reports."""
        numbers = numbers_told(self._connection, of - self._number.keys())
        self._number.update(numbers)
        self._report.update({number: report for report, number in numbers.items()})


def _together(sets: Iterable[list[int]]) -> Iterator[set[int]]:
    """Sets of reports put together, so that few queries look for the pairs in them, and few pairs of different ones."""
    found: set[int] = set()
    for one in sets:
        if found and len(found.union(one)) > _PAIRED:
            yield found
            found = set()
        found.update(one)
    if found:
        yield found


_PAIRED = 24
