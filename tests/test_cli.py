"""The command line from outside: what it prints, where, and how it ends."""

from __future__ import annotations

import json
import os
import pty
import re
import resource
import select
import signal
import subprocess
import sys
import time
from pathlib import Path

import calls  # tests is no package
import pytest

REPORT = """Clashes near Azaz

Sample Wire T
3 March 2015

AZAZ, Syria — Gunmen shelled the village of Kaljibrin on Monday, a local official said. Two people were killed.
"""


def dateline(
    *arguments: str, stdin: bytes = b"", environment: dict[str, str] | None = None
) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [sys.executable, "-m", "dateline", *arguments],
        input=stdin,
        capture_output=True,
        check=False,
        timeout=240,
        env={**os.environ, **(environment or {})},
    )


def lines(output: bytes) -> list[str]:
    return output.decode("utf-8").splitlines()


@pytest.fixture
def report(tmp_path: Path) -> Path:
    path = tmp_path / "azaz.txt"
    path.write_text(REPORT, encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["read"], "Missing argument 'PATH...'"),
        (["read", "--no-such-option", "x.txt"], "--no-such-option"),
        (["read", "--format", "yaml", "x.txt"], "yaml"),
        (["read", "--date", "23.2.2015", "x.txt"], "YYYY-MM-DD"),
        (["read", "--date", "2015-02-30", "x.txt"], "YYYY-MM-DD"),
        (["read", "--layers", "claims,words", "x.txt"], "'words' is not a layer"),
        (["read", "--layers", "all", "--format", "table", "x.txt"], "--format jsonl"),
        (["read", "--jobs", "0", "x.txt"], "--jobs 0"),
        (["read", "--jobs", "two", "x.txt"], "two"),
        (["read", "--engine", "abacus", "x.txt"], "abacus"),
        (["read", "--publisher", "\udcff", "x.txt"], "--publisher is not valid UTF-8"),
        (["bench", "no-such-bench", "--data", "."], "no-such-bench"),
        (["bench", "polnear", "--data", "no-such-folder"], "no-such-folder"),
        (["bench", "polnear"], "--data"),
        (["no-such-command"], "no-such-command"),
    ],
)
def test_a_wrong_call_is_told_in_one_line_and_ends_with_2(arguments: list[str], words: str) -> None:
    done = dateline(*arguments)
    assert done.returncode == 2
    assert done.stdout == b""
    assert len(lines(done.stderr)) == 1
    assert lines(done.stderr)[0].startswith("dateline: ")
    assert words in lines(done.stderr)[0]


def test_ray_that_is_not_installed_is_asked_for(report: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "ray", None)
    monkeypatch.setenv("RAY_AUTH_TOKEN", "")  # what is set meanwhile goes with it
    done = calls.dateline("read", "--engine", "ray", str(report))
    assert (done.returncode, done.stdout) == (2, "")
    assert len(done.stderr.splitlines()) == 1
    assert "install dateline[ray]" in done.stderr


def test_help_and_version() -> None:
    assert re.fullmatch(rb"dateline \d+\.\d+\.\d+\n", dateline("--version").stdout)
    for arguments in (["--help"], ["read", "-h"], ["demo", "--help"], ["bench", "--help"]):
        done = dateline(*arguments)
        assert done.returncode == 0
        assert done.stdout.startswith(b"Usage:")
    assert dateline().returncode == 2


def test_each_failing_input_is_named_and_the_others_are_read(report: Path) -> None:
    folder = report.parent
    (folder / "empty.txt").write_bytes(b"")
    (folder / "image.txt").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(range(256)))
    (folder / "page.html").write_text("<html><body><nav><a href='/'>Home</a></nav></body></html>")
    (folder / "sheet.xlsx").write_bytes(b"PK\x03\x04" + b"\0" * 40)
    (folder / "bad\udcff.txt").write_bytes(b"\xfe\xfe\xfe\x00")
    done = dateline("read", str(folder), str(folder / "missing.txt"))
    assert done.returncode == 1
    assert len(lines(done.stdout)) == 1
    assert json.loads(done.stdout)["report"]["title"] == "Clashes near Azaz"
    complaints = lines(done.stderr)
    assert len(complaints) == 6
    assert all(line.startswith("dateline: ") and ": " in line[10:] for line in complaints)
    for name in ("empty.txt", "image.txt", "page.html", "sheet.xlsx", "missing.txt"):
        assert len([line for line in complaints if name in line]) == 1


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="only Linux has a device that is always full")
@pytest.mark.parametrize("format_", ["table", "jsonl"])
def test_a_full_disk_is_told_in_one_line(report: Path, format_: str) -> None:
    with open("/dev/full", "wb") as full:
        done = subprocess.run(
            [sys.executable, "-m", "dateline", "read", "--format", format_, str(report)],
            stdout=full,
            stderr=subprocess.PIPE,
            check=False,
        )
    assert done.returncode == 1
    assert lines(done.stderr) == ["dateline: No space left on device: nothing more can be written"]


def test_closed_streams_are_no_fault(report: Path) -> None:
    def run(redirections: str, *arguments: str) -> subprocess.CompletedProcess[bytes]:
        command = ["sh", "-c", f'exec "$@" {redirections}', "sh", sys.executable, "-m", "dateline", *arguments]
        return subprocess.run(command, capture_output=True, check=False)

    assert b"standard output is closed" in run(">&-", "read", str(report)).stderr
    assert b"standard input: is empty" in run("<&-", "read", "-").stderr
    assert run("2>&-", "read", "missing.txt").stdout == b""


def test_nothing_readable_prints_nothing(tmp_path: Path) -> None:
    done = dateline("read", str(tmp_path / "missing.txt"))
    assert (done.returncode, done.stdout) == (1, b"")
    assert dateline("read", "--format", "json", str(tmp_path / "missing.txt")).stdout == b"[]\n"
    assert dateline("read", "--format", "table", str(tmp_path / "missing.txt")).stdout == b""


def test_json_lines_are_the_default_off_a_terminal(report: Path) -> None:
    done = dateline("read", str(report))
    assert done.returncode == 0, done.stderr
    assert done.stderr == b""
    assert list(json.loads(done.stdout)) == ["report", "claims"]
    every = dateline("read", "--layers", "all", str(report))
    assert list(json.loads(every.stdout))[1:] == ["claims", "attributions", "mentions", "places", "times", "tokens"]
    array = dateline("read", "--format", "json", str(report), str(report))
    one = json.loads(done.stdout)
    assert json.loads(array.stdout) == [one, one]


def test_standard_input_the_outlet_and_the_date() -> None:
    text = "Gunmen shelled Kaljibrin on Monday, a local official said."
    done = dateline("read", "-", "--date", "2015-03-03", "--publisher", "Sample Wire T", "--raw", stdin=text.encode())
    told = json.loads(done.stdout)["report"]
    assert (told["published"], told["publisher"], told["text"]) == ("2015-03-03", "Sample Wire T", text)


def test_output_is_utf8_whatever_the_locale(tmp_path: Path) -> None:
    path = tmp_path / "café.txt"
    path.write_text("Gunmen shelled Aïn Issa on Monday, a “local official” said — twice.", encoding="utf-8")
    for format_ in ("table", "json", "jsonl"):
        plain = {"LC_ALL": "C", "LANG": "C", "PYTHONUTF8": "0", "PYTHONIOENCODING": "", "PYTHONCOERCECLOCALE": "0"}
        done = dateline("read", "--format", format_, "--raw", str(path), environment=plain)
        assert done.returncode == 0, done.stderr
        assert "Aïn Issa" in done.stdout.decode("utf-8")


def test_a_table_says_who_did_what_and_who_says_so(report: Path) -> None:
    done = dateline("read", "--format", "table", str(report), environment={"COLUMNS": "140"})
    assert done.returncode == 0, done.stderr
    page = done.stdout.decode("utf-8")
    for words in ("Clashes near Azaz", "ASSAULT", "Gunmen", "Kaljibrin", "2015-03-02", "official"):
        assert words in page
    assert "\x1b" not in page, "no colours off a terminal"


def test_on_a_terminal_a_table_is_printed(report: Path) -> None:
    primary, secondary = pty.openpty()
    with subprocess.Popen(
        [sys.executable, "-m", "dateline", "read", str(report)], stdout=secondary, stderr=subprocess.PIPE
    ) as process:
        os.close(secondary)
        seen = b""
        until = time.monotonic() + 240
        while time.monotonic() < until:
            if not select.select([primary], [], [], 1)[0]:
                continue
            try:
                block = os.read(primary, 65536)
            except OSError:  # Linux' way to say that the other side is closed
                break
            if not block:
                break
            seen += block
        os.close(primary)
    assert process.returncode == 0
    assert "Who → whom" in seen.decode("utf-8")


def test_json_is_the_same_alone_shuffled_and_under_any_number_of_jobs(root: Path) -> None:
    samples = sorted(str(path) for path in (root / "samples").glob("*.txt"))[:8]
    assert len(samples) == 8
    together = dateline("read", "--layers", "all", "--jobs", "1", *samples)
    assert together.returncode == 0, together.stderr
    expected = together.stdout.splitlines(keepends=True)
    assert len(expected) == 8
    shuffled = dateline("read", "--layers", "all", "--jobs", "2", *reversed(samples))
    assert shuffled.stdout.splitlines(keepends=True) == expected[::-1]
    assert dateline("read", "--layers", "all", samples[3]).stdout == expected[3]


def test_a_reader_that_stops_listening_is_no_error(root: Path) -> None:
    with subprocess.Popen(
        [sys.executable, "-m", "dateline", "read", "--layers", "all", str(root / "samples")],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.read(10)
        process.stdout.close()
        assert process.stderr.read() == b""
        assert process.wait(240) == 141


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_an_interrupt_ends_quietly(tmp_path: Path, root: Path, jobs: str) -> None:
    sample = next((root / "samples").glob("*.txt"))
    for number in range(500):
        (tmp_path / f"{number}.txt").write_bytes(sample.read_bytes())
    with subprocess.Popen(
        [sys.executable, "-m", "dateline", "read", "--jobs", jobs, str(tmp_path)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        start_new_session=True,
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.readline()
        os.killpg(process.pid, signal.SIGINT)  # as a terminal does: to all processes of the command
        process.stdout.read()
        assert process.stderr.read() == b""
        assert process.wait(240) == 130


def test_demo_prints_claims_and_what_to_try_next() -> None:
    done = dateline("demo")
    assert done.returncode == 0, done.stderr
    assert done.stderr == b""
    page = done.stdout.decode("utf-8")
    for words in ("Who → whom", "says", "Sample Wire", "dateline read"):
        assert words in page


def test_a_short_report_is_read_within_seconds_of_a_cold_start(report: Path) -> None:
    dateline("read", str(report))  # builds the index of places where it is not yet there
    # Time on the processor, not on the wall: the machine may be busy with other things.
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    assert dateline("read", str(report)).returncode == 0
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    assert after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime < 3
