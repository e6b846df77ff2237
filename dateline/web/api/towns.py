"""Towns to find one's way on the map by."""

from __future__ import annotations

from typing import Annotated

from litestar import get
from litestar.params import QueryParameter
from msgspec import Struct

from dateline.locate.index import open_index
from dateline.work.filters import box


class Town(Struct, frozen=True):
    """A settlement: its name in the gazetteer, where it is (degrees), how many people live there."""

    name: str
    latitude: float
    longitude: float
    population: int


class Towns(Struct, frozen=True):
    """Towns, the largest first."""

    items: tuple[Town, ...]


@get("/towns", sync_to_thread=True, opt={"etag": False}, tags=["places"])
def towns(
    bbox: Annotated[str, QueryParameter(max_length=100, description="WEST,SOUTH,EAST,NORTH in degrees.")],
    limit: Annotated[int, QueryParameter(ge=1, le=200)] = 40,
) -> Towns:
    """The largest towns of an area."""
    area = box(bbox)
    found = open_index().largest(area.west, area.south, area.east, area.north, limit)
    return Towns(tuple(Town(one.name, one.latitude, one.longitude, one.population) for one in found))


HANDLERS = [towns]
