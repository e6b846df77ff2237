"""The tagger: the likeliest labels of a run of words, from their features.

A linear-chain conditional random field (Lafferty, McCallum and Pereira 2001) with the labels "outside", "begins a
name", "goes on with it". Its weights come from LGL and TR-News (``python -m training toponyms``). Words of nationality
("Syrian", "the Turks") are no places here: the reader has them as mentions of that kind.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache, cached_property
from importlib.resources import files
from pathlib import Path
from zipfile import BadZipFile

import numpy as np
from msgspec import Struct

from dateline.errors import ModelError
from dateline.read.decode import B, I, O, best_of_chain
from dateline.toponyms.codes import Codes

OUTSIDE, BEGINS, GOES_ON = O, B, I
LABELS = 3
FILE = "weights.npz"
_NEVER = -1e9

Scores = tuple[float, float]
"""What a feature adds to "begins" and "goes on"; "outside" is always 0."""


class Tagger(Struct, frozen=True, dict=True):
    """``weights`` by feature; ``steps[a][b]``: what label ``b`` right after label ``a`` adds; ``first[b]``: what label
    ``b`` of a run's first word adds. No name goes on from outside."""

    weights: dict[str, Scores]
    steps: tuple[tuple[float, float, float], ...]
    first: tuple[float, float, float]

    def labels(self, words: Sequence[Sequence[str]]) -> list[int]:
        """The likeliest labels of a run, given its words' features."""
        return self.best([list(map(self.weights.get, own)) for own in words])

    @cached_property
    def codes(self) -> Codes[Scores | None]:
        """What a feature adds, None for one that adds nothing. Weights are kept by name and by value too."""
        tables: dict[str, dict[str, Scores]] = {}
        for feature, scores in self.weights.items():
            name, is_valued, value = feature.partition("=")
            if is_valued:
                tables.setdefault(name, {})[value] = scores
        return Codes(self.weights.get, lambda name: tables.get(name, {}).get)

    def best(self, words: Sequence[Sequence[Scores | None]]) -> list[int]:
        """The likeliest labels of a run, given what its words' features add (Viterbi's algorithm)."""
        rows = [_sum(own) for own in words]
        (_, begins, _), (outside_first, begins_first, _) = rows[0], self.first
        rows[0] = outside_first, begins_first + begins, _NEVER
        (outside, begins, _), *others = self.steps
        return best_of_chain(rows, [(outside, begins, _NEVER), *others])


def _sum(own: Sequence[Scores | None]) -> tuple[float, float, float]:
    begins = goes_on = 0.0
    for begin, go_on in filter(None, own):
        begins += begin
        goes_on += go_on
    return 0.0, begins, goes_on


def names(labels: Sequence[int]) -> list[tuple[int, int]]:
    """The names in a row of labels as (first, last exclusive)."""
    found: list[tuple[int, int]] = []
    for i, label in enumerate(labels):
        if label == BEGINS:
            found.append((i, i + 1))
        elif label == GOES_ON and found and found[-1][1] == i:
            found[-1] = (found[-1][0], i + 1)
    return found


def save(tagger: Tagger, path: Path) -> None:
    """Writes a tagger, half precision; the same bytes for the same tagger. Features hold no line breaks."""
    order = sorted(tagger.weights)
    np.savez_compressed(
        path,
        features=np.frombuffer("\n".join(order).encode("utf-8"), dtype=np.uint8),
        weights=np.array([tagger.weights[name] for name in order], dtype=np.float16).reshape(-1, 2),
        steps=np.array(tagger.steps, dtype=np.float32),
        first=np.array(tagger.first, dtype=np.float32),
    )


def load(path: Path) -> Tagger:
    """The tagger in a file. Raises ``ModelError``."""
    try:
        with np.load(path) as stored:
            names = stored["features"].tobytes().decode("utf-8").split("\n")
            pairs = stored["weights"].astype(np.float64).tolist()
            steps, first = stored["steps"], stored["first"]
            weights = {name: (float(a), float(b)) for name, (a, b) in zip(names, pairs, strict=True)}
    except (OSError, KeyError, ValueError, BadZipFile) as error:
        raise ModelError(f"{path}: {error}; install dateline again") from error
    return Tagger(weights, tuple(_three(row) for row in steps), _three(first))


def _three(row: Sequence[float]) -> tuple[float, float, float]:
    a, b, c = row
    return float(a), float(b), float(c)


@cache
def bundled() -> Tagger:
    """The tagger that comes with dateline. Raises ``ModelError``."""
    return load(Path(str(files("dateline.toponyms").joinpath(FILE))))
