"""What reports tell, where a store finds it: tales, the traces that lead to them, scores between their tellings.

Reports go by their number here, the position of the log entry that tells of their coming."""

from __future__ import annotations

import zlib
from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import Any

from msgspec import msgpack
from sqlalchemy import Column, Connection, delete, or_, select

from dateline.corroborate.growth import Near
from dateline.corroborate.tale import Packed, Seen, Tale, unpacked
from dateline.corroborate.telling import Anchor
from dateline.corroborate.traces import Trace
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


def where(connection: Connection, columns: Sequence[Column[Any]], among: Column[Any], values: Collection[Any]) -> Any:
    """The rows whose column ``among`` has one of the values."""
    for part in batches(values):
        yield from connection.execute(select(*columns).where(among.in_(part)))


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
    for row in where(connection, (told.c.number, told.c.report, told.c.digest, told.c.body), told.c.number, missing):
        try:
            found[row.number] = kept.put(row.digest, unpacked(row.body))
        except ValueError as error:
            raise LibraryError(f"report {row.report}: what it tells is damaged ({error}): dateline rebuild") from error
    return found


def body_of(connection: Connection, number: int) -> Tale | None:
    """The tale that is kept of a report; None where there is none, or it cannot be read."""
    body = connection.scalar(select(told.c.body).where(told.c.number == number))
    try:
        return None if body is None else unpacked(body)
    except ValueError:
        return None


def traces_of(connection: Connection, number: int) -> tuple[Trace, ...]:
    """The traces that are kept of a report, in rising order."""
    columns = (traces.c.key, traces.c.kinds, traces.c.first, traces.c.last)
    query = select(*columns).where(traces.c.number == number).order_by(traces.c.key)
    return tuple(Trace(*row) for row in connection.execute(query))


class Tales:
    """Tales by their digests, so that one which another process changed is never taken for what it was. At most
    ``most`` of them; the one that was not asked for longest goes first."""

    def __init__(self, seen: Any, most: int = 2000) -> None:
        self._seen, self._most = seen, most
        self._kept: dict[str, Seen] = {}

    def get(self, digest: str) -> Seen | None:
        """The tale, if it is remembered."""
        found = self._kept.pop(digest, None)
        if found is not None:
            self._kept[digest] = found
        return found

    def put(self, digest: str, tale: Tale) -> Seen:
        """Remembers a tale."""
        made: Seen = self._seen(tale)
        self._kept[digest] = made
        while len(self._kept) > self._most:
            del self._kept[next(iter(self._kept))]
        return made


def crossing(connection: Connection, own: Sequence[Trace]) -> set[int]:
    """The numbers of reports that have a trace in common with ``own``."""
    if not own:
        return set()
    by_key = {trace.key: trace for trace in own}
    timed = [trace for trace in own if trace.first > _EVER]
    first, last = min((t.first for t in timed), default=0), max((t.last for t in timed), default=0)
    columns = (traces.c.number, traces.c.key, traces.c.kinds, traces.c.first, traces.c.last)
    found: set[int] = set()
    for part in batches(by_key):
        query = select(*columns).where(traces.c.key.in_(part), traces.c.first <= last, traces.c.last >= first)
        for number, key, kinds, since, until in connection.execute(query):
            trace = by_key[key]
            if number not in found and trace.kinds & kinds and trace.first <= until and since <= trace.last:
                found.add(number)
    return found


_EVER = -(1 << 31)


def keep_scores(connection: Connection, scores: dict[tuple[int, int], list[Score]]) -> None:
    """Keeps scores between the tellings of reports; of each pair the smaller number first."""
    rows = [
        {"one": one, "other": other, "scores": _packed(sorted(found))} for (one, other), found in sorted(scores.items())
    ]
    if rows:
        connection.execute(near.insert(), rows)


def scores_of(connection: Connection, of: Collection[int]) -> Iterator[tuple[int, int, list[Score]]]:
    """All scores that tellings of some reports have, with each other and with others."""
    columns = (near.c.one, near.c.other, near.c.scores)
    seen: set[tuple[int, int]] = set()
    for among in (near.c.one, near.c.other):
        for one, other, body in where(connection, columns, among, of):
            if (one, other) not in seen:
                seen.add((one, other))
                flat = _decode(zlib.decompress(body))
                yield one, other, [tuple(flat[i : i + 5]) for i in range(0, len(flat), 5)]  # type: ignore[misc]


def _packed(scores: Sequence[Score]) -> bytes:
    return zlib.compress(msgpack.encode([number for score in scores for number in score]))


_decode = msgpack.Decoder(list[int]).decode


def reports_of(connection: Connection, of: Collection[int]) -> dict[int, str]:
    """The reports of some numbers."""
    return {row[0]: row[1] for row in where(connection, (told.c.number, told.c.report), told.c.number, of)}


class Links:
    """The scores that are kept, as ``dateline.corroborate.settle.Standing`` gives them; those of a report are loaded
    once, when one of its tellings is first asked for."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._report: dict[int, str] = {}
        self._near: dict[str, dict[Anchor, dict[Anchor, int]]] = {}

    def near(self, anchors: Collection[Anchor]) -> dict[Anchor, Near]:
        """For each telling the scores with all others that were kept."""
        wanted = {report for report, _, _ in anchors} - self._near.keys()
        if wanted:
            self._load(wanted)
        return {anchor: self._near[anchor[0]].get(anchor, {}) for anchor in anchors}

    def _load(self, wanted: set[str]) -> None:
        numbers = numbers_told(self._connection, wanted)
        self._report.update({number: report for report, number in numbers.items()})
        found = list(scores_of(self._connection, numbers.values()))
        unknown = {n for one, other, _ in found for n in (one, other)} - self._report.keys()
        self._report.update(reports_of(self._connection, unknown))
        self._near.update({report: {} for report in wanted})
        for one, other, scores in found:
            first, second = self._report[one], self._report[other]
            for start, end, its_start, its_end, score in scores:
                a, b = (first, start, end), (second, its_start, its_end)
                if first in wanted:
                    self._near[first].setdefault(a, {})[b] = score
                if second in wanted:
                    self._near[second].setdefault(b, {})[a] = score
