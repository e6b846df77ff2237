"""The evidence store: the bytes of reports as received, each file named by the sha256 of what is in it.

A file is written beside its place, synced and renamed, and its folder synced, before the transaction that names it is
committed: a name in the library always has its bytes. Each library has a folder of its own in the store, named by the
library's id, so that two libraries in one folder never erase each other's evidence."""

from __future__ import annotations

import errno
import time
from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path
from typing import BinaryIO
from urllib.parse import unquote, urlsplit

from dateline.errors import LibraryError, UsageError
from dateline.library.files import DRAFT, drafted, sync

_FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
_BLOCK = 1 << 20
_ABANDONED = 3600.0
"""Seconds after which a draft that was never renamed is no longer being written."""


def parse_evidence(value: str) -> Path:
    """The folder that ``--evidence`` names: ``file:///FOLDER`` or a path. Raises UsageError for other URLs."""
    if "://" not in value:
        return Path(value).absolute()
    url = urlsplit(value)
    if url.scheme != "file" or url.netloc not in ("", "localhost") or not url.path:
        raise UsageError(f"--evidence {value}: is no folder on this machine; give file:///FOLDER or a path")
    return Path(unquote(url.path))


class Evidence:
    """The files of one library under ``folder``. Raises LibraryError where the disk is full or cannot be used."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def path(self, digest: str) -> Path:
        """Where the bytes with that sha256 lie."""
        return self.folder / digest[:2] / digest

    def put(self, data: bytes) -> str:
        """Stores bytes and gives their sha256; they are on the disk when this returns. A file that was there but holds
        something else is replaced."""
        digest = sha256(data).hexdigest()
        path = self.path(digest)
        with self._told():
            if self.hash_of(digest) == digest:
                sync(path)
                sync(path.parent)
            else:
                _make_folder(path.parent)
                with drafted(path) as draft:
                    draft.write_bytes(data)
        return digest

    def open(self, digest: str) -> BinaryIO | None:
        """The bytes, to be read; None where the file is missing."""
        with self._told():
            try:
                return self.path(digest).open("rb")
            except FileNotFoundError:
                return None

    def hash_of(self, digest: str) -> str | None:
        """The sha256 of what the file of that name holds now; None where it is missing."""
        stream = self.open(digest)
        if stream is None:
            return None
        with self._told(), stream:
            found = sha256()
            while block := stream.read(_BLOCK):
                found.update(block)
            return found.hexdigest()

    def remove(self, digest: str) -> None:
        """Erases the bytes, if they are there."""
        with self._told():
            try:
                self.path(digest).unlink()
            except FileNotFoundError:
                return
            sync(self.path(digest).parent)

    def stored(self) -> Iterator[str]:
        """The names of all files, sorted; drafts are left out."""
        if self.folder.is_dir():
            for folder in sorted(self.folder.iterdir()):
                if folder.is_dir():
                    yield from (p.name for p in sorted(folder.iterdir()) if not p.name.endswith(DRAFT))

    def tidy(self) -> None:
        """Erases drafts that a process left which was killed while it wrote them."""
        with self._told():
            for draft in sorted(self.folder.glob(f"*/*{DRAFT}")):
                try:
                    if time.time() - draft.stat().st_mtime > _ABANDONED:
                        draft.unlink()
                except FileNotFoundError:  # another process was first
                    continue

    @contextmanager
    def _told(self) -> Iterator[None]:
        try:
            yield
        except OSError as error:
            what = "the disk is full: make room" if error.errno in _FULL else f"{error.strerror}: check the folder"
            raise LibraryError(f"{self.folder}: {what} and try again; what was acknowledged is safe") from error


def _make_folder(folder: Path) -> None:
    """Makes a folder and those above it, each entered durably."""
    if folder.is_dir():
        return
    _make_folder(folder.parent)
    folder.mkdir(exist_ok=True)
    sync(folder.parent)
