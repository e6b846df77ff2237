"""No view has a fault that axe-core knows of; all is reached with the keyboard; nothing is wider than the window."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, Route, expect
from running import Served, quiet

Open = Callable[..., Page]
VIEWS = ("/", "/reports", "REPORT", "EVENT", "/review", "/actors", "/actors/islamic-state", "/sources", "SOURCE",
         "/ask?q=Who holds Kobane?", "/add", "/people", "/nowhere")  # fmt: skip
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


@pytest.fixture(scope="module")
def places(server: Served) -> dict[str, str]:
    """Addresses of views of one thing."""
    report = server.browser.get("/api/v1/reports?limit=1").json()["items"][0]["id"]
    claim = server.browser.get(f"/api/v1/reports/{report}").json()["claims"][0]["trigger"]
    event = server.browser.get("/api/v1/situation?type=ASSAULT&limit=1").json()["rows"][0][0]
    source = server.browser.get("/api/v1/sources?limit=1").json()["items"][0]["id"]
    return {
        "REPORT": f"/reports/{report}#c{claim['start']}-{claim['end']}",
        "EVENT": f"/events/{event}",
        "SOURCE": f"/sources/{source}",
    }


def faults(page: Page, root: Path) -> list[str]:
    """What axe-core, served by the test as if by the desk, finds wrong."""
    axe = root / "dateline/web/frontend/node_modules/axe-core/axe.min.js"

    def give(route: Route) -> None:
        route.fulfill(path=str(axe), content_type="text/javascript")

    page.route("**/axe-of-the-test.js", give)
    page.add_script_tag(url="/axe-of-the-test.js")
    found: dict[str, Any] = page.evaluate("tags => axe.run(document, {runOnly: tags})", TAGS)
    return [
        f"{one['id']}: {node['target']} {node['failureSummary']}"
        for one in found["violations"]
        for node in one["nodes"]
    ]


def settled(page: Page) -> None:
    page.locator("main h1").first.wait_for(state="attached")
    quiet(page)
    expect(page.locator(".loading")).to_have_count(0)


def test_axe_finds_nothing_on_any_view(server: Served, desk: Open, places: dict[str, str], root: Path) -> None:
    page = desk("/people")
    wrong: dict[str, list[str]] = {}
    for view in VIEWS:
        page.goto(server.base + places.get(view, view))
        settled(page)
        found = faults(page, root)
        if found:
            wrong[view] = found
    assert wrong == {}


def test_axe_finds_nothing_in_the_dark_on_a_phone(
    server: Served, desk: Open, places: dict[str, str], root: Path
) -> None:
    page = desk("/people", viewport={"width": 360, "height": 760}, color_scheme="dark")
    wrong: dict[str, list[str]] = {}
    for view in ("/", "REPORT", "EVENT", "/review", "/actors/islamic-state", "/sources"):
        page.goto(server.base + places.get(view, view))
        settled(page)
        found = faults(page, root)
        if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
            found.append("wider than the window")
        if found:
            wrong[view] = found
    assert wrong == {}


def test_the_way_in_has_no_fault(office: Served, contexts: Callable[..., Any], root: Path) -> None:
    page = contexts().new_page()
    page.goto(office.base)
    page.get_by_label("Password").wait_for()
    assert faults(page, root) == []


def test_the_keyboard_reaches_everything_in_order(desk: Open) -> None:
    page = desk()
    page.locator(".situation[data-events]").wait_for(state="attached")
    seen: list[str] = []
    for _ in range(60):
        page.keyboard.press("Tab")
        seen.append(
            page.evaluate(
                "(document.activeElement.getAttribute('aria-label') || document.activeElement.textContent || "
                "document.activeElement.tagName).trim().slice(0, 30)"
            )
        )
    assert seen[0] == "Skip to the view"
    for wanted in ("Situation", "Zoom in", "Events"):
        assert any(wanted.lower() in one.lower() for one in seen), (wanted, seen)
    focus = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
    assert focus != "none"
