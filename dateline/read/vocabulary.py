"""All words that the rules of the reader know, from the files of the lexicon: what a lemma is checked against."""

from __future__ import annotations

from functools import cache

from dateline.read.wordlists import load, names


@cache
def vocabulary() -> frozenset[str]:
    """Every lower-case word in ``lexicon/*.yaml``, keys included, irregular forms not."""
    found: set[str] = set()
    for name in names():
        if name != "irregular.yaml":
            _collect(load(name), found)
    return frozenset(found)


def _collect(value: object, found: set[str]) -> None:
    if isinstance(value, str):
        text = "".join(c if c.isalnum() or c in "-'" else " " for c in value)
        found.update(w.strip("-'") for w in text.split())
    elif isinstance(value, dict):
        for key, inner in value.items():
            _collect(key, found)
            _collect(inner, found)
    elif isinstance(value, list):
        for inner in value:
            _collect(inner, found)
