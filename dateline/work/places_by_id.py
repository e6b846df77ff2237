"""A place of the index by its GeoNames id."""

from __future__ import annotations

from dateline.corroborate.judgement import Spot
from dateline.errors import UsageError
from dateline.locate.index import open_index


def place_of(geonames: str) -> Spot:
    """The place of a GeoNames id, as it stands in a report's places. Raises UsageError where the index has none."""
    index = open_index()
    number = int(geonames) if geonames.isascii() and geonames.isdigit() and len(geonames) < 12 else -1
    found = index.places([number]).get(number)
    if found is None or found.geonames is None:
        raise UsageError(
            f"{geonames}: no known place has that GeoNames id; dateline gazetteer add its country, or give --at LAT,LON"
        )
    return Spot(
        latitude=found.latitude,
        longitude=found.longitude,
        radius_km=found.radius_km,
        id=str(found.geonames),
        name=found.name,
        country=found.country,
        admin1=index.area_name(found.country, found.admin1),
        feature=found.feature,
    )
