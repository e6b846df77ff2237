"""``dateline actors``: who takes part in what the library knows, one row each."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

from msgspec import Struct
from sqlalchemy import Connection

from dateline.corroborate.actor import Actor, ActorKind, Tie
from dateline.corroborate.actor_names import key
from dateline.corroborate.learned_names import LearnedAlias
from dateline.corroborate.registry import Registry
from dateline.library import actor_names
from dateline.library.library import Library
from dateline.library.parts import Part, events_by_claim
from dateline.values import Anchor
from dateline.work.claim_filters import wanted_parts, who
from dateline.work.filters import Asked, Filters, filters
from dateline.work.who import registry as registry
from dateline.work.who_kept import registry_of

_SHOWN = 3
"""Places where a name was learned that are shown, the first ones."""
Held = Literal["list", "text", "judged"]


class Alias(Struct, frozen=True):
    """A name of an actor: from the shipped ``list`` (``countries``, ``since``, ``until``: only there and then), or
    ``judged`` so by people; ``text``: learned from reports alone. ``reports`` say so themselves; ``where``: the first
    of these places."""

    name: str
    held: Held
    reports: int = 0
    where: tuple[Anchor, ...] = ()
    countries: tuple[str, ...] = ()
    since: str | None = None
    until: str | None = None


class ActorRow(Struct, frozen=True):
    """An actor. ``as_actor``, ``as_recipient``: numbers of claims; ``first``, ``last``: days of what is claimed."""

    id: str
    name: str
    kind: ActorKind
    sector: str | None
    country: str | None
    aliases: tuple[Alias, ...]
    part_of: tuple[Tie, ...]
    allies: tuple[Tie, ...]
    claims_as_actor: int
    claims_as_recipient: int
    events_as_actor: int
    events_as_recipient: int
    first: str | None
    last: str | None


def actors(library: Library, asked: Asked) -> list[ActorRow]:
    """The actors of the claims that are asked for, those with the most claims first; where an actor is named, that one
    alone, with all that it has a part in. Raises UsageError for a name that stands for nothing."""
    with library.reading(frozen=True) as connection:
        known = registry_of(library, connection, whole=True)
        wanted = filters(asked, known, connection)
        tallies = _tallied(connection, known, wanted)
        spelt = _spelt(connection, known)
    if wanted.actor is not None:
        tallies = {wanted.actor.id: tallies.get(wanted.actor.id) or _Tally(wanted.actor)}
    found = [tally.row(known, spelt.get(tally.actor.id, [])) for tally in tallies.values()]
    return sorted(found, key=lambda row: (-(row.claims_as_actor + row.claims_as_recipient), row.id))


class _Tally:
    """What an actor has a part in. A claim that names it twice in one role counts once."""

    def __init__(self, actor: Actor) -> None:
        self.actor = actor
        self.claims: dict[str, set[tuple[str, int]]] = {"actor": set(), "recipient": set()}
        self.events: dict[str, set[str]] = {"actor": set(), "recipient": set()}
        self.first: str | None = None
        self.last: str | None = None

    def add(self, part: Part, event: str | None) -> None:
        self.claims[part.role].add((part.report, part.number))
        if event is not None:
            self.events[part.role].add(event)
        first, last = part.days
        days = sorted(day for day in (first, last, self.first, self.last) if day is not None)
        if days:
            self.first, self.last = days[0], days[-1]

    def row(self, known: Registry, spelt: list[LearnedAlias]) -> ActorRow:
        actor = self.actor
        return ActorRow(
            actor.id,
            actor.name,
            actor.kind,
            actor.sector,
            actor.country,
            tuple(_aliases(actor, known, spelt)),
            tuple(sorted(actor.part_of, key=_by_time)),
            tuple(sorted(actor.allies, key=_by_time)),
            len(self.claims["actor"]),
            len(self.claims["recipient"]),
            len(self.events["actor"]),
            len(self.events["recipient"]),
            self.first,
            self.last,
        )


def _by_time(tie: Tie) -> tuple[str, str]:
    return tie.since or "", tie.id


def _tallied(connection: Connection, known: Registry, wanted: Filters) -> dict[str, _Tally]:
    event_of = events_by_claim(connection, wanted.credibility)
    found: dict[str, _Tally] = {}
    for part in wanted_parts(connection, wanted, ("actor", "recipient"), event_of):
        actor = who(known, part)
        if actor is not None:
            if actor.id not in found:
                found[actor.id] = _Tally(actor)
            found[actor.id].add(part, event_of.get(part.anchor))
    return found


def _spelt(connection: Connection, known: Registry) -> dict[str, list[LearnedAlias]]:
    """Where reports give names of actors; not where people hold the two names for those of different ones."""
    found: dict[str, list[LearnedAlias]] = {}
    for alias in actor_names.aliases(connection):
        actor, other = (
            known.resolve(written, alias.report, None, alias.country)
            for written in (alias.short_written, alias.long_written)
        )
        if actor is not None and actor == other:
            found.setdefault(actor.id, []).append(alias)
    return found


def _aliases(actor: Actor, known: Registry, spelt: Iterable[LearnedAlias]) -> Iterable[Alias]:
    """All names of an actor but its own: those learned first, the most often told first of them."""
    own = key(actor.name)
    learned: dict[str, list[LearnedAlias]] = {}
    for alias in spelt:
        for written in {alias.short_written, alias.long_written}:
            learned.setdefault(key(written), []).append(alias)
    listed = {key(name.name): name for name in reversed(known.names(actor))}
    for written, told in sorted(learned.items(), key=lambda item: (-len({a.report for a in item[1]}), item[0])):
        places = sorted({Anchor(a.report, a.start, a.end) for a in told})
        shown = min(a.short_written if key(a.short_written) == written else a.long_written for a in told)
        held: Held = "list" if written in listed else "text"
        if written != own:
            yield Alias(shown, held, len({a.report for a in told}), tuple(places[:_SHOWN]))
    judged_names = set(known.judged_names(actor))
    for name in known.names(actor):
        if key(name.name) not in learned and key(name.name) != own:
            held = "judged" if name.name in judged_names else "list"
            yield Alias(name.name, held, 0, (), name.countries, name.since, name.until)
