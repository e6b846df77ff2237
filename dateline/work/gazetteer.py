"""``dateline gazetteer``: place names that the user adds to those that come with dateline."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.parse import urlsplit

from msgspec import Struct

from dateline.collect.fetch import Limits, save
from dateline.errors import FetchError, GazetteerError, UsageError
from dateline.locate import added
from dateline.locate.added import Gazetteer
from dateline.locate.candidates import Candidate, candidates, fuzzy_candidates
from dateline.locate.index import cache_folder, open_index
from dateline.locate.sources import read_table

SOURCE = "DATELINE_GEONAMES"
"""Environment variable: where country dumps lie, in the folders and names of GeoNames' own server, in place of it. Its
host may then have an address that is not public: the user has named it."""
_GEONAMES = "https://download.geonames.org/export/dump"
_WORLD = "ALL"
_CODE = re.compile(r"[A-Za-z]{2}|[Aa][Ll][Ll]")
_ODD = re.compile(r"[^\w.-]+|^[.-]+")
# All countries are 400 MB packed, their alternate names 200 MB.
_LIMITS = Limits(bytes=1 << 31, seconds=3600.0)


class FoundPlace(Struct, frozen=True):
    """A place that a name may stand for, best first in a list; fields as in a report's places. ``likeness`` is 1 for
    the same spelling (but for case, accents and punctuation); ``score`` orders the list and means nothing else."""

    name: str
    id: str | None
    latitude: float
    longitude: float
    radius_km: float
    feature: str
    country: str | None
    admin1: str | None
    population: int
    likeness: float
    score: float


def add(what: str, names: Path | None = None, tell: Callable[[str], None] = lambda _: None) -> Gazetteer:
    """Adds a country's dump with its alternate names from GeoNames (``what`` is a code of two letters, or ``all``), or
    the dump in a local file (``.txt`` or ``.zip``, 19 columns) with the alternate names in the file ``names``. One that
    has the name already is replaced. ``tell`` is called with each step that may take a while. Raises UsageError for a
    wrong call, FetchError, and GazetteerError for a file that is none."""
    if not _CODE.fullmatch(what):
        return _add_file(Path(what), names, tell)
    if names is not None:
        raise UsageError("--names goes with a file: a country's alternate names come with its dump")
    code = what.upper()
    if code != _WORLD and code not in {row["country"] for row in read_table("countries.csv")}:
        raise UsageError(f"{what}: no country has that code (for a file of that name give ./{what})")
    with _scratch() as folder:
        file = "allCountries" if code == _WORLD else code
        more = "alternateNamesV2" if code == _WORLD else f"alternatenames/{code}"
        dump, origin = _download(f"{file}.zip", folder / f"{code}.zip", tell)
        names, _ = _download(f"{more}.zip", folder / f"{code} alternate names.zip", tell)
        tell(f"building the index of {code}")
        return added.add(dump, code, origin, names)


def installed() -> list[Gazetteer]:
    """All added gazetteers, by name."""
    return added.installed()


def remove(name: str) -> Gazetteer:
    """Takes one away. Raises UsageError where there is none of that name."""
    if _CODE.fullmatch(name):
        name = name.upper()
    gone = added.remove(name)
    if gone is None:
        there = ", ".join(g.name for g in installed())
        raise UsageError(f"{name}: no such gazetteer; " + (f"there are {there}" if there else "none was added"))
    return gone


def search(name: str, country: str | None = None, most: int = 10) -> list[FoundPlace]:
    """The places that a name may stand for by itself, best first, at most ``most``. ``country``: only in the country of
    that code, where misspelt names are found too. Raises UsageError for an unknown code, GazetteerError where no place
    has the name."""
    if country is not None:
        country = country.upper()
        if country not in {row["country"] for row in read_table("countries.csv")}:
            raise UsageError(f"--country {country}: no country has that code")
    index = open_index()
    found = [c for c in candidates(index, name) if country in (None, c.place.country)]
    if country is not None and not found:
        found = fuzzy_candidates(index, name, [country])
    if not found:
        hint = "" if country else "; with --country CODE misspelt names are found too"
        raise GazetteerError(f"{name}: no place of that name is known{hint}")
    return [_shown(c, index.area_name(c.place.country, c.place.admin1)) for c in found[:most]]


def _add_file(path: Path, names: Path | None, tell: Callable[[str], None]) -> Gazetteer:
    for file in (path, names):
        if file is not None and not file.is_file():
            raise UsageError(f"{file}: no such file; give one, or a country's code of two letters")
    name = _ODD.sub("", path.stem) or "file"
    name = name.upper() if _CODE.fullmatch(name) else name
    tell(f"building the index of {name}")
    return added.add(path, name, path.name, names)


@contextmanager
def _scratch() -> Iterator[Path]:
    """A folder for what is fetched, beside where it will lie: a system's own is often small."""
    try:
        cache_folder().mkdir(parents=True, exist_ok=True)
        folder = TemporaryDirectory(prefix="fetched-", dir=cache_folder())
    except OSError as error:
        raise GazetteerError(
            f"{cache_folder()}: cannot be written ({error.strerror}); set DATELINE_CACHE to another folder"
        ) from error
    with folder as path:
        yield Path(path)


def _download(name: str, into: Path, tell: Callable[[str], None]) -> tuple[Path, str]:
    """Fetches a file of GeoNames; gives it and its address."""
    base = os.environ.get(SOURCE)
    url = f"{(base or _GEONAMES).rstrip('/')}/{name}"
    tell(f"fetching {url}")
    try:
        with into.open("wb") as out:
            return into, save(url, out, [urlsplit(base).hostname or ""] if base else [], _LIMITS)
    except FetchError as error:
        raise FetchError(f"{url}: {error}") from None
    except ValueError:
        raise UsageError(f"{SOURCE}={base}: is not an address; give one with http or https") from None


def _shown(candidate: Candidate, admin1: str | None) -> FoundPlace:
    place = candidate.place
    return FoundPlace(
        name=place.name,
        id=str(place.geonames) if place.geonames is not None else None,
        latitude=place.latitude,
        longitude=place.longitude,
        radius_km=place.radius_km,
        feature=place.feature,
        country=place.country,
        admin1=admin1,
        population=place.population,
        likeness=round(candidate.likeness, 3),
        score=round(candidate.score, 3),
    )
