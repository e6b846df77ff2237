"""Reading ACLED's files: each row kept as it is, and what it says. Columns may stand in any order."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import msgspec

from dateline.errors import BrokenInputError
from dateline.exchange import cells
from dateline.exchange.acled import COLUMNS
from dateline.exchange.countries import by_name, by_number
from dateline.exchange.imported import Imported, around, degrees, number
from dateline.values import ClaimType, Tally

_MOST = 10_000_000
_MONTHS = "January February March April May June July August September October November December".split()
_SPANS = {"1": "day", "2": "week", "3": "month"}
_RADII = {"1": 5.0, "2": 25.0, "3": 100.0}
_KINDS: dict[str, tuple[ClaimType, str | None]] = {
    "Armed clash": ("ASSAULT", None),
    "Government regains territory": ("CONTROL", "gains"),
    "Non-state actor overtakes territory": ("CONTROL", "gains"),
    "Chemical weapon": ("ASSAULT", "unconventional"),
    "Air/drone strike": ("ASSAULT", "aerial"),
    "Suicide bomb": ("ASSAULT", "suicide-attack"),
    "Shelling/artillery/missile attack": ("ASSAULT", "heavy-weapons"),
    "Remote explosive/landmine/IED": ("ASSAULT", "explosives"),
    "Grenade": ("ASSAULT", "explosives"),
    "Sexual violence": ("ASSAULT", "sexual"),
    "Attack": ("ASSAULT", None),
    "Abduction/forced disappearance": ("ASSAULT", "abduct"),
    "Peaceful protest": ("PROTEST", "demo"),
    "Protest with intervention": ("PROTEST", "demo"),
    "Excessive force against protesters": ("ASSAULT", "crowd-control"),
    "Violent demonstration": ("PROTEST", "riot"),
    "Mob violence": ("PROTEST", "riot"),
    "Agreement": ("AGREE", None),
    "Arrests": ("COERCE", "arrest"),
    "Change to group/activity": ("MOBILIZE", None),
    "Looting/property destruction": ("COERCE", "seize"),
    "Non-violent transfer of territory": ("CONTROL", "gains"),
}
"""Sub-type → our type and mode. The others (bases, weapons that were kept from use, other) are of no type of ours."""


def read(data: bytes, name: str) -> Iterator[Imported]:
    """The rows of a file. Raises BrokenInputError for the first one that cannot be understood."""
    for row_number, row in enumerate(cells.read(data, COLUMNS, name), 1):
        yield _imported(row, f"{name}, row {row_number}")


def _imported(row: list[str], where: str) -> Imported:
    cell = dict(zip(COLUMNS, row, strict=True))
    day = _day(cell["event_date"].strip(), where)
    span = _SPANS.get(cell["time_precision"].strip())
    if span is None:
        raise BrokenInputError(f"{where}, time_precision: {cell['time_precision'][:40]!r} is none of 1, 2, 3")
    first, last, precision = around(day, span)
    latitude, longitude = degrees(cell["latitude"], cell["longitude"], where)
    land = by_number(int(cell["iso"])) if cell["iso"].isascii() and cell["iso"].isdigit() else None
    land = land or by_name(cell["country"])
    dead = int(number(cell["fatalities"] or "0", f"{where}, fatalities", 0, _MOST))
    type_, mode = _KINDS.get(cell["sub_event_type"], (None, None))
    return Imported(
        row=msgspec.Raw(msgspec.json.encode(row)),
        key=cell["event_id_cnty"] or None,
        type=type_,
        mode=mode,
        one=_parties(cell["actor1"], cell["assoc_actor_1"]),
        two=_parties(cell["actor2"], cell["assoc_actor_2"]),
        earliest=first,
        latest=last,
        precision=precision,
        place=cell["location"] or None,
        latitude=latitude,
        longitude=longitude,
        radius_km=_RADII.get(cell["geo_precision"]) if latitude is not None else None,
        country=land.iso2 if land is not None else None,
        admin1=cell["admin1"] or None,
        killed=Tally(dead, dead, None) if dead else None,
        source=cell["source"] or None,
        notes=cell["notes"] or None,
    )


def _parties(first: str, others: str) -> tuple[str, ...]:
    return tuple(name.strip() for name in (first, *others.split(";")) if name.strip())


def _day(written: str, where: str) -> date:
    """A day as ACLED writes it: ``2015-03-04``, in older files ``04 March 2015``."""
    parts = written.split()
    try:
        if len(parts) == 3:
            return date(int(parts[2]), _MONTHS.index(parts[1].capitalize()) + 1, int(parts[0]))
        return date.fromisoformat(written)
    except ValueError:
        raise BrokenInputError(f"{where}, event_date: {written[:40]!r} is no day") from None
