"""TR-News: 118 news articles from many outlets, with title and download or publication date as the page wrote it.

Here the texts for reading claims; the toponyms are read by :mod:`benchmarks.geoparsing`.
"""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from msgspec import Struct

from dateline.errors import UsageError

_MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()
_ISO = re.compile(r"(\d{4})-(\d{2})-(\d{2})")
_MONTH_FIRST = re.compile(r"\b([A-Za-z]{3})[a-z]{0,6}\.? (\d{1,2})(?:st|nd|rd|th)?,? (\d{4})\b")
_DAY_FIRST = re.compile(r"\b(\d{1,2}) ([A-Za-z]{3})[a-z]{0,6} (\d{4})\b")


class NewsArticle(Struct, frozen=True):
    """One article; ``published`` (``YYYY-MM-DD``) where its date is written out."""

    id: str
    title: str
    url: str
    text: str
    published: str | None


def trnews(data: Path) -> Iterator[NewsArticle]:
    """All articles, by id; ``data`` is the folder with ``TR-News.xml``."""
    path = data / "TR-News.xml"
    if not path.is_file():
        raise UsageError(f"{path}: not found; point --data at the folder of the geoparsing corpora")
    nodes = sorted(ET.parse(path).getroot().iter("article"), key=lambda n: n.get("docid", ""))
    for node in nodes:
        title, url = ((node.findtext(tag) or "").strip() for tag in ("title", "url"))
        yield NewsArticle(
            node.get("docid", ""), title, url, node.findtext("text") or "", day_of(node.findtext("dltime") or "")
        )


def day_of(written: str) -> str | None:
    """The day that a date line names ("Sat January 3, 2015", "24 November 2016", an ISO date), else None."""
    if found := _ISO.search(written):
        parts = (int(found[1]), int(found[2]), int(found[3]))
    elif (found := _MONTH_FIRST.search(written)) and found[1].lower() in _MONTHS:
        parts = (int(found[3]), _MONTHS.index(found[1].lower()) + 1, int(found[2]))
    elif (found := _DAY_FIRST.search(written)) and found[2].lower() in _MONTHS:
        parts = (int(found[3]), _MONTHS.index(found[2].lower()) + 1, int(found[1]))
    else:
        return None
    try:
        return date(*parts).isoformat()
    except ValueError:
        return None
