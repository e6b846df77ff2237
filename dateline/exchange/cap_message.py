"""A message of the Common Alerting Protocol 1.2 (OASIS), as the export and the alerts write it.

Elements stand in the order of the schema, times with a numeric offset and without fractions, never ``Z``."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from typing import Literal
from xml.etree import ElementTree

from msgspec import Struct

NAMESPACE = "urn:oasis:names:tc:emergency:cap:1.2"
MEDIA = "application/cap+xml"
MessageStatus = Literal["Actual", "Exercise", "System", "Test", "Draft"]
MessageKind = Literal["Alert", "Update", "Cancel", "Ack", "Error"]
Scope = Literal["Public", "Restricted", "Private"]
Category = Literal[
    "Geo", "Met", "Safety", "Security", "Rescue", "Fire", "Health", "Env", "Transport", "Infra", "CBRNE", "Other"
]  # fmt: skip
Urgency = Literal["Immediate", "Expected", "Future", "Past", "Unknown"]
Severity = Literal["Extreme", "Severe", "Moderate", "Minor", "Unknown"]
Certainty = Literal["Observed", "Likely", "Possible", "Unlikely", "Unknown"]
CERTAINTY: dict[int | None, Certainty] = {
    1: "Observed", 2: "Likely", 3: "Possible", 4: "Unlikely", 5: "Unlikely", 6: "Unknown",
}  # fmt: skip
"""Credibility of an event told as having happened → certainty. Likely is a probability above a half, by CAP; "doubtful"
(4) is less than possible."""
_NO_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_NO_IDENTIFIER = re.compile(r"[\s,<&]+")


class Reference(Struct, frozen=True):
    """An earlier message, as later ones name it; ``sent`` as it was written there."""

    sender: str
    identifier: str
    sent: str


class Area(Struct, frozen=True):
    """Where: ``description`` in words; ``circle``: latitude, longitude (degrees), radius (km)."""

    description: str
    circle: tuple[float, float, float] | None = None
    geocodes: tuple[tuple[str, str], ...] = ()


class Info(Struct, frozen=True):
    """What is told. ``event`` names its kind in a few words; ``onset`` and ``expires`` as ``sent`` writes times."""

    event: str
    urgency: Urgency
    severity: Severity
    certainty: Certainty
    headline: str | None = None
    description: str | None = None
    category: tuple[Category, ...] = ("Security",)
    onset: str | None = None
    expires: str | None = None
    sender_name: str | None = None
    instruction: str | None = None
    web: str | None = None
    parameters: tuple[tuple[str, str], ...] = ()
    areas: tuple[Area, ...] = ()
    language: str = "en"


class Message(Struct, frozen=True):
    """A whole message. ``identifier`` and ``sender``: no blanks, commas, ``<``, ``&``; ``references``: what it replaces
    (of an update or a cancellation). A draft is for nobody but its sender."""

    identifier: str
    sender: str
    sent: str
    status: MessageStatus = "Draft"
    kind: MessageKind = "Alert"
    scope: Scope = "Public"
    restriction: str | None = None
    addresses: str | None = None
    note: str | None = None
    source: str | None = None
    references: tuple[Reference, ...] = ()
    incidents: tuple[str, ...] = ()
    info: tuple[Info, ...] = ()


def alert(message: Message) -> bytes:
    """The message as an XML document, UTF-8."""
    root = ElementTree.Element("alert", xmlns=NAMESPACE)
    _put(root, "identifier", identifier(message.identifier))
    _put(root, "sender", identifier(message.sender))
    _put(root, "sent", message.sent)
    _put(root, "status", message.status)
    _put(root, "msgType", message.kind)
    _put(root, "source", message.source)
    _put(root, "scope", message.scope)
    _put(root, "restriction", message.restriction)
    _put(root, "addresses", message.addresses)
    _put(root, "note", message.note)
    named = (f"{identifier(one.sender)},{identifier(one.identifier)},{one.sent}" for one in message.references)
    _put(root, "references", " ".join(named))
    _put(root, "incidents", " ".join(map(identifier, message.incidents)))
    for info in message.info:
        _info(ElementTree.SubElement(root, "info"), info)
    ElementTree.indent(root)
    body: str = ElementTree.tostring(root, encoding="unicode")
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{body}\n'.encode()


def sent(moment: str) -> str:
    """A moment (ISO 8601 with an offset or ``Z``) or a day (``YYYY-MM-DD``, its first second, UTC) as CAP wants it."""
    found = datetime.fromisoformat(moment)
    return (found if found.tzinfo else found.replace(tzinfo=UTC)).isoformat(timespec="seconds")


def identifier(value: str) -> str:
    """A value without what an identifier may not hold."""
    return _NO_IDENTIFIER.sub("_", _NO_XML.sub("", value.strip()))


def _info(into: ElementTree.Element, info: Info) -> None:
    _put(into, "language", info.language)
    for category in info.category:
        _put(into, "category", category)
    _put(into, "event", info.event)
    _put(into, "urgency", info.urgency)
    _put(into, "severity", info.severity)
    _put(into, "certainty", info.certainty)
    _put(into, "onset", info.onset)
    _put(into, "expires", info.expires)
    _put(into, "senderName", info.sender_name)
    _put(into, "headline", info.headline)
    _put(into, "description", info.description)
    _put(into, "instruction", info.instruction)
    _put(into, "web", info.web)
    for name, value in info.parameters:
        one = ElementTree.SubElement(into, "parameter")
        _put(one, "valueName", name)
        _put(one, "value", value)
    for area in info.areas:
        one = ElementTree.SubElement(into, "area")
        _put(one, "areaDesc", area.description)
        if area.circle is not None:
            latitude, longitude, km = area.circle
            _put(one, "circle", f"{latitude:.5f},{longitude:.5f} {km:g}")
        for name, value in area.geocodes:
            code = ElementTree.SubElement(one, "geocode")
            _put(code, "valueName", name)
            _put(code, "value", value)


def _put(into: ElementTree.Element, name: str, value: str | None) -> None:
    if value:
        ElementTree.SubElement(into, name).text = _NO_XML.sub("\ufffd", value)
