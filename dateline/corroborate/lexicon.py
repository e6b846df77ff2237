"""How rare a word is, and which words mean alike: one table of stems, made in training (``python -m training
coreference``) and the same for every library, so that no score depends on what else the library holds."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property, lru_cache
from pathlib import Path

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from dateline.errors import ModelError

FILE = Path(__file__).with_name("weights") / "lexicon.npz"
Meaning = NDArray[np.int64]
"""A direction in whole thousandths: sums of products are exact, the same on any machine."""
THOUSAND = 1000


class Lexicon(Struct, frozen=True, dict=True):
    """``stems`` in rising order; ``rarities`` [stems]: the natural logarithm of the number of texts counted over the
    number that hold the word; ``vectors`` [stems, n]: directions in the space of meanings;
    ``unknown`` is the rarity of a word that stands in none; ``spellings`` [stems, m]: directions of the word pieces
    that the forms of a stem are spelled with, nearer to the word itself than its meaning is."""

    stems: tuple[str, ...]
    rarities: NDArray[np.float64]
    vectors: NDArray[np.int8]
    unknown: float
    spellings: NDArray[np.int8] | None = None

    @cached_property
    def _number(self) -> dict[str, int]:
        return {stem: i for i, stem in enumerate(self.stems)}

    @cached_property
    def _rarity(self) -> dict[str, float]:
        return dict(zip(self.stems, self.rarities.tolist(), strict=True))

    def rarity(self, word: str) -> float:
        """How rare a stem is: 0 stands in every text."""
        return self._rarity.get(word, self.unknown)

    def meaning(self, word: str) -> Meaning | None:
        """What a stem means; None for one that is not listed, or listed without a meaning."""
        if word not in self._meanings:
            number = self._number.get(word)
            self._meanings[word] = None if number is None else whole(self.vectors[number].astype(np.float64))
        return self._meanings[word]

    def spelling(self, words: Iterable[str]) -> Meaning | None:
        """The mean of what the pieces of stems give; None where none of them is listed."""
        rows = sorted({self._number[word] for word in words if word in self._number})
        if self.spellings is None or not rows:
            return None
        return whole(self.spellings[rows].astype(np.float64).sum(axis=0))

    @cached_property
    def _meanings(self) -> dict[str, Meaning | None]:
        return {}


def whole(vector: NDArray[np.float64]) -> Meaning | None:
    """A direction in whole thousandths; None for a vector of zeros."""
    length = float(np.sqrt((vector * vector).sum()))
    if not length:
        return None
    rounded: Meaning = np.rint(vector / length * THOUSAND).astype(np.int64)
    return rounded


def save(lexicon: Lexicon, path: Path = FILE) -> None:
    """Writes a lexicon."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as file:
        np.savez_compressed(
            file,
            stems=np.frombuffer("\n".join(lexicon.stems).encode(), dtype=np.uint8),
            rarities=lexicon.rarities.astype(np.float32),
            vectors=lexicon.vectors,
            spellings=np.zeros((0, 0), dtype=np.int8) if lexicon.spellings is None else lexicon.spellings,
            unknown=np.float32(lexicon.unknown),
        )


@lru_cache(maxsize=2)
def load(path: Path = FILE) -> Lexicon:
    """The lexicon in ``path``. Raises ``ModelError``."""
    try:
        with np.load(path, allow_pickle=False) as file:
            stems = tuple(file["stems"].tobytes().decode().split("\n"))
            rarities, spellings = file["rarities"].astype(np.float64), file["spellings"]
            known = spellings if len(spellings) else None
            return Lexicon(stems, rarities, file["vectors"], float(file["unknown"]), known)
    except (OSError, KeyError, ValueError) as error:
        raise ModelError(
            f"{path}: the lexicon of corroboration cannot be read ({error}); install dateline again"
        ) from error
