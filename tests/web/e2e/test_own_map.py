"""A ground of one's own: tiles out of a file, lines, a style that shows some of the tiles. Seen by its colours."""

from __future__ import annotations

import base64
import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page
from running import served, watched
from tiles import archive

pytestmark = pytest.mark.soak
GREEN, RED, BLUE = (0, 255, 0), (255, 0, 0), (0, 0, 255)
COUNT = """async ([packed, colours]) => {
  const image = new Image()
  image.src = `data:image/png;base64,${packed}`
  await image.decode()
  const canvas = Object.assign(document.createElement('canvas'), {width: image.width, height: image.height})
  const pen = canvas.getContext('2d')
  pen.drawImage(image, 0, 0)
  const {data} = pen.getImageData(0, 0, image.width, image.height)
  return colours.map(([r, g, b]) => {
    let count = 0
    for (let i = 0; i < data.length; i += 4) if (data[i] === r && data[i + 1] === g && data[i + 2] === b) count++
    return count / (data.length / 4)
  })
}"""


def shares(page: Page, *colours: tuple[int, int, int]) -> list[float]:
    """How much of the map has each of these colours, once it is drawn."""
    for _ in range(150):
        if page.evaluate("performance.getEntriesByName('first-view').length"):
            break
        page.wait_for_timeout(200)
    page.wait_for_timeout(1000)
    packed = base64.b64encode(page.locator(".map-side").screenshot()).decode()
    found: list[float] = page.evaluate(COUNT, [packed, [list(colour) for colour in colours]])
    return found


def test_tiles_lines_and_a_style_are_drawn(
    sampled: Path, contexts: Callable[..., BrowserContext], tmp_path: Path
) -> None:
    shutil.copytree(sampled, tmp_path / "copy")
    archive(tmp_path / "small.pmtiles")
    layers = [
        {"id": "ground", "type": "background", "paint": {"background-color": "#0f0"}},
        {"id": "lakes", "type": "fill", "source": "own", "source-layer": "water", "paint": {"fill-color": "#00f"}},
        {"id": "roads", "type": "line", "source": "own", "source-layer": "roads",
         "paint": {"line-color": "#f00", "line-width": 6}},
    ]  # fmt: skip
    sources = {"own": {"type": "vector", "url": "pmtiles:///api/v1/map/tiles.pmtiles"}}
    style = {"version": 8, "sources": sources, "layers": layers}
    (tmp_path / "style.json").write_text(json.dumps(style))
    line = {"type": "LineString", "coordinates": [[30.0, 36.5], [45.0, 36.5]]}
    (tmp_path / "lines.geojson").write_text(json.dumps({"type": "Feature", "properties": {}, "geometry": line}))
    tiles = ["--tiles", str(tmp_path / "small.pmtiles")]
    for more in (["--map-style", str(tmp_path / "style.json")], ["--boundaries", str(tmp_path / "lines.geojson")]):
        with served(tmp_path / "copy" / "library.sqlite", *tiles, *more) as desk:
            context = contexts(color_scheme="light")
            cookies = [{"name": c.name, "value": c.value or "", "url": desk.base} for c in desk.browser.cookies.jar]
            context.add_cookies(cookies)  # type: ignore[arg-type]
            page = watched(context.new_page())
            parts: list[int] = []
            page.on("response", lambda one, to=parts: to.append(one.status) if "/map/" in one.url else None)
            page.goto(desk.base)
            ground, lakes, roads = shares(page, GREEN, BLUE, RED)
            assert 206 in parts
            if more[0] == "--map-style":
                assert ground > 0.3
                assert lakes > 0.005
                assert roads > 0.001
            else:
                land, water = shares(page, (242, 239, 231), (211, 223, 226))  # as map/palette.ts has them
                assert land > 0.3
                assert water > 0.005
                assert 200 in parts, "the lines were not asked for"
            assert page.problems == []
