"""Loading the reader's YAML files, those of ``lexicon/`` above all."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import Any

import yaml

_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
"""The C loader reads only plain values, as the safe one does, and is ten times as fast."""


def read_yaml(*path: str) -> Any:
    """The content of a file of this package."""
    text = files("dateline.read").joinpath(*path).read_text("utf-8")
    return yaml.load(text, Loader=_LOADER)  # noqa: S506 - our own files, by a loader of plain values


@cache
def load(name: str) -> Any:
    """The content of a file of ``lexicon/``. YAML 1.1 reads the bare keys ``on`` and ``off`` as truth values; here
    they are prepositions."""
    return _plain(read_yaml("lexicon", name))


def names() -> list[str]:
    """The names of all files of the lexicon, sorted."""
    folder = files("dateline.read").joinpath("lexicon")
    return sorted(f.name for f in folder.iterdir() if f.name.endswith(".yaml"))


def _plain(value: object) -> object:
    if isinstance(value, dict):
        return {{True: "on", False: "off"}.get(k, k): _plain(v) for k, v in value.items()}
    if isinstance(value, list):
        return [_plain(v) for v in value]
    return value
