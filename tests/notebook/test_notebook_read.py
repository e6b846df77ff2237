"""``dateline.read``: a text, a file or an address."""

from __future__ import annotations

import inspect
import subprocess
import sys
from pathlib import Path

import pytest

import dateline
from dateline.collect.options import Options
from dateline.errors import DatelineError, InputError, UsageError

TEXT = (
    "Rebels take the bridge at Sarrin\n\nSURUC, Turkey — Rebels captured the bridge near Sarrin on Monday, "
    "a resident told Sample Press D by phone."
)


def test_a_text_gives_a_typed_reading() -> None:
    reading = dateline.read(TEXT, date="2015-02-23", publisher="Sample Press D")
    assert isinstance(reading, dateline.Reading)
    assert (reading.report.published, reading.report.publisher) == ("2015-02-23", "Sample Press D")
    assert "CONTROL" in {claim.type for claim in reading.claims}
    for claim in reading.claims:
        assert reading.report.text[claim.trigger.start : claim.trigger.end] == claim.trigger.text


def test_a_file_gives_what_read_paths_gives(root: Path) -> None:
    path = root / "samples" / "bir-mahli.txt"
    [expected] = dateline.read_paths([str(path)], Options(), jobs=1)
    assert dateline.read(path) == dateline.read(str(path)) == expected


def test_modules_of_the_package_are_still_there() -> None:
    import dateline.read.ontology

    assert dateline.read.ontology.COUNTS
    assert dateline.read.__name__ == "dateline.read"
    assert list(inspect.signature(dateline.read).parameters) == ["source", "date", "publisher", "raw"]


def test_it_does_not_matter_what_was_imported_first() -> None:
    code = "from dateline.read.ontology import COUNTS; import dateline; print(callable(dateline.read))"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True).stdout == "True\n"


@pytest.mark.parametrize(
    ("source", "error", "says"),
    [
        ("missing.txt", InputError, "missing.txt: is not there"),
        ("", InputError, "the text: is empty"),
        ("\ud800 \x00", InputError, "the text: "),
        (
            "Le village a été bombardé hier soir par des avions, disent les habitants de la région.",
            InputError,
            "French",
        ),
    ],
)
def test_what_cannot_be_read_says_so(source: str, error: type[DatelineError], says: str) -> None:
    with pytest.raises(error, match=says):
        dateline.read(source)


def test_several_reports_are_for_read_paths(root: Path) -> None:
    with pytest.raises(UsageError, match=r"several reports; dateline\.read_paths"):
        dateline.read(root / "samples" / "march-2015.jsonl")


def test_a_wrong_date_is_refused() -> None:
    with pytest.raises(UsageError, match="is not a date"):
        dateline.read(TEXT, date="Monday")
