"""``python -m training second``: the weights of the second look at what claims take over
(``dateline/read/second_look.py``).

Facts of candidates beside annotated claims of the training reports, the held ones left out, give a logistic regression
each. How its log-odds and the network's score for a place are joined is fitted on claims found in the held reports
(``training/held.txt``), which neither has seen; of speakers elsewhere these hold too few, so that facts alone count.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from math import log
from pathlib import Path

import numpy as np
from msgspec import Struct, field
from numpy.typing import NDArray

from benchmarks.claims.match import same
from benchmarks.claims.values import AnnotatedClaim, Expression, Reference
from dateline.read.claim_heads import ClaimHeads
from dateline.read.draft import Draft, Phrase, PlacePhrase
from dateline.read.phrases import phrase
from dateline.read.place_facts import place_facts
from dateline.read.reader import Reader
from dateline.read.second_look import LOOK_BACK, NOT_OFFERED, SecondLook
from dateline.read.second_weights import Opinion, SecondWeights, save
from dateline.read.source_facts import spoken_facts
from dateline.read.standing import stands_for
from dateline.read.tree import Tree
from training.claims import Words
from training.held import Held, chosen, read, train_documents

FILE = Path(__file__).with_name("held.txt")
RIDGE = {"place": 10.0, "spoken": 3.0}
"""Of 3, 10 and 30 the best across folds of training reports."""
LEAST = 4
"""Reports in which a fact must stand to have a weight."""
STEPS, RATE = 250, 0.2
FOLDS = 5
PARTS = ("place", "spoken")
SEEN = 0.76
"""Share of the places taken over that one reading of a report marks: of 89 that a second, blind reader marked in
training reports the first had 68. What is marked with a chance p is there with a chance p / .76."""
WORTH = {"place": 0.33 * SEEN, "spoken": 0.36}
"""Probability from which a candidate is taken: half the F1 that can be reached (Lipton, Elkan and Narayanaswamy 2014,
arXiv:1402.1892)."""
_MENTIONS = 3
"""The nearest mentions of a candidate that are compared with what is annotated."""

Floats = NDArray[np.float64]


class Rows(Struct):
    """Candidates: facts, the network's score, whether right, report, and how many parts there were to find."""

    facts: list[list[str]] = field(default_factory=list)
    scores: list[float] = field(default_factory=list)
    right: list[bool] = field(default_factory=list)
    reports: list[str] = field(default_factory=list)

    def add(self, facts: list[str], score: float, right: bool, report: str) -> None:
        """One more candidate."""
        self.facts.append(facts)
        self.scores.append(score)
        self.right.append(right)
        self.reports.append(report)


Table = dict[str, Rows]


def run(data: Path, weights: Path, file: Path = FILE) -> dict[str, float]:
    """Fits the weights for the model in ``weights``, writes them beside it, and says how well candidates are told:
    places on the held reports, by the network alone and joined, speakers across folds of the training reports."""
    reader = Reader.load(weights)
    held = chosen(file)
    names = {(d.corpus, d.id) for d in held}
    learned = rows(read((d for d in train_documents() if (d.corpus, d.id) not in names), data, reader), reader.heads)
    tried = found_rows(read(held, data, reader), reader.heads)
    place, figures = joined(tried, *regression(learned["place"], RIDGE["place"]), WORTH["place"])
    spoken, told = alone(learned["spoken"], *regression(learned["spoken"], RIDGE["spoken"]), WORTH["spoken"])
    save(SecondWeights(place, spoken), weights)
    return {f"place {n}": v for n, v in figures.items()} | {f"spoken {n}": v for n, v in told.items()}


def rows(documents: Iterable[Held], heads: ClaimHeads) -> Table:
    """Candidates beside annotated claims; the claims before them, and their places, are the found ones."""
    made: Table = {part: Rows() for part in PARTS}
    for one in documents:
        finder = one.finder(heads)
        look = SecondLook(finder.facts, one.sources, finder.found())
        words = Words(finder.tree, [w.start for w in one.document.words])
        at = [s.word for s in look.spoken]
        judge = _Judge(one, look)
        for claim in one.gold.claims:
            head = words.trigger(claim.trigger)
            if head is None:
                continue
            draft = _draft(finder.tree, words, claim, head)
            for _, word, facts in place_facts(look.spots, look.past, draft):
                made["place"].add(facts, NOT_OFFERED, judge.place(claim, draft, word), one.id)
            if any(not source.inherited for source in claim.sources):
                continue
            spoken = one.sources.heads(draft.trigger.start, draft.trigger.end)
            first = bisect_left(at, finder.tree.bounds(head)[0])
            before = look.spoken[max(0, first - LOOK_BACK) : first][::-1]
            for word, facts in spoken_facts(look.speakers, before, draft, spoken):
                made["spoken"].add(facts, NOT_OFFERED, judge.elsewhere(claim, draft, word), one.id)
    return made


def found_rows(documents: Iterable[Held], heads: ClaimHeads) -> Rows:
    """Places beside found claims that are paired with annotated ones, as at run time."""
    made = Rows()
    for one in documents:
        finder = one.finder(heads)
        found = finder.found()
        look = SecondLook(finder.facts, one.sources, found)
        judge = _Judge(one, look)
        for claim, number in one.paired([(f.draft.trigger, f.draft.type) for f in found]).pairs:
            for word, score, facts in look.places(number):
                made.add(facts, score, judge.place(claim, found[number].draft, word), one.id)
    return made


class _Judge:
    """Whether words of a report are what is annotated, as the benchmark compares them."""

    def __init__(self, one: Held, look: SecondLook) -> None:
        self.one = one
        self.look = look
        self._places: dict[int, Expression] = {}

    def place(self, claim: AnnotatedClaim, draft: Draft, word: int) -> bool:
        """Whether a place told before is one of those that the claim takes over."""
        sentence = self.one.document.sentences[draft.sentence]
        wanted = [p for p in claim.places if not sentence.start <= p.start < sentence.end]
        mentions = self.look.spots.by_name[self.look.facts.name(word)]
        near = mentions[: bisect_left(mentions, word + 1)][-_MENTIONS:]
        return any(same(p, self._place(j), self.one.text) for p in wanted for j in near)

    def elsewhere(self, claim: AnnotatedClaim, draft: Draft, word: int) -> bool:
        """Whether a speaker in another sentence says the claim."""
        mentions = self.look.speakers.by_name[self.look.facts.name(word)]
        near = mentions[: bisect_left(mentions, word + 1)][-_MENTIONS:]
        return self.source([s for s in claim.sources if s.inherited], draft, near)

    def source(self, wanted: Sequence[Expression], draft: Draft, words: Sequence[int]) -> bool:
        """Whether one of some words is a source that is wanted."""
        for source in self.one.sources.described(draft.trigger.start, [(word, None) for word in words]):
            shown = Expression(source.start, source.end, of=Reference(label=source.name) if source.name else None)
            if any(same(expression, shown, self.one.text) for expression in wanted):
                return True
        return False

    def _place(self, word: int) -> Expression:
        if word not in self._places:
            tree = self.look.facts.tree
            whole = phrase(tree, word)
            name, _ = stands_for(tree.document, tree, whole.start, whole.end, word)
            self._places[word] = Expression(whole.start, whole.end, of=Reference(label=name) if name else None)
        return self._places[word]


def _draft(tree: Tree, words: Words, claim: AnnotatedClaim, head: int) -> Draft:
    """An annotated claim as if it had been found, with the places and parties that its own sentence gives it."""

    def heads(expressions: Sequence[Expression]) -> list[int]:
        return [j for e in expressions if (j := words.head(e)) is not None]

    own = heads([p for p in claim.places if not p.inherited])
    wholes = [phrase(tree, j) for j in own]
    return Draft(
        claim.type,
        claim.mode,
        claim.status,
        claim.negated,
        claim.aggregate,
        claim.background,
        Phrase(*claim.trigger, head),
        tree.document.words[head].sentence,
        tuple(phrase(tree, j) for j in heads(claim.actors)),
        tuple(phrase(tree, j) for j in heads(claim.recipients)),
        places=tuple(PlacePhrase(p.start, p.end, p.head) for p in wholes),
    )


def regression(found: Rows, ridge: float) -> tuple[float, dict[str, float]]:
    """Bias and weights of facts: logistic regression with Adam over the whole set."""
    stands: dict[str, set[str]] = {}
    for facts, report in zip(found.facts, found.reports, strict=True):
        for fact in facts:
            stands.setdefault(fact, set()).add(report)
    names = sorted(fact for fact, reports in stands.items() if len(reports) >= LEAST)
    number = {fact: n for n, fact in enumerate(names)}
    pairs = [(r, number[f]) for r, facts in enumerate(found.facts) for f in facts if f in number]
    row, column = (np.array(x, dtype=np.int64) for x in zip(*pairs, strict=True))
    right = np.array(found.right, dtype=np.float64)
    values = np.append(np.zeros(len(names)), np.log(right.mean() / (1 - right.mean())))
    mean, square = np.zeros_like(values), np.zeros_like(values)
    for step in range(1, STEPS + 1):
        odds = values[-1] + np.bincount(row, values[:-1][column], len(right))
        off = 1 / (1 + np.exp(-odds)) - right
        slope = np.append(np.bincount(column, off[row], len(names)) + ridge * values[:-1], off.sum()) / len(right)
        mean, square = 0.9 * mean + 0.1 * slope, 0.99 * square + 0.01 * slope**2
        rate = RATE * 0.5 * (1 + np.cos(np.pi * step / STEPS))
        values -= rate * (mean / (1 - 0.9**step)) / (np.sqrt(square / (1 - 0.99**step)) + 1e-9)
    kept = {name: round(float(v), 3) for name, v in zip(names, values[:-1], strict=True) if abs(v) >= 0.005}
    return round(float(values[-1]), 4), kept


def joined(found: Rows, bias: float, weights: dict[str, float], worth: float) -> tuple[Opinion, dict[str, float]]:
    """How the network's score and the facts are joined; and F1 of the network alone (at its best threshold), and of
    both across folds of reports."""
    plain = Opinion(bias, weights, 0, 1, 0, 0)
    told = np.array([plain.log_odds(facts) for facts in found.facts])
    scores, right = np.array(found.scores), np.array(found.right)
    table = np.stack([scores, told, np.ones(len(right))], axis=1)
    at = log(worth / (1 - worth))
    order = {report: n for n, report in enumerate(dict.fromkeys(found.reports))}
    fold = np.array([order[report] % FOLDS for report in found.reports])
    taken = np.zeros(len(right), dtype=np.bool_)
    for n in range(FOLDS):
        inside = fold == n
        taken[inside] = table[inside] @ _logistic(table[~inside], right[~inside]) > at
    network, facts, shift = (round(float(w), 4) for w in _logistic(table, right))
    grid = np.arange(-3, 2, 0.125)
    figures = {
        "network": round(max(_f1(scores > x, right) for x in grid), 2),
        "facts": round(max(_f1(told > x, right) for x in grid), 2),
        "joined": round(_f1(taken, right), 2),
        "taken": float(taken.sum()),
        "right": float((taken & right).sum()),
        "there": float(right.sum()),
    }
    return Opinion(bias, weights, network, facts, shift, round(at, 4)), figures


def alone(found: Rows, bias: float, weights: dict[str, float], worth: float) -> tuple[Opinion, dict[str, float]]:
    """The facts for themselves; and what they find across folds of the training reports."""
    order = {report: n for n, report in enumerate(dict.fromkeys(found.reports))}
    fold = [order[report] % FOLDS for report in found.reports]
    right, odds = np.array(found.right), np.zeros(len(found.right))
    for n in range(FOLDS):
        one = Opinion(*regression(_some(found, [f != n for f in fold]), RIDGE["spoken"]), 0, 1, 0, 0)
        for i in (i for i, f in enumerate(fold) if f == n):
            odds[i] = one.log_odds(found.facts[i])
    at = log(worth / (1 - worth))
    taken = odds > at
    figures = {
        "facts": round(_f1(taken, right), 2),
        "taken": float(taken.sum()),
        "right": float((taken & right).sum()),
        "there": float(right.sum()),
    }
    return Opinion(bias, weights, 0, 1, 0, round(at, 4)), figures


def _some(found: Rows, kept: Sequence[bool]) -> Rows:
    made = Rows()
    for i, keep in enumerate(kept):
        if keep:
            made.add(found.facts[i], found.scores[i], found.right[i], found.reports[i])
    return made


def _logistic(table: Floats, right: NDArray[np.bool_]) -> Floats:
    """Weights of a small logistic regression, by Newton's method."""
    values = np.zeros(table.shape[1])
    for _ in range(30):
        chance = 1 / (1 + np.exp(-table @ values))
        curve = (table.T * (chance * (1 - chance))) @ table + 1e-3 * np.eye(table.shape[1])
        values = values - np.linalg.solve(curve, table.T @ (chance - right) + 1e-3 * values)
    return values


def _f1(taken: NDArray[np.bool_], right: NDArray[np.bool_]) -> float:
    return float(200 * (taken & right).sum() / max(1, taken.sum() + right.sum()))
