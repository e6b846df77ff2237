"""Who holds which place: on a day, over days, one place, and when that changed."""

from __future__ import annotations

from typing import Annotated

from litestar import get
from litestar.di import NamedDependency
from litestar.params import FromPath, FromQuery, QueryParameter

from dateline.library.library import Library
from dateline.web.api.query import ASKED, Cursor, Day, Limit, Text, checked
from dateline.web.views import playback_of
from dateline.work import control_series as work
from dateline.work.control_series import ChangePage, ControlPage, Playback, SiteSeries, Step
from dateline.work.filters import Asked


@get("/control", sync_to_thread=True, dependencies=ASKED, tags=["control"])
def control(
    library: NamedDependency[Library],
    asked: NamedDependency[Asked],
    on: Annotated[str | None, QueryParameter(max_length=10, description="On that day, YYYY-MM-DD.")] = None,
    source: Text = None,
    limit: Limit = 500,
    cursor: Cursor = None,
) -> ControlPage:
    """Who holds each place, by name: on a day, by default that of the newest report; with ``since`` or ``until`` on
    each day on which the answer changes. ``source``: on the word of one source or outlet alone."""
    return work.control_page(library, asked, on, checked("source", source), limit, cursor)


@get("/control/days", sync_to_thread=True, dependencies=ASKED, tags=["control"])
def days(library: NamedDependency[Library], asked: NamedDependency[Asked], step: FromQuery[Step] = "week") -> Playback:
    """The chances of each place on days from ``since`` to ``until``, for playback; by default all there are."""
    return playback_of(library, asked, step)


@get("/control/changes", sync_to_thread=True, dependencies=ASKED, tags=["control"])
def changes(
    library: NamedDependency[Library], asked: NamedDependency[Asked], limit: Limit = 100, cursor: Cursor = None
) -> ChangePage:
    """The days on which the likeliest holder of a place becomes another one, the newest first."""
    return work.changes(library, asked, limit, cursor)


@get("/control/{site:str}", sync_to_thread=True, tags=["control"])
def site(
    library: NamedDependency[Library],
    site: FromPath[str],
    since: Day = None,
    until: Day = None,
    step: FromQuery[Step] = "day",
) -> SiteSeries:
    """The history of one place, by its id in the gazetteer."""
    return work.site_series(library, site, since, until, step)


HANDLERS = [control, days, changes, site]
