"""The table of the public record, and what is counted of it."""

from __future__ import annotations

import csv
from datetime import date

from benchmarks.record.compare import CONTESTED, FILE, SIDES, Row, figures


def test_the_table_has_six_places_on_ten_days() -> None:
    with FILE.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert len({row["place"] for row in rows}) == 6
    assert len({date.fromisoformat(row["date"]) for row in rows}) == 10
    assert len({(row["place"], row["date"]) for row in rows}) == len(rows) == 60
    assert {row["holder"] for row in rows} == {*SIDES, CONTESTED}
    assert all(row["note"] for row in rows)


def test_right_wrong_unknown() -> None:
    def row(**chances: float) -> Row:
        return Row("2015-06-26", "Raqqa", "IS", chances, 0.0, 1, 0)

    found = [row(IS=0.9), row(IS=0.3, YPG=0.6), row(IS=0.4, YPG=0.4), row()]
    assert [one.verdict for one in found] == ["right", "wrong", "unknown", "unknown"]
    assert figures(found)["record_right"] == 1
    assert round(row(IS=0.9).error, 4) == 0.01
    assert row().error == 1
