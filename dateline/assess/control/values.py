"""The values between a claim and a history of control. Days are ISO strings."""

from __future__ import annotations

from msgspec import Struct

from dateline.values import Anchor, ClaimPlace, ClaimType, Party, Status


class Site(Struct, frozen=True, array_like=True):
    """A place that someone may hold: a town, a base, a crossing. ``key`` is the gazetteer's id."""

    key: str
    place: ClaimPlace


class Sighting(Struct, frozen=True, array_like=True):
    """What one claim, of a ``type`` and ``status``, shows of one place on one day.

    ``pattern``: its name in :data:`.patterns.PATTERNS`; ``named`` and ``excluded``: keys of actors, sorted; ``parties``
    who they are; ``trust``: 0 to 1, how far the claim by itself is to be believed; ``inferred``: the day is not in the
    claim, it is the week before publication; ``says``: on whose word, the claim's sources or else its outlet (none:
    nobody knows)."""

    site: Site
    day: str
    pattern: str
    named: tuple[str, ...]
    excluded: tuple[str, ...]
    parties: tuple[Party, ...]
    trust: float
    inferred: bool
    says: tuple[str, ...]
    outlet: str | None
    claim: Anchor
    type: ClaimType
    status: Status


class Ground(Struct, frozen=True):
    """How far a claim's event can be believed. ``event``: its id; ``credibility``: 1 to 6 of the Admiralty code;
    ``independent``: number of independent sources."""

    event: str
    credibility: int = 6
    independent: int = 1


class Observation(Struct, frozen=True, array_like=True):
    """What all claims of one event come to for one place, pattern and day. ``weight``, 0 to 1: the chance that it tells
    the truth about the state. ``claims``: sorted."""

    site: str
    day: str
    pattern: str
    named: tuple[str, ...]
    excluded: tuple[str, ...]
    weight: float
    inferred: bool
    says: tuple[str, ...]
    claims: tuple[Anchor, ...]
