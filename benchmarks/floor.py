"""The floor under the reader's speed: the bare encoder's forward pass over the same word pieces, each once."""

from __future__ import annotations

import statistics
import time
from collections.abc import Iterable, Sequence

import numpy as np

from dateline.read import pieces
from dateline.read.model import Model
from dateline.read.words import split

LENGTHS = (64, 96, 128, 192, 256, 384)
"""Pieces a window that are tried. The graph takes one window a call (dynamic int8 takes its scale from what goes in
together), so the best batching is sought among window lengths alone; batches of several windows are not tried."""
_TRIAL = 16_384
_TIMES = 3
_SMALLEST_HEAD = "start"


def word_pieces(texts: Iterable[str], model: Model) -> list[int]:
    """The word pieces of all texts in a row."""
    return [piece for text in texts for a, b in split(text) for piece in model.pieces.of(text[a:b])]


def seconds(row: Sequence[int], model: Model) -> tuple[float, int]:
    """Time that the encoder alone takes for the pieces, on one thread as the reader has it, the median of three passes,
    and the window length that was fastest on the first of them, the best of three tries each: single passes differ by
    a twelfth on a machine with nothing else to do. Windows are full; the last one is filled up with the first pieces.
    ONNX Runtime computes all heads whatever is asked for, so they are given one word a window: by its profiler some
    4 % of the pass."""
    trial = row[:_TRIAL]
    tried: dict[int, list[float]] = {length: [] for length in LENGTHS}
    for _ in range(_TIMES):
        for length, taken in tried.items():
            taken.append(_pass(trial, model, length) / _windows(len(trial), length) / length)
    best = min(LENGTHS, key=lambda length: min(tried[length]))
    return statistics.median(_pass(row, model, best) for _ in range(_TIMES)), best


def _windows(size: int, length: int) -> int:
    return max(1, -(-size // length))


def _pass(row: Sequence[int], model: Model, length: int) -> float:
    count = _windows(len(row), length)
    windows = np.resize(np.array(row, dtype=np.int64), count * length).reshape(count, 1, length)
    one = np.ones((1, 1), dtype=np.int64)
    casing = np.full((1, length), pieces.LOWER, dtype=np.int64)

    def once(number: int) -> None:
        inputs = {"pieces": windows[number], "casing": casing, "first": one, "last": one}
        model.session.run([_SMALLEST_HEAD], inputs)

    once(0)  # the first call also sets up
    began = time.perf_counter()
    for number in range(count):
        once(number)
    return time.perf_counter() - began
