"""The machine's clock is set back, or was ahead for a while: nothing stands still until it has caught up."""

from __future__ import annotations

import sys
import time
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))  # tests is no package
sys.path.insert(0, str(Path(__file__).parents[1] / "library"))
sys.path.insert(0, str(Path(__file__).parents[1] / "web"))

import shelf
import workers
from feed_server import FakeClock, Site, running
from watching import NOW, bare, of, once, quick

from dateline.collect.clock import left
from dateline.library import jobs as kept
from dateline.library.library import Library, open_library
from dateline.library.verify import verify
from dateline.work import jobs
from dateline.work.watch import watch
from dateline.work.worker import do_next

TEXT = "Gunmen fired at the bridge of Harim on Friday and nobody was hurt, said the mayor of the town number {}."
HOUR, YEAR = 3600.0, 365 * 86_400.0


@pytest.fixture
def library(tmp_path: Path) -> Library:
    with open_library(str(tmp_path / "library.sqlite"), create=True) as opened:
        yield opened  # type: ignore[misc]


@pytest.fixture
def site() -> Site:
    with running() as found:
        yield found  # type: ignore[misc]


def test_seconds_left() -> None:
    assert left(10.0, 4.0) == 6.0
    assert left(4.0, 10.0) == 0.0
    assert left(YEAR, 0.0) == 0.0


@pytest.mark.parametrize("jump", [2 * HOUR, YEAR])
def test_a_watch_goes_on_after_the_clock_was_set_back(site: Site, library: Library, jump: float) -> None:
    clock = FakeClock()

    def round_of(number: int) -> list[str]:
        pages = [(site.page(f"/{n}", f"Bridge {n}", TEXT.format(n)), f"Bridge {n}") for n in range(number)]
        site.feed("/feed.rss", pages)
        return of(once(library, f"{site.url}/feed.rss", clock=clock), "added")

    assert len(round_of(2)) == 2
    clock.move(-jump)
    assert len(round_of(4)) == 2
    clock.move(jump + 60)
    assert len(round_of(5)) == 1
    assert verify(library).problems == ()


def test_a_feed_that_failed_while_the_clock_was_ahead_is_asked_again(site: Site, library: Library) -> None:
    clock, feed = FakeClock(), f"{site.url}/feed.rss"
    site.routes["/feed.rss"] = lambda handler: handler.reply(500, b"")
    clock.move(YEAR)
    assert of(once(library, feed, clock=clock), "failed") == [feed]
    clock.move(-YEAR)
    site.feed("/feed.rss", [(site.page("/1", "Bridge 1", TEXT.format(1)), "Bridge 1")])
    assert of(once(library, feed, clock=clock), "added") == [f"{site.url}/1"]


def test_a_page_that_was_put_off_while_the_clock_was_ahead_is_asked_again(site: Site, library: Library) -> None:
    clock = FakeClock()
    feed = site.feed("/feed.rss", [(f"{site.url}/1", "Bridge 1")])
    site.routes["/1"] = lambda handler: handler.reply(502, b"")
    clock.move(YEAR)
    assert of(once(library, feed, clock=clock), "put off") == [f"{site.url}/1"]
    clock.move(-YEAR)
    site.page("/1", "Bridge 1", TEXT.format(1))
    assert of(once(library, feed, clock=clock), "added") == [f"{site.url}/1"]


def test_the_pause_between_rounds_does_not_wait_for_the_clock(library: Library, tmp_path: Path) -> None:
    folder, clock = tmp_path / "reports", FakeClock()
    folder.mkdir()
    (folder / "1.txt").write_text(TEXT.format(1))
    rounds = watch(library, [str(folder)], quick(), 900.0, clock=clock, load=lambda: bare, made_with=lambda: NOW)
    assert next(one for one in rounds if one.status == "added")
    clock.sleep = lambda seconds: clock.move(seconds - YEAR)  # type: ignore[method-assign]
    (folder / "2.txt").write_text(TEXT.format(2))
    assert next(one for one in rounds if one.status == "added").input.endswith("2.txt")
    assert clock.now() < 1_460_000_000 - YEAR / 2


def test_a_job_whose_lease_was_given_by_a_clock_ahead_is_taken_up(library: Library) -> None:
    tools = workers.tools()
    made = jobs.add_files(library, "me", [jobs.Upload("a.jsonl", workers.lines(2))], jobs.Options())
    with library.noting() as connection:
        assert kept.hold(connection, made.id, "gone", 0.0, time.time() + YEAR)
    assert do_next(library, "w", tools)
    assert jobs.job(library, made.id).added == 2


def test_reports_added_while_the_clock_goes_back_are_as_the_log_says(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(4):
        monkeypatch.setattr("dateline.library.log.now", lambda day=9 - number: f"2016-01-0{day}T00:00:00Z")
        shelf.put(library, number)
    found = verify(library)
    assert (found.problems, found.entries) == ((), 4)
