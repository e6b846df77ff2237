"""``dateline watch``: feeds and folders read again and again; what is new is added, once.

Each round looks at the feeds that are due, puts what they list on a list in the library, then looks at each item on it.
Fetching and reading are done outside any transaction; a report, its archive record, what became of its item and the
alerts that follow are committed together. A watch that is killed goes on where it was: what was not committed is done
again, what was is not."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator, Sequence
from functools import cache, partial
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from dateline.collect.archive import records
from dateline.collect.clock import FURTHEST, Clock, left, moment, seconds
from dateline.collect.feeds.subscriptions import Subscription, subscriptions
from dateline.collect.gather import Received
from dateline.collect.options import Failure
from dateline.collect.polite import HostState, Polite, host_of
from dateline.errors import RemovedError, UsageError
from dateline.library import queries, watching
from dateline.library.library import Library
from dateline.library.records import Fingerprint
from dateline.library.watching import DONE, FAILED, WAITING, Feed, Listed
from dateline.library.writer import Writer
from dateline.values import Reading, Report
from dateline.work.derived import recompute
from dateline.work.fingerprint import extractor, fingerprint
from dateline.work.freed import few_heaps
from dateline.work.lanes import lanes
from dateline.work.pool import Done
from dateline.work.reader import load_reader
from dateline.work.reading import Task, map_tasks
from dateline.work.watched import Eyes, Got, Polled, Settings, listed

Load = Callable[[], Callable[[Report], Reading]]
Status = Literal["listed", "unchanged", "added", "revised", "already there", "passed over", "put off", "failed"]


_DELIVER = 30.0
"""Seconds of a round after which what follows from it is done before its end."""


class Watched(Struct, frozen=True):
    """What became of a feed (``listed``: it has new items, ``unchanged``) or of an item of it (``added``; ``revised``:
    a newer text of a report, added beside it; ``already there``; ``passed over``: its report was removed). Both may be
    ``put off`` to a later round, not before ``until``, or have ``failed``; ``why`` says so, ``note`` what else there is
    to say. ``new`` and ``changed``: items of a feed."""

    feed: str
    input: str
    status: Status
    report: str | None = None
    title: str | None = None
    claims: int = 0
    new: int = 0
    changed: int = 0
    until: str | None = None
    why: str | None = None
    note: str | None = None


def watch(
    library: Library,
    given: Sequence[str],
    settings: Settings,
    every: float | None = None,
    jobs: int = 1,
    clock: Clock | None = None,
    after: Callable[[], float | None] = lambda: None,
    load: Load = load_reader,
    made_with: Callable[[], Fingerprint] = fingerprint,
) -> Iterator[Watched]:
    """Looks at what is ``given`` (see ``subscriptions``), once, or each ``every`` seconds for ever; gives what became
    of each feed and item, once it is committed. ``after`` is called after each round, now and then within a long one,
    and while the watch waits; it gives when it wants to be called again (seconds since 1970), if it does. Raises
    UsageError where ``given`` cannot be understood at first; later the last list that could be is used."""
    few_heaps()
    clock = clock or Clock()
    loaded: Load = cache(load)
    found = subscriptions(given)
    polite = Polite(settings.manners, clock, _left_alone(library))
    while True:
        began = called = clock.now()
        for one in _Round(library, found, settings, clock, polite, (loaded, made_with, jobs)).run():
            yield one
            if clock.now() - called >= _DELIVER:  # a round may take hours: what it found does not wait for its end
                after()
                called = clock.now()
        again = after()
        if every is None:
            return
        while (wait := left(began + every, clock.now(), every)) > 0:  # none where the clock was set back
            clock.sleep(wait if again is None else max(1.0, min(wait, again - clock.now())))
            if again is not None and clock.now() >= again:
                again = after()
        try:
            found = subscriptions(given)
        except UsageError as error:
            yield Watched(", ".join(given), ", ".join(given), "failed", why=f"{error}; watching what it named before")


class _Known(Struct, frozen=True):
    """A report that is there already: it is not read again."""


class _Nothing(Struct, frozen=True):
    """An item without a report."""


class _Part(Struct, frozen=True):
    """One report of an item; ``last``: nothing of it comes behind; ``first``: nothing came before."""

    got: Got
    received: Received | Failure | None
    first: bool
    last: bool


class _Round:
    """One look at everything that is due."""

    def __init__(
        self,
        library: Library,
        found: Sequence[Subscription],
        settings: Settings,
        clock: Clock,
        polite: Polite,
        reading: tuple[Load, Callable[[], Fingerprint], int],
    ) -> None:
        self._library, self._settings, self._clock = library, settings, clock
        self._load, self._made_with, self._jobs = reading
        self._subscriptions = {watching.feed_id(one.address): one for one in found}
        self._polite = polite
        self._eyes = Eyes(polite, settings, clock, library.evidence)
        self._feeds: dict[str, Feed] = {}

    def run(self) -> Iterator[Watched]:
        """Feeds, then items."""
        self._library.evidence.tidy()
        now = self._clock.today()
        with self._library.reading() as connection:
            known = watching.feeds_known(connection, self._subscriptions)
        for id_, one in self._subscriptions.items():
            self._feeds[id_] = known.get(id_) or Feed(id_, one.address, now, one.title)
        due = [id_ for id_ in self._subscriptions if self._is_due(self._feeds[id_])]
        for id_ in self._subscriptions.keys() - set(due):
            feed = self._feeds[id_]
            why = f"{feed.problem or 'failed'}; it is left alone until then"
            yield Watched(feed.address, feed.address, "put off", until=feed.due, why=why)
        jobs = ((_lane(self._feeds[i].address), partial(self._poll, i)) for i in due)
        for polled in lanes(jobs, self._settings.at_once):
            yield self._keep_feed(polled)
        self._keep_hosts()
        yield from self._items()
        self._keep_hosts()

    def _is_due(self, feed: Feed) -> bool:
        return not feed.failures or not left(seconds(feed.due), self._clock.now())

    def _poll(self, id_: str) -> Polled:
        return self._eyes.poll(self._subscriptions[id_], self._feeds[id_])

    def _keep_feed(self, polled: Polled) -> Watched:
        """Commits what a feed lists, with the archive record of the answer that lists it."""
        feed = self._feeds[polled.feed.id] = polled.feed
        new = changed = 0
        archived = None
        if polled.answer is not None and polled.items:
            archived = records(polled.answer, feed.polled or self._clock.today(), (("fetched-as", "feed"),))
        with self._library.writing() as writer:
            watching.put_feed(writer.connection, feed)
            if polled.items:
                record = watching.digest(archived) if archived is not None else None
                items = listed(polled, record, self._clock.today())
                new, changed = watching.list_items(writer.connection, items)
                if new + changed and archived is not None and polled.answer is not None:
                    at = feed.polled or self._clock.today()
                    payload = polled.feed.digest or watching.digest(polled.answer.body)
                    writer.capture(archived, payload, feed.address, polled.answer.address, at, "feed")
        if polled.why is not None:
            until = feed.due if feed.failures else None
            return Watched(feed.address, feed.address, "failed", title=feed.title, until=until, why=polled.why)
        note = f"lists {polled.left_out} more than are looked at" if polled.left_out else None
        status: Status = "listed" if new + changed else "unchanged"
        return Watched(feed.address, feed.address, status, title=feed.title, new=new, changed=changed, note=note)

    def _keep_hosts(self) -> None:
        found = {name: (moment(state.due), state.failures) for name, state in self._polite.states().items()}
        with self._library.writing() as writer:
            watching.put_hosts(writer.connection, found)

    def _items(self) -> Iterator[Watched]:
        with self._library.reading() as connection:
            furthest = moment(self._clock.now() + FURTHEST)
            found = watching.waiting(connection, self._feeds, self._clock.today(), furthest)
        looks = ((_lane(item.address), partial(self._eyes.look, item, self._feeds[item.feed])) for item in found)
        waiting: deque[_Part] = deque()

        def tasks() -> Iterator[Task | Failure | Done[Reading | _Known | _Nothing]]:
            for got in lanes(looks, self._settings.at_once):
                parts = got.found or (None,)
                for number, received in enumerate(parts):
                    waiting.append(_Part(got, received, number == 0, number == len(parts) - 1))
                    yield self._task(received)

        for outcome in map_tasks(self._load, tasks(), self._jobs):
            yield self._keep_item(waiting.popleft(), outcome)

    def _task(self, received: Received | Failure | None) -> Task | Failure | Done[Reading | _Known | _Nothing]:
        if received is None:
            return Done(_Nothing())
        if isinstance(received, Failure):
            return received
        with self._library.reading() as connection:
            is_known = queries.has(connection, received.report.id)
        return Done(_Known()) if is_known else Task(received.origin.address, received.report)

    def _keep_item(self, part: _Part, outcome: Reading | _Known | _Nothing | Failure) -> Watched:
        """Commits one report with all that belongs to it."""
        got, item = part.got, part.got.item
        feed = self._feeds[item.feed]
        told = Watched(feed.address, item.address, "failed", note=got.note)
        if item.state == WAITING:
            with self._library.writing() as writer:
                watching.settle(writer.connection, item)
            return replace(told, status="put off", until=item.due, why=got.why)
        received = part.received if isinstance(part.received, Received) else None
        with self._library.writing() as writer:
            if part.first:
                self._archive(writer, got)
            if isinstance(outcome, Failure):
                item = replace(item, state=FAILED if part.last and item.report is None else item.state)
                item = replace(item, problem=str(outcome.error))
                told = replace(told, why=str(outcome.error), input=outcome.name)
            elif isinstance(outcome, _Nothing):
                status: Status = "failed" if item.state == FAILED else "already there"
                told = replace(told, status=status, why=got.why, report=item.report)
            elif received is not None:
                told, item = self._add(writer, received, outcome, (told, item))
                if told.status == "added" and part.first and part.last:
                    told = _revised(writer, told, got.item.report)
                if told.status in ("added", "revised"):
                    recompute(writer)
            if part.last:
                watching.settle(writer.connection, item)
        return told

    def _add(
        self, writer: Writer, received: Received, outcome: Reading | _Known, so_far: tuple[Watched, Listed]
    ) -> tuple[Watched, Listed]:
        told, item = so_far
        report = received.report
        told = replace(
            told, report=report.id, title=report.title, input=received.origin.address, status="already there"
        )
        if isinstance(outcome, Reading):
            try:
                change = writer.add(outcome, received.data, received.origin, extractor(), self._made_with())
            except RemovedError as error:
                return replace(told, status="passed over", why=str(error)), replace(item, report=report.id)
            if change.done:
                told = replace(told, status="added", claims=change.claims)
        return told, replace(item, report=report.id, state=DONE)

    def _archive(self, writer: Writer, got: Got) -> None:
        """Keeps the page as it was answered."""
        if got.answer is None:
            return
        first = got.found[0] if got.found else None
        payload = first.report.sha256 if isinstance(first, Received) else watching.digest(got.answer.body)
        facts = (("fetched-as", "page"), ("payload-sha256", payload), ("listed-by", self._feeds[got.item.feed].address))
        record = records(got.answer, got.at, facts)
        writer.capture(record, payload, got.answer.url, got.answer.address, got.at, "page")


def _left_alone(library: Library) -> dict[str, HostState]:
    """Hosts that are to be left alone."""
    with library.reading() as connection:
        return {name: HostState(seconds(due), n) for name, (due, n) in watching.hosts_known(connection).items()}


def _revised(writer: Writer, told: Watched, earlier: str | None) -> Watched:
    if told.report is None or earlier is None or not writer.revise(told.report, earlier):
        return told
    return replace(told, status="revised", note=f"a newer text of report {earlier[:8]}")


def _lane(address: str) -> str:
    return host_of(address) if "://" in address else ""
