"""Place resolution on LGL, TR-News and GeoVirus with gold spans.

Corpora as in milangritta/Pragmatic-Guide-to-Geoparsing-Evaluation (Gritta et al. 2020, doi:10.1007/s10579-019-09475-3).
Every gold toponym with coordinates counts; one left unanswered counts as wrong. ``accuracy161`` is the share placed
within 161 km (100 miles). ``auc`` is the area under the curve of log errors (0 is perfect; Jurgens et al. 2015), with
unanswered names at half the Earth's circumference.

The ranker is trained on LGL and TR-News, and their articles were read for finding defects. Their figures are by
cross-validation: each article is resolved with weights trained without it (:mod:`benchmarks.place_folds`). GeoVirus was
never trained on nor read; it is resolved with the weights that are shipped.

``ece``: expected calibration error in points of the places' confidence, as in :mod:`benchmarks.calibration`; a place is
right within 161 km.

Figures that end in ``_added`` are with country dumps added to the gazetteer, for those who have them: the files
``XX.txt`` in the folder ``gazetteer`` beside the corpora's, if it is there. The others are with what is built in.
"""

from __future__ import annotations

from math import log
from pathlib import Path

from msgspec import structs

from benchmarks.calibration import bins
from benchmarks.corpora.toponyms import FILES, Article, Toponym, toponyms
from benchmarks.dumps import dumps, with_dumps
from benchmarks.place_folds import ranker_for
from dateline.errors import UsageError
from dateline.locate import PlaceMention, resolve
from dateline.locate.geo import distance_km
from dateline.locate.index import Index
from dateline.values import Place

NEAR_KM = 161.0
FARTHEST_KM = 20039.0
TRAINED_ON = frozenset({"lgl", "trnews"})
SPLITS = ("dev",)


def articles(data: Path, corpus: str) -> list[Article]:
    """The articles of "lgl", "trnews" or "geovirus" from the folder ``data``, with the toponyms that have coordinates.
    UsageError: the file is not there."""
    found = toponyms(data, corpus)
    return [structs.replace(a, toponyms=tuple(t for t in a.toponyms if t.latitude is not None)) for a in found]


def run(data: Path, split: str) -> dict[str, float]:
    """Metrics by corpus, such as ``lgl_accuracy161``; ``split`` is one of SPLITS."""
    if split not in SPLITS:
        raise UsageError(f"{split}: geoparsing has no such split; choose one of {', '.join(SPLITS)}")
    with with_dumps([]) as index:
        found = _figures(data, index)
    if added := dumps(data):
        with with_dumps(added) as index:
            with_added = _figures(data, index)
        found |= {f"{name}_added": v for name, v in with_added.items() if name.endswith(("accuracy161", "auc"))}
    return found


def _figures(data: Path, index: Index) -> dict[str, float]:
    found: dict[str, float] = {}
    for corpus in sorted(FILES):
        chosen = articles(data, corpus)
        if chosen:
            judged = [j for article in chosen for j in _judged(article, index, folds=corpus in TRAINED_ON)]
            found |= {f"{corpus}_{name}": value for name, value in _metrics(judged).items()}
    return found


def files(data: Path, split: str) -> list[Path]:
    """The files that ``run`` reads, dumps left out."""
    return [data / name for name in sorted(FILES.values())]


def _judged(article: Article, index: Index, folds: bool) -> list[tuple[float | None, float]]:
    """Kilometres from gold for each toponym, None where unanswered, and the place's confidence."""
    mentions = [PlaceMention(t.start, t.end, t.text) for t in article.toponyms]
    places = resolve(mentions, article.text, index=index, ranker=ranker_for(article.text) if folds else None)
    return [(_error(t, p), p.confidence or 0.0) for t, p in zip(article.toponyms, places, strict=True)]


def _error(gold: Toponym, place: Place) -> float | None:
    if gold.latitude is None or gold.longitude is None or place.latitude is None or place.longitude is None:
        return None
    return distance_km(gold.latitude, gold.longitude, place.latitude, place.longitude)


def _metrics(judged: list[tuple[float | None, float]]) -> dict[str, float]:
    errors = [error for error, _ in judged]
    table = bins((sure, error <= NEAR_KM) for error, sure in judged if error is not None)
    answered = [e for e in errors if e is not None]
    logs = [log(1 + (FARTHEST_KM if e is None else e)) / log(1 + FARTHEST_KM) for e in errors]
    count = max(1, len(errors))
    return {
        "toponyms": float(len(errors)),
        "accuracy161": round(sum(e <= NEAR_KM for e in answered) / count, 4),
        "answered": round(len(answered) / count, 4),
        "precision161": round(sum(e <= NEAR_KM for e in answered) / max(1, len(answered)), 4),
        "auc": round(sum(logs) / count, 4),
        "ece": round(100 * sum(b.claims * abs(b.confidence - b.right) for b in table) / max(1, len(answered)), 2),
    }
