"""KML 2.2: a placemark an event, with its time span; provenance in ``ExtendedData`` (``docs/exports/kml.md``).

A placemark has no point where the place is not known. KML has no radius: it stands in the data and the description."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from xml.etree import ElementTree
from xml.etree.ElementTree import Element, SubElement

from dateline.exchange import plain
from dateline.exchange.acled import backing
from dateline.exchange.clean import line, text
from dateline.exchange.record import LeftOut, Record
from dateline.exchange.words import sentence, title

NAMESPACE = "http://www.opengis.net/kml/2.2"
_HEAD = f'<?xml version="1.0" encoding="UTF-8"?>\n<kml xmlns="{NAMESPACE}">\n<Document>\n<name>Events</name>\n'
_TAIL = "</Document>\n</kml>\n"


def write(records: Iterable[Record], left: Callable[[LeftOut], None]) -> Iterator[bytes]:
    """The document, a placemark a line."""
    yield _HEAD.encode()
    for record in records:
        # The namespace stands on the root: each placemark is written without it.
        yield ElementTree.tostring(placemark(record), encoding="unicode").encode() + b"\n"
    yield _TAIL.encode()


def placemark(record: Record) -> Element:
    """The placemark of a record; its children in the order that the schema asks for."""
    event, place = record.event, record.event.place
    made = Element("Placemark", id=f"e{event.id}")
    _add(made, "name", line(title(record)))
    _add(made, "description", "\n".join([sentence(record), *backing(record)]))
    if event.earliest is not None or event.latest is not None:
        span = SubElement(made, "TimeSpan")
        for name, day in (("begin", event.earliest), ("end", event.latest)):
            if day is not None:
                _add(span, name, day)
    data = SubElement(made, "ExtendedData")
    for name, value in zip(plain.COLUMNS, plain.row(record), strict=True):
        if value is not None:
            _add(SubElement(data, "Data", name=name), "value", str(value))
    if place is not None and place.latitude is not None and place.longitude is not None:
        _add(SubElement(made, "Point"), "coordinates", f"{place.longitude!r},{place.latitude!r}")
    return made


def _add(parent: Element, name: str, value: str) -> None:
    SubElement(parent, name).text = text(value)


_ORDER = ("name", "description", "TimeSpan", "ExtendedData", "Point")
_WHEN = re.compile(r"\d{4}(-\d\d(-\d\d)?)?")
_ID = re.compile(r"[A-Za-z_][\w.-]*", re.ASCII)


def check(data: bytes) -> list[str]:
    """What is wrong with a document by the rules of OGC's schema for the elements that we write: which there are, in
    which order, with which values; identifiers once each."""
    try:
        root = ElementTree.fromstring(data)
    except ElementTree.ParseError as error:
        return [f"is no XML: {error}"]
    if root.tag != _tag("kml") or len(root) != 1 or root[0].tag != _tag("Document"):
        return ["is no kml with one Document"]
    marks = [child for child in root[0] if child.tag != _tag("name")]
    problems = [f"{child.tag} is not expected in Document" for child in marks if child.tag != _tag("Placemark")]
    ids = [mark.get("id") for mark in marks]
    if len(set(ids)) != len(ids):
        problems.append("an id is there twice")
    for mark in marks:
        problems += [f"{mark.get('id')}: {problem}" for problem in _check_mark(mark)]
    return problems


def _tag(name: str) -> str:
    return f"{{{NAMESPACE}}}{name}"


def _name(element: Element) -> str:
    return element.tag.rpartition("}")[2]


def _check_mark(mark: Element) -> Iterator[str]:
    names = [_name(child) for child in mark]
    if any(name not in _ORDER for name in names) or names != sorted(set(names), key=_ORDER.index):
        yield f"has {', '.join(names)}; the schema asks for {', '.join(_ORDER)} in that order, each once at most"
    if not _ID.fullmatch(mark.get("id") or ""):
        yield "its id is no XML name"
    for moment in mark.iterfind(f"{_tag('TimeSpan')}/*"):
        if _name(moment) not in ("begin", "end") or not _WHEN.fullmatch(moment.text or ""):
            yield f"its time {moment.text} is none"
    for one in mark.iterfind(f"{_tag('ExtendedData')}/*"):
        if one.tag != _tag("Data") or not one.get("name") or [child.tag for child in one] != [_tag("value")]:
            yield "its data have no name, or not one value"
    for point in mark.iterfind(f"{_tag('Point')}/{_tag('coordinates')}"):
        longitude, latitude = map(float, (point.text or "").split(","))
        if abs(longitude) > 180 or abs(latitude) > 90:
            yield "its point is not on the earth"
