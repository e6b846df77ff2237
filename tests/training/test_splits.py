"""No document that is scored is ever trained on."""

from __future__ import annotations

from pathlib import Path

import pytest

from training import splits


def test_train_and_dev_share_no_document() -> None:
    fixed = splits.load()
    assert set(fixed) >= {"ewt", "gum", "polnear", "re3d"}
    for parts in fixed.values():
        assert parts["train"]
        assert parts["dev"]
        assert not set(parts["train"]) & set(parts["dev"])


def test_a_scored_document_is_refused() -> None:
    fixed = splits.load()
    splits.check(polnear=fixed["polnear"]["train"])
    with pytest.raises(ValueError, match="polnear: not in its training split"):
        splits.check(polnear=[fixed["polnear"]["dev"][0]])


def test_the_file_says_what_the_corpora_say(shared: Path) -> None:
    assert splits.load() == splits.gather(shared / "data")
