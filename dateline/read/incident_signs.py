"""What the two incident heads see in a window: stretches of words that may play a part in an incident, and how much the
window speaks of each type. Little is kept of a window, so that a report's length costs little memory."""

from __future__ import annotations

import numpy as np
from msgspec import Struct

from dateline.read.decode import B, I, O
from dateline.read.model import Floats

FLOOR = 0.04
"""Least probability that a stretch of words opens at a word; what is less likely is never part of an incident."""


class Sign(Struct, frozen=True):
    """Words ``first:last`` of the report may fill ``role`` (its number in ``ROLES``). ``opens``: probability that a
    filler opens at the first word; ``whole``: of the least sure word. ``types``: log-odds of each type of incident."""

    role: int
    first: int
    last: int
    opens: float
    whole: float
    types: tuple[float, ...]


class WindowSigns(Struct, frozen=True):
    """Signs of the words ``first:last``, and the type scores of the window's words: the highest, and the mean of the
    three highest (log-odds)."""

    first: int
    last: int
    signs: tuple[Sign, ...]
    highest: tuple[float, ...]
    high: tuple[float, ...]


def in_window(base: int, roles: Floats, types: Floats) -> WindowSigns:
    """Of a window whose first word is ``base``: ``roles`` [n, 5, 3] (O, B, I) and ``types`` [n, 6] are the heads'
    scores."""
    shifted = np.exp(roles - roles.max(-1, keepdims=True))
    likely: Floats = shifted / shifted.sum(-1, keepdims=True)
    goes_on = (likely[..., I] > likely[..., O]) & (likely[..., I] > likely[..., B])
    found: list[Sign] = []
    for role in range(roles.shape[1]):
        reached = 0
        for first in np.nonzero(likely[:, role, B] > FLOOR)[0].tolist():
            if first < reached:
                continue
            last = first + 1
            while last < len(roles) and goes_on[last, role]:
                last += 1
            opens = float(likely[first, role, B])
            whole = min([opens, *likely[first + 1 : last, role, I].tolist()])
            mean = tuple(round(float(x), 4) for x in types[first:last].mean(0))
            found.append(Sign(role, base + first, base + last, opens, whole, mean))
            reached = last
    ordered = np.sort(types, axis=0)[::-1]
    return WindowSigns(
        base, base + len(roles), tuple(found), tuple(ordered[0].tolist()), tuple(ordered[:3].mean(0).tolist())
    )
