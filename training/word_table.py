"""The lexicon of corroboration: how rare words are in the training texts, and what they mean by the base encoder.

A stem's meaning is what the encoder makes of its most frequent form alone (mean of its pieces), the table's mean taken
off, turned to its :data:`SIZE` main directions (singular value decomposition) and rounded to whole numbers. A stem's
spelling is the mean of the encoder's input vectors for the pieces of all its forms, by their frequency, treated alike,
in :data:`SPELLED` directions. Listed are stems of at least three training texts and of the encoder's whole words.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray

from benchmarks.claims.texts import load
from dateline.corroborate.lexicon import Lexicon
from dateline.corroborate.stems import stem
from dateline.read.pieces import END, START, Pieces
from training.encoder import Encoder, base_folder

CORPORA = ("ceha", "ecbplus", "gum", "muc4", "polnear", "re3d", "trnews", "wikiwars")
SIZE = 64
SPELLED = 128
"""Of 64, 128, 192 and all 384 the fewest that lost nothing on folds of ECB+'s training topics."""
LEAST = 3
_WORD = re.compile(r"[A-Za-z]+|[0-9]+")
_BATCH = 256
_PLACE = 5
"""The position that pieces are taken to stand at: the input vectors hold one."""


def make(data: Path, vocabulary: Path) -> Lexicon:
    """The lexicon of the training texts under ``data`` and the encoder's words in ``vocabulary``."""
    texts = [one.text for corpus in CORPORA for one in load(data, corpus).values() if one.split == "train"]
    held: Counter[str] = Counter()
    forms: dict[str, Counter[str]] = {}
    for text in texts:
        words = [word.lower() for word in _WORD.findall(text)]
        for word in words:
            forms.setdefault(stem(word), Counter())[word] += 1
        held.update({stem(word) for word in words})
    shown = {s: max((n, word) for word, n in forms[s].items())[1] for s, texts_ in held.items() if texts_ >= LEAST}
    for word in vocabulary.read_text(encoding="utf-8").split("\n"):
        if word.isascii() and word.isalpha() and len(word) > 2:
            shown.setdefault(stem(word), word)
    stems = sorted(shown)
    rarities = np.array([_rarity(held[s], len(texts)) for s in stems])
    pieces = Pieces.load(vocabulary)
    encoder = _encoder()
    vectors = _meanings([shown[s] if s.isalpha() else "" for s in stems], pieces, encoder)
    spellings = _spellings([forms.get(s) or {shown[s]: 1} for s in stems], pieces, encoder)
    return Lexicon(tuple(stems), rarities, vectors, _rarity(0, len(texts)), spellings)


def _rarity(holding: int, texts: int) -> float:
    return math.log((texts + 1) / (holding + 1))


def _encoder() -> Encoder:
    encoder = Encoder()
    encoder.load_base(base_folder() / "model.safetensors")
    encoder.eval()
    with torch.no_grad():
        encoder.casing.weight.zero_()
    return encoder


def _meanings(words: list[str], pieces: Pieces, encoder: Encoder) -> NDArray[np.int8]:
    """Whole numbers from -127 to 127, zeros for an empty word."""
    rows = np.zeros((len(words), 384))
    order = sorted((i for i, word in enumerate(words) if word), key=lambda i: (len(pieces.of(words[i])), i))
    for start in range(0, len(order), _BATCH):
        part = order[start : start + _BATCH]
        rows[part] = _encoded([[START, *pieces.of(words[i]), END] for i in part], encoder)
    return _small(rows, np.array([bool(word) for word in words]), SIZE)


def _spellings(forms: Sequence[Mapping[str, int]], pieces: Pieces, encoder: Encoder) -> NDArray[np.int8]:
    """Whole numbers from -127 to 127; ``forms`` with how often each was seen."""
    with torch.no_grad():
        table = encoder.norm(encoder.words.weight + encoder.positions.weight[_PLACE]).double().numpy()
    rows = np.zeros((len(forms), table.shape[1]))
    for row, of in zip(rows, forms, strict=True):
        total = sum(of.values())
        for form, count in sorted(of.items()):
            found = list(pieces.of(form))
            if found:
                row += table[found].mean(axis=0) * count / total
    return _small(rows, np.ones(len(rows), dtype=bool), SPELLED)


def _small(rows: NDArray[np.float64], known: NDArray[np.bool_], size: int) -> NDArray[np.int8]:
    """The rows around their mean (zeros where not ``known``), in their main directions."""
    rows = np.where(known[:, None], rows - rows[known].mean(axis=0), 0.0)
    rows /= np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), 1e-9)
    _, _, turn = np.linalg.svd(rows[known], full_matrices=False)
    small = rows @ turn[:size].T
    small /= np.maximum(np.linalg.norm(small, axis=1, keepdims=True), 1e-9)
    return np.rint(small * 127).astype(np.int8)


def _encoded(sequences: Iterable[list[int]], encoder: Encoder) -> NDArray[np.float64]:
    rows = list(sequences)
    width = max(map(len, rows))
    padded = torch.tensor([row + [0] * (width - len(row)) for row in rows])
    mask = torch.tensor([[1.0] * len(row) + [0.0] * (width - len(row)) for row in rows])
    with torch.no_grad():
        out = encoder(padded, torch.zeros_like(padded), mask)
        mean = (out * mask[:, :, None]).sum(1) / mask.sum(1, keepdim=True)
        return torch.nn.functional.normalize(mean, dim=-1).double().numpy()
