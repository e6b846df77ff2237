"""Fits how incidents are put together from the model's scores, on documents that the model was not trained on.

Two logistic regressions (does the report tell of an incident of the type; does the candidate belong to it), then the
two thresholds with the best template F1, neighbours counted in. The features of fillers contain the probability of the
type, so the first regression is fitted on the other folds where the second learns from a document, and thresholds are
chosen on probabilities of folds left out, too.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from pathlib import Path
from typing import TypeVar

import msgspec
import numpy as np
from msgspec import Struct

from benchmarks import muc4, templates
from benchmarks.corpora.muc4_templates import IncidentDocument, Template, incidents
from benchmarks.reads import Reads
from dateline.read.document import Document
from dateline.read.incident_labels import ROLES, TYPES
from dateline.read.incident_signs import Table
from dateline.read.incidents import Evidence, Incident, Rates, assemble, filler_rows, gather, probabilities

T = TypeVar("T")
FOLDS = 5
HELD_OUT = 200
"""Training documents of MUC-4 that the model is not trained on, so that there is something to fit on."""
_RIDGE = 1.0
_THRESHOLDS = (0.15, 0.2, 0.25, 0.3, 0.35, 0.4, 0.45, 0.5)


class Fitted(Struct, frozen=True):
    """The rates fitted on all documents, and the figures that rates of the other folds give on each fold."""

    rates: Rates
    metrics: dict[str, float]


def held_out(ids: Sequence[str]) -> frozenset[str]:
    """The documents to fit on: the first ``HELD_OUT`` by the sha256 of their id."""
    return frozenset(sorted(ids, key=_digest)[:HELD_OUT])


def run(data: Path, reader: Reads, folder: Path) -> dict[str, float]:
    """Fits on the held-out training documents of MUC-4, which ``reader``'s model must not have seen, and writes
    ``incidents.json`` to ``folder``; the figures are those of :class:`Fitted`. ``data`` is MUC-4's folder."""
    known = list(incidents(data, "train"))
    kept = held_out([d.id for d in known])
    gold = [d for d in known if d.id in kept]
    fitted = fit([reader.document(muc4.as_wire_report(d)) for d in gold], gold)
    encoded = msgspec.json.format(msgspec.json.encode(fitted.rates), indent=1)
    (folder / "incidents.json").write_bytes(encoded + b"\n")
    return fitted.metrics


def fit(documents: Sequence[Document], gold: Sequence[IncidentDocument]) -> Fitted:
    """Fits on documents read by the model, with their templates."""
    read = [gather(d) for d in documents]
    evidence = [e for e in read if e is not None]
    if len(evidence) < len(read):
        raise ValueError("some documents have no scores of incidents: read them by a model that gives them")
    folds = [int(_digest("fold " + g.id), 16) % FOLDS for g in gold]
    told = [_told(g) for g in gold]
    likely: list[Table] = [np.zeros(0)] * len(evidence)
    for fold in range(FOLDS):
        weights = regression([e.types for e in _but(evidence, folds, fold)], _but(told, folds, fold))
        for i in _of(folds, fold):
            likely[i] = probabilities(evidence[i].types, weights)
    tables = [filler_rows(e, p) for e, p in zip(evidence, likely, strict=True)]
    right = [_right(e, pairs, g) for e, (_, pairs), g in zip(evidence, tables, gold, strict=True)]
    rows = [rows for rows, _ in tables]
    apart: list[Rates] = []
    for fold in range(FOLDS):
        types = regression([e.types for e in _but(evidence, folds, fold)], _but(told, folds, fold))
        apart.append(Rates(types, regression(_but(rows, folds, fold), _but(right, folds, fold)), 0.5, 0.5))
    metrics: dict[tuple[int, int], dict[str, float]] = {}
    for a, type_at in enumerate(_THRESHOLDS):
        for b, filler_at in enumerate(_THRESHOLDS):
            counts = []
            for i, (document, one) in enumerate(zip(documents, gold, strict=True)):
                own = apart[folds[i]]
                found = assemble(document, evidence[i], Rates(own.types, own.fillers, type_at, filler_at))
                counts.append(templates.tallies(as_templates(document, found), one.templates))
            metrics[a, b] = templates.metrics(templates.total(counts))
    best = max(metrics, key=lambda at: (_around(metrics, at), at))
    types, fillers = regression([e.types for e in evidence], told), regression(rows, right)
    return Fitted(Rates(types, fillers, _THRESHOLDS[best[0]], _THRESHOLDS[best[1]]), metrics[best])


def _around(metrics: dict[tuple[int, int], dict[str, float]], at: tuple[int, int]) -> float:
    """Mean F1 of a pair of thresholds and its neighbours: a single one may owe its figure to chance."""
    near = [m["template_f1"] for (a, b), m in metrics.items() if max(abs(a - at[0]), abs(b - at[1])) <= 1]
    return sum(near) / len(near)


def as_templates(document: Document, found: Sequence[Incident]) -> list[Template]:
    """Incidents in the form that is scored."""
    return [
        Template(i.type, tuple(tuple((document.text[f.start : f.end].lower(),) for f in own) for own in i.fillers))
        for i in found
    ]


def regression(rows: Sequence[Table], gold: Sequence[Table]) -> list[float]:
    """Weights of a logistic regression with a small ridge, by Newton's method; the constant last."""
    table = np.concatenate([np.concatenate(rows), np.ones((sum(map(len, rows)), 1))], axis=1)
    wanted = np.concatenate(gold)
    weights = np.zeros(table.shape[1])
    ridge = np.eye(table.shape[1]) * _RIDGE
    ridge[-1, -1] = 1e-3
    for _ in range(50):
        p = 1 / (1 + np.exp(-table @ weights))
        slope = table.T @ (p - wanted) + ridge @ weights
        step = np.linalg.solve((table * (p * (1 - p))[:, None]).T @ table + ridge, slope)
        weights -= step
        if np.abs(step).max() < 1e-7:
            break
    return [round(float(w), 5) for w in weights]


def _told(gold: IncidentDocument) -> Table:
    return np.array([float(any(t in template.type for template in gold.templates)) for t in TYPES])


def _right(evidence: Evidence, pairs: Sequence[tuple[int, int]], gold: IncidentDocument) -> Table:
    """Whether the candidate's string is one of a filler's in an incident of the type."""
    known = {
        (role, t, templates.normal(string))
        for template in gold.templates for t in TYPES if t in template.type
        for role in range(len(ROLES)) for entity in template.fillers[role] for string in entity
    }  # fmt: skip
    found = [evidence.candidates[number] for number, _ in pairs]
    return np.array([
        float((c.role, TYPES[t], templates.normal(c.key)) in known) for c, (_, t) in zip(found, pairs, strict=True)
    ])  # fmt: skip


def _digest(name: str) -> str:
    return hashlib.sha256(name.encode()).hexdigest()


def _but(items: Sequence[T], folds: Sequence[int], fold: int) -> list[T]:
    return [item for item, own in zip(items, folds, strict=True) if own != fold]


def _of(folds: Sequence[int], fold: int) -> list[int]:
    return [i for i, own in enumerate(folds) if own == fold]
