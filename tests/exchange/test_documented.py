"""Every column of every format is described on its page."""

from __future__ import annotations

from pathlib import Path

import pytest

from dateline.exchange import acled, geojson, hxl, parquet, plain, plover, timemap, ucdp
from dateline.exchange.formats import FORMATS

NAMES = {
    "acled": acled.COLUMNS,
    "cap": "identifier sender sent status msgType scope category event urgency severity certainty onset area".split(),
    "csv": plain.COLUMNS,
    "ftm": "Article Organization PublicBody Mention Address Event proof involved organizer addressEntity".split(),
    "geojson": ("time", "geometry", *geojson.PROPERTIES),
    "hxl": hxl.TAGS,
    "kml": ("name", "description", "TimeSpan", "ExtendedData", "Point"),
    "parquet": tuple(parquet.schema().names),
    "plover": plover.COLUMNS,
    "timemap": [name for name in timemap.EVENT if name not in ("narrative___stepStyles", "shape", "colour")],
    "ucdp": ucdp.COLUMNS,
}


@pytest.mark.parametrize("name", sorted(FORMATS))
def test_every_column_is_described(root: Path, name: str) -> None:
    page = (root / "docs" / "exports" / f"{name}.md").read_text(encoding="utf-8")
    assert [column for column in NAMES[name] if f"`{column}`" not in page] == []


def test_every_format_is_listed(root: Path) -> None:
    page = (root / "docs" / "exports.md").read_text(encoding="utf-8")
    assert [name for name in FORMATS if f"[`{name}`](exports/{name}.md)" not in page] == []
    able = [name for name, one in FORMATS.items() if one.imports]
    imports = (root / "docs" / "imports.md").read_text(encoding="utf-8")
    assert [name for name in able if f"`{name}`" not in imports] == []
