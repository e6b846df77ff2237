"""What a million reports cost: processor time of every step and bytes of everything that is written, measured on a
few hundred and multiplied.

Reports are those of :func:`benchmarks.reports.sample`, put into plain pages of HTML. Steps are timed in one process, in
seconds of its processor: ``collect`` (page to text), ``read`` (text to claims), of it ``locate`` (finding and placing
names), ``add`` (report and reading into an SQLite library, evidence store included) and ``derive`` (events, sources,
actors, control, in step with it), both in transactions of a hundred reports, ``export`` (all events as Parquet, where
pyarrow is installed). ``…_ms`` is for one report. ``one_more_ms`` is the median of adding one report by itself at the
end, ``derive`` included: what ``dateline add`` and ``watch`` do.

``…_bytes`` is for one report, too: ``text`` (UTF-8), ``claims_json`` (a line of ``dateline read``, which repeats the
text), ``claims_alone_json`` (without it), ``all_layers_json``, ``evidence`` (pages as received), ``library`` (the
SQLite file), and of it ``library_reports`` (texts and where they came from), ``library_readings`` (all layers, packed,
and claims), ``library_told`` (claims prepared for comparing, what they are found by, scores of pairs),
``library_events`` (events, parties, who held what) and ``library_rest``; ``parquet``. ``parted_…`` and
``corroborate_ms`` are of a hundred of the pages read into partitions (:mod:`benchmarks.parted`).

``million_core_hours`` and ``million_gb`` are a million times this: collecting, reading and adding one by one, into a
library; what is derived grows with what a library holds of the same place and days, so that it is a lower bound
(see ``docs/scale.md``). A crawl is fifty million pages read into partitions, without a library:
``crawl_read_core_hours`` (collecting and reading), ``crawl_usd`` (those at an assumed price of :data:`PRICE`),
``crawl_events_core_hours`` (working out the events, a lower bound too) and ``crawl_tb`` (the partitions and events that
are kept).
"""

from __future__ import annotations

import html
import tempfile
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from importlib.util import find_spec
from io import BytesIO
from pathlib import Path
from statistics import median
from typing import TypeVar

from msgspec import json
from sqlalchemy import text as sql

from benchmarks import locating, parted, reports
from dateline.collect.gather import Received, receive
from dateline.library.library import Library, open_library
from dateline.library.records import Fingerprint
from dateline.values import Reading
from dateline.work import pipeline
from dateline.work.derived import recompute
from dateline.work.encode import LAYERS, encode
from dateline.work.export import write
from dateline.work.filters import Asked

SPLITS = ("dev",)
NEEDS: tuple[str, ...] = ()
REPORTS = 500
CRAWL = 50_000_000
PRICE = 0.04
"""Dollars for an hour of one core: an assumption, about what clouds ask for a rented one; put in your own."""
_BATCH, _ALONE, _LOCATED, _WARM, _PARTED = 100, 30, 100, 5, 100
_KEPT = ("claims", "reports", "rejects", "tales", "events")
"""Folders of a run that its users read; the others are kept only to go on after an interruption."""
_BY = Fingerprint("model", "lexicon", "gazetteer", "code")
_KINDS = {
    "reports": ("reports", "captures", "revisions", "evidence", "made_with"),
    "readings": ("readings", "claims", "parties"),
    "told": ("told", "traces", "near"),
    "events": ("events", "members", "event_parties", "former", "sightings", "holdings"),
}
"""Tables of the library by what they are for; all others are the rest."""
Item = TypeVar("Item")


def files(data: Path, split: str) -> list[Path]:
    """The files that the reports come from."""
    return reports.sample_files(data)


def run(data: Path, split: str) -> dict[str, float]:
    """Measures; ``data`` is the folder that holds the corpora, or one with ``.txt`` and ``.jsonl`` reports."""
    return figures(reports.sample(data, REPORTS))


def figures(texts: Sequence[str]) -> dict[str, float]:
    """The figures of so many texts."""
    tools = pipeline.load_tools()
    with tempfile.TemporaryDirectory(prefix="dateline-") as name:
        pages, folder = Path(name, "pages"), Path(name, "library")
        pages.mkdir()
        folder.mkdir()
        for number, text in enumerate(texts):
            (pages / f"{number:06}.html").write_text(page(text), encoding="utf-8")
        received, collecting = _timed(lambda: [one for one in receive([str(pages)]) if isinstance(one, Received)])
        for one in received[:_WARM]:  # what is loaded once a process is no cost of a report
            pipeline.read(one.report, tools)
        readings, reading = _timed(lambda: [pipeline.read(one.report, tools) for one in received])
        located = locating.share(list(texts[:_LOCATED])) / 100
        with open_library(str(folder / "library.sqlite"), create=True) as library:
            rows = list(zip(received, readings, strict=True))
            alone = min(_ALONE, len(rows) // 2)
            adding, deriving = _added(library, rows[: len(rows) - alone])
            ones = [sum(_added(library, [row])) for row in rows[len(rows) - alone :]]
            parquet, exporting = _exported(library)
            tables = _tables(library)
        parts = parted.figures(sorted(pages.iterdir())[:_PARTED], Path(name, "parts"))
        size = sum(path.stat().st_size for path in folder.glob("library.sqlite*") if path.is_file())
        evidence = sum(len(one.data) for one in received)
    many, most = len(received), len(rows) - alone
    milliseconds = {
        "collect": collecting / many,
        "read": reading / many,
        "locate": located * reading / many,
        "add": adding / most,
        "derive": deriving / most,
        "export": exporting / many,
    }
    found = {
        "reports": float(many),
        "words": float(sum(len(one.report.text.split()) for one in received)),
        "claims": float(sum(len(one.claims) for one in readings)),
        **{f"{step}_ms": round(1000 * seconds, 2) for step, seconds in milliseconds.items()},
        "one_more_ms": round(1000 * median(ones), 1),
        **{f"{kind}_bytes": round(bytes_ / many, 0) for kind, bytes_ in _written(readings).items()},
        "evidence_bytes": round(evidence / many, 0),
        "library_bytes": round(size / many, 0),
        **{f"library_{kind}_bytes": round(bytes_ / many, 0) for kind, bytes_ in tables.items()},
    }
    found |= ({"parquet_bytes": round(parquet / many, 0)} if parquet else {}) | parts
    return found | projected(found)


def projected(found: dict[str, float]) -> dict[str, float]:
    """What the figures of one report make for a million, and for a crawl."""
    reading = (found["collect_ms"] + found["read_ms"]) / 3.6e6
    everything = reading + found["one_more_ms"] / 3.6e6
    many = {
        "million_core_hours": round(1e6 * everything, 1),
        "million_read_core_hours": round(1e6 * reading, 1),
        "million_gb": round(1e6 * (found["evidence_bytes"] + found["library_bytes"]) / 1e9, 1),
        "crawl_read_core_hours": round(CRAWL * reading, 0),
        "crawl_usd": round(CRAWL * reading * PRICE, 0),
    }
    if "corroborate_ms" in found:
        many["crawl_events_core_hours"] = round(CRAWL * found["corroborate_ms"] / 3.6e6, 0)
        many["crawl_tb"] = round(CRAWL * sum(found.get(f"parted_{name}_bytes", 0.0) for name in _KEPT) / 1e12, 2)
    return many


def page(text: str) -> str:
    """A text as a plain page: a paragraph for each part between blank lines, a menu and a footer around them."""
    parts = [html.escape(" ".join(part.split())) for part in text.split("\n\n")]
    title = " ".join(text.split()[:8])
    menu = "".join(f'<li><a href="/{word}">{word}</a></li>' for word in ("home", "world", "sport", "weather", "about"))
    body = "".join(f"<p>{part}</p>\n" for part in parts if part)
    return (
        f'<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>{html.escape(title)}</title></head><body>'
        f"<nav><ul>{menu}</ul></nav><article><h1>{html.escape(title)}</h1>\n{body}</article>"
        "<footer><p>All rights reserved.</p></footer></body></html>\n"
    )


def _timed(run: Callable[[], Item]) -> tuple[Item, float]:
    began = time.process_time()
    return run(), time.process_time() - began


def _added(library: Library, rows: Sequence[tuple[Received, Reading]]) -> tuple[float, float]:
    """Seconds of writing reports and readings, and of what is derived from them."""
    writing = deriving = 0.0
    for start in range(0, len(rows), _BATCH):
        with library.writing() as writer:
            began = time.process_time()
            for one, reading in rows[start : start + _BATCH]:
                writer.add(reading, one.data, one.origin, "scale", _BY)
            written = time.process_time()
            recompute(writer)
            derived = time.process_time()
        writing, deriving = writing + written - began, deriving + derived - written
    return writing, deriving


def _exported(library: Library) -> tuple[int, float]:
    """Bytes of all events as Parquet and the seconds it took; nothing where pyarrow is not installed."""
    if find_spec("pyarrow") is None:
        return 0, 0.0
    stream = BytesIO()
    _, seconds = _timed(lambda: write(library, Asked(), "parquet", stream))
    return len(stream.getvalue()), seconds


def _written(readings: Iterable[Reading]) -> dict[str, int]:
    """Bytes of texts, and of readings as they are printed."""
    total = dict.fromkeys(("text", "claims_json", "claims_alone_json", "all_layers_json"), 0)
    for one in readings:
        total["text"] += len(one.report.text.encode())
        total["claims_json"] += len(encode(one)) + 1
        total["claims_alone_json"] += len(json.encode(one.claims)) + 1
        total["all_layers_json"] += len(encode(one, LAYERS)) + 1
    return total


def _tables(library: Library) -> dict[str, int]:
    """Bytes of the tables and indexes of a kind; nothing where this SQLite does not count them."""
    asked = "SELECT m.tbl_name, sum(s.pgsize) FROM dbstat s JOIN sqlite_schema m ON m.name = s.name GROUP BY m.tbl_name"
    with library.reading() as connection:
        options = {row[0] for row in connection.execute(sql("PRAGMA compile_options"))}
        if "ENABLE_DBSTAT_VTAB" not in options:
            return {}
        return grouped({str(name): int(size) for name, size in connection.execute(sql(asked))})


def grouped(sizes: Mapping[str, int]) -> dict[str, int]:
    """Bytes of tables, by what they are for."""
    of = {name: kind for kind, names in _KINDS.items() for name in names}
    found = dict.fromkeys((*_KINDS, "rest"), 0)
    for name, size in sizes.items():
        found[of.get(name, "rest")] += size
    return found
