"""The reports of one partition, in order."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import IO

from dateline.cluster.cuts import Partition
from dateline.cluster.inputs import File
from dateline.cluster.store import Store
from dateline.collect.draft import Draft
from dateline.collect.gather import Received, made, receive_bytes, receive_drafts
from dateline.collect.kinds import Kind
from dateline.collect.options import Failure, Options
from dateline.errors import BrokenInputError, DatelineError, InputError

_LARGEST = 1 << 28
"""Bytes of a file that is read whole (256 MiB)."""


def received(partition: Partition, options: Options) -> Iterator[Received | Failure]:
    """What ``dateline.collect.receive`` gives for that part of the input."""
    for file in partition.files:
        if partition.slice:
            yield from made(receive_drafts(file.name, _drafts(file, partition.slice), _KINDS[file.kind]), options)
        else:
            yield from _whole(file, options)


_KINDS = {"jsonl": Kind.JSONL, "warc": Kind.WARC, "parquet": Kind.PARQUET}


def _drafts(file: File, part: tuple[int, ...]) -> Iterator[Draft | Failure]:
    with Store(file.address).open() as stream:
        if file.kind == "jsonl":
            from dateline.collect.jsonl import read_jsonl

            first, end, line = part
            stream.seek(first)
            whole = end < 0
            yield from read_jsonl(file.name, stream if whole else io.BufferedReader(_Some(stream, end - first)), line)
        elif file.kind == "warc":
            from dateline.collect.warc import Part, read_warc

            offset, skipped, pages, before = part
            yield from read_warc(file.name, stream, Part(offset, skipped, None if pages < 0 else pages, before))
        else:
            from dateline.collect.parquet import read_parquet

            yield from read_parquet(file.name, stream, *part)


def _whole(file: File, options: Options) -> Iterator[Received | Failure]:
    try:
        with Store(file.address).open() as stream:
            data = stream.read(_LARGEST + 1)
        if len(data) > _LARGEST:
            raise BrokenInputError(f"is larger than {_LARGEST >> 20} MiB: give the reports as .jsonl")
    except InputError as error:
        yield Failure(file.name, error)
        return
    except OSError as error:
        yield Failure(file.name, InputError(f"cannot be read ({error.strerror or error}): check the file"))
        return
    try:
        yield from receive_bytes(file.name, data, "file", options)
    except Exception as error:  # noqa: BLE001 - a fault in one input must not keep the others from being read
        what = f"{type(error).__name__}: {error}".splitlines()[0]
        yield Failure(file.name, DatelineError(f"a fault of dateline's own ({what})"))


class _Some(io.RawIOBase):
    """The next so many bytes of a stream."""

    def __init__(self, stream: IO[bytes], size: int) -> None:
        self._stream, self._left = stream, size

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        block = self._stream.read(min(len(buffer), self._left))
        self._left -= len(block)
        buffer[: len(block)] = block
        return len(block)
