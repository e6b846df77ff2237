"""How long gazetteers take to build and look up: ``python -m benchmarks.gazetteer_build --places 1000000``.

A made-up dump of that many places, in a mix of feature classes and with as many names as GeoNames' own has (12 million
places, 1.4 further names each), is added to the built-in places in a folder of its own; then names are looked up in it:
some of the dump, some of well-known places, and eight that one in two hundred places shares. Each step is a process of
its own. Prints figures one a line: seconds by the clock (``_s``) and of the processor (``_cpu_s``; the two are the same
on a machine that does nothing else), milliseconds of the processor (``_ms``), memory (``_mb``, 10^6 bytes). Time grows
with the number of places, and a little more for the sorting; memory does not.
"""

from __future__ import annotations

import argparse
import os
import random
import resource
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from multiprocessing import get_context
from pathlib import Path

from dateline.locate import added, index
from dateline.locate.candidates import candidates, fuzzy_candidates
from dateline.locate.index import Index

_WHOLE = 12_000_000
_SYLLABLES = (
    "ab al an ar ba ben bir da dan dar del el en er fa far ga gar ha han har in jab ka kal kar khan kir la lan lar ma "
    "man mar min mir na nah nar ol or pa pur qa qar ra ran rin sa san sar shah sir ta tal tan tar tor ur va var wa wad "
    "ya yan za"
).split()
_COMMON = 0.005
_NAMESAKES = "San José;Santa Rosa;Mill Creek;First Baptist Church;Ivanovka;Hussainabad;Qal‘eh;Xinzhuang".split(";")
_CODES = (
    *["P.PPL"] * 40, *["S.SCH", "S.CH", "S.FRM", "S.HTL"] * 5, *["H.STM", "H.LK", "H.SPNG"] * 6, *["T.MT", "T.HLL"] * 6,
    "A.ADM2", "A.ADM3", "L.LCTY", "L.PRK", "V.FRST",
)  # fmt: skip
_COUNTRIES = "SY IQ TR ET SD US CN IN RU FR DE BR MX NG PK AF UA YE SO CD".split()
_LOOK_UPS = 2000


def lines(places: int, seed: int = 7) -> Iterator[tuple[str, list[str]]]:
    """Lines of a made-up dump, each with its lines of alternate names; ids are above GeoNames' own."""
    draw = random.Random(seed)
    for n in range(places):
        number = 50_000_000 + n
        name = _name(draw)
        more = [_name(draw) for _ in range(draw.choice((0, 0, 1, 1, 2, 4)))]
        group, _, code = draw.choice(_CODES).partition(".")
        cells = [
            number, name, name, ",".join(more), f"{draw.uniform(-60, 70):.5f}", f"{draw.uniform(-180, 180):.5f}", group,
            code, draw.choice(_COUNTRIES), "", f"{draw.randrange(1, 20):02}", f"{draw.randrange(400):04}", "", "",
            draw.choice((0, 0, 0, 120, 4500)), "", "200", "Asia/Damascus", "2020-01-01",
        ]  # fmt: skip
        names = [f"{n}{i}\t{number}\ten\t{one}\t\t\t\t\t\t" for i, one in enumerate(more)]
        yield "\t".join(map(str, cells)), names


def measure(places: int, folder: Path) -> Iterator[tuple[str, float]]:
    """Figures by name."""
    os.environ["DATELINE_CACHE"] = str(folder / "cache")
    yield from _apart("first_build", index.built_in)
    dump, names = folder / "made-up.txt", folder / "names.txt"
    with dump.open("w", encoding="utf-8") as out, names.open("w", encoding="utf-8") as more:
        for line, others in lines(places):
            out.write(line + "\n")
            more.writelines(other + "\n" for other in others)
    for name, value in _apart("add", added.add, dump, "made-up", dump.name, names):
        yield name, value
        if name.endswith("_s"):
            yield name.replace("add", "add_12_million"), value * _WHOLE / places
    yield "disk_mb", sum(path.stat().st_size for path in added.folder().glob("*.sqlite")) / 1e6
    yield from _look_ups(index.open_index(), places)
    yield "lookup_peak_mb", _peak_mb()


def _look_ups(opened: Index, places: int) -> Iterator[tuple[str, float]]:
    asked = [line.split("\t")[1] for line, _ in lines(min(places, _LOOK_UPS))]
    known = ["Aleppo", "Raqqa", "London", "Springfield", "San José", "Ain Issa", "Mosul", "Kherson"] * 50
    for label, found in (("lookup", asked), ("lookup_known", known), ("lookup_common", _NAMESAKES)):
        times = [_milliseconds(partial(candidates, opened, name)) for name in found]
        yield f"{label}_mean_ms", statistics.fmean(times)
        yield f"{label}_p95_ms", statistics.quantiles(times, n=20)[-1]
    times = [_milliseconds(partial(fuzzy_candidates, opened, name, ["SY"])) for name in asked[:200]]
    yield "fuzzy_mean_ms", statistics.fmean(times)


def _apart(name: str, work: Callable[..., object], *arguments: object) -> list[tuple[str, float]]:
    """What a step takes in a process of its own."""
    with ProcessPoolExecutor(1, get_context("spawn")) as pool:
        return [(f"{name}_{unit}", value) for unit, value in pool.submit(_taken, work, arguments).result().items()]


def _taken(work: Callable[..., object], arguments: tuple[object, ...]) -> dict[str, float]:
    began, spent = time.perf_counter(), time.process_time()
    work(*arguments)
    return {"s": time.perf_counter() - began, "cpu_s": time.process_time() - spent, "peak_mb": _peak_mb()}


def _milliseconds(work: Callable[[], object]) -> float:
    spent = time.process_time()
    work()
    return (time.process_time() - spent) * 1000


def _peak_mb() -> float:
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak / 1e6 if sys.platform == "darwin" else peak * 1024 / 1e6


def _name(draw: random.Random) -> str:
    if draw.random() < _COMMON:
        return draw.choice(_NAMESAKES)
    words = ("".join(draw.choices(_SYLLABLES, k=draw.choice((2, 3, 3, 4)))) for _ in range(draw.choice((1, 1, 2))))
    return " ".join(word.capitalize() for word in words)


def main(arguments: list[str] | None = None) -> int:
    """The command; gives its exit status."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.gazetteer_build", description=__doc__)
    parser.add_argument("--places", type=int, default=1_000_000, help="places of the made-up dump")
    parser.add_argument("--folder", type=Path, help="where it is built; default: a temporary folder")
    options = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory(prefix="dateline-", dir=options.folder) as folder:
        for name, value in measure(options.places, Path(folder)):
            print(f"{name}\t{value:.3g}" if value < 100 else f"{name}\t{value:.0f}", flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
