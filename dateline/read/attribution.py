"""Which source and which content belong to which cue: links scored over a whole report from stored word vectors."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from typing import NamedTuple

import numpy as np

from dateline.read.document import Document
from dateline.read.model import Floats, Model
from dateline.values import Attribution

FARTHEST = 160
"""A span belongs to no cue farther off, in words: about the reach of a window, which is what training has seen."""
SOURCE, CONTENT = 0, 1
_Span = tuple[int, int]


class Vectors(NamedTuple):
    """Vectors of the words that begin or end a span, as cue and as end of a span, by number of the word."""

    cue: dict[int, Floats]
    span: dict[int, Floats]

    @classmethod
    def joined(cls, parts: Iterable[Vectors]) -> Vectors:
        """Those of all windows of a report."""
        cues: dict[int, Floats] = {}
        spans: dict[int, Floats] = {}
        for part in parts:
            cues |= part.cue
            spans |= part.span
        return cls(cues, spans)


def bucket(distance: int, edges: list[int]) -> int:
    """The bucket of a signed distance in words from cue to span; negative before the cue, 0 where they touch."""
    size = bisect_right(edges, abs(distance))
    return size if distance >= 0 else size + len(edges) + 1


def attributions(
    document: Document, spans: list[list[_Span]], vectors: Vectors, model: Model
) -> tuple[Attribution, ...]:
    """Attributions in order of their cues. ``spans``: sources, cues, contents as words (first, last exclusive). A
    content or source that no cue claims is left out; a cue alone stays, for it still says that something is said."""
    sources, cues, contents = spans
    if not cues:
        return ()
    owned: list[tuple[list[_Span], list[_Span]]] = [([], []) for _ in cues]
    table = np.array([vectors.cue[first] for first, _ in cues])
    for role, own in ((SOURCE, sources), (CONTENT, contents)):
        likeliest: dict[int, tuple[float, _Span]] = {}
        for span in own:
            scores = _scores(role, span, cues, table, vectors, model)
            none = float(model.small["link_none"][role])
            for cue, score in scores.items():
                if score > max(none, likeliest.get(cue, (none, span))[0]):
                    likeliest[cue] = (score, span)
            best = max(scores, key=lambda c: (scores[c], -c), default=None)
            if best is not None and scores[best] >= none:
                owned[best][role].append(span)
        if role == SOURCE:
            for cue, (_, span) in likeliest.items():
                if not owned[cue][SOURCE]:
                    owned[cue][SOURCE].append(span)
    made = [
        Attribution(_characters(document, s), _characters(document, [cue]), _characters(document, c))
        for cue, (s, c) in zip(cues, owned, strict=True)
    ]
    return tuple(made)


def _scores(
    role: int, span: _Span, cues: list[_Span], table: Floats, vectors: Vectors, model: Model
) -> dict[int, float]:
    """Scores of the cues near a span, by number of the cue. ``cues`` are in order, ``table`` holds their vectors."""
    first, last = span[0], span[1] - 1
    low = bisect_left(cues, (first - FARTHEST,))
    high = bisect_right(cues, (last + FARTHEST + 1,))
    if low >= high:
        return {}
    width = table.shape[1]
    part = slice(role * width, (role + 1) * width)
    vector = (vectors.span[first][part] + vectors.span[last][part]) * 0.5
    edges = model.card.distances
    distances = [first - cue if first > cue else min(0, last - cue) for cue, _ in cues[low:high]]
    biased = model.small["link_distance"][role, [bucket(distance, edges) for distance in distances]]
    scores = table[low:high] @ vector * np.float32(width**-0.5) + biased
    return dict(enumerate(scores.tolist(), low))


def _characters(document: Document, spans: list[_Span]) -> tuple[tuple[int, int], ...]:
    return tuple((document.words[a].start, document.words[b - 1].end) for a, b in sorted(spans))
