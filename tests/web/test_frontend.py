"""The logic of the pages: its own tests, run by Node, and its types."""

from __future__ import annotations

import gzip
import os
import re
import subprocess
from pathlib import Path

import pytest

from dateline.web import build

FRONTEND = build.FRONTEND
LARGEST = 700_000


@pytest.fixture(scope="module")
def pages() -> Path:
    """The folder of the pages, built."""
    build.build()
    return build.STATIC


def test_the_tests_of_the_typescript_pass(root: Path) -> None:
    files = sorted(str(path) for path in (root / "tests/web/frontend").glob("*.test.ts"))
    done = subprocess.run(
        [str(build.node()), "--test", "--test-reporter=tap", *files], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert int(re.findall(r"^# pass (\d+)$", done.stdout, re.MULTILINE)[0]) >= 20


def test_what_a_browser_loads_is_small(pages: Path) -> None:
    sent = {path.name: len(gzip.compress(path.read_bytes(), 9)) for path in pages.rglob("*.*") if path.is_file()}
    assert sum(sent.values()) < LARGEST, sent


def test_nothing_is_written_into_the_page_itself(pages: Path) -> None:
    page = (pages / "index.html").read_text(encoding="utf-8")
    assert re.findall(r"<script(?![^>]*\bsrc=)", page) == []
    assert "<style" not in page
    assert " style=" not in page
    assert "http://" not in page.replace("http://www.w3.org", "")
    assert "https://" not in page


def test_no_page_sets_markup_from_text() -> None:
    sources = {path: path.read_text(encoding="utf-8") for path in (FRONTEND / "src").rglob("*.ts*")}
    assert len(sources) > 30
    odd = re.compile(r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\(|new Function|style=")
    assert [path.name for path, text in sources.items() if odd.search(text)] == []


def test_no_module_holds_two_concepts() -> None:
    files = [path for path in (FRONTEND / "src").rglob("*") if path.suffix in (".ts", ".tsx", ".css")]
    assert [path.name for path in files if len(path.read_text(encoding="utf-8").splitlines()) > 400] == []


def test_a_build_is_not_made_again(pages: Path) -> None:
    before = os.stat(pages / "index.html").st_mtime_ns
    assert build.build() is False
    assert os.stat(pages / "index.html").st_mtime_ns == before


def test_without_sources_there_is_nothing_to_build(tmp_path: Path) -> None:
    assert build.build(tmp_path / "frontend", tmp_path / "static") is False


def test_what_npm_says_is_told(tmp_path: Path) -> None:
    (tmp_path / "package.json").write_text('{"scripts": {"fails": "echo broken words; exit 3"}}')
    with pytest.raises(RuntimeError, match="broken words"):
        build.npm(tmp_path, "run", "fails")
