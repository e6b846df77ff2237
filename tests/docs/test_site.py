"""The pages of docs/: they build without a warning, everything is in them, and nothing in them comes from elsewhere."""

from __future__ import annotations

import re
import subprocess
import sys
from html.parser import HTMLParser
from pathlib import Path

import pytest

pytest.importorskip("furo", reason="furo is not installed: pip install 'dateline[docs]'")


class Loaded(HTMLParser):
    """What a page makes a browser load by itself: all but what links lead to."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []
        self.links: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        for name, value in attrs:
            if tag == "a" and name == "href":
                self.links.append(value or "")
            elif name in ("src", "href", "srcset", "data", "poster", "action", "style"):
                self.found.append(value or "")


@pytest.fixture(scope="module")
def site(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("site")
    command = [sys.executable, "-m", "sphinx", "-q", "-W", "--keep-going", "-b", "html", "-d", str(folder / "doctrees")]
    done = subprocess.run([*command, str(root / "docs"), str(folder / "html")], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return folder / "html"


def test_every_page_is_built_and_can_be_reached(site: Path, root: Path) -> None:
    sources = [path for ending in ("md", "ipynb") for path in (root / "docs").rglob(f"*.{ending}")]
    wanted = {path.relative_to(root / "docs").with_suffix(".html") for path in sources if "_build" not in path.parts}
    assert len(wanted) > 35
    start = Loaded()
    start.feed((site / "index.html").read_text(encoding="utf-8"))
    reached = {Path(link.partition("#")[0]) for link in start.links}
    assert sorted(map(str, wanted - reached - {Path("index.html")})) == []


def test_nothing_is_loaded_from_elsewhere(site: Path) -> None:
    elsewhere = re.compile(r"(?:https?:)?//\w|^(?:https?:|//)")
    for path in sorted(site.rglob("*.html")):
        page = Loaded()
        page.feed(path.read_text(encoding="utf-8"))
        assert [one for one in page.found if elsewhere.search(one)] == [], path.name
    for path in sorted(site.rglob("*.css")):
        text = path.read_text(encoding="utf-8")
        assert re.findall(r"@import|url\(\s*['\"]?(?:https?:)?//", text) == [], path.name
    for path in sorted(site.rglob("*.js")):
        calls = re.findall(r"""(?:fetch|import|importScripts|src\s*=)\s*\(?\s*['"`](?:https?:)?//""", path.read_text())
        assert calls == [], path.name


def test_links_between_pages_lead_somewhere(site: Path) -> None:
    for path in sorted(site.rglob("*.html")):
        page = Loaded()
        page.feed(path.read_text(encoding="utf-8"))
        for link in page.links:
            name = link.partition("#")[0]
            if name and "://" not in name and not name.startswith("mailto:"):
                assert (path.parent / name).exists(), f"{path.relative_to(site)}: {link}"


def test_the_tutorial_and_the_card_are_pages(site: Path) -> None:
    assert "dateline.Library" in re.sub(r"<[^>]+>", "", (site / "tutorial.html").read_text(encoding="utf-8"))
    assert "all-MiniLM-L6-v2" in (site / "model-card.html").read_text(encoding="utf-8")
