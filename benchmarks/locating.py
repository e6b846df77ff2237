"""The share of locating in the time of reading: finding place names, resolving them, looking them up for claims.

Collecting a report and writing its JSON are left out of the whole, so that the share is rather too large.
"""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any
from unittest.mock import patch

from benchmarks.reads import as_report
from dateline.values import ClaimPlace
from dateline.work import pipeline
from dateline.work.placing import Places


def share(texts: Sequence[str]) -> float:
    """Percent of the time, over all texts in one process. The first one is read before that too, to warm up."""
    tools = pipeline.load_tools()
    pipeline.read(as_report("warm", texts[0]), tools)
    spent = [0.0]

    class Timed(Places):
        """Places that note how long they took."""

        def __init__(self, *parts: Any) -> None:
            with _noted(spent):
                super().__init__(*parts)

        def of(self, *phrases: Any) -> tuple[ClaimPlace, ...]:
            with _noted(spent):
                return super().of(*phrases)

    began = time.perf_counter()
    with patch.object(pipeline, "Places", Timed):
        for number, text in enumerate(texts):
            pipeline.read(as_report(str(number), text), tools)
    return 100 * spent[0] / (time.perf_counter() - began)


@contextmanager
def _noted(spent: list[float]) -> Iterator[None]:
    began = time.perf_counter()
    yield
    spent[0] += time.perf_counter() - began
