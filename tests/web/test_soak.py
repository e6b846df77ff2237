"""The desk under its load: fifty readers and five editors for five minutes, while reports are being added."""

from __future__ import annotations

import asyncio
import os
import random
import shutil
import subprocess
from collections import Counter
from pathlib import Path
from typing import Any

import httpx
import pytest
from browsers import WORDS
from running import command, served

from dateline.library.library import open_library
from dateline.work import people

READERS, EDITORS = 50, 5
SECONDS = float(os.environ.get("DATELINE_SOAK_SECONDS", "300"))
TEXT = "HARIM, Syria - Gunmen killed {0} people in Harim on Friday, the mayor said. Shells hit the market of Idlib."


class Asked:
    """What was asked, how long it took, and what went wrong."""

    def __init__(self) -> None:
        self.took: dict[str, list[float]] = {}
        self.errors: Counter[str] = Counter()

    async def ask(self, browser: httpx.AsyncClient, method: str, path: str, **given: Any) -> httpx.Response:
        name = f"{method} /{path.split('?')[0].split('/')[3]}"
        begin = asyncio.get_running_loop().time()
        answered = await browser.request(method, path, **given)
        self.took.setdefault(name, []).append(asyncio.get_running_loop().time() - begin)
        if answered.status_code >= 400 and answered.status_code not in (404, 409):
            self.errors[f"{name} {answered.status_code} {answered.text[:200]}"] += 1
        return answered

    def percentile(self, share: float, of: str | None = None) -> float:
        all_ = sorted(t for name, times in self.took.items() if of in (None, name) for t in times)
        return all_[min(len(all_) - 1, int(share * len(all_)))]


async def read(browser: httpx.AsyncClient, asked: Asked, seed: int, until: float) -> None:
    """Someone who looks around: what a page of the desk asks for, a second or so apart; the browser keeps answers."""
    chance = random.Random(seed)
    tags: dict[str, str] = {}
    await asyncio.sleep(chance.uniform(0.0, 3.0))  # people do not all come at the same moment
    events = (await asked.ask(browser, "GET", "/api/v1/events?limit=100")).json()["items"]
    reports = (await asked.ask(browser, "GET", "/api/v1/reports?limit=100")).json()["items"]
    while asyncio.get_running_loop().time() < until:
        path = chance.choice(
            [
                "/api/v1/meta",
                "/api/v1/situation?limit=2000",
                f"/api/v1/situation?since=2014-0{chance.randint(1, 9)}-01",
                "/api/v1/events?limit=50",
                f"/api/v1/events/{chance.choice(events)['id']}",
                "/api/v1/reports?limit=50",
                f"/api/v1/reports/{chance.choice(reports)['id']}",
                "/api/v1/control?on=2015-03-01",
                "/api/v1/actors",
                "/api/v1/sources",
                "/api/v1/review?limit=20",
                "/api/v1/changes?limit=100",
                "/api/v1/jobs?limit=10",
            ]
        )
        kept = {"if-none-match": tags[path]} if path in tags else {}
        answered = await asked.ask(browser, "GET", path, headers=kept)
        if "etag" in answered.headers:
            tags[path] = answered.headers["etag"]
        await asyncio.sleep(chance.uniform(0.5, 1.5))


async def edit(browser: httpx.AsyncClient, asked: Asked, seed: int, until: float) -> None:
    """Someone who judges what a report claims, takes some of it back, and now and then adds a report."""
    chance = random.Random(seed)
    reports = (await asked.ask(browser, "GET", "/api/v1/reports?limit=100")).json()["items"]
    while asyncio.get_running_loop().time() < until:
        report = (await asked.ask(browser, "GET", f"/api/v1/reports/{chance.choice(reports)['id']}")).json()
        offered = [claim for claim in report["claims"] if claim["standing"] != "rejected"]
        if offered:
            anchor = chance.choice(offered)["anchor"]
            kind = chance.choice(["accept", "accept", "reject"])
            made = await asked.ask(browser, "POST", "/api/v1/judgements", json={"kind": kind, "anchors": [anchor]})
            if made.status_code == 201 and chance.random() < 0.5:
                await asked.ask(browser, "DELETE", f"/api/v1/judgements/{made.json()['items'][0]['id']}")
        if chance.random() < 0.1:
            text = TEXT.format(chance.randint(2, 99))
            await asked.ask(browser, "POST", "/api/v1/jobs", json={"text": text, "published": "2015-03-06"})
        await asyncio.sleep(chance.uniform(2.0, 6.0))


async def everybody(base: str, seconds: float) -> Asked:
    asked = Asked()
    until = asyncio.get_running_loop().time() + seconds
    browsers = [httpx.AsyncClient(base_url=base, timeout=60) for _ in range(READERS + EDITORS)]
    try:
        for number, browser in enumerate(browsers):
            name = f"reader{number}" if number < READERS else f"editor{number}"
            signed = await browser.post("/api/v1/login", json={"user": name, "password": WORDS})
            while signed.status_code == 429:  # all sign in from one address
                await asyncio.sleep(int(signed.headers["retry-after"]))
                signed = await browser.post("/api/v1/login", json={"user": name, "password": WORDS})
            browser.headers["x-csrf-token"] = signed.json()["csrf"]
        until = asyncio.get_running_loop().time() + seconds
        work = [
            (read if number < READERS else edit)(browser, asked, number, until)
            for number, browser in enumerate(browsers)
        ]
        await asyncio.gather(*work)
    finally:
        for browser in browsers:
            await browser.aclose()
    return asked


def spent(pid: int) -> float:
    """Seconds that a process has computed."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


@pytest.mark.soak
def test_fifty_readers_and_five_editors(tmp_path: Path, root: Path) -> None:
    library = tmp_path / "library.sqlite"
    subprocess.run(command("add", "--library", str(library), str(root / "samples")), check=True, capture_output=True)
    with open_library(str(library)) as opened:
        people.add(opened, "ada", "admin", WORDS)
        for number in range(READERS + EDITORS):
            name, role = ("reader", "viewer") if number < READERS else ("editor", "analyst")
            people.add(opened, f"{name}{number}", role, WORDS)
    with served(library, enter=False) as desk:
        asked = asyncio.run(everybody(desk.base, SECONDS))
        print(f"seconds of processor: {spent(desk.process.pid):.0f} for the server's process")
    for name in sorted(asked.took):
        times = asked.took[name]
        most = f"95 of 100 in {asked.percentile(0.95, name):.3f} s, the slowest {max(times):.3f} s"
        print(f"{name}: {len(times)}, {most}")
    print(f"all: {sum(map(len, asked.took.values()))}, 95 of 100 in {asked.percentile(0.95):.3f} s")
    assert asked.errors == Counter()
    assert asked.percentile(0.95) < 0.3
    assert subprocess.run(command("verify", "--library", str(library)), capture_output=True).returncode == 0
    shutil.rmtree(tmp_path, ignore_errors=True)
