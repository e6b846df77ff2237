"""Who is who across reports: one actor, one id, whatever it is called.

What a name means is looked for in this order: what people judged; what the report itself spells the name out to; the
shipped list, first names that mean an actor only in a country or period, then those that mean it anywhere; states and
their institutions; what most reports spell the name out to; a name of its own that reports use. Where several answers
are as good as each other there is none: a name is then nobody's, and nothing is merged.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol, get_args

from msgspec import Struct
from msgspec.structs import replace

from dateline.corroborate.actor import Actor, ActorKind, Name
from dateline.corroborate.actor_judgements import Judged
from dateline.corroborate.actor_names import Form, form, form_of, id_of, key, trimmed, without_organ
from dateline.corroborate.judgement import Known
from dateline.corroborate.known_actors import conditional, known, names
from dateline.corroborate.sectors import kind_of, sector_of
from dateline.corroborate.states import institution_of, state
from dateline.read.actors import is_acronym, lookup

DOMINANT = 0.75
"""Share of the reports spelling an acronym out that must agree for it to mean that elsewhere too."""

_TWICE = 2
_KINDS = get_args(ActorKind)


class Expansion(Struct, frozen=True):
    """``reports`` reports on one ``country`` spell a name out to ``long`` (a key), ``written`` so."""

    long: str
    written: str
    country: str | None
    kind: ActorKind
    reports: int


class Usage(Struct, frozen=True):
    """``reports`` reports name an actor of a ``kind`` by a name (a key) bound to a ``country``, ``written`` so."""

    written: str
    country: str | None
    kind: ActorKind
    reports: int


class Lore(Protocol):
    """What reports themselves have given (:mod:`dateline.corroborate.learned_names`)."""

    def country(self, report: str) -> str | None:
        """The country that a report is about."""

    def own(self, report: str, short: str) -> Sequence[Expansion]:
        """What the report itself spells a name (a key) out to."""

    def expansions(self, short: str) -> Sequence[Expansion]:
        """What all reports spell a name out to."""

    def usages(self, name: str) -> Sequence[Usage]:
        """How all reports use a name."""


class Nothing:
    """No report has given anything."""

    def country(self, report: str) -> str | None:
        """Of none is it known."""
        return None

    def own(self, report: str, short: str) -> Sequence[Expansion]:
        """Nothing."""
        return ()

    def expansions(self, short: str) -> Sequence[Expansion]:
        """Nothing."""
        return ()

    def usages(self, name: str) -> Sequence[Usage]:
        """Nothing."""
        return ()


class Registry:
    """Names to actors, under live judgements in the order in which they were made."""

    def __init__(self, lore: Lore | None = None, judgements: Sequence[Known] = ()) -> None:
        self._lore = lore or Nothing()
        self._found: dict[tuple[str, str | None, str | None, str | None], Actor | None] = {}
        self._learned: dict[str, Actor | None] = {}
        self._judged = Judged(judgements, self._plain, self._by_id)

    def resolve(
        self, name: str, report: str | None = None, day: str | None = None, country: str | None = None
    ) -> Actor | None:
        """The actor that a name stands for in a report, in a claim of a day (ISO) and a country (ISO code; unless given
        the one that the report is about). None where it names none, a person, or several actors could be meant."""
        where = country or (self._lore.country(report) if report is not None else None)
        bare = trimmed(name)
        own = report if report is not None and self._lore.own(report, key(bare)) else None
        is_dated = own is not None or key(name) in conditional() or key(bare) in conditional()
        asked = (name, own, day if is_dated else None, where)
        if asked not in self._found:
            found = self._judged.resolve(name, lambda one: self._machine(one, own, day, where))
            # People may have judged it to be a person, or a people.
            self._found[asked] = found if found is not None and found.kind in _KINDS else None
        return self._found[asked]

    def by_id(self, actor: str) -> Actor | None:
        """The actor of an id, as people's judgements have it."""
        return self._judged.of_id(actor)

    def names(self, actor: Actor) -> tuple[Name, ...]:
        """The names of an actor in the shipped list and in judgements, its own first."""
        ids = self._judged.ids_of(actor.id)
        listed = [replace(name, actor=actor.id) for id_ in ids for name in names().get(id_, ())]
        judged = [Name(name, actor.id) for name in self._judged.names_of(actor.id)]
        return tuple(dict.fromkeys([Name(actor.name, actor.id), *listed, *judged]))

    def ids(self, actor: Actor) -> list[str]:
        """The ids that people judged to be one with an actor's, its own first."""
        return self._judged.ids_of(actor.id)

    def judged_names(self, actor: Actor) -> list[str]:
        """The names that people gave an actor."""
        return self._judged.names_of(actor.id)

    def _by_id(self, actor: str) -> Actor | None:
        listed = known().get(actor) or institution_of(actor)
        found = form_of(actor) if listed is None else None
        return listed or (self._used(found) if found is not None else None)

    def _plain(self, name: str) -> Actor | None:
        """The actor of a name out of any report."""
        return self._machine(name, None, None, None)

    def _machine(self, name: str, report: str | None, day: str | None, where: str | None) -> Actor | None:
        bare = trimmed(name)
        if not bare:
            return None
        if report is not None and (spelt := self._of_report(report, key(bare), day, where)):
            return spelt
        return (
            self._listed(name, bare, day, where)
            or state(bare, where)
            or self._spelt_elsewhere(bare, day, where)
            or self._whole(bare, day, where)
            or self._own_name(bare, where)
        )

    def _of_report(self, report: str, short: str, day: str | None, where: str | None) -> Actor | None:
        spelt = {self._expanded(one, day, where) for one in self._lore.own(report, short)}
        return spelt.pop() if len(spelt) == 1 else None

    def _listed(self, name: str, bare: str, day: str | None, where: str | None) -> Actor | None:
        for written in dict.fromkeys((name, bare)):
            several = conditional().get(key(written), ())
            meant = {one.actor for one in several if one.holds(day, where)}
            listed = lookup(written)
            if listed is not None and (day is None or not meant):
                return known()[listed.id]
            if len(meant) > 1:
                return None
            if meant and is_acronym(written) >= is_acronym(several[0].name):
                return known()[meant.pop()]
        return None

    def _whole(self, bare: str, day: str | None, where: str | None) -> Actor | None:
        """The armed actor of the list whose command or leadership a name means."""
        body = without_organ(bare)
        found = self._listed(body, body, day, where) if body is not None else None
        return found if found is not None and found.kind == "armed-actor" else None

    def _spelt_elsewhere(self, bare: str, day: str | None, where: str | None) -> Actor | None:
        """What other reports spell a name out to, if most agree: those on the same country if there are any, else
        all."""
        found = self._lore.expansions(key(bare))
        near = [one for one in found if one.country is not None and one.country == where] or found
        votes: dict[str, tuple[int, Actor]] = {}
        for one in near:
            actor = self._expanded(one, day, where)
            if actor is not None:
                votes[actor.id] = votes.get(actor.id, (0, actor))[0] + one.reports, actor
        total = sum(number for number, _ in votes.values())
        for number, actor in votes.values():
            if number >= DOMINANT * total:
                return actor
        return None

    def _expanded(self, one: Expansion, day: str | None, where: str | None) -> Actor | None:
        """The actor of a name that an acronym is spelt out to. What is spelt out is a name, common as its words are."""
        listed = self._listed(one.written, one.written, day, where or one.country) or state(one.written, where)
        if listed is not None:
            return listed
        found = form(one.written, one.country or where)
        return self._used(found) if found is not None else None

    def _own_name(self, bare: str, where: str | None) -> Actor | None:
        found = form(bare, where)
        if found is None or (is_acronym(bare) and self._lore.expansions(key(bare))):
            return None  # spelt out in different ways: whose it is here is not known
        return self._used(found)

    def _used(self, found: Form) -> Actor | None:
        """The actor of a name that reports alone know, written as most of them write it."""
        actor = id_of(found)
        if actor not in self._learned:
            used = [one for one in self._lore.usages(found.key) if one.country == found.country]
            if is_acronym(found.key.upper()) and sum(one.reports for one in used) < _TWICE:
                used = []  # an acronym that one report has and does not spell out
            best = max(used, key=_standing, default=None)
            self._learned[actor] = _actor(found, best) if best is not None else None
        return self._learned[actor]


def _standing(usage: Usage) -> tuple[bool, int, str, str]:
    """The usage to go by is that of the most reports, those not set in capitals first."""
    return not usage.written.isupper(), usage.reports, usage.kind, usage.written


def _actor(found: Form, usage: Usage) -> Actor:
    kind = kind_of(found.key, usage.kind)
    return Actor(id_of(found), usage.written, kind, sector_of(found.key, kind), found.country, origin="text")
