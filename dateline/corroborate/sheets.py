"""Tellings as columns of numbers, weighed once and compared many times: words by how rare they are, and what they mean.

Everything is in whole numbers (weights in :data:`UNIT`-ths, meanings in thousandths), so that sums are exact: the same
in any order, in any company and on any machine."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from math import log

import numpy as np

from dateline.corroborate.candidates import WIDE_KM, span
from dateline.corroborate.columns import Floats, Ints, Lists, Numbered, Rows
from dateline.corroborate.lexicon import Lexicon, whole
from dateline.corroborate.stems import stem
from dateline.corroborate.telling import Article, Spot, Telling

UNIT = 1 << 20
"""A weight of one, in vectors of unit length."""
FINE = 1 << 16
"""A rarity of one."""
UNKNOWN = -1
"""What is not there: a day, a main word."""
_DATES = frozenset(
    stem(w)
    for w in "january february march april may june july august september october november december "
    "monday tuesday wednesday thursday friday saturday sunday".split()
)

SECTIONS = (
    "words", "who", "whom", "phrases", "actors", "recipients", "places", "names", "nearby", "sentence", "context",
    "window", "numbers", "dates", "types", "modes",
)  # fmt: skip
"""The words of a telling by the part they play. ``who`` to ``places`` weigh as rare as they are, ``names`` to
``window`` are vectors of unit length, each of the others counts one."""
_RARE = tuple(SECTIONS.index(name) for name in ("who", "whom", "phrases", "actors", "recipients", "places"))
_WHOLE = tuple(SECTIONS.index(name) for name in ("names", "nearby", "sentence", "context", "window"))
ARTICLE_SECTIONS = ("words", "names", "numbers", "lead")
"""The words of a report, each a vector of unit length."""
NUMBERS = (
    "article", "report", "head", "form", "kind", "number", "frequent", "first", "last", "dated", "actual", "counts",
    "spots", "who_head", "whom_head", "central", "typed", "moded", "plural", "narrow",
    "background", "negated",
)  # fmt: skip
"""One number of each telling: rows and ids of this module; days are ordinals, ``central`` is in UNIT-ths."""
_MEANINGS = ("trigger", "tale", "beside")


class Sheets:
    """Tellings by the numbers of their rows. ``weights`` of each section, ``number`` [rows, NUMBERS], ``meaning`` of
    telling words, sentence and phrases and ``spelled``, zeros where unknown."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.lexicon = lexicon
        self.ids = _Ids(lexicon)
        self.lists = Lists(len(SECTIONS))
        self.numbers = Rows(len(NUMBERS), np.int64)
        self.meanings = {name: Rows(lexicon.vectors.shape[1], np.int16) for name in _MEANINGS}
        self.spelled = Rows(lexicon.pieces.shape[1], np.int16)
        self.articles = Lists(len(ARTICLE_SECTIONS))
        self.article_meaning = Rows(lexicon.vectors.shape[1], np.int16)
        self.published = Rows(1, np.int64)
        self._rows: dict[int, tuple[Telling, int]] = {}
        self._article_rows: dict[int, tuple[Article, int, list[int], Floats, list[int]]] = {}
        self.reports: Numbered[str] = Numbered()
        self.counts: Numbered[tuple[tuple[str, int | None, int | None], ...]] = Numbered()
        self.spots: Numbered[tuple[Spot, ...]] = Numbered()
        self.forms: Numbered[str] = Numbered()
        self.kinds: Numbered[str] = Numbered()

    def __len__(self) -> int:
        return len(self._rows)

    def column(self, name: str, rows: Ints) -> Ints:
        """One number of each of some rows."""
        found: Ints = self.numbers.values[rows, NUMBERS.index(name)]
        return found

    def rows(self, tellings: Sequence[Telling]) -> Ints:
        """The row of each telling; those that are new are weighed."""
        kept = self._rows
        new = {id(one): one for one in tellings if id(one) not in kept}
        if new:
            self._weigh(list(new.values()))
        return np.array([kept[id(one)][1] for one in tellings], dtype=np.int64)

    def _weigh(self, tellings: Sequence[Telling]) -> None:
        """Adds rows."""
        self._weigh_articles({id(one.article): one.article for one in tellings})
        flat: list[int] = []
        ends: list[int] = []
        numbers: list[tuple[int, ...]] = []
        away: list[float] = []
        id_of = self.ids.__getitem__
        for one in tellings:
            for words in _words(one):
                flat += map(id_of, words)
                ends.append(len(flat))
            # The window stands before numbers, dates, types and modes.
            near = [1 + 0.3 * steps for _, steps in one.window]
            tail = ends[-1] - ends[-5]
            away += [1.0] * (len(flat) - tail - len(near) - len(away)) + near + [1.0] * tail
            numbers.append(self._numbers(one))
        self._keep(np.array(flat, dtype=np.int64), np.array(ends, dtype=np.int64), np.array(away))
        first = len(self.numbers)
        self.numbers.add(np.array(numbers, dtype=np.int64))
        # Kept with the telling: as long as that is there, no other has its id.
        self._rows.update({id(one): (one, first + i) for i, one in enumerate(tellings)})

    def _keep(self, flat: Ints, ends: Ints, away: Floats) -> None:
        """Keeps words with their weights, and what they mean."""
        lengths = np.diff(ends, prepend=0)
        at = np.repeat(np.arange(len(ends)), lengths)
        section = at % len(SECTIONS)
        rarity = np.rint(self.ids.rarities(flat) / away)
        rare, unit = np.isin(section, _RARE), np.isin(section, _WHOLE)
        weights = np.where(unit, _unit(rarity, at, len(ends)), np.where(rare, rarity, 1.0))
        self.lists.add(flat, weights, ends)
        tellings = len(ends) // len(SECTIONS)
        row = at // len(SECTIONS)
        for name, part in zip(_MEANINGS, ("words", "sentence", "phrases"), strict=True):
            own = section == SECTIONS.index(part)
            self.meanings[name].add(_mean(self.ids.vectors, flat[own], rarity[own], row[own], tellings))
        own = section == SECTIONS.index("words")
        self.spelled.add(_mean(self.ids.spellings, flat[own], np.ones(own.sum()), row[own], tellings))

    def _numbers(self, one: Telling) -> tuple[int, ...]:
        _, article, words, weights, counts = self._article_rows[id(one.article)]
        head = self.ids[one.head]
        central = [words.index(word) for word in map(self.ids.__getitem__, one.words) if word in words]
        first, last = span(one)
        return (
            article,
            self.reports[one.article.report],
            head,
            self.forms[one.form],
            self.kinds[one.kind],
            one.number,
            counts[words.index(head)] if head in words else 0,
            UNKNOWN if first is None else first.toordinal(),
            UNKNOWN if last is None else last.toordinal(),
            one.latest is not None and last is not None,
            one.actual,
            self.counts[one.counts],
            self.spots[one.spots],
            UNKNOWN if one.who_head is None else self.ids[one.who_head],
            UNKNOWN if one.whom_head is None else self.ids[one.whom_head],
            int(weights[central].sum()),
            bool(one.types),
            bool(one.modes),
            one.kind == "NOUN" and one.form.endswith("s") and not one.form.endswith("ss"),
            any(spot.radius_km <= WIDE_KM for spot in one.spots),
            one.background,
            one.negated,
        )

    def _weigh_articles(self, articles: dict[int, Article]) -> None:
        new = {key: one for key, one in articles.items() if key not in self._article_rows}
        if not new:
            return
        flat: list[int] = []
        ends: list[int] = []
        counts: list[int] = []
        id_of = self.ids.__getitem__
        for one in new.values():
            for words in (one.words, one.names, one.numbers, one.lead):
                once = dict(words)
                flat += map(id_of, once)
                counts += once.values()
                ends.append(len(flat))
        ids, stops = np.array(flat, dtype=np.int64), np.array(ends, dtype=np.int64)
        at = np.repeat(np.arange(len(stops)), np.diff(stops, prepend=0))
        often = np.array([1 + log(count) for count in counts])
        weights = _unit(np.rint(self.ids.rarities(ids) * often / 4), at, len(stops))
        first = len(self.published)
        self.articles.add(ids, weights, stops)
        own = at % len(ARTICLE_SECTIONS) == 0
        row = at[own] // len(ARTICLE_SECTIONS)
        self.article_meaning.add(_mean(self.ids.vectors, ids[own], weights[own], row, len(new)))
        days = [date.fromisoformat(one.published).toordinal() if one.published else UNKNOWN for one in new.values()]
        self.published.add(np.array(days, dtype=np.int64)[:, None])
        for i, (key, one) in enumerate(new.items()):
            own = slice(ends[4 * i - 1] if i else 0, ends[4 * i])
            self._article_rows[key] = (one, first + i, flat[own], weights[own], counts[own])


class _Ids(dict[str, int]):
    """A number for each word: that of the lexicon, further ones for words it does not know."""

    def __init__(self, lexicon: Lexicon) -> None:
        super().__init__({word: i for i, word in enumerate(lexicon.stems)})
        self.known = len(self)
        self.words = list(lexicon.stems)
        self._rarities = np.rint(np.append(lexicon.rarities, lexicon.unknown) * FINE)
        self.vectors = lexicon.directions
        self.spellings = lexicon.pieces
        self.small = self.vectors.astype(np.float32)
        self.means = np.append(self.vectors.any(axis=1), False)

    def __missing__(self, word: str) -> int:
        self[word] = number = len(self.words)
        self.words.append(word)
        return number

    @property
    def worth(self) -> Floats:
        """The rarity of every word, in FINE-ths."""
        unknown = np.full(len(self.words) - self.known, self._rarities[-1])
        return np.concatenate([self._rarities[:-1], unknown])

    def rarities(self, ids: Ints) -> Floats:
        """In FINE-ths."""
        found: Floats = self._rarities[np.minimum(ids, self.known)]
        return found


def _words(one: Telling) -> tuple[set[str] | list[str], ...]:
    """The words of each section, each once."""
    phrases = {*one.who, *one.whom, *one.around, *one.actors, *one.recipients, *one.places}
    sentence = set(one.sentence)
    numbers = {word for word in sentence if word.isdigit()}
    return (
        {*one.words, one.head}, {*one.who, *one.actors}, {*one.whom, *one.recipients}, phrases, set(one.actors),
        set(one.recipients), set(one.places), set(one.names), set(one.nearby), sentence, set(one.context),
        [word for word, _ in one.window], numbers,
        (sentence | phrases) & _DATES | {w for w in numbers | phrases if len(w) == 4 and w.isdigit()},
        {f"type {name}" for name in one.types}, {f"mode {name}" for name in one.modes},
    )  # fmt: skip


def _unit(rarity: Floats, at: Ints, lists: int) -> Floats:
    """Of each list a vector of unit length; zeros where nothing in it is rare."""
    length = np.sqrt(np.bincount(at, rarity * rarity, lists))[at]
    found: Floats = np.rint(np.divide(rarity * UNIT, length, out=np.zeros(len(at)), where=length > 0))
    return found


def _mean(vectors: Floats, ids: Ints, weights: Floats, row: Ints, rows: int) -> Floats:
    """The direction of the weighed sum of what words mean, for each row; ``row`` in rising order."""
    found = np.zeros((rows, vectors.shape[1]))
    known = ids < len(vectors)
    ids, weights, row = ids[known], weights[known], row[known]
    if len(ids):
        starts = np.flatnonzero(np.diff(row, prepend=-1))
        found[row[starts]] = np.add.reduceat(vectors[ids] * weights[:, None], starts, axis=0)
    return whole(found)
