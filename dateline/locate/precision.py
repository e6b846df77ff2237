"""How precisely a place or a time is known, in the codes of the two event data sets that our exports are read with.

The codes are read off the circle and the kind of a resolved ``Place`` and off the days of a ``Time``; they are never
finer than those. Codebooks: UCDP GED (where_prec, date_prec), ACLED (geo_precision, time_precision).
"""

from __future__ import annotations

from datetime import date

from dateline.values import Place, Time

_TOWN_KM = 30.0  # no town but the very largest is larger; a wider circle stands for an area
# The finest code that a circle of so large a radius allows: 25 km beside a known place are UCDP's own, the others what
# second- and first-level areas seldom exceed.
_BY_SIZE = ((25.0, 2), (60.0, 3), (180.0, 4))
_WATER = frozenset({"sea", "ocean"})
_FUZZY = frozenset({"river", "canal", "lake", "mountain", "region", "area", "road", "island"})
_LINES = frozenset({"along", "border-of", "between", "road-to"})
_AREA_CODE = {"admin2": 3, "admin1": 4, "country": 6, "continent": 6}
_ACLED = {1: 1, 2: 2, 3: 2}  # by UCDP's code; all others are wider regions


def ucdp_where(place: Place) -> int | None:
    """UCDP's where_prec: 1 the place itself, 2 within about 25 km of it, 3 second-level area, 4 first-level area, 5 a
    line or a fuzzy area, 6 country, 7 sea or air. None for a place without a point."""
    if place.latitude is None or place.radius_km is None:
        return None
    feature, size = place.feature or "", _by_size(place.radius_km)
    if feature in _WATER:
        return 7
    if feature in _FUZZY:
        return max(5, size)
    if feature in _AREA_CODE:
        return _AREA_CODE[feature] if place.relation == "at" else max(_AREA_CODE[feature], size)
    if place.relation == "at":
        return 1 if place.radius_km <= _TOWN_KM else size
    return max(5, size) if place.relation in _LINES and size > 2 else size


def acled_geo(place: Place) -> int | None:
    """ACLED's geo_precision: 1 the town named, 2 a part of a region told by a town near by (or a second-level area), 3
    a wider region. None for a place without a point."""
    where = ucdp_where(place)
    if where is None:
        return None
    return _ACLED.get(where, 3)


def ucdp_date(time: Time) -> int | None:
    """UCDP's date_prec: 1 the day, 2 two to six days, 3 a week, 4 a month, 5 a year. None where a day at either end is
    unknown, or where it is more than a year."""
    days = _days(time)
    if days is None:
        return None
    for code, most in ((1, 1), (2, 6), (3, 7), (4, 31), (5, 366)):
        if days <= most:
            return code
    return None


def acled_time(time: Time) -> int | None:
    """ACLED's time_precision: 1 the day, 2 within a week, 3 within a month. None where a day at either end is unknown,
    or where it is more than a month: ACLED has no code for that."""
    days = _days(time)
    if days is None:
        return None
    for code, most in ((1, 1), (2, 7), (3, 31)):
        if days <= most:
            return code
    return None


def _by_size(radius_km: float) -> int:
    return next((code for most, code in _BY_SIZE if radius_km <= most), 6)


def _days(time: Time) -> int | None:
    """How many days lie between both ends, which count."""
    if time.earliest is None or time.latest is None:
        return None
    return (date.fromisoformat(time.latest) - date.fromisoformat(time.earliest)).days + 1


__all__ = ["acled_geo", "acled_time", "ucdp_date", "ucdp_where"]
