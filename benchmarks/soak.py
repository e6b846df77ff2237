"""A long run over everything at hand: ``python -m benchmarks.soak --data FOLDER``.

Every report of every corpus, and 5 MB of text in one line, goes through collecting and reading; each ``start``/``end``
in the result must slice to its ``text``. Prints what broke and ends with status 1, or a line with the totals.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import msgspec

from benchmarks import command, reports

ONE_LINE = 5_000_000
"""Bytes of the report that is one long line."""


def faults(result: dict[str, Any]) -> Iterator[str]:
    """What is wrong with the offsets of one report's JSON object: every object in it with ``start`` and ``end`` lies in
    ``report.text`` and slices to its own ``text`` where it has one; every piece of an attribution lies in the text."""
    text: str = result["report"]["text"]
    for name, value in sorted(result.items()):
        if name != "report":
            yield from _walk(value, text, name)


def soak(texts: Iterable[str], jobs: int) -> tuple[int, int, list[str]]:
    """Reads all texts by ``dateline read --layers all``: how many were read, how many were refused with a message, and
    the faults found. A traceback, or an exit status other than 0 and 1, is a fault."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name, "reports")
        folder.mkdir()
        number = command.save(texts, folder)
        results, messages = Path(name, "results.jsonl"), Path(name, "messages")
        with results.open("wb") as out, messages.open("wb") as err:
            status = subprocess.run(
                command.reading(folder, jobs, "--layers", "all"), stdout=out, stderr=err, check=False
            ).returncode
        complaints = messages.read_text(encoding="utf-8", errors="replace")
        found = [f"exit status {status}"] if status not in (0, 1) else []
        found += [complaints[-2000:]] if "Traceback" in complaints else []
        done = 0
        with results.open("rb") as lines:
            for done, line in enumerate(lines, 1):
                found += [f"line {done}: {fault}" for fault in faults(msgspec.json.decode(line))]
        return done, number - done, found


def one_line(texts: Iterable[str], size: int = ONE_LINE) -> str:
    """Texts joined by blanks into one line of at least ``size`` bytes (or all there is), cut at ``size`` characters."""
    parts: list[str] = []
    length = 0
    for text in texts:
        parts.append(" ".join(text.split()))
        length += len(parts[-1]) + 1
        if length > size:
            break
    return " ".join(parts)[:size]


def _walk(value: Any, text: str, where: str) -> Iterator[str]:
    if isinstance(value, dict):
        if isinstance(value.get("start"), int):
            yield from _check(value["start"], value["end"], value.get("text"), text, where)
        for key, inner in value.items():
            yield from _walk(inner, text, f"{where}.{key}")
    elif isinstance(value, list):
        if len(value) == 2 and all(isinstance(number, int) for number in value):
            yield from _check(value[0], value[1], None, text, where)
        else:
            for i, inner in enumerate(value):
                yield from _walk(inner, text, f"{where}[{i}]")


def _check(start: int, end: int, quoted: str | None, text: str, where: str) -> Iterator[str]:
    if not 0 <= start < end <= len(text):
        yield f"{where}: {start}:{end} is no stretch of the text ({len(text)} characters)"
    elif quoted is not None and text[start:end] != quoted:
        yield f"{where}: {start}:{end} is {text[start:end]!r}, not {quoted!r}"


def main(arguments: list[str] | None = None) -> int:
    """The command; gives its exit status."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.soak", description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="the folder that holds the corpora")
    parser.add_argument("--limit", type=int, help="read only the first so many reports")
    parser.add_argument("--jobs", type=int, default=2)
    options = parser.parse_args(arguments)
    texts = list(reports.every(options.data)) or list(reports.own(options.data))
    if not texts:
        print(f"{options.data}: no reports there; point --data at the corpora", file=sys.stderr)
        return 2
    began = time.perf_counter()
    done, refused, found = soak([one_line(texts), *texts[: options.limit]], options.jobs)
    for fault in found[:50]:
        print(fault, file=sys.stderr)
    seconds = time.perf_counter() - began
    print(f"{done} reports read, {refused} refused, {len(found)} faults, {seconds:.0f} s")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
