"""Tellings made by hand."""

from __future__ import annotations

from typing import Any

import numpy as np

from dateline.corroborate.lexicon import Lexicon
from dateline.corroborate.telling import Article, Spot, Telling


def telling(report: str, start: int = 0, head: str = "attack", **fields: Any) -> Telling:
    """A telling; ``published`` and ``article`` (words) are the report's."""
    published = fields.pop("published", "2015-06-25")
    words = fields.pop("article", ())
    given: dict[str, Any] = {"words": (head,), "sentence": (), "form": head, "number": 1, "types": ("ASSAULT",)}
    article = Article(report, published, tuple((word, 1) for word in words))
    return Telling(article=article, start=start, end=start + len(head), head=head, **{**given, **fields})


def spot(latitude: float, longitude: float, radius_km: float = 5.0, role: str = "at") -> Spot:
    return Spot(f"{latitude},{longitude}", latitude, longitude, radius_km, role)


LEXICON = Lexicon(("attack", "the"), np.array([2.0, 0.0]), np.array([[127, 0], [0, 0]], dtype=np.int8), 8.0)
"""A lexicon to which every word is rare but two."""
