"""A cluster of two workers on this machine: the same bytes as without it, also where a worker is killed."""

from __future__ import annotations

import os
import signal
import sys
import threading
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import made_inputs as made
import pytest

from benchmarks.memory import family
from dateline.cluster.engine import Local, Lost
from dateline.cluster.on_ray import TRIES, OnRay
from dateline.cluster.run import read_into
from dateline.cluster.stream import map_paths
from dateline.collect.options import Failure, Options
from dateline.errors import DatelineError, UsageError
from dateline.work.reader import load_encoder
from dateline.work.reading import map_paths as map_here


@pytest.fixture(scope="module")
def cluster() -> Iterator[OnRay]:
    engine = OnRay(jobs=2)
    import ray

    ray.cloudpickle.register_pickle_by_value(sys.modules[__name__])  # the workers know nothing of tests
    yield engine
    engine.close()


@pytest.fixture(scope="module")
def inputs(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    return [str(made.jsonl(tmp_path_factory.mktemp("inputs") / "a.jsonl", 16))]


def workers() -> list[int]:
    """The processes below this one that hold an actor of ours."""
    return sorted(pid for pid in family(os.getpid()) if _name(pid).startswith("ray::_Worker"))


def _name(pid: int) -> str:
    try:
        return Path(f"/proc/{pid}/cmdline").read_bytes().decode(errors="replace")
    except OSError:
        return ""


def _bytes(output: Path) -> dict[str, bytes]:
    return {str(path.relative_to(output)): path.read_bytes() for path in sorted(output.rglob("*")) if path.is_file()}


def test_one_worker_killed_midway_and_the_same_bytes_come_out(
    cluster: OnRay, inputs: list[str], tmp_path: Path
) -> None:
    output, killed = tmp_path / "cluster", list[int]()

    def kill() -> None:
        while not killed and not (output / "_SUCCESS").exists():
            marks = list((output / "_done").glob("*.json"))
            if marks and (found := workers()):
                os.kill(found[0], signal.SIGKILL)
                killed.append(found[0])
            time.sleep(0.02)

    thread = threading.Thread(target=kill, daemon=True)
    thread.start()
    done = read_into(str(output), inputs, cluster, records=2, events=True)
    thread.join()
    assert killed
    assert done.partitions == 9
    read_into(str(tmp_path / "here"), inputs, Local(1), records=2, events=True)
    assert _bytes(output) == _bytes(tmp_path / "here")


def test_the_json_is_the_same_and_in_order(cluster: OnRay, inputs: list[str]) -> None:
    load = partial(load_encoder, ("claims",))
    found, here = (list(of) for of in (map_paths(cluster, load, inputs, Options()), map_here(load, inputs, jobs=1)))
    assert [one for one in found if isinstance(one, bytes)] == [one for one in here if isinstance(one, bytes)]
    names = [[(n, one.name) for n, one in enumerate(of) if isinstance(one, Failure)] for of in (found, here)]
    assert names[0] == names[1] != []


def test_an_item_that_ends_its_worker_again_and_again_is_given_back(cluster: OnRay) -> None:
    found = list(cluster.map(_deadly, range(12)))
    lost = [one for one in found if isinstance(one, Lost)]
    assert [one.item for one in lost] == [5]
    assert str(lost[0].error).startswith(f"the worker ended {TRIES} times")
    assert [one for one in found if not isinstance(one, Lost)] == [n * n for n in range(12) if n != 5]


def _deadly() -> Callable[[int], int]:
    def work(number: int) -> int:
        if number == 5:
            os.kill(os.getpid(), signal.SIGKILL)
        return number * number

    return work


def test_few_items_are_taken_ahead(cluster: OnRay) -> None:
    taken = 0

    def items() -> Iterator[int]:
        nonlocal taken
        for number in range(100):
            taken += 1
            yield number

    results = cluster.map(_squares, items())
    assert [next(results) for _ in range(3)] == [0, 1, 4]
    assert taken <= 3 + 4 * cluster.jobs
    results.close()  # type: ignore[attr-defined]


def _squares() -> Callable[[int], int]:
    return lambda number: number * number


def test_errors_come_back(cluster: OnRay) -> None:
    with pytest.raises(DatelineError, match="the disk is full"):
        list(cluster.map(_failing, range(3)))
    with pytest.raises(UsageError, match="no such model"):
        list(cluster.map(_not_loading, range(3)))


def _failing() -> Callable[[int], int]:
    def work(number: int) -> int:
        raise DatelineError("the disk is full")

    return work


def _not_loading() -> Callable[[int], int]:
    raise UsageError("no such model")


def test_a_token_is_asked_for_and_nothing_is_told_to_anyone(cluster: OnRay) -> None:
    import ray
    from ray._common.usage import usage_lib

    assert os.environ["RAY_AUTH_MODE"] == "token"
    assert not usage_lib.usage_stats_enabled()
    assert ray.get_runtime_context().gcs_address.startswith("127.")
    assert not ray._private.worker._global_node.webui_url


def test_jobs_must_be_some() -> None:
    with pytest.raises(UsageError, match="--jobs 0"):
        OnRay(jobs=0)
