"""What a million reports cost, worked out from a few; the real figures are of ``make bench``."""

from __future__ import annotations

import pytest

from benchmarks import scale
from dateline.collect.gather import Received, receive_bytes

TEXT = (
    "Rebels shelled the town of {} on Monday, the mayor said.\n\nFour people were killed & two <injured> in the market."
)


def test_a_page_reads_as_its_text() -> None:
    found = list(receive_bytes("a.html", scale.page(TEXT.format("Homs")).encode(), "file"))
    assert isinstance(found[0], Received)
    text = found[0].report.text
    assert "two <injured> in the market." in text
    assert "weather" not in text


def test_the_figures_of_a_few_reports() -> None:
    found = scale.figures([TEXT.format(town) for town in ("Homs", "Hama", "Idlib", "Aleppo")])
    assert (found["reports"], found["claims"] > 3) == (4, True)
    assert found["read_ms"] > found["locate_ms"] > 0
    assert found["one_more_ms"] > 0
    assert found["all_layers_json_bytes"] > found["claims_json_bytes"] > found["claims_alone_json_bytes"] > 100
    assert found["evidence_bytes"] > found["text_bytes"] > 100
    kinds = [found[f"library_{kind}_bytes"] for kind in ("reports", "readings", "told", "events", "rest")]
    assert sum(kinds) == pytest.approx(found["library_bytes"], rel=0.1)
    assert found["parquet_bytes"] > 100
    assert found["corroborate_ms"] > 0
    assert found["parted_claims_bytes"] > 100


def test_a_million_and_a_crawl() -> None:
    found = {
        "collect_ms": 36,
        "read_ms": 324,
        "one_more_ms": 36,
        "evidence_bytes": 4000,
        "library_bytes": 6000,
    }
    many = scale.projected(found)
    assert (many["million_read_core_hours"], many["million_core_hours"], many["million_gb"]) == (100, 110, 10)
    assert (many["crawl_read_core_hours"], many["crawl_usd"]) == (5000, 5000 * scale.PRICE)
    assert "crawl_tb" not in many
    parted = {"corroborate_ms": 36, "parted_claims_bytes": 3000, "parted_keys_bytes": 9999, "parted_events_bytes": 1000}
    many = scale.projected({**found, **parted})
    assert (many["crawl_events_core_hours"], many["crawl_tb"]) == (500, 0.2)  # keys are not kept


def test_tables_are_counted_once() -> None:
    found = scale.grouped({"reports": 5, "captures": 1, "events": 7, "hosts": 2})
    assert found == {"reports": 6, "readings": 0, "told": 0, "events": 7, "rest": 2}
