"""The situation view in a browser: the map, the time, the list, what is exported of them."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, Route, expect
from running import Served, quiet

Open = Callable[..., Page]
ROWS = 5000
LONGEST_MS = 50


def numbers(page: Page) -> tuple[int, int]:
    """How many events are shown, and how many of them on the map."""
    found = page.locator(".situation[data-events]")
    found.wait_for(state="attached")
    return int(found.get_attribute("data-events") or 0), int(found.get_attribute("data-on-map") or 0)


def test_the_first_view_asks_nobody_but_the_desk_and_draws_a_map(server: Served, desk: Open) -> None:
    page = desk("/people")
    asked: list[str] = []
    page.context.on("request", lambda request: asked.append(request.url))
    page.goto(server.base)
    shown, placed = numbers(page)
    assert shown > 50
    assert 0 < placed < shown
    page.locator(".maplibregl-canvas").wait_for()
    for _ in range(100):  # until land and marks are drawn, by the page's own word
        if page.evaluate("performance.getEntriesByName('first-view').length"):
            break
        page.wait_for_timeout(200)
    else:
        pytest.fail("the first view is not complete")
    assert [url for url in asked if not url.startswith((server.base, "data:", f"blob:{server.base}"))] == []
    assert any(url.endswith(".json") and "/assets/" in url for url in asked), "the land was not asked for"
    marks = page.locator(".map-overlay").evaluate(
        "c => c.getContext('2d').getImageData(0, 0, c.width, c.height).data.some(one => one)"
    )
    assert marks
    assert page.problems == []  # type: ignore[attr-defined]


def test_list_map_and_export_hold_the_same_rows(server: Served, desk: Open) -> None:
    page = desk("/?since=2015-06-15&until=2015-06-30&type=ASSAULT&type=CONTROL&status=actual")
    shown, _ = numbers(page)
    assert 0 < shown < 100
    page.get_by_text("Export", exact=True).click()
    address = page.get_by_role("link", name="plain CSV, every field").get_attribute("href")
    answered = server.browser.get(address or "")
    assert answered.status_code == 200
    rows = list(csv.DictReader(io.StringIO(answered.text.lstrip("\ufeff"))))
    while page.get_by_role("button", name=re.compile("^Show more")).count():
        page.get_by_role("button", name=re.compile("^Show more")).click()
    assert page.locator(".event-list > li").count() == shown == len({row["id"] for row in rows})


def test_a_click_shows_the_sources_own_words_and_leads_to_the_sentence(desk: Open) -> None:
    page = desk("/?type=ASSAULT")
    numbers(page)
    page.keyboard.press("j")
    expect(page.locator(".event-row").first).to_be_focused()
    page.keyboard.press("Enter")
    quoted = page.locator(".telling .quoted").first
    quoted.wait_for()
    said = quoted.inner_text()
    page.locator(".telling figcaption a").first.click()
    page.locator(".told.current").wait_for()
    assert said in page.locator(".report-text").inner_text().replace("\n", " ") or len(said) > 20


def test_a_question_is_answered_and_stands_in_the_address(desk: Open) -> None:
    page = desk("/ask")
    page.get_by_role("searchbox").fill("Who holds Tell Abyad on 2015-06-20?")
    page.get_by_role("searchbox").press("Enter")
    page.wait_for_url(re.compile("q=Who"))
    expect(page.get_by_role("table")).to_contain_text("Tell Abyad")
    expect(page.locator(".chances b").first).to_contain_text("%")
    page.get_by_role("searchbox").fill("Why?")
    page.get_by_role("searchbox").press("Enter")
    expect(page.get_by_role("alert")).to_contain_text("It can be asked")


def test_the_window_is_moved_with_keys_and_stands_in_the_address(desk: Open) -> None:
    page = desk("/?since=2015-06-01&until=2015-06-10")
    before, _ = numbers(page)
    end = page.get_by_role("slider", name="Last day shown")
    end.press("End")
    page.wait_for_url(re.compile(r"until=(?!2015-06-10)"))
    after, _ = numbers(page)
    assert after > before
    assert "2015" in (end.get_attribute("aria-valuetext") or "")
    page.get_by_role("button", name="All days").click()
    page.wait_for_url(re.compile(r"/$"))


def test_filters_are_a_form_and_survive_a_reload(desk: Open) -> None:
    page = desk()
    every, _ = numbers(page)
    page.get_by_label("Actor").fill("Islamic State")
    page.get_by_label("Actor").press("Enter")
    page.wait_for_url(re.compile("actor=Islamic"))
    expect(page.locator(".situation")).not_to_have_attribute("data-events", str(every))
    few, _ = numbers(page)
    page.reload()
    assert numbers(page)[0] == few
    page.get_by_label("Actor").fill("nobody of that name")
    page.get_by_label("Actor").press("Enter")
    expect(page.get_by_role("alert")).to_contain_text("nobody of that name")


def test_who_holds_what_is_a_table_with_its_history(desk: Open) -> None:
    page = desk()
    page.get_by_role("tab", name=re.compile("^Who holds what")).click()
    page.locator(".holders tbody th button").first.click()
    page.get_by_role("button", name="Show as a table").click()
    assert page.get_by_role("columnheader", name="unknown").count() == 1


def test_the_bars_are_a_table_too(desk: Open) -> None:
    page = desk()
    numbers(page)
    page.get_by_role("button", name="As a table").click()
    expect(page.get_by_role("dialog").get_by_role("row").nth(5)).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_have_count(0)


def test_playing_moves_the_window_on(desk: Open) -> None:
    page = desk("/?since=2015-05-01&until=2015-05-20")
    numbers(page)
    page.get_by_role("button", name="Play").click()
    expect(page.locator(".window")).not_to_contain_text("20 May 2015", timeout=10_000)
    page.get_by_role("button", name="Pause").click()
    page.wait_for_url(re.compile(r"until=(?!2015-05-20)"))


@pytest.mark.soak
def test_sliding_over_five_thousand_events_never_holds_up_the_page(chromium: Browser, desk: Open) -> None:
    """No task of the page's own thread takes more than 50 ms of a core, as the browser measures it: what else the
    machine does is not counted."""
    page = desk("/people")
    page.route("**/api/v1/situation*", many)
    page.goto(page.url.replace("/people", "/"))
    expect(page.locator(".situation")).to_have_attribute("data-events", str(ROWS))
    quiet(page)
    page.wait_for_timeout(5000)  # the land is drawn
    box = page.get_by_role("slider", name="Last day shown").bounding_box()
    assert box is not None
    chromium.start_tracing(page=page, categories=["toplevel", "disabled-by-default-devtools.timeline", "__metadata"])
    page.mouse.move(box["x"] + 12, box["y"] + 30)
    page.mouse.down()
    for step in range(60):
        page.mouse.move(box["x"] - step * 12, box["y"] + 30)
        page.wait_for_timeout(16)
    page.mouse.up()
    page.wait_for_timeout(600)
    tasks = of_the_page(json.loads(chromium.stop_tracing())["traceEvents"])
    assert len(tasks) > 100
    assert max(tasks) <= LONGEST_MS, sorted(tasks)[-10:]


def of_the_page(events: list[dict[str, Any]]) -> list[float]:
    """How long each task of the page's main thread ran on a core, in ms; of the busiest where there are several."""
    names = {(one["pid"], one["tid"]): one["args"]["name"] for one in events if one.get("name") == "thread_name"}
    found: dict[tuple[int, int], list[float]] = {}
    for one in events:
        place = (one.get("pid", 0), one.get("tid", 0))
        if "RunTask" in one.get("name", "") and names.get(place) == "CrRendererMain" and "tdur" in one:
            found.setdefault(place, []).append(one["tdur"] / 1000)
    return max(found.values(), key=sum)


def many(route: Route) -> None:
    """Answers with as many rows as there may be, spread over half a year and a country."""
    answered = route.fetch().json()
    at = {name: number for number, name in enumerate(answered["columns"])}
    types = ("ASSAULT", "CONTROL", "AID", "ACCUSE")
    rows = []
    for number in range(ROWS):
        row = [None] * len(at)
        day = f"2015-{1 + number % 7:02}-{1 + number % 28:02}"
        given = {
            "id": f"{number:016x}", "type": types[number % 4], "status": "actual", "credibility": 3, "earliest": day,
            "latest": day, "latitude": 33 + number % 83 / 20, "longitude": 36 + number % 97 / 18, "radius_km": 2.0,
            "place": f"Place {number % 500}", "label": "A → B: assault", "reports": 1, "sources": 1,
        }  # fmt: skip
        for name, value in given.items():
            row[at[name]] = value  # type: ignore[call-overload]
        rows.append(row)
    route.fulfill(json=answered | {"rows": rows, "total": ROWS})
