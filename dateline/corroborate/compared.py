"""Tellings side by side: what pairs of them have in common, worked out for many pairs at once.

Likeness is from 0 to 1: the cosine of words weighed by rarity, or the share of the smaller side's weight that both
have. ``meaning`` is the cosine of meanings, ``spelling`` that of word pieces."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from dateline.corroborate.columns import Crossed, Floats, Ints, Lists, by_pair, distinct
from dateline.corroborate.lexicon import THOUSAND
from dateline.corroborate.sheets import ARTICLE_SECTIONS, SECTIONS, UNIT, UNKNOWN, Sheets

NONE = -1.0
"""What cannot be compared."""
LEAST_ARTICLE = 0.03
LEAST_MEANING = 0.4
LEAST_SENTENCE = 0.25
Flags = NDArray[np.bool_]


class Compared:
    """Pairs of rows, ``left`` and ``right``, side by side. Few different rows on the left make it fast."""

    def __init__(self, sheets: Sheets, left: Ints, right: Ints) -> None:
        self.sheets, self.left, self.right = sheets, left, right
        self.crossed = Crossed(sheets.lists, left, right, len(sheets.ids.words))
        self.articles = by_pair(self.both("article")[0], self.both("article")[1])
        first, second, self._article_of = self.articles
        self._crossed_articles = Crossed(sheets.articles, first, second, len(sheets.ids.words))
        self.same_report = np.equal(*self.both("report"))
        self.alike = self.word_meaning(*self.both("head"))
        self._kept: dict[str, Floats] = {}

    def both(self, name: str) -> tuple[Ints, Ints]:
        """A number of each side."""
        return self.sheets.column(name, self.left), self.sheets.column(name, self.right)

    def cosine(self, section: str) -> Floats:
        """0 where either is empty."""
        if section not in self._kept:
            self._kept[section] = self.crossed.dot(SECTIONS.index(section)) / UNIT**2
        return self._kept[section]

    def article_cosine(self, section: str) -> Floats:
        """Of the reports' words."""
        key = f"article {section}"
        if key not in self._kept:
            dot = self._crossed_articles.dot(ARTICLE_SECTIONS.index(section))
            self._kept[key] = (dot / UNIT**2)[self._article_of]
        return self._kept[key]

    def article_meaning(self) -> Floats:
        """Of the reports as a whole."""
        first, second, of = self.articles
        table = self.sheets.article_meaning.values
        return _cosines(table, first, second)[of]

    def common(self, section: str) -> Floats:
        """How many words both have."""
        if section not in self._kept:
            self._kept[section] = self.crossed.common(SECTIONS.index(section))
        return self._kept[section]

    def shared(self, section: str, other: str | None = None) -> Floats:
        """The weight that both have, over that of the lighter; :data:`NONE` where either is empty."""
        one, two = SECTIONS.index(section), SECTIONS.index(other or section)
        lists = self.sheets.lists
        weight, size = _sizes(lists, self.crossed.rows, one)
        weights, sizes = _sizes(lists, self.right, two)
        least = np.minimum(weight[self.crossed.at], weights)
        found = np.divide(self.crossed.common(one, two), least, out=np.zeros(len(least)), where=least > 0)
        return np.where((size[self.crossed.at] > 0) & (sizes > 0), found, NONE)

    def lengths(self, section: str) -> tuple[Ints, Ints]:
        """How many words each side has."""
        number = SECTIONS.index(section)
        return self.sheets.lists.lengths(self.left, number), self.sheets.lists.lengths(self.right, number)

    def meaning(self, name: str) -> Floats:
        """The cosine of two meanings; :data:`NONE` where either is unknown."""
        return _cosines(self.sheets.meanings[name].values, self.left, self.right)

    def spelling(self) -> Floats:
        """The cosine of word pieces."""
        return _cosines(self.sheets.spelled.values, self.left, self.right)

    def word_meaning(self, one: NDArray[Any], other: NDArray[Any]) -> Floats:
        """The cosine of what words mean, by their ids."""
        ids = self.sheets.ids
        known = (one != UNKNOWN) & (other != UNKNOWN) & (one < ids.known) & (other < ids.known)
        found = np.full(len(one), NONE)
        one, other = one[known], other[known]
        (first, at), (second, its) = distinct(one, ids.known), distinct(other, ids.known)
        if len(first) * len(second) <= 2 * len(one):
            cosines = (ids.small[first] @ ids.small[second].T)[at, its] / np.float64(THOUSAND**2)
            found[known] = np.where(ids.means[one] & ids.means[other], cosines, NONE)
        else:
            found[known] = _cosines(ids.small, one, other)
        return found

    def likely(self) -> Flags:
        """Which pairs are worth scoring: reports that have words in common, and claims of one type, or telling words
        that are the same or mean something alike, or sentences that are nearly the same. The scorer is trained on such
        pairs alone."""
        near = self.same_report | (self.article_cosine("words") >= LEAST_ARTICLE)
        alike = np.equal(*self.both("head")) | (self.alike >= LEAST_MEANING) | (self.common("types") > 0)
        alike |= (self.common("words") > 0) | (self.cosine("sentence") >= LEAST_SENTENCE)
        found: Flags = near & alike
        return found


def _cosines(table: NDArray[Any], one: Ints, other: Ints) -> Floats:
    """Of rows of whole thousandths; :data:`NONE` where either is zeros. Single precision holds these sums exactly."""
    left, right = table[one].astype(np.float32, copy=False), table[other].astype(np.float32, copy=False)
    found = np.einsum("ij,ij->i", left, right).astype(np.float64) / THOUSAND**2
    return np.where(left.any(axis=1) & right.any(axis=1), found, NONE)


def _sizes(lists: Lists, rows: Ints, section: int) -> tuple[Floats, Ints]:
    """The weight of a section of some rows, and how many words it has."""
    of, _, weights = lists.expanded(rows, section)
    weight: Floats = np.bincount(of, weights, len(rows)).astype(np.float64)
    return weight, lists.lengths(rows, section)
