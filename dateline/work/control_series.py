"""Who holds which place, day after day: one place's history, many places for playback, and the days of change."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any, Literal

import numpy as np
from msgspec import Struct
from msgspec.structs import replace
from sqlalchemy import Connection, func, select

from dateline.assess.control.dynamics import Dynamics
from dateline.assess.control.history import History
from dateline.assess.control.holding import Holding, on
from dateline.assess.control.sites import name_of
from dateline.assess.control.when import iso, ordinal
from dateline.errors import NotFoundError, UsageError
from dateline.library import holdings
from dateline.library.holdings import Holders
from dateline.library.library import Library
from dateline.library.tables import holdings as table
from dateline.values import Anchor, ClaimPlace
from dateline.work.control import asked_of, control, days_of, known_of
from dateline.work.filters import Asked, Filters, filters
from dateline.work.paging import page
from dateline.work.who_kept import registry_of

Step = Literal["day", "week", "month"]
_DAYS: dict[Step, int] = {"day": 1, "week": 7, "month": 28}
MOST = 1000
"""Days of one answer at most."""
_LEAST = 0.02
"""An actor that is never this likely to hold a place in the whole time is left out of the playback."""
_DIGITS = 3


class ControlPage(Struct, frozen=True):
    """A page of places on a day, by name; or, over days, of the days on which the answer changes."""

    items: tuple[Holding, ...]
    next: str | None
    total: int


class Line(Struct, frozen=True):
    """The chance that an actor alone holds a place, on each day."""

    actor: str
    id: str | None
    probability: tuple[float, ...]


class SiteSeries(Struct, frozen=True, rename={"claims_for": "for", "claims_against": "against"}):
    """A place over ``days``. ``series``, ``contested`` and ``unknown`` sum to one on each; ``another`` is the part of
    ``unknown`` in which someone holds it whom no claim names. ``for`` and ``against``: what speaks for and against the
    likeliest answer on the last day; ``seen``: the days that claims tell something of, with those claims."""

    site: str
    place: ClaimPlace
    names: tuple[str, ...]
    days: tuple[str, ...]
    series: tuple[Line, ...]
    contested: tuple[float, ...]
    another: tuple[float, ...]
    unknown: tuple[float, ...]
    claims_for: tuple[Anchor, ...]
    claims_against: tuple[Anchor, ...]
    seen: tuple[tuple[str, tuple[Anchor, ...]], ...]


class Played(Struct, frozen=True):
    """A place in a playback: where it is, and its chances on each day, by actor."""

    site: str
    place: str
    country: str | None
    latitude: float
    longitude: float
    radius_km: float | None
    series: dict[str, tuple[float, ...]]
    contested: tuple[float, ...]
    unknown: tuple[float, ...]


class Playback(Struct, frozen=True):
    """Places over ``days``."""

    days: tuple[str, ...]
    places: tuple[Played, ...]


class Change(Struct, frozen=True, rename={"before": "from", "after": "to", "claims_for": "for"}):
    """A day on which the likeliest answer becomes another one: a holder's name, ``contested``, ``another``,
    ``unknown``. ``probability`` of the new one on that day; ``for``: the claims that speak for it."""

    site: str
    place: str
    on: str
    before: str
    after: str
    probability: float
    claims_for: tuple[Anchor, ...]


class ChangePage(Struct, frozen=True):
    """A page of changes, the newest first."""

    items: tuple[Change, ...]
    next: str | None
    total: int


def control_page(
    library: Library, asked: Asked, on_day: str | None, source: str | None, limit: int, given: str | None
) -> ControlPage:
    """As ``dateline control`` has it. Raises UsageError as that does."""
    found = list(control(library, asked, on_day, source))
    items, behind = page(found, lambda one: f"{one.place.id} {one.on}", limit, given)
    return ControlPage(tuple(items), behind, len(found))


def site_series(
    library: Library, site: str, since: str | None = None, until: str | None = None, step: Step = "day"
) -> SiteSeries:
    """The history of one place, by its id; by default from the first day that claims tell of to that of the newest
    report, of a longer one the end. Raises NotFoundError where no claim says who held it, UsageError for what is no
    day."""
    with library.reading(frozen=True) as connection:
        found = holdings.histories_of(connection, [site]).get(site)
        if found is None or not found[1].actors:
            raise NotFoundError(f"{site}: no claim says who holds a place of that id")
        one, history = found
        wanted = filters(Asked(since=since, until=until), registry_of(library, connection))
        last = _last(connection, wanted)
        first = wanted.since or min([last, *(seen.day for seen in history.observations)])
        days = _days(first, last, step, is_cut=since is None)
    states = _states(history, days)
    count = len(history.actors)
    ended = on(history, days[-1], one.site.place, one.parties)
    return SiteSeries(
        site=site,
        place=one.site.place,
        names=one.names,
        days=days,
        series=tuple(Line(_name(one, key), _id(one, key), _column(states, k)) for k, key in enumerate(history.actors)),
        contested=_column(states, count),
        another=_column(states, count + 1),
        unknown=_column(states, count + 1, 2),
        claims_for=ended.claims_for,
        claims_against=ended.claims_against,
        seen=tuple((seen.day, seen.claims) for seen in history.observations),
    )


def playback(library: Library, asked: Asked, step: Step = "week") -> Playback:
    """The places that are asked for, over days from the first to the last that are asked for, by default all there
    are. Raises UsageError for a filter that cannot be understood."""
    with library.reading(frozen=True) as connection:
        of = asked_of(connection, replace(asked, since=None, until=None), registry_of(library, connection))
        wanted = filters(Asked(since=asked.since, until=asked.until), of.who)
        if not connection.scalar(select(func.count()).select_from(table)):
            return Playback((), ())
        last = _last(connection, wanted)
        known = sorted(known_of(connection, of), key=lambda pair: (name_of(pair[0].site.place), pair[1].site))
    observed = [seen.day for _, history in known for seen in history.observations]
    first = wanted.since or min([last, *observed])
    days = _days(first, last, step, is_cut=asked.since is None)
    return Playback(days, tuple(_played(one, history, days) for one, history in known))


def _played(one: Holders, history: History, days: tuple[str, ...]) -> Played:
    states, count, place = _states(history, days), len(history.actors), one.site.place
    series: dict[str, tuple[float, ...]] = {}
    for k, key in enumerate(history.actors):
        if float(states[:, k].max()) >= _LEAST:
            series[_name(one, key)] = _column(states, k)
    return Played(
        history.site, name_of(place), place.country, place.latitude or 0.0, place.longitude or 0.0,
        place.radius_km, series, _column(states, count), _column(states, count + 1, 2),
    )  # fmt: skip


def changes(library: Library, asked: Asked, limit: int, given: str | None) -> ChangePage:
    """The days on which the likeliest holder of a place that is asked for becomes another one, the newest first.
    Raises UsageError for a filter or a cursor that cannot be understood."""
    with library.reading(frozen=True) as connection:
        of = asked_of(connection, replace(asked, since=None, until=None), registry_of(library, connection))
        wanted = filters(Asked(since=asked.since, until=asked.until), of.who)
        if not connection.scalar(select(func.count()).select_from(table)):
            return ChangePage((), None, 0)
        known, last = list(known_of(connection, of)), _last(connection, wanted)
    found = sorted(
        (turn for pair in known for turn in _turns(*pair, wanted.since, last)),
        key=lambda turn: (-turn[2], turn[1].site),
    )
    items, behind = page(found, lambda turn: f"{turn[1].site} {turn[2]}", limit, given)
    return ChangePage(tuple(_change(*turn) for turn in items), behind, len(found))


_Turn = tuple[Holders, History, int, int, int]
"""A place, its history, the day, and the likeliest state before and from then on."""


def _turns(one: Holders, history: History, since: str | None, until: str) -> Iterator[_Turn]:
    """Where the likeliest state changes."""
    shares = np.asarray(history.shares)
    best = np.argmax(shares[:, :-1], axis=1)
    best = np.where(shares[:, -1] > shares[np.arange(len(shares)), best], shares.shape[1] - 1, best)
    first, last = ordinal(since) or 0, ordinal(until) or 0
    for row in np.flatnonzero(best[1:] != best[:-1]) + 1:
        day = history.first + int(row)
        if first <= day <= last:
            yield one, history, day, int(best[row - 1]), int(best[row])


def _change(one: Holders, history: History, day: int, before: int, after: int) -> Change:
    names = [*(_name(one, key) for key in history.actors), "contested", "another", "unknown"]
    holding = on(history, iso(day), one.site.place, one.parties)
    share = round(float(history.shares[day - history.first][after]), _DIGITS)
    place = name_of(one.site.place)
    return Change(history.site, place, iso(day), names[before], names[after], share, holding.claims_for)


def _last(connection: Connection, wanted: Filters) -> str:
    """The last day that is asked for, by default that of the newest report; never before the first."""
    return max(days_of(connection, replace(wanted, since=None))[1], wanted.since or "")


def _days(first: str, last: str, step: Step, is_cut: bool) -> tuple[str, ...]:
    """Days from the first to the last, the last always among them; of too many only the end where ``is_cut``."""
    start, end, every = date.fromisoformat(first), date.fromisoformat(last), _DAYS[step]
    number = max(0, (end - start).days) // every + 1
    if number > MOST and not is_cut:
        raise UsageError(f"{first} to {last}: more than {MOST} days of an answer; ask for fewer, or a longer step")
    return tuple((end - timedelta(every * back)).isoformat() for back in reversed(range(min(number, MOST))))


def _states(history: History, days: tuple[str, ...]) -> Any:
    """A row a day of the chances of the actors, contested, another, unknown."""
    numbers = np.array([ordinal(day) or 0 for day in days], dtype=np.int64)
    return history.chain.states(numbers, Dynamics())


def _column(states: Any, first: int, number: int = 1) -> tuple[float, ...]:
    rounded: list[float] = np.round(states[:, first : first + number].sum(axis=1), _DIGITS).tolist()
    return tuple(rounded)


def _name(one: Holders, key: str) -> str:
    return one.parties[key].name if key in one.parties else key.removeprefix("name:")


def _id(one: Holders, key: str) -> str | None:
    return one.parties[key].id if key in one.parties else None
