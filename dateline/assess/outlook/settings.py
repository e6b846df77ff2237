"""What the outlook is set to: read from ``settings.json``, which ``python -m benchmarks.fortunes tune`` writes after
simulated histories of its own; the histories that are scored are others."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

import msgspec

from dateline.assess.outlook.regime import Settings


@cache
def settings() -> Settings:
    """The settings that are shipped."""
    text = files("dateline.assess.outlook").joinpath("settings.json").read_bytes()
    return msgspec.json.decode(text, type=Settings)
