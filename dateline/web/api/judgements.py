"""What people judged: the list, a new one, taking one back."""

from __future__ import annotations

from typing import Annotated

from litestar import delete, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath, FromQuery, JSONBody, QueryParameter

from dateline.commands.judge import KINDS
from dateline.errors import ConflictError
from dateline.library.library import Library
from dateline.web.api.query import Cursor, Limit, Text, checked, or_missing
from dateline.web.desk import desk_of
from dateline.web.given import Asking
from dateline.web.problems import Problem, conflict, plain
from dateline.web.security.person import Person
from dateline.work import judge_posted as work
from dateline.work.judge_posted import JudgementPage, Made, Posted
from dateline.work.judgement_list import Wanted


@get("/judgements", sync_to_thread=True, tags=["judgements"])
def judgements(
    library: NamedDependency[Library],
    report: Text = None,
    who: Text = None,
    kind: Annotated[str | None, QueryParameter(enum=KINDS, max_length=20)] = None,
    in_force: FromQuery[bool] = False,
    limit: Limit = 100,
    cursor: Cursor = None,
) -> JudgementPage:
    """Who judged what, when, and whether it holds; the newest first. ``in_force``: only those that hold."""
    wanted = Wanted(checked("report", report), checked("who", who), kind, in_force)
    return work.judgements_page(library, wanted, limit, cursor)


@post("/judgements", tags=["judgements"])
async def judge(request: Asking, person: NamedDependency[Person], data: JSONBody[Posted]) -> Made:
    """Judges, as ``dateline judge`` does. 409 where someone else judged the same since the position ``seen``: nothing
    is stored, ``newer`` says what they judged."""
    try:
        return await desk_of(request).edits.run(work.post, person.name, data)
    except ConflictError as error:
        raise stale(error) from error


@delete("/judgements/{judgement:str}", status_code=200, tags=["judgements"])
async def take_back(
    request: Asking, person: NamedDependency[Person], judgement: FromPath[str], note: Text = None
) -> Made:
    """Takes a judgement back: everything is as if it had never been. What takes it back is a judgement itself, and can
    be taken back too. 409 where it was taken back already."""
    try:
        with or_missing():
            return await desk_of(request).edits.run(work.take_back, person.name, judgement, checked("note", note))
    except ConflictError as error:
        raise stale(error) from error


def stale(error: ConflictError) -> Problem:
    """Someone else was first: 409, with what they judged."""
    return conflict(plain(error), newer=list(error.newer))


HANDLERS = [judgements, judge, take_back]
