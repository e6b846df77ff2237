"""The table of words: what is stored comes back, and what is not listed says so."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from dateline.corroborate.lexicon import THOUSAND, Lexicon, load, save, whole
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
    assert found.directions.tolist() == [[0, 0], [THOUSAND, 0]]
    assert found.pieces.tolist() == MADE.pieces.tolist()
    with pytest.raises(ModelError):
        load(tmp_path / "absent.npz")


def test_directions_of_sums() -> None:
    both = whole(np.array([[127.0, 127, 0], [0, 0, 0], [2.0**40, 0, 1]]))
    assert both.tolist() == [[round(THOUSAND / 2**0.5), round(THOUSAND / 2**0.5), 0], [0, 0, 0], [THOUSAND, 0, 0]]
    assert not Lexicon(MADE.stems, MADE.rarities, MADE.vectors, 5.0).pieces.any()


def test_the_bundled_one_knows_what_reports_tell() -> None:
    lexicon = load()
    kidnap, abduct, the = (lexicon.stems.index(word) for word in ("kidnap", "abduct", "the"))
    assert lexicon.directions[kidnap] @ lexicon.directions[abduct] > 2 * (
        lexicon.directions[kidnap] @ lexicon.directions[the]
    )
    assert lexicon.pieces[kidnap].any()
    assert lexicon.rarity("the") < 0.5 < lexicon.rarity("kidnap")
