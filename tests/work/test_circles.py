"""Reading leaves nothing behind that only the search for circles would find: it is done seldom."""

from __future__ import annotations

import gc
from pathlib import Path

from dateline.collect.options import Options
from dateline.work.reader import load_reader
from dateline.work.reading import Input, collected

SAMPLES = Path(__file__).parents[2] / "samples"


def test_reading_leaves_no_circles() -> None:
    names = ("twin-raqqa-leaflets.txt", "kobane-attack.txt", "hasakah-truce.txt", "suluk.txt", "june-tally.txt")
    inputs = [i for i in collected([str(SAMPLES / name) for name in names], Options()) if isinstance(i, Input)]
    threshold = gc.get_threshold()
    try:
        read = load_reader()
        first, *others = [i.received.report for i in inputs]
        read(first)  # what is loaded on first use stays
        gc.collect()
        gc.disable()
        for report in others:
            read(report)
        # A report makes some hundred thousand things: a handful may come from what is met for the first time.
        assert gc.collect() < 100 * len(others)
    finally:
        gc.enable()
        gc.set_threshold(*threshold)
        gc.unfreeze()
