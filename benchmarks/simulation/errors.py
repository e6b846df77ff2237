"""The reader's errors as they were measured (``errors.json``, written by :mod:`.measure`), drawn for made-up claims."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from pathlib import Path
from random import Random
from typing import cast, get_args

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from dateline.values import Claim, ClaimPlace, ClaimType, Span, Status

FILE = Path(__file__).with_name("errors.json")
_ASTRAY_DAYS = 10
_FEW, _RIGHT = 5, 0.82  # the share of right modes over all
_WITHOUT = 0.5  # half of what is missed leaves a gap, half has something else in its place


class ReaderErrors(Struct, frozen=True):
    """``missed``: share of claims not found; ``extra``: share of found ones that are none, ``extra_types`` how many of
    each type; ``slots``: share of elements found, and of those found that are wrong; ``modes`` and ``status``: what was
    found in place of each, counted; ``confidence_…``: ten equally likely values for right and for wrong claims."""

    missed: float
    extra: float
    extra_types: dict[str, int]
    slots: dict[str, dict[str, float]]
    modes: dict[str, dict[str, int]]
    status: dict[str, dict[str, int]]
    confidence_right: tuple[float, ...]
    confidence_wrong: tuple[float, ...]


def load() -> ReaderErrors:
    """The measured ones."""
    return msgspec.json.decode(FILE.read_bytes(), type=ReaderErrors)


def misread(
    claim: Claim, chance: Random, errors: ReaderErrors, actors: Sequence[Span], places: Sequence[ClaimPlace]
) -> list[Claim]:
    """What the reader makes of a claim: nothing, the claim with some slots wrong, or also a claim that is none.
    ``actors`` and ``places``: what else the report may have named."""
    made = []
    if chance.random() >= errors.missed:
        made.append(_slots(claim, chance, errors, actors, places))
    if chance.random() < errors.extra / (1 - errors.extra) * (1 - errors.missed):
        types = [t for t in get_args(ClaimType) if errors.extra_types.get(t)]
        kind = chance.choices(types, [errors.extra_types[t] for t in types])[0]
        modes = [m for key, found in sorted(errors.modes.items()) if key.startswith(f"{kind} ") for m in found]
        wrong = replace(
            claim,
            type=cast(ClaimType, kind),
            mode=_none(chance.choice(modes)) if modes else None,
            actors=(chance.choice(actors),) if chance.random() < 0.5 else (),
            recipients=(chance.choice(actors),) if chance.random() < 0.3 else (),
            confidence=chance.choice(errors.confidence_wrong),
        )
        made.append(wrong)
    return made


def _slots(
    claim: Claim, chance: Random, errors: ReaderErrors, actors: Sequence[Span], places: Sequence[ClaimPlace]
) -> Claim:
    status = cast(Status, _drawn(claim.status, errors.status.get(claim.status), chance))
    time = claim.time
    if time is not None and chance.random() >= errors.slots["dates"]["found"]:
        time = None
        if chance.random() >= _WITHOUT and claim.time is not None and claim.time.latest is not None:
            day = date.fromisoformat(claim.time.latest) + timedelta(days=chance.randint(-_ASTRAY_DAYS, _ASTRAY_DAYS))
            time = replace(claim.time, earliest=day.isoformat(), latest=day.isoformat())
    return replace(
        claim,
        mode=_none(_drawn(str(claim.mode), errors.modes.get(f"{claim.type} {claim.mode}"), chance)),
        status=status,
        negated=claim.negated != (status == "denied") if status != claim.status else claim.negated,
        time=time,
        actors=_elements(claim.actors, "actors", chance, errors, actors),
        recipients=_elements(claim.recipients, "recipients", chance, errors, actors),
        places=tuple(_place(p, chance, errors, places) for p in claim.places),
        confidence=chance.choice(errors.confidence_right),
    )


def _elements(
    spans: tuple[Span, ...], slot: str, chance: Random, errors: ReaderErrors, others: Sequence[Span]
) -> tuple[Span, ...]:
    found = []
    for span in spans:
        if chance.random() < errors.slots[slot]["found"]:
            found.append(span)
        elif chance.random() >= _WITHOUT:
            found.append(chance.choice(others))
    return tuple(found)


def _place(place: ClaimPlace, chance: Random, errors: ReaderErrors, others: Sequence[ClaimPlace]) -> ClaimPlace:
    if chance.random() < errors.slots["places"]["found"]:
        return place
    if chance.random() < _WITHOUT:  # found, but not on the map
        return replace(place, id=None, latitude=None, longitude=None)
    return replace(chance.choice(others), role=place.role)


def _drawn(value: str, found: Mapping[str, int] | None, chance: Random) -> str:
    """What was found in the value's place; of what was met too seldom to be measured most is right."""
    if not found or sum(found.values()) < _FEW:
        others = [key for key in found or {} if key != value]
        return chance.choice(others) if others and chance.random() >= _RIGHT else value
    return chance.choices(list(found), list(found.values()))[0]


def _none(mode: str) -> str | None:
    return None if mode == "None" else mode
