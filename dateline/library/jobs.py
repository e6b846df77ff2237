"""Jobs in the database: what was asked to be added, which worker has it, what became of it.

A worker holds a job by a lease that it renews; when it no longer does, another one takes the job up where it stood."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from msgspec import Struct, json
from sqlalchemy import Connection, Select, delete, func, select

from dateline.library.desk_tables import job_items, job_results, jobs
from dateline.library.tables import reports

KEPT = 200
"""Jobs that are over and still shown; older ones are forgotten."""
_LONGEST_LEASE = 3600.0
"""Seconds: far longer than a lease, since clocks of several machines differ."""
_OPEN = ("waiting", "running")


class Item(Struct, frozen=True):
    """One thing to add: a file's bytes, a pasted text as a line of JSON, an address. ``kind``: uploaded, pasted or
    address; ``options``: JSON of how to read it; ``tries``: how often a worker has begun it."""

    number: int
    kind: str
    name: str
    options: str
    data: bytes | None
    tries: int


class Result(Struct, frozen=True):
    """What became of one report, as ``dateline add`` says it, and the ``item`` that it was in."""

    item: int
    input: str
    status: str
    report: str | None = None
    title: str | None = None
    claims: int = 0
    position: int | None = None
    why: str | None = None


class Job(Struct, frozen=True):
    """A job: who asked for it and when; ``state``: waiting, running, done or failed (``error`` says why); ``done`` of
    ``total`` things to add are dealt with; ``names`` of these; how many reports were ``added``, ``present`` before or
    ``failed`` so far; ``results``: one each, left out in a list of jobs."""

    id: str
    state: str
    who: str
    at: str
    done: int
    total: int
    names: list[str]
    added: int
    present: int
    failed: int
    results: list[Result]
    error: str | None = None


def put(connection: Connection, id_: str, who: str, at: str, items: Sequence[Item]) -> None:
    """Adds a job that waits; forgets the oldest of those that are over. The transaction holds the head."""
    number = (connection.scalar(select(func.max(jobs.c.number))) or 0) + 1
    connection.execute(jobs.insert().values(id=id_, number=number, who=who, at=at, state="waiting"))
    for one in items:
        values = {"number": one.number, "kind": one.kind, "name": one.name, "options": one.options, "data": one.data}
        connection.execute(job_items.insert().values(job=id_, tries=0, done=False, **values))
    over = select(jobs.c.id).where(jobs.c.state.not_in(_OPEN)).order_by(jobs.c.number.desc()).offset(KEPT)
    for old in connection.scalars(over).all():
        drop(connection, old)


def drop(connection: Connection, id_: str) -> bool:
    """Forgets a job; whether it was there. A worker that has it stops at its next step."""
    connection.execute(delete(job_results).where(job_results.c.job == id_))
    connection.execute(delete(job_items).where(job_items.c.job == id_))
    return connection.execute(delete(jobs).where(jobs.c.id == id_)).rowcount > 0


def forget(connection: Connection, report: str) -> None:
    """Erases what the job that brought a report holds of it: names of files and addresses may tell what it said."""
    of = select(job_results.c.job, job_results.c.item).where(job_results.c.report == report)
    for row in connection.execute(of).all():
        item = (job_items.c.job == row.job) & (job_items.c.number == row.item)
        connection.execute(job_items.update().where(item).values(name=""))
    connection.execute(job_results.update().where(job_results.c.report == report).values(input="", why=None))


def next_open(connection: Connection, now: float) -> str | None:
    """The oldest job that no worker holds."""
    loose = _loose(now)
    found: str | None = connection.scalar(select(jobs.c.id).where(loose).order_by(jobs.c.number).limit(1))
    return found


def hold(connection: Connection, id_: str, holder: str, now: float, until: float) -> bool:
    """Takes a job, or does not where another worker was first."""
    loose = _loose(now)
    change = jobs.update().where((jobs.c.id == id_) & loose)
    return connection.execute(change.values(state="running", holder=holder, until=until)).rowcount > 0


def renew(connection: Connection, id_: str, holder: str, until: float) -> bool:
    """Holds a job for longer; whether it is still held."""
    return connection.execute(jobs.update().where(_held(id_, holder)).values(until=until)).rowcount > 0


def is_held(connection: Connection, id_: str, holder: str) -> bool:
    """Whether that worker still has the job."""
    return connection.execute(select(jobs.c.id).where(_held(id_, holder))).first() is not None


def release(connection: Connection, holder: str) -> None:
    """Lets go of what a worker held that is no more."""
    held = (jobs.c.holder == holder) & (jobs.c.state == "running")
    connection.execute(jobs.update().where(held).values(state="waiting", holder=None, until=None))


def end(connection: Connection, id_: str, holder: str, error: str | None = None) -> bool:
    """The job is over: done, or failed with an ``error``; then what it still holds of bytes goes."""
    state = "done" if error is None else "failed"
    change = jobs.update().where(_held(id_, holder)).values(state=state, error=error, holder=None, until=None)
    is_ours = connection.execute(change).rowcount > 0
    if is_ours:
        connection.execute(job_items.update().where(job_items.c.job == id_).values(data=None))
    return is_ours


def items_left(connection: Connection, id_: str) -> list[int]:
    """The numbers of a job's things that are still to be added."""
    query = select(job_items.c.number).where((job_items.c.job == id_) & ~job_items.c.done)
    return list(connection.scalars(query.order_by(job_items.c.number)))


def begin_item(connection: Connection, id_: str, number: int) -> Item | None:
    """Counts a try and gives the thing with its bytes."""
    this = (job_items.c.job == id_) & (job_items.c.number == number)
    connection.execute(job_items.update().where(this).values(tries=job_items.c.tries + 1))
    row = connection.execute(select(job_items).where(this)).first()
    return Item(row.number, row.kind, row.name, row.options, row.data, row.tries) if row else None


def end_item(connection: Connection, id_: str, number: int) -> None:
    """A thing is dealt with: its bytes are in the library or of no use."""
    this = (job_items.c.job == id_) & (job_items.c.number == number)
    connection.execute(job_items.update().where(this).values(done=True, data=None))


def add_result(connection: Connection, id_: str, found: Result) -> None:
    """Adds what became of a report, unless it is known of that thing: it may have been begun twice."""
    mine = job_results.c.job == id_
    same = mine & (job_results.c.item == found.item) & (job_results.c.report == found.report)
    if found.report is not None and connection.execute(select(job_results.c.number).where(same)).first() is not None:
        return
    if found.report is None:
        same = mine & (job_results.c.item == found.item) & (job_results.c.input == found.input)
        if connection.execute(select(job_results.c.number).where(same)).first() is not None:
            return
    last = connection.scalar(select(func.max(job_results.c.number)).where(mine))
    values = {"item": found.item, "status": found.status, "report": found.report, "claims": found.claims}
    values |= {"position": found.position, "input": found.input, "why": found.why}
    connection.execute(job_results.insert().values(job=id_, number=0 if last is None else last + 1, **values))


def job(connection: Connection, id_: str) -> Job | None:
    """One job."""
    row = connection.execute(select(jobs).where(jobs.c.id == id_)).first()
    return _job(connection, row) if row else None


def listed(connection: Connection, before: int | None, limit: int) -> tuple[list[Job], int | None]:
    """The newest jobs first, without their results, older than the number ``before``; and the number to go on before,
    None at the end."""
    query: Select[Any] = select(jobs).order_by(jobs.c.number.desc()).limit(limit + 1)
    if before is not None:
        query = query.where(jobs.c.number < before)
    found = connection.execute(query).all()
    more = found[limit - 1].number if len(found) > limit else None
    return [_job(connection, row, whole=False) for row in found[:limit]], more


def number_of(connection: Connection) -> int:
    """How many jobs there are."""
    return connection.scalar(select(func.count()).select_from(jobs)) or 0


def is_work(connection: Connection) -> bool:
    """Whether any job is not over."""
    return connection.execute(select(jobs.c.id).where(jobs.c.state.in_(_OPEN)).limit(1)).first() is not None


def _loose(now: float) -> Any:
    """Jobs that no worker holds: those that wait, those whose lease has run out, and those whose lease lasts longer
    than any is given for: a clock has been set back since."""
    lasts = (jobs.c.until >= now) & (jobs.c.until <= now + _LONGEST_LEASE)
    return (jobs.c.state == "waiting") | ((jobs.c.state == "running") & ~lasts)


def _held(id_: str, holder: str) -> Any:
    return (jobs.c.id == id_) & (jobs.c.holder == holder) & (jobs.c.state == "running")


def _job(connection: Connection, row: Any, whole: bool = True) -> Job:
    parts = select(job_items.c.name, job_items.c.done).where(job_items.c.job == row.id).order_by(job_items.c.number)
    found = connection.execute(parts).all()
    done = sum(bool(part.done) for part in found)
    counts = _counts(connection, row.id)
    results = _results(connection, row.id) if whole else []
    names = [part.name for part in found]
    return Job(row.id, row.state, row.who, row.at, done, len(found), names, *counts, results, row.error)


def _counts(connection: Connection, id_: str) -> tuple[int, int, int]:
    query = select(job_results.c.status, func.count()).where(job_results.c.job == id_).group_by(job_results.c.status)
    found: dict[str, int] = {row[0]: row[1] for row in connection.execute(query)}
    return found.get("added", 0), found.get("already there", 0), found.get("failed", 0)


def _results(connection: Connection, id_: str) -> list[Result]:
    of = reports.c.id == job_results.c.report
    query = select(job_results, reports.c.facts).join(reports, of, isouter=True).where(job_results.c.job == id_)
    return [
        Result(row.item, row.input, row.status, row.report, _title(row.facts), row.claims, row.position, row.why)
        for row in connection.execute(query.order_by(job_results.c.number))
    ]


def _title(facts: str | None) -> str | None:
    """The title of a report that is still there: a job holds none of its own."""
    found = json.decode(facts).get("title") if facts else None
    return str(found) if found is not None else None
