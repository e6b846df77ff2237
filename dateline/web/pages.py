"""The pages: files under ``static``, and for every other address the one page that shows it."""

from __future__ import annotations

import gzip
import mimetypes
from functools import lru_cache
from pathlib import Path
from typing import Any

from litestar import Request, Response, get
from litestar.params import FromPath
from msgspec import Struct

from dateline.web.packing import takes_gzip
from dateline.web.problems import missing

STATIC = Path(__file__).parent / "static"
_PACKED = ("text/", "application/javascript", "application/json", "image/svg+xml", "application/manifest+json")
_SMALL = 1000
"""Bytes below which packing is not worth it."""
_NOT_BUILT = (
    b"<!doctype html><meta charset=utf-8><title>dateline</title><p>The pages of the desk are not built: "
    b"<code>make serve</code> builds them. The API is at <a href=/api/docs>/api/docs</a>."
)
_TYPES = {
    ".js": "text/javascript",
    ".mjs": "text/javascript",
    ".css": "text/css",
    ".html": "text/html",
    ".json": "application/json",
    ".geojson": "application/json",
    ".map": "application/json",
    ".svg": "image/svg+xml",
    ".woff2": "font/woff2",
    ".pbf": "application/x-protobuf",
    ".webmanifest": "application/manifest+json",
}


class Asset(Struct, frozen=True):
    """A file as it is sent: its bytes, those packed by gzip (None where that saves nothing), its media type."""

    data: bytes
    packed: bytes | None
    media_type: str


@get("/", include_in_schema=False, sync_to_thread=True)
def front(request: Request[Any, Any, Any]) -> Response[bytes]:
    """The page."""
    return _sent(request, "")


@get("/{path:path}", include_in_schema=False, sync_to_thread=True)
def page(request: Request[Any, Any, Any], path: FromPath[str]) -> Response[bytes]:
    """A file under ``static``, or the page."""
    return _sent(request, path)


def _sent(request: Request[Any, Any, Any], path: str) -> Response[bytes]:
    name = path.lstrip("/")
    if name.startswith("api/") or name == "api":
        raise missing("there is no such resource: /api/docs lists those there are")
    found = STATIC / name
    is_file = bool(name) and "\0" not in name and _is_below(found) and found.is_file()
    if not is_file and "." in name.rpartition("/")[2]:
        raise missing(f"/{name}: there is no such file")
    asset = _asset(found if is_file else STATIC / "index.html")
    # Names of built files hold a hash of what is in them.
    lasting = name.startswith("assets/")
    headers = {"cache-control": "public, max-age=31536000, immutable" if lasting else "no-cache"}
    if asset.packed is not None and takes_gzip(request.headers.get("accept-encoding", "")):
        headers |= {"content-encoding": "gzip", "vary": "Accept-Encoding"}
        return Response(asset.packed, media_type=asset.media_type, headers=headers)
    return Response(asset.data, media_type=asset.media_type, headers=headers)


def _is_below(path: Path) -> bool:
    try:
        return path.resolve().is_relative_to(STATIC.resolve())
    except (OSError, ValueError):
        return False


def _asset(path: Path) -> Asset:
    try:
        changed = path.stat().st_mtime_ns
    except FileNotFoundError:
        return Asset(_NOT_BUILT, None, "text/html")
    return _read(path, changed)


@lru_cache(maxsize=256)
def _read(path: Path, _: int) -> Asset:
    data = path.read_bytes()
    kind = _TYPES.get(path.suffix) or mimetypes.guess_type(path.name)[0] or "application/octet-stream"
    packed = gzip.compress(data, 9, mtime=0) if kind.startswith(_PACKED) and len(data) > _SMALL else None
    if packed is not None and len(packed) >= len(data):
        packed = None
    return Asset(data, packed, kind)
