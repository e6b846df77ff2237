"""Files that a person has chosen for the map: tiles, boundaries, a style. Tiles are asked for in parts."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from litestar import Response, get
from litestar.di import NamedDependency
from litestar.params import FromPath
from litestar.response import Stream

from dateline.web.given import Asking
from dateline.web.problems import Problem, missing
from dateline.web.settings import Settings

_BLOCK = 1 << 16
_RANGE = re.compile(r"bytes=(\d{0,15})-(\d{0,15})")
_MEDIA = {".json": "application/json", ".geojson": "application/geo+json", ".pmtiles": "application/octet-stream"}


@get("/map/{name:str}", opt={"etag": False, "packed": False}, sync_to_thread=True, tags=["situation"],
     media_type="application/json")  # fmt: skip
def map_file(request: Asking, settings: NamedDependency[Settings], name: FromPath[str]) -> Stream | Response[bytes]:
    """A file that ``dateline serve`` was given for the map, or the part that ``Range`` asks for."""
    path = dict(settings.files).get(name)
    if path is None:
        raise missing(f"{name}: no such file was chosen for the map")
    try:
        stream = Path(path).open("rb")  # noqa: SIM115 - closed when it has been sent
    except OSError as error:
        raise missing(f"{name}: cannot be opened ({error.strerror})") from None
    try:
        facts = os.fstat(stream.fileno())
        tag = f'"{facts.st_mtime_ns:x}-{facts.st_size:x}"'
        media = _MEDIA.get(Path(path).suffix.lower(), "application/octet-stream")
        headers = {"accept-ranges": "bytes", "etag": tag, "cache-control": "private, no-cache", "content-type": media}
        if request.headers.get("if-none-match") == tag:
            stream.close()
            return Response(b"", status_code=304, headers=headers)
        found = part(request.headers.get("range"), facts.st_size)
        if found is None:
            headers["content-length"] = str(facts.st_size)
            return Stream(_blocks(stream, 0, facts.st_size), headers=headers, media_type=media)
        start, stop = found
        headers |= {"content-range": f"bytes {start}-{stop - 1}/{facts.st_size}", "content-length": str(stop - start)}
        return Stream(_blocks(stream, start, stop), status_code=206, headers=headers, media_type=media)
    except BaseException:
        stream.close()
        raise


def part(asked: str | None, size: int) -> tuple[int, int] | None:
    """The first byte and the one behind the last that a header ``Range`` asks for (RFC 9110, section 14); None for the
    whole, also where the header is none that is understood. Raises a Problem for a part that is not there."""
    match = _RANGE.fullmatch(asked.strip()) if asked is not None else None
    if match is None or match[0] == "bytes=-":
        return None
    first, last = match[1], match[2]
    if not first:
        start, stop = max(0, size - int(last)), size
    else:
        start, stop = int(first), min(size, int(last) + 1) if last else size
    if start >= stop:
        raise Problem(416, f"the file has {size} bytes", {"content-range": f"bytes */{size}"})
    return start, stop


def _blocks(stream: BinaryIO, start: int, stop: int) -> Iterator[bytes]:
    with stream:
        stream.seek(start)
        while start < stop and (block := stream.read(min(_BLOCK, stop - start))):
            start += len(block)
            yield block


HANDLERS = [map_file]
"""What this module serves."""
