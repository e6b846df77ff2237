"""Where the bundled sample reports lie."""

from __future__ import annotations

from pathlib import Path

from dateline.errors import NotFoundError

_PACKAGE = Path(__file__).parents[1]


def samples() -> Path:
    """The folder of sample reports: beside the package in a clone, inside it where dateline is installed.

    Raises ``NotFoundError`` where neither is there."""
    for folder in (_PACKAGE.parent / "samples", _PACKAGE / "samples"):
        if folder.is_dir():
            return folder
    raise NotFoundError("the sample reports are missing: install dateline again")
