"""Exports of a library: the rows of ``dateline events``, in every format, in every time zone, redacted."""

from __future__ import annotations

import csv
import io
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))  # tests is no package

import at_once

from dateline.errors import UsageError
from dateline.exchange.formats import FORMATS
from dateline.library.library import Library, open_library
from dateline.work.add import add_paths
from dateline.work.bodies import body
from dateline.work.events import events_known
from dateline.work.export import key_of, write
from dateline.work.filters import Asked
from dateline.work.records import records

SAMPLES = ("tell-hamis.txt", "bir-mahli.txt", "suruc-bombing.eml", "hasakah-truce.txt")
LONG = 20
"""Characters of a quote that may not be found again."""


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Library:
    made = open_library(str(tmp_path_factory.mktemp("library") / "library.sqlite"), create=True)
    for reading in at_once.some()[:20]:
        at_once.add(made, reading)
    return made


@pytest.fixture(scope="module")
def samples(tmp_path_factory: pytest.TempPathFactory, root: Path) -> Library:
    made = open_library(str(tmp_path_factory.mktemp("samples") / "library.sqlite"), create=True)
    assert all(
        one.status == "added" for one in add_paths([str(root / "samples" / name) for name in SAMPLES], made, jobs=1)
    )
    return made


def exported(library: Library, format_: str, redact: bool = False, **asked: object) -> bytes:
    out = io.BytesIO()
    write(library, Asked(**asked), format_, out, key_of(library) if redact else None)  # type: ignore[arg-type]
    return out.getvalue()


@pytest.mark.parametrize(
    "asked", [{}, {"types": ("ASSAULT",)}, {"since": "2015-03-01"}, {"credibility": 2}, {"statuses": ("denied",)}]
)
def test_the_rows_are_those_of_dateline_events(library: Library, asked: dict[str, object]) -> None:
    wanted = [one.event.id for one in events_known(library, Asked(**asked))]  # type: ignore[arg-type]
    rows = list(csv.DictReader(io.StringIO(exported(library, "csv", **asked).decode(), newline="")))
    features = json.loads(exported(library, "geojson", **asked))["features"]
    assert [row["id"] for row in rows] == wanted
    assert [one["id"] for one in features] == wanted


def test_what_is_left_out_and_what_is_written_sum_to_the_events(samples: Library) -> None:
    number = len(list(events_known(samples, Asked())))
    for name in FORMATS:
        done = write(samples, Asked(), name, io.BytesIO())
        assert done.rows + done.left_out.total() == number
        assert done.rows > 0 or name == "ucdp"


@pytest.mark.parametrize("name", sorted(FORMATS))
def test_the_samples_pass_every_formats_rules(samples: Library, name: str) -> None:
    for redact in (False, True):
        assert FORMATS[name].check(exported(samples, name, redact)) == []


def test_every_quote_is_that_of_its_report(samples: Library) -> None:
    from dateline.library import queries

    with samples.reading() as connection:
        texts = {one.report.sha256: one.report.text for one in queries.stored_reports(connection)}
    seen = 0
    for feature in json.loads(exported(samples, "geojson"))["features"]:
        assert feature["properties"]["quotes"], feature["id"]
        for quote in feature["properties"]["quotes"]:
            assert texts[quote["sha256"]][quote["start"] : quote["end"]] == quote["text"]
            seen += 1
    assert seen > 20


@pytest.mark.parametrize("name", sorted(set(FORMATS) - {"parquet"}))
def test_redacted_samples_hold_no_words_of_reports(samples: Library, name: str) -> None:
    with samples.reading() as connection:
        behind = list(records(samples, connection, Asked()))
    data = exported(samples, name, redact=True).decode()
    quotes = {quote.text or "" for one in behind for quote in one.record.quotes}
    assert quotes
    for text in quotes:
        pieces = {text[start : start + LONG] for start in range(0, max(len(text) - LONG, 1), LONG // 2)}
        assert not [piece for piece in pieces if len(piece) == LONG and piece in data]
    bodies = {body(who) or "" for one in behind for who in (*one.record.actors, *one.record.recipients)}
    for person in {name for one in behind for name in one.persons if len(name) > 3}:
        assert person not in data or any(person in name for name in bodies), person
    for one in behind:
        assert one.record.event.id not in data
        assert all(quote.sha256 not in data and quote.report not in data for quote in one.record.quotes)


def test_two_exports_with_one_key_can_be_joined(samples: Library, tmp_path: Path) -> None:
    assert exported(samples, "csv", redact=True) == exported(samples, "csv", redact=True)
    (tmp_path / "key").write_bytes(b"a secret of some length\n")
    out = io.BytesIO()
    write(samples, Asked(), "csv", out, key_of(samples, tmp_path / "key"))
    assert out.getvalue() != exported(samples, "csv", redact=True)
    (tmp_path / "short").write_bytes(b"secret")
    for name, says in (("short", "16 or more"), ("none", "No such file")):
        with pytest.raises(UsageError, match=says):
            key_of(samples, tmp_path / name)


CODE = """
import hashlib, io, sys
from dateline.exchange.formats import FORMATS
from dateline.library.library import open_library
from dateline.work.export import write
from dateline.work.filters import Asked
with open_library(sys.argv[1]) as library:
    for name in sorted(FORMATS):
        out = io.BytesIO()
        write(library, Asked(), name, out)
        print(name, hashlib.sha256(out.getvalue()).hexdigest())
"""


def test_the_same_in_every_time_zone(samples: Library) -> None:
    told = [
        subprocess.run(
            [sys.executable, "-c", CODE, samples.name],
            env=os.environ | {"TZ": zone, "PYTHONHASHSEED": seed, "LC_ALL": "C"},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for zone, seed in (("Pacific/Kiritimati", "1"), ("America/Los_Angeles", "2"))
    ]
    assert told[0] == told[1]
    assert told[0].count("\n") == len(FORMATS)


def test_the_command(samples: Library, tmp_path: Path) -> None:
    def run(*arguments: str) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-m", "dateline", "export", *arguments, "--library", samples.name]
        return subprocess.run(command, capture_output=True, text=True, check=False)

    done = run("acled", "--output", str(tmp_path / "a.csv"))
    assert done.returncode == 0
    assert "events have no row in acled" in done.stderr
    assert (tmp_path / "a.csv").read_bytes() == exported(samples, "acled")
    assert [path.name for path in tmp_path.iterdir()] == ["a.csv"]
    wrong = run("shapefile")
    assert (wrong.returncode, wrong.stdout) == (2, "")
    assert "there is no such format" in wrong.stderr
    assert run("csv", "--sender", "x", "--key", "x").returncode == 2
