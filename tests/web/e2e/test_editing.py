"""A report from adding it to judging it, in a browser."""

from __future__ import annotations

import re
from collections.abc import Callable

from playwright.sync_api import Page, expect
from running import Served, quiet

Open = Callable[..., Page]
TEXT = (
    "Fighters of Islamic State shelled the town of Amuda on 14 July 2015, killing nine people, the Hawar agency said. "
    "🔥🔥 The shelling went on at night.\n\nKurdish forces took the village of Tell Brak on 15 July 2015."
)
HOSTILE = (
    '<script>alert(1)</script><img src=x onerror="alert(2)"> Islamic State fighters attacked Kobane on 3 July 2015, '
    "officials said. \u202eesrever\u202c <style>*{display:none}</style> <b>killed five soldiers</b> in Hasakah "
    "javascript:alert(3) &lt;i&gt; {{7*7}} ${7*7}.\n\nقتل خمسة جنود في الحسكة. <svg/onload=alert(4)>"
)


def add_text(page: Page, title: str, text: str) -> None:
    """Adds a report on the page for it, and waits until it is read."""
    page.locator(".jobs").wait_for(state="attached")
    expect(page.locator(".loading")).to_have_count(0)
    before = page.locator(".job").count()
    page.get_by_role("tab", name="Text").click()
    page.get_by_label("Title").fill(title)
    page.get_by_label("Text of the report").fill(text)
    page.get_by_label("Published, where no day is shown").fill("2015-07-16")
    page.get_by_label("Outlet, where none is shown").fill("Test Wire")
    page.get_by_role("button", name="Add the text").click()
    expect(page.locator(".job")).to_have_count(before + 1)
    expect(page.locator(".job .tag").first).to_have_text("done", timeout=60_000)


def test_a_report_is_added_and_is_on_the_map(desk: Open) -> None:
    page = desk("/add")
    add_text(page, "Shells on Amuda", TEXT)
    page.get_by_role("button", name="Show reports").first.click()
    page.get_by_role("link", name="Shells on Amuda").click()
    # Code points are counted: behind two emoji the marks still stand on their words.
    marks = page.locator(".told")
    marks.first.wait_for()
    assert "took" in marks.all_inner_texts()
    page.goto(page.url.split("/reports")[0] + "/?since=2015-07-14&until=2015-07-15&place=Amuda")
    page.locator(".situation[data-events]").wait_for(state="attached")
    assert int(page.locator(".situation").get_attribute("data-on-map") or 0) >= 1
    expect(page.locator(".event-list")).to_contain_text("Amuda")


def test_a_place_is_set_right_and_that_is_taken_back(server: Served, desk: Open) -> None:
    found = server.browser.get("/api/v1/reports", params={"q": "Amuda"}).json()["items"][0]
    page = desk(f"/reports/{found['id']}")
    page.locator(".told", has_text="took").click()
    card = page.locator(".card.current")
    expect(card).to_contain_text("Tell Brak")
    card.get_by_role("button", name=re.compile("Set right where|Find it")).first.click()
    page.get_by_label("A place of the gazetteer").fill("Manbij")
    page.locator(".choices button", has_text="Manbij").first.click()
    expect(page.locator(".toast")).to_contain_text("Place set")
    expect(card).to_contain_text("Manbij")
    page.locator(".toast").get_by_role("button", name="Undo").click()
    expect(card).not_to_contain_text("Manbij")


def test_claims_are_judged_with_keys(server: Served, desk: Open) -> None:
    found = server.browser.get("/api/v1/reports", params={"q": "Amuda"}).json()["items"][0]
    page = desk(f"/reports/{found['id']}")
    page.locator(".told").first.wait_for()
    page.keyboard.press("j")
    page.keyboard.press("a")
    expect(page.locator(".card.current")).to_contain_text("accepted")
    page.keyboard.press("u")
    expect(page.locator(".toast")).to_contain_text("Taken back")
    expect(page.locator(".card.current .tag.good")).to_have_count(0)
    page.keyboard.press("r")
    expect(page.locator(".card.current")).to_have_class(re.compile("standing-rejected"))
    page.keyboard.press("u")
    expect(page.locator(".card.current")).not_to_have_class(re.compile("standing-rejected"))
    page.keyboard.press("c")
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("Killed").fill("7+")
    dialog.get_by_role("button", name="Save the correction").click()
    expect(page.locator(".card.current")).to_contain_text("at least 7")
    page.keyboard.press("?")
    expect(page.get_by_role("dialog")).to_contain_text("undo your last judgement")


def test_outlets_names_and_actors_are_set_right(server: Served, desk: Open) -> None:
    found = server.browser.get("/api/v1/reports", params={"q": "Amuda"}).json()["items"][0]
    page = desk(f"/reports/{found['id']}")
    page.get_by_role("button", name="Correct outlet or day").click()
    page.get_by_role("dialog").get_by_label("Outlet").fill("Another Wire")
    page.get_by_role("dialog").get_by_role("button", name="Save the correction").click()
    expect(page.locator(".report-head")).to_contain_text("Another Wire")
    page.locator(".toast").get_by_role("button", name="Undo").click()
    expect(page.locator(".report-head")).not_to_contain_text("Another Wire")
    page.locator(".told", has_text="took").click()
    card = page.locator(".card.current")
    card.get_by_role("button", name="Set right whom").first.click()
    page.get_by_role("dialog").get_by_label("Name", exact=True).fill("Peshmerga")
    page.get_by_role("button", name="Keep the name as it is written").click()
    expect(card).to_contain_text("Peshmerga")
    page.locator(".toast").get_by_role("button", name="Undo").click()
    expect(card).not_to_contain_text("Peshmerga")
    page.goto(f"{server.base}/actors/islamic-state")
    page.get_by_role("button", name="Set right").click()
    page.get_by_role("dialog").get_by_role("combobox").select_option("name")
    page.get_by_role("dialog").get_by_label("a name").fill("The Raqqa Emirate")
    page.get_by_role("dialog").get_by_role("button", name="Save").click()
    expect(page.locator("main")).to_contain_text("The Raqqa Emirate")
    page.locator(".history").get_by_role("button", name="Undo").click()
    expect(page.locator(".toast")).to_contain_text("Taken back")


def test_an_event_is_split_and_put_together_again(server: Served, desk: Open) -> None:
    shown = server.browser.get("/api/v1/situation").json()
    at = {name: number for number, name in enumerate(shown["columns"])}
    event = max(shown["rows"], key=lambda row: row[at["reports"]])[at["id"]]
    before = server.browser.get(f"/api/v1/events/{event}").json()
    assert len(before["event"]["claims"]) > 2
    page = desk(f"/events/{event}")
    page.locator(".place-map canvas.map-overlay").wait_for()
    # An event is called by its smallest claim: split off, that one would keep the page's address to itself.
    first = min(before["event"]["claims"], key=lambda claim: (claim["report"], claim["start"]))
    quotes = page.locator(".claim-quote")
    links = [quote.locator("figcaption a").get_attribute("href") or "" for quote in quotes.all()]
    others = [n for n, link in enumerate(links) if first["report"] not in link or str(first["start"]) not in link]
    quotes.nth(others[-1]).locator("input").check()
    page.get_by_role("button", name="Split off 1 chosen").click()
    expect(page.locator(".toast")).to_contain_text("Split")
    expect(page.locator(".history li")).to_have_count(1)
    split = server.browser.get(f"/api/v1/events/{event}").json()
    (chosen,) = split["history"][0]["body"]["other"]
    assert chosen in before["event"]["claims"]
    # Another claim may come in its place: one that the event was not joined with because of the one that is gone.
    assert chosen not in split["event"]["claims"]
    assert all(claim in split["event"]["claims"] for claim in before["event"]["claims"] if claim != chosen)
    page.locator(".history").get_by_role("button", name="Undo").click()
    expect(page.locator(".toast")).to_contain_text("Taken back")
    again = server.browser.get(f"/api/v1/events/{event}").json()
    assert again["event"] == before["event"]


def test_a_hostile_report_is_text_everywhere(server: Served, desk: Open) -> None:
    page = desk("/add")
    title = '"><script>alert(5)</script>\u202e<img src=x onerror=alert(6)>'
    add_text(page, title, HOSTILE)
    problems = list(page.problems)  # type: ignore[attr-defined]
    report = server.browser.get("/api/v1/reports", params={"limit": 1}).json()["items"][0]["id"]
    claims = server.browser.get(f"/api/v1/reports/{report}").json()["claims"]
    events = {claim["event"] for claim in claims if claim["event"]}
    assert events
    addresses = [f"/reports/{report}", "/reports", "/", "/review", "/sources", *(f"/events/{one}" for one in events)]
    for address in addresses:
        page.goto(server.base + address)
        page.locator("main h1").first.wait_for(state="attached")
        quiet(page)
        if address == f"/reports/{report}":
            expect(page.locator(".report-text")).to_contain_text("<script>alert(1)</script>")
            expect(page.locator(".report-text .control-character").first).to_have_text("RLO")
            arabic = page.locator(".report-text p", has_text="قتل")
            assert arabic.evaluate("one => getComputedStyle(one).direction") == "rtl"
        assert page.locator("main script, main img, main style, main iframe, main b > script").count() == 0
        assert page.locator("main svg[onload]").count() == 0
        assert "\u202e" not in page.locator("main h1").first.inner_text()
        problems += page.problems  # type: ignore[attr-defined]
    assert problems == []
