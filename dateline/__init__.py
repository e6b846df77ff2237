"""dateline reads news reports about armed conflict: every claim with who says it, who did what to whom, where and when.

``read_paths`` reads files, folders and URLs as ``dateline read`` does; what it gives are the values below. It is
imported when first used, so that ``import dateline`` stays quick."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from dateline.values import Attribution, Claim, Mention, Place, Reading, Report, Span, Time, Token
from dateline.version import __version__

if TYPE_CHECKING:
    from dateline.collect.options import Failure, Options
    from dateline.work.reading import read_paths

__all__ = [
    "Attribution",
    "Claim",
    "Failure",
    "Mention",
    "Options",
    "Place",
    "Reading",
    "Report",
    "Span",
    "Time",
    "Token",
    "__version__",
    "read_paths",
]

_LATER = {
    "Failure": "dateline.collect.options",
    "Options": "dateline.collect.options",
    "read_paths": "dateline.work.reading",
}


def __getattr__(name: str) -> Any:
    if name not in _LATER:
        raise AttributeError(f"module 'dateline' has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(_LATER[name]), name)
