"""Python's search for circles is off for a while, and then as it was."""

from __future__ import annotations

import gc
import weakref

import pytest
from sqlalchemy import create_engine

from dateline.corroborate.traces import Trace
from dateline.library import told
from dateline.library.schema import metadata
from dateline.library.tables import near
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


def test_few_changes_that_leave_much_are_searched_too(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("dateline.work.collection.MOST", 2_000)
    searches = Searches(1_000_000)
    gc.collect()
    threshold = gc.get_threshold()
    gc.set_threshold(1_000_000)  # so that Python does not search by itself
    try:
        left = weakref.ref(_Round())
        searches.changed()
        assert left() is not None
        many = [_Round() for _ in range(3_000)]
        del many
        searches.changed()
        assert left() is None
    finally:
        gc.set_threshold(*threshold)


def test_what_is_asked_for_again_and_again_leaves_nothing_in_circles() -> None:
    """Of each query that is made anew SQLAlchemy leaves a thousand bytes and the values it was asked for."""
    engine = create_engine("sqlite://")
    metadata.create_all(engine)
    with engine.connect() as connection:
        own = [Trace(key, 1, key, key + 5) for key in range(20)]

        def ask(times: int) -> int:
            for number in range(times):
                list(told.where(connection, (near.c.one, near.c.other), near.c.one, range(number, number + 20)))
                list(told.scores_of(connection, range(number, number + 20)))
                told.crossing(connection, own)
                list(told._among(connection, range(number, number + 20)))
            return gc.collect()

        ask(3)  # what is made once
        gc.disable()
        try:
            assert ask(100) < 100
        finally:
            gc.enable()
    engine.dispose()


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
