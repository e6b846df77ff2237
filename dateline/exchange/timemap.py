"""The data of timemap (Forensic Architecture): events, their sources, associations; all scalars are strings.

One JSON object with ``events``, ``sources``, ``associations``, ``sites`` and ``shapes``, as timemap's own validator
takes them. ``docs/exports/timemap.md`` describes every field."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from typing import Any

import msgspec

from dateline.exchange.acled import cited, distinct
from dateline.exchange.clean import line, text
from dateline.exchange.record import AsItIs, LeftOut, Quote, Record
from dateline.exchange.words import sentence, when, where
from dateline.values import Event

EVENT = (
    "id description date time time_precision location latitude longitude type category category_full associations "
    "sources comments time_display narrative___stepStyles shape colour".split()
)
SOURCE = "id title thumbnail paths type affil_s url description parent author date notes".split()
ASSOCIATION = "id title desc mode colour type display filter_paths".split()
Kept = tuple[Any, dict[str, Any], dict[str, Any]]
"""An event with its sources and associations by id."""


def write(records: Iterable[Record | AsItIs], left: Callable[[LeftOut], None]) -> Iterator[bytes]:
    """The whole object, an event a line."""

    def kept() -> Iterator[Kept]:
        for record in records:
            try:
                yield record.row if isinstance(record, AsItIs) else one(record)
            except LeftOut as reason:
                left(reason)

    yield from whole(kept())


def whole(kept: Iterable[Kept]) -> Iterator[bytes]:
    """The object that holds some events; a source or an association that several of them have stands in it once."""
    sources: dict[str, Any] = {}
    associations: dict[str, Any] = {}
    yield b'{"events":['
    before = b"\n"
    for event, its_sources, its_associations in kept:
        for id_, source in its_sources.items():
            sources.setdefault(id_, source)
        for id_, association in its_associations.items():
            associations.setdefault(id_, association)
        yield before + msgspec.json.encode(event)
        before = b",\n"
    yield b'\n],\n"sources":' + _lines({id_: sources[id_] for id_ in sorted(sources)})
    yield b',\n"associations":[' + b",".join(
        b"\n" + msgspec.json.encode(associations[id_]) for id_ in sorted(associations)
    )
    yield b'\n],\n"sites":[],\n"shapes":{}}\n'


def _lines(found: Mapping[str, Any]) -> bytes:
    inside = (b"\n" + msgspec.json.encode(name) + b":" + msgspec.json.encode(value) for name, value in found.items())
    return b"{" + b",".join(inside) + b"\n}"


def one(record: Record) -> Kept:
    """The event of a record, with its sources and associations. Raises LeftOut where it has neither day nor point."""
    event, place = record.event, record.event.place
    has_point = place is not None and place.latitude is not None and place.longitude is not None
    if event.earliest is None and event.latest is None and not has_point:
        raise LeftOut("with neither a day nor a place on the map")
    sources = dict(map(_source, distinct(record.quotes)))
    associations = {name: _association(name) for name in _filters(record)}
    made: dict[str, Any] = {
        "id": event.id,
        "description": text(sentence(record)),
        "date": _day(event),
        "time": "",
        "time_precision": event.precision or "",
        "location": where(place) if place is not None else "",
        "latitude": repr(place.latitude) if place is not None and has_point else "",
        "longitude": repr(place.longitude) if place is not None and has_point else "",
        "type": event.type,
        "category": event.type,
        "category_full": f"{event.type} {event.mode}" if event.mode else event.type,
        "associations": list(associations),
        "sources": list(sources),
        "comments": _comments(record),
        "time_display": when(event),
    }
    return made, sources, associations


def _day(event: Event) -> str:
    """The first day that is known, as timemap writes days; how long it may be is told by ``time_precision``."""
    known = event.earliest or event.latest
    if known is None:
        return ""
    day = date.fromisoformat(known)
    return f"{day.month}/{day.day}/{day.year}"


def _comments(record: Record) -> str:
    event, place = record.event, record.event.place
    parts = [
        event.status,
        f"credibility {event.credibility}",
        f"{event.independent_sources} independent sources",
        f"{event.earliest or '..'} to {event.latest or '..'}",
    ]
    if place is not None and place.radius_km is not None:
        parts.append(f"within {place.radius_km:g} km")
    return "; ".join(parts)


def _filters(record: Record) -> list[str]:
    found = [*(line(who.name) for who in (*record.actors, *record.recipients) if who.id), record.event.status]
    return list(dict.fromkeys(found))


def _association(name: str) -> dict[str, Any]:
    return {"id": name, "title": name, "desc": "", "mode": "FILTER", "filter_paths": [name]}


def _source(quote: Quote) -> tuple[str, dict[str, Any]]:
    """A sentence of a report as a source; its id names the report's hash and where the sentence stands."""
    span = f"-{quote.start}-{quote.end}" if quote.start is not None else ""
    id_ = f"{quote.report}{span}"
    return id_, {
        "id": id_,
        "title": line(quote.title or ""),
        "paths": [],
        "type": "report",
        "affil_s": [line(quote.outlet)] if quote.outlet else [],
        "url": line(quote.url or ""),
        "description": cited(quote),
        "author": ", ".join(line(name) for name in quote.says),
        "date": quote.published or "",
        "notes": f"sha256:{quote.sha256}",
    }


def check(data: bytes) -> list[str]:
    """What is wrong with an object by the rules of timemap's validator, and whether all that is named is there."""
    try:
        found = msgspec.json.decode(data)
    except msgspec.DecodeError as error:
        return [f"is no JSON: {error}"]
    if not isinstance(found, dict) or not isinstance(found.get("events"), list):
        return ["has no list of events"]
    sources, associations = found.get("sources", {}), found.get("associations", [])
    problems = [f"source {id_}: {problem}" for id_, one in sources.items() for problem in _check_source(one)]
    problems += [
        f"association {one.get('id')}: {problem}" for one in associations for problem in _check_association(one)
    ]
    known = {one.get("id") for one in associations}
    if len(known) != len(associations):
        problems.append("an association is there twice")
    for number, event in enumerate(found["events"], 1):
        problems += [f"event {number}: {problem}" for problem in check_event(event)]
        if isinstance(event, dict):
            missing = [i for i in event.get("sources", []) if i not in sources]
            missing += [i for i in event.get("associations", []) if i not in known]
            problems += [f"event {number}: {one} is not there" for one in missing]
    return problems


_DATE = re.compile(r"\d{1,2}/\d{1,2}/\d{4}|")
_LISTS = ("associations", "sources", "narrative___stepStyles")


def check_event(event: Any) -> Iterator[str]:
    """What is wrong with one event."""
    if not isinstance(event, dict):
        yield "is no object"
        return
    yield from (f"{name} is not declared" for name in event if name not in EVENT)
    for name, value in event.items():
        if not isinstance(value, list if name in _LISTS else str):
            yield f"{name} is no {'list' if name in _LISTS else 'string'}"
    if not isinstance(event.get("description"), str) or "associations" not in event:
        yield "lacks a description or associations"
    if ("latitude" in event) != ("longitude" in event):
        yield "has latitude or longitude alone"
    if not event.get("date") and not event.get("latitude"):
        yield "has neither a date nor a latitude"
    if not _DATE.fullmatch(str(event.get("date", ""))):
        yield "its date is not M/D/YYYY"


def _check_source(source: Any) -> Iterator[str]:
    if not isinstance(source, dict) or not source.get("id") or not isinstance(source.get("paths"), list):
        yield "lacks id or paths"
        return
    yield from (f"{name} is not declared" for name in source if name not in SOURCE)
    for name, value in source.items():
        if not isinstance(value, list if name in ("paths", "affil_s") else str):
            yield f"{name} is of the wrong kind"


def _check_association(association: Any) -> Iterator[str]:
    if not isinstance(association, dict) or not {"id", "title", "mode"} <= association.keys():
        yield "lacks id, title or mode"
        return
    yield from (f"{name} is not declared" for name in association if name not in ASSOCIATION)
    if association["mode"] not in ("CATEGORY", "NARRATIVE", "FILTER"):
        yield "its mode is none"
