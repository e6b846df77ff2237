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


class Heard(Struct, frozen=True):
    """A folded name made ready: its sounds, and the percentage of its cost that each counts with."""

    letters: str
    percent: tuple[int, ...]

    @property
    def arabic(self) -> bool:
        """Whether the name is in Arabic script."""
        return ARABIC_LETTER.search(self.letters) is not None


@lru_cache(maxsize=65536)
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


@lru_cache(maxsize=65536)
def likeness(a: str, b: str) -> float:
    """How alike two folded names are, from 0 (strangers) to 1 (same sounds). Symmetric."""
    same = heard(a).letters == heard(b).letters != ""
    return 1.0 if same or a == b else likenesses(a, [b])[0]


def likenesses(name: str, others: Sequence[str]) -> list[float]:
    """``likeness`` of a folded name with each of the others, many times faster than one by one."""
    mine = heard(name)
    theirs = [heard(other) for other in others]
    width = max((len(h.letters) for h in theirs), default=1) or 1
    percent = np.array([h.percent + (0,) * (width - len(h.percent)) for h in theirs], np.int64)
    alike = _alike(mine, [h.letters for h in theirs], percent)
    return [1.0 if other == name else value for other, value in zip(others, alike, strict=True)]


def rough_likenesses(name: str, keys: Sequence[str]) -> list[float]:
    """The likeness of a folded name with names of which only the keys are known, every word at its whole weight: to
    choose those worth a closer look."""
    letters = heard(name).letters
    return _alike(Heard(letters, (WHOLE,) * len(letters)), [key[:LONGEST] for key in keys], None)


def distance(a: str, b: str) -> float:
    """Weighted edit distance of two strings of sounds in nats, each taken as one word of whole weight."""
    one = Heard(a[:LONGEST], (WHOLE,) * len(a[:LONGEST]))
    other = b[:LONGEST]
    apart, _ = _distances(one, [other], None, _costs(one.arabic, ARABIC_LETTER.search(other) is not None))
    return int(apart[0]) / WHOLE


def _costs(a_arabic: bool, b_arabic: bool) -> Costs:
    kind = "mixed" if a_arabic != b_arabic else "arabic" if a_arabic else "latin"
    return weights().pairs[kind]


def _alike(mine: Heard, theirs: Sequence[str], percent: Numbers | None) -> list[float]:
    """1 less twice the distance as a share of what leaving out both names whole would cost, bent to a scale on which
    0.88 is a name to be trusted among those of a country."""
    result = np.zeros(len(theirs))
    scripts = np.array([ARABIC_LETTER.search(t) is not None for t in theirs], bool)
    for arabic in (False, True):
        chosen = np.flatnonzero(scripts == arabic)
        if not chosen.size or not mine.letters:
            continue
        parts = None if percent is None else percent[chosen]
        apart, whole = _distances(mine, [theirs[i] for i in chosen.tolist()], parts, _costs(mine.arabic, arabic))
        result[chosen] = np.maximum(0.0, 1.0 - 2.0 * apart / np.maximum(whole, 1)) ** _BEND
    return [round(value, 4) if letters else 0.0 for value, letters in zip(result.tolist(), theirs, strict=True)]


def _distances(mine: Heard, theirs: Sequence[str], percent: Numbers | None, costs: Costs) -> tuple[Numbers, Numbers]:
    """Distance to each of the others, and the cost of leaving out all of both names. One row of the table of edit
    distances at a time, for all others at once; letters added are a running minimum along the row."""
    width = max(1, *(len(t) for t in theirs))
    points = np.array(theirs, f"U{width}").view(np.uint32).reshape(len(theirs), width).astype(np.int64)
    numbers = weights().number(points)
    share = WHOLE * (points > 0) if percent is None else percent[:, :width]
    added = np.zeros((len(theirs), width + 1), np.int64)
    np.cumsum(costs.drop[numbers] * share // WHOLE, axis=1, out=added[:, 1:])
    row = added.copy()
    dropped = 0
    own = weights().number(np.array([ord(c) for c in mine.letters], np.int64))
    for letter, number, part in zip(mine.letters, own.tolist(), mine.percent, strict=True):
        drop = int(costs.drop[number]) * part // WHOLE
        dropped += drop
        swap = np.where(points == ord(letter), 0, costs.swap[number][numbers])
        step = row + drop
        np.minimum(step[:, 1:], row[:, :-1] + swap, out=step[:, 1:])
        row = np.minimum.accumulate(step - added, axis=1) + added
    lengths = np.array([len(t) for t in theirs])
    at = np.arange(len(theirs))
    return row[at, lengths], added[at, lengths] + dropped
