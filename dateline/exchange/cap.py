"""CAP 1.2: one message with an ``info`` an event. ``docs/exports/cap.md`` describes it.

``sent`` is the day on which the newest report of these events was published, its first second in UTC, or, where none
shows a day, when the library last learned of one: never the day of the export. So the same events give the same
message, and its identifier is made of theirs."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, date, datetime, time
from hashlib import sha256
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

from dateline.errors import UsageError
from dateline.exchange.acled import backing
from dateline.exchange.cap_message import (
    CERTAINTY,
    NAMESPACE,
    Area,
    Certainty,
    Info,
    Message,
    MessageStatus,
    Severity,
    Urgency,
    alert,
    sent,
)
from dateline.exchange.clean import line
from dateline.exchange.countries import country
from dateline.exchange.record import LeftOut, Record
from dateline.exchange.words import kind, sentence, title, where
from dateline.values import ClaimPlace, Event

SENDER = "dateline.invalid"
"""Who sends, unless somebody says who: a name that can be nobody's (RFC 2606)."""
_EPOCH = "1970-01-01"
_VIOLENT = frozenset({"ASSAULT", "COERCE", "DISPLACE", "CONTROL"})


def write(
    records: Iterable[Record],
    left: Callable[[LeftOut], None],
    sender: str = SENDER,
    status: MessageStatus = "Draft",
) -> Iterator[bytes]:
    """The message. ``sender`` and ``status`` as the message shall have them."""
    found: list[Record] = []
    for record in records:
        try:
            _check_told(record.event)
            found.append(record)
        except LeftOut as reason:
            left(reason)
    if not found:
        raise UsageError("a message needs one event at least, and the filters leave none: ask for more")
    yield alert(message(found, sender, status))


def message(records: list[Record], sender: str = SENDER, status: MessageStatus = "Draft") -> Message:
    """The message of some events, one at least."""
    made_of = "\n".join(f"{record.event.id} {record.changed}" for record in records)
    days = [quote.published for record in records for quote in record.quotes if quote.published is not None]
    moment = max(days) if days else max((record.changed for record in records if record.changed), default=_EPOCH)
    return Message(
        identifier=f"dateline-{sha256(made_of.encode()).hexdigest()[:24]}",
        sender=sender,
        sent=sent(moment),
        status=status,
        note="Reported events, not verified by the sender" if status != "Actual" else None,
        info=tuple(map(info, records)),
    )


def info(record: Record) -> Info:
    """What is told of one event."""
    event = record.event
    texts = [sentence(record), *backing(record)]
    hashes = dict.fromkeys(quote.sha256 for quote in record.quotes)
    return Info(
        event=line(kind(event)),
        urgency=_urgency(event),
        severity=_severity(event),
        certainty=_certainty(event),
        onset=_onset(event),
        headline=line(title(record)),
        description="\n".join(texts),
        web=next((quote.url for quote in record.quotes if quote.url), None),
        parameters=(
            ("dateline:event", event.id),
            ("dateline:type", event.type),
            ("dateline:status", event.status),
            ("dateline:credibility", str(event.credibility)),
            ("dateline:days", f"{event.earliest or '..'}/{event.latest or '..'}"),
            *(("dateline:report-sha256", one) for one in hashes),
        ),
        areas=(area(event.place),) if event.place is not None else (),
    )


def area(place: ClaimPlace) -> Area:
    """Where: in words, and as a circle of the radius within which it lies."""
    land = country(place.country)
    parts = [where(place), place.admin1 or "", land.name if land is not None else ""]
    words = ", ".join(dict.fromkeys(line(part) for part in parts if part))
    if place.latitude is None or place.longitude is None or place.radius_km is None:
        return Area(words)
    return Area(words, (place.latitude, place.longitude, place.radius_km))


def _check_told(event: Event) -> None:
    if event.status in ("denied", "asked", "hypothetical"):
        raise LeftOut("denied, asked or hypothetical: nothing to warn of")


def _urgency(event: Event) -> Urgency:
    return "Past" if event.status == "actual" else "Future" if event.status in ("planned", "feared") else "Unknown"


def _severity(event: Event) -> Severity:
    """Severe where people are told to have been killed, else unknown: nothing in a report measures it."""
    killed = event.counts.get("killed")
    return "Severe" if event.type in _VIOLENT and killed is not None and killed.best else "Unknown"


def _certainty(event: Event) -> Certainty:
    return CERTAINTY[event.credibility] if event.status == "actual" else "Possible"


def _onset(event: Event) -> str | None:
    """The first second, UTC, of a day that is known."""
    if event.earliest is None or event.earliest != event.latest:
        return None
    return datetime.combine(date.fromisoformat(event.earliest), time(), UTC).isoformat(timespec="seconds")


_ROOT = (
    "identifier sender sent status msgType source scope restriction addresses code note references incidents info"
).split()  # fmt: skip
_INFO = (
    "language category event responseType urgency severity certainty audience eventCode effective onset expires "
    "senderName headline description instruction web contact parameter resource area"
).split()  # fmt: skip
_AREA = "areaDesc polygon circle geocode altitude ceiling".split()
_NEEDED = {
    "alert": {"identifier", "sender", "sent", "status", "msgType", "scope"},
    "info": {"category", "event", "urgency", "severity", "certainty"},
    "area": {"areaDesc"},
}
_VALUES = {
    "status": "Actual Exercise System Test Draft".split(),
    "msgType": "Alert Update Cancel Ack Error".split(),
    "scope": "Public Restricted Private".split(),
    "category": "Geo Met Safety Security Rescue Fire Health Env Transport Infra CBRNE Other".split(),
    "urgency": "Immediate Expected Future Past Unknown".split(),
    "severity": "Extreme Severe Moderate Minor Unknown".split(),
    "certainty": "Observed Likely Possible Unlikely Unknown".split(),
}
_MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d[-+]\d\d:\d\d")
_CIRCLE = re.compile(r"(-?\d+(?:\.\d+)?),(-?\d+(?:\.\d+)?) (\d+(?:\.\d+)?)")
_PLAIN = re.compile(r"[^\s,<&]+")


def check(data: bytes) -> list[str]:
    """What is wrong with a message by the rules of CAP 1.2's schema: elements, order, values, times, circles."""
    try:
        root = ElementTree.fromstring(data)
    except ElementTree.ParseError as error:
        return [f"is no XML: {error}"]
    if root.tag != f"{{{NAMESPACE}}}alert":
        return ["is no alert of CAP 1.2"]
    problems = list(_check_children(root, "alert", _ROOT))
    for element in root.iter():
        problems += _check_value(_name(element), (element.text or "").strip())
    for element in root.iter(f"{{{NAMESPACE}}}info"):
        problems += _check_children(element, "info", _INFO)
    for element in root.iter(f"{{{NAMESPACE}}}area"):
        problems += _check_children(element, "area", _AREA)
    return problems


_SEVERAL = frozenset("info code category responseType eventCode parameter resource area polygon circle geocode".split())


def _check_children(element: Element, of: str, order: list[str]) -> Iterator[str]:
    names = [_name(child) for child in element]
    if any(name not in order for name in names) or names != sorted(names, key=order.index):
        yield f"{of}: {', '.join(dict.fromkeys(names))} are not the schema's elements in its order"
    for name in sorted(_NEEDED[of] - set(names)):
        yield f"{of}: lacks {name}"
    for name in sorted(set(names) - _SEVERAL):
        if names.count(name) > 1:
            yield f"{of}: has {name} more than once"


def _check_value(name: str, value: str) -> Iterator[str]:
    if name in _VALUES and value not in _VALUES[name]:
        yield f"{name} is {value!r}"
    if name in ("sent", "effective", "onset", "expires") and not _MOMENT.fullmatch(value):
        yield f"{name} is {value!r}: no moment with a numeric offset"
    if name in ("identifier", "sender") and not _PLAIN.fullmatch(value):
        yield f"{name} holds blanks or marks"
    if name == "circle":
        match = _CIRCLE.fullmatch(value)
        if not match or abs(float(match[1])) > 90 or abs(float(match[2])) > 180:
            yield f"{value!r} is no circle"


def _name(element: Element) -> str:
    return element.tag.rpartition("}")[2]
