"""What claims show of places, and the histories of who holds them, as rows and back.

A history is kept twice: ``own``, as the place's own observations make it (what its neighbours hear), and with what the
neighbours show. Chances are kept as 16-bit whole numbers, so that what is read is what was worked out with, wherever
and in whatever order."""

from __future__ import annotations

import zlib
from collections.abc import Collection, Iterable, Mapping, Sequence

import numpy as np
from msgspec import Struct, msgpack
from sqlalchemy import Connection, bindparam, delete, select

from dateline.assess.control.chain import Ints
from dateline.assess.control.compiled import Compiled
from dateline.assess.control.history import Alone, History, ordered
from dateline.assess.control.neighbours import Chain
from dateline.assess.control.sides import observed
from dateline.assess.control.values import Ground, Observation, Sighting, Site
from dateline.assess.control.weigh import Weighed
from dateline.library import events as grouped
from dateline.library.rows import Row
from dateline.library.tables import events, holdings, reports, sightings
from dateline.library.told import batches, where
from dateline.values import Anchor, Party

_FULL = 65_535


class Called(Struct, frozen=True, array_like=True):
    """How many claims call a place so, and the place as one of them has it: with the smallest text, then report."""

    times: int
    site: Site
    report: str
    number: int


class Named(Struct, frozen=True, array_like=True):
    """Who is meant by a key, as the first claim (by report and number) has it."""

    party: Party
    report: str
    number: int


class Holders(Struct, frozen=True, array_like=True):
    """What is kept of a place beside its history: by name what reports call it, by key who is meant, and what each
    event shows of it by itself, in order."""

    called: dict[str, Called]
    named: dict[str, Named]
    shown: tuple[Weighed, ...]

    @property
    def names(self) -> tuple[str, ...]:
        """What reports call it, most often first."""
        return tuple(sorted(self.called, key=lambda name: (-self.called[name].times, name)))

    @property
    def site(self) -> Site:
        """The place, as most reports call it."""
        return self.called[self.names[0]].site

    @property
    def parties(self) -> dict[str, Party]:
        """Who is meant by which key."""
        return {key: one.party for key, one in self.named.items()}

    @property
    def observations(self) -> tuple[Observation, ...]:
        """What its history is made from."""
        return ordered(observed(self.shown))


class _Packed(Struct, frozen=True, array_like=True):
    """``days`` … ``weights``: of the observations, where they are kept beside the chain."""

    actors: tuple[str, ...]
    first: int
    shares: bytes
    seen: tuple[bytes, bytes, bytes, bytes, bytes] | None = None


def sites_of(connection: Connection, of: Collection[str]) -> set[str]:
    """The places of which reports show something."""
    return {row[0] for row in where(connection, (sightings.c.site,), sightings.c.report, of)}


def sites_at(connection: Connection, anchors: Collection[tuple[str, int, int]]) -> set[str]:
    """The places of which claims that stand there show something."""
    columns = (sightings.c.report, sightings.c.start, sightings.c.stop, sightings.c.site)
    found = where(connection, columns, sightings.c.report, {report for report, _, _ in anchors})
    return {site for report, start, stop, site in found if (report, start, stop) in anchors}


def put_sightings(connection: Connection, report: str, seen: Sequence[Sighting]) -> None:
    """Keeps what a report shows, of which nothing is kept."""
    rows = sighting_rows(report, seen)
    if rows:
        connection.execute(sightings.insert(), rows)


def sighting_rows(report: str, seen: Sequence[Sighting]) -> list[Row]:
    """The rows of what a report shows."""
    return [
        {
            "report": report,
            "number": number,
            "site": one.site.key,
            "start": one.claim.start,
            "stop": one.claim.end,
            "body": _compressed(msgpack.encode(one)),
        }
        for number, one in enumerate(seen)
    ]


def forget_sightings(connection: Connection, of: Collection[str] | None = None) -> None:
    """Takes away what reports show, or all."""
    if of is None:
        connection.execute(delete(sightings))
        return
    for part in batches(of):
        connection.execute(delete(sightings).where(sightings.c.report.in_(part)))


def sightings_of(connection: Connection, sites: Collection[str]) -> dict[str, list[Sighting]]:
    """All that is shown of places, in the order of reports and text."""
    return {site: [one for _, _, one in of] for site, of in numbered(connection, sites).items()}


def numbered(connection: Connection, sites: Collection[str]) -> dict[str, list[tuple[str, int, Sighting]]]:
    """All that is shown of places with its report and number, in their order."""
    columns = (sightings.c.site, sightings.c.report, sightings.c.number, sightings.c.body)
    found: dict[str, list[tuple[str, int, Sighting]]] = {}
    for site, report, number, body in sorted(where(connection, columns, sightings.c.site, sites), key=lambda r: r[:3]):
        found.setdefault(site, []).append((report, number, _sighting(zlib.decompress(body))))
    return found


def shown_by(
    connection: Connection, anchors: Collection[tuple[str, int, int]], sites: Collection[str]
) -> dict[str, list[Sighting]]:
    """What claims that stand there show of places, in the order of reports and text."""
    columns = (
        sightings.c.report, sightings.c.number, sightings.c.start, sightings.c.stop, sightings.c.site, sightings.c.body
    )  # fmt: skip
    found: dict[str, list[Sighting]] = {}
    rows = where(connection, columns, sightings.c.report, {report for report, _, _ in anchors})
    for report, _, start, stop, site, body in sorted(rows, key=lambda row: (row[0], row[1])):
        if site in sites and (report, start, stop) in anchors:
            found.setdefault(site, []).append(_sighting(zlib.decompress(body)))
    return found


def grounds(connection: Connection, seen: Iterable[Sighting]) -> dict[Anchor, Ground]:
    """How far the events of what is shown can be believed."""
    anchors = {(one.claim.report, one.claim.start, one.claim.end) for one in seen}
    of = grouped.events_of(connection, anchors)
    columns = (events.c.id, events.c.credibility, events.c.sources)
    known = {
        row[0]: Ground(row[0], row[1], max(1, row[2] or 0))
        for row in where(connection, columns, events.c.id, set(of.values()))
    }
    return {Anchor(*anchor): known[event] for anchor, event in of.items() if event in known}


def positions(connection: Connection, of: Collection[str]) -> dict[str, int]:
    """Where in the log reports came."""
    return {row[0]: row[1] for row in where(connection, (reports.c.id, reports.c.position), reports.c.id, of)}


def places(connection: Connection) -> dict[str, tuple[float, float]]:
    """Where all places with a history are: degrees."""
    query = select(holdings.c.site, holdings.c.latitude, holdings.c.longitude)
    return {row[0]: (row[1], row[2]) for row in connection.execute(query)}


def put(connection: Connection, made: Iterable[tuple[str, Holders, int, Alone]]) -> None:
    """Keeps places with their position and as they are alone, which stands for the whole history until
    ``put_shares``."""
    rows = [holding_row(site, one, position, alone) for site, one, position, alone in made]
    if rows:
        connection.execute(holdings.insert(), rows)


def holding_row(site: str, one: Holders, position: int, alone: Alone) -> Row:
    """The row of a place as it is alone."""
    place = one.site.place
    return {
        "site": site,
        "latitude": place.latitude,
        "longitude": place.longitude,
        "position": position,
        "body": _compressed(msgpack.encode(one)),
        "own": packed(alone.chain, alone.seen),
        "shares": packed(alone.chain),
    }


def put_shares(connection: Connection, made: Mapping[str, Chain]) -> None:
    """Keeps whole histories of places that are there."""
    rows = [{"of": site, "chain": packed(chain)} for site, chain in sorted(made.items())]
    if rows:
        change = holdings.update().where(holdings.c.site == bindparam("of")).values(shares=bindparam("chain"))
        connection.execute(change, rows)


def drop(connection: Connection, sites: Collection[str] | None = None) -> None:
    """Takes places away, or all."""
    if sites is None:
        connection.execute(delete(holdings))
        return
    for part in batches(sites):
        connection.execute(delete(holdings).where(holdings.c.site.in_(part)))


def chains(connection: Connection, sites: Collection[str]) -> dict[str, Chain]:
    """The histories of places as they are alone."""
    rows = where(connection, (holdings.c.site, holdings.c.own), holdings.c.site, sites)
    return {row[0]: unpacked(row[1]) for row in rows}


def alone_of(connection: Connection, sites: Collection[str]) -> dict[str, Alone]:
    """Places as they are alone, with what they were worked out from."""
    rows = where(connection, (holdings.c.site, holdings.c.own), holdings.c.site, sites)
    return {row[0]: _alone(row[1]) for row in rows}


def positions_of(connection: Connection, sites: Collection[str]) -> dict[str, int]:
    """The positions of places."""
    rows = where(connection, (holdings.c.site, holdings.c.position), holdings.c.site, sites)
    return {row[0]: row[1] for row in rows}


def holders_of(connection: Connection, sites: Collection[str]) -> dict[str, Holders]:
    """What is kept of places beside their histories."""
    rows = where(connection, (holdings.c.site, holdings.c.body), holdings.c.site, sites)
    return {row[0]: _holders(zlib.decompress(row[1])) for row in rows}


def histories_of(connection: Connection, sites: Collection[str]) -> dict[str, tuple[Holders, History]]:
    """Places with their whole histories."""
    found: dict[str, tuple[Holders, History]] = {}
    columns = (holdings.c.site, holdings.c.body, holdings.c.shares)
    for site, body, shares in where(connection, columns, holdings.c.site, sites):
        one = _holders(zlib.decompress(body))
        found[site] = one, history_of(site, unpacked(shares), one.observations)
    return found


def history_of(site: str, chain: Chain, observed: tuple[Observation, ...]) -> History:
    """A place's history from what is kept of it."""
    return History(site, chain.actors, chain.first, chain.shares, observed)


def packed(chain: Chain, seen: Compiled | None = None) -> bytes:
    """A chain as it is kept, with what it was worked out from."""
    whole = np.rint(chain.shares.astype(np.float64) * _FULL).astype("<u2")
    # A day differs little from the one before it: differences are mostly small, and pack well.
    change = np.diff(whole, axis=0, prepend=np.zeros((1, whole.shape[1]), dtype="<u2"))
    columns = None if seen is None else tuple(c.astype("<i4").tobytes() for c in _columns(seen))
    return _compressed(msgpack.encode(_Packed(chain.actors, chain.first, change.tobytes(), columns)))  # type: ignore[arg-type]


def _columns(seen: Compiled) -> tuple[Ints, Ints, Ints, Ints, Ints]:
    return seen.day, seen.pattern, seen.named, seen.excluded, seen.weight


def unpacked(body: bytes) -> Chain:
    """A chain from what is kept of it. A day's chances sum to one but for the rounding, which the last one takes."""
    return _chain_of(_packed(zlib.decompress(body)))


def _chain_of(one: _Packed) -> Chain:
    change = np.frombuffer(one.shares, dtype="<u2").reshape(-1, len(one.actors) + 3)
    whole = np.cumsum(change, axis=0, dtype=np.uint16).astype(np.float64)
    shares = whole / _FULL
    shares[:, -1] = np.maximum(0.0, 1 - shares[:, :-1].sum(axis=1))
    return Chain(one.actors, one.first, shares.astype(np.float32))


def _alone(body: bytes) -> Alone:
    one = _packed(zlib.decompress(body))
    assert one.seen is not None
    columns = (np.frombuffer(column, dtype="<i4").astype(np.int64) for column in one.seen)
    return Alone(_chain_of(one), Compiled(*columns))


def _compressed(body: bytes) -> bytes:
    return zlib.compress(body, level=1)


_sighting = msgpack.Decoder(Sighting).decode
_holders = msgpack.Decoder(Holders).decode
_packed = msgpack.Decoder(_Packed).decode
