"""``dateline gazetteer`` from outside, over the bundled places."""

from __future__ import annotations

import json
import sys
import threading
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from calls import apart, dateline  # tests is no package

from dateline.locate.index import built_in

sys.path.insert(0, str(Path(__file__).parent / "locate"))
from dumps import line, write

# A village of the test's own, in the middle of nowhere.
LINES = [
    line(99_000_001, "Khirbat az Zarzur", 35.1, 38.6, areas="11", more="Khirbet Zarzour"),
    line(99_000_002, "Tall az Zarzur", 35.15, 38.65, areas="11"),
]
REPORT = "Gunmen shelled the Syrian village of Khirbet Zarzour on Monday, a local official said."


class Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *args: object) -> None:
        return


@pytest.fixture
def environment(tmp_path: Path) -> Iterator[dict[str, str]]:
    """A cache of its own that has the bundled places, and a server of dumps."""
    bundled = built_in()
    cache = tmp_path / "cache"
    cache.mkdir()
    (cache / bundled.name).symlink_to(bundled)
    folder = tmp_path / "served"
    (folder / "alternatenames").mkdir(parents=True)
    write(folder / "SY.zip", LINES)
    write(folder / "alternatenames" / "SY.zip", ["1\t99000001\tku\tGundê Zarzûr\t\t\t\t\t\t"])
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(folder))) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        address = f"http://127.0.0.1:{server.server_port}"
        yield {"DATELINE_CACHE": str(cache), "DATELINE_GEONAMES": address}
        server.shutdown()


def test_a_dump_is_added_read_with_listed_and_removed(environment: dict[str, str]) -> None:
    def place() -> dict[str, object]:
        done = apart("read", "--raw", "--layers", "places", "-", given=REPORT, **environment)
        assert done.returncode == 0, done.stderr
        return next(p for p in json.loads(done.stdout)["places"] if "Zarzour" in p["text"])

    assert place()["latitude"] is None
    assert dateline("gazetteer", "list", **environment).stdout == ""
    done = dateline("gazetteer", "add", "SY", **environment)
    assert (done.returncode, done.stderr) == (0, "")
    told = json.loads(done.stdout)
    assert list(told) == ["name", "origin", "sha256", "names_sha256", "places", "names", "skipped", "added"]
    assert (told["name"], told["places"], told["skipped"]) == ("SY", 2, 0)
    assert told["origin"] == environment["DATELINE_GEONAMES"] + "/SY.zip"
    found = place()
    assert (found["id"], found["latitude"], found["country"], found["admin1"]) == ("99000001", 35.1, "SY", "Homs")
    assert json.loads(dateline("gazetteer", "list", **environment).stdout) == told
    assert json.loads(dateline("gazetteer", "remove", "SY", **environment).stdout) == told
    assert place()["latitude"] is None


def test_search_prints_ranked_places(environment: dict[str, str], root: Path) -> None:
    done = dateline("gazetteer", "search", "Raqqa", "--limit", "2", **environment)
    assert done.returncode == 0, done.stderr
    found = [json.loads(one) for one in done.stdout.splitlines()]
    assert [p["feature"] for p in found] == ["settlement", "admin1"]
    page = (root / "docs" / "commands.md").read_text(encoding="utf-8")
    assert [field for field in found[0] if f"`{field}`" not in page] == []
    table = dateline("gazetteer", "search", "Raqqa", "--format", "table", **environment).stdout
    assert "radius_km" in table
    assert "172955" in table
    array = dateline("gazetteer", "search", "Raqqa", "--limit", "2", "--format", "json", **environment)
    assert json.loads(array.stdout) == found


def test_every_field_of_a_gazetteer_is_documented(root: Path) -> None:
    from dateline.locate.added import Gazetteer

    page = (root / "docs" / "commands.md").read_text(encoding="utf-8")
    assert [field for field in Gazetteer.__struct_fields__ if f"`{field}`" not in page] == []


@pytest.mark.parametrize(
    ("arguments", "status", "words"),
    [
        (["add", "XX"], 2, "XX: no country has that code"),
        (["add", "IQ"], 1, "/IQ.zip: answered 404"),
        (["add", "missing.txt"], 2, "missing.txt: no such file"),
        (["add"], 2, "CODE|FILE"),
        (["remove", "SY"], 2, "SY: no such gazetteer"),
        (["search", "Xqzzt"], 1, "Xqzzt: no place of that name is known"),
        (["search", "Raqqa", "--limit", "0"], 2, "--limit"),
        (["list", "more"], 2, "more"),
        (["other"], 2, "other"),
    ],
)
def test_what_goes_wrong_is_told_in_one_line(
    environment: dict[str, str], arguments: list[str], status: int, words: str
) -> None:
    done = dateline("gazetteer", *arguments, **environment)
    assert (done.returncode, done.stdout) == (status, "")
    (told,) = done.stderr.splitlines()
    assert told.startswith("dateline: ")
    assert words in told
