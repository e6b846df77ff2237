"""Jobs: what becomes of what was asked for, whoever dies meanwhile."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest
import workers
from workers import lines, tools

from dateline.collect.options import Options
from dateline.errors import LibraryError, NotFoundError, UsageError
from dateline.library import jobs as kept
from dateline.library.jobs import Job
from dateline.library.library import Library
from dateline.library.records import Fingerprint
from dateline.web import helper
from dateline.web.helper import Helper, Work
from dateline.work import jobs, worker
from dateline.work.jobs import Pasted, Upload
from dateline.work.keep import history
from dateline.work.remove import remove
from dateline.work.worker import do_next

NOTHING = Options()
TEXT = "Bridge 7 shelled\n\nMarket sellers in Harim said gunmen killed 4 people near bridge 7."


@pytest.fixture
def library(library_in_file: Library) -> Library:
    return library_in_file


def finished(library: Library, made: Job) -> Job:
    while do_next(library, "w", tools()):
        continue
    return jobs.job(library, made.id)


def test_files_are_added_with_a_result_for_each_report(library: Library) -> None:
    files = [Upload("two.jsonl", lines(2)), Upload("../../etc/x.exe", b"MZ"), Upload("one.jsonl", lines(1))]
    made = jobs.add_files(library, "me", files, NOTHING)
    assert (made.state, made.done, made.total) == ("waiting", 0, 3)
    done = finished(library, made)
    assert (done.state, done.done, done.added, done.present, done.failed) == ("done", 3, 2, 1, 1)
    assert [one.status for one in done.results] == ["added", "added", "failed", "already there"]
    assert done.results[0].input == "two.jsonl, line 1"
    assert done.results[0].title
    assert "x.exe" in done.results[2].input
    assert "etc" not in "".join(done.names)
    with library.reading() as connection:
        item = kept.begin_item(connection, made.id, 0)
    assert item is not None
    assert item.data is None


def test_where_it_came_from_is_kept(library: Library) -> None:
    from dateline.library.queries import stored_reports

    finished(library, jobs.add_files(library, "me", [Upload("a.jsonl", lines(1))], NOTHING))
    finished(library, jobs.add_text(library, "me", Pasted(TEXT, "Harim")))
    with library.reading() as connection:
        origins = [stored.origin for stored in stored_reports(connection)]
    assert [(o.address, o.manner, o.kind) for o in origins] == [
        ("a.jsonl, line 1", "uploaded", "jsonl"),
        ("Harim.jsonl, line 1", "pasted", "jsonl"),
    ]


def test_a_pasted_text_keeps_what_is_known_of_it(library: Library) -> None:
    from dateline.library.queries import stored_report

    pasted = Pasted(f"{TEXT} \u202e\U0001f600", "Harim: four", "2015-03-06", "Orchard Wire", "A. Writer")
    done = finished(library, jobs.add_text(library, "me", pasted))
    assert done.added == 1
    with library.reading() as connection:
        stored = stored_report(connection, done.results[0].report or "")
    assert stored is not None
    report = stored.report
    assert (report.title, report.published, report.publisher) == ("Harim: four", "2015-03-06", "Orchard Wire")


def test_an_address_that_may_not_be_fetched_fails_with_its_reason(library: Library) -> None:
    done = finished(library, jobs.add_address(library, "me", "http://127.0.0.1:1/page", NOTHING))
    assert (done.state, done.failed) == ("done", 1)
    assert "not a public address" in (done.results[0].why or "")


def test_what_is_nothing_is_refused(library: Library) -> None:
    with pytest.raises(UsageError):
        jobs.add_files(library, "me", [], NOTHING)
    with pytest.raises(UsageError):
        jobs.add_text(library, "me", Pasted(" \n"))
    for url in ("file:///etc/passwd", "ftp://example.org", "/etc/passwd", "", "http://x\n"):
        if url != "http://x\n":
            with pytest.raises(UsageError):
                jobs.add_address(library, "me", url, NOTHING)


def test_a_job_that_is_dropped_stops(library: Library) -> None:
    made = jobs.add_files(library, "me", [Upload("a.jsonl", lines(3))], NOTHING)
    jobs.drop(library, made.id)
    assert not do_next(library, "w", tools())
    with pytest.raises(NotFoundError):
        jobs.job(library, made.id)
    with pytest.raises(NotFoundError):
        jobs.drop(library, made.id)


def test_a_worker_that_lost_its_job_commits_nothing(library: Library) -> None:
    """Another one has taken the job up while this one read."""
    made = jobs.add_files(library, "me", [Upload("a.jsonl", lines(2))], NOTHING)
    plain = workers.plain

    def read(report: object) -> object:
        with library.noting() as connection:
            kept.release(connection, "slow one")
            assert kept.hold(connection, made.id, "other", time.time(), time.time() + 60)
        return plain(report)  # type: ignore[arg-type]

    assert do_next(library, "slow one", worker.Tools(lambda: read, lambda: workers.FIRST))  # type: ignore[arg-type,return-value]
    assert [entry.kind for entry in history(library)] == []
    assert jobs.job(library, made.id).state == "running"


def test_a_lease_runs_out(library: Library) -> None:
    made = jobs.add_files(library, "me", [Upload("a.jsonl", lines(1))], NOTHING)
    with library.noting() as connection:
        assert kept.hold(connection, made.id, "gone", 0.0, time.time() + 60)
    assert not do_next(library, "w", tools())
    with library.noting() as connection:
        assert kept.renew(connection, made.id, "gone", time.time() - 1)
    assert finished(library, made).state == "done"


def test_a_job_outlasts_a_full_disk(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(worker, "_REST", 0.01)
    asked: list[int] = []

    def made_with() -> Fingerprint:
        asked.append(1)
        if len(asked) < 4:
            raise LibraryError("the disk is full: make room and try again")
        return workers.FIRST

    made = jobs.add_files(library, "me", [Upload("a.jsonl", lines(2))], NOTHING)
    assert do_next(library, "w", worker.Tools(workers.load, made_with))
    found = jobs.job(library, made.id)
    assert (found.state, found.added + found.present, found.failed) == ("done", 2, 0)


def test_a_removed_report_leaves_no_name_in_jobs(library: Library) -> None:
    files = [Upload("secret headline.jsonl", lines(1)), Upload("other.jsonl", lines(2))]
    done = finished(library, jobs.add_files(library, "me", files, NOTHING))
    remove(library, (done.results[0].report or "")[:12], "asked for")
    left = jobs.job(library, done.id)
    assert left.names == ["", ""] or left.names == ["", "other.jsonl"]
    assert left.results[0].title is None
    assert "secret" not in str(left)


def test_jobs_are_listed_newest_first_and_the_oldest_forgotten(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(kept, "KEPT", 2)
    made = [jobs.add_files(library, "me", [Upload(f"{n}.jsonl", lines(1))], NOTHING).id for n in range(5)]
    first, more, total = jobs.listed(library, None, 3)
    second, end, _ = jobs.listed(library, more, 3)
    assert [job.id for job in [*first, *second]] == made[::-1]
    assert (end, total) == (None, 5)
    while do_next(library, "w", tools()):
        continue
    jobs.add_files(library, "me", [Upload("x.jsonl", lines(1))], NOTHING)
    assert [job.names for job in jobs.listed(library, None, 9)[0]] == [["x.jsonl"], ["4.jsonl"], ["3.jsonl"]]


@contextmanager
def helped(library: Library, work: Work) -> Iterator[Helper]:
    made = Helper(library, work)
    made.start()
    try:
        yield made
    finally:
        made.stop()


def until(found: Callable[[], bool], seconds: float = 60.0) -> None:
    end = time.monotonic() + seconds
    while not found():
        assert time.monotonic() < end
        time.sleep(0.05)


def test_a_killed_worker_s_job_is_taken_up_and_each_report_added_once(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(helper, "_REST", 0.1)
    made = jobs.add_files(library, "me", [Upload("a.jsonl", lines(3))], NOTHING)
    with helped(library, workers.dies_always):
        until(lambda: jobs.job(library, made.id).state == "done", 120)
    done = jobs.job(library, made.id)
    assert [one.status for one in done.results] == ["added", "failed", "added"]
    assert "SIGKILL" in (done.results[1].why or "")  # whatever reads this one dies: it is lost alone
    added = Counter(entry.subject for entry in history(library) if entry.kind == "report-added")
    assert sorted(added.values()) == [1, 1]


def test_a_thing_that_ends_its_worker_again_and_again_is_given_up(library: Library) -> None:
    made = jobs.add_files(library, "me", [Upload("a.jsonl", lines(1)), Upload("b.jsonl", lines(2))], NOTHING)
    with library.noting() as connection:
        for _ in range(worker.TRIES):
            kept.begin_item(connection, made.id, 0)
    done = finished(library, made)
    assert [one.status for one in done.results] == ["failed", "added", "added"]
    assert "ended 3 times" in (done.results[0].why or "")


def test_a_desk_that_closes_leaves_the_job_to_the_next(library: Library) -> None:
    made = jobs.add_files(library, "me", [Upload("a.jsonl", lines(8))], NOTHING)
    with helped(library, workers.slow):
        until(lambda: jobs.job(library, made.id).added > 1)
    left = jobs.job(library, made.id)
    assert left.state == "waiting"
    assert left.added < 8
    with helped(library, workers.work):
        until(lambda: jobs.job(library, made.id).state == "done")
    assert jobs.job(library, made.id).added == 8
