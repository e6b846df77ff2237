"""What it takes to keep a large library in step: ``python -m benchmarks.situation --claims 100000``.

A made-up war (:mod:`benchmarks.campaigns`) goes into a library with everything that is worked out of it; that takes
long, so the library is kept in a folder (``--cache``, by default one that git ignores) and used again by the same
version of dateline. Then reports are added one by one, about the towns most is told of, about quiet ones and about old
days, each in a transaction that is taken back; and the commands are run as the command line runs them. Prints a table
of seconds: of the processor, since a shared machine says little else, and by the clock."""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Callable, Iterable
from hashlib import sha256
from pathlib import Path
from statistics import median

from msgspec.structs import replace

from benchmarks.campaigns import DAYS, START, campaigns, one_more, towns
from dateline.library.library import Library, open_library
from dateline.library.records import Fingerprint
from dateline.library.writer import Writer
from dateline.values import Origin, Reading
from dateline.work.brief import brief
from dateline.work.collection import uncollected
from dateline.work.control import control
from dateline.work.derived import STEPS, recompute
from dateline.work.events import events_known
from dateline.work.filters import Asked
from dateline.work.fingerprint import assessment, corroboration, naming
from dateline.work.outlook import ask, fares

BY = Fingerprint("model", "lexicon", "gazetteer", "code")
CACHE = Path(__file__).parents[1] / ".cache" / "situation"
_AT_ONCE = 500
_WHERE = ((0, 0.99), (1, 0.9), (5, 0.95), (20, 0.8), (60, 0.99), (150, 0.5), (300, 0.98), (600, 0.15), (799, 0.7))
"""The town's rank and how far into the war the report is of."""
_FIRST = ((400, 0.5),)
Seconds = tuple[float, float]
"""Of the processor, by the clock."""


class _TakenBack(Exception):
    """Ends a transaction without a trace."""


def build(path: Path, claims: int, tell: Callable[[str], object]) -> None:
    """Makes the library, or what is left of it where the making was cut off."""
    every = list(campaigns(claims))
    with open_library(str(path), create=True) as library:
        for start in range(0, len(every), _AT_ONCE):
            began = time.process_time()
            with library.writing() as writer:
                new = [one for one in every[start : start + _AT_ONCE] if _add(writer, one)]
                if new:
                    recompute(writer)
            if new:
                tell(f"{start + len(new)} of {len(every)} reports, {time.process_time() - began:.0f} s")


def _add(writer: Writer, one: Reading) -> bool:
    data = one.report.text.encode()
    own = replace(one, report=replace(one.report, sha256=sha256(data).hexdigest()))
    return writer.add(own, data, Origin("made up", "file", "text"), "made up", BY).done


def added(library: Library) -> dict[str, list[Seconds]]:
    """How long each step takes for each of some further reports, and the transaction as a whole. One before them is not
    counted: with it comes what a process loads once (code, the scorer, SQL)."""
    found: dict[str, list[Seconds]] = {}
    _add_each(library, _FIRST, {})
    _add_each(library, _WHERE, found)
    return found


def _add_each(library: Library, where: Iterable[tuple[int, float]], found: dict[str, list[Seconds]]) -> None:
    every = towns()
    for rank, part in where:
        one = one_more(rank + 7, round(part * DAYS), every[rank], f"one more {rank}")
        try:
            with library.writing() as writer, uncollected():  # as ``recompute`` does
                whole = [_timed(lambda writer=writer, one=one: _add(writer, one))]  # type: ignore[misc]
                for step in STEPS:
                    took = _timed(lambda step=step, writer=writer: step(writer, frozenset(writer.touched)))  # type: ignore[misc]
                    found.setdefault(step.__name__.strip("_"), []).append(took)
                    whole.append(took)
                raise _TakenBack
        except _TakenBack:
            found.setdefault("all of it", []).append((sum(s for s, _ in whole), sum(s for _, s in whole)))


def asked(library: Library) -> dict[str, list[Seconds]]:
    """How long the commands take."""
    town, quiet = towns()[0].name, towns()[40].name
    day = START.replace(year=START.year + 1)
    on = day.isoformat()
    month = Asked(since=on, until=day.replace(day=28).isoformat())
    runs: dict[str, Callable[[], object]] = {
        "control --on": lambda: list(control(library, Asked(), on)),
        "control --place --since --until": lambda: list(control(library, replace(month, place=town))),
        "control --place --within 50": lambda: list(control(library, Asked(place=town, within=50), on)),
        "control --place --source": lambda: list(control(library, Asked(place=quiet), on, "Made-up Wire A")),
        "events of a month": lambda: list(events_known(library, month)),
        "events --place": lambda: list(events_known(library, Asked(place=town))),
        "events --actor, a month": lambda: list(events_known(library, replace(month, actor="ISIS"))),
        "outlook": lambda: fares(library, "Islamic State", Asked()),
        "outlook --place": lambda: fares(library, "Islamic State", Asked(place=town, within=50)),
        "ask": lambda: ask(library, "Is it the beginning of the end for ISIS?", Asked()),
        "brief of a month": lambda: brief(library, month),
        "brief of a month --place": lambda: brief(library, replace(month, place=town, within=50)),
        "brief of a month --actor": lambda: brief(library, replace(month, actor="ISIS")),
    }
    return {name: [_timed(run)] for name, run in runs.items()}


def _timed(run: Callable[[], object]) -> Seconds:
    cpu, clock = time.process_time(), time.perf_counter()
    run()
    return time.process_time() - cpu, time.perf_counter() - clock


def table(found: dict[str, list[Seconds]]) -> Iterable[str]:
    """A line for each: median and worst, of the processor and by the clock."""
    yield f"{'':34}{'processor':>18}{'clock':>18}"
    yield f"{'':34}{'median':>9}{'worst':>9}{'median':>9}{'worst':>9}"
    for name, those in found.items():
        columns = [[seconds[k] for seconds in those] for k in (0, 1)]
        yield f"{name:34}" + "".join(f"{median(c):9.2f}{max(c):9.2f}" for c in columns)


def main() -> int:
    """Runs it; gives the exit status: 1 where adding a report took two seconds of the processor or more."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--claims", type=int, default=100_000, metavar="N", help="claims in the library")
    parser.add_argument("--cache", type=Path, default=CACHE, metavar="FOLDER", help="where libraries are kept")
    parser.add_argument("--library", metavar="FILE", help="use this one, whatever made it")
    given = parser.parse_args()
    path = given.library
    if path is None:
        given.cache.mkdir(parents=True, exist_ok=True)
        made_by = f"{corroboration()}-{naming()}-{assessment()}"
        path = given.cache / f"{given.claims}-{made_by}.sqlite"
        build(path, given.claims, lambda line: print(line, file=sys.stderr, flush=True))
    with open_library(str(path)) as library:
        steps = added(library)
        lines = [*table(steps), "", *table(asked(library))]
    print("\n".join(lines))
    return int(max(cpu for cpu, _ in steps["all of it"]) >= 2)


if __name__ == "__main__":
    sys.exit(main())
