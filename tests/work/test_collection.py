"""Python's search for circles is off for a while, and then as it was."""

from __future__ import annotations

import gc

import pytest

from dateline.work.collection import uncollected


def test_it_is_on_again_also_after_an_error() -> None:
    assert gc.isenabled()
    with pytest.raises(ValueError, match="meanwhile"), uncollected():
        assert not gc.isenabled()
        raise ValueError("meanwhile")
    assert gc.isenabled()


def test_where_it_was_off_it_stays_off() -> None:
    gc.disable()
    try:
        with uncollected():
            assert not gc.isenabled()
        assert not gc.isenabled()
    finally:
        gc.enable()
