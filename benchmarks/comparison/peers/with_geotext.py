"""geotext: names of cities and countries, which it gives without their places in the text. Answers: [start, end] of
each whole word run that is one of the names."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import Any


def load() -> Callable[[dict[str, Any]], Any]:
    """Loads the lists of names, which importing does."""
    from geotext import GeoText

    def respond(request: dict[str, Any]) -> list[list[int]]:
        found = GeoText(request["text"])
        return spans(request["text"], [*found.cities, *found.countries])

    return respond


def spans(text: str, names: Iterable[str]) -> list[list[int]]:
    """Where the names stand, the longest first, so that none lies in another."""
    wanted = sorted({name for name in names if name}, key=lambda name: (-len(name), name))
    if not wanted:
        return []
    pattern = re.compile(r"(?<!\w)(?:" + "|".join(map(re.escape, wanted)) + r")(?!\w)")
    return [list(match.span()) for match in pattern.finditer(text)]
