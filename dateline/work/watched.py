"""What one look at a feed or a folder finds, and one at an item of it: what a watch does before it stores anything."""

from __future__ import annotations

import os
from collections.abc import Collection
from hashlib import sha256
from io import BytesIO
from urllib.parse import urlsplit

from msgspec import Struct, msgpack
from msgspec.structs import replace

from dateline.collect.clock import Clock, moment
from dateline.collect.compressed import decode_body
from dateline.collect.connect import bare
from dateline.collect.feeds.listing import Item, read_listing
from dateline.collect.feeds.pages import of_entry, of_page
from dateline.collect.feeds.subscriptions import Subscription
from dateline.collect.fetch import Answer
from dateline.collect.gather import Received
from dateline.collect.inputs import files_of
from dateline.collect.options import Failure, Options
from dateline.collect.polite import Manners, NotGot, Polite, backoff
from dateline.errors import DatelineError, FetchError, InputError, LibraryError
from dateline.library.evidence import Evidence
from dateline.library.watching import DONE, FAILED, Feed, Listed, item_id
from dateline.work.reading import collected, fault

_LARGEST = 1 << 23
"""Bytes of a feed, unpacked (8 MiB)."""
_ATTEMPTS = 8
"""Times that a page is asked for before it is given up."""
_SHORT = 200
"""Characters of text in a feed that are worth reading where the page cannot be had."""


class Settings(Struct, frozen=True):
    """How a watch goes about it. ``allow``: hosts that may be reached although their address is not public; ``pages``:
    whether pages are fetched, or what feeds hold themselves is read; ``at_once``: hosts asked at the same time."""

    manners: Manners = Manners()
    allow: tuple[str, ...] = ()
    pages: bool = True
    at_once: int = 8
    options: Options = Options()


class Entry(Struct, frozen=True):
    """What is kept of an item while it waits: what its feed says of it, and the archive record of that feed."""

    item: Item
    record: str | None = None


class Polled(Struct, frozen=True):
    """A feed looked at: what is known of it now, what it lists, and the answer that lists it. ``why`` it failed;
    ``left_out``: items beyond those that are looked at."""

    feed: Feed
    items: tuple[Item, ...] = ()
    answer: Answer | None = None
    why: str | None = None
    left_out: int = 0
    changed: bool = True


class Got(Struct, frozen=True):
    """An item looked at: its new state, the reports that came of it, its page as answered. ``why`` there is none;
    ``note``: what else is to be said."""

    item: Listed
    found: tuple[Received | Failure, ...] = ()
    answer: Answer | None = None
    at: str = ""
    why: str | None = None
    note: str | None = None


class Eyes:
    """Looks for one watch; what it needs is safe to use by several threads."""

    def __init__(self, polite: Polite, settings: Settings, clock: Clock, evidence: Evidence) -> None:
        self._polite = polite
        self._settings = settings
        self._clock = clock
        self._evidence = evidence

    def poll(self, subscription: Subscription, known: Feed) -> Polled:
        """Looks at a feed or a folder. Nothing is raised."""
        known = replace(known, title=known.title or subscription.title, polled=self._clock.today())
        try:
            return self._folder(known) if subscription.is_folder else self._feed(known)
        except InputError as error:
            return self._failed(known, str(error))
        except OSError as error:
            return self._failed(
                known, f"cannot be read ({error.strerror or error}): check the folder and its permissions"
            )
        except Exception as error:  # noqa: BLE001 - one feed must not keep the others from being read
            return self._failed(known, str(fault(known.address, error).error))

    def look(self, item: Listed, feed: Feed) -> Got:
        """Looks at an item. Nothing is raised."""
        try:
            entry = msgpack.decode(item.entry, type=Entry) if item.entry else None
            if entry is None:
                return self._file(item)
            return self._page(item, entry, feed)
        except Exception as error:  # noqa: BLE001 - one item must not keep the others from being read
            problem = error if isinstance(error, DatelineError) else fault(item.address, error).error
            return _given_up(item, str(problem))

    def _folder(self, known: Feed) -> Polled:
        found = list(files_of(known.address)) if os.path.isdir(known.address) else []
        if not os.path.isdir(known.address):
            return self._failed(known, "is no folder any more: check the path")
        items = []
        for name in found:
            if isinstance(name, Failure):
                continue
            stat = os.stat(name)
            items.append(Item(name=name, url=None, changed=f"{stat.st_size} {stat.st_mtime_ns}"))
        return Polled(replace(known, failures=0, problem=None, due=self._clock.today()), tuple(items))

    def _feed(self, known: Feed) -> Polled:
        answer = self._polite.get(known.address, self._allowed(known.address), _conditions(known.etag, known.modified))
        if isinstance(answer, NotGot) and not answer.asked:
            host = urlsplit(known.address).hostname
            why = f"{answer.why}; or let it be reached with --allow {host}"
            return replace(self._failed(known, why), feed=replace(known, problem=why))  # nobody need be left alone
        if isinstance(answer, NotGot):
            return self._failed(known, answer.why, answer.until)
        now = replace(known, failures=0, problem=None, due=self._clock.today())
        if answer.status == 304:
            return Polled(now, changed=False)
        data = _feed_of(answer)
        digest = sha256(data).hexdigest()
        if digest == known.digest:
            return Polled(
                replace(now, etag=answer.header("ETag"), modified=answer.header("Last-Modified")), changed=False
            )
        listing = read_listing(answer.url, data)
        if listing.children:
            return self._sitemaps(now, listing.children, answer)
        now = replace(
            now,
            title=listing.title or now.title,
            etag=answer.header("ETag"),
            modified=answer.header("Last-Modified"),
            digest=digest,
        )
        return Polled(now, listing.items, answer, left_out=listing.left_out)

    def _sitemaps(self, now: Feed, addresses: Collection[str], answer: Answer) -> Polled:
        """The items of all sitemaps that an index leads to. The index itself is asked for anew each time: it may stay
        the same when they change."""
        items: dict[str, Item] = {}
        problem = None
        for address in addresses:
            child = self._polite.get(address, self._allowed(now.address))
            try:
                listing = read_listing(child.url, _feed_of(child)) if isinstance(child, Answer) else None
            except InputError as error:
                problem = f"{address}: {error}"
                continue
            if listing is None:
                problem = f"{address}: {child.why}" if isinstance(child, NotGot) else problem
            else:
                items |= {item.name: item for item in listing.items}
        if not items and problem is not None:
            return self._failed(now, problem)
        return Polled(now, tuple(items.values()), answer)

    def _failed(self, known: Feed, why: str, until: float | None = None) -> Polled:
        failures = known.failures + 1
        due = max(until or 0.0, self._clock.now() + backoff(failures, self._settings.manners))
        return Polled(replace(known, failures=failures, problem=why, due=moment(due)), why=why, changed=False)

    def _page(self, item: Listed, entry: Entry, feed: Feed) -> Got:
        at = self._clock.today()
        if entry.item.url is None or not self._settings.pages:
            return self._from_feed(item, entry, feed, at, None)
        headers = _conditions(item.etag, item.modified) if item.report else ()
        answer = self._polite.get(entry.item.url, self._allowed(feed.address), headers)
        if isinstance(answer, NotGot):
            if answer.again and item.attempts + 1 < _ATTEMPTS:
                return self._later(item, answer)
            return self._from_feed(item, entry, feed, at, answer.why)
        if answer.status == 304:
            return Got(replace(item, state=DONE), at=at)
        now = replace(item, state=DONE, etag=answer.header("ETag"), modified=answer.header("Last-Modified"))
        try:
            return Got(now, (of_page(entry.item, answer, at, self._settings.options),), answer, at)
        except FetchError as error:  # a body that cannot be unpacked, or is a bomb, is no evidence of anything
            return self._from_feed(item, entry, feed, at, str(error))
        except InputError as error:
            return replace(self._from_feed(now, entry, feed, at, str(error)), answer=answer)

    def _from_feed(self, item: Listed, entry: Entry, feed: Feed, at: str, why: str | None) -> Got:
        """What the feed itself says, where the page cannot be had; ``why`` it cannot."""
        text = entry.item.body.strip()
        if not text or (why is not None and len(text) < _SHORT) or entry.record is None:
            return _given_up(item, why or "has neither a page nor text in its feed", at)
        try:
            data = self._payload(entry.record)
            found = of_entry(entry.item, feed.address, data, at, self._settings.options)
        except InputError as error:
            return _given_up(item, why or str(error), at)
        note = f"{why}; what its feed says of it was read instead" if why else None
        return Got(replace(item, state=DONE), (found,), at=at, note=note)

    def _payload(self, record: str) -> bytes:
        """The bytes of the feed in an archive record."""
        from fastwarc.warc import ArchiveIterator, WarcRecordType

        stream = self._evidence.open(record)
        if stream is None:
            raise LibraryError(f"evidence {record} is missing: put back the file from a backup")
        with stream:
            for found in ArchiveIterator(
                BytesIO(stream.read()), record_types=WarcRecordType.response, parse_http=False
            ):
                found.parse_http(auto_decode="none")
                body = decode_body(found.reader.read(), content=found.http_headers.get("Content-Encoding") or "")
                return decode_body(body, content="gzip")
        raise LibraryError(f"evidence {record} is no archive record: put back the file from a backup")

    def _file(self, item: Listed) -> Got:
        """A file of a folder."""
        found = tuple(
            one if isinstance(one, Failure) else one.received
            for one in collected([item.address], self._settings.options)
        )
        reports = [one for one in found if not isinstance(one, Failure)]
        state = DONE if reports else FAILED
        problem = next((str(one.error) for one in found if isinstance(one, Failure)), None)
        return Got(replace(item, state=state, problem=problem), found, at=self._clock.today())

    def _later(self, item: Listed, answer: NotGot) -> Got:
        attempts = item.attempts + 1
        due = max(answer.until or 0.0, self._clock.now() + backoff(attempts, self._settings.manners))
        return Got(replace(item, attempts=attempts, due=moment(due), problem=answer.why), why=answer.why)

    def _allowed(self, feed: str) -> tuple[str, ...]:
        """The hosts that may be reached from a feed although they are not public: none, unless the feed is itself on
        one of them, so that no feed from outside leads into the house."""
        own = bare(urlsplit(feed).hostname or "")
        return self._settings.allow if own in {bare(host) for host in self._settings.allow} else ()


def _feed_of(answer: Answer) -> bytes:
    """The bytes of a feed, unpacked; sitemaps are often served as gzip files, which have no encoding to declare."""
    return decode_body(answer.unpacked(_LARGEST), content="gzip", largest=_LARGEST)


def listed(polled: Polled, record: str | None, due: str) -> list[Listed]:
    """The items of a feed as they are put on the list of what waits."""
    feed = polled.feed.id
    return [
        Listed(
            id=item_id(feed, item.name),
            feed=feed,
            address=item.url or item.name,
            digest=item.digest,
            due=due,
            entry=None if polled.answer is None else msgpack.encode(Entry(item, record)),
        )
        for item in polled.items
    ]


def _given_up(item: Listed, why: str, at: str = "") -> Got:
    return Got(replace(item, state=FAILED, problem=why), why=why, at=at)


def _conditions(etag: str | None, modified: str | None) -> tuple[tuple[str, str], ...]:
    given = (("If-None-Match", etag), ("If-Modified-Since", modified))
    return tuple((name, value) for name, value in given if value and value.isprintable() and value.isascii())
