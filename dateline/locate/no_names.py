"""What gazetteers list as names of places and reports hardly ever mean: codes of airports ("SAN" is San Diego's), and
words that set any area apart ("Northern", "Capital")."""

from __future__ import annotations

import re

COMMON = frozenset(
    "capital central centre center north south east west northern southern eastern western upper lower middle".split()
)
"""Folded words that are names of areas by chance: of themselves they say nothing of where a report is set."""

_CODE = re.compile(r"[A-Z]{3}")
_WORD = re.compile(r"[^\W\d_]+")


def is_code(alias: str, name: str) -> bool:
    """Whether another name of a town is but three capitals, as airports have them, and not the initials of its own
    ``name``: "NYC" of "New York City" is what people say and write."""
    return _CODE.fullmatch(alias) is not None and alias != "".join(word[0] for word in _WORD.findall(name)).upper()


__all__ = ["COMMON", "is_code"]
