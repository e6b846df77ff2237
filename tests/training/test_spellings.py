from __future__ import annotations

from pathlib import Path

import pytest

from dateline.locate.spellings import FILE, PAIRS, read, weights
from training import spellings
from training.transducer import fit


def test_a_change_that_pairs_show_is_cheaper_than_one_they_do_not() -> None:
    pairs = [(f"{a}k{b}", f"{a}q{b}") for a in "bdmnrst" for b in "bdmnrst"] + [("bad", "bad"), ("mar", "mar")]
    costs = {(a, b): c for a, b, c in fit(pairs)}
    assert costs["k", "q"] < 150 < costs["b", "k"]
    assert all((b, a) not in costs for a, b in costs if b)
    assert fit(pairs) == fit(pairs)


def test_letters_of_two_scripts_find_each_other() -> None:
    pairs = [("hasan", "حسن"), ("salim", "سلم"), ("nasim", "نسم"), ("hamal", "حمل"), ("malih", "ملح"), ("sahil", "سحل")]
    costs = {(a, b): c for a, b, c in fit(pairs, apart=True)}
    for latin, arabic in ("hح", "sس", "nن", "mم", "lل"):
        assert costs[latin, arabic] == min(costs[latin, other] for other in "حسنمل")
    assert costs["a", ""] < costs["m", ""]


def test_no_pairs_no_costs() -> None:
    assert fit([]) == []


def _folder(tmp_path: Path) -> Path:
    def line(place: int, country: str, *names: str) -> str:
        cells = [str(place), names[0], names[0], ",".join(names[1:]), "0", "0", "P", "PPL", country, *[""] * 10]
        return "\t".join(cells)

    for country, first in (("ET", 10_000), ("SD", 20_000), ("IQ", 30_000)):
        rows = [line(first + i, country, f"{a}ur{b}ak", f"{a}or{b}aq") for i, (a, b) in enumerate(_LETTERS)]
        rows.append(line(first + 999, "SY", "Zzyzx", "Xyzzyz"))
        (tmp_path / f"{country}.txt").write_text("\n".join(rows) + "\n", encoding="utf-8")
    (tmp_path / "SY.txt").write_text(line(1, "SY", "Burbak", "Borbaq") + "\n", encoding="utf-8")
    return tmp_path


_LETTERS = [(a, b) for a in "BDMNRST" for b in "bdmnrst"]


def test_learning_reads_its_countries_only_and_leaves_out_what_is_measured(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[list[str]] = []
    places = spellings._places
    monkeypatch.setattr(spellings, "_places", lambda folder: [*_keep(seen, places(folder))])
    table = read(spellings.learn(_folder(tmp_path)))
    names = {name for place in seen for name in place}
    assert "burbak" not in names  # a place of Syria has that name
    assert "zzyzx" not in names  # a row of Syria in another country's file
    learned = sum(f"{a}ur{b}ak".lower() in place for place in seen for a, b in _LETTERS)
    assert 2 * len(_LETTERS) - 2 < learned < 3 * len(_LETTERS) - 3  # of Iraq's places some are held back
    o, u, m = (int(table.numbers[ord(c)]) for c in "oum")
    assert table.pairs["latin"].swap[o, u] < table.pairs["latin"].swap[o, m]


def _keep(seen: list[list[str]], places: object) -> list[list[str]]:
    seen.extend(places)  # type: ignore[call-overload]
    return seen


def test_the_table_that_comes_with_dateline(root: Path) -> None:
    found = weights()
    assert set(found.pairs) == set(PAIRS)
    assert (root / "dateline" / "locate" / FILE) == root / spellings.FILE
    number = {c: int(found.numbers[ord(c)]) for c in "aeuokqbmرقب"}
    latin, mixed = found.pairs["latin"], found.pairs["mixed"]
    assert latin.swap[number["u"], number["o"]] < latin.swap[number["a"], number["o"]]
    assert latin.swap[number["k"], number["q"]] < latin.swap[number["k"], number["m"]]
    assert mixed.swap[number["q"], number["ق"]] < 50 < mixed.swap[number["q"], number["ب"]]
    assert mixed.drop[number["a"]] < latin.drop[number["a"]]
    assert found.words["qaryat"] < 50
