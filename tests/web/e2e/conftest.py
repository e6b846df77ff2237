"""A real server over bundled samples, and a real browser at it: Debian's chromium, driven by Playwright, with WebGL in
software."""

from __future__ import annotations

import fcntl
import os
import shutil
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

from dateline.library.library import open_library
from dateline.web import build
from dateline.work import people
from dateline.work.add import add_paths

sys.path.insert(0, str(Path(__file__).parents[1]))  # tests is no package

from running import SOFTWARE, Served, served, watched

FILES = (
    "ain-issa-contested.txt", "ain-issa.txt", "hasakah-displaced.txt", "kobane-attack-toll.txt", "kobane-attack.txt",
    "suruc-bombing.eml", "tell-abyad-accusations.txt", "tell-abyad-falls.txt",
)  # fmt: skip
PASSWORD = "a long enough password"
PEOPLE = {"ada": "admin", "ana": "analyst", "ben": "analyst", "vic": "viewer"}

_PATIENCE_MS = 20_000
expect.set_options(timeout=_PATIENCE_MS)  # the machine may have other things to do

Open = Callable[..., Page]


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    """The browser, of one module: while it is there, its event loop runs, and tests elsewhere start their own."""
    found = shutil.which("chromium") or shutil.which("chromium-browser")
    if found is None:
        pytest.skip("chromium is not installed")
    build.build()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found, args=SOFTWARE)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def sampled(tmp_path_factory: pytest.TempPathFactory, root: Path) -> Path:
    """The folder of a library of samples, one for all processes of a run. It is copied, not changed."""
    shared = tmp_path_factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        shared = shared.parent
    folder, is_done = shared / "sampled", shared / "sampled.done"
    with (shared / "sampled.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not is_done.exists():
            with open_library(str(folder / "library.sqlite"), str(folder / "evidence"), create=True) as library:
                added = list(add_paths([str(root / "samples" / name) for name in FILES], library))
            assert [one.status for one in added] == ["added"] * len(FILES)
            is_done.touch()
    return folder


@pytest.fixture(scope="module")
def server(sampled: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """A desk for one person, over a copy of the module's own."""
    folder = tmp_path_factory.mktemp("desk") / "copy"
    shutil.copytree(sampled, folder)
    with served(folder / "library.sqlite") as running:
        yield running


@pytest.fixture(scope="module")
def office(sampled: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """A desk with accounts."""
    folder = tmp_path_factory.mktemp("office") / "copy"
    shutil.copytree(sampled, folder)
    with open_library(str(folder / "library.sqlite"), str(folder / "evidence")) as library:
        for name, role in PEOPLE.items():
            people.add(library, name, role, PASSWORD)
    with served(folder / "library.sqlite", enter=False) as running:
        yield running


@pytest.fixture
def contexts(chromium: Browser) -> Iterator[Callable[..., BrowserContext]]:
    """Makes browsers' windows, each with cookies of its own, and closes them."""
    with ExitStack() as stack:

        def make(**settings: object) -> BrowserContext:
            context = chromium.new_context(**{"viewport": {"width": 1280, "height": 860}, **settings})  # type: ignore[arg-type]
            context.set_default_timeout(_PATIENCE_MS)
            stack.callback(context.close)
            return context

        yield make


@pytest.fixture
def desk(server: Served, contexts: Callable[..., BrowserContext]) -> Open:
    """Opens an address of the desk for its one person. ``page.problems`` holds what the browser complained of."""

    def visit(address: str = "/", **settings: object) -> Page:
        context = contexts(**settings)
        cookies = [{"name": c.name, "value": c.value or "", "url": server.base} for c in server.browser.cookies.jar]
        context.add_cookies(cookies)  # type: ignore[arg-type]
        page = watched(context.new_page())
        page.goto(server.base + address)
        return page

    return visit


@pytest.fixture
def signed_in(office: Served, contexts: Callable[..., BrowserContext]) -> Open:
    """Signs someone in at the desk with accounts, and opens an address."""

    def visit(name: str, address: str = "/") -> Page:
        page = watched(contexts().new_page())
        page.goto(office.base + address)
        page.get_by_label("Name").fill(name)
        page.get_by_label("Password").fill(PASSWORD)
        page.get_by_role("button", name="Sign in").click()
        page.get_by_role("navigation", name="Views").wait_for()
        return page

    return visit


@pytest.fixture(autouse=True)
def _loopback(monkeypatch: pytest.MonkeyPatch) -> None:
    """The browser is told of no proxy: it goes nowhere but to the desk."""
    for name in [name for name in os.environ if name.lower().endswith("_proxy")]:
        monkeypatch.delenv(name)
