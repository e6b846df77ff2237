"""The floor under the reader's speed: the bare encoder's forward pass over the same word pieces, each once."""

from __future__ import annotations

import time
from collections.abc import Iterable, Sequence

import numpy as np
import onnxruntime as ort

from dateline.read import pieces
from dateline.read.model import Model
from dateline.read.words import split

SHAPES = ((1, 128), (1, 192), (1, 256), (2, 128), (4, 64), (4, 128), (8, 128))
"""Batches tried: windows at a time, pieces a window."""
_TRIAL = 16_384
_FIRST_HEAD = "start"


def word_pieces(texts: Iterable[str], model: Model) -> list[int]:
    """The word pieces of all texts in a row."""
    return [piece for text in texts for a, b in split(text) for piece in model.pieces.of(text[a:b])]


def seconds(row: Sequence[int], model: Model) -> tuple[float, str]:
    """Time that the encoder alone takes for the pieces, on one thread as the reader has it, and the batch shape that
    was fastest on a part of them ("windows x pieces"). Of the heads only the smallest (one number a word, of one word
    a window) is computed, since the graph gives nothing else out; the last window is filled up with the first pieces.
    """
    trial = row[:_TRIAL]
    best = min(SHAPES, key=lambda shape: _pass(trial, model, shape))
    return _pass(row, model, best), f"{best[0]} x {best[1]}"


def _pass(row: Sequence[int], model: Model, shape: tuple[int, int]) -> float:
    size = shape[0] * shape[1]
    count = max(1, -(-len(row) // size))
    filled = np.resize(np.array(row, dtype=np.int64), count * size)
    batches = filled.reshape(count, *shape)
    ones = np.ones((shape[0], 1), dtype=np.int64)
    casing = np.full(shape, pieces.LOWER, dtype=np.int64)
    options = ort.RunOptions()
    options.only_execute_path_to_fetches = True

    def once(batch: np.ndarray[tuple[int, ...], np.dtype[np.int64]]) -> None:
        inputs = {"pieces": batch, "casing": casing, "first": ones, "last": ones}
        model.session.run([_FIRST_HEAD], inputs, options)

    once(batches[0])
    began = time.perf_counter()
    for batch in batches:
        once(batch)
    return time.perf_counter() - began
