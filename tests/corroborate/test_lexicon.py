"""The table of words: what is stored comes back, and what is not listed says so."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from dateline.corroborate.lexicon import THOUSAND, Lexicon, load, save
from dateline.errors import ModelError

MADE = Lexicon(
    ("attack", "bomb"), np.array([1.5, 3.0]), np.array([[0, 0], [127, 0]], dtype=np.int8), 5.0,
    np.array([[127, 0, 0], [0, 127, 0]], dtype=np.int8),
)  # fmt: skip


def test_stored_and_read(tmp_path: Path) -> None:
    save(MADE, tmp_path / "lexicon.npz")
    found = load(tmp_path / "lexicon.npz")
    assert found.stems == MADE.stems
    assert (found.rarity("bomb"), found.rarity("other")) == (3.0, 5.0)
    assert found.meaning("attack") is None  # listed without a meaning
    assert found.meaning("other") is None
    assert found.spelling(["bomb", "attack", "other"]) is not None
    with pytest.raises(ModelError):
        load(tmp_path / "absent.npz")


def test_spellings_are_a_mean_of_directions() -> None:
    both = MADE.spelling(["bomb", "attack"])
    assert both is not None
    assert both.tolist() == [round(THOUSAND / 2**0.5), round(THOUSAND / 2**0.5), 0]
    assert MADE.spelling(["other"]) is None
    assert Lexicon(MADE.stems, MADE.rarities, MADE.vectors, 5.0).spelling(["bomb"]) is None


def test_the_bundled_one_knows_what_reports_tell() -> None:
    lexicon = load()
    one, other = lexicon.spelling(["kidnap"]), lexicon.spelling(["abduct"])
    assert one is not None
    assert other is not None
    assert lexicon.rarity("the") < 0.5 < lexicon.rarity("kidnap")
