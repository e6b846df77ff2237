"""``python -m training.events STEP``: resolve typed marks, check what is stored, show a document's sentences."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

import msgspec

from benchmarks.claims.sentences import sentences
from benchmarks.marked import NAME, Marks, checked, load, reports
from dateline.errors import DatelineError
from training.annotations.line import LineError
from training.events.resolve import resolve

FILE = Path(__file__).with_name(NAME)
CORPORA = ("muc4", "samples")


def main(arguments: list[str] | None = None) -> int:
    """Runs one step; 1 where something is wrong with what was typed or stored."""
    parser = argparse.ArgumentParser(prog="python -m training.events", description=__doc__)
    parser.add_argument("step", choices=("resolve", "check", "show"))
    parser.add_argument("given", nargs="?", help="resolve: file of typed marks; show: CORPUS/DOCUMENT")
    parser.add_argument("--data", type=Path, default=Path("../shared/data"), help="folder of the corpora")
    given = parser.parse_args(arguments)
    if given.step != "check" and given.given is None:
        parser.error(f"{given.step} needs to be told what")
    try:
        if given.step == "resolve":
            marks = resolve(Path(given.given).read_text(encoding="utf-8"), reports(given.data, CORPORA))
            FILE.write_bytes(dump(marks))
        elif given.step == "show":
            corpus, document = given.given.split("/", 1)
            text = reports(given.data, [corpus])[corpus, document].text
            for number, (a, b) in enumerate(sentences(text), start=1):
                print(number, " ".join(text[a:b].split()))
        else:
            marks = load(FILE)
            checked(marks, given.data)
            print(totals(marks))
    except (DatelineError, LineError) as error:
        print(error, file=sys.stderr)
        return 1
    return 0


def dump(marks: Marks) -> bytes:
    """JSON with a line for each document and event: what changes shows as such in a comparison of versions."""
    lines = [
        ",\n".join("  " + msgspec.json.encode(one).decode() for one in many) for many in (marks.documents, marks.events)
    ]
    return f'{{"documents":[\n{lines[0]}\n ],\n "events":[\n{lines[1]}\n]}}\n'.encode()


def totals(marks: Marks) -> str:
    """How many events and tellings there are, on both sides."""
    rows = []
    for held in (False, True):
        events = [e for e in marks.events if e.held is held]
        several = sum(len({i for i, _, _ in e.tellings}) > 1 for e in events)
        tellings = sum(len(e.tellings) for e in events)
        side = "held out" if held else "to train on"
        rows.append(f"{side}: {len(events)} events, {several} of them told by several reports; {tellings} tellings")
    return "\n".join(rows)


if __name__ == "__main__":
    raise SystemExit(main())
