"""Browsers at a desk, signed in or not."""

from __future__ import annotations

from litestar.testing import TestClient

from dateline.library.library import Library
from dateline.web.app import create_app
from dateline.web.desk import Desk
from dateline.web.settings import Settings

PORT = 8460
WORDS = "several words are good"
"""A password."""


class Client(TestClient):  # type: ignore[type-arg]
    """A browser at the desk; ``tokens``: the one-time tokens that the terminal has shown."""

    tokens: list[str]
    desk: Desk

    @property
    def library(self) -> Library:
        """The open library, to put something into it."""
        return self.desk.library


def client(location: str, evidence: str, settings: Settings) -> Client:
    """A browser that is not signed in."""
    tokens: list[str] = []
    app = create_app(location, evidence, settings, tell=tokens.append)
    made = Client(app, base_url=settings.url or f"http://127.0.0.1:{PORT}")
    made.tokens, made.desk = tokens, app.state["desk"]
    return made


def enter(browser: Client) -> Client:
    """Signs the one person in and puts the header on that every change needs."""
    answered = browser.get("/api/v1/enter", params={"token": browser.tokens[-1]}, follow_redirects=False)
    assert answered.status_code == 303, answered.text
    browser.headers["x-csrf-token"] = browser.get("/api/v1/me").json()["csrf"]
    return browser
