"""The losses of the incident heads."""

from __future__ import annotations

import math

import pytest

from benchmarks.corpora.muc4_templates import IncidentDocument, Template
from dateline.read.pieces import Pieces
from training.examples import cut
from training.incidents import from_incidents

torch = pytest.importorskip("torch")

from training import incident_losses as il  # noqa: E402 - only with PyTorch

VOCABULARY = Pieces(["[PAD]"] * 100 + ["[UNK]", "[CLS]", "[SEP]", "a", "b"])


def windows() -> list[object]:
    template = Template("arson", ((("men",),), (), (("the old mill",),), (), ()))
    burnt = IncidentDocument("a", "men burnt the old mill.", (template,), ((0,),))
    calm = IncidentDocument("b", "a calm day.", ())
    return [w for d in (burnt, calm) for w in cut(from_incidents(d, "lower", VOCABULARY), 50)]


def test_labels_are_padded() -> None:
    roles, types, told = il.labels(windows(), 7)  # type: ignore[arg-type]
    assert roles.shape == (2, 7, 6)
    assert roles[0, :, 0].tolist() == [1, 0, 0, 0, 0, 0, -100]
    assert roles[0, :, 2].tolist() == [0, 0, 1, 2, 2, 0, -100]
    assert types[0, 0].tolist() == [0, 0, 0, 0, 1, 0]
    assert types[1].unique().tolist() == [-100]
    assert told.tolist() == [[0, 0, 0, 0, 1, 0], [0] * 6]


def test_losses_of_undecided_scores() -> None:
    roles, types, told = il.labels(windows(), 7)  # type: ignore[arg-type]
    assert il.role_loss(torch.zeros(2, 7, 6, 3), roles).item() == pytest.approx(math.log(3))
    assert il.type_loss(torch.zeros(2, 7, 6), types).item() == pytest.approx(math.log(2))
    known = roles[..., 0] >= 0
    assert il.window_loss(torch.zeros(2, 7, 6), known, told).item() == pytest.approx(math.log(2))


def test_losses_fall_as_scores_come_right_and_padding_counts_for_nothing() -> None:
    roles, types, told = il.labels(windows(), 7)  # type: ignore[arg-type]
    known = torch.tensor([[True] * 6 + [False], [True] * 4 + [False] * 3])
    right = torch.nn.functional.one_hot(roles.clamp(min=0), 3) * 20.0
    right[~known] = 99.0
    assert il.role_loss(right, roles).item() < 1e-6
    scores = torch.full((2, 7, 6), -20.0)
    scores[0, 0, 4] = 20.0
    scores[~known] = 99.0
    assert il.window_loss(scores, known, told).item() < 1e-6
    assert il.type_loss(scores[:1, :1], types[:1, :1]).item() < 1e-6


def test_a_batch_without_fillers_costs_nothing() -> None:
    scores = torch.zeros(1, 4, 6, requires_grad=True)
    loss = il.type_loss(scores, torch.full((1, 4, 6), -100))
    loss.backward()
    assert loss.item() == 0.0
