"""The lines of a GeoNames file, plain or zipped, read as a stream: memory stays flat whatever the file holds."""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from dateline.errors import GazetteerError

LONGEST = 1 << 20
"""Bytes of a line; GeoNames' own are under 20,000."""
LARGEST = 1 << 35
"""Bytes of a file, unpacked (32 GiB; all countries take under 2)."""
_RATIO, _FREE = 200, 1 << 26
_ABOUT = frozenset({"readme.txt", "iso-languagecodes.txt"})
_BOM = b"\xef\xbb\xbf"


def lines(path: Path) -> Iterator[bytes | None]:
    """The lines of ``path`` without their ends; None in place of one that is too long. A zip holds one text file beside
    GeoNames' own readme. Raises GazetteerError for a file that cannot be opened, is damaged, or unpacks to far too
    much."""
    try:
        with _opened(path) as (stream, most):
            yield from _lines(stream, most, path)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError) as error:
        raise GazetteerError(
            f"{path.name}: the zip file is damaged or encrypted ({_first(error)}); fetch it again"
        ) from None
    except OSError as error:
        raise GazetteerError(f"{path.name}: cannot be read ({error.strerror or error}); check the file") from None


@contextmanager
def _opened(path: Path) -> Iterator[tuple[IO[bytes], int]]:
    """The text inside ``path``, and how many bytes of it are read at most."""
    with path.open("rb") as stream:
        is_zip = stream.read(4) in (b"PK\x03\x04", b"PK\x05\x06")
        stream.seek(0)
        if not is_zip:
            if path.suffix.lower() == ".zip":
                raise GazetteerError(f"{path.name}: is not a zip file; give a GeoNames dump as .txt or .zip")
            yield stream, LARGEST
            return
        with zipfile.ZipFile(stream) as archive:
            member = _member(archive, path)
            with archive.open(member) as inside:
                yield inside, min(LARGEST, max(_FREE, _RATIO * member.compress_size))


def _member(archive: zipfile.ZipFile, path: Path) -> zipfile.ZipInfo:
    texts = [m for m in archive.infolist() if m.filename.lower().endswith(".txt") and not m.is_dir()]
    texts = [m for m in texts if Path(m.filename).name.lower() not in _ABOUT]
    if len(texts) != 1:
        raise GazetteerError(f"{path.name}: holds {len(texts)} text files; give a zip with one GeoNames table in it")
    return texts[0]


def _lines(stream: IO[bytes], most: int, path: Path) -> Iterator[bytes | None]:
    read = 0
    first = True
    while line := stream.readline(LONGEST):
        read += len(line)
        whole = len(line) < LONGEST or line.endswith(b"\n")
        while not whole:
            rest = stream.readline(LONGEST)
            read += len(rest)
            whole = len(rest) < LONGEST or rest.endswith(b"\n")
            line = b""
            _check(read, most, path)
        _check(read, most, path)
        if first:
            line, first = line.removeprefix(_BOM), False
        yield line.rstrip(b"\r\n") if line else None


def _check(read: int, most: int, path: Path) -> None:
    if read > most:
        raise GazetteerError(f"{path.name}: unpacks to more than {most >> 20} MiB; give a real GeoNames dump")


def _first(error: Exception) -> str:
    return str(error).split("\n")[0] or type(error).__name__
