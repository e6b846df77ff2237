"""The towns that the map is labelled with."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from browsers import Client

Get = Callable[..., dict[str, Any]]


def test_the_largest_towns_of_an_area_come_first(get: Get) -> None:
    found = get("towns", bbox="36,34,42,38", limit=10)["items"]
    assert len(found) == 10
    assert found[0]["name"] in ("Aleppo", "Gaziantep")
    assert [one["population"] for one in found] == sorted((one["population"] for one in found), reverse=True)
    assert all(36 <= one["longitude"] <= 42 and 34 <= one["latitude"] <= 38 for one in found)


def test_an_area_may_reach_over_the_date_line(get: Get) -> None:
    found = get("towns", bbox="176,-20,-178,-16", limit=20)["items"]
    assert found
    assert all(abs(one["longitude"]) >= 176 for one in found)


@pytest.mark.parametrize("bbox", ["", "1,2,3", "0,9,0,1", "nan,0,0,0", "-181,0,0,0"])
def test_what_is_no_area_is_told(desk_of_samples: Client, bbox: str) -> None:
    assert desk_of_samples.get("/api/v1/towns", params={"bbox": bbox}).status_code == 400
