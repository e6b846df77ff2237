"""What a library knows of what is watched: feeds, their items, hosts; archive records and newer texts of reports."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from hashlib import sha256

from msgspec import Struct
from sqlalchemy import Connection, delete, func, select

from dateline.library.tables import reports
from dateline.library.told import batches, where
from dateline.library.watch_tables import captures, feed_items, feeds, hosts, revisions

WAITING, DONE, FAILED = "waiting", "done", "failed"
_LONGEST = 400


class Feed(Struct, frozen=True):
    """What is known of a feed; see the table. Moments are ISO 8601 in UTC."""

    id: str
    address: str
    due: str
    title: str | None = None
    etag: str | None = None
    modified: str | None = None
    digest: str | None = None
    polled: str | None = None
    failures: int = 0
    problem: str | None = None


class Listed(Struct, frozen=True):
    """An item of a feed; see the table. ``entry``: what the feed says of it, packed by who put it there."""

    id: str
    feed: str
    address: str
    digest: str
    due: str
    state: str = WAITING
    attempts: int = 0
    number: int = 0
    report: str | None = None
    etag: str | None = None
    modified: str | None = None
    entry: bytes | None = None
    problem: str | None = None


class Capture(Struct, frozen=True):
    """An archive record: the evidence that is the ``record`` and that which is its ``payload``; where its page was, who
    answered, when, and whether it is a page or a feed."""

    record: str
    payload: str
    address: str
    host: str | None
    at: str
    manner: str


def digest(data: bytes) -> str:
    """The sha256 of bytes."""
    return sha256(data).hexdigest()


def feed_id(address: str) -> str:
    """The id of a feed."""
    return sha256(address.encode("utf-8", "surrogatepass")).hexdigest()[:16]


def item_id(feed: str, name: str) -> str:
    """The id of an item. A web address is the same item in every feed that lists it."""
    whole = name if name.startswith(("http://", "https://")) else f"{feed} {name}"
    return sha256(whole.encode("utf-8", "surrogatepass")).hexdigest()[:32]


def feeds_known(connection: Connection, ids: Collection[str]) -> dict[str, Feed]:
    """What is known of feeds."""
    return {row.id: Feed(**row._mapping) for row in where(connection, tuple(feeds.c), feeds.c.id, ids)}


def put_feed(connection: Connection, feed: Feed) -> None:
    """Keeps what is known of a feed now."""
    row = {name: getattr(feed, name) for name in feed.__struct_fields__}
    row["problem"] = feed.problem[:_LONGEST] if feed.problem else None
    if not connection.execute(feeds.update().where(feeds.c.id == feed.id).values(row)).rowcount:
        connection.execute(feeds.insert().values(row))


def list_items(connection: Connection, found: Iterable[Listed]) -> tuple[int, int]:
    """Puts new items on the list of what waits, and those again that were changed at the source; gives the numbers of
    new and changed ones."""
    items = {item.id: item for item in found}
    known = {row.id: row for row in where(connection, tuple(feed_items.c), feed_items.c.id, items)}
    number = int(connection.scalar(select(func.max(feed_items.c.number))) or 0)
    new, changed = [], 0
    for id_, item in items.items():
        old = known.get(id_)
        if old is None:
            number += 1
            row = {name: getattr(item, name) for name in item.__struct_fields__}
            new.append({**row, "number": number})
        elif old.digest != item.digest and old.feed == item.feed:
            number += 1
            changed += 1
            again = {
                "digest": item.digest,
                "state": WAITING,
                "due": item.due,
                "attempts": 0,
                "number": number,
                "entry": item.entry,
                "address": item.address,
                "problem": None,
            }
            connection.execute(feed_items.update().where(feed_items.c.id == id_).values(again))
    if new:
        connection.execute(feed_items.insert(), new)
    return len(new), changed


def waiting(connection: Connection, of: Collection[str], now: str, furthest: str) -> list[Listed]:
    """The items of feeds that are due, in the order of their coming: those that nobody has looked at, and those that
    are not put off; what is put off beyond ``furthest`` was so by a clock that has been set back since."""
    found: list[Listed] = []
    for part in batches(of):
        query = select(feed_items).where(
            feed_items.c.feed.in_(part),
            feed_items.c.state == WAITING,
            (feed_items.c.attempts == 0) | (feed_items.c.due <= now) | (feed_items.c.due > furthest),
        )
        found += [Listed(**row._mapping) for row in connection.execute(query)]
    return sorted(found, key=lambda item: item.number)


def settle(connection: Connection, item: Listed) -> bool:
    """Keeps what became of an item; false where it has been changed at the source meanwhile, and still waits."""
    row = {
        "state": item.state,
        "due": item.due,
        "attempts": item.attempts,
        "report": item.report,
        "etag": item.etag,
        "modified": item.modified,
        "entry": item.entry if item.state == WAITING else None,
        "problem": item.problem[:_LONGEST] if item.problem else None,
    }
    same = (feed_items.c.id == item.id) & (feed_items.c.digest == item.digest)
    return bool(connection.execute(feed_items.update().where(same).values(row)).rowcount)


def hosts_known(connection: Connection) -> dict[str, tuple[str, int]]:
    """Hosts that are to be left alone: until when, after how many failures."""
    return {row.name: (row.due, row.failures) for row in connection.execute(select(hosts))}


def put_hosts(connection: Connection, found: Mapping[str, tuple[str, int]]) -> None:
    """Keeps which hosts are to be left alone."""
    for part in batches(found):
        connection.execute(delete(hosts).where(hosts.c.name.in_(part)))
    rows = [{"name": name, "due": due, "failures": n} for name, (due, n) in sorted(found.items()) if n]
    if rows:
        connection.execute(hosts.insert(), rows)


def put_capture(connection: Connection, capture: Capture) -> bool:
    """Keeps an archive record that is evidence; false where it was kept before."""
    if connection.scalar(select(captures.c.at).where(captures.c.record == capture.record)) is not None:
        return False
    connection.execute(captures.insert().values({name: getattr(capture, name) for name in capture.__struct_fields__}))
    return True


def captures_of(connection: Connection, payload: str) -> list[Capture]:
    """The archive records that hold the bytes with that sha256, by time."""
    query = select(captures).where(captures.c.payload == payload).order_by(captures.c.at, captures.c.record)
    return [Capture(**row._mapping) for row in connection.execute(query)]


def put_revision(connection: Connection, report: str, earlier: str, at: str) -> bool:
    """Keeps that a report is a newer text of another; false where that is known or cannot be."""
    known = select(revisions.c.at).where(revisions.c.report == report)
    back = select(revisions.c.at).where(revisions.c.report == earlier, revisions.c.earlier == report)
    if report == earlier or connection.scalar(known) is not None or connection.scalar(back) is not None:
        return False
    connection.execute(revisions.insert().values(report=report, earlier=earlier, at=at))
    return True


def earlier_text(connection: Connection, report: str) -> str | None:
    """The report whose text this one takes the place of."""
    found: str | None = connection.scalar(select(revisions.c.earlier).where(revisions.c.report == report))
    return found


def forget_report(connection: Connection, report: str, payload: str) -> None:
    """Takes away what was kept of a report that is no longer there: archive records of its page, of feeds that listed
    it, its address. What other reports stand on stays."""
    used = select(reports.c.id).where(reports.c.evidence == captures.c.payload).exists()
    listed = select(feed_items.c.address).where(feed_items.c.report == report)
    sources = select(feeds.c.address).join(feed_items, feed_items.c.feed == feeds.c.id)
    told = captures.c.address.in_(sources.where(feed_items.c.report == report))
    mine = (captures.c.payload == payload) | captures.c.address.in_(listed) | told
    connection.execute(delete(captures).where(mine, ~used))
    connection.execute(
        feed_items.update().where(feed_items.c.report == report).values(address="", entry=None, problem=None)
    )
    connection.execute(delete(revisions).where((revisions.c.report == report) | (revisions.c.earlier == report)))
