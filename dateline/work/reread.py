"""``dateline reread``: reports in the library read again with the reader as it is now; older readings are kept."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator, Sequence
from typing import Literal

from msgspec import Struct

from dateline.collect.options import Failure
from dateline.library import queries
from dateline.library.library import Library
from dateline.library.records import Fingerprint
from dateline.work.add import Load
from dateline.work.derived import recompute
from dateline.work.fingerprint import fingerprint
from dateline.work.reader import load_reader
from dateline.work.reading import Task, map_tasks


class Reread(Struct, frozen=True):
    """What became of a report: ``read again``, or ``failed`` and ``why``. ``claims``: how many it has now;
    ``position``: of the log entry."""

    report: str
    status: Literal["read again", "failed"]
    title: str | None = None
    claims: int = 0
    position: int | None = None
    why: str | None = None


def reread(
    library: Library,
    only: Sequence[str] = (),
    jobs: int | None = None,
    load: Load = load_reader,
    made_with: Callable[[], Fingerprint] = fingerprint,
) -> Iterator[Reread]:
    """Reads every report whose current reading was made with another reader, or those of them in ``only`` (beginnings
    of ids). Gives one value for each, once it is committed; those that are up to date are passed over."""
    now = made_with()
    with library.reading() as connection:
        wanted = [queries.find_report(connection, given) for given in only]
        old = [id_ for id_ in queries.outdated(connection, now) if not only or id_ in wanted]
    waiting: deque[str] = deque()

    def tasks() -> Iterator[Task]:
        for id_ in old:
            with library.reading() as connection:
                stored = queries.stored_report(connection, id_)
            if stored is not None:  # else it was removed meanwhile
                waiting.append(id_)
                yield Task(id_, stored.report)

    for outcome in map_tasks(load, tasks(), jobs):
        id_ = waiting.popleft()
        if isinstance(outcome, Failure):
            yield Reread(id_, "failed", why=str(outcome.error))
            continue
        with library.writing() as writer:
            change = writer.add_reading(outcome, now)
            recompute(writer)
        yield Reread(id_, "read again", outcome.report.title, len(outcome.claims), change.position)
