"""A folder on this machine or in an object store, through Apache Arrow's file systems (``docs/cluster.md`` says why).

What is put there is there whole or not at all: a file takes its name when it is written, synced and closed, an object
store shows an object when its last byte has come."""

from __future__ import annotations

import os
import secrets
from pathlib import Path
from typing import IO, Any
from urllib.parse import quote, urlsplit, urlunsplit

from msgspec import Struct

from dateline.errors import DatelineError, InputError, UsageError
from dateline.library.files import DRAFT, drafted

_OBJECTS = frozenset({"s3", "gcs", "abfs"})
"""Types of file systems where an object is seen only when it is whole."""
_BUFFER = 1 << 20


class Stored(Struct, frozen=True):
    """A file: its ``name`` below the folder, its ``size`` in bytes."""

    name: str
    size: int


def is_remote(address: str) -> bool:
    """Whether an address is of another file system than this machine's."""
    return "://" in address


def shown(address: str) -> str:
    """An address as messages may show it, and as output keeps it: no password, no settings."""
    if not is_remote(address):
        return address
    parts = urlsplit(address)
    return urlunsplit((parts.scheme, parts.netloc.rpartition("@")[2], parts.path, "", ""))


class Store:
    """The folder at ``address``: a path, or what pyarrow's ``FileSystem.from_uri`` takes (``s3://bucket/folder?…``).
    Raises UsageError where there is no such file system. It travels by its address."""

    def __init__(self, address: str) -> None:
        self.address = address if is_remote(address) else os.path.abspath(address)
        self.files, self.root = _located(self.address)

    def __reduce__(self) -> tuple[type[Store], tuple[str]]:
        return Store, (self.address,)

    @property
    def is_local(self) -> bool:
        """Whether it is a folder that paths lead to."""
        return bool(self.files.type_name == "local")

    def put(self, name: str, data: bytes) -> None:
        """Writes a file, in place of what had its name. Raises DatelineError."""
        path = f"{self.root}/{name}"
        try:
            if self.is_local:
                Path(path).parent.mkdir(parents=True, exist_ok=True)
                with drafted(Path(path)) as draft:
                    draft.write_bytes(data)
            elif self.files.type_name in _OBJECTS:
                self._write(path, data)
            else:
                draft_path = f"{path}.{secrets.token_hex(4)}{DRAFT}"
                self.files.create_dir(path.rpartition("/")[0], recursive=True)
                self._write(draft_path, data)
                self.files.move(draft_path, path)
        except OSError as error:
            raise self._fault(name, "written", error) from error

    def get(self, name: str) -> bytes | None:
        """A file's bytes; None where there is none. Raises DatelineError."""
        try:
            with self.files.open_input_stream(f"{self.root}/{name}", compression=None) as stream:
                return bytes(stream.read())
        except FileNotFoundError:
            return None
        except OSError as error:
            raise self._fault(name, "read", error) from error

    def open(self, name: str = "") -> IO[bytes]:
        """A file to read, forward and back; without a name the one at the address itself. Raises InputError."""
        path = f"{self.root}/{name}" if name else self.root
        try:
            raw: Any = self.files.open_input_file(path)
        except OSError as error:
            raise InputError(f"cannot be opened ({_reason(error)}): check the address and who may read it") from error
        import io

        return io.BufferedReader(raw, _BUFFER)

    def listed(self, folder: str = "") -> list[Stored]:
        """The files in a folder and below, by name. Raises DatelineError."""
        from pyarrow.fs import FileSelector, FileType

        base = f"{self.root}/{folder}" if folder else self.root
        try:
            found = self.files.get_file_info(FileSelector(base, recursive=True, allow_not_found=True))
        except OSError as error:
            raise self._fault(folder, "listed", error) from error
        start = len(self.root.rstrip("/")) + 1
        return sorted(
            (Stored(one.path[start:], one.size or 0) for one in found if one.type == FileType.File),
            key=lambda one: one.name,
        )

    def is_file(self) -> bool:
        """Whether the address itself is a file. Raises DatelineError where nothing is there."""
        from pyarrow.fs import FileType

        try:
            kind = self.files.get_file_info(self.root).type
        except OSError as error:
            raise self._fault("", "opened", error) from error
        if kind == FileType.NotFound:
            raise InputError(f"{shown(self.address)}: is not there: check the address")
        return bool(kind == FileType.File)

    def delete(self, names: list[str]) -> None:
        """Takes files away. Raises DatelineError."""
        for name in names:
            try:
                self.files.delete_file(f"{self.root}/{name}")
            except FileNotFoundError:
                continue
            except OSError as error:
                raise self._fault(name, "deleted", error) from error

    def below(self, name: str) -> str:
        """The address of a file below this folder."""
        if not is_remote(self.address):
            return f"{self.root}/{name}"
        parts = urlsplit(self.address)
        return urlunsplit(parts._replace(path=f"{parts.path.rstrip('/')}/{quote(name)}"))

    def _write(self, path: str, data: bytes) -> None:
        stream = self.files.open_output_stream(path, compression=None)
        stream.write(data)
        stream.close()

    def _fault(self, name: str, what: str, error: OSError) -> DatelineError:
        where = f"{shown(self.address)}/{name}" if name else shown(self.address)
        return DatelineError(f"{where}: cannot be {what} ({_reason(error)})")


def _reason(error: OSError) -> str:
    return error.strerror or str(error).splitlines()[0]


def _located(address: str) -> tuple[Any, str]:
    try:
        from pyarrow import ArrowException, fs
    except ImportError:
        raise UsageError("partitioned output needs pyarrow: install dateline[parquet]") from None
    if not is_remote(address):
        return fs.LocalFileSystem(), address
    try:
        files, root = fs.FileSystem.from_uri(address)
    except (ArrowException, ValueError, OSError) as error:
        raise UsageError(f"{shown(address)}: no such file system ({str(error).splitlines()[0]})") from error
    return files, root.rstrip("/")
