"""``dateline gazetteer`` below the command line, with a server of dumps on the loopback."""

from __future__ import annotations

import sys
import threading
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from dateline.errors import FetchError, GazetteerError, UsageError
from dateline.locate import index as index_module
from dateline.locate.index import open_index
from dateline.work import gazetteer

sys.path.insert(0, str(Path(__file__).parents[1] / "locate"))
from dumps import LINES, NAMES, write
from gazetteer import ENTRIES  # type: ignore[attr-defined]


class Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *args: object) -> None:
        return


@pytest.fixture
def served(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[Path]:
    """The folder of a server in the manner of GeoNames'; places are looked up in a small index of the test's own."""
    monkeypatch.setenv("DATELINE_CACHE", str(tmp_path / "cache"))
    monkeypatch.setattr(index_module, "all_entries", lambda: ENTRIES)
    folder = tmp_path / "served"
    (folder / "alternatenames").mkdir(parents=True)
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(folder))) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        monkeypatch.setenv(gazetteer.SOURCE, f"http://127.0.0.1:{server.server_port}/")
        yield folder
        server.shutdown()


def test_a_country_is_fetched_with_its_alternate_names(served: Path) -> None:
    write(served / "SY.zip", LINES)
    write(served / "alternatenames" / "SY.zip", NAMES)
    steps: list[str] = []
    done = gazetteer.add("sy", tell=steps.append)
    assert (done.name, done.places) == ("SY", 8)
    assert done.origin.endswith("/SY.zip")
    assert done.names_sha256
    assert len(steps) == 3
    assert [p.geonames for p in open_index().by_key("Gula Sor")] == [501]
    assert gazetteer.installed() == [done]
    assert gazetteer.remove("sy") == done
    assert gazetteer.installed() == []


def test_all_countries_are_one_file(served: Path) -> None:
    write(served / "allCountries.zip", LINES)
    write(served / "alternateNamesV2.zip", NAMES)
    assert gazetteer.add("all").name == "ALL"
    assert [p.geonames for p in open_index().by_key("Gula Sor")] == [501]


def test_what_the_server_lacks_is_named(served: Path) -> None:
    with pytest.raises(FetchError, match=r"/SY\.zip: answered 404"):
        gazetteer.add("SY")
    write(served / "SY.zip", LINES)
    with pytest.raises(FetchError, match=r"/alternatenames/SY\.zip: answered 404"):
        gazetteer.add("SY")
    (served / "alternatenames" / "SY.zip").write_bytes(b"<html>no</html>")
    with pytest.raises(GazetteerError, match="is not a zip file"):
        gazetteer.add("SY")
    assert gazetteer.installed() == []


def test_an_address_on_this_machine_needs_to_be_named(served: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A public host that sends on to a private address gets no further; the tests' own server is one."""
    monkeypatch.setattr(gazetteer, "_GEONAMES", gazetteer.os.environ[gazetteer.SOURCE])  # type: ignore[attr-defined]
    monkeypatch.delenv(gazetteer.SOURCE)
    with pytest.raises(FetchError, match="not a public address"):
        gazetteer.add("SY")


def test_what_was_fetched_does_not_stay(served: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(served / "SY.zip", LINES)
    with pytest.raises(FetchError):
        gazetteer.add("SY")
    assert list((tmp_path / "cache").iterdir()) == []
    (tmp_path / "file").write_text("x", encoding="utf-8")
    monkeypatch.setenv("DATELINE_CACHE", str(tmp_path / "file" / "inside"))
    with pytest.raises(GazetteerError, match="set DATELINE_CACHE"):
        gazetteer.add("SY")


def test_a_file_goes_by_its_name(served: Path, tmp_path: Path) -> None:
    done = gazetteer.add(str(write(tmp_path / "My places (old).txt", LINES)), write(tmp_path / "alt.txt", NAMES))
    assert (done.name, done.origin) == ("Myplacesold", "My places (old).txt")
    assert gazetteer.add(str(write(tmp_path / "iq.zip", LINES))).name == "IQ"
    assert [g.name for g in gazetteer.installed()] == ["IQ", "Myplacesold"]
    assert gazetteer.remove("Myplacesold").name == "Myplacesold"


@pytest.mark.parametrize(
    ("call", "words"),
    [
        (lambda: gazetteer.add("XX"), "XX: no country has that code"),
        (lambda: gazetteer.add("missing.txt"), "missing.txt: no such file"),
        (lambda: gazetteer.add("SY", Path("x.txt")), "--names goes with a file"),
        (lambda: gazetteer.remove("SY"), "SY: no such gazetteer; none was added"),
        (lambda: gazetteer.search("Raqqa", "XX"), "--country XX"),
    ],
)
def test_a_wrong_call_is_told(served: Path, call: object, words: str) -> None:
    with pytest.raises(UsageError, match=words):
        call()  # type: ignore[operator]


def test_search_ranks_and_finds_misspelt_names_in_a_country(served: Path) -> None:
    found = gazetteer.search("Raqqa")
    assert [p.feature for p in found] == ["settlement", "admin1"]
    assert (found[0].id, found[0].country, found[0].admin1, found[0].likeness) == ("20", "SY", "Ar-Raqqah", 1.0)
    assert found[0].score > found[1].score
    assert len(gazetteer.search("Raqqa", most=1)) == 1
    assert gazetteer.search("Sulug", "sy")[0].name == "Sulūk"
    assert {p.country for p in gazetteer.search("Sinjar", "IQ")} == {"IQ"}
    with pytest.raises(GazetteerError, match="Sulug: no place of that name is known; with --country"):
        gazetteer.search("Sulug")
