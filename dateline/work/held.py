"""The histories of places in a library, kept in step with every change: the step of ``dateline.work.derived`` that
follows that of events.

What is kept is a function of current claims, live judgements and events, whatever the order in which they came. A
change works out anew the places that its claims, or claims whose event it changed, show something of, and those beside
them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from msgspec.structs import replace
from sqlalchemy import Connection, delete, select

from dateline.assess.control.dynamics import Dynamics
from dateline.assess.control.history import Alone, alone, among
from dateline.assess.control.holders import key
from dateline.assess.control.neighbours import Chain, is_heard_alike, near_of
from dateline.assess.control.report import of_report
from dateline.assess.control.sites import name_of
from dateline.assess.control.values import Sighting
from dateline.assess.control.weigh import Weighed, order, weighed
from dateline.corroborate.told import About
from dateline.library import holdings, judged
from dateline.library.holdings import Called, Holders, Named
from dateline.library.tables import made_with
from dateline.library.told import all_reports
from dateline.library.writer import Writer
from dateline.values import Anchor, Reading
from dateline.work.fingerprint import assessment

_NAME = "control"
_AT_ONCE = 500
"""Places or reports in memory at once."""
Numbered = tuple[str, int, Sighting]
"""What a report shows, with its number there."""
Made = tuple[str, Holders, int, Alone]
"""A place, what is kept of it, its position, and how it is alone."""
Positions = Mapping[str, tuple[float, float]]


def bring_up_to_date(writer: Writer, touched: frozenset[str]) -> None:
    """Brings the places in step that ``touched`` reports, or claims whose events changed, show something of. A library
    whose histories another version worked out is worked out as a whole."""
    connection = writer.connection
    if not is_current(connection):
        connection.execute(delete(made_with).where(made_with.c.name == _NAME))
        connection.execute(made_with.insert().values(name=_NAME, version=assessment()))
        holdings.forget_sightings(connection)
        holdings.drop(connection)
        touched = frozenset(all_reports(connection))
    # What was shown by reports that are read anew, judged or removed may be gone: such places are made from scratch.
    anew = holdings.sites_of(connection, touched)
    changed = anew | holdings.sites_at(connection, writer.regrouped)
    holdings.forget_sightings(connection, touched)
    new: dict[str, list[Numbered]] = {}
    for part in parts_of(touched):
        for _, reading in judged.readings(connection, frozenset(part)):
            seen = seen_in(reading)
            holdings.put_sightings(connection, reading.report.id, seen)
            for number, one in enumerate(seen):
                new.setdefault(one.site.key, []).append((reading.report.id, number, one))
    changed |= new.keys()
    if changed:
        anchors = {(one.claim.report, one.claim.start, one.claim.end) for of in new.values() for _, _, one in of}
        _work_out(connection, changed, anew, _New(new, touched, frozenset(anchors | writer.regrouped)))


@dataclass(frozen=True)
class _New:
    """What is new: sightings of ``touched`` reports by place, and where claims stand whose part in a place is to be
    weighed again."""

    seen: Mapping[str, Sequence[Numbered]]
    touched: frozenset[str]
    anchors: frozenset[tuple[str, int, int]]


def is_current(connection: Connection) -> bool:
    """Whether this version of dateline worked out what is kept."""
    return connection.scalar(select(made_with.c.version).where(made_with.c.name == _NAME)) == assessment()


def seen_in(reading: Reading) -> tuple[Sighting, ...]:
    """What all claims of a report, as judged, show of places."""
    report = reading.report
    return of_report(reading.claims, About(report.id, report.publisher, report.url, report.published))


def _work_out(connection: Connection, changed: Collection[str], anew: Collection[str], new: _New) -> None:
    before = holdings.places(connection)
    heard = holdings.chains(connection, changed)
    stays = [site for site in changed if site in before and site not in anew]
    made = [*_changed(connection, stays, new), *alone_now(connection, set(changed) - set(stays))]
    holdings.drop(connection, changed)
    holdings.put(connection, made)
    after = holdings.places(connection)
    dynamics = Dynamics()
    now = holdings.chains(connection, changed)
    # Those beside a place are worked out again where they hear something else of it, or miss it.
    other = {
        site
        for site in changed
        if site not in heard
        or site not in now
        or before.get(site) != after.get(site)
        or not is_heard_alike(heard[site], now[site], dynamics)
    }
    km = dynamics.neighbour_km
    beside = {near for there in (before, after) for of in near_of(other, there, km).values() for near, _ in of}
    reached = (beside | set(changed)) & after.keys()
    for part in parts_of(reached):
        holdings.put_shares(connection, among_now(connection, part, after, km))


def _changed(connection: Connection, sites: Collection[str], new: _New) -> list[Made]:
    """Places that are kept, with what is new: what other events show of them stands as it was weighed."""
    kept = holdings.holders_of(connection, sites)
    position = holdings.positions_of(connection, sites)
    shown = holdings.shown_by(connection, new.anchors, set(sites))
    grounds = holdings.grounds(connection, [one for of in shown.values() for one in of])
    came = holdings.positions(connection, {report for site in sites for report, _, _ in new.seen.get(site, ())})
    found: dict[str, Holders] = {}
    for site, one in kept.items():
        again = {w.of for w in one.shown if any(_is_new(claim, new) for claim in w.seen.claims)}
        stands = [w for w in one.shown if w.of not in again]
        those = new.seen.get(site, ())
        found[site] = holders(
            those, sorted([*stands, *weighed(shown.get(site, ()), grounds)], key=order), one.called, one.named
        )
    newest = {s: max([position[s], *(came[report] for report, _, _ in new.seen.get(s, ()))]) for s in found}
    return _made(found, newest)


def _is_new(claim: Anchor, new: _New) -> bool:
    return claim.report in new.touched or (claim.report, claim.start, claim.end) in new.anchors


def _made(found: Mapping[str, Holders], newest: Mapping[str, int]) -> list[Made]:
    own = alone({site: one.observations for site, one in found.items()})
    return [(site, found[site], newest[site], one) for site, one in sorted(own.items())]


def alone_now(connection: Connection, sites: Collection[str]) -> list[Made]:
    """Places with their position and as what is shown of them now makes them, alone."""
    found: list[Made] = []
    for part in parts_of(sites):
        seen = holdings.numbered(connection, part)
        grounds = holdings.grounds(connection, [one for of in seen.values() for _, _, one in of])
        came = holdings.positions(connection, {report for of in seen.values() for report, _, _ in of})
        made = {site: holders(of, weighed([one for _, _, one in of], grounds)) for site, of in seen.items()}
        found += _made(made, {site: max(came[report] for report, _, _ in of) for site, of in seen.items()})
    return found


def holders(
    seen: Iterable[Numbered],
    shown: Sequence[Weighed],
    called: Mapping[str, Called] = MappingProxyType({}),
    named: Mapping[str, Named] = MappingProxyType({}),
) -> Holders:
    """A place with what is ``shown`` of it; what claims ``seen`` call it and whom they mean is added to what is known
    already."""
    names, parties = dict(called), dict(named)
    for report, number, one in seen:
        name = name_of(one.site.place)
        first = Called(1, one.site, report, number)
        old = names.get(name)
        if old is not None:
            best = min((old, first), key=lambda c: (c.site.place.text, c.report, c.number))
            first = replace(best, times=old.times + 1)
        names[name] = first
        for party in one.parties:
            mine = Named(party, report, number)
            parties[key(party)] = min(parties.get(key(party), mine), mine, key=lambda n: (n.report, n.number))
    return Holders(dict(sorted(names.items())), dict(sorted(parties.items())), tuple(shown))


def among_now(connection: Connection, sites: Collection[str], there: Positions, km: float) -> dict[str, Chain]:
    """Histories of places that are kept, with what is known of those beside them as they are kept alone."""
    near = near_of(sites, there, km)
    own = holdings.alone_of(connection, sites)
    others = {other for of in near.values() for other, _ in of} - own.keys()
    chains = {site: one.chain for site, one in own.items()} | holdings.chains(connection, others)
    return among(own, chains, near)


def parts_of(values: Iterable[str]) -> Iterable[list[str]]:
    """Lists of so many as are held in memory at once."""
    every = sorted(values)
    return (every[start : start + _AT_ONCE] for start in range(0, len(every), _AT_ONCE))
