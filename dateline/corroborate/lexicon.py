"""How rare a word is, and which words mean alike: one table of stems, made in training (``python -m training
coreference``) and the same for every library, so that no score depends on what else the library holds."""

from __future__ import annotations

from functools import cached_property, lru_cache
from pathlib import Path

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from dateline.errors import ModelError

FILE = Path(__file__).with_name("weights") / "lexicon.npz"
THOUSAND = 1000
_MOST = 1 << 20


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
    def _rarity(self) -> dict[str, float]:
        return dict(zip(self.stems, self.rarities.tolist(), strict=True))

    def rarity(self, word: str) -> float:
        """How rare a stem is: 0 stands in every text."""
        return self._rarity.get(word, self.unknown)

    def common(self, below: float) -> frozenset[str]:
        """The known stems that are less rare than that."""
        kept = self._common
        if below not in kept:
            kept[below] = frozenset(stem for stem, rarity in self._rarity.items() if rarity < below)
        return kept[below]

    @cached_property
    def _common(self) -> dict[float, frozenset[str]]:
        return {}

    @cached_property
    def directions(self) -> NDArray[np.float64]:
        """What each stem means [stems, n], in whole thousandths; zeros for one without a meaning."""
        return whole(self.vectors.astype(np.float64))

    @cached_property
    def pieces(self) -> NDArray[np.float64]:
        """How each stem is spelled [stems, m], as it is stored; without spellings m is 1, and all are zeros."""
        if self.spellings is None:
            return np.zeros((len(self.stems), 1))
        return self.spellings.astype(np.float64)


def whole(vectors: NDArray[np.float64]) -> NDArray[np.float64]:
    """Directions of whole vectors in whole thousandths, by row; zeros stay zeros. Sums of their products are exact, the
    same on any machine."""
    # Small enough for their squares to add up exactly.
    most = np.maximum(np.abs(vectors).max(axis=1, initial=0.0)[:, None], _MOST)
    small = np.rint(vectors * _MOST / most)
    length = np.sqrt((small * small).sum(axis=1))[:, None]
    found: NDArray[np.float64] = np.rint(
        np.divide(small * THOUSAND, length, out=np.zeros_like(small), where=length > 0)
    )
    return found


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
