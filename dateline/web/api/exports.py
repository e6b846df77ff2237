"""What leaves the desk as a file: exports in the formats of the field, and the brief."""

from __future__ import annotations

from collections.abc import Iterator
from tempfile import SpooledTemporaryFile
from typing import Any, Literal

import msgspec
from litestar import Response, get
from litestar.di import NamedDependency
from litestar.params import FromPath, FromQuery
from litestar.response import Stream

from dateline.errors import UsageError
from dateline.library.library import Library
from dateline.web.api.query import ASKED
from dateline.web.problems import missing
from dateline.work.export import FORMATS, format_of, key_of, write
from dateline.work.filters import Asked

_IN_MEMORY = 1 << 22
_BLOCK = 1 << 16
_POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'; sandbox"
"""A brief is one page with its style and pictures in it, and no script."""


class ExportFormat(msgspec.Struct, frozen=True):
    """A format that events can be exported in: its ``name``, what it is for, the ``media`` type and ending of its
    file."""

    name: str
    what: str
    media: str
    ending: str


class Formats(msgspec.Struct, frozen=True):
    """The formats there are."""

    items: tuple[ExportFormat, ...]


@get("/export", sync_to_thread=False, opt={"etag": False}, tags=["exports"])
def formats() -> Formats:
    """The formats that events can be exported in."""
    return Formats(tuple(ExportFormat(one.name, one.what, one.media, one.ending) for one in FORMATS.values()))


@get("/export/{name:str}", sync_to_thread=True, dependencies=ASKED, media_type="application/octet-stream",
     tags=["exports"])  # fmt: skip
def export(
    library: NamedDependency[Library],
    asked: NamedDependency[Asked],
    name: FromPath[str],
    redact: FromQuery[bool] = False,
) -> Stream:
    """The events that are asked for, all of those that the list and the map show, as a file. ``redact``: nothing that
    could lead to a person. What the format has no row for is counted in the header X-Left-Out, by reason."""
    try:
        of = format_of(name)
    except UsageError as error:
        raise missing(str(error)) from error
    stream = SpooledTemporaryFile(max_size=_IN_MEMORY)  # noqa: SIM115 - closed when it has been sent
    try:
        done = write(library, asked, of.name, stream, key_of(library) if redact else None)
    except BaseException:
        stream.close()
        raise
    stream.seek(0)
    headers = {
        "content-disposition": f'attachment; filename="dateline{of.ending}"',
        "x-content-type-options": "nosniff",
        "x-rows": str(done.rows),
        "x-left-out": msgspec.json.encode(dict(sorted(done.left_out.items()))).decode("ascii", "replace"),
    }
    return Stream(_blocks(stream), headers=headers, media_type=of.media)


def _blocks(stream: Any) -> Iterator[bytes]:
    with stream:
        while block := stream.read(_BLOCK):
            yield block


@get("/brief", sync_to_thread=True, dependencies=ASKED, media_type="text/html", tags=["exports"])
def brief(
    library: NamedDependency[Library],
    asked: NamedDependency[Asked],
    format: FromQuery[Literal["html", "md"]] = "html",  # noqa: A002 - the word of the command
    download: FromQuery[bool] = False,
) -> Response[str]:
    """A situation brief: what reports say of some days, with numbered citations down to the sentence."""
    from dateline.assess.brief.markdown import markdown
    from dateline.assess.brief.page import html
    from dateline.work.brief import brief as work

    made = work(library, asked)
    text, media = (html(made), "text/html") if format == "html" else (markdown(made), "text/markdown")
    headers = {"content-security-policy": _POLICY, "x-content-type-options": "nosniff"}
    if download:
        headers["content-disposition"] = f'attachment; filename="brief.{format}"'
    return Response(text, media_type=f"{media}; charset=utf-8", headers=headers)


HANDLERS = [formats, export, brief]
