"""Small networks for yes and no: fitted with PyTorch, handed over in whole numbers
(``dateline/corroborate/networks.py``)."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import numpy as np
import torch
from msgspec import Struct
from numpy.typing import NDArray
from torch import nn
from torch.nn import functional as F

from dateline.corroborate.compared import NONE
from dateline.corroborate.networks import FINE, STEP, Inputs, Layer, Networks

Floats = NDArray[np.float64]


class Settings(Struct, frozen=True):
    """Sizes of the hidden layers, and how they are fitted; ``drop`` is the share of each that is left out at random."""

    hidden: tuple[int, ...] = (64, 32)
    drop: tuple[float, ...] = (0.2, 0.1)
    epochs: int = 6
    batch: int = 512
    rate: float = 4e-3
    decay: float = 0.05


def inputs(rows: Floats) -> Inputs:
    """What features [n, features] look like, for the networks."""
    known = np.where(rows == NONE, np.nan, rows)
    some = ~np.isnan(known).all(axis=0)
    means, deviations = np.zeros(rows.shape[1]), np.ones(rows.shape[1])
    means[some], deviations[some] = np.nanmean(known[:, some], axis=0), np.nanstd(known[:, some], axis=0)
    partly = some & np.isnan(known).any(axis=0)
    return Inputs(
        means=tuple(round(float(m), 6) for m in means),
        deviations=tuple(max(round(float(d), 6), 1e-6) for d in deviations),
        unknown=tuple(np.flatnonzero(partly).tolist()),
        long=tuple(np.flatnonzero(rows.max(axis=0) > 5).tolist()),
    )


def fit(
    rows: Floats,
    right: NDArray[np.bool_],
    weight: Floats,
    seeds: Sequence[int],
    settings: Settings | None = None,
) -> Networks:
    """A network for each seed, for rows [n, features], outcomes and weights [n]. On one thread: sums are in one order
    whatever the machine's cores, and networks this small gain nothing from more."""
    threads = torch.get_num_threads()
    torch.set_num_threads(1)
    try:
        return _fitted(rows, right, weight, seeds, settings or Settings())
    finally:
        torch.set_num_threads(threads)


def _fitted(
    rows: Floats, right: NDArray[np.bool_], weight: Floats, seeds: Sequence[int], settings: Settings
) -> Networks:
    shaped = inputs(rows)
    given = torch.from_numpy(shaped.of(rows) / STEP).float()
    outcome, counts = torch.from_numpy(right).float(), torch.from_numpy(weight / weight.mean()).float()
    made = [_layers(_network(given, outcome, counts, seed, settings)) for seed in seeds]
    return Networks(shaped, tuple(made))


def _network(
    given: torch.Tensor, outcome: torch.Tensor, counts: torch.Tensor, seed: int, settings: Settings
) -> nn.Sequential:
    torch.manual_seed(seed)
    network = nn.Sequential()
    for (before, after), drop in zip(pairwise((given.shape[1], *settings.hidden)), settings.drop, strict=True):
        network.extend([nn.Linear(before, after), nn.ReLU(), nn.Dropout(drop)])
    network.append(nn.Linear(settings.hidden[-1], 1))
    optimiser = torch.optim.AdamW(network.parameters(), weight_decay=settings.decay)
    size = min(settings.batch, len(given))
    steps = settings.epochs * (len(given) // size)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimiser, settings.rate, total_steps=steps + 1)
    for _ in range(settings.epochs):
        order = torch.randperm(len(given))
        for start in range(0, len(given) // size * size, size):
            at = order[start : start + size]
            loss = F.binary_cross_entropy_with_logits(network(given[at])[:, 0], outcome[at], weight=counts[at])
            optimiser.zero_grad()
            loss.backward()
            optimiser.step()
            schedule.step()
    return network


def _layers(network: nn.Sequential) -> tuple[Layer, ...]:
    found = []
    for part in network:
        if isinstance(part, nn.Linear):
            weights = np.rint(part.weight.detach().double().numpy().T * FINE).astype(int)
            bias = np.rint(part.bias.detach().double().numpy() * FINE).astype(int)
            found.append(Layer(tuple(map(tuple, weights.tolist())), tuple(bias.tolist())))
    return tuple(found)
