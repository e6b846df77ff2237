"""``dateline control``: who holds which place on a day or over days, by what the library's reports say."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from datetime import date, timedelta

from msgspec import Struct
from msgspec.structs import replace
from sqlalchemy import Connection, func, select

from dateline.assess.control.dynamics import Dynamics
from dateline.assess.control.history import History, histories
from dateline.assess.control.holding import Holding, on
from dateline.assess.control.neighbours import near_of
from dateline.assess.control.sides import observed
from dateline.assess.control.sites import name_of
from dateline.assess.control.values import Ground, Sighting
from dateline.assess.control.weigh import weighed
from dateline.corroborate.called import known, plain
from dateline.corroborate.registry import Registry
from dateline.errors import UsageError
from dateline.library import holdings
from dateline.library.bearing import source_names
from dateline.library.holdings import Holders
from dateline.library.library import Library
from dateline.library.tables import reports
from dateline.values import Anchor
from dateline.work.filters import Asked, Filters, day, filters, is_there
from dateline.work.held import holders
from dateline.work.who_kept import registry_of

_MOVED = 0.1
"""A series has a row for a day on which some chance has moved by so much since its last row."""
_MOST_DAYS = 20_000
_AT_ONCE = 300


class Restricted(Struct, frozen=True):
    """What is asked of claims rather than of places. ``source``: only on the word of that one."""

    source: str | None = None
    types: tuple[str, ...] = ()
    statuses: tuple[str, ...] = ()
    credibility: int | None = None

    @property
    def is_all(self) -> bool:
        """Whether every claim counts."""
        return self == Restricted()


def control(library: Library, asked: Asked, on_day: str | None = None, source: str | None = None) -> Iterator[Holding]:
    """Who holds each place that is asked for, by name: on a day; with ``since`` or ``until`` a row for each day on
    which the answer changes; else on the day of the newest report. ``source``: on the word of one source or outlet
    alone. Places of which no claim says who held or lost them are left out. Raises UsageError for a filter that cannot
    be understood, and where the library has no report with a day."""
    if on_day is not None and (asked.since is not None or asked.until is not None):
        raise UsageError("--on asks for one day, --since and --until for a series: give one or the other")
    with library.reading(frozen=True) as connection:
        of = asked_of(connection, asked, registry_of(library, connection), source)
        days = days_of(connection, of.wanted, day("--on", on_day) if on_day is not None else None)
        found = [row for one, history in known_of(connection, of) for row in _rows(one, history, days)]
    yield from sorted(found, key=lambda h: (name_of(h.place), h.place.id or "", h.on))


class Places(Struct, frozen=True):
    """The places that are asked for (``sites``), by what claims (``restricted``), and who is who."""

    wanted: Filters
    sites: list[str]
    restricted: Restricted
    who: Registry


def asked_of(connection: Connection, asked: Asked, who: Registry, source: str | None = None) -> Places:
    """The places that are asked for. Raises UsageError for a filter that cannot be understood."""
    bearing = _bearing(connection, asked.place) if asked.place is not None else []
    # Of towns of one name elsewhere nothing is known here: a name means the places of the library that bear it.
    wanted = filters(replace(asked, place=None, within=None) if bearing else asked, who, connection)
    sites = _around(connection, bearing, asked.within, wanted) if bearing else _sites(connection, wanted)
    restricted = Restricted(source, wanted.types, wanted.statuses, wanted.credibility)
    if restricted.source is not None:
        _check_source(connection, restricted.source)
    return Places(wanted, sites, restricted, who)


def known_of(connection: Connection, of: Places) -> Iterator[tuple[Holders, History]]:
    """The places that are asked for of which something is known, with their histories."""
    for start in range(0, len(of.sites), _AT_ONCE):
        part = of.sites[start : start + _AT_ONCE]
        found = (
            holdings.histories_of(connection, part)
            if of.restricted.is_all
            else _on_claims(connection, part, of.restricted)
        )
        for one, history in found.values():
            if history.actors and _has(of.wanted, one, of.who):
                yield one, history


def days_of(connection: Connection, wanted: Filters, one: str | None = None) -> tuple[str, str]:
    """The first and the last day that are asked for, by default the day of the newest report. Raises UsageError where
    no report has a day."""
    if one is not None:
        return one, one
    first, last = connection.execute(select(func.min(reports.c.published), func.max(reports.c.published))).one()
    if last is None:
        raise UsageError("no report in the library has a day: add reports that have one, or name it with add --date")
    if wanted.since is None and wanted.until is None:
        return last, last
    return wanted.since or min(first, wanted.until or first), wanted.until or max(last, wanted.since or last)


def _bearing(connection: Connection, name: str) -> list[str]:
    """The places of the library that bear a name, in the gazetteer's spelling or in that of reports."""
    kept = holdings.holders_of(connection, holdings.places(connection))
    wanted = plain(name)
    return sorted(
        site
        for site, one in kept.items()
        if wanted in {plain(n) for n in (*one.names, one.site.place.name or one.site.place.text)}
    )


def _around(connection: Connection, bearing: Collection[str], km: float | None, wanted: Filters) -> list[str]:
    there = holdings.places(connection)
    near = near_of(bearing, there, km) if km is not None else {}
    found = {*bearing, *(other for of in near.values() for other, _ in of)}
    return sorted(site for site in found if is_there(wanted, None, *there[site]))


def _sites(connection: Connection, wanted: Filters) -> list[str]:
    there = holdings.places(connection)
    if wanted.place is not None and wanted.place.country is not None:
        kept = holdings.holders_of(connection, there)
        country = {site: one.site.place.country for site, one in kept.items()}
        return sorted(s for s, (lat, lon) in there.items() if is_there(wanted, country.get(s), lat, lon))
    return sorted(s for s, (lat, lon) in there.items() if is_there(wanted, None, lat, lon))


def _has(wanted: Filters, one: Holders, who: Registry) -> bool:
    """Whether the actor that is asked for is named at a place."""
    if wanted.actor is None:
        return True
    for party in one.parties.values():
        actor = None if party.id == wanted.actor.id else who.resolve(party.name)
        if party.id == wanted.actor.id or (actor is not None and actor.id == wanted.actor.id):
            return True
    return False


def _rows(one: Holders, history: History, days: tuple[str, str]) -> Iterator[Holding]:
    place = one.site.place
    if days[0] == days[1]:
        yield on(history, days[0], place, one.parties)
        return
    first, last = map(date.fromisoformat, days)
    if (last - first).days > _MOST_DAYS:
        raise UsageError(f"--since {days[0]} --until {days[1]}: more than {_MOST_DAYS} days; ask for fewer")
    shown: Mapping[str, float] | None = None
    for number in range((last - first).days + 1):
        holding = on(history, (first + timedelta(number)).isoformat(), place, one.parties)
        now = {f"holder {h.actor}": h.probability for h in holding.holders} | {
            "contested": holding.contested,
            "unknown": holding.unknown,
        }
        if shown is None or any(abs(now[key] - shown.get(key, 0.0)) >= _MOVED for key in now):
            shown = now
            yield holding


# On some claims alone.


def _on_claims(
    connection: Connection, sites: Collection[str], restricted: Restricted
) -> dict[str, tuple[Holders, History]]:
    """The histories as some claims alone make them: not kept, worked out now."""
    km = Dynamics().neighbour_km
    near = near_of(sites, holdings.places(connection), km)
    seen = holdings.numbered(connection, {*sites, *(other for of in near.values() for other, _ in of)})
    grounds = holdings.grounds(connection, [one for of in seen.values() for _, _, one in of])
    if restricted.source is not None:
        # What others say of the event is not this source's word.
        grounds = {anchor: Ground(ground.event) for anchor, ground in grounds.items()}
    kept = {site: [one for one in of if _counts(one[2], restricted, grounds)] for site, of in seen.items()}
    shown = {site: weighed([one for _, _, one in of], grounds) for site, of in kept.items()}
    made = histories([one for of in shown.values() for one in observed(of)], None, near)
    return {site: (holders(kept[site], shown[site]), history) for site, history in made.items() if site in set(sites)}


def _counts(one: Sighting, restricted: Restricted, grounds: Mapping[Anchor, Ground]) -> bool:
    if restricted.types and one.type not in restricted.types:
        return False
    if restricted.statuses and one.status not in restricted.statuses:
        return False
    ground = grounds.get(one.claim)
    if restricted.credibility is not None and (ground is None or ground.credibility > restricted.credibility):
        return False
    return restricted.source is None or known(restricted.source) in {known(word) for word in one.says}


def _check_source(connection: Connection, name: str) -> None:
    """Raises UsageError for a source that the library does not know."""
    words = source_names(connection)
    if known(name) in {known(word) for word in words}:
        return
    near = [word for word in sorted(words) if known(name) in known(word)]
    hint = f"did you mean {', '.join(near[:5])}?" if near else "dateline sources lists those there are"
    raise UsageError(f"--source {name}: no outlet or source of that name is known; {hint}")
