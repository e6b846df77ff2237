"""Rules, alerts, their messages and deliveries as rows and back."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from hashlib import sha256
from typing import Any

from msgspec import Struct
from sqlalchemy import Connection, delete, func, select

from dateline.library.told import batches, where
from dateline.library.watch_tables import alert_messages, alert_reports, alert_rules, alerts, deliveries

ACTIVE, CANCELLED, ENDED = "active", "cancelled", "ended"
WAITING, SENT, FAILED, DROPPED = "waiting", "sent", "failed", "dropped"
_LONGEST = 400


class KeptRule(Struct, frozen=True):
    """A rule as it is kept: its JSON, and the position of the log behind which it tells of what came."""

    name: str
    body: str
    position: int


class Alert(Struct, frozen=True):
    """An alert: see the table. ``cancelled``: it does not hold any more; ``ended``: its rule was taken out."""

    id: str
    rule: str
    kind: str
    subject: str
    state: str
    version: int
    digest: str
    raised: str
    changed: str


class AlertMessage(Struct, frozen=True):
    """A message of an alert; ``body`` is None once a report that it quoted has been erased."""

    alert: str
    version: int
    kind: str
    at: str
    body: str | None


class Delivery(Struct, frozen=True):
    """A message on its way; ``id`` is the key that stays the same each time that it is tried."""

    id: str
    alert: str
    version: int
    channel: str
    number: int
    state: str
    attempts: int
    due: str
    problem: str | None


def alert_id(rule: str, kind: str, first: str) -> str:
    """The id of an alert, of its rule and of what it first told of."""
    return sha256(f"{rule}\n{kind}\n{first}".encode()).hexdigest()[:16]


def rules_kept(connection: Connection) -> list[KeptRule]:
    """All rules, by name."""
    return [KeptRule(**row._mapping) for row in connection.execute(select(alert_rules).order_by(alert_rules.c.name))]


def put_rules(connection: Connection, found: Iterable[KeptRule]) -> None:
    """Puts rules in the place of those that were kept."""
    connection.execute(delete(alert_rules))
    rows = [{"name": one.name, "body": one.body, "position": one.position} for one in found]
    if rows:
        connection.execute(alert_rules.insert(), rows)


def alerts_known(connection: Connection, states: Sequence[str] = (), rule: str | None = None) -> list[Alert]:
    """Alerts of some states (none: of all), the oldest first."""
    query = select(alerts).order_by(alerts.c.raised, alerts.c.id)
    if states:
        query = query.where(alerts.c.state.in_(states))
    if rule is not None:
        query = query.where(alerts.c.rule == rule)
    return [Alert(**row._mapping) for row in connection.execute(query)]


def find_alerts(connection: Connection, given: str) -> list[Alert]:
    """The alerts whose id begins so, two at most."""
    query = select(alerts).where(alerts.c.id.startswith(given, autoescape=True)).order_by(alerts.c.id).limit(2)
    return [Alert(**row._mapping) for row in connection.execute(query)]


def put_alert(connection: Connection, alert: Alert, reports: Collection[str]) -> None:
    """Keeps an alert as it is now; ``reports``: those that it stands on."""
    row = {name: getattr(alert, name) for name in alert.__struct_fields__}
    if not connection.execute(alerts.update().where(alerts.c.id == alert.id).values(row)).rowcount:
        connection.execute(alerts.insert().values(row))
    known = set(connection.scalars(select(alert_reports.c.report).where(alert_reports.c.alert == alert.id)))
    new = [{"alert": alert.id, "report": report} for report in sorted(set(reports) - known)]
    if new:
        connection.execute(alert_reports.insert(), new)


def put_message(connection: Connection, message: AlertMessage, channels: Sequence[str], due: str) -> None:
    """Keeps a message, to be delivered by each channel."""
    connection.execute(
        alert_messages.insert().values({name: getattr(message, name) for name in message.__struct_fields__})
    )
    number = int(connection.scalar(select(func.max(deliveries.c.number))) or 0)
    rows: list[dict[str, Any]] = []
    for channel in channels:
        number += 1
        key = sha256(f"{message.alert}\n{message.version}\n{channel}".encode()).hexdigest()[:32]
        rows.append(
            {
                "id": key,
                "alert": message.alert,
                "version": message.version,
                "channel": channel,
                "number": number,
                "state": WAITING,
                "attempts": 0,
                "due": due,
                "problem": None,
            }
        )
    if rows:
        connection.execute(deliveries.insert(), rows)


def messages_of(connection: Connection, ids: Collection[str]) -> dict[str, list[AlertMessage]]:
    """The messages of alerts, in order."""
    found: dict[str, list[AlertMessage]] = {}
    for row in where(connection, tuple(alert_messages.c), alert_messages.c.alert, ids):
        found.setdefault(row.alert, []).append(AlertMessage(**row._mapping))
    return {alert: sorted(of, key=lambda one: one.version) for alert, of in found.items()}


def alerts_on(connection: Connection, reports: Collection[str]) -> set[str]:
    """The alerts that stand, or stood, on some reports."""
    return {row[0] for row in where(connection, (alert_reports.c.alert,), alert_reports.c.report, reports)}


def erase(connection: Connection, ids: Collection[str], reports: Collection[str]) -> None:
    """Erases what messages of alerts say, since they quote reports that were erased; what waits is not sent."""
    for part in batches(ids):
        connection.execute(alert_messages.update().where(alert_messages.c.alert.in_(part)).values(body=None))
        late = deliveries.c.alert.in_(part) & (deliveries.c.state == WAITING)
        connection.execute(deliveries.update().where(late).values(state=DROPPED, problem="a report was erased"))
    for part in batches(reports):
        connection.execute(delete(alert_reports).where(alert_reports.c.report.in_(part)))


def deliveries_waiting(connection: Connection) -> list[Delivery]:
    """All that is to be delivered, due or not, in the order of its coming."""
    query = select(deliveries).where(deliveries.c.state == WAITING).order_by(deliveries.c.number)
    return [Delivery(**row._mapping) for row in connection.execute(query)]


def deliveries_of(connection: Connection, alert: str) -> list[Delivery]:
    """The deliveries of an alert's messages, in order."""
    query = select(deliveries).where(deliveries.c.alert == alert).order_by(deliveries.c.number)
    return [Delivery(**row._mapping) for row in connection.execute(query)]


def settle(connection: Connection, one: Delivery) -> None:
    """Keeps what became of a delivery."""
    row = {
        "state": one.state,
        "attempts": one.attempts,
        "due": one.due,
        "problem": one.problem[:_LONGEST] if one.problem else None,
    }
    connection.execute(deliveries.update().where(deliveries.c.id == one.id).values(row))


def retry(connection: Connection, due: str) -> int:
    """Puts what could not be delivered on the way again; gives the number."""
    row = {"state": WAITING, "attempts": 0, "due": due}
    return connection.execute(deliveries.update().where(deliveries.c.state == FAILED).values(row)).rowcount
