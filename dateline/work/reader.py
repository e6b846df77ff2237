"""Loads what reading one report needs; nothing heavy is imported before."""

from __future__ import annotations

import gc
import os
from collections.abc import Callable, Collection

from dateline.values import Reading, Report
from dateline.work.freed import give_back_in_time

Reader = Callable[[Report], Reading]


def load_reader() -> Reader:
    """The reader with its model, lexicon and place index loaded (a second or so; some hundred megabytes).

    Raises ``ModelError`` or ``GazetteerError`` where one of them is missing or damaged."""
    # Processes share the cores among them; and a sum over several threads may round differently from run to run.
    for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
        os.environ.setdefault(name, "1")
    from dateline.work import pipeline

    tools = pipeline.load_tools()
    # What is loaded stays until the end: the search for circles need not go through it again and again.
    gc.freeze()
    # Reading makes many small things and no circles (a test says so): to look for them seldom saves some percents.
    gc.set_threshold(200_000, 5, 5)

    def read(report: Report) -> Reading:
        found = pipeline.read(report, tools)
        give_back_in_time()
        return found

    return read


def load_encoder(layers: Collection[str]) -> Callable[[Report], bytes]:
    """The reader, and from its readings the JSON objects with the wanted layers."""
    from dateline.work.encode import encode

    read = load_reader()
    return lambda report: encode(read(report), layers)
