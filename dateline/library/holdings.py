"""What claims show of places, and the histories of who holds them, as rows and back.

A history is kept twice: ``own``, as the place's own observations make it (what its neighbours hear), and with what the
neighbours show. Chances are kept as 16-bit whole numbers, so that what is read is what was worked out with, wherever
and in whatever order."""

from __future__ import annotations

import zlib
from collections.abc import Collection, Iterable, Mapping, Sequence

import numpy as np
from msgspec import Struct, msgpack
from sqlalchemy import Connection, delete, select

from dateline.assess.control.history import History
from dateline.assess.control.neighbours import Chain
from dateline.assess.control.values import Ground, Observation, Sighting, Site
from dateline.library import events as grouped
from dateline.library.events import event_of
from dateline.library.rows import Row
from dateline.library.tables import events, holdings, reports, sightings
from dateline.library.told import batches, where
from dateline.values import Anchor, Party

_FULL = 65_535


class Holders(Struct, frozen=True):
    """What is kept of a place beside its history: where it is, what reports call it (most often first), who is meant by
    which key, what was observed."""

    site: Site
    names: tuple[str, ...]
    parties: dict[str, Party]
    observations: tuple[Observation, ...]


class _Packed(Struct, frozen=True):
    actors: tuple[str, ...]
    first: int
    shares: bytes


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
    columns = (sightings.c.site, sightings.c.report, sightings.c.number, sightings.c.body)
    rows = sorted(where(connection, columns, sightings.c.site, sites), key=lambda row: (row[0], row[1], row[2]))
    found: dict[str, list[Sighting]] = {}
    for site, _, _, body in rows:
        found.setdefault(site, []).append(_sighting(zlib.decompress(body)))
    return found


def grounds(connection: Connection, seen: Iterable[Sighting]) -> dict[Anchor, Ground]:
    """How far the events of what is shown can be believed."""
    anchors = {(one.claim.report, one.claim.start, one.claim.end) for one in seen}
    of = grouped.events_of(connection, anchors)
    known = {
        row[0]: Ground(row[0], row[1], event_of(row[2]).independent_sources)
        for row in where(connection, (events.c.id, events.c.credibility, events.c.body), events.c.id, set(of.values()))
    }
    return {Anchor(*anchor): known[event] for anchor, event in of.items() if event in known}


def positions(connection: Connection, of: Collection[str]) -> dict[str, int]:
    """Where in the log reports came."""
    return {row[0]: row[1] for row in where(connection, (reports.c.id, reports.c.position), reports.c.id, of)}


def places(connection: Connection) -> dict[str, tuple[float, float]]:
    """Where all places with a history are: degrees."""
    query = select(holdings.c.site, holdings.c.latitude, holdings.c.longitude)
    return {row[0]: (row[1], row[2]) for row in connection.execute(query)}


def put(connection: Connection, made: Iterable[tuple[Holders, int, History]]) -> None:
    """Keeps places with their position and their history as it is alone, which stands for the whole one until
    ``put_shares``."""
    rows = [holding_row(one, position, history) for one, position, history in made]
    if rows:
        connection.execute(holdings.insert(), rows)


def holding_row(one: Holders, position: int, history: History) -> Row:
    """The row of a place with its history as it is alone."""
    own = packed(history.chain)
    return {
        "site": one.site.key,
        "latitude": one.site.place.latitude,
        "longitude": one.site.place.longitude,
        "position": position,
        "body": _compressed(msgpack.encode(one)),
        "own": own,
        "shares": own,
    }


def put_shares(connection: Connection, made: Mapping[str, History]) -> None:
    """Keeps whole histories of places that are there."""
    for site, history in sorted(made.items()):
        change = holdings.update().where(holdings.c.site == site)
        connection.execute(change.values(shares=packed(history.chain)))


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


def packed(chain: Chain) -> bytes:
    """A chain as it is kept."""
    whole = np.rint(chain.shares.astype(np.float64) * _FULL).astype("<u2")
    # A day differs little from the one before it: differences are mostly small, and pack well.
    change = np.diff(whole, axis=0, prepend=np.zeros((1, whole.shape[1]), dtype="<u2"))
    return _compressed(msgpack.encode(_Packed(chain.actors, chain.first, change.tobytes())))


def unpacked(body: bytes) -> Chain:
    """A chain from what is kept of it. A day's chances sum to one but for the rounding, which the last one takes."""
    one = _chain(zlib.decompress(body))
    change = np.frombuffer(one.shares, dtype="<u2").reshape(-1, len(one.actors) + 3)
    whole = np.cumsum(change, axis=0, dtype=np.uint16).astype(np.float64)
    shares = whole / _FULL
    shares[:, -1] = np.maximum(0.0, 1 - shares[:, :-1].sum(axis=1))
    return Chain(one.actors, one.first, shares.astype(np.float32))


def _compressed(body: bytes) -> bytes:
    return zlib.compress(body, level=1)


_sighting = msgpack.Decoder(Sighting).decode
_holders = msgpack.Decoder(Holders).decode
_chain = msgpack.Decoder(_Packed).decode
