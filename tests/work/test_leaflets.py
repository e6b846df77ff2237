"""The main job, on the report that dateline began with (where it is at hand) and on its twin in our own words."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import pytest

sys.path.insert(0, str(Path(__file__).parent))
import leaflets

from dateline.collect.options import Options
from dateline.values import Reading
from dateline.work.reading import read_paths

DATE = "2015-02-23"
MISSED: dict[str, dict[int, str]] = {"real": {}, "twin": {}}
"""Checks that this version is known to miss, and why; a check that begins to hold must be taken off the list."""


def _read(path: Path, date: str | None) -> Reading:
    [reading] = read_paths([str(path)], Options(date=date), jobs=1)
    assert isinstance(reading, Reading)
    return reading


@pytest.fixture(scope="module")
def readings(root: Path) -> dict[tuple[str, bool], Reading]:
    found = {}
    paths = {"twin": root / "samples/twin-raqqa-leaflets.txt"}
    real = root.parent / "shared/reports/ara-news-raqqa-leaflets.txt"
    if real.is_file():
        paths["real"] = real
    for name, path in paths.items():
        for dated in (True, False):
            found[name, dated] = _read(path, DATE if dated else None)
    return found


def _cases() -> list[Any]:
    return [
        pytest.param(
            name, number, dated,
            id=f"{name}-{number}-{check.__name__}-{'dated' if dated else 'undated'}",
            marks=[pytest.mark.xfail(reason=MISSED[name][number], strict=True)] if number in MISSED[name] else [],
        )
        for name in ("real", "twin")
        for dated in (True, False)
        for number, check in leaflets.CHECKS.items()
    ]  # fmt: skip


@pytest.mark.parametrize(("name", "number", "dated"), _cases())
def test_claim(readings: dict[tuple[str, bool], Reading], request: Any, name: str, number: int, dated: bool) -> None:
    if name == "real":
        request.getfixturevalue("shared")
    leaflets.CHECKS[number](readings[name, dated].claims, dated)


def test_at_least_twelve_of_sixteen() -> None:
    assert all(len(missed) <= 4 for missed in MISSED.values())


@pytest.mark.parametrize(
    ("name", "author", "publisher", "dateline", "gone"),
    [
        ("real", "Mohammed Ali Ahmed", "ARA News", "Suruc, Turkey", "Related Items"),
        ("twin", "Adam Sample", "Sample Press D", "Sanliurfa, Turkey", "Related Items"),
    ],
)
def test_the_page(
    readings: dict[tuple[str, bool], Reading],
    request: Any,
    name: str,
    author: str,
    publisher: str,
    dateline: str,
    gone: str,
) -> None:
    if name == "real":
        request.getfixturevalue("shared")
    report = readings[name, True].report
    assert (report.author, report.publisher) == (author, publisher)
    assert report.dateline is not None
    assert report.dateline.text == dateline
    assert report.published == DATE
    assert readings[name, False].report.published is None
    assert report.title is not None
    assert report.text.startswith(report.title)
    lines = report.text.splitlines()
    for furniture in (gone, "Leave a Reply", publisher, f"Source: {publisher}", f"Reporting by: {author}"):
        assert furniture not in lines
    assert "−" not in report.text
    assert "ewsletter" not in report.text
    assert report.removed
