"""The samples as collected: head data found, furniture gone, the note on the invented outlet gone with it."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parents[1]))
import yardstick

from dateline.collect import Failure, Options, collect
from dateline.values import Report

REPORTS = {
    path.name: [r for r in collect([str(path)]) if isinstance(r, Report)]
    for path in sorted(yardstick.SAMPLES.iterdir())
    if path.suffix != ".md"
}
ENTRIES = yardstick.entries()


def test_all_are_read_and_none_twice() -> None:
    found = list(collect([str(yardstick.SAMPLES)]))
    assert not [f for f in found if isinstance(f, Failure)]
    assert len(found) == 41
    assert len({r.id for r in found if isinstance(r, Report)}) == 41


@pytest.mark.parametrize("name", REPORTS)
def test_what_is_no_report_is_gone(name: str) -> None:
    for report in REPORTS[name]:
        assert report.publisher is not None
        assert report.publisher.startswith("Sample ")
        assert "invented" not in report.text
        assert "Related" not in report.text
        assert "ewsletter" not in report.text
        assert report.title is not None
        assert report.title in report.text


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda e: f"{e['file']}:{e.get('record', 0)}")
def test_the_head_is_found(entry: dict[str, object]) -> None:
    report = REPORTS[str(entry["file"])][int(str(entry.get("record", 0)))]
    wanted = [entry.get(key) for key in ("title", "publisher", "author", "dateline")]
    assert [report.title, report.publisher, report.author, report.dateline and report.dateline.text] == wanted
    assert report.published == (str(entry["published"]) if "published" in entry else None)


def test_a_note_at_the_foot_goes_and_one_inside_stays(tmp_path: Path) -> None:
    page = tmp_path / "page.txt"
    page.write_text(
        "Army says road to the dam is open\n\n"
        "TALL, Syria — The army opened the road to the dam on Monday, officers said.\n\n"
        "Note: the officers did not say for whom the road was open, and drivers waited at a checkpoint.\n\n"
        "By evening some forty lorries had passed the checkpoint, according to a driver who came back to the town.\n\n"
        "Editor's note: This story was updated to add what the driver said.\n",
        encoding="utf-8",
    )
    report = next(collect([str(page)], Options(date="2015-06-02")))
    assert isinstance(report, Report)
    assert "Editor's note" not in report.text
    assert "for whom the road was open" in report.text


def test_the_signature_of_an_email_goes(tmp_path: Path) -> None:
    mail = tmp_path / "mail.eml"
    mail.write_text(
        "From: desk@wire.example\nSubject: Road to the dam is open\nDate: Mon, 01 Jun 2015 10:00:00 +0000\n"
        "Content-Type: text/plain; charset=utf-8\n\n"
        "TALL, Syria — The army opened the road to the dam on Monday, officers said, after two days of clashes.\n"
        "\n-- \nThe desk, daily from six to ten\n",
        encoding="utf-8",
    )
    report = next(collect([str(mail)]))
    assert isinstance(report, Report)
    assert "daily from six" not in report.text
