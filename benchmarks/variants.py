"""Spelling variants: finding a place of one country by a spelling that its gazetteer entry no longer has.

Data: a country file in the GeoNames dump's 19 columns, and lines "place id, spelling"; each spelling is taken out of
every place's names before it is looked up. Candidates come from a real index of that country, ranked by name alone,
with the look-up that reports are located with. Homonyms make 1.0 impossible. ``variants_dev.tsv`` is Syria's and only
measured: the weights of the names' likeness are learned on other countries (``training/spellings.py``).
"""

from __future__ import annotations

import csv
from collections.abc import Iterable
from pathlib import Path
from tempfile import TemporaryDirectory

from dateline.errors import UsageError
from dateline.locate.index import Index, build
from dateline.locate.names import fold
from dateline.locate.nearest import ranked, skeletons
from dateline.locate.sources import Entry

_TOP = 5


def run(data: Path, split: str) -> dict[str, float]:
    """``top1`` and ``top5`` over ``variants_<split>.tsv`` against ``SY.txt`` in the folder ``data``, and ``found``, the
    share whose place is among the candidates at all."""
    variants, gazetteer = data / f"variants_{split}.tsv", data / "SY.txt"
    for path in (variants, gazetteer):
        if not path.exists():
            raise UsageError(f"{path}: not found; give the folder that holds SY.txt and variants_dev.tsv")
    wanted = [(r[0], r[1]) for r in csv.reader(variants.open(encoding="utf-8", newline=""), delimiter="\t", quoting=3)]
    names = read_names(gazetteer)
    return score(names, wanted)


def files(data: Path, split: str) -> list[Path]:
    """The files that ``run`` reads."""
    return [data / "SY.txt", data / f"variants_{split}.tsv"]


def read_names(gazetteer: Path) -> dict[str, tuple[str, ...]]:
    """All names of each place of a dump, by its id as written."""
    rows = csv.reader(gazetteer.open(encoding="utf-8", newline=""), delimiter="\t", quoting=csv.QUOTE_NONE)
    return {r[0]: tuple(dict.fromkeys(filter(None, (r[1], r[2], *r[3].split(","))))) for r in rows}


def score(names: dict[str, tuple[str, ...]], wanted: Iterable[tuple[str, str]]) -> dict[str, float]:
    """The metrics of ``run`` for spellings of places."""
    ids = list(names)
    entries = [Entry(i, n[0], 0.0, 0.0, "SY", None, "settlement", 0, 2.0, n[1:]) for i, n in enumerate(names.values())]
    spellings = [_by_folded(n) for n in names.values()]
    first = five = found = count = 0
    with TemporaryDirectory() as folder:
        path = Path(folder) / "country.sqlite"
        build(entries, path)
        index = Index(path)
        for place, spelling in wanted:
            rows = index.named_like(skeletons(fold(spelling)), "SY")
            # Taken out: a folded name counts where one of the spellings behind it is another than the one looked up.
            rows = [row for row in rows if spellings[row[0]][row[1]] != {spelling}]
            near = [ids[n.place] for n in ranked(fold(spelling), rows)]
            count += 1
            first += near[:1] == [place]
            five += place in near[:_TOP]
            found += place in near
        index.close()
    shares = {"top1": first, "top5": five, "found": found}
    return {name: round(hits / max(1, count), 4) for name, hits in shares.items()}


def _by_folded(names: Iterable[str]) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for name in names:
        found.setdefault(fold(name), set()).add(name)
    return found
