"""What takes long to work out of a whole library, in processes that only read: nobody else waits for it."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Lock
from typing import TypeVar

from dateline.errors import DatelineError
from dateline.library.library import Library
from dateline.web.apart import Apart
from dateline.work import control_series, situation
from dateline.work.control_series import Playback, Step
from dateline.work.filters import Asked
from dateline.work.kept import kept
from dateline.work.situation import MOST, Situation

T = TypeVar("T")
_LOST = "the process that worked it out has ended: ask again"
_PAPERS = 2
"""Briefs and exports that are made at once: they take the longest, and nobody else's should wait for one of them."""


class Lists(Apart):
    """Actors, sources, indicators and outlooks. In one process: most of them are made from what it worked out
    before."""

    def __init__(self, library: Library, apart: bool) -> None:
        super().__init__(library, apart, _prepare, _LOST, reads=True)


class Papers(Apart):
    """Briefs and exports."""

    def __init__(self, library: Library, apart: bool) -> None:
        super().__init__(library, apart, _prepare, _LOST, processes=_PAPERS, reads=True)
        self._folder: TemporaryDirectory[str] | None = None
        self._making = Lock()

    @property
    def folder(self) -> str:
        """Where a file may lie until it has been sent, made when it is first asked for, gone when the desk closes.
        Made anew where it is gone before: systems clear away what lies long among temporary files."""
        with self._making:
            if self._folder is not None and not Path(self._folder.name).is_dir():
                self._folder.cleanup()
                self._folder = None
            if self._folder is None:
                self._folder = TemporaryDirectory(prefix="dateline-")
            return self._folder.name

    def close(self) -> None:
        """Ends the processes."""
        super().close()
        with self._making:
            if self._folder is not None:
                self._folder.cleanup()
                self._folder = None


def _prepare() -> None:
    from dateline.work import actor_pages, source_pages  # noqa: F401 - what is asked for first


def situation_of(library: Library, asked: Asked, limit: int) -> Situation:
    """The situation. That of the whole library is kept: it is what everybody sees first. Raises UsageError for a filter
    that cannot be understood."""

    def make() -> Situation:
        return situation.situation(library, asked, limit)

    return _first(library, asked, ("situation", limit), make)


def playback_of(library: Library, asked: Asked, step: Step) -> Playback:
    """Who holds what over time; that of the whole library is kept. Raises UsageError as the situation does."""

    def make() -> Playback:
        return control_series.playback(library, asked, step)

    return _first(library, asked, ("playback", step), make)


def _first(library: Library, asked: Asked, key: tuple[str, int | str], make: Callable[[], T]) -> T:
    return kept(library, key, make) if asked == Asked() else make()


def first_view(library: Library) -> None:
    """Works out what the first view shows, as it asks for it."""
    with suppress(DatelineError):  # whoever asks is told
        situation_of(library, Asked(), MOST)
        playback_of(library, Asked(), "week")
