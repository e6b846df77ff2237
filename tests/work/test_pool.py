from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from dateline.errors import DatelineError, ModelError
from dateline.work.pool import WINDOW, Done, map_ordered


def work(item: str) -> str:
    if item == "die":
        os.kill(os.getpid(), signal.SIGKILL)
    if item == "leave":
        os._exit(3)
    if item.startswith("sleep"):
        time.sleep(0.3)
    return item.upper()


def load() -> Callable[[str], str]:
    return work


def load_and_die() -> Callable[[str], str]:
    os._exit(7)


def load_and_refuse() -> Callable[[str], str]:
    raise ModelError("the model is missing")


def lost(item: str, error: DatelineError) -> str:
    return f"{item}: {error}"


def test_results_come_in_the_order_of_the_items_however_long_each_takes() -> None:
    items = ["sleep", *(f"a{n}" for n in range(20)), "sleep2", "b"]
    assert list(map_ordered(load, items, 3, lost)) == [item.upper() for item in items]


def test_known_results_keep_their_place() -> None:
    items: list[str | Done[str]] = ["sleep", Done("known"), "b", Done("also known")]
    assert list(map_ordered(load, items, 2, lost)) == ["SLEEP", "known", "B", "also known"]
    assert list(map_ordered(load, [Done("x")], 2, lost)) == ["x"]
    assert list(map_ordered(load, [], 2, lost)) == []


def test_a_process_that_dies_loses_only_its_item() -> None:
    results = list(map_ordered(load, ["a", "die", "b", "leave", "c", "d"], 2, lost))
    assert [results[i] for i in (0, 2, 4, 5)] == ["A", "B", "C", "D"]
    assert results[1].startswith("die: the process that read it ended (SIGKILL)")
    assert results[3].startswith("leave: the process that read it ended (exit status 3)")


ALONE = """
import sys
sys.path.insert(0, {tests!r})
from test_pool import load, lost
from dateline.work.pool import map_ordered
if __name__ == "__main__":
    for result in map_ordered(load, ["a", "b", *["sleep"] * 1000], 2, lost):
        print(result, flush=True)
"""


def test_processes_end_quietly_when_whom_they_work_for_is_killed(tmp_path: Path) -> None:
    script = tmp_path / "alone.py"
    script.write_text(ALONE.format(tests=str(Path(__file__).parent)), encoding="utf-8")
    with subprocess.Popen([sys.executable, script], stdout=subprocess.PIPE, stderr=subprocess.PIPE) as parent:
        assert parent.stdout is not None
        assert parent.stdout.readline() == b"A\n"
        parent.kill()
        # Both pipes stay open for as long as one of the processes lives.
        _, errors = parent.communicate(timeout=30)
    assert errors == b""


def test_what_keeps_a_process_from_starting_ends_the_run() -> None:
    with pytest.raises(ModelError, match="the model is missing"):
        list(map_ordered(load_and_refuse, ["a", "b"], 2, lost))
    with pytest.raises(ModelError, match="while it started"):
        list(map_ordered(load_and_die, ["a", "b"], 2, lost))


def test_items_are_taken_only_as_results_are_wanted() -> None:
    taken = 0

    def endless() -> Iterator[str]:
        nonlocal taken
        while True:
            taken += 1
            yield "a"

    results = map_ordered(load, endless(), 2, lost)
    for _ in range(50):
        next(results)
    results.close()  # type: ignore[attr-defined]
    assert taken <= 50 + WINDOW * 2 + 1
