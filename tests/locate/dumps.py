"""A small dump in GeoNames' columns for the tests: places near those of ``gazetteer.ENTRIES``, some the same."""

from __future__ import annotations

import zipfile
from pathlib import Path


def line(
    number: str | int,
    name: str,
    lat: float | str,
    lon: float | str,
    code: str = "P.PPL",
    country: str = "SY",
    areas: str = "04",
    people: str | int = 0,
    more: str = "",
) -> str:
    """A line of the table of places; ``areas`` are the codes joined by slashes."""
    group, _, feature = code.partition(".")
    levels = [*areas.split("/"), "", "", "", ""][:4]
    cells = [
        number,
        name,
        name.encode("ascii", "ignore").decode(),
        more,
        lat,
        lon,
        group,
        feature,
        country,
        "",
        *levels,
    ]
    return "\t".join(map(str, [*cells, people, "", "300", "Asia/Damascus", "2020-01-01"]))


LINES = [
    line(163843, "Syria", 35.0, 38.0, "A.PCLI", areas=""),
    line(22, "Suluk", 36.59, 39.13, more="Sulog,سلوك", people=900),
    line(501, "Khirbat al Ward", 36.4, 38.9, areas="04/0402", more="Khirbet el Ward"),
    line(502, "Tall as Sikkah", 36.5, 39.2, areas="04/0402"),
    line(503, "Manbij", 36.3, 39.0, "S.FRM"),
    line(504, "Wadi Manbij", 36.2, 39.0, "H.WAD"),
    line(505, "Nahiyat al Ward", 36.4, 38.9, "A.ADM2", areas="04/0402"),
    line(506, "Old Kingdom", 36.4, 38.9, "A.PCLH", areas=""),
    line("own1", "Bir al Ward", 36.45, 38.95),
]
NAMES = [
    "1\t501\tku\tGula Sor\t1\t\t\t\t\t",
    "2\t501\tlink\thttps://example.org/x\t\t\t\t\t\t",
    "3\t999999\ten\tElsewhere\t\t\t\t\t\t",
    "4\t22\ten\tSulouk Town\t\t\t\t",
]


def write(path: Path, lines: list[str]) -> Path:
    """The lines as a text file, or as a zip of one in the manner of GeoNames where the name ends so."""
    text = "".join(f"{one}\n" for one in lines)
    if path.suffix != ".zip":
        path.write_text(text, encoding="utf-8", newline="")
        return path
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("readme.txt", "About this file.\n")
        archive.writestr(f"{path.stem}.txt", text)
    return path
