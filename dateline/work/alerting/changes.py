"""Changes of control that a place's history tells of."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

import numpy as np
from msgspec import Struct

from dateline.assess.control.history import History
from dateline.assess.control.values import Observation
from dateline.values import Party

SURE = 0.6
"""Chance from which an actor is taken to hold a place alone."""
STILL = 0.35
"""Chance down to which a change that was told is not withdrawn: doubt is no denial."""
BACKED = 0.75
"""Weight from which a claim that a place was taken counts where no day is given and nobody knows who held it before."""
_NEAR = 21
"""Days around a change within which the claims lie that tell of it."""
_GAINED = frozenset({"took from", "took"})
_LOST = frozenset({"lost", "left"})


class Turn(Struct, frozen=True):
    """That ``holder`` (a key) came to hold the place about ``day``; ``before``: who held it last, None where nobody
    knows; ``best``: the day on which that was surest, in the time that followed, and how sure."""

    day: str
    holder: str
    before: str | None
    best: str
    confidence: float
    behind: tuple[Observation, ...]


def turns(history: History, parties: Mapping[str, Party]) -> list[Turn]:
    """The changes of hands in a history, by day. One without a known holder before counts only where a claim says that
    the place was taken."""
    found: list[Turn] = []
    held: str | None = None
    for key, first, last in _spells(history):
        gained = [one for one in history.observations if one.pattern in _GAINED and key in one.named]
        lost = [
            one for one in history.observations if one.pattern in _LOST and held is not None and held in one.excluded
        ]
        telling = [one for one in (*gained, *lost) if first - _NEAR <= _number(one.day) <= last]
        is_change = held is not None or any(one in gained and _is_sound(one) for one in telling)
        if key != held and is_change and telling and key in parties:
            shares = history.shares[first - history.first : last - history.first + 1, history.actors.index(key)]
            best = int(np.argmax(shares))
            day = min(telling, key=lambda one: (abs(_number(one.day) - first), one.day)).day
            found.append(
                Turn(day, key, held, date.fromordinal(first + best).isoformat(), float(shares[best]), tuple(telling))
            )
        held = key
    return found


def still(history: History, key: str, day: str) -> float:
    """The best chance that an actor alone held the place in the days after ``day``, while a claim is left that says
    that it took it then; else 0."""
    number = _number(day)
    near = [one for one in history.observations if abs(_number(one.day) - number) <= _NEAR]
    if key not in history.actors or not any(one.pattern in _GAINED and key in one.named for one in near):
        return 0.0
    first = max(0, number - history.first)
    shares = history.shares[first : first + _NEAR, history.actors.index(key)]
    return float(shares.max()) if len(shares) else 0.0


def _is_sound(one: Observation) -> bool:
    return not one.inferred or one.weight >= BACKED


def _spells(history: History) -> list[tuple[str, int, int]]:
    """Who surely holds the place from when to when (ordinals), one after the other; days without such a holder do not
    end a spell."""
    count = len(history.actors)
    found: list[tuple[str, int, int]] = []
    if not count:
        return found
    own = history.shares[:, :count]
    leading, sure = np.argmax(own, axis=1), np.max(own, axis=1) >= SURE
    for at in np.flatnonzero(sure):
        key, day = history.actors[int(leading[at])], history.first + int(at)
        if found and found[-1][0] == key:
            found[-1] = (key, found[-1][1], day)
        else:
            found.append((key, day, day))
    return found


def _number(day: str) -> int:
    return date.fromisoformat(day).toordinal()
