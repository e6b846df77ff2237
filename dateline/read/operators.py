"""Word lists for what surrounds a trigger: operators on its reality, and verbs that carry an event noun."""

from __future__ import annotations

from functools import cache

from dateline.read.wordlists import load


@cache
def operators() -> dict[str, frozenset[str]]:
    """The lists of ``lexicon/operators.yaml``: planned, requested, feared, possible, … each a set of lemmas."""
    return _lists("operators.yaml")


@cache
def support() -> dict[str, frozenset[str]]:
    """The lists of ``lexicon/support.yaml``: carry, suffer, occur, impact, site, each a set of verb lemmas."""
    return _lists("support.yaml")


def _lists(name: str) -> dict[str, frozenset[str]]:
    return {k: frozenset(v.split()) for k, v in load(name).items()}
