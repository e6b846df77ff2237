"""``dateline alerts`` and what ``dateline watch --alerts`` does beside: rules in, alerts shown, messages out."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Literal

import msgspec
from msgspec import Struct
from msgspec.structs import replace
from sqlalchemy import Connection, select

from dateline.collect.clock import Clock, left, moment, seconds
from dateline.collect.polite import Manners, backoff
from dateline.errors import UsageError
from dateline.library import alerts as kept
from dateline.library.alerts import ACTIVE, CANCELLED, ENDED, FAILED, SENT, Alert, AlertMessage, KeptRule
from dateline.library.library import Library
from dateline.library.log import read_head
from dateline.library.tables import settings
from dateline.work.alerting.as_atom import feed
from dateline.work.alerting.notice import Notice, of_control
from dateline.work.alerting.refresh import Seen, candidate, changes_at, evaluate, last_notice
from dateline.work.alerting.rules import Channel, Rules, read_rules
from dateline.work.alerting.send import Letter, Outcome, Ways, write
from dateline.work.alerting.wanted import Wanted, described, misfit, wanted

_ATTEMPTS = 16
"""Times that a message is tried before it is given up: about two days."""
_PAUSES = Manners(first=60.0, longest=6 * 3600.0)
PREFIX = 6
"""Characters of an alert's id that must be given at least."""
State = Literal["active", "cancelled", "ended", "all"]


class Shown(Struct, frozen=True):
    """An alert as it is now; ``headline`` and ``place`` are null where all that it quoted was erased; ``waiting`` and
    ``failed``: deliveries."""

    id: str
    rule: str
    kind: str
    subject: str
    state: str
    version: int
    headline: str | None
    place: str | None
    raised: str
    changed: str
    waiting: int
    failed: int


class Applied(Struct, frozen=True):
    """A rule that is applied: what it asks for in words, where its alerts go, from which position of the log on;
    ``alerts``: active ones."""

    rule: str
    asks_for: str
    deliver: tuple[str, ...]
    position: int
    alerts: int


class Sent(Struct, frozen=True):
    """What became of a delivery: ``sent``, ``waiting`` (to be tried again from ``due`` on), ``failed``."""

    channel: str
    alert: str
    version: int
    kind: str
    state: str
    headline: str | None = None
    due: str | None = None
    why: str | None = None


def use(library: Library, rules: Rules) -> list[Applied]:
    """Makes a file's rules those of the library: each change of it raises, updates and cancels alerts by them from now
    on. A rule that was there tells on of what came since it first was; alerts of rules that are gone end without a
    message. Raises UsageError for a name in a rule that stands for nothing."""
    with library.reading(frozen=True) as connection:
        found = wanted(connection, rules)
    with library.writing() as writer:
        connection = writer.connection
        before = {one.name: one for one in kept.rules_kept(connection)}
        position = read_head(connection).position
        now_kept = []
        for one in found:
            old = before.get(one.rule.name)
            body = msgspec.json.encode(one).decode()
            now_kept.append(KeptRule(one.rule.name, body, old.position if old is not None else position))
        kept.put_rules(connection, now_kept)
        names = {one.name for one in now_kept}
        for alert in kept.alerts_known(connection, (ACTIVE,)):
            if alert.rule not in names:
                kept.put_alert(connection, replace(alert, state=ENDED), ())
        if {one.name: one.body for one in before.values()} != {one.name: one.body for one in now_kept}:
            evaluate(writer)
    return applied(library)


def use_file(library: Library, path: Path) -> Rules:
    """``use`` with the rules in a file; gives them."""
    rules = read_rules(path)
    use(library, rules)
    return rules


def applied(library: Library) -> list[Applied]:
    """The rules that are applied."""
    with library.reading() as connection:
        active = kept.alerts_known(connection, (ACTIVE,))
        found = []
        for one in kept.rules_kept(connection):
            rule = msgspec.json.decode(one.body, type=Wanted)
            number = sum(alert.rule == one.name for alert in active)
            found.append(Applied(one.name, described(rule), rule.channels, one.position, number))
    return found


def test(library: Library, rules: Rules) -> Iterator[Notice]:
    """What the rules would tell of all that is in the library, also of what was there before them. Nothing is kept and
    nothing sent. Raises UsageError for a name that stands for nothing."""
    with library.reading(frozen=True) as connection:
        seen = Seen(connection)
        found = wanted(connection, rules)
        ordinary = [one for one in found if not one.rule.change_of_control]
        if ordinary:
            for event in seen.events(None):
                for one in ordinary:
                    notice = candidate(one, event, seen) if misfit(one, event) is None else None
                    if notice is not None:
                        yield notice
        control = [one for one in found if one.rule.change_of_control]
        if control:
            for site, (of, history) in sorted(seen.histories(None).items()):
                for one in control:
                    for change in changes_at(one, of, history, seen):
                        hashes = seen.sha256_of({backing.of.report for backing in change.behind})
                        yield of_control(one.rule.name, site, of.names, change, hashes)


def alerts(library: Library, state: State = "active", rule: str | None = None) -> list[Shown]:
    """The alerts there are, the oldest first."""
    states = () if state == "all" else (state,)
    with library.reading() as connection:
        found = []
        for alert in kept.alerts_known(connection, states, rule):
            notice = last_notice(connection, alert.id)
            ways = kept.deliveries_of(connection, alert.id)
            found.append(
                Shown(
                    alert.id,
                    alert.rule,
                    alert.kind,
                    alert.subject,
                    alert.state,
                    alert.version,
                    notice.headline if notice else None,
                    notice.place if notice else None,
                    alert.raised,
                    alert.changed,
                    sum(one.state == kept.WAITING for one in ways),
                    sum(one.state == FAILED for one in ways),
                )
            )
    return found


class Told(Struct, frozen=True):
    """A message of an alert; ``notice`` is null where what it quoted was erased."""

    alert: str
    version: int
    kind: str
    at: str
    notice: Notice | None


def messages(library: Library, given: str) -> list[Told]:
    """All messages of the alert whose id begins so. Raises UsageError where there is none."""
    with library.reading() as connection:
        alert = _one(connection, given)
        found = kept.messages_of(connection, [alert.id]).get(alert.id, [])
    return [Told(one.alert, one.version, one.kind, one.at, _notice(one)) for one in found]


def _one(connection: Connection, given: str) -> Alert:
    found = kept.find_alerts(connection, given.lower()) if len(given) >= PREFIX else []
    if len(found) != 1:
        what = "several alerts have ids that begin so; give more of it" if found else "there is no such alert"
        raise UsageError(f"{given}: {what}; dateline alerts list shows what there is")
    return found[0]


def atom(library: Library, title: str = "Alerts", most: int = 200) -> bytes:
    """The alerts as an Atom feed: the ``most`` that changed last."""
    with library.reading(frozen=True) as connection:
        id_ = str(connection.scalar(select(settings.c.value).where(settings.c.name == "id")))
        found = kept.alerts_known(connection, (ACTIVE, CANCELLED))
        newest = sorted(found, key=lambda one: (one.changed, one.id), reverse=True)[:most]
        return feed(title, id_, [(alert, last_notice(connection, alert.id)) for alert in newest])


def retry(library: Library, clock: Clock) -> int:
    """Puts what could not be delivered on its way again; gives the number."""
    with library.writing() as writer:
        return kept.retry(writer.connection, clock.today())


class Sender:
    """Delivers by the channels of one rules file what is due, each time that it is called."""

    def __init__(self, library: Library, rules: Rules, clock: Clock | None = None, ways: Ways | None = None) -> None:
        self._library = library
        self._rules = rules
        self._clock = clock or Clock()
        self._ways = ways or Ways(rules, self._clock)

    def run(self, told: Callable[[Sent], object] = lambda _: None) -> float | None:
        """Delivers what is due; ``told`` is called with what became of each. Gives when the next delivery is due
        (seconds since 1970); None where none waits."""
        next_due: list[float] = []
        with self._library.reading() as connection:
            every = kept.deliveries_waiting(connection)
            missing = {one.channel for one in every} - self._rules.deliver.keys()
            letters = [found for one in every if (found := self._letter(connection, one)) is not None]
        for name in sorted(missing):
            number = sum(one.channel == name for one in every)
            why = f"deliver {name!r} is not in the rules file any more; {number} messages wait for it"
            told(Sent(name, "", 0, "", kept.WAITING, why=why))
        for name, channel in self._rules.deliver.items():
            due = self._channel(name, channel, [one for one in letters if one.delivery.channel == name], told)
            if due is not None:
                next_due.append(due)
        return min(next_due, default=None)

    def _letter(self, connection: Connection, one: kept.Delivery) -> Letter | None:
        found = kept.messages_of(connection, [one.alert]).get(one.alert, [])
        message = next((m for m in found if m.version == one.version), None)
        notice = _notice(message) if message is not None else None
        if message is None or notice is None:
            return None
        return Letter(one, message, notice, tuple(m for m in found if m.version < one.version))

    def _channel(
        self, name: str, channel: Channel, letters: list[Letter], told: Callable[[Sent], object]
    ) -> float | None:
        """Delivers in order; what waits for a time holds up what is behind it, so that nobody gets a cancellation
        before the alert. Gives when it is due."""
        if channel.atom is not None:
            if letters:
                outcome = self._atom(name, channel)
                for letter in letters:
                    if (due := self._settle(letter, outcome, told)) is not None:
                        return due
            return None
        for letter in letters:
            due = seconds(letter.delivery.due)
            if letter.delivery.attempts and left(due, self._clock.now()):
                return due
            again = self._settle(letter, self._ways.deliver(name, channel, letter), told)
            if again is not None:
                return again
        return None

    def _atom(self, name: str, channel: Channel) -> Outcome:
        path = Path(self._rules.folder, channel.atom or "").expanduser()
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            write(path, atom(self._library, channel.title, channel.most))
        except OSError as error:
            return Outcome(False, f"deliver {name!r}: {path}: {error.strerror or error}", again=True)
        return Outcome(True)

    def _settle(self, letter: Letter, outcome: Outcome, told: Callable[[Sent], object]) -> float | None:
        """Keeps what became of a delivery; gives when it is to be tried again."""
        one, due = letter.delivery, None
        attempts = one.attempts + 1
        if outcome.done:
            one = replace(one, state=SENT, attempts=attempts, problem=outcome.why)
        elif outcome.again and attempts < _ATTEMPTS:
            due = self._clock.now() + max(outcome.after or 0.0, backoff(attempts, _PAUSES))
            one = replace(one, attempts=attempts, due=moment(due), problem=outcome.why)
        else:
            one = replace(one, state=FAILED, attempts=attempts, problem=outcome.why)
        with self._library.writing() as writer:
            kept.settle(writer.connection, one)
        told(
            Sent(
                one.channel,
                one.alert,
                one.version,
                letter.message.kind,
                one.state,
                letter.notice.headline,
                one.due if due is not None else None,
                outcome.why,
            )
        )
        return due


def _notice(message: AlertMessage) -> Notice | None:
    return msgspec.json.decode(message.body, type=Notice) if message.body is not None else None
