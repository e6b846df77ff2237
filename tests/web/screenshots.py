"""Writes every view of the desk, over the bundled samples, at 1280 and 390 pixels: ``make screenshots``."""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright
from running import SOFTWARE, Served, quiet, served

from dateline.library.library import open_library
from dateline.web import build
from dateline.work.add import add_paths

ROOT = Path(__file__).parents[2]
SIZES = {"wide": (1280, 860), "narrow": (390, 844)}
_LAND_MS = 6000
"""Until the map is drawn, in software."""


def main(folder: Path) -> None:
    """Takes the pictures."""
    build.build()
    os.chdir(ROOT)  # a report shows where it came from: no path of this machine
    os.environ["DATELINE_WHO"] = "ada"
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as scratch, sync_playwright() as playwright:
        library = Path(scratch) / "library.sqlite"
        with open_library(str(library), str(Path(scratch) / "evidence"), create=True) as opened:
            list(add_paths(["samples"], opened))
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium") or "chromium", args=SOFTWARE)
        with served(library) as desk:
            views = addresses(desk)
            for size, (width, height) in SIZES.items():
                for scheme in ("light", "dark"):
                    some = views if scheme == "light" else {"situation": views["situation"], "report": views["report"]}
                    take(
                        browser,
                        desk,
                        some,
                        folder,
                        f"{size}{'' if scheme == 'light' else '-dark'}",
                        width,
                        height,
                        scheme,
                    )
        browser.close()


def addresses(desk: Served) -> dict[str, str]:
    """What is shown, by the name of its picture."""
    get = desk.browser.get
    reports = get("/api/v1/reports", params={"q": "Tell Abyad", "limit": 50}).json()["items"]
    report = next(one["id"] for one in reports if (one["title"] or "").startswith("Kurdish-led"))
    claim = get(f"/api/v1/reports/{report}").json()["claims"][1]["trigger"]
    shown = get("/api/v1/situation").json()
    at = shown["columns"].index("reports")
    event = max(shown["rows"], key=lambda row: row[at])[0]
    source = get("/api/v1/sources?limit=1").json()["items"][0]["id"]
    return {
        "situation": "/?since=2015-06-10&until=2015-06-30",
        "reports": "/reports",
        "report": f"/reports/{report}#c{claim['start']}-{claim['end']}",
        "event": f"/events/{event}",
        "review": "/review",
        "ask": "/ask?q=Is it the beginning of the end for Islamic State?",
        "actors": "/actors",
        "actor": "/actors/islamic-state",
        "sources": "/sources",
        "source": f"/sources/{source}",
        "add": "/add",
        "people": "/people",
    }


def take(
    browser: Browser, desk: Served, views: dict[str, str], folder: Path, name: str, width: int, height: int, scheme: str
) -> None:
    """Takes the pictures of one size."""
    context = browser.new_context(viewport={"width": width, "height": height}, color_scheme=scheme)  # type: ignore[arg-type]
    cookies = [{"name": one.name, "value": one.value or "", "url": desk.base} for one in desk.browser.cookies.jar]
    context.add_cookies(cookies)  # type: ignore[arg-type]
    page = context.new_page()
    for view, address in views.items():
        page.goto(desk.base + address)
        page.locator("main h1").first.wait_for(state="attached")
        quiet(page)
        if view == "situation":
            page.wait_for_timeout(_LAND_MS)
        page.screenshot(path=folder / f"{view}-{name}.png")
    context.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]).resolve() if len(sys.argv) > 1 else ROOT / "docs" / "screenshots")
