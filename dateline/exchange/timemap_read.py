"""Reading timemap's data: each event kept with the sources and associations that it names."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any, get_args

import msgspec

from dateline.errors import BrokenInputError
from dateline.exchange.imported import Imported, around, decoded, degrees, span_of
from dateline.exchange.timemap import check_event
from dateline.values import ClaimType

_TYPES = frozenset(get_args(ClaimType))


class Whole(msgspec.Struct):
    """The object; what stands in it stays as it is written."""

    events: list[msgspec.Raw]
    sources: dict[str, msgspec.Raw] = {}
    associations: list[msgspec.Raw] = []


class Row(msgspec.Struct):
    """An event with its sources and associations by id, as they are written."""

    event: msgspec.Raw
    sources: dict[str, msgspec.Raw]
    associations: dict[str, msgspec.Raw]


def read(data: bytes, name: str) -> Iterator[Imported]:
    """The events of a file. Raises BrokenInputError for the first one that timemap itself would refuse."""
    found = decoded(data.removeprefix(b"\xef\xbb\xbf"), name, Whole, "data of timemap")
    known = {_id(one, name): one for one in found.associations}
    for number, raw in enumerate(found.events, 1):
        where = f"{name}, event {number}"
        event = decoded(raw, where, dict[str, Any], "event")
        for problem in check_event(event):
            raise BrokenInputError(f"{where}: {problem}")
        row = Row(
            msgspec.Raw(bytes(raw)),
            {id_: msgspec.Raw(bytes(found.sources[id_])) for id_ in _ids(event, "sources") if id_ in found.sources},
            {id_: msgspec.Raw(bytes(known[id_])) for id_ in _ids(event, "associations") if id_ in known},
        )
        yield _imported(row, event, where)


def _id(association: msgspec.Raw, name: str) -> str:
    return str(decoded(association, name, dict[str, Any], "association").get("id"))


def _ids(event: Mapping[str, Any], name: str) -> list[str]:
    return [one for one in event.get(name, ()) if isinstance(one, str)]


def _imported(row: Row, event: Mapping[str, Any], where: str) -> Imported:
    latitude, longitude = degrees(
        event.get("latitude", "").replace(",", "."), event.get("longitude", "").replace(",", "."), where
    )
    first, last = _days(event, where)
    written = event.get("category_full", "").split()
    is_ours = bool(written) and written[0] in _TYPES
    return Imported(
        row=msgspec.Raw(msgspec.json.encode(row)),
        key=event.get("id") or None,
        type=written[0] if is_ours else None,
        mode=written[1] if is_ours and len(written) == 2 else None,
        earliest=first,
        latest=last,
        precision=span_of(first, last),
        place=event.get("location") or None,
        latitude=latitude,
        longitude=longitude,
        source="; ".join(_ids(event, "sources")) or None,
        notes=event.get("description") or None,
    )


def _days(event: Mapping[str, Any], where: str) -> tuple[str | None, str | None]:
    """The days of an event: those around its date, as far as ``time_precision`` says. What is known no closer than a
    year, or to some range, has no end that the file tells."""
    written = event.get("date", "")
    if not written:
        return None, None
    month, day, year = map(int, written.split("/"))
    try:
        found = date(year, month, day)
    except ValueError:
        raise BrokenInputError(f"{where}: {written} is no day") from None
    precision = event.get("time_precision", "")
    if precision in ("", "day"):
        return found.isoformat(), found.isoformat()
    if precision == "month":
        first, last, _ = around(found, "month")
        return first, last
    return found.isoformat(), None
