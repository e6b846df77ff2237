"""What a person should look at first."""

from __future__ import annotations

from typing import Any

from litestar import get, post
from litestar.di import NamedDependency
from litestar.params import FromPath, FromQuery, JSONBody

from dateline.assess.attention import Cause
from dateline.errors import ConflictError
from dateline.library.library import Library
from dateline.web.api.judgements import stale
from dateline.web.api.query import ASKED, Cursor, Limit, or_missing
from dateline.web.desk import desk_of
from dateline.web.given import Asking
from dateline.web.problems import conflict, plain
from dateline.web.security.person import Person
from dateline.work import looking, review_accept
from dateline.work import review as work
from dateline.work.filters import Asked
from dateline.work.looking import Taken
from dateline.work.review import ReviewPage
from dateline.work.review_accept import Accepted, Bulk


@get("/review", sync_to_thread=True, dependencies=ASKED, opt={"etag": False}, tags=["review"])
def review(
    library: NamedDependency[Library],
    asked: NamedDependency[Asked],
    kind: FromQuery[Cause | None] = None,
    limit: Limit = 25,
    cursor: Cursor = None,
) -> ReviewPage:
    """The events that are asked for that a person should look at, the most urgent first."""
    return work.review(library, asked, kind, limit, cursor)


@post("/review/{item:str}/take", status_code=200, sync_to_thread=True, tags=["review"])
def take(library: NamedDependency[Library], person: NamedDependency[Person], item: FromPath[str]) -> Taken:
    """Says that one is looking at an event, for a quarter of an hour. 409 where someone else is."""
    try:
        with or_missing():
            return looking.take(library, person.name, item)
    except ConflictError as error:
        raise conflict(plain(error)) from error


@post("/review/{item:str}/release", status_code=200, sync_to_thread=True, tags=["review"])
def release(library: NamedDependency[Library], person: NamedDependency[Person], item: FromPath[str]) -> Taken:
    """Says that one is not looking at it any more."""
    with or_missing():
        return looking.release(library, person.name, item)


@post("/review/accept", status_code=200, tags=["review"])
async def accept(request: Asking, person: NamedDependency[Person], data: JSONBody[Bulk]) -> Accepted:
    """Accepts claims of which nothing is unsure; of the others it says why they are left. 409 where someone else judged
    one of them since ``seen``: then none is accepted."""
    try:
        return await desk_of(request).edits.run(review_accept.accept, person.name, data)
    except ConflictError as error:
        raise stale(error) from error


HANDLERS: list[Any] = [review, take, release, accept]
