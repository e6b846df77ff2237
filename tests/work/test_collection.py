"""Python's search for circles is off for a while, and then as it was."""

from __future__ import annotations

import gc
import weakref

import pytest

from dateline.work.collection import Searches, keep_loaded, uncollected


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


class _Round:
    """A value that refers to itself."""

    def __init__(self) -> None:
        self.own = self


def test_after_so_many_changes_what_goes_in_circles_is_gone() -> None:
    searches = Searches(3)
    left = weakref.ref(_Round())
    gc.disable()  # so that nobody else searches
    try:
        searches.changed()
        searches.changed()
        searches.changed()
        assert left() is not None, "nothing is searched where searching was turned off"
        gc.enable()
        searches.changed()
        assert left() is None
        again = weakref.ref(_Round())
        searches.changed()
        assert again() is not None
    finally:
        gc.enable()


def test_what_is_loaded_is_searched_no_more() -> None:
    loaded = _Round()
    left = weakref.ref(loaded)
    keep_loaded()
    try:
        del loaded
        gc.collect()
        assert left() is not None
    finally:
        gc.unfreeze()
    gc.collect()
    assert left() is None
