"""dateline beside what its users would pick otherwise: the same texts, one machine, one run.

Other people's tools run in an environment of their own, which ``make peers`` makes from ``requirements.txt``, each as a
process that takes and gives JSON lines (:mod:`benchmarks.comparison.process`); its Python is named with ``--peers``
(``python -m benchmarks --only comparison --data DIR --peers .venv-peers/bin/python``). Without it only dateline and the
plain baselines, which are part of this package, are measured. What is compared, and what each figure means, is told in
:mod:`~benchmarks.comparison.costs`, :mod:`~benchmarks.comparison.syntax`, :mod:`~benchmarks.comparison.attribution`,
:mod:`~benchmarks.comparison.places`, :mod:`~benchmarks.comparison.events` and :mod:`~benchmarks.comparison.dating`;
what cannot be run here is quoted (:mod:`~benchmarks.comparison.quoted`).

No peer was tuned for these texts, and none was left out because it did well. dateline was trained on the other parts of
some of these corpora; each table says so.
"""

from __future__ import annotations

from pathlib import Path

from benchmarks.reads import Reads

SPLITS = ("dev",)
NEEDS = ("ceha", "ecbplus", "ewt", "geoparsing", "gum", "muc4", "plover", "polnear", "re3d", "wikiwars")


def files(data: Path, split: str) -> list[Path]:
    """The files that are read; of the dev set's reports, whose annotations hold hashes of their texts, none."""
    from benchmarks import ewt, gum, plover, polnear, reports, toponyms, wikiwars

    every = [
        *ewt.files(data / "ewt", split),
        *gum.files(data / "gum", split),
        *polnear.files(data / "polnear", split),
        *plover.files(data / "plover", split),
        *toponyms.files(data / "geoparsing", split),
        *wikiwars.files(data / "wikiwars", split),
        *reports.sample_files(data),
    ]
    return sorted(set(every))


def run(data: Path, split: str, reader: Reads, peers: Path | None = None) -> dict[str, float]:
    """Every figure, ``SYSTEM_FIGURE``; ``data`` is the folder of all corpora, ``peers`` the Python of the peers'
    environment. A system that is not there has no figures; ``SYSTEM_failed`` is 1 for one that failed at something."""
    from benchmarks.comparison import attribution, costs, dating, events, places, syntax
    from benchmarks.comparison.peering import Peers

    asked = Peers(peers)
    found = {
        **costs.figures(data, asked),
        **syntax.figures(data, reader, asked),
        **attribution.figures(data, reader, asked),
        **places.figures(data, reader, asked),
        **events.figures(data, reader, asked),
        **dating.figures(data, asked),
    }
    return found | {f"{system}_failed": 1.0 for system in sorted(asked.failed)}
