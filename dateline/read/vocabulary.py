"""All words that the rules of the reader know, from the files of the lexicon: what a lemma is checked against."""

from __future__ import annotations

from functools import cache
from importlib.resources import files


@cache
def vocabulary() -> frozenset[str]:
    """Every lower-case word in ``lexicon/*.yaml``, keys included."""
    found: set[str] = set()
    folder = files("dateline.read").joinpath("lexicon")
    for file in sorted(folder.iterdir(), key=lambda f: f.name):
        if file.name.endswith(".yaml"):
            lines = (line for line in file.read_text("utf-8").split("\n") if not line.startswith("#"))
            text = "".join(c if c.isalnum() or c in "-'" else " " for c in "\n".join(lines))
            found.update(w.strip("-'") for w in text.split())
    return frozenset(found)
