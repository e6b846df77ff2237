"""Partitioned Parquet: the same bytes however the run went, bad records set aside, DuckDB reads it."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import made_inputs as made
import pytest
from object_store import object_store

from dateline.cluster import partition, run
from dateline.cluster.engine import Local, Lost
from dateline.cluster.run import read_into
from dateline.cluster.store import Store
from dateline.collect.options import Options
from dateline.commands.partitions import Run
from dateline.errors import DatelineError, UsageError
from dateline.work.reader import load_reader

RECORDS = 2


@pytest.fixture(scope="module")
def inputs(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    folder = tmp_path_factory.mktemp("inputs")
    made.jsonl(folder / "a.jsonl", 9)
    made.warc(folder / "b.warc.gz", 3, "cut")
    (folder / "c.txt").write_text(made.text(11))
    (folder / "d.txt").write_bytes(b"\x89PNG no text")
    return [str(folder)]


@pytest.fixture(autouse=True, scope="module")
def one_reader() -> Iterator[None]:
    """The model is loaded once for all runs here."""
    patch = pytest.MonkeyPatch()
    load = cache(load_reader)
    patch.setattr(run, "loaded", lambda: lambda job: partition.read_partition(job, load))
    yield
    patch.undo()


@pytest.fixture(scope="module")
def whole(inputs: list[str], tmp_path_factory: pytest.TempPathFactory) -> Path:
    output = tmp_path_factory.mktemp("whole") / "out"
    done = read_into(str(output), inputs, Local(1), records=RECORDS, events=True)
    assert (done.reports, done.rejects) == (12, 3)
    assert done.events is not None
    assert done.events.events > 3
    return output


def _bytes(output: Path) -> dict[str, bytes]:
    return {str(path.relative_to(output)): path.read_bytes() for path in sorted(output.rglob("*")) if path.is_file()}


class _CutError(Exception):
    """The run ends here."""


class _Ending(Local):
    """Ends the run after so many items; the last one is done, but nobody hears of it."""

    def __init__(self, items: int) -> None:
        super().__init__(1)
        self.left = items

    def map(self, load, items):  # type: ignore[no-untyped-def]
        for result in super().map(load, items):
            if not self.left:
                raise _CutError
            self.left -= 1
            yield result


def test_interrupted_ten_times_it_comes_to_the_same_bytes(inputs: list[str], whole: Path, tmp_path: Path) -> None:
    output, cuts = tmp_path / "out", 0
    while True:
        try:
            read_into(str(output), inputs, _Ending(1), records=RECORDS, events=True)
            break
        except _CutError:
            cuts += 1
            # What was being written when the run was killed.
            (output / "claims").mkdir(exist_ok=True)
            (output / "claims" / "000000-000001.parquet.0a0b0c0d.part").write_bytes(b"half")
    assert cuts >= 10
    assert _bytes(output) == _bytes(whole)


def test_files_that_went_or_were_cut_are_made_again(inputs: list[str], whole: Path, tmp_path: Path) -> None:
    output = tmp_path / "out"
    shutil.copytree(whole, output)
    (output / "claims" / "000000-000000.parquet").write_bytes(b"PAR1")
    (output / "rejects" / "000001-000000.parquet").unlink()
    (output / "_SUCCESS").unlink()
    read_into(str(output), inputs, Local(1), records=RECORDS, events=True)
    assert _bytes(output) == _bytes(whole)


def test_a_partition_whose_worker_ends_is_read_report_by_report(inputs: list[str], whole: Path, tmp_path: Path) -> None:
    class Losing(Local):
        def map(self, load, items):  # type: ignore[no-untyped-def]
            for item in items:
                name = getattr(getattr(item, "partition", None), "name", "")
                lost = name == "000000-000001"
                yield Lost(item, DatelineError("ended")) if lost else load()(item)

    output = tmp_path / "out"
    read_into(str(output), inputs, Losing(1), records=RECORDS, events=True)
    assert _bytes(output) == _bytes(whole)


def test_a_folder_of_another_run_is_left_alone(inputs: list[str], whole: Path, tmp_path: Path) -> None:
    before = _bytes(whole)
    for options, records in ((Options(publisher="Other"), RECORDS), (None, RECORDS + 1)):
        with pytest.raises(UsageError, match="another version: name a new folder"):
            read_into(str(whole), inputs, Local(1), options, records)
    (tmp_path / "mine.txt").write_text("mine")
    with pytest.raises(UsageError, match="holds other files"):
        read_into(str(tmp_path), inputs, Local(1), records=RECORDS)
    with pytest.raises(UsageError, match="lies in"):
        read_into(f"{inputs[0]}/out", inputs, Local(1))
    with pytest.raises(UsageError, match="--records 0"):
        read_into(str(whole), inputs, Local(1), records=0)
    assert _bytes(whole) == before


def test_from_one_object_store_into_another(inputs: list[str], whole: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"):
        monkeypatch.setenv(name, "none")
    monkeypatch.setenv("AWS_EC2_METADATA_DISABLED", "true")
    with object_store() as (settings, objects):
        source = Store(f"s3://news/in?{settings}")
        for path in sorted(Path(inputs[0]).iterdir()):
            source.put(path.name, path.read_bytes())
        output = f"s3://news/out?{settings}"
        read_into(output, [source.address], Local(1), records=RECORDS, events=True)
        found = {name.removeprefix("news/out/"): data for name, data in objects.items() if "/out/" in name}
    for name, data in _bytes(whole).items():
        if name.startswith(("claims/", "events/", "tales/")):
            assert found[name] == data
    assert b"endpoint_override" not in b"".join(found.values())
    assert not any(name.startswith("_work/0") for name in found)


def asked(query: str) -> list[tuple[object, ...]]:
    """The rows that DuckDB gives."""
    import duckdb

    with duckdb.connect() as connection:
        rows: list[tuple[object, ...]] = connection.execute(query).fetchall()
    return rows


def test_duckdb_reads_it(whole: Path) -> None:
    def ask(query: str) -> list[tuple[object, ...]]:
        return asked(query.replace("OUT", str(whole)))

    rejects = ask("SELECT input, reason, message FROM 'OUT/rejects/*.parquet' ORDER BY filename, input")
    assert [str(row[0]).rpartition("/")[2] for row in rejects] == ["a.jsonl, line 3", "b.warc.gz", "d.txt"]
    assert [row[1] for row in rejects] == ["BrokenInputError"] * 3
    assert "not a JSON object" in str(rejects[0][2])
    assert "cut short" in str(rejects[1][2])
    killed = ask(
        "SELECT c.place_name, c.killed_low, c.says, r.published, c.text FROM 'OUT/claims/*.parquet' c "
        "JOIN 'OUT/reports/*.parquet' r USING (report) WHERE c.type = 'ASSAULT' AND c.killed_low >= 10"
    )
    assert killed
    assert all("kill" in str(row[4]).lower() for row in killed)
    quoted = ask(
        "SELECT count(*) FROM 'OUT/claims/*.parquet' c JOIN 'OUT/reports/*.parquet' r USING (report) "
        'WHERE substr(r.text, c.start + 1, c."end" - c.start) != c.text'
    )
    assert quoted == [(0,)]
    ((events, claims),) = ask("SELECT count(*), sum(len(quotes)) FROM 'OUT/events/*.parquet'")
    assert 0 < int(str(events)) <= int(str(claims))
    assert ask("SELECT count(*) FROM 'OUT/claims/*.parquet'") == [(claims,)]


def test_the_queries_of_the_docs(whole: Path, root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    page = (root / "docs" / "cluster.md").read_text(encoding="utf-8")
    queries = page.partition("```sql\n")[2].partition("```")[0].split(";\n")
    monkeypatch.chdir(whole.parent)  # they call the output "out", and so does it
    found = [asked(query) for query in queries if query.strip()]
    assert len(found) == 5
    assert [bool(rows) for rows in found[:3]] == [True] * 3


def test_options_that_do_not_go_together() -> None:
    given = {"engine": "local", "address": None, "output": None, "records": None, "events": False, "jobs": None}
    for wrong in ({"address": "auto"}, {"records": 5}, {"events": True}):
        with pytest.raises(UsageError):
            Run(**{**given, **wrong})
    with pytest.raises(UsageError, match="--jobs 0"):
        Local(0)


def test_the_command(tmp_path: Path) -> None:
    made.jsonl(tmp_path / "a.jsonl", 2)
    call = [sys.executable, "-m", "dateline", "read", str(tmp_path / "a.jsonl"), "--output", str(tmp_path / "out")]
    done = subprocess.run([*call, "--jobs", "2", "--records", "1"], capture_output=True, text=True, check=False)
    assert done.returncode == 1
    read_into(str(tmp_path / "here"), [str(tmp_path / "a.jsonl")], Local(1), records=1)
    assert _bytes(tmp_path / "out") == _bytes(tmp_path / "here")
    assert json.loads(done.stdout)["rejects"] == 1
    assert "1 set aside with their reasons" in done.stderr
    wrong = subprocess.run([*call, "--layers", "all"], capture_output=True, text=True, check=False)
    assert wrong.returncode == 2
    assert "--output is Parquet" in wrong.stderr
