"""A report on its way: what a reader of one kind of input found, before the text is cleaned."""

from __future__ import annotations

from hashlib import sha256

from msgspec import Struct

from dateline.values import Origin


class Draft(Struct, frozen=True):
    """One report as its container gives it.

    ``name`` is how messages call it, ``sha256`` the hash of the bytes received, ``body`` the decoded text. What the
    container declares (``title`` …) is as printed there; ``published`` is already ``YYYY-MM-DD``. ``source`` is the
    decoded input that ``body`` was extracted from, ``None`` where ``body`` is the decoded input itself. ``standing``
    is what ``--raw`` gives in place of ``body`` (all visible text of a page). ``data`` are the bytes received, which
    entries of a feed share; ``collected`` is when, as an archive says; ``origin`` is set once both are known."""

    name: str
    sha256: str
    body: str
    title: str | None = None
    publisher: str | None = None
    author: str | None = None
    published: str | None = None
    url: str | None = None
    source: str | None = None
    standing: str | None = None
    data: bytes = b""
    collected: str | None = None
    origin: Origin | None = None


def digest(data: bytes) -> str:
    """The sha256 of ``data`` in hexadecimal."""
    return sha256(data).hexdigest()


def one_line(value: str | None) -> str | None:
    """A declared value (title, name) with its white space made single blanks; ``None`` where nothing is left."""
    return " ".join(value.split()) or None if value else None
