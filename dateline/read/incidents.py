"""The incidents that a report tells of, as templates: a type, who did it, what and whom it struck, with what.

One incident a type: the model says what a stretch of words does in incidents of which type, not which of two bombings
it belongs to. Which types a report tells of, and which candidates take part, is decided by two logistic regressions
over the model's scores; they are fitted on documents that the model was not trained on (``training/incident_fit.py``).
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from importlib.resources import files
from pathlib import Path

import msgspec
import numpy as np
from msgspec import Struct

from dateline.errors import ModelError
from dateline.read.aliases import aliases
from dateline.read.document import Document
from dateline.read.incident_labels import ROLES, TYPES
from dateline.read.incident_shape import FEATURES as SHAPES
from dateline.read.incident_shape import shapes
from dateline.read.incident_signs import WORDS, Candidate, Table, candidates, key_of

_UNLIKELY = 0.05
"""Types less likely than this are not looked at further."""
_NEAR = 1
"""Sentences on either side in which others that take part are near."""


TYPE_FEATURES, FILLER_FEATURES = 8, 14 + SHAPES + 3 * len(ROLES)


class Rates(Struct, frozen=True):
    """What is fitted: weights of the features of types and of fillers, the constant last, and the probabilities from
    which a type and a filler are taken."""

    types: list[float]
    fillers: list[float]
    type_at: float
    filler_at: float


class Filler(Struct, frozen=True):
    """Someone or something in an incident: characters ``start:end`` of the place that shows it best, and how likely it
    is that it belongs there."""

    start: int
    end: int
    confidence: float


class Incident(Struct, frozen=True):
    """``type`` is one of ``TYPES``; ``fillers`` are by role, in the order of ``ROLES``, the likeliest first."""

    type: str
    fillers: tuple[tuple[Filler, ...], ...]
    confidence: float


class Evidence(Struct, frozen=True):
    """Of one report: its candidates, with shape and sentence of each, and the features of types [types, features]."""

    candidates: list[Candidate]
    shapes: list[list[float]]
    sentences: list[int]
    types: Table
    words: int


@lru_cache(maxsize=1)
def bundled_rates() -> Rates:
    """The rates that belong to the bundled model. Raises ``ModelError``."""
    path = Path(str(files("dateline.read"))) / "weights" / "incidents.json"
    try:
        rates = msgspec.json.decode(path.read_bytes(), type=Rates)
    except (OSError, msgspec.MsgspecError) as error:
        raise ModelError(f"{path}: missing or damaged; install dateline again ({error})") from error
    if (len(rates.types), len(rates.fillers)) != (TYPE_FEATURES + 1, FILLER_FEATURES + 1):
        raise ModelError(f"{path}: belongs to another version; install dateline again")
    return rates


def incidents(document: Document, rates: Rates | None = None) -> tuple[Incident, ...]:
    """The incidents of a report read by the model, the likeliest first; none where it was not. ``rates``: instead of
    the bundled ones."""
    evidence = gather(document)
    return () if evidence is None else assemble(document, evidence, rates or bundled_rates())


def assemble(document: Document, evidence: Evidence, rates: Rates) -> tuple[Incident, ...]:
    """The incidents that a report's evidence makes likely enough."""
    likely = probabilities(evidence.types, rates.types)
    table, pairs = filler_rows(evidence, likely)
    sure = probabilities(table, rates.fillers)
    chosen: dict[int, list[list[tuple[float, Candidate]]]] = {
        t: [[] for _ in ROLES] for t in range(len(TYPES)) if likely[t] >= rates.type_at
    }
    same = _second_names(document) if chosen else frozenset()
    for row in sorted(range(len(pairs)), key=lambda r: (-sure[r], pairs[r])):
        number, type_ = pairs[row]
        candidate = evidence.candidates[number]
        if sure[row] >= rates.filler_at and type_ in chosen:
            own = chosen[type_][candidate.role]
            if not any(_same(candidate, other, same) for _, other in own):
                own.append((float(sure[row]), candidate))
    return tuple(
        Incident(TYPES[t], tuple(tuple(_filler(document, *one) for one in own) for own in roles), float(likely[t]))
        for t, roles in sorted(chosen.items(), key=lambda item: (-likely[item[0]], item[0]))
    )


def gather(document: Document) -> Evidence | None:
    """What the model's scores say of a report as a whole; None where it was not read by the model."""
    found = candidates(document)
    if document.incident_types is None or not document.words:
        return None
    scores = document.incident_types[:WORDS].astype(np.float64)
    ordered = np.sort(scores, axis=0)[::-1]
    size = np.log(len(scores)) - 5
    rows: list[list[float]] = []
    for t in range(len(TYPES)):
        parts = [(p.opens, p.score, _likely(scores[p.first : p.last, t])) for c in found for p in c.places]
        best = max((opens * here for opens, _, here in parts), default=0.0)
        whole = sum(score * here for _, score, here in parts)
        own = [float(t == k) for k in range(3)]  # the types that are common enough to have a rate of their own
        rows.append([ordered[0, t], ordered[:3, t].mean(), 0.3 * _log_odds(best), np.log1p(whole), size, *own])
    return Evidence(
        found,
        shapes(document, found),
        [document.words[c.best.first].sentence for c in found],
        np.array(rows),
        len(scores),
    )


def filler_rows(evidence: Evidence, likely: Table) -> tuple[Table, list[tuple[int, int]]]:
    """The features of each candidate in an incident of each type that is ``likely`` [types] at all, and which rows they
    are: (number of the candidate, type)."""
    rows: list[list[float]] = []
    pairs: list[tuple[int, int]] = []
    odds = [_log_odds(float(p)) for p in likely]
    looked_at = [t for t in range(len(TYPES)) if likely[t] >= _UNLIKELY]
    tops = [max((c.score for c in evidence.candidates if c.role == r), default=0.0) for r in range(len(ROLES))]
    for number, candidate in enumerate(evidence.candidates if looked_at else ()):
        best, places = candidate.best, candidate.places
        score = _log_odds(candidate.score)
        role = [float(candidate.role == r) for r in range(len(ROLES))]
        own = [
            _log_odds(best.score), score, _log_odds(max(p.opens for p in places)),
            np.log1p(len({p.first for p in places})), best.first / evidence.words,
            min(_company(evidence, number), 5), 0.3 * _log_odds(_rival(evidence.candidates, candidate)),
            float(best.last - best.first > 6), 0.3 * _log_odds(tops[candidate.role]), 0.3 * _log_odds(max(tops)),
            *evidence.shapes[number], *role, *(0.5 * score * r for r in role),
        ]  # fmt: skip
        for t in looked_at:
            others = [k for k in range(len(TYPES)) if k != t]
            lead = candidate.types[t] - max(candidate.types[k] for k in others)
            by_role = [0.5 * odds[t] * r for r in role]
            rows.append([*own, candidate.types[t], lead, odds[t], 0.3 * max(odds[k] for k in others), *by_role])
            pairs.append((number, t))
    return np.array(rows, dtype=np.float64).reshape(len(rows), FILLER_FEATURES), pairs


def probabilities(rows: Table, weights: Sequence[float]) -> Table:
    """Of a logistic regression; ``weights`` have the constant last."""
    made: Table = 1 / (1 + np.exp(-(rows @ np.array(weights[:-1]) + weights[-1])))
    return made


def _company(evidence: Evidence, number: int) -> int:
    """How many likely candidates of other roles stand near by."""
    role, sentence = evidence.candidates[number].role, evidence.sentences[number]
    return sum(
        other.role != role and other.score > 0.3 and abs(at - sentence) <= _NEAR
        for other, at in zip(evidence.candidates, evidence.sentences, strict=True)
    )


def _rival(found: Sequence[Candidate], candidate: Candidate) -> float:
    """The probability of the likeliest string of the same role that contains this one or is part of it."""
    return max(
        (c.score for c in found if c is not candidate and c.role == candidate.role and _overlap(c.key, candidate.key)),
        default=0.0,
    )


def _same(one: Candidate, other: Candidate, same: frozenset[tuple[str, str]]) -> bool:
    """Whether two candidates are one filler: a string within the other, a second name, or parts of one phrase."""
    apart = one.best.last < other.best.first or other.best.last < one.best.first
    return not apart or _overlap(one.key, other.key) or (one.key, other.key) in same


def _second_names(document: Document) -> frozenset[tuple[str, str]]:
    """Pairs of names that the report introduces as names of the same ("Red Dawn Front (RDF)"), either way round."""
    text = document.text
    pairs = [(key_of(text[a.start : a.end]), key_of(text[a.short_start : a.short_end])) for a in aliases(document)]
    return frozenset([*pairs, *((short, long) for long, short in pairs)])


def _overlap(one: str, other: str) -> bool:
    return f" {one} " in f" {other} " or f" {other} " in f" {one} "


def _likely(scores: Table) -> float:
    return float((1 / (1 + np.exp(-scores))).mean())


def _log_odds(p: float) -> float:
    return float(np.log(p + 1e-6) - np.log(1 - p + 1e-6))


def _filler(document: Document, confidence: float, candidate: Candidate) -> Filler:
    first, last = candidate.best.first, candidate.best.last
    return Filler(document.words[first].start, document.words[last - 1].end, confidence)
