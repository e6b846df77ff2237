"""A process that adds made-up reports with their events; run by the tests."""

from __future__ import annotations

from multiprocessing.connection import Connection

from benchmarks.wires import wires
from dateline.library.library import open_library
from dateline.library.records import Fingerprint
from dateline.values import Origin, Reading
from dateline.work.derived import recompute

BY = Fingerprint("m", "l", "g", "c")
CLAIMS = 200


def some(which: int | None = None) -> list[Reading]:
    """The reports of one process, in an order of its own: two of three are other processes' too. Without a number
    all."""
    every = list(wires(CLAIMS))
    if which is None:
        return every
    own = [one for number, one in enumerate(every) if number % 8 in (which, (which + 1) % 8, (which + 5) % 8)]
    return own[which:] + own[:which]


def work(location: str, evidence: str, which: int, tell: Connection) -> None:
    """Adds its reports, waits for a word before the first; tells whether each was new. The usual half a minute for
    another writer may be too little where the machine has much else to do."""
    patient = f"{location if '://' in location else f'sqlite:///{location}'}?timeout=240"
    with open_library(patient, evidence) as library:
        tell.send("ready")
        tell.recv()
        for reading in some(which):
            tell.send((add(library, reading), reading.report.id))
    tell.send("done")


def add(library: object, reading: Reading) -> bool:
    """Adds a report; whether it was new."""
    with library.writing() as writer:  # type: ignore[attr-defined]
        change = writer.add(reading, reading.report.text.encode(), Origin("x", "file", "text"), "x", BY)
        recompute(writer)
    done: bool = change.done
    return done
