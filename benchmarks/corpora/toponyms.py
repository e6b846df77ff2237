"""LGL, TR-News and GeoVirus: news articles whose place names are marked, most with coordinates.

Files as in milangritta/Pragmatic-Guide-to-Geoparsing-Evaluation (Gritta et al. 2020, doi:10.1007/s10579-019-09475-3).
Traps: GeoVirus counts from one; some offsets of TR-News do not slice to their name, which stands near by; 626 names of
LGL have no coordinates. LGL and TR-News mark words of nationality ("Russian") more often than not, GeoVirus does not.
"""

from __future__ import annotations

import xml.etree.ElementTree as ET
from collections.abc import Iterator
from pathlib import Path

from msgspec import Struct

from dateline.errors import UsageError

FILES = {"lgl": "lgl.xml", "trnews": "TR-News.xml", "geovirus": "GeoVirus.xml"}
_AROUND = 60  # characters on either side of an offset where its name is looked for


class Toponym(Struct, frozen=True):
    """A gold place name: offsets into the article's text, name, and degrees where the corpus has them."""

    start: int
    end: int
    text: str
    latitude: float | None
    longitude: float | None


class Article(Struct, frozen=True):
    """One article: its text, its gold toponyms in order, and the outlet it is from ("" where that is not told)."""

    text: str
    toponyms: tuple[Toponym, ...]
    outlet: str = ""


def toponyms(data: Path, corpus: str) -> list[Article]:
    """The articles of "lgl", "trnews" or "geovirus" from the folder ``data``. Offsets that do not slice to their name
    are moved to its nearest occurrence within 60 characters. UsageError: the file is not there."""
    path = data / FILES[corpus]
    if not path.exists():
        raise UsageError(f"{path}: not found; give the folder that holds {', '.join(sorted(FILES.values()))}")
    return [_article(node, corpus) for node in ET.parse(path).getroot().iter("article")]


def _article(node: ET.Element, corpus: str) -> Article:
    text = node.findtext("text") or ""
    rows = _wiki_rows(node) if corpus == "geovirus" else _gaz_rows(node)
    found = [_mended(text, row) for row in rows]
    outlet = (node.findtext("domain") or "").strip()
    return Article(text, tuple(sorted(found, key=lambda t: (t.start, t.end))), outlet)


def _wiki_rows(node: ET.Element) -> Iterator[Toponym]:
    for place in node.iter("location"):
        start, end = int(place.findtext("start") or 0) - 1, int(place.findtext("end") or 0) - 1
        yield Toponym(start, end, place.findtext("name") or "", _degrees(place, "lat"), _degrees(place, "lon"))


def _gaz_rows(node: ET.Element) -> Iterator[Toponym]:
    for place in node.iter("toponym"):
        tag = place.find("gaztag")
        start, end = int(place.findtext("start") or 0), int(place.findtext("end") or 0)
        yield Toponym(start, end, place.findtext("phrase") or "", _degrees(tag, "lat"), _degrees(tag, "lon"))


def _degrees(node: ET.Element | None, name: str) -> float | None:
    found = None if node is None else node.findtext(name)
    return float(found) if found else None


def _mended(text: str, toponym: Toponym) -> Toponym:
    start, name = toponym.start, toponym.text
    at = start
    if text[start : start + len(name)] != name:
        low = max(0, start - _AROUND)
        window = text[low : start + _AROUND + len(name)]
        spots = [low + i for i in range(len(window)) if window.startswith(name, i)]
        if not spots:
            return toponym
        at = min(spots, key=lambda i: abs(i - start))
    return Toponym(at, at + len(name), name, toponym.latitude, toponym.longitude)
