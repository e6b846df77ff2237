"""Small networks that score pairs, as trained by ``training/neural.py`` and applied here in whole numbers: sums are
exact, so that a pair has the same score alone or among others, and on any machine."""

from __future__ import annotations

from functools import cached_property

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from dateline.corroborate.compared import NONE

Table = NDArray[np.float64]
STEP = 256
"""A unit of what goes into a layer is one over this."""
FINE = 4096
"""The same for weights. Products of both, added up, stay far below 2 ** 53: floating point holds them exactly."""
_WIDEST = 4.0


class Inputs(Struct, frozen=True):
    """How features become inputs. Each, less its mean and over its deviation, is one, 0 where it cannot be compared;
    ``unknown`` are features with a further input for that, ``long`` those whose logarithm is one too."""

    means: tuple[float, ...] = ()
    deviations: tuple[float, ...] = ()
    unknown: tuple[int, ...] = ()
    long: tuple[int, ...] = ()

    def of(self, rows: Table) -> Table:
        """Rows [n, features] to whole numbers of :data:`STEP`-ths [n, inputs]."""
        missing = rows == NONE
        plain = np.where(missing, 0.0, (rows - np.array(self.means)) / np.array(self.deviations))
        long = np.log1p(np.maximum(rows[:, self.long], 0.0)) / 2
        parts = [plain, missing[:, self.unknown].astype(np.float64), long]
        found: Table = np.rint(np.clip(np.concatenate(parts, axis=1), -_WIDEST, _WIDEST) * STEP)
        return found


class Layer(Struct, frozen=True):
    """``weights`` [inputs, outputs] and ``bias`` [outputs], in :data:`FINE`-ths."""

    weights: tuple[tuple[int, ...], ...]
    bias: tuple[int, ...]


class Networks(Struct, frozen=True, dict=True):
    """Several networks of the same inputs; the last layer of each has one output, log-odds."""

    inputs: Inputs = Inputs()
    networks: tuple[tuple[Layer, ...], ...] = ()

    def log_odds(self, rows: Table) -> Table:
        """The mean of all networks, of rows [n, features]: [n]."""
        given = self.inputs.of(rows)
        total = np.zeros(len(rows))
        for layers in self._layers:
            at = given
            for number, (weights, bias) in enumerate(layers, start=1):
                at = at @ weights + bias
                at = np.rint(at / FINE) if number == len(layers) else np.rint(np.maximum(at, 0.0) / FINE)
            total += at[:, 0]
        return total / (len(self.networks) * STEP)

    @cached_property
    def _layers(self) -> list[list[tuple[Table, Table]]]:
        return [
            [(np.array(one.weights, dtype=np.float64), np.array(one.bias, dtype=np.float64) * STEP) for one in layers]
            for layers in self.networks
        ]
