"""Stretches of a report that may play a part in an incident, from the scores of the two incident heads."""

from __future__ import annotations

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from dateline.read.decode import B, I
from dateline.read.document import Document
from dateline.read.incident_labels import ROLES
from dateline.read.model import Floats
from dateline.read.words import split

Table = NDArray[np.float64]
WORDS = 20_000
"""Words of a report that are looked at: one that tells of incidents tells of them before."""
MOST = 150
"""Candidates kept a report, the likeliest."""
FLOOR = 0.03
"""Least probability of a place."""
_LONGEST = 20
_ENDS = 3
_ARTICLES = frozenset({"the", "a", "an"})


class Place(Struct, frozen=True):
    """Words ``first:last``; ``opens``: probability that a filler opens there, ``score``: that it is these words."""

    first: int
    last: int
    opens: float
    score: float


class Candidate(Struct, frozen=True):
    """A string that may fill ``role`` (its number in ``ROLES``): its ``key`` (what its spellings share), the likeliest
    place and all of them, the probability that one of them is right, and each incident type's log-odds there."""

    role: int
    key: str
    best: Place
    places: tuple[Place, ...]
    score: float
    types: tuple[float, ...]


def candidates(document: Document) -> list[Candidate]:
    """The candidates of a report that has been read by the model, the likeliest first."""
    if document.incident_roles is None or document.incident_types is None:
        return []
    roles = document.incident_roles[:WORDS].astype(np.float64)
    shifted = np.exp(roles - roles.max(-1, keepdims=True))
    likely = shifted / shifted.sum(-1, keepdims=True)
    forms = [document.form(i).lower() for i in range(len(roles))]
    found: dict[tuple[int, str], list[Place]] = {}
    for role in range(len(ROLES)):
        for place in _places(likely[:, role, B], likely[:, role, I]):
            key = _key(forms[place.first : place.last])
            if key:
                found.setdefault((role, key), []).append(place)
    made = [_candidate(role, key, places, document.incident_types) for (role, key), places in found.items()]
    return sorted(made, key=lambda c: (-c.score, c.role, c.best.first, c.best.last))[:MOST]


def _places(opens: Table, inside: Table) -> list[Place]:
    """Likely stretches of one role, the likeliest ends of each beginning. A word goes on with the one before it as
    often as it is inside where that one is part of a filler: the scores of words are no independent events."""
    n = len(opens)
    found: list[Place] = []
    for first in np.nonzero(opens > FLOOR)[0].tolist():
        reached, last = float(opens[first]), first + 1
        ends: list[tuple[float, int]] = []
        while True:
            part = float(opens[last - 1] + (inside[last - 1] if last - 1 > first else 0.0))
            onward = min(1.0, float(inside[last]) / part) if last < n else 0.0
            ends.append((reached * (1 - onward), last))
            reached *= onward
            if reached < FLOOR / 2 or last - first >= _LONGEST:
                break
            last += 1
        ends.sort(reverse=True)
        floor = max(FLOOR, ends[0][0] / 4)
        kept = [ends[0], *(e for e in ends[1:_ENDS] if e[0] > floor)]
        found += [Place(first, end, float(opens[first]), score) for score, end in kept]
    return found


def key_of(text: str) -> str:
    """The key of a string of the text, see :class:`Candidate`."""
    return _key([text[a:b].lower() for a, b in split(text)])


def _key(forms: list[str]) -> str:
    """What spellings of a string share: words without marks and a leading article, in lower case."""
    words = [form for form in forms if form[0].isalnum()]
    return " ".join(words[1:] if words and words[0] in _ARTICLES else words)


def _candidate(role: int, key: str, places: list[Place], types: Floats) -> Candidate:
    best = max(places, key=lambda p: (p.score, -p.first))
    rows = np.array([types[p.first : p.last].mean(0) for p in places])
    weights = np.array([p.score for p in places]) + 1e-6
    mean = (rows * weights[:, None]).sum(0) / weights.sum()
    none = float(np.prod([1 - p.score for p in places]))
    return Candidate(role, key, best, tuple(places), 1 - none, tuple(float(x) for x in mean))
