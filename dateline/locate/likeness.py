"""How alike two names are: a weighted edit distance of their sounds, the weights learned from names of one place.

The distance is whole numbers (hundredths of a nat), so that one pair at a time and many at once give the same. Letters
of a generic word ("Qaryat", "Tell") weigh less: such words come and go. Between Latin and Arabic script the costs are
those of romanisation: a short vowel that only one side writes costs next to nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from dateline.locate.folding import ARABIC_LETTER
from dateline.locate.generics import core_words, generic
from dateline.locate.sounds import word_sounds
from dateline.locate.spellings import WHOLE, Costs, Numbers, weights

# So that 0.88 keeps its meaning. On places of Iraq kept out of learning, where no name has the same key, 65 % of the
# spellings reach their place there and 34 % another one; so it was with weights written by hand (of which fewer were
# put first: the rest of the scale is new).
_BEND = 0.69
LONGEST = 48
"""Sounds of a name that are compared: what comes after tells no place apart."""
_FOLDED = 4 * LONGEST  # characters of a folded name that can make so many sounds
_ARABIC = np.array([ARABIC_LETTER.match(chr(point)) is not None for point in range(0x700)])


class Heard(Struct, frozen=True):
    """A folded name made ready: its sounds, and the percentage of its cost that each counts with."""

    letters: str
    percent: tuple[int, ...]

    @property
    def arabic(self) -> bool:
        """Whether the name is in Arabic script."""
        return ARABIC_LETTER.search(self.letters) is not None


@lru_cache(maxsize=4096)
def heard(folded: str) -> Heard:
    """The name's sounds with their weights. A name of generic words alone keeps their whole weight."""
    shares = weights().words
    words = [(word_sounds(w), shares.get(generic(w), WHOLE)) for w in core_words(folded[:_FOLDED])]
    if all(percent < WHOLE for _, percent in words):
        words = [(letters, WHOLE) for letters, _ in words]
    letters: list[str] = []
    percents: list[int] = []
    for word, percent in words:
        for letter in word:
            if letters and letters[-1] == letter:
                percents[-1] = max(percents[-1], percent)
            else:
                letters.append(letter)
                percents.append(percent)
    return Heard("".join(letters[:LONGEST]), tuple(percents[:LONGEST]))


@lru_cache(maxsize=4096)
def likeness(a: str, b: str) -> float:
    """How alike two folded names are, from 0 (strangers) to 1 (same sounds). Symmetric."""
    same = heard(a).letters == heard(b).letters != ""
    return 1.0 if same or a == b else likenesses(a, [b])[0]


def likenesses(name: str, others: Sequence[str]) -> list[float]:
    """``likeness`` of a folded name with each of the others, many times faster than one by one."""
    theirs = [heard(other) for other in others]
    points = _points([h.letters for h in theirs])
    percent = np.array([h.percent + (0,) * (points.shape[1] - len(h.percent)) for h in theirs], np.int32)
    alike = _alike(heard(name), points, percent.reshape(points.shape))
    return [1.0 if other == name else value for other, value in zip(others, alike.tolist(), strict=True)]


def rough_likenesses(name: str, keys: Sequence[str]) -> NDArray[np.float64]:
    """The likeness of a folded name with names of which only the keys are known, every word at its whole weight: to
    choose those worth a closer look."""
    points = _points([key[:LONGEST] for key in keys])
    return _alike(_plain(heard(name).letters), points, WHOLE * (points > 0).astype(np.int32))


def distance(a: str, b: str) -> float:
    """Weighted edit distance of two strings of sounds in nats, each taken as one word of whole weight."""
    one, other = _plain(a), _plain(b)
    points = _points([other.letters])
    apart, _ = _distances(one, points, np.full_like(points, WHOLE), _costs(one.arabic, other.arabic))
    return int(apart[0]) / WHOLE


def _plain(letters: str) -> Heard:
    return Heard(letters[:LONGEST], (WHOLE,) * len(letters[:LONGEST]))


def _points(names: Sequence[str]) -> Numbers:
    """The names' letters as code points, a row each, filled up with zeros."""
    width = max(map(len, names), default=1) or 1
    return np.array(names, f"U{width}").view(np.int32).reshape(len(names), width)


def _costs(a_arabic: bool, b_arabic: bool) -> Costs:
    kind = "mixed" if a_arabic != b_arabic else "arabic" if a_arabic else "latin"
    return weights().pairs[kind]


def _alike(mine: Heard, points: Numbers, percent: Numbers) -> NDArray[np.float64]:
    """1 less twice the distance as a share of what leaving out both names whole would cost, bent to a scale on which
    0.88 is a name to be trusted among those of a country; 0 for a name without sounds."""
    result = np.zeros(len(points))
    arabic = _ARABIC[np.minimum(points, _ARABIC.size - 1)].any(axis=1)
    for script in (False, True):
        chosen = np.flatnonzero((arabic == script) & (points[:, 0] > 0))
        if not chosen.size or not mine.letters:
            continue
        apart, whole = _distances(mine, points[chosen], percent[chosen], _costs(mine.arabic, script))
        result[chosen] = np.maximum(0.0, 1.0 - 2.0 * apart / np.maximum(whole, 1)) ** _BEND
    return result.round(4)


def _distances(mine: Heard, points: Numbers, percent: Numbers, costs: Costs) -> tuple[Numbers, Numbers]:
    """Distance to each of the others, and the cost of leaving out all of both names. One row of the table of edit
    distances at a time, for all others at once; letters added are a running minimum along the row. What stands behind
    a name's end costs nothing to add."""
    numbers = weights().number(points)
    added = np.zeros((len(points), points.shape[1] + 1), np.int32)
    np.cumsum(costs.drop[numbers] * percent // WHOLE, axis=1, out=added[:, 1:])
    row = added.copy()
    dropped = 0
    own = weights().number(_points([mine.letters]))[0, : len(mine.letters)].tolist()
    for letter, number, part in zip(mine.letters, own, mine.percent, strict=True):
        drop = int(costs.drop[number]) * part // WHOLE
        dropped += drop
        swap = np.where(points == ord(letter), 0, costs.swap[number][numbers])
        step = row + np.int32(drop)
        np.minimum(step[:, 1:], row[:, :-1] + swap, out=step[:, 1:])
        row = np.minimum.accumulate(step - added, axis=1) + added
    at = np.arange(len(points)), (points > 0).sum(axis=1)
    return row[at], added[at] + np.int32(dropped)
