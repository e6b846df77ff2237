"""The word lists of ``lists.yaml``, each a set of lemmas or lower-case words."""

from __future__ import annotations

from functools import cache
from importlib import resources

import yaml


@cache
def _all() -> dict[str, frozenset[str]]:
    text = resources.files("dateline.read").joinpath("lists.yaml").read_text(encoding="utf-8")
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    return {name: frozenset(words.split()) for name, words in yaml.load(text, Loader=loader).items()}


def words(name: str) -> frozenset[str]:
    """The list of that name; ``KeyError`` where there is none (a fault of the caller)."""
    return _all()[name]
