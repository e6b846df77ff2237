"""The bare encoder's pass."""

from __future__ import annotations

from benchmarks import floor
from dateline.read.model import Model


def test_each_piece_once_in_order() -> None:
    model = Model()
    row = floor.word_pieces(["They left.", "No one stayed."], model)
    assert row == [piece for word in "They left . No one stayed .".split() for piece in model.pieces.of(word)]


def test_a_pass_takes_time_and_some_length() -> None:
    model = Model()
    taken, length = floor.seconds(floor.word_pieces(["Shelling went on."] * 40, model), model)
    assert taken > 0
    assert length in floor.LENGTHS
