"""The use case, with real inputs and processes; only the reader of one report stands in, to fail in chosen ways."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from dateline.collect.options import Failure, Options
from dateline.errors import ModelError, UsageError
from dateline.values import Reading, Report
from dateline.work.reader import Reader
from dateline.work.reading import DEBUG, SMALL, expected, map_paths, read_paths


def plain(report: Report) -> Reading:
    if "the model breaks" in report.text:
        raise ModelError("the model is broken")
    if "a fault" in report.text:
        raise IndexError("list index\nout of range")
    if "the process dies" in report.text:
        os._exit(9)
    return Reading(report=report)


def load() -> Reader:
    return plain


def load_never() -> Reader:
    raise ModelError("the model is missing")


Folder = Callable[..., Path]


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    def make(*texts: str) -> Path:
        for number, text in enumerate(texts):
            body = f"The council of Idlib said on Monday that {text} in the town, and that aid came.\n"
            (tmp_path / f"{number:03}.txt").write_text(f"Report {number}\n\n{body}")
        return tmp_path

    return make


def texts(path: Path, jobs: int | None) -> list[str]:
    outcomes = map_paths(load, [str(path)], Options(date="2015-03-03"), jobs)
    return [f"{o.name}: {o.error}" if isinstance(o, Failure) else o.report.text for o in outcomes]


def test_outcomes_keep_the_order_of_the_inputs_under_any_number_of_jobs(folder: Folder) -> None:
    path = folder(*(f"{n} people came" for n in range(30)))
    (path / "0155.txt").write_bytes(b"")
    (path / "0105.pdf").write_bytes(b"%PDF-1.4\n")
    alone = texts(path, 1)
    assert len(alone) == 32
    assert "0105.pdf" in alone[11]
    assert texts(path, 3) == alone
    assert texts(path, None) == alone


@pytest.mark.parametrize("jobs", [1, 2])
def test_a_report_that_fails_keeps_no_other_from_being_read(folder: Folder, jobs: int) -> None:
    found = texts(folder("all was calm", "the model breaks", "a fault", "rain fell"), jobs)
    assert "calm" in found[0]
    assert found[1].endswith("the model is broken")
    assert "001.txt" in found[1]
    assert "a fault of dateline's own (IndexError: list index)" in found[2]
    assert "rain" in found[3]


def test_a_report_that_kills_its_process_is_named(folder: Folder) -> None:
    found = texts(folder("all was calm", "the process dies", "rain fell"), 2)
    assert "calm" in found[0]
    assert "001.txt" in found[1]
    assert "the process that read it ended" in found[1]
    assert "rain" in found[2]


def test_a_fault_in_collecting_is_named_too(folder: Folder, monkeypatch: pytest.MonkeyPatch) -> None:
    def faulty(*_: object) -> Report:
        raise ZeroDivisionError("division by zero")

    monkeypatch.setattr("dateline.collect.gather.make_report", faulty)
    assert "a fault of dateline's own (ZeroDivisionError" in texts(folder("rain fell"), 1)[0]


def test_a_fault_shows_its_traceback_on_demand(folder: Folder, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(DEBUG, "1")
    with pytest.raises(IndexError):
        texts(folder("a fault"), 1)


@pytest.mark.parametrize("jobs", [1, 2, None])
def test_a_reader_that_cannot_be_loaded_ends_the_run(folder: Folder, jobs: int | None) -> None:
    with pytest.raises(ModelError, match="the model is missing"):
        list(map_paths(load_never, [str(folder("rain fell"))], Options(), jobs))


def test_the_reader_is_not_loaded_where_nothing_can_be_read(tmp_path: Path) -> None:
    outcomes = list(map_paths(load_never, [str(tmp_path / "missing.txt")]))
    assert [type(outcome) for outcome in outcomes] == [Failure]


def test_many_reports_are_read_by_several_processes_of_their_own_accord(
    folder: Folder, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("dateline.work.reading.cores", lambda: 2)
    long = "the council met. " * (SMALL // 34)
    found = texts(folder(long, long, "the process dies", long), None)
    assert "the process that read it ended" in found[2], "read in this process, it would have ended the test"


def test_a_wrong_number_of_jobs_is_refused_before_anything_is_read() -> None:
    with pytest.raises(UsageError, match="--jobs 0"):
        read_paths(["x.txt"], jobs=0)


def test_how_many_reports_to_expect(folder: Folder) -> None:
    path = folder("rain fell", "snow fell")
    assert expected([str(path)]) == 2
    assert expected([str(path / "000.txt"), str(path / "001.txt"), "missing.html"]) == 3
    assert expected([str(path), "feed.xml"]) is None
    assert expected(["-"]) is None
