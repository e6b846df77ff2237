"""What takes long to work out of a whole library, in processes that only read: nobody else waits for it."""

from __future__ import annotations

from tempfile import TemporaryDirectory

from dateline.library.library import Library
from dateline.web.apart import Apart

_LOST = "the process that worked it out has ended: ask again"
_PAPERS = 2
"""Briefs and exports that are made at once: they take the longest, and nobody else's should wait for one of them."""


class Lists(Apart):
    """Actors, sources, indicators and outlooks. In one process: most of them are made from what it worked out
    before."""

    def __init__(self, library: Library, apart: bool) -> None:
        super().__init__(library, apart, _prepare, _LOST, reads=True)


class Papers(Apart):
    """Briefs and exports. ``folder``: where a file may lie until it has been sent, gone when the desk closes."""

    def __init__(self, library: Library, apart: bool) -> None:
        super().__init__(library, apart, _prepare, _LOST, processes=_PAPERS, reads=True)
        self._folder = TemporaryDirectory(prefix="dateline-")
        self.folder = self._folder.name

    def close(self) -> None:
        """Ends the processes."""
        super().close()
        self._folder.cleanup()


def _prepare() -> None:
    from dateline.work import actor_pages, source_pages  # noqa: F401 - what is asked for first
