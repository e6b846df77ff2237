"""flashgeotext: names of cities and countries with their synonyms. Answers: [start, end, its own name of the place]."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any


def load() -> Callable[[dict[str, Any]], Any]:
    """Loads the lists of names."""
    from flashgeotext.geotext import GeoText

    tool = GeoText()
    return lambda request: spans(tool.extract(input_text=request["text"]))


def spans(found: Mapping[str, Mapping[str, Mapping[str, Any]]]) -> list[list[Any]]:
    """All places of cities and countries, in order of the text."""
    every = [
        (start, end, kind, name)
        for kind, names in found.items()
        for name, one in names.items()
        for start, end in one["span_info"]
    ]
    return [[start, end, name] for start, end, _, name in sorted(every)]
