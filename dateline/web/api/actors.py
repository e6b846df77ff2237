"""Actors: the list, one of them, its indicators and outlook; and plain questions."""

from __future__ import annotations

from typing import Annotated

from litestar import get, post
from litestar.di import NamedDependency
from litestar.params import FromPath, JSONBody
from msgspec import Meta, Struct

from dateline.assess.outlook.outlook import Outlook
from dateline.errors import UsageError
from dateline.web.api.query import ASKED, Cursor, Limit, Text, checked
from dateline.web.desk import desk_of
from dateline.web.given import Asking
from dateline.work import actor_pages as work
from dateline.work.actor_pages import ActorPage, ActorTold, Indicators
from dateline.work.filters import Asked
from dateline.work.outlook import Answered
from dateline.work.outlook import ask as answer


class Question(Struct, frozen=True, forbid_unknown_fields=True):
    """A plain question: whether an armed actor declines, or who holds a place."""

    question: Annotated[str, Meta(min_length=1, max_length=500)]


@get("/actors", dependencies=ASKED, tags=["actors"])
async def actors(
    request: Asking,
    asked: NamedDependency[Asked],
    q: Text = None,
    limit: Limit = 100,
    cursor: Cursor = None,
) -> ActorPage:
    """The actors of the claims that are asked for, those with the most first; ``q``: with these words in a name."""
    return await desk_of(request).lists.run(work.actors_page, asked, checked("q", q), limit, cursor)


@get("/actors/{key:str}", tags=["actors"])
async def actor(request: Asking, key: FromPath[str]) -> ActorTold:
    """One actor, by its id or a name: its names, ties and numbers, and what people judged of it."""
    return await desk_of(request).lists.run(work.actor_told, str(checked("actor", key)))


@get("/actors/{key:str}/indicators", dependencies=ASKED, tags=["actors"])
async def indicators(request: Asking, asked: NamedDependency[Asked], key: FromPath[str]) -> Indicators:
    """Its indicators week by week, by default of the 26 weeks up to the last day that anything is known of."""
    _check(asked)
    return await desk_of(request).lists.run(work.indicators, str(checked("actor", key)), asked)


@get("/actors/{key:str}/outlook", dependencies=ASKED, tags=["actors"])
async def outlook(request: Asking, asked: NamedDependency[Asked], key: FromPath[str]) -> Outlook:
    """Whether it declines: what speaks for and against it, what is missing, how likely it is."""
    _check(asked)
    return await desk_of(request).lists.run(work.outlook, str(checked("actor", key)), asked)


def _check(asked: Asked) -> None:
    if asked.actor is not None:
        raise UsageError("the actor stands in the address: leave out the filter of that name")


@post("/ask", status_code=200, opt={"role": "viewer"}, tags=["actors"])
async def ask(request: Asking, data: JSONBody[Question]) -> Answered:
    """Answers a plain question with an outlook, or with who holds the place."""
    return await desk_of(request).lists.run(answer, str(checked("question", data.question)), Asked())


HANDLERS = [actors, actor, indicators, outlook, ask]
