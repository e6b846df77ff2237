"""Made-up tellings of two years: the same for the same seed, and grouped into something like their events."""

from __future__ import annotations

from collections import Counter

from benchmarks import merging
from benchmarks.merging import made_up


def test_the_same_seed_gives_the_same() -> None:
    assert list(made_up(60, 1)) == list(made_up(60, 1))
    assert list(made_up(60, 1)) != list(made_up(60, 2))


def test_reports_of_five_tellings_each_at_its_own_place() -> None:
    made = list(made_up(42, 1))
    assert len({one.anchor for one in made}) == len(made) == 42
    sizes = Counter(one.article.report for one in made)
    assert set(sizes.values()) <= {2, 5}
    assert all(one.article.published == one.article.published for one in made)


def test_figures() -> None:
    found = merging.figures(200)
    always = {"seconds_100k", "wall_seconds_100k", "seconds_one_more", "claims", "events"}
    assert always <= set(found) <= {*always, "waiting_seconds_100k"}  # only Linux tells the last
    assert found["claims"] == 200
    assert 5 < found["events"] < 200
