"""What a long run came to: nothing lost, nothing twice, times."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

from msgspec import Struct
from sqlalchemy import select

from dateline.library import queries
from dateline.library.desk_tables import job_items, jobs
from dateline.library.library import open_library
from dateline.library.verify import verify
from dateline.library.watch_tables import feed_items
from dateline.library.watching import WAITING

_WAITING = select(feed_items.c.address).where(feed_items.c.state == WAITING)
_IN_JOBS = (
    select(job_items.c.name)
    .join(jobs, jobs.c.id == job_items.c.job)
    .where(job_items.c.done.is_(False), jobs.c.state.in_(("waiting", "running")))
)


class Result(Struct, frozen=True):
    """``sent``: reports that appeared; ``stored`` of them; ``waiting``: those that the library has on its list of
    things to do; ``unseen``: those that nobody has told it of yet; ``lost``: all others; ``twice``: those that are
    there more than once. ``acknowledged``: ids that the watch printed; ``acknowledged_lost`` of these."""

    sent: int
    stored: int
    waiting: int
    unseen: int
    lost: tuple[str, ...]
    twice: tuple[str, ...]
    acknowledged: int
    acknowledged_lost: tuple[str, ...]
    problems: tuple[str, ...]


def result(library: Path, titles: set[str], pasted: set[str], watched: Path) -> Result:
    """Compares the library with what appeared and what was acknowledged; ``pasted``: titles that the desk has taken."""
    with open_library(str(library)) as opened:
        with opened.reading() as connection:
            stored = [one.report for one in queries.stored_reports(connection)]
            waiting = {_number(address) for address in connection.scalars(_WAITING)}
            waiting |= {name.split()[1] for name in connection.scalars(_IN_JOBS)}
            known = {_number(address) for address in connection.scalars(select(feed_items.c.address))}
        problems = tuple(f"{one.kind} {one.id}: {one.problem}" for one in verify(opened).problems)
    counted = Counter(report.title or "" for report in stored)
    acknowledged = acknowledged_by(watched)
    missing = titles - counted.keys()
    listed = {title for title in missing if title.split()[1] in waiting}
    unseen = {title for title in missing - listed - pasted if title.split()[1] not in known}
    return Result(
        sent=len(titles),
        stored=sum(1 for title in titles if counted[title]),
        waiting=len(listed),
        unseen=len(unseen),
        lost=tuple(sorted(missing - listed - unseen)),
        twice=tuple(sorted(title for title in titles if counted[title] > 1)),
        acknowledged=len(acknowledged),
        acknowledged_lost=tuple(sorted(acknowledged - {report.id for report in stored})),
        problems=problems,
    )


def _number(address: str) -> str:
    """The number of the report on a page of the site."""
    return address.rpartition("/page")[2]


def acknowledged_by(watched: Path) -> set[str]:
    """Reports that the watch has said to be in the library. A line that a kill cut off says nothing."""
    found = set()
    for line in watched.read_text(encoding="utf-8", errors="replace").splitlines():
        try:
            told = json.loads(line)
        except ValueError:
            continue
        if (
            isinstance(told, dict)
            and told.get("report")
            and told.get("status") in ("added", "revised", "already there")
        ):
            found.add(str(told["report"]))
    return found


def percentile(values: list[float], share: float) -> float:
    """The value that a share of all does not exceed; 0 of none."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))] if ordered else 0.0
