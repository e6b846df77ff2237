"""GeoNames' formats, well-formed and not."""

from __future__ import annotations

import contextlib
import io
import zipfile
from pathlib import Path

import pytest
from dumps import LINES, NAMES, line, write
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.errors import GazetteerError
from dateline.locate import dumpfile
from dateline.locate.dump import Row, Tally, alternates, rows
from dateline.locate.features import kind_of, standing


@pytest.mark.parametrize("name", ["SY.txt", "SY.zip"])
def test_a_dump_is_read_plain_and_zipped(tmp_path: Path, name: str) -> None:
    found = list(rows(write(tmp_path / name, LINES)))
    assert len(found) == len(LINES)
    assert found[1] == Row(22, "Suluk", ("Suluk", "Sulog", "سلوك"), 36.59, 39.13, "P.PPL", "SY", ("04",), 900)
    assert found[2].areas == ("04", "0402")
    assert found[-1].number is None


@pytest.mark.parametrize(
    "bad",
    [
        line(1, "", 36, 38),
        line("", "X", 36, 38),
        line(1, "X", "", 38),
        line(1, "X", "nan", 38),
        line(1, "X", "91", 38),
        line(1, "X", 36, -181),
        line(1, "X", 36, 38, "Q.PPL"),
        line(1, "X", 36, 38, "P.ppl x"),
        line(1, "X", 36, 38, country="Syria"),
        line(1, "X", 36, 38, people=-5),
        line(1, "X", 36, 38, people="many"),
        line(1, "X" * 500, 36, 38),
        line(1, "X", 36, 38).rsplit("\t", 1)[0],
        line(1, "X", 36, 38) + "\tmore",
        "no table",
    ],
)
def test_a_bad_line_is_counted_and_left_out(tmp_path: Path, bad: str) -> None:
    tally = Tally()
    found = list(rows(write(tmp_path / "x.txt", [LINES[1], bad, "", LINES[2]]), tally))
    assert [r.number for r in found] == [22, 501]
    assert (tally.read, tally.bad) == (3, 1)


def test_a_byte_order_mark_and_other_line_ends_are_fine(tmp_path: Path) -> None:
    path = tmp_path / "x.txt"
    path.write_bytes(b"\xef\xbb\xbf" + "\r\n".join(LINES).encode())
    assert len(list(rows(path))) == len(LINES)


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "it is empty"),
        (b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 9, "is not a GeoNames dump of 19 columns"),
        ("\n".join(LINES).encode("utf-16"), "is not a GeoNames dump"),
        ("\n".join(LINES[2].replace("Ward", "Wärd") for _ in range(3)).encode("latin-1"), "is not UTF-8"),
        ("\n".join(NAMES).encode(), "has 10 columns"),
        (b"1,Suluk,36.6,39.1\n" * 5, "has 1 column)"),
    ],
)
def test_another_file_is_refused_with_the_reason(tmp_path: Path, content: bytes, words: str) -> None:
    path = tmp_path / "x.txt"
    path.write_bytes(content)
    with pytest.raises(GazetteerError) as raised:
        list(rows(path))
    assert str(raised.value).startswith("x.txt: ")
    assert words in str(raised.value)
    assert "\n" not in str(raised.value)


def test_a_large_file_of_another_kind_is_given_up_early(tmp_path: Path) -> None:
    path = write(tmp_path / "x.txt", ["a\tb"] * 5000)
    tally = Tally()
    with pytest.raises(GazetteerError, match="has 2 columns"):
        list(rows(path, tally))
    assert tally.read == 1000


def test_a_line_without_end_is_passed_over_in_little_memory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(dumpfile, "LONGEST", 1000)
    path = write(tmp_path / "x.txt", [LINES[1], LINES[2] + "y" * 10_000, LINES[3], "z" * 1000, "z" * 999, *LINES[4:]])
    tally = Tally()
    assert [r.number for r in rows(path, tally)] == [22, 502, 503, 504, 505, 506, None]
    assert (tally.read, tally.bad) == (10, 3)


def _zip(*members: tuple[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members:
            archive.writestr(name, content)
    return out.getvalue()


_GOOD = "\n".join(LINES).encode()


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"not packed at all", "is not a zip file"),
        (_zip(("a.txt", _GOOD), ("b.txt", _GOOD)), "holds 2 text files"),
        (_zip(("readme.txt", b"")), "holds 0 text files"),
        (_zip(("SY.txt", _GOOD))[:-30], "the zip file is damaged"),
        (_zip(("SY.txt", _GOOD)).replace(_zip(("SY.txt", _GOOD))[60:64], b"\0\0\0\0", 1), "the zip file is damaged"),
    ],
)
def test_a_bad_zip_is_told_in_one_line(tmp_path: Path, content: bytes, words: str) -> None:
    path = tmp_path / "SY.zip"
    path.write_bytes(content)
    with pytest.raises(GazetteerError) as raised:
        list(rows(path))
    assert words in str(raised.value)
    assert "\n" not in str(raised.value)


def test_a_zip_that_unpacks_to_far_too_much_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(dumpfile, "_FREE", 10_000)
    path = tmp_path / "SY.zip"
    path.write_bytes(_zip(("SY.txt", LINES[1].encode() + b"\n" + b"\n" * 1_000_000)))
    with pytest.raises(GazetteerError, match="unpacks to more than"):
        list(rows(path))


def test_alternate_names_are_read_without_links(tmp_path: Path) -> None:
    tally = Tally()
    path = write(tmp_path / "names.zip", [*NAMES, "5\tx\ten\tBad", "6\t22"])
    assert list(alternates(path, tally)) == [(501, "Gula Sor"), (999999, "Elsewhere"), (22, "Sulouk Town")]
    assert tally.bad == 2
    assert list(alternates(write(tmp_path / "none.txt", []))) == []
    with pytest.raises(GazetteerError, match="alternate names"):
        list(alternates(write(tmp_path / "places.txt", LINES)))


@settings(max_examples=80, deadline=None)
@given(st.lists(st.binary(max_size=60) | st.sampled_from([one.encode() for one in LINES]), max_size=12))
def test_any_bytes_give_sound_places_or_a_refusal(tmp_path_factory: pytest.TempPathFactory, parts: list[bytes]) -> None:
    path = tmp_path_factory.mktemp("any") / "x.txt"
    path.write_bytes(b"\n".join(parts))
    found: list[Row] = []
    with contextlib.suppress(GazetteerError):
        found += rows(path)
    for row in found:
        assert row.name
        assert -90 <= row.latitude <= 90
        assert -180 <= row.longitude <= 180
        assert row.population >= 0


def test_feature_codes_have_a_kind_a_size_and_a_standing() -> None:
    assert kind_of("H.STM") is not None
    assert [kind_of(code) for code in ("U.SMU", "A.PCLH", "A.ADM1H")] == [None, None, None]
    for code in ("P.PPL", "P.ZZZ", "S.HTL", "T.MT", "A.PRSH", "."):
        kind = kind_of(code)
        assert kind is not None
        assert kind.radius_km > 0 or kind.feature == "settlement"
    assert standing("S.FRM") < standing("P.PPL") < standing("P.PPLA") < standing("P.PPLC")
