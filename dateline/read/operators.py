"""Word lists for what surrounds a trigger: operators on its reality, and verbs that carry an event noun."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import cast

import yaml


@cache
def operators() -> dict[str, frozenset[str]]:
    """The lists of ``lexicon/operators.yaml``: planned, requested, feared, possible, … each a set of lemmas."""
    return _lists("operators.yaml")


@cache
def support() -> dict[str, frozenset[str]]:
    """The lists of ``lexicon/support.yaml``: carry, suffer, occur, impact, site, each a set of verb lemmas."""
    return _lists("support.yaml")


def _lists(name: str) -> dict[str, frozenset[str]]:
    text = files("dateline.read").joinpath("lexicon", name).read_text("utf-8")
    raw = yaml.load(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))  # noqa: S506 - our own files
    return {k: frozenset(v.split()) for k, v in cast("dict[str, str]", raw).items()}
