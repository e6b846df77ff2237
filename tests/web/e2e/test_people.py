"""Several people at one desk: what each role may do, and two who work on the same."""

from __future__ import annotations

from collections.abc import Callable

import httpx
from playwright.sync_api import Page, expect
from running import Served

Open = Callable[..., Page]


def report_of(page: Page) -> str:
    """The address of a report, by the list."""
    page.get_by_role("link", name="Reports", exact=True).click()
    link = page.locator(".rows tbody a").first
    link.wait_for()
    return link.get_attribute("href") or ""


def test_each_role_sees_what_it_may_do(office: Served, signed_in: Open) -> None:
    viewer = signed_in("vic")
    assert viewer.get_by_role("link", name="Add", exact=True).count() == 0
    viewer.goto(office.base + report_of(viewer))
    viewer.locator(".told").first.click()
    expect(viewer.locator(".card.current")).to_contain_text("On whose word")
    assert viewer.get_by_role("button", name="Accept").count() == 0
    viewer.keyboard.press("a")
    assert viewer.locator(".toast").count() == 0
    # Nor does the server take it from them.
    cookies = {one["name"]: one["value"] for one in viewer.context.cookies()}  # type: ignore[index]
    csrf = httpx.get(f"{office.base}/api/v1/me", cookies=cookies).json()["csrf"]
    tried = httpx.post(
        f"{office.base}/api/v1/judgements",
        json={"kind": "grade", "source": "x", "grade": "A"},
        headers={"x-csrf-token": csrf},
        cookies=cookies,
    )
    assert tried.status_code == 403

    analyst = signed_in("ana", "/people")
    expect(analyst.locator("main")).to_contain_text("reads, adds and judges")
    assert analyst.get_by_role("heading", name="Accounts").count() == 0

    admin = signed_in("ada", "/people")
    expect(admin.get_by_role("table", name="Accounts")).to_contain_text("vic")
    admin.get_by_label("New token: what it is for").fill("a program")
    admin.get_by_role("button", name="Make").click()
    secret = admin.locator(".secret").inner_text()
    known = httpx.get(f"{office.base}/api/v1/me", headers={"authorization": f"Bearer {secret}"})
    assert known.json()["user"] == "ada"


def test_who_is_refused_is_told_so(office: Served, signed_in: Open) -> None:
    page = signed_in("ben")
    page.get_by_role("button", name="Sign out").click()
    page.get_by_label("Password").wait_for()
    page.get_by_label("Name").fill("ben")
    page.get_by_label("Password").fill("not that one")
    page.get_by_role("button", name="Sign in").click()
    expect(page.get_by_role("alert")).to_contain_text("wrong")


def test_two_people_on_one_claim_lose_nothing(office: Served, signed_in: Open) -> None:
    ana, ben = signed_in("ana"), signed_in("ben")
    address = report_of(ana)
    # Ben's browser is not told of what others do until it is: he judges by what he saw.
    ben.route("**/changes/stream", lambda route: route.abort())
    for page in (ana, ben):
        page.goto(office.base + address)
        page.locator(".told").first.click()
        page.locator(".card.current").wait_for()
    ana.keyboard.press("a")
    expect(ana.locator(".card.current .tag.good")).to_have_text("accepted")
    ben.keyboard.press("r")
    # Ben saw an older state: nothing of his is stored, and he is shown what Ana judged.
    expect(ben.locator(".toast.bad")).to_contain_text("ana")
    expect(ben.locator(".card.current .tag.good")).to_have_text("accepted")
    # What went wrong stays to be read once the newer state is there, and is not told a second time as news.
    expect(ben.locator(".toast.bad")).to_contain_text("Not stored")
    assert ben.locator(".toast").count() == 1
    ben.keyboard.press("r")
    expect(ben.locator(".card.current")).to_contain_text("rejected")
    # Ana looks at the same report: she sees that as it happens, and is told who did it.
    expect(ana.locator(".toast")).to_contain_text("ben")
    expect(ana.locator(".card.current .tag.bad")).to_have_text("rejected")


def test_the_review_says_who_is_on_what(office: Served, signed_in: Open) -> None:
    ana, ben = signed_in("ana", "/review"), signed_in("ben", "/review")
    ana.locator(".queue-item").first.wait_for()
    ana.keyboard.press("j")
    expect(ana.locator(".queue-item").first).to_be_focused()
    ana.keyboard.press("t")
    expect(ana.locator(".queue-item").first).to_contain_text("you are on it")
    ben.reload()
    expect(ben.locator(".queue-item").first).to_contain_text("ana is on it")
    assert ben.locator(".queue-item").first.get_by_role("button", name="Take it on").count() == 0
    # What is safe may be accepted together, and taken back together.
    ben.get_by_label("Choose the").check()
    ben.get_by_role("button", name="Accept", exact=False).first.click()
    expect(ben.locator(".toast")).to_contain_text("accepted")
    ben.locator(".toast").get_by_role("button", name="Undo").click()
    expect(ben.locator(".toast")).to_contain_text("Taken back")
