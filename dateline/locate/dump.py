"""GeoNames' dump formats, row by row: places (19 columns) and alternate names (10, or 8 in the older form).

The columns are documented in the readme of https://download.geonames.org/export/dump/. Files of the same columns from
elsewhere may have ids of their own and names in place of codes for areas; both are taken as they are.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from math import isfinite
from pathlib import Path

from msgspec import Struct

from dateline.errors import GazetteerError
from dateline.locate.dumpfile import lines
from dateline.locate.features import CLASSES
from dateline.locate.no_names import is_code

COLUMNS = 19
_NAME_COLUMNS = frozenset({8, 10})
_LONGEST_NAME = 400
_MOST_PEOPLE = 20_000_000_000
_LARGEST_ID = 1 << 40
_PROBE = 1000  # lines after which a file with hardly a good one is given up
_FEW = 0.5  # share of good lines that a dump has at least
_CODE = re.compile(r"[A-Z0-9]{1,10}", re.ASCII)
_COUNTRY = re.compile(r"[A-Z]{2}", re.ASCII)
_NUMBER = re.compile(r"[0-9]{1,13}", re.ASCII)
# Languages of the table of alternate names that are none: links, codes of airports, stations and post offices.
_NO_LANGUAGE = frozenset({"link", "wkdt", "post", "iata", "icao", "faac", "tcid", "unlc", "phon", "abbr"})


class Row(Struct, frozen=True, gc=False):
    """A place of a dump. ``number`` is its GeoNames id, None where the file has an id of its own; ``code`` its class
    and feature code ("P.PPL"); ``areas`` the file's codes of the areas that hold it, first level first, as far as
    known."""

    number: int | None
    name: str
    aliases: tuple[str, ...]
    latitude: float
    longitude: float
    code: str
    country: str | None
    areas: tuple[str, ...]
    population: int


class Tally:
    """What was met on the way: lines ``read``, of which ``bad`` ones were left out."""

    def __init__(self) -> None:
        self.read = 0
        self.bad = 0


def rows(path: Path, tally: Tally | None = None) -> Iterator[Row]:
    """The places of a dump, in its order. Lines that are none (wrong number of columns, not UTF-8, coordinates out of
    range …) are counted and left out. Raises GazetteerError where most lines are like that, and as ``lines`` does."""
    tally = tally or Tally()
    reason = ""
    for line in lines(path):
        if line == b"":
            continue
        tally.read += 1
        found = _row(line) if line is not None else "is longer than a line of a dump"
        if isinstance(found, Row):
            yield found
            continue
        tally.bad += 1
        reason = reason or f"line {tally.read} {found}"
        if tally.read == _PROBE:
            _refuse_other_files(tally, path, reason)
    _refuse_other_files(tally, path, reason or "it is empty")


def _refuse_other_files(tally: Tally, path: Path, reason: str) -> None:
    if tally.read - tally.bad <= _FEW * tally.read:
        raise GazetteerError(
            f"{path.name}: is not a GeoNames dump of {COLUMNS} columns ({reason}); give one as .txt or .zip"
        )


def _row(line: bytes) -> Row | str:
    """The place of a line, or what is wrong with it."""
    try:
        cells = line.decode("utf-8").split("\t")
    except UnicodeDecodeError:
        return "is not UTF-8"
    if len(cells) != COLUMNS:
        return f"has {len(cells)} column{'s' if len(cells) != 1 else ''}"
    name = cells[1].strip()
    if not cells[0] or not name or len(name) > _LONGEST_NAME:
        return "has no id or no name"
    try:
        latitude, longitude = float(cells[4]), float(cells[5])
    except ValueError:
        return "has no coordinates"
    if not (isfinite(latitude) and isfinite(longitude) and -90 <= latitude <= 90 and -180 <= longitude <= 180):
        return "has coordinates out of range"
    if cells[6] not in CLASSES or (cells[7] and not _CODE.fullmatch(cells[7])):
        return "has an unknown feature class"
    if cells[8] and not _COUNTRY.fullmatch(cells[8]):
        return "has no country code"
    people = cells[14].strip() or "0"
    if not _NUMBER.fullmatch(people) or int(people) > _MOST_PEOPLE:
        return "has no population"
    return Row(
        number=_number(cells[0]),
        name=name,
        aliases=tuple(a for a in _aliases(cells[2], cells[3]) if not is_code(a, name)),
        latitude=latitude,
        longitude=longitude,
        code=f"{cells[6]}.{cells[7]}",
        country=cells[8] or None,
        areas=_areas(cells[10:14]),
        population=int(people),
    )


def _number(cell: str) -> int | None:
    number = int(cell) if _NUMBER.fullmatch(cell) else 0
    return number if 0 < number < _LARGEST_ID else None


def _aliases(plain: str, others: str) -> tuple[str, ...]:
    names = [plain, *others.split(",")] if others else [plain]
    return tuple(n for n in names if n and len(n) <= _LONGEST_NAME)


def _areas(cells: list[str]) -> tuple[str, ...]:
    """The codes down to the first that is missing; "00" is GeoNames' sign for none."""
    found: list[str] = []
    for cell in cells:
        if not cell or cell == "00":
            break
        found.append(cell)
    return tuple(found)


def alternates(path: Path, tally: Tally | None = None) -> Iterator[tuple[int, str]]:
    """(GeoNames id, name) of a table of alternate names, without links and the codes of airports and post offices.
    Raises GazetteerError where most lines are none."""
    tally = tally or Tally()
    for line in lines(path):
        if line == b"":
            continue
        tally.read += 1
        found = _alternate(line) if line is not None else None
        if found is None:
            tally.bad += 1
        elif found[1]:
            yield found
        if tally.read == _PROBE:
            _refuse_other_names(tally, path)
    if tally.read:  # a country without alternate names has an empty table
        _refuse_other_names(tally, path)


def _refuse_other_names(tally: Tally, path: Path) -> None:
    if tally.read - tally.bad <= _FEW * tally.read:
        raise GazetteerError(f"{path.name}: is not a GeoNames table of alternate names (8 or 10 columns); give one")


def _alternate(line: bytes) -> tuple[int, str] | None:
    """The name of a line, empty where it is no name; None for a line that is none of this table."""
    try:
        cells = line.decode("utf-8").split("\t")
    except UnicodeDecodeError:
        return None
    if len(cells) not in _NAME_COLUMNS or (number := _number(cells[1])) is None:
        return None
    name = cells[3].strip()
    return number, "" if cells[2] in _NO_LANGUAGE or len(name) > _LONGEST_NAME else name
