"""The histories of places in a library, kept in step with every change: the step of ``dateline.work.derived`` that
follows that of events.

What is kept is a function of current claims, live judgements and events, whatever the order in which they came. A
change works out anew the places that its claims, or claims whose event it changed, show something of, and those beside
them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence

from sqlalchemy import Connection, delete, select

from dateline.assess.control.dynamics import Dynamics
from dateline.assess.control.history import History, alone, among
from dateline.assess.control.holders import key
from dateline.assess.control.neighbours import near_of
from dateline.assess.control.report import of_report
from dateline.assess.control.sites import called_in
from dateline.assess.control.values import Observation, Sighting
from dateline.assess.control.weigh import observations
from dateline.corroborate.told import About
from dateline.library import holdings, judged
from dateline.library.holdings import Holders
from dateline.library.tables import made_with
from dateline.library.told import all_reports
from dateline.library.writer import Writer
from dateline.values import Reading
from dateline.work.fingerprint import assessment

_NAME = "control"
_AT_ONCE = 300
"""Places or reports in memory at once."""
Positions = Mapping[str, tuple[float, float]]


def bring_up_to_date(writer: Writer, touched: frozenset[str]) -> None:
    """Brings the places in step that ``touched`` reports, or claims whose events changed, show something of. A library
    whose histories another version worked out is worked out as a whole."""
    connection = writer.connection
    version = assessment()
    if not is_current(connection):
        connection.execute(delete(made_with).where(made_with.c.name == _NAME))
        connection.execute(made_with.insert().values(name=_NAME, version=version))
        holdings.forget_sightings(connection)
        holdings.drop(connection)
        touched = frozenset(all_reports(connection))
    changed = holdings.sites_of(connection, touched) | holdings.sites_at(connection, writer.regrouped)
    holdings.forget_sightings(connection, touched)
    for part in parts_of(touched):
        for _, reading in judged.readings(connection, frozenset(part)):
            seen = seen_in(reading)
            holdings.put_sightings(connection, reading.report.id, seen)
            changed |= {one.site.key for one in seen}
    if changed:
        _work_out(connection, changed)


def is_current(connection: Connection) -> bool:
    """Whether this version of dateline worked out what is kept."""
    return connection.scalar(select(made_with.c.version).where(made_with.c.name == _NAME)) == assessment()


def seen_in(reading: Reading) -> tuple[Sighting, ...]:
    """What all claims of a report, as judged, show of places."""
    report = reading.report
    return of_report(reading.claims, About(report.id, report.publisher, report.url, report.published))


def _work_out(connection: Connection, changed: Collection[str]) -> None:
    before = holdings.places(connection)
    holdings.drop(connection, changed)
    for part in parts_of(changed):
        _put(connection, part)
    after = holdings.places(connection)
    km = Dynamics().neighbour_km
    # A place that is gone is missed by those that were beside it.
    beside = {other for there in (before, after) for of in near_of(changed, there, km).values() for other, _ in of}
    reached = (beside | set(changed)) & after.keys()
    for part in parts_of(reached):
        _put_shares(connection, part, after, km)


def _put(connection: Connection, sites: Collection[str]) -> None:
    holdings.put(connection, alone_now(connection, sites))


def alone_now(connection: Connection, sites: Collection[str]) -> list[tuple[Holders, int, History]]:
    """Places with their position and history as what is shown of them now makes it, alone."""
    seen = holdings.sightings_of(connection, sites)
    grounds = holdings.grounds(connection, [one for of in seen.values() for one in of])
    came = holdings.positions(connection, {one.claim.report for of in seen.values() for one in of})
    histories = alone({site: observations(of, grounds) for site, of in seen.items()})
    return [
        (holders(seen[site], history.observations), max(came[one.claim.report] for one in seen[site]), history)
        for site, history in sorted(histories.items())
    ]


def holders(seen: Sequence[Sighting], observed: tuple[Observation, ...]) -> Holders:
    """A place, as most claims call it, and who is meant by the keys of its observations."""
    called = Counter(called_in(one.site.place.text) for one in seen)
    names = sorted(called, key=lambda name: (-called[name], name))
    site = min((one.site for one in seen), key=lambda s: (names.index(called_in(s.place.text)), s.place.text))
    parties = {key(party): party for one in reversed(seen) for party in one.parties}
    return Holders(site, tuple(names), dict(sorted(parties.items())), observed)


def _put_shares(connection: Connection, sites: Collection[str], there: Positions, km: float) -> None:
    holdings.put_shares(connection, among_now(connection, sites, there, km))


def among_now(connection: Connection, sites: Collection[str], there: Positions, km: float) -> dict[str, History]:
    """Histories of places that are kept, with what is known of those beside them as they are kept alone."""
    near = near_of(sites, there, km)
    chains = holdings.chains(connection, {*sites, *(other for of in near.values() for other, _ in of)})
    kept = holdings.holders_of(connection, sites)
    own = {site: holdings.history_of(site, chains[site], kept[site].observations) for site in sites}
    return among(own, chains, near)


def parts_of(values: Iterable[str]) -> Iterable[list[str]]:
    """Lists of so many as are held in memory at once."""
    every = sorted(values)
    return (every[start : start + _AT_ONCE] for start in range(0, len(every), _AT_ONCE))
