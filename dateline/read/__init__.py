"""The reader: a report's words, mentions, attributions and claims, before places and dates are worked out.

The package can be called: ``dateline.read("text or path")`` reads one report, as ``dateline.notebook.reading.read``
says. A function of that name in ``dateline`` would be overwritten by this package whenever a module of it is imported,
so the package itself answers."""

from __future__ import annotations

import sys
from os import PathLike
from types import ModuleType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dateline.values import Reading


class _Read(ModuleType):
    """A package that can be called."""

    def __call__(
        self, source: str | PathLike[str], *, date: str | None = None, publisher: str | None = None, raw: bool = False
    ) -> Reading:
        """``dateline.notebook.reading.read``."""
        from dateline.notebook.reading import read

        return read(source, date=date, publisher=publisher, raw=raw)


sys.modules[__name__].__class__ = _Read
