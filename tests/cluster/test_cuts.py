"""All partitions of an input together hold what the whole input holds."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import made_inputs as made
import pytest

from dateline.cluster.cuts import Partition, cut, partitions
from dateline.cluster.inputs import units
from dateline.cluster.records import received
from dateline.collect.gather import Received, receive
from dateline.collect.options import Failure, Options

MAKE: dict[str, Callable[[Path], Path]] = {
    "jsonl": lambda folder: made.jsonl(folder / "a.jsonl", 9),
    "plain": lambda folder: made.warc(folder / "a.warc", 7, "plain"),
    "members": lambda folder: made.warc(folder / "a.warc.gz", 7, "members"),
    "one": lambda folder: made.warc(folder / "a.warc.gz", 7, "one"),
    "cut": lambda folder: made.warc(folder / "a.warc.gz", 7, "cut"),
    "parquet": lambda folder: made.parquet(folder / "a.parquet", 8),
}


def _shown(found: Received | Failure) -> tuple[str, str]:
    if isinstance(found, Failure):
        return found.name, str(found.error)
    return found.origin.address, found.report.id


def _all(path: Path, records: int) -> tuple[list[Partition], list[tuple[str, str]]]:
    unit = units([str(path)])[0]
    parts = partitions(unit, cut(unit, records), records)
    return parts, [_shown(one) for part in parts for one in received(part, Options())]


@pytest.mark.parametrize("kind", MAKE)
@pytest.mark.parametrize("records", [1, 3, 100])
def test_nothing_is_lost_and_nothing_comes_twice(kind: str, records: int, tmp_path: Path) -> None:
    path = MAKE[kind](tmp_path)
    wanted = [_shown(one) for one in receive([str(path)])]
    parts, found = _all(path, records)
    assert found == wanted
    assert len(wanted) >= 7
    assert [part.name for part in parts] == sorted(part.name for part in parts)
    assert len(parts) == 1 if records == 100 else len(parts) > 2


def test_partitions_do_not_depend_on_what_follows(tmp_path: Path) -> None:
    first, second = tmp_path / "a.jsonl", tmp_path / "b.jsonl"
    lines = [made.line(n) for n in range(8)]
    first.write_bytes(b"\n".join(lines))
    second.write_bytes(b"\n".join([*lines, *lines]))
    one, other = (cut(units([str(path)])[0], 2) for path in (first, second))
    assert one[:-1] == other[: len(one) - 1]


def test_files_of_a_report_each_are_gathered(tmp_path: Path) -> None:
    for number in range(5):
        (tmp_path / f"{number}.txt").write_text(made.text(number))
    unit = units([str(tmp_path)])[0]
    parts = partitions(unit, cut(unit, 2), 2)
    assert [[Path(file.name).name for file in part.files] for part in parts] == [
        ["0.txt", "1.txt"],
        ["2.txt", "3.txt"],
        ["4.txt"],
    ]
    assert [_shown(one) for part in parts for one in received(part, Options())] == [
        _shown(one) for one in receive([str(tmp_path)])
    ]


@pytest.mark.parametrize("name", ["a.jsonl", "a.warc.gz", "a.parquet"])
def test_what_cannot_be_read_at_all_says_why(name: str, tmp_path: Path) -> None:
    (tmp_path / name).write_bytes(b"")
    wanted = [_shown(one) for one in receive([str(tmp_path / name)])]
    assert _all(tmp_path / name, 3)[1] == wanted
    assert len(wanted) == 1
    (tmp_path / name).write_bytes(b"PK\x03\x04 nothing of the kind")
    parts, found = _all(tmp_path / name, 3)
    assert len(parts) == len(found) == 1
