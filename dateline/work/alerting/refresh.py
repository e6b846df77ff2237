"""Alerts kept in step with what the library knows: raised, updated, cancelled in the transaction that changes it.

One alert tells of one event, or of one change of control; it follows the event when that is merged or split. What is
sent is put on its way in the same transaction; nothing is sent here."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from datetime import date
from itertools import chain, count
from typing import Literal

import msgspec
from msgspec.structs import replace
from sqlalchemy import Connection, select

from dateline.assess.brief.values import Given
from dateline.assess.control.history import History
from dateline.assess.control.holding import on
from dateline.corroborate.registry import Registry
from dateline.library import alerts as kept
from dateline.library import events as stored
from dateline.library import holdings
from dateline.library.alerts import ACTIVE, CANCELLED, Alert, AlertMessage
from dateline.library.holdings import Holders
from dateline.library.log import now
from dateline.library.tables import events, reports
from dateline.library.told import where
from dateline.library.writer import Writer
from dateline.values import Anchor, Event
from dateline.work.alerting.changes import STILL, still, turns
from dateline.work.alerting.notice import Change, Notice, differences, of_control, of_event
from dateline.work.alerting.notice import concerns as concerns_of
from dateline.work.alerting.wanted import Wanted, earliest, is_at, is_recent, misfit, misfit_of_concern
from dateline.work.brief import backings_of
from dateline.work.events import named
from dateline.work.who import registry

_SAME_TURN, _SAME_DAYS = 30, 7
"""Days that the day of a change of control may move, and it is the same change; the same by whoever it was."""
_GONE = "no report that is still there tells of it"
_ERASED = "a report that it quoted was removed"


def bring_up_to_date(writer: Writer, touched: frozenset[str]) -> None:
    """The step of ``dateline.work.derived``. ``touched``: the reports whose claims changed."""
    _Refresh(writer).run(touched)


def evaluate(writer: Writer) -> None:
    """Applies all rules to the whole library, as after a change of the rules."""
    _Refresh(writer).run(None)


class _Refresh:
    def __init__(self, writer: Writer) -> None:
        self._writer = writer
        self._connection = writer.connection
        rules = kept.rules_kept(self._connection)
        self._wanted = {one.name: msgspec.json.decode(one.body, type=Wanted) for one in rules}
        self._since = {one.name: one.position for one in rules}
        self._seen = Seen(self._connection)

    def run(self, touched: frozenset[str] | None) -> None:
        """All that follows for alerts from reports whose claims changed; None: from everything."""
        erased = self._erase(touched) if touched else {}
        if not self._wanted:
            return
        changed = None if touched is None else self._changed(touched)
        active = kept.alerts_known(self._connection, (ACTIVE,))
        told = self._follow([one for one in active if one.kind == "event"], changed, erased)
        self._raise(changed, told)
        if any(one.rule.change_of_control for one in self._wanted.values()):
            sites = None if touched is None else self._sites(touched)
            self._control([one for one in active if one.kind == "control"], sites, erased)

    def _changed(self, touched: Collection[str]) -> set[str]:
        found = set(stored.anchors_in(self._connection, touched).values())
        return found | set(stored.events_of(self._connection, self._writer.regrouped).values())

    def _sites(self, touched: Collection[str]) -> set[str]:
        regrouped = holdings.sites_at(self._connection, self._writer.regrouped)
        return holdings.sites_of(self._connection, touched) | regrouped

    def _erase(self, touched: Collection[str]) -> dict[str, Notice]:
        """Erases messages that quote reports which are gone; gives what the last one of each alert said."""
        there = {row[0] for row in where(self._connection, (reports.c.id,), reports.c.id, touched)}
        gone = set(touched) - there
        ids = kept.alerts_on(self._connection, gone) if gone else set()
        found = {id_: last for id_ in ids if (last := last_notice(self._connection, id_)) is not None}
        kept.erase(self._connection, ids, gone)
        return found

    # Events.

    def _follow(
        self, active: Collection[Alert], changed: Collection[str] | None, erased: dict[str, Notice]
    ) -> set[tuple[str, str]]:
        """Updates and cancels alerts; gives the rules and events that active ones tell of."""
        told: set[tuple[str, str]] = set()
        there = {row[0] for row in where(self._connection, (events.c.id,), events.c.id, {a.subject for a in active})}
        by: dict[tuple[str, str], str] = {}
        for alert in active:
            is_same = alert.subject in there
            if is_same and changed is not None and alert.subject not in changed and alert.id not in erased:
                told.add((alert.rule, alert.subject))
                by[alert.rule, alert.subject] = alert.id
                continue
            at = [alert.subject] if is_same else stored.find_event(self._connection, alert.subject)
            one = self._wanted.get(alert.rule)
            if one is None:
                continue
            if not at:
                self._cancel(alert, _GONE, erased)
            elif (alert.rule, at[0]) in told:
                self._cancel(alert, "it is the same event as another alert tells of", erased, by[alert.rule, at[0]])
            elif self._still(one, replace(alert, subject=at[0]), erased):
                told.add((alert.rule, at[0]))
                by[alert.rule, at[0]] = alert.id
        return told

    def _still(self, one: Wanted, alert: Alert, erased: dict[str, Notice]) -> bool:
        """Whether an alert holds on; it is updated, or else cancelled."""
        event = self._seen.event(alert.subject)
        assert event is not None
        why = misfit(one, event)
        given = self._seen.given(event) if why is None else None
        why = why or (misfit_of_concern(one, concerns_of(given.told)) if given is not None else None)
        if why is not None or given is None:
            self._cancel(alert, why or _GONE, erased)
            return False
        self._update(alert, of_event(alert.rule, given, self._seen.hashes(given)), erased, one.channels)
        return True

    def _raise(self, changed: Collection[str] | None, told: set[tuple[str, str]]) -> None:
        for event in self._seen.events(changed):
            for name, one in self._wanted.items():
                if one.rule.change_of_control or (name, event.id) in told or misfit(one, event) is not None:
                    continue
                if not one.rule.past and not self._seen.is_new(event.claims, self._since[name]):
                    continue
                notice = candidate(one, event, self._seen)
                if notice is not None:
                    self._new(one, "event", event.id, notice)

    # Control.

    def _control(self, active: Collection[Alert], sites: Collection[str] | None, erased: dict[str, Notice]) -> None:
        """Changes of control at places of which something changed, and at those of alerts whose reports went."""
        also = {one.subject for one in active if one.id in erased}
        chosen = None if sites is None else {*sites, *also}
        found = dict(self._seen.histories(chosen))
        reached = chosen if chosen is not None else {*found, *(one.subject for one in active)}
        for name, one in self._wanted.items():
            if not one.rule.change_of_control:
                continue
            left = [alert for alert in active if alert.rule == name and alert.subject in reached]
            for site, (of, history) in sorted(found.items()):
                changes = list(changes_at(one, of, history, self._seen))
                for alert, change in self._matched([a for a in left if a.subject == site], changes, erased):
                    left.remove(alert)
                    changes.remove(change)
                    self._update(alert, self._of_control(name, site, of, change), erased, one.channels)
                for change in changes:
                    if self._is_news(one, change):
                        notice = self._of_control(name, site, of, change)
                        self._new(one, "control", site, notice, f"{site} {change.holder} {change.day}")
            for alert in left:
                if not self._holds_on(alert, found.get(alert.subject), erased):
                    self._cancel(alert, "by what is known now the place did not change hands so", erased)

    def _matched(
        self, left: Collection[Alert], changes: Collection[Change], erased: dict[str, Notice]
    ) -> list[tuple[Alert, Change]]:
        """Which alerts tell of which changes: of the same holder about the same day; else of the same days, where it is
        known better now who it was."""
        found: list[tuple[Alert, Change]] = []
        told = {alert.id: erased.get(alert.id) or last_notice(self._connection, alert.id) for alert in left}
        for days, is_same in ((_SAME_TURN, True), (_SAME_DAYS, False)):
            for change in changes:
                taken = {alert.id for alert, _ in found}
                if change in [one for _, one in found]:
                    continue
                for alert in left:
                    last = told[alert.id]
                    if alert.id in taken or last is None or last.earliest is None:
                        continue
                    apart = abs((date.fromisoformat(last.earliest) - date.fromisoformat(change.day)).days)
                    if apart <= days and (last.holder == change.holder or not is_same):
                        found.append((alert, change))
                        break
        return found

    def _holds_on(self, alert: Alert, place: tuple[Holders, History] | None, erased: dict[str, Notice]) -> bool:
        """Whether a change of control that was told is less sure now, but not denied."""
        last = last_notice(self._connection, alert.id)
        if alert.id in erased or place is None or last is None or last.earliest is None:
            return False
        of, history = place
        # Who it was may be known by another name since.
        keys = [key for key, party in of.parties.items() if party.name != last.before]
        return any(still(history, key, last.earliest) >= STILL for key in keys)

    def _of_control(self, rule: str, site: str, of: Holders, change: Change) -> Notice:
        return of_control(rule, site, of.names, change, self._seen.sha256_of({b.of.report for b in change.behind}))

    def _is_news(self, one: Wanted, change: Change) -> bool:
        days = [backing.of.published for backing in change.behind if backing.of.published is not None]
        if days and change.day < earliest(one.rule, min(days)):
            return False
        anchors = [backing.anchor for backing in change.behind]
        return one.rule.past or self._seen.is_new(anchors, self._since[one.rule.name])

    # Messages.

    def _new(self, one: Wanted, kind: str, subject: str, notice: Notice, first: str | None = None) -> None:
        id_, known = self._free(one.rule.name, kind, first or subject)
        version = known[0].version + 1 if known else 1
        at = now()
        raised = known[0].raised if known else at
        alert = Alert(id_, one.rule.name, kind, subject, ACTIVE, version, notice.digest, raised, at)
        self._send(alert, "alert", notice, one.channels)

    def _free(self, rule: str, kind: str, first: str) -> tuple[str, list[Alert]]:
        """The id of an alert that is raised, and the alert of that id if it was told before. One that is active follows
        what it told of under another name, as after a merger that was taken back: it goes on, and this is another."""
        names = chain([first], (f"{first} {number}" for number in count(2)))
        ids = (kept.alert_id(rule, kind, name) for name in names)
        found = ((id_, kept.find_alerts(self._connection, id_)) for id_ in ids)
        return next((id_, known) for id_, known in found if not known or known[0].state != ACTIVE)

    def _update(self, alert: Alert, notice: Notice, erased: dict[str, Notice], channels: tuple[str, ...]) -> None:
        if alert.id in erased:
            notice = replace(notice, changes=(_ERASED,))
        elif notice.digest == alert.digest:
            kept.put_alert(self._connection, alert, notice.stands_on)
            return
        else:
            last = last_notice(self._connection, alert.id)
            notice = replace(notice, changes=differences(last, notice) if last is not None else ())
        alert = replace(alert, version=alert.version + 1, digest=notice.digest, changed=now())
        self._send(alert, "update", notice, channels)

    def _cancel(self, alert: Alert, why: str, erased: dict[str, Notice], same_as: str | None = None) -> None:
        last = None if alert.id in erased else last_notice(self._connection, alert.id)
        # Of an erased report nothing is told again.
        kind: Literal["event", "control"] = "control" if alert.kind == "control" else "event"
        notice = last or Notice(alert.rule, kind, alert.subject, "What it told of is withdrawn", "")
        notice = replace(
            notice, quotes=(), stands_on=(), changes=(), reason=_ERASED if alert.id in erased else why, same_as=same_as
        )
        alert = replace(alert, version=alert.version + 1, state=CANCELLED, changed=now())
        one = self._wanted.get(alert.rule)
        self._send(alert, "cancel", notice, one.channels if one is not None else ())

    def _send(self, alert: Alert, kind: str, notice: Notice, channels: tuple[str, ...]) -> None:
        body = msgspec.json.encode(notice).decode()
        kept.put_alert(self._connection, alert, notice.stands_on)
        kept.put_message(
            self._connection, AlertMessage(alert.id, alert.version, kind, alert.changed, body), channels, alert.changed
        )
        self._writer.log(f"alert-{kind}", alert.id, {"subject": alert.subject, "version": alert.version})


class Seen:
    """What a library holds, as rules see it. Events are given with their parties named."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._registry: Registry | None = None

    def event(self, id_: str) -> Event | None:
        """An event."""
        return next(self.events([id_]), None)

    def events(self, ids: Collection[str] | None) -> Iterator[Event]:
        """Events, or all there are, by id."""
        if ids is None:
            found: Iterable[bytes] = self._connection.scalars(select(events.c.body).order_by(events.c.id)).all()
        else:
            found = [row[1] for row in sorted(where(self._connection, (events.c.id, events.c.body), events.c.id, ids))]
        self._registry = self._registry or registry(self._connection)
        for body in found:
            yield named(stored.event_of(body), self._registry)

    def given(self, event: Event) -> Given | None:
        """An event with its claims; None where none of them stands."""
        found = backings_of(self._connection, set(event.claims))
        told = tuple(backing for anchor in event.claims for backing in found.get(anchor, ()))
        return Given(event, told) if told else None

    def hashes(self, given: Given) -> dict[str, str]:
        """The sha256 of the bytes of each report that tells of an event."""
        return self.sha256_of({anchor.report for anchor in given.event.claims})

    def sha256_of(self, of: Collection[str]) -> dict[str, str]:
        """The sha256 of the bytes of reports."""
        return {row[0]: row[1] for row in where(self._connection, (reports.c.id, reports.c.evidence), reports.c.id, of)}

    def published(self, event: Event) -> str | None:
        """The day of an event's first report."""
        found: str | None = self._connection.scalar(select(events.c.published).where(events.c.id == event.id))
        return found

    def is_new(self, anchors: Iterable[Anchor], position: int) -> bool:
        """Whether one of the reports came behind a position of the log."""
        return any(at > position for at in holdings.positions(self._connection, {a.report for a in anchors}).values())

    def histories(self, sites: Collection[str] | None) -> dict[str, tuple[Holders, History]]:
        """Who held places, or all of them, when."""
        chosen = holdings.places(self._connection).keys() if sites is None else sites
        return holdings.histories_of(self._connection, chosen)

    def change(self, of: Holders, history: History, day: str, best: str, claims: Iterable[Anchor]) -> Change | None:
        """A change of control without its parties."""
        found = backings_of(self._connection, set(claims))
        behind = tuple(backing for anchor in sorted(found) for backing in found[anchor])
        if not behind:
            return None
        return Change(day, "", None, 0.0, on(history, best, of.site.place, of.parties), behind)


def candidate(one: Wanted, event: Event, seen: Seen) -> Notice | None:
    """What is told of an event that fits a rule but for its concerns, if it does and is news."""
    given = seen.given(event)
    if given is None or misfit_of_concern(one, concerns_of(given.told)) is not None:
        return None
    if not is_recent(one.rule, event, given.told, seen.published(event)):
        return None
    return of_event(one.rule.name, given, seen.hashes(given))


def changes_at(one: Wanted, of: Holders, history: History, seen: Seen) -> Iterator[Change]:
    """The changes of control at a place that a rule wants."""
    if one.circle is not None and not is_at(one.circle, of.site.place):
        return
    for turn in turns(history, of.parties):
        parties = [of.parties[key] for key in (turn.holder, turn.before) if key is not None and key in of.parties]
        if one.actors and not any(party.id in one.actors for party in parties):
            continue
        claims = {anchor for observed in turn.behind for anchor in observed.claims}
        change = seen.change(of, history, turn.day, turn.best, claims)
        if change is not None:
            before = of.parties[turn.before].name if turn.before in of.parties else None
            yield replace(change, holder=of.parties[turn.holder].name, before=before, confidence=turn.confidence)


def last_notice(connection: Connection, alert: str) -> Notice | None:
    """What the last message of an alert said that is still there."""
    for message in reversed(kept.messages_of(connection, [alert]).get(alert, [])):
        if message.body is not None:
            return msgspec.json.decode(message.body, type=Notice)
    return None
