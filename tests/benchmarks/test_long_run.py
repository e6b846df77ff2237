"""The parts of the long run; the run itself is a command."""

from __future__ import annotations

import time
import urllib.error
import urllib.request
from pathlib import Path

import pytest

from benchmarks.long_run import kept_up
from benchmarks.long_run.kept_up import KeptUp, Sample
from benchmarks.long_run.made import made
from benchmarks.long_run.result import acknowledged_by, percentile
from benchmarks.long_run.site import running
from benchmarks.long_run.weight import course, memory, told
from dateline.collect.gather import Received, receive_bytes


def test_made_reports_differ_and_are_the_same_again() -> None:
    found = [made(number, 1) for number in range(300)]
    assert len({one.text for one in found}) > 290
    assert len({one.title for one in found}) == 300
    assert found == [made(number, 1) for number in range(300)]
    assert found[0] != made(0, 2)


def test_a_made_page_is_collected_with_all_that_it_says() -> None:
    one = made(7, 1)
    (found,) = receive_bytes("x.html", one.page, "fuzzed")
    assert isinstance(found, Received)
    assert (found.report.title, found.report.published, found.report.publisher) == (
        one.title,
        one.published,
        one.outlet,
    )
    assert "".join(one.text.split()) in "".join(found.report.text.split())


def test_the_site_lists_what_appeared_and_fails_unless_it_is_calm() -> None:
    with running(1) as site:
        for number in range(8):
            site.publish(made(number, 1))
        site.calm = True
        with urllib.request.urlopen(site.feeds[1]) as answered:
            assert answered.read().count(b"<item>") == 2
        with pytest.raises(urllib.error.HTTPError, match="404"):
            urllib.request.urlopen(f"http://127.0.0.1:{site.port}/page99")
        site.calm = False
        assert {site.fault() for _ in range(1000)} == {None, "stalled", "500", "cut short", "slow"}


def test_a_line_that_a_kill_cut_off_acknowledges_nothing(tmp_path: Path) -> None:
    said = tmp_path / "watch.out"
    said.write_text('{"status":"added","report":"a"}\n{"status":"failed","report":null}\n{"status":"added","repo')
    assert acknowledged_by(said) == {"a"}


def test_memory_is_told_of_the_longest_life(tmp_path: Path) -> None:
    program = KeptUp("watch", ["--version"], tmp_path)
    assert memory(program) is None
    program.samples = [Sample(1, 70.0, 90.0), *(Sample(2, age, 100.0 + age / 60, 50.0) for age in range(0, 301, 60))]
    found = memory(program)
    assert found is not None
    assert (found.minutes, found.warm, found.end, found.most) == (5.0, 101.0, 105.0, 105.0)
    assert (found.own_warm, found.own_end, found.a_minute) == (50.0, 50.0, None)
    assert told(found).endswith("too short to tell whether it grows")
    assert percentile([1.0, 2.0, 3.0, 4.0], 0.95) == 4.0


@pytest.mark.parametrize("a_minute", [0.0, 2.0, -1.0])
def test_what_grows_once_it_is_warm_is_told(tmp_path: Path, a_minute: float) -> None:
    program = KeptUp("serve", ["--version"], tmp_path)
    held = [(age, 100.0 + min(age, 240) / 60 + a_minute * max(0, age - 240) / 60) for age in range(0, 841, 30)]
    program.samples = [Sample(1, age, megabytes, 60.0, 200.0, 5.0 + age) for age, megabytes in held]
    found = memory(program)
    assert found is not None
    assert found.a_minute is not None
    assert found.percent is not None
    assert found.a_minute == pytest.approx(a_minute, abs=1e-6)
    assert found.percent == pytest.approx(100 * 10 * a_minute / 104, abs=1e-6)
    assert found.is_flat == (abs(a_minute) * 10 / 2 < 3)
    assert ("NOT flat" in told(found)) is not found.is_flat
    lines = course([program, KeptUp("watch", ["--version"], tmp_path)])
    assert len(lines) == 4
    assert lines[1].startswith(f"  minute   6: serve {held[11][1]:.0f} (60) MB at 5.5 minutes, its processes 200")


def test_a_moment_of_much_work_is_no_growth(tmp_path: Path) -> None:
    program = KeptUp("serve", ["--version"], tmp_path)
    program.samples = [Sample(1, age, 150.0 if age % 60 == 0 else 100.0, 60.0) for age in range(0, 841, 10)]
    found = memory(program)
    assert found is not None
    assert found.within == 0
    assert found.is_flat


def test_the_share_of_a_file_that_another_process_left_is_told_apart(tmp_path: Path) -> None:
    program = KeptUp("watch", ["--version"], tmp_path)
    program.samples = [Sample(1, age, 100.0 if age < 500 else 120.0, 60.0) for age in range(0, 841, 10)]
    found = memory(program)
    assert found is not None
    assert found.is_flat is False
    assert found.own_within == 0
    assert found.own_a_minute == pytest.approx(0, abs=1e-6)
    assert "without files +0.00 MB a minute, within 0.0 %" in told(found).replace("-0.00", "+0.00")


def test_what_ends_is_started_again_and_says_why(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    program = KeptUp("x", ["--no-such-option"], tmp_path)
    monkeypatch.setattr(kept_up, "REST", 0.0)
    until = time.monotonic() + 60
    while program.lives < 2 and time.monotonic() < until:
        program.look()
        time.sleep(0.05)
    assert program.ended[0].startswith("status 2: ")
    program.end()
    assert not program.kill()
