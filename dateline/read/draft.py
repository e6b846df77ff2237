"""What claim detection hands on: a claim whose words are found but whose places, dates, names and sources are not yet
resolved."""

from __future__ import annotations

from msgspec import Struct

from dateline.values import ClaimType, PlaceRole, Status


class Phrase(Struct, frozen=True):
    """A noun phrase: characters ``start:end``, its head word, and whether it lies in an earlier sentence."""

    start: int
    end: int
    head: int
    inherited: bool = False


class PlacePhrase(Phrase, frozen=True):
    """A place expression ("the northern countryside of Aleppo") with the part it plays; ``case``: the words that bind
    it to the event ("near", "on the road to"), empty where nothing does."""

    role: PlaceRole = "at"
    case: str = ""


class CountDraft(Struct, frozen=True):
    """A number as written (characters ``start:end``), as bounds, and the people counted."""

    low: int | None
    high: int | None
    start: int
    end: int
    of: Phrase | None = None


class Draft(Struct, frozen=True):
    """A claim as its sentence words it. ``trigger`` holds characters and head word; ``times`` are time expressions,
    the nearest to the event first; ``counts`` keys: killed, injured, displaced, detained, force; ``confidence``
    between 0 and 1 says how surely the words mean the type, not whether the claim is true. ``sources``: head words of
    who says it, each with its cue's word if known; None leaves it to the report's attributions."""

    type: ClaimType
    mode: str | None
    status: Status
    negated: bool
    aggregate: bool
    background: bool
    trigger: Phrase
    sentence: int
    actors: tuple[Phrase, ...] = ()
    recipients: tuple[Phrase, ...] = ()
    means: tuple[Phrase, ...] = ()
    places: tuple[PlacePhrase, ...] = ()
    times: tuple[Phrase, ...] = ()
    counts: dict[str, CountDraft] = {}
    confidence: float = 0.5
    sources: tuple[tuple[int, int | None], ...] | None = None
