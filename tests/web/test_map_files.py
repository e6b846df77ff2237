"""Files that were chosen for the map come whole or in part; nothing else comes."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from browsers import Client, client, enter

from dateline.errors import UsageError
from dateline.web.serve import Asked, _map
from dateline.web.settings import Settings

DATA = bytes(range(256)) * 300


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Client]:
    (tmp_path / "near.pmtiles").write_bytes(DATA)
    chosen = _map(Asked(None, None, "127.0.0.1", 0, tiles=str(tmp_path / "near.pmtiles")))
    with client(str(tmp_path / "l.sqlite"), str(tmp_path / "e"), Settings(works=False, **chosen)) as made:
        yield enter(made)


@pytest.mark.parametrize(
    ("asked", "status", "found"),
    [
        (None, 200, DATA),
        ("bytes=0-15", 206, DATA[:16]),
        ("bytes=70000-", 206, DATA[70000:]),
        ("bytes=-5", 206, DATA[-5:]),
        ("bytes=10-999999", 206, DATA[10:]),
        ("bytes=-999999", 206, DATA),
        ("bytes=5-4", 416, None),
        ("bytes=99999-", 416, None),
        ("bytes=-0", 416, None),
        ("bytes=-", 200, DATA),
        ("bytes=0-1,4-5", 200, DATA),
        ("lines=1-2", 200, DATA),
    ],
)
def test_parts_of_a_file(desk: Client, asked: str | None, status: int, found: bytes | None) -> None:
    answered = desk.get("/api/v1/map/tiles.pmtiles", headers={"range": asked} if asked else {})
    assert answered.status_code == status
    if found is not None:
        assert answered.content == found
        assert int(answered.headers["content-length"]) == len(found)


def test_it_is_told_and_guarded(desk: Client, tmp_path: Path) -> None:
    assert desk.get("/api/v1/meta").json()["tiles"] == "/api/v1/map/tiles.pmtiles"
    tag = desk.get("/api/v1/map/tiles.pmtiles").headers["etag"]
    assert desk.get("/api/v1/map/tiles.pmtiles", headers={"if-none-match": tag}).status_code == 304
    for other in ("style.json", "near.pmtiles", "..%2fl.sqlite", "l.sqlite"):
        assert desk.get(f"/api/v1/map/{other}").status_code == 404
    desk.cookies.clear()
    assert desk.get("/api/v1/map/tiles.pmtiles").status_code == 401
    with pytest.raises(UsageError, match="--boundaries none.geojson"):
        _map(Asked(None, None, "127.0.0.1", 0, boundaries="none.geojson"))


def test_an_address_stays_as_it_is() -> None:
    chosen = _map(Asked(None, None, "127.0.0.1", 0, style="https://maps.example.org/style.json"))
    assert chosen == {"style": "https://maps.example.org/style.json", "tiles": None, "boundaries": None, "files": ()}
