"""dateline reads news reports about armed conflict: every claim with who says it, who did what to whom, where and when.

``read("text or path")`` reads one report, ``read_paths`` files, folders and URLs as ``dateline read`` does; what they
give are the values below. ``Library`` opens a library: events, who holds what, outlooks, sources. ``frames`` makes
pandas and GeoPandas frames of them. All of it is imported when first used, so that ``import dateline`` stays quick."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from dateline.values import Attribution, Claim, Event, Mention, Place, Reading, Report, Span, Time, Token
from dateline.version import __version__

if TYPE_CHECKING:
    from dateline import frames
    from dateline.collect.options import Failure, Options
    from dateline.notebook.library import Library
    from dateline.notebook.reading import read
    from dateline.work.reading import read_paths

__all__ = [
    "Attribution",
    "Claim",
    "Event",
    "Failure",
    "Library",
    "Mention",
    "Options",
    "Place",
    "Reading",
    "Report",
    "Span",
    "Time",
    "Token",
    "__version__",
    "frames",
    "read",
    "read_paths",
]

_LATER = {
    "Failure": "dateline.collect.options",
    "Library": "dateline.notebook.library",
    "Options": "dateline.collect.options",
    "read_paths": "dateline.work.reading",
}
_MODULES = ("frames", "read")


def __getattr__(name: str) -> Any:
    from importlib import import_module

    if name in _MODULES:
        return import_module(f"dateline.{name}")
    if name not in _LATER:
        raise AttributeError(f"module 'dateline' has no attribute {name!r}")
    return getattr(import_module(_LATER[name]), name)
