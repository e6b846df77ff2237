"""The 49 columns of UCDP's Georeferenced Event Dataset, for events with at least one death between known parties.
``docs/exports/ucdp.md`` describes each column."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterable, Iterator, Sequence

from msgspec import Struct

from dateline.exchange import cells
from dateline.exchange.acled import distinct
from dateline.exchange.cells import Cell
from dateline.exchange.clean import line
from dateline.exchange.countries import Country, country
from dateline.exchange.days import Days, days
from dateline.exchange.record import AsItIs, LeftOut, Quote, Record, Who
from dateline.exchange.rows import table
from dateline.exchange.sides import ARMED, Part, described, part
from dateline.exchange.words import where
from dateline.values import ClaimPlace, Tally

COLUMNS = (
    "id", "relid", "year", "active_year", "code_status", "type_of_violence", "conflict_dset_id", "conflict_new_id",
    "conflict_name", "dyad_dset_id", "dyad_new_id", "dyad_name", "side_a_dset_id", "side_a_new_id", "side_a",
    "side_b_dset_id", "side_b_new_id", "side_b", "number_of_sources", "source_article", "source_office", "source_date",
    "source_headline", "source_original", "where_prec", "where_coordinates", "where_description", "adm_1", "adm_2",
    "latitude", "longitude", "geom_wkt", "priogrid_gid", "country", "country_id", "region", "event_clarity",
    "date_prec", "date_start", "date_end", "deaths_a", "deaths_b", "deaths_civilians", "deaths_unknown", "best", "high",
    "low", "gwnoa", "gwnob",
)  # fmt: skip
NUMBERS = frozenset(
    "id year active_year type_of_violence number_of_sources where_prec latitude longitude priogrid_gid country_id "
    "event_clarity date_prec deaths_a deaths_b deaths_civilians deaths_unknown best high low gwnoa gwnob "
    "conflict_dset_id conflict_new_id dyad_dset_id dyad_new_id side_a_dset_id side_a_new_id side_b_dset_id "
    "side_b_new_id".split()
)
_IS_NUMBER = tuple(column in NUMBERS for column in COLUMNS)
_DIGITS = 13
"""Hexadecimal digits of an event's id that make a number which every program holds exactly (52 bits)."""
_YEAR = 366
_PRECISIONS = ((1, 1), (6, 2), (7, 3), (31, 4), (_YEAR, 5))
_CELL = 0.5
_ROWS, _COLUMNS = 360, 720
_STATE_SECTORS = frozenset({"GOV", "MIL", "COP", "SPY"})


class Dyad(Struct, frozen=True):
    """Who against whom, and UCDP's type of violence: 1 state-based, 2 non-state, 3 one-sided."""

    type: int
    a: Who
    b: Who | None


def write(records: Iterable[Record | AsItIs], left: Callable[[LeftOut], None]) -> Iterator[bytes]:
    """The table: a heading, then a row for each event that UCDP would have one for."""
    yield from table(records, left, COLUMNS, _IS_NUMBER, row)


def row(record: Record) -> list[Cell]:
    """The cells of a record, in the order of ``COLUMNS``. Raises LeftOut where UCDP has no row for it."""
    event = record.event
    if event.status != "actual":
        raise LeftOut("not told as having happened")
    low, best, high = deaths(event.counts.get("killed"))
    if event.type not in ("ASSAULT", "CONTROL", "PROTEST"):
        raise LeftOut("of a type that it does not code")
    dyad = _dyad(record)
    when = days(event, _YEAR)
    place, land = _where(event.place)
    quotes = distinct(record.quotes)
    a, b = side(dyad.a), side(dyad.b) if dyad.b is not None else "Civilians"
    of_a, of_b, of_civilians = _split(record, dyad, best)
    return [
        int(event.id[:_DIGITS], 16), event.id, when.middle.year, None, None, dyad.type, None, None, None, None, None,
        f"{a} - {b}", None, None, a, None, None, b, event.reports,
        cells.one_line(map(article, quotes)),
        cells.one_line(quote.outlet for quote in quotes),
        cells.one_line(quote.published for quote in quotes),
        cells.one_line(quote.title for quote in quotes),
        cells.one_line(name for quote in quotes for name in quote.says),
        where_precision(place), line(place.name or place.text), where(place), place.admin1, None,
        place.latitude, place.longitude, f"POINT ({place.longitude:.6f} {place.latitude:.6f})",
        priogrid(place.latitude or 0.0, place.longitude or 0.0),
        land.ucdp, land.gw, land.ucdp_region, 2 if event.aggregate else 1, date_precision(when),
        f"{when.first.isoformat()} 00:00:00.000", f"{when.last.isoformat()} 00:00:00.000",
        of_a, of_b, of_civilians, best - of_a - of_b - of_civilians, best, high, low, _state(dyad.a), _state(dyad.b),
    ]  # fmt: skip


def deaths(tally: Tally | None) -> tuple[int, int, int]:
    """Low, best and high. An open low end is 0; an open high end is the best number, the highest that anyone gives.
    Raises LeftOut where nobody is told to have died."""
    best = tally.best if tally is not None else None
    if tally is None or not best:
        raise LeftOut("without a death")
    return min(tally.low or 0, best), best, max(tally.high or best, best)


def _dyad(record: Record) -> Dyad:
    """Raises LeftOut where a side is not known."""
    place = record.event.place
    there = place.country if place is not None else None
    sides = [[(who, part(who, there)) for who in side] for side in (record.actors, record.recipients)]
    armed = [[one for one in side if one[1] in ARMED and one[0].id is not None] for side in sides]
    if not sides[1] and len(armed[0]) == 2:  # "X and Y clashed"
        armed = [[armed[0][0]], [armed[0][1]]]
    if all(armed):
        (a, of_a), (b, of_b) = armed[0][0], armed[1][0]
        if _is_state(of_b, b) and not _is_state(of_a, a):
            (a, of_a), (b, of_b) = (b, of_b), (a, of_a)
        return Dyad(1 if _is_state(of_a, a) else 2, a, b)
    if armed[0] and any(of in ("civilians", "protesters") for _, of in sides[1]):
        return Dyad(3, armed[0][0][0], None)
    raise LeftOut("between parties that are not known")


def _is_state(of: Part, who: Who) -> bool:
    return of == "state" or (of == "external" and who.sector in _STATE_SECTORS)


def side(who: Who) -> str:
    """A party as UCDP names it: a state and its forces by its government."""
    land = country(who.country)
    if land is not None and (who.kind == "state" or who.sector in _STATE_SECTORS):
        return f"Government of {land.ucdp}"
    return line(who.full or who.name)


def _state(who: Who | None) -> int | None:
    if who is None or not (who.kind == "state" or who.sector in _STATE_SECTORS):
        return None
    land = country(who.country)
    return land.gw if land is not None else None


def _split(record: Record, dyad: Dyad, best: int) -> tuple[int, int, int]:
    """How many of the best number were of side a, of side b, civilians, where the claim that gives it says so; those of
    one-sided violence are civilians."""
    if dyad.type == 3:
        return 0, 0, best
    tally = record.event.counts["killed"]
    of = {figure.of for figure in tally.figures if best in (figure.low, figure.high)}
    if len(of) != 1 or None in of:
        return 0, 0, 0
    told = line(str(of.pop()))
    if described(told) == "civilians":
        return 0, 0, best
    names = [_names(who) for who in (dyad.a, dyad.b)]
    are = [any(name in told.casefold() for name in several) for several in names]
    return best if are == [True, False] else 0, best if are == [False, True] else 0, 0


def _names(who: Who | None) -> list[str]:
    return [] if who is None else [line(name).casefold() for name in (who.name, who.full) if name]


def article(quote: Quote) -> str:
    """An article as UCDP cites it, with its hash and where the sentence stands."""
    span = f":{quote.start}-{quote.end}" if quote.start is not None else ""
    parts = [line(part) for part in (quote.outlet, quote.published, quote.title) if part]
    said = f" “{line(quote.text)}”" if quote.text is not None else ""
    return f"{', '.join(parts)}{said} [sha256:{quote.sha256}{span}]".strip()


def _where(place: ClaimPlace | None) -> tuple[ClaimPlace, Country]:
    if place is None or place.latitude is None or place.longitude is None:
        raise LeftOut("without a place on the map")
    land = country(place.country)
    if land is None:
        raise LeftOut("at a place in no country")
    return place, land


def where_precision(place: ClaimPlace) -> int:
    """1 the place itself, 2 within 25 km of it, 3 a second-level area, 4 a first-level one, 5 another area or a line, 6
    the country."""
    radius = place.radius_km if place.radius_km is not None else math.inf
    if place.feature == "country":
        return 6
    if place.feature == "admin1":
        return 4
    if place.feature in ("admin2", "district"):
        return 3
    if place.feature == "settlement" and place.relation == "at" and radius <= 12:
        return 1
    return 2 if radius <= 25 else 5


def date_precision(when: Days) -> int:
    """1 a day, 2 two to six days, 3 a week, 4 up to a month, 5 up to a year."""
    return next(code for most, code in _PRECISIONS if when.number <= most)


def priogrid(latitude: float, longitude: float) -> int:
    """The number of the PRIO-GRID cell (half a degree, counted from the south-west corner of the world, eastwards)."""
    cell_row = min(int((latitude + 90) // _CELL), _ROWS - 1)
    cell_column = min(int((longitude + 180) // _CELL), _COLUMNS - 1)
    return cell_row * _COLUMNS + cell_column + 1


def check(data: bytes) -> list[str]:
    """What is wrong with a table by UCDP's own rules."""
    return cells.check(data, COLUMNS, "ucdp", _check_row)


_MOMENT = re.compile(r"\d{4}-\d\d-\d\d 00:00:00\.000")
_RANGES = {"type_of_violence": 3, "where_prec": 7, "date_prec": 5, "event_clarity": 2, "priogrid_gid": _ROWS * _COLUMNS}
_DEATHS = ("deaths_a", "deaths_b", "deaths_civilians", "deaths_unknown")


def _check_row(found: dict[str, str]) -> Iterator[str]:
    for name in sorted(NUMBERS):
        if found[name] and not re.fullmatch(r"-?\d+(\.\d+)?", found[name]):
            yield f"{name} is no number"
            return
    for name, most in _RANGES.items():
        if not found[name] or not 1 <= int(found[name]) <= most:
            yield f"{name} is out of its range"
    low, best, high = (int(found[name]) for name in ("low", "best", "high"))
    if not low <= best <= high or high < 1:
        yield "low, best and high do not rise, or nobody died"
    if sum(int(found[name]) for name in _DEATHS) != best:
        yield "the deaths of the sides do not sum to best"
    if not all(_MOMENT.fullmatch(found[name]) for name in ("date_start", "date_end")):
        yield "a date is none"
    elif found["date_start"] > found["date_end"] or not found["date_start"][:4] <= found["year"] <= found["date_end"]:
        yield "it ends before it begins, or lies in another year"


def sides_of(found: Sequence[str]) -> tuple[str, str]:
    """The names of both sides in a row."""
    return found[COLUMNS.index("side_a")], found[COLUMNS.index("side_b")]
