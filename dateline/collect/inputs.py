"""Paths to open inputs: files, folders, standard input."""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import IO

from dateline.collect.kinds import HEAD
from dateline.collect.options import Failure
from dateline.errors import InputError, NotFoundError

ABOUT = frozenset({"readme", "license", "licence", "notice", "changelog", "attribution", "makefile"})
"""Files about a folder of reports, not reports; whole names without ending."""


def is_url(path: str) -> bool:
    """Whether ``path`` names something to fetch."""
    return path[:8].lower().startswith(("http://", "https://"))


def files_of(path: str) -> Iterator[str | Failure]:
    """The files at ``path``: itself, or all files in a folder and below, sorted by path. Hidden files, links to
    other folders and files about the folder (README, LICENSE …) are passed over there."""
    if not os.path.isdir(path):
        yield path
        return
    found: list[str] = []
    failures: list[Failure] = []

    def unreadable(error: OSError) -> None:
        failures.append(
            Failure(str(error.filename), InputError(f"cannot be opened ({error.strerror}): check its permissions"))
        )

    for folder, subfolders, names in os.walk(path, onerror=unreadable):
        subfolders[:] = [s for s in subfolders if not s.startswith(".")]
        files = (os.path.join(folder, n) for n in names if not n.startswith(".") and Path(n).stem.lower() not in ABOUT)
        found += [f for f in files if os.path.isfile(f)]
    yield from sorted(found)
    yield from sorted(failures, key=lambda f: f.name)
    if not found and not failures:
        yield Failure(path, NotFoundError("holds no files: give a folder with reports"))


def open_input(path: str) -> IO[bytes]:
    """``path`` opened for reading bytes; ``-`` is standard input. Raises ``InputError`` or ``NotFoundError``."""
    if path == "-":
        return sys.stdin.buffer
    try:
        return open(path, "rb")
    except FileNotFoundError:
        if "://" in path:
            raise NotFoundError("is no address that is fetched: give one with http or https, or a file") from None
        raise NotFoundError("is not there: check the path") from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise InputError(f"cannot be opened ({reason}): check its permissions") from None


def peek(stream: IO[bytes]) -> tuple[bytes, IO[bytes]]:
    """The first bytes of ``stream`` (up to ``HEAD``), and a stream that still gives all of them."""
    head = b""
    while len(head) < HEAD and (block := stream.read(HEAD - len(head))):
        head += block
    if stream.seekable():
        stream.seek(-len(head), io.SEEK_CUR)
        return head, stream
    return head, io.BufferedReader(_Joined(head, stream))


class _Joined(io.RawIOBase):
    """``head``, then what is left of ``stream``."""

    def __init__(self, head: bytes, stream: IO[bytes]) -> None:
        self._head = head
        self._stream = stream

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        block = self._head[: len(buffer)] or self._stream.read(len(buffer))
        self._head = self._head[len(block) :]
        buffer[: len(block)] = block
        return len(block)
