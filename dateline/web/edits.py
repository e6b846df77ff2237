"""Judgements in a process of their own, one after the other.

What follows from a judgement is worked out within its transaction, in Python: done in the server's process it would
hold up everybody who only reads. There is one writer at a time anyway."""

from __future__ import annotations

from dateline.library.library import Library
from dateline.web.apart import Apart

_LOST = "the process that stores judgements has ended: see whether yours is there"


class Edits(Apart):
    """Runs functions that change the library. ``apart``: in a process of their own, else in a thread of this one."""

    def __init__(self, library: Library, apart: bool) -> None:
        super().__init__(library, apart, _prepare, _LOST)


def _prepare() -> None:
    from dateline.work import grouped, held, named  # noqa: F401 - what every edit needs
