"""The place ranker's fold models: LGL and TR-News are scored with weights that have not seen the article.

``geoparsing_folds.json`` is written by ``python -m training places`` beside the weights that are shipped.
"""

from __future__ import annotations

from functools import cache
from hashlib import sha256
from pathlib import Path

from dateline.locate.ranker import Ranker, load_all

FOLDS = 5
FILE = Path(__file__).parent / "geoparsing_folds.json"


def fold_of(text: str) -> int:
    """Which of the FOLDS folds an article is in: by its text, so that it never changes."""
    return int(sha256(text.encode()).hexdigest(), 16) % FOLDS


def ranker_for(text: str) -> Ranker:
    """A ranker that was trained on LGL and TR-News without the article of that text."""
    return _rankers()[fold_of(text)]


@cache
def _rankers() -> list[Ranker]:
    return [Ranker(weights) for weights in load_all(FILE.read_bytes())]
