"""A first walk through a dump: how large its areas are, and what its codes for first-level areas mean.

A dump gives areas a point only; their size is taken from the settlements that it lists in them. GeoNames' own files use
the codes of ``areas.csv``; others write names there, which are understood by the places that both files know.
"""

from __future__ import annotations

from array import array
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator

from dateline.locate.dump import Row
from dateline.locate.features import kind_of
from dateline.locate.geo import reach_km
from dateline.locate.names import fold, key
from dateline.locate.sources import Entry, read_table, town_radius_km

Known = Callable[[int], tuple[str | None, str | None] | None]
"""Country and first-level area of a place that the index has already, by its GeoNames id."""

_WITNESSES = 3  # places that must agree on what an area's name stands for
_AGREED = 0.8
_MARGIN_KM = 5.0
_FARTHEST_KM = 20_000.0
_LEVELS = {"A.ADM1": 1, "A.ADM2": 2, "A.ADM3": 3}  # smaller ones are well within the size of their kind


class Boxes:
    """The corners around the settlements of each area of a dump, by country and codes joined by dots. All of the world
    has some hundred thousand areas: their numbers stand in one row, without an object for each."""

    def __init__(self) -> None:
        self._at: dict[str, int] = {}
        # South, north, west, east, and the first longitude: the others are counted on from it across the date line.
        self._edges = array("d")

    def widen(self, row: Row) -> None:
        """Takes a settlement into the areas that hold it."""
        code = row.country or ""
        for area in row.areas[: len(_LEVELS)]:
            code = f"{code}.{area}"
            at = self._at.setdefault(code, len(self._edges))
            edges = self._edges
            if at == len(edges):
                edges.extend((row.latitude, row.latitude, row.longitude, row.longitude, row.longitude))
                continue
            longitude = edges[at + 4] + (row.longitude - edges[at + 4] + 180) % 360 - 180
            edges[at] = min(edges[at], row.latitude)
            edges[at + 1] = max(edges[at + 1], row.latitude)
            edges[at + 2] = min(edges[at + 2], longitude)
            edges[at + 3] = max(edges[at + 3], longitude)

    def corners(self, code: str) -> list[tuple[float, float]]:
        """The four corners around an area's settlements; none where it has none."""
        at = self._at.get(code)
        if at is None:
            return []
        south, north, west, east = self._edges[at : at + 4]
        return [(lat, lon) for lat in (south, north) for lon in (west, east)]


class Survey:
    """What the first walk found out; see ``survey``."""

    def __init__(self) -> None:
        self.boxes = Boxes()
        self.codes: dict[tuple[str, str], str | None] = {}
        self.countries: dict[str, int] = {}
        self.areas = {(r["country"], r["code"]): int(r["geonames"]) for r in read_table("areas.csv")}

    def entries(self, rows: Iterable[Row]) -> Iterator[Entry]:
        """The rows as places of the index, those left out that no report names."""
        for row in rows:
            entry = self._entry(row)
            if entry is not None:
                yield entry

    def _entry(self, row: Row) -> Entry | None:
        kind = kind_of(row.code)
        if kind is None:
            return None
        number, feature = row.number, kind.feature
        admin1 = self._code(row)
        if feature == "country":
            number, feature = self._country(row)
        elif row.code == "A.ADM1" and number is None and row.country and admin1:
            number = self.areas.get((row.country, admin1))
        radius = town_radius_km(row.population) if feature == "settlement" else self._radius(row, kind.radius_km)
        return Entry(
            geonames=number,
            name=row.name,
            latitude=row.latitude,
            longitude=row.longitude,
            country=row.country,
            admin1=None if feature == "country" else admin1,
            feature=feature,
            population=row.population,
            radius_km=radius,
            aliases=row.aliases,
            code=row.code,
        )

    def _country(self, row: Row) -> tuple[int | None, str]:
        """A country that the index has is that one; a second one of the same code is an area."""
        known = self.countries.get(row.country or "")
        if known is None:
            return row.number, "country" if row.country else "area"
        return (known, "country") if row.number in (None, known) else (row.number, "area")

    def _code(self, row: Row) -> str | None:
        if not row.country or not row.areas:
            return None
        where = (row.country, row.areas[0])
        return row.areas[0] if where in self.areas else self.codes.get(where)

    def _radius(self, row: Row, least: float) -> float:
        """Kilometres to the farthest corner around an area's settlements; ``least`` where it has none."""
        level = _LEVELS.get(row.code)
        if level is None or len(row.areas) < level or row.country is None:
            return least
        corners = self.boxes.corners(".".join((row.country, *row.areas[:level])))
        if not corners:
            return least
        reach = reach_km(row.latitude, row.longitude, corners)
        return round(min(reach + _MARGIN_KM, _FARTHEST_KM))


def survey(rows: Iterable[Row], known: Known, countries: dict[str, int]) -> Survey:
    """Walks through the rows. ``known`` looks places up in the index that the dump is added to; ``countries`` are its
    countries' GeoNames ids by code."""
    found = Survey()
    found.countries = countries
    votes: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    for row in rows:
        if not row.country or not row.areas:
            continue
        if row.code.startswith("P"):
            found.boxes.widen(row)
        where = (row.country, row.areas[0])
        if where in found.areas:
            continue
        votes.setdefault(where, Counter())
        place = known(row.number) if row.number is not None else None
        if place is not None and place[0] == row.country and place[1]:
            votes[where][place[1]] += 1
    names = _area_names()
    for where in sorted(votes):
        found.codes[where] = _elected(votes[where]) or names.get((where[0], key(fold(where[1]))))
    return found


def _elected(votes: Counter[str]) -> str | None:
    """The code that nearly all places agree on."""
    if not votes:
        return None
    code, most = min(votes.items(), key=lambda v: (-v[1], v[0]))
    return code if most >= _WITNESSES and most >= _AGREED * votes.total() else None


def _area_names() -> dict[tuple[str, str], str | None]:
    """First-level areas' codes by country and the key of their name; None where two share it."""
    found: dict[tuple[str, str], str | None] = {}
    for row in read_table("areas.csv"):
        where = (row["country"], key(fold(row["name"])))
        found[where] = None if where in found else row["code"]
    return found
