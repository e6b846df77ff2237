"""Fitting a tagger: maximum likelihood of a conditional random field, by AdaGrad in small batches (Duchi, Hazan and
Singer 2011), with a penalty on large weights. The same examples always give the same tagger."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from dateline.toponyms.tagger import GOES_ON, LABELS, OUTSIDE, Tagger

EPOCHS = 10
RATE = 0.1
PENALTY = 5e-4
BATCH = 64
LEAST = 3
"""Words that a feature must be met at to count."""
SMALLEST = 0.02
"""Weights below this are left out: they change next to nothing and make up half of all."""
_NEVER = -1e4

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]


class Example(Struct, frozen=True):
    """A run of words: each one's features and label."""

    words: Sequence[Sequence[str]]
    labels: Sequence[int]


class Weights:
    """What is being learned, and how much each has moved."""

    def __init__(self, features: int) -> None:
        self.of = np.zeros((features, LABELS))
        self.steps = np.zeros((LABELS, LABELS))
        self.steps[OUTSIDE, GOES_ON] = _NEVER
        self.first = np.zeros(LABELS)
        self.first[GOES_ON] = _NEVER
        self.moved = [np.full_like(part, 1e-6) for part in (self.of, self.steps, self.first)]


class Batch:
    """Runs of words beside each other: ``ids`` of all features in a row, ``word`` the row of words that each belongs
    to; ``mask`` [runs, longest] says where there is a word."""

    def __init__(self, examples: Sequence[tuple[list[Ints], Ints]]) -> None:
        lengths = np.array([len(labels) for _, labels in examples])
        self.mask = np.arange(lengths.max())[None, :] < lengths[:, None]
        words = [ids for rows, _ in examples for ids in rows]
        sizes = np.array([len(ids) for ids in words])
        self.ids = np.concatenate(words)
        self.word = np.repeat(np.arange(len(words)), sizes)
        self.gold = np.zeros(self.mask.shape, dtype=np.int64)
        self.gold[self.mask] = np.concatenate([labels for _, labels in examples])


def fit(examples: Sequence[Example], seed: int = 1) -> Tagger:
    """A tagger from labelled runs of words. Raises ``ValueError`` where there are none."""
    if not examples:
        raise ValueError("there are no examples to fit a tagger on")
    met = Counter(feature for one in examples for own in one.words for feature in set(own))
    number = {feature: i for i, feature in enumerate(sorted(f for f, n in met.items() if n >= LEAST))}
    rows = [([_numbers(own, number) for own in one.words], np.array(one.labels, np.int64)) for one in examples]
    weights = Weights(len(number))
    random = np.random.default_rng(seed)
    order = np.arange(len(rows))
    for _ in range(EPOCHS):
        random.shuffle(order)
        for at in range(0, len(order), BATCH):
            _step(weights, Batch([rows[i] for i in order[at : at + BATCH]]))
    return _tagger(weights, number)


def _numbers(own: Sequence[str], number: dict[str, int]) -> Ints:
    return np.array([number[f] for f in own if f in number], dtype=np.int64)


def _step(weights: Weights, batch: Batch) -> None:
    """One step down the slope of the examples' negative log-likelihood."""
    scores = np.zeros((*batch.mask.shape, LABELS))
    scores[batch.mask] = _summed(batch.word, weights.of[batch.ids], int(batch.mask.sum()))
    single, paired = _chances(weights, scores, batch.mask)
    slope = single - np.eye(LABELS)[batch.gold]
    both = batch.mask[:, 1:]
    steps = paired[both].sum(axis=0) - _counted(batch.gold[:, :-1][both], batch.gold[:, 1:][both])
    steps[OUTSIDE, GOES_ON] = 0
    first = slope[:, 0].sum(axis=0)
    first[GOES_ON] = 0
    used, back = np.unique(batch.ids, return_inverse=True)
    per_word = slope[batch.mask][batch.word]
    found = _summed(back, per_word, len(used))
    found += PENALTY * len(batch.gold) * weights.of[used]
    moved_of, moved_steps, moved_first = weights.moved
    moved_of[used] += np.square(found)
    weights.of[used] -= RATE * found / np.sqrt(moved_of[used])
    moved_steps += np.square(steps)
    weights.steps -= RATE * steps / np.sqrt(moved_steps)
    moved_first += np.square(first)
    weights.first -= RATE * first / np.sqrt(moved_first)


def _chances(weights: Weights, scores: Floats, mask: NDArray[np.bool_]) -> tuple[Floats, Floats]:
    """The chance of each label at each word [runs, words, labels] and of each pair of labels in a row [runs, words - 1,
    labels, labels], by the forward-backward algorithm."""
    length = scores.shape[1]
    ahead, behind = np.zeros_like(scores), np.zeros_like(scores)
    ahead[:, 0] = weights.first + scores[:, 0]
    for t in range(1, length):
        onward = _log_sum(ahead[:, t - 1, :, None] + weights.steps, 1) + scores[:, t]
        ahead[:, t] = np.where(mask[:, t, None], onward, ahead[:, t - 1])
    for t in range(length - 2, -1, -1):
        onward = _log_sum(weights.steps + (scores[:, t + 1] + behind[:, t + 1])[:, None, :], 2)
        behind[:, t] = np.where(mask[:, t + 1, None], onward, 0.0)
    total = _log_sum(ahead[:, -1], 1)
    single = np.exp(ahead + behind - total[:, None, None])
    onward = (scores[:, 1:] + behind[:, 1:])[:, :, None, :]
    return single, np.exp(ahead[:, :-1, :, None] + weights.steps + onward - total[:, None, None, None])


def _summed(group: Ints, rows: Floats, groups: int) -> Floats:
    """Sums of rows by group, [groups, labels]."""
    return np.stack([np.bincount(group, rows[:, k], groups) for k in range(LABELS)], axis=1)


def _counted(one: Ints, other: Ints) -> Floats:
    """How often each label stands before each."""
    return np.bincount(one * LABELS + other, minlength=LABELS * LABELS).reshape(LABELS, LABELS).astype(np.float64)


def _log_sum(values: Floats, axis: int) -> Floats:
    most = values.max(axis=axis, keepdims=True)
    summed: Floats = np.log(np.exp(values - most).sum(axis=axis)) + most.squeeze(axis)
    return summed


def _tagger(weights: Weights, number: dict[str, int]) -> Tagger:
    """The weights relative to "outside", the smallest left out, as they will be stored."""
    relative = (weights.of[:, 1:] - weights.of[:, :1]).astype(np.float16).astype(np.float64)
    pairs = {f: (float(a), float(b)) for f, (a, b) in zip(number, relative, strict=True)}
    kept = {f: pair for f, pair in pairs.items() if max(abs(pair[0]), abs(pair[1])) >= SMALLEST}
    return Tagger(kept, tuple(_three(row) for row in weights.steps), _three(weights.first))


def _three(row: Floats) -> tuple[float, float, float]:
    a, b, c = (float(np.float32(value)) for value in row)
    return a, b, c
