"""Reports: the list, one with its text and claims, and the bytes it came in."""

from __future__ import annotations

from typing import Annotated

from litestar import Response, get
from litestar.di import NamedDependency
from litestar.params import FromPath, PathParameter
from litestar.response import Stream

from dateline.library.library import Library
from dateline.web.api.query import ASKED, Cursor, Limit, Text, checked, or_missing
from dateline.web.problems import missing
from dateline.work import evidence as bytes_of
from dateline.work import report_pages as work
from dateline.work.filters import Asked
from dateline.work.report_pages import ReportPage, ReportTold


@get("/reports", sync_to_thread=True, dependencies=ASKED, tags=["reports"])
def reports(
    library: NamedDependency[Library],
    asked: NamedDependency[Asked],
    q: Text = None,
    limit: Limit = 100,
    cursor: Cursor = None,
) -> ReportPage:
    """The reports with all words of ``q``; with filters those that tell of an event that is asked for."""
    return work.reports_page(library, asked, checked("q", q), limit, cursor)


@get("/reports/{report:str}", sync_to_thread=True, tags=["reports"])
def report(library: NamedDependency[Library], report: FromPath[str]) -> ReportTold:
    """One report with its text, its claims and what people made of them, by its id or the beginning of it."""
    with or_missing():
        return work.report_told(library, report)


@get("/evidence/{sha256:str}", sync_to_thread=True, media_type="application/octet-stream", tags=["reports"])
def evidence(
    library: NamedDependency[Library], sha256: Annotated[str, PathParameter(pattern="^[0-9a-f]{64}$")]
) -> Response[bytes] | Stream:
    """The bytes that a report came in, as a file: nothing of them is shown or run."""
    found = bytes_of.evidence(library, sha256)
    if found is None:
        raise missing(f"{sha256}: no report came in bytes of that hash, or they are not there any more")
    headers = {"content-disposition": f'attachment; filename="{sha256}.bin"', "x-content-type-options": "nosniff"}
    return Stream(found, headers=headers, media_type="application/octet-stream")


HANDLERS = [reports, report, evidence]
