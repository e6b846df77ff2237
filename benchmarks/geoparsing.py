"""Place resolution on LGL, TR-News and GeoVirus with gold spans.

Corpora as in milangritta/Pragmatic-Guide-to-Geoparsing-Evaluation (Gritta et al. 2020, doi:10.1007/s10579-019-09475-3).
Every gold toponym with coordinates counts; one left unanswered counts as wrong. ``accuracy161`` is the share placed
within 161 km (100 miles). ``auc`` is the area under the curve of log errors (0 is perfect; Jurgens et al. 2015), with
unanswered names at half the Earth's circumference.

Nothing is trained or tuned on these corpora. For finding defects only the first 50 articles of TR-News were looked at:
the split ``seen``. ``unseen`` is all the rest, ``dev`` the whole corpora, which published figures are about.

Figures that end in ``_added`` are with country dumps added to the gazetteer, for those who have them: the files
``XX.txt`` in the folder ``gazetteer`` beside the corpora's, if it is there. The others are with what is built in.
"""

from __future__ import annotations

import xml.etree.ElementTree as ET
from collections.abc import Iterator
from math import log
from pathlib import Path

from msgspec import Struct

from benchmarks.dumps import dumps, with_dumps
from dateline.errors import UsageError
from dateline.locate import PlaceMention, resolve
from dateline.locate.geo import distance_km
from dateline.locate.index import Index
from dateline.values import Place

NEAR_KM = 161.0
FARTHEST_KM = 20039.0
LOOKED_AT = 50
SPLITS = ("dev", "seen", "unseen")
_FILES = {"lgl": "lgl.xml", "trnews": "TR-News.xml", "geovirus": "GeoVirus.xml"}


class Toponym(Struct, frozen=True):
    """A gold place name: offsets into the article's text, name, and degrees."""

    start: int
    end: int
    text: str
    latitude: float
    longitude: float


class Article(Struct, frozen=True):
    """One article: its text and all its gold toponyms that have coordinates."""

    text: str
    toponyms: tuple[Toponym, ...]


def articles(data: Path, corpus: str) -> list[Article]:
    """The articles of "lgl", "trnews" or "geovirus" from the folder ``data``. Offsets that do not slice to their name
    are moved to its nearest occurrence within 60 characters; GeoVirus counts from one."""
    path = data / _FILES[corpus]
    if not path.exists():
        raise UsageError(f"{path}: not found; give the folder that holds {', '.join(sorted(_FILES.values()))}")
    return [_article(node, corpus) for node in ET.parse(path).getroot().iter("article")]


def run(data: Path, split: str) -> dict[str, float]:
    """Metrics by corpus, such as ``lgl_accuracy161``; ``split`` is one of SPLITS (see the module's text)."""
    if split not in SPLITS:
        raise UsageError(f"{split}: geoparsing has no such split; choose one of {', '.join(SPLITS)}")
    with with_dumps([]) as index:
        found = _figures(data, split, index)
    if added := dumps(data):
        with with_dumps(added) as index:
            with_added = _figures(data, split, index)
        found |= {f"{name}_added": v for name, v in with_added.items() if name.endswith(("accuracy161", "auc"))}
    return found


def _figures(data: Path, split: str, index: Index) -> dict[str, float]:
    found: dict[str, float] = {}
    for corpus in sorted(_FILES):
        chosen = _chosen(articles(data, corpus), corpus, split)
        if chosen:
            errors = [e for article in chosen for e in article_errors(article, index)]
            found |= {f"{corpus}_{name}": value for name, value in _metrics(errors).items()}
    return found


def files(data: Path, split: str) -> list[Path]:
    """The files that ``run`` reads, dumps left out."""
    return [data / name for name in sorted(_FILES.values())]


def article_errors(article: Article, index: Index | None = None) -> list[float | None]:
    """Kilometres from gold for each toponym, None where unanswered; the user's own index unless one is given."""
    mentions = [PlaceMention(t.start, t.end, t.text) for t in article.toponyms]
    places = resolve(mentions, article.text, index=index)
    return [_error(t, p) for t, p in zip(article.toponyms, places, strict=True)]


def _chosen(found: list[Article], corpus: str, split: str) -> list[Article]:
    if split == "dev":
        return found
    if corpus != "trnews":
        return found if split == "unseen" else []
    return found[:LOOKED_AT] if split == "seen" else found[LOOKED_AT:]


def _error(gold: Toponym, place: Place) -> float | None:
    if place.latitude is None or place.longitude is None:
        return None
    return distance_km(gold.latitude, gold.longitude, place.latitude, place.longitude)


def _metrics(errors: list[float | None]) -> dict[str, float]:
    answered = [e for e in errors if e is not None]
    logs = [log(1 + (FARTHEST_KM if e is None else e)) / log(1 + FARTHEST_KM) for e in errors]
    count = max(1, len(errors))
    return {
        "toponyms": float(len(errors)),
        "accuracy161": round(sum(e <= NEAR_KM for e in answered) / count, 4),
        "answered": round(len(answered) / count, 4),
        "precision161": round(sum(e <= NEAR_KM for e in answered) / max(1, len(answered)), 4),
        "auc": round(sum(logs) / count, 4),
    }


def _article(node: ET.Element, corpus: str) -> Article:
    text = node.findtext("text") or ""
    rows = _wiki_rows(node) if corpus == "geovirus" else _gaz_rows(node)
    toponyms = []
    for start, end, name, lat, lon in rows:
        at = _mended(text, start, name)
        toponyms.append(Toponym(at, at + len(name), name, lat, lon) if at >= 0 else Toponym(start, end, name, lat, lon))
    return Article(text, tuple(sorted(toponyms, key=lambda t: (t.start, t.end))))


def _wiki_rows(node: ET.Element) -> Iterator[tuple[int, int, str, float, float]]:
    for place in node.iter("location"):
        start, end = int(place.findtext("start") or 0) - 1, int(place.findtext("end") or 0) - 1
        yield start, end, place.findtext("name") or "", _degrees(place, "lat"), _degrees(place, "lon")


def _gaz_rows(node: ET.Element) -> Iterator[tuple[int, int, str, float, float]]:
    for place in node.iter("toponym"):
        tag = place.find("gaztag")
        if tag is None or not tag.findtext("lat") or not tag.findtext("lon"):
            continue
        start, end = int(place.findtext("start") or 0), int(place.findtext("end") or 0)
        yield start, end, place.findtext("phrase") or "", _degrees(tag, "lat"), _degrees(tag, "lon")


def _degrees(node: ET.Element, name: str) -> float:
    return float(node.findtext(name) or "nan")


def _mended(text: str, start: int, name: str) -> int:
    if text[start : start + len(name)] == name:
        return start
    low = max(0, start - 60)
    window = text[low : start + 60 + len(name)]
    spots = [i for i in range(len(window)) if window.startswith(name, i)]
    return low + min(spots, key=lambda i: abs(low + i - start)) if spots else -1
