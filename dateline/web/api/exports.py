"""What leaves the desk as a file: exports in the formats of the field, and the brief."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import IO, Literal

import msgspec
from litestar import Response, get
from litestar.di import NamedDependency
from litestar.params import FromPath, FromQuery
from litestar.response import Stream

from dateline.errors import UsageError
from dateline.library.library import Library
from dateline.web.api.query import ASKED
from dateline.web.desk import desk_of
from dateline.web.given import Asking
from dateline.web.problems import missing
from dateline.work.export import FORMATS, Written, format_of, key_of, write
from dateline.work.filters import Asked

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


@get("/export/{name:str}", dependencies=ASKED, media_type="application/octet-stream", tags=["exports"])
async def export(
    request: Asking,
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
    papers = desk_of(request).papers
    stream = NamedTemporaryFile(dir=papers.folder)  # noqa: SIM115 - closed, and gone, when it has been sent
    try:
        done = await papers.run(_written, asked, of.name, stream.name, redact)
    except BaseException:
        stream.close()
        raise
    headers = {
        "content-type": of.media,  # the handler's own would go before that of a stream
        "content-disposition": f'attachment; filename="dateline{of.ending}"',
        "x-content-type-options": "nosniff",
        "x-rows": str(done.rows),
        "x-left-out": msgspec.json.encode(dict(sorted(done.left_out.items()))).decode("ascii", "replace"),
    }
    return Stream(_blocks(stream), headers=headers, media_type=of.media)


def _written(library: Library, asked: Asked, format_: str, path: str, is_redacted: bool) -> Written:
    with Path(path).open("wb") as stream:
        return write(library, asked, format_, stream, key_of(library) if is_redacted else None)


def _blocks(stream: IO[bytes]) -> Iterator[bytes]:
    with stream:
        while block := stream.read(_BLOCK):
            yield block


@get("/brief", dependencies=ASKED, media_type="text/html", tags=["exports"])
async def brief(
    request: Asking,
    asked: NamedDependency[Asked],
    format: FromQuery[Literal["html", "md"]] = "html",  # noqa: A002 - the word of the command
    download: FromQuery[bool] = False,
) -> Response[str]:
    """A situation brief: what reports say of some days, with numbered citations down to the sentence."""
    text = await desk_of(request).papers.run(_told, asked, format == "html")
    media = "text/html" if format == "html" else "text/markdown"
    headers = {"content-security-policy": _POLICY, "x-content-type-options": "nosniff"}
    if download:
        headers["content-disposition"] = f'attachment; filename="brief.{format}"'
    return Response(text, media_type=f"{media}; charset=utf-8", headers=headers)


def _told(library: Library, asked: Asked, is_page: bool) -> str:
    from dateline.assess.brief.markdown import markdown
    from dateline.assess.brief.page import html
    from dateline.work.brief import brief as work

    made = work(library, asked)
    return html(made) if is_page else markdown(made)


HANDLERS = [formats, export, brief]
