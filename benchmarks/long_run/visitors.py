"""People at the desk: one pastes reports, one reads and exports."""

from __future__ import annotations

import queue
import re
import threading
import time
from collections import Counter
from pathlib import Path
from random import Random

import httpx

from benchmarks.long_run.made import Made

_PATHS = (
    "/api/v1/meta", "/api/v1/situation?limit=2000", "/api/v1/events?limit=50", "/api/v1/reports?limit=50",
    "/api/v1/control?on=2015-03-01", "/api/v1/sources", "/api/v1/actors", "/api/v1/changes?limit=100",
    "/api/v1/jobs?limit=10", "/api/v1/review?limit=20",
)  # fmt: skip


class Desk:
    """The way to a desk for one person, which finds in again whenever it was started anew. ``told``: the file that the
    server's own lines go to, where its one-time addresses stand."""

    def __init__(self, base: str, told: Path) -> None:
        self._base, self._told = base, told
        self._browser: httpx.Client | None = None

    def ask(self, method: str, path: str, **given: object) -> httpx.Response | None:
        """What is answered; None where nobody answers, or lets us in, now."""
        try:
            browser = self._browser or self._enter()
            if browser is None:
                return None
            answered = browser.request(method, path, **given)  # type: ignore[arg-type]
        except httpx.HTTPError:
            return None
        if answered.status_code in (401, 403):
            self._leave()
            return None
        return answered

    def _enter(self) -> httpx.Client | None:
        tokens = re.findall(r"/api/v1/enter\?token=\S+", self._told.read_text(encoding="utf-8", errors="replace"))
        browser = httpx.Client(base_url=self._base, timeout=60)
        for token in reversed(tokens[-2:]):
            if browser.get(token).status_code in (200, 303):
                browser.headers["x-csrf-token"] = browser.get("/api/v1/me").json()["csrf"]
                self._browser = browser
                return browser
        browser.close()
        return None

    def _leave(self) -> None:
        if self._browser is not None:
            self._browser.close()
            self._browser = None


class Poster(threading.Thread):
    """Pastes what it is given, again and again until it is acknowledged."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(daemon=True)
        self.waiting: queue.Queue[Made] = queue.Queue()
        self.jobs: dict[str, str] = {}
        self.refused: Counter[int] = Counter()
        self.ends = threading.Event()
        self._desk = desk

    def run(self) -> None:
        """Until ``ends`` is set."""
        while not self.ends.is_set():
            try:
                one = self.waiting.get(timeout=0.5)
            except queue.Empty:
                continue
            while not self.ends.is_set() and not self._post(one):
                self.ends.wait(1.0)

    def _post(self, one: Made) -> bool:
        given = {"text": one.text, "title": one.title, "published": one.published, "publisher": one.outlet}
        answered = self._desk.ask("POST", "/api/v1/jobs", json=given)
        if answered is None or answered.status_code != 202:
            self.refused[answered.status_code if answered is not None else 0] += 1
            return False
        self.jobs[one.title] = answered.json()["id"]
        return True


class Reader(threading.Thread):
    """Asks for one thing or another twice a second, and for an export every half a minute."""

    def __init__(self, desk: Desk, seed: int) -> None:
        super().__init__(daemon=True)
        self.took: list[float] = []
        self.exports: list[tuple[float, int]] = []
        self.unanswered = 0
        self.errors: Counter[str] = Counter()
        self.ends = threading.Event()
        self._desk, self._chance = desk, Random(seed)

    def run(self) -> None:
        """Until ``ends`` is set."""
        due = time.monotonic() + 30
        while not self.ends.wait(0.5):
            path = self._chance.choice(_PATHS)
            if time.monotonic() > due:
                path, due = "/api/v1/export/csv", time.monotonic() + 30
            began = time.monotonic()
            answered = self._desk.ask("GET", path)
            took = time.monotonic() - began
            if answered is None:
                self.unanswered += 1
            elif answered.status_code != 200:
                self.errors[f"{answered.status_code} {path}: {answered.text[:150]}"] += 1
            elif "export" in path:
                self.exports.append((took, answered.text.count("\n")))
            else:
                self.took.append(took)
