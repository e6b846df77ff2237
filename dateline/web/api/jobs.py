"""Adding: files, a text, an address. Each is a job; it goes on whether anybody watches or not."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import msgspec
from litestar import delete, get, post
from litestar.concurrency import sync_to_thread
from litestar.datastructures import UploadFile
from litestar.openapi.spec import OpenAPIMediaType, OpenAPIType, Operation, RequestBody, Schema
from litestar.openapi.spec.enums import OpenAPIFormat
from litestar.params import FromPath, FromQuery
from msgspec import Struct

from dateline.collect.options import Options
from dateline.errors import UsageError
from dateline.library.jobs import Job
from dateline.library.library import Library
from dateline.web.desk import desk_of
from dateline.web.given import Asking, TheLibrary
from dateline.web.problems import Problem
from dateline.work import jobs
from dateline.work.people import Person

_PAGE = 100


class Jobs(Struct, frozen=True):
    """A page of jobs, the newest first, without their results."""

    items: list[Job]
    next: str | None
    total: int


class Given(Struct, frozen=True, forbid_unknown_fields=True):
    """A text with what is known of it, or an address."""

    text: str | None = None
    url: str | None = None
    title: str | None = None
    published: str | None = None
    publisher: str | None = None
    author: str | None = None


_TEXT = Schema(type=OpenAPIType.STRING)
_FILES = Schema(
    type=OpenAPIType.OBJECT,
    properties={
        "files": Schema(
            type=OpenAPIType.ARRAY,
            items=Schema(type=OpenAPIType.STRING, format=OpenAPIFormat.BINARY),
            max_items=jobs.MOST,
        ),
        "published": Schema(type=OpenAPIType.STRING, description="Day of publication of reports that show none."),
        "publisher": Schema(type=OpenAPIType.STRING, description="Outlet of all reports."),
    },
    required=["files"],
)
_GIVEN = Schema(
    type=OpenAPIType.OBJECT,
    properties=dict.fromkeys(("text", "url", "title", "published", "publisher", "author"), _TEXT),
)


@dataclass
class _Adding(Operation):
    """How the description tells of a body of either kind, which the handler takes apart by itself."""

    def __post_init__(self) -> None:
        self.request_body = RequestBody(
            {
                "application/json": OpenAPIMediaType(schema=_GIVEN),
                "multipart/form-data": OpenAPIMediaType(schema=_FILES),
            },
            description="JSON: `text` with what is known of it, or `url`. A form: `files`.",
            required=True,
        )


@post("/jobs", status_code=202, tags=["add"], operation_class=_Adding)
async def add(request: Asking, library: TheLibrary) -> Job:
    """Adds reports: files as a form, a text or an address as JSON. Answers at once with the job that does it."""
    desk = desk_of(request)
    waiting = desk.uploads.take(request.user.name)
    if waiting:
        raise Problem(429, f"too many jobs: wait {waiting} seconds", {"retry-after": str(waiting)})
    kind = request.content_type[0]
    if kind == "multipart/form-data":
        made = await _files(request, library)
    elif kind == "application/json":
        made = await sync_to_thread(_given, library, request.user, await request.body())
    else:
        raise Problem(415, "send application/json (text or url) or multipart/form-data (files)")
    desk.wake()
    return made


@get("/jobs", opt={"etag": False}, sync_to_thread=True, tags=["add"])
def listed(library: TheLibrary, cursor: FromQuery[str | None] = None, limit: FromQuery[int] = 50) -> Jobs:
    """Jobs, the newest first."""
    if not 1 <= limit <= _PAGE:
        raise Problem(400, f"limit is 1 to {_PAGE}")
    found, more, total = jobs.listed(library, _number(cursor), limit)
    return Jobs(found, str(more) if more is not None else None, total)


@get("/jobs/{id_:str}", opt={"etag": False}, sync_to_thread=True, tags=["add"])
def one(library: TheLibrary, id_: FromPath[str]) -> Job:
    """One job, with what became of each report so far."""
    return jobs.job(library, id_)


@delete("/jobs/{id_:str}", sync_to_thread=True, tags=["add"])
def drop(library: TheLibrary, id_: FromPath[str]) -> None:
    """Ends a job and forgets it; reports that it has added stay."""
    jobs.drop(library, id_)


async def _files(request: Asking, library: Library) -> Job:
    form = await request.form()
    files = []
    for found in form.getall("files", []):
        if not isinstance(found, UploadFile):
            raise Problem(400, "files: send files, each with its name")
        files.append(jobs.Upload(found.filename, await found.read()))
    options = _options(form.get("published"), form.get("publisher"))
    return await sync_to_thread(jobs.add_files, library, request.user.name, files, options)


def _given(library: Library, person: Person, body: bytes) -> Job:
    try:
        given = msgspec.json.decode(body, type=Given)
    except (ValueError, RecursionError) as error:  # also what is no UTF-8, and what nests without end
        raise Problem(400, f"the body is wrong: {error}") from None
    if (given.text is None) == (given.url is None):
        raise Problem(400, "give text, or url, and not both")
    if given.text is None:
        return jobs.add_address(library, person.name, given.url or "", _options(given.published, given.publisher))
    _options(given.published, given.publisher)
    known = jobs.Pasted(given.text, given.title, given.published, given.publisher, given.author)
    return jobs.add_text(library, person.name, known)


def _options(published: Any, publisher: Any) -> Options:
    if not isinstance(published, str | None) or not isinstance(publisher, str | None):
        raise Problem(400, "published and publisher are texts")
    name = " ".join((publisher or "").split())
    if len(name) > 300 or not name.isprintable():
        raise UsageError("publisher: a name has 300 characters at most and no control characters")
    return Options(date=published or None, publisher=name or None)


def _number(cursor: str | None) -> int | None:
    if cursor is None:
        return None
    if not cursor.isascii() or not cursor.isdigit() or len(cursor) > 9:
        raise Problem(400, "that cursor is none that this server gave: leave it out to begin again")
    return int(cursor)


HANDLERS = [add, listed, one, drop]
"""What this module serves."""
