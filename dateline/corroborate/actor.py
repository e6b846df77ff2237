"""An actor, whatever names it goes by: the values that the registry works with."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

ActorKind = Literal["state", "armed-actor", "organisation"]
Origin = Literal["list", "state", "text"]
"""Where an actor is known from: the shipped list, the institutions that every state has, or reports."""
SECTORS = frozenset(
    "GOV MIL REB OPP PTY COP JUD SPY LEG MED EDU BUS CRM CVL AGR LAB REF REL NGO IGO MNC HLH SET UAF UNK".split()
)
"""PLOVER's sectors of actors."""


class Tie(Struct, frozen=True, order=True):
    """A bond to the actor ``id``, from ``since`` up to ``until``: days, months or years (ISO), None where open."""

    id: str
    since: str | None = None
    until: str | None = None

    def holds(self, day: str | None) -> bool:
        """Whether the bond is there on a day; on an unknown day, whether it ever was."""
        return day is None or within(day, self.since, self.until)


class Actor(Struct, frozen=True):
    """An armed group, a state or one of its forces or institutions, an alliance, an organisation or an outlet; never a
    person. ``country``: ISO code of where it is based; ``sector``: PLOVER's code; ``part_of`` and ``allies``: the
    nearest bonds only."""

    id: str
    name: str
    kind: ActorKind
    sector: str | None = None
    country: str | None = None
    part_of: tuple[Tie, ...] = ()
    allies: tuple[Tie, ...] = ()
    origin: Origin = "list"


class Name(Struct, frozen=True, order=True):
    """A name of the actor ``actor``. ``countries``: it means that actor only in reports from there (none: anywhere);
    ``since``, ``until``: and only then."""

    name: str
    actor: str
    countries: tuple[str, ...] = ()
    since: str | None = None
    until: str | None = None

    def holds(self, day: str | None, country: str | None) -> bool:
        """Whether it means that actor in a claim of a day and a country (None: unknown)."""
        there = not self.countries or country in self.countries
        return there and (day is None or within(day, self.since, self.until))


def within(day: str, since: str | None, until: str | None) -> bool:
    """Whether a day lies in a period whose ends may be mere months or years, both included."""
    return (since is None or day[: len(since)] >= since) and (until is None or day[: len(until)] <= until)
