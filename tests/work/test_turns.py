"""Changes of hands in a place's history."""

from __future__ import annotations

from datetime import date, timedelta

import numpy as np

from dateline.assess.control.history import History
from dateline.assess.control.values import Observation
from dateline.values import Anchor, Party
from dateline.work.alerting.changes import still, turns

FIRST = date(2016, 3, 1)
WHO = {"a": Party("Army"), "b": Party("Rebels")}


def day(number: int) -> str:
    return (FIRST + timedelta(number)).isoformat()


def seen(
    number: int, pattern: str, named: str = "", excluded: str = "", inferred: bool = False, weight: float = 0.6
) -> Observation:
    claim = Anchor("r", number, number + 1)
    return Observation("site", day(number), pattern, tuple(named), tuple(excluded), weight, inferred, (), (claim,))


def history(spells: str, *observed: Observation) -> History:
    """A letter for each of ten days: who holds it surely; ``.`` nobody does, ``?`` Rebels perhaps."""
    rows = {
        "a": (0.8, 0.1, 0.1, 0, 0),
        "b": (0.1, 0.8, 0.1, 0, 0),
        ".": (0.2, 0.2, 0.3, 0, 0.3),
        "?": (0.1, 0.4, 0.4, 0, 0.1),
    }
    shares = np.array([rows[letter] for letter in spells for _ in range(10)], dtype=np.float32)
    return History("site", ("a", "b"), FIRST.toordinal(), shares, observed)


def told(of: History) -> list[tuple[str, str, str | None]]:
    return [(turn.day, turn.holder, turn.before) for turn in turns(of, WHO)]


def test_a_change_is_told_for_the_day_of_the_claim_that_tells_of_it() -> None:
    of = history("aab", seen(0, "holds", "a"), seen(21, "took from", "b", "a"))
    assert told(of) == [(day(21), "b", "a")]
    assert turns(of, WHO)[0].confidence > 0.79
    assert told(history("a..bb", seen(0, "holds", "a"), seen(28, "took", "b"))) == [(day(28), "b", "a")]
    assert told(history("ab", seen(0, "holds", "a"), seen(9, "lost", "", "a"))) == [(day(9), "b", "a")]


def test_what_no_claim_tells_of_is_no_change() -> None:
    assert told(history("aab", seen(0, "holds", "a"), seen(22, "holds", "b"))) == []
    assert told(history("aa", seen(5, "took", "a"))) == [(day(5), "a", None)]
    assert told(history("aa", seen(5, "holds", "a"))) == []
    assert told(history("a.a", seen(0, "holds", "a"), seen(21, "attacked", "a"))) == []


def test_without_a_day_and_a_holder_before_a_claim_must_be_well_backed() -> None:
    assert told(history("aa", seen(5, "took", "a", inferred=True))) == []
    assert told(history("aa", seen(5, "took", "a", inferred=True, weight=0.9))) == [(day(5), "a", None)]


def test_back_and_forth_is_told_each_time() -> None:
    of = history("aba", seen(0, "holds", "a"), seen(10, "took from", "b", "a"), seen(20, "took from", "a", "b"))
    assert told(of) == [(day(10), "b", "a"), (day(20), "a", "b")]


def test_doubt_is_no_denial() -> None:
    of = history(".?", seen(10, "took", "b"))
    assert told(of) == []
    assert 0.35 < still(of, "b", day(10)) < 0.5
    assert still(of, "a", day(10)) == 0.0
    assert still(history(".?"), "b", day(10)) == 0.0
