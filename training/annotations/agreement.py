"""How far two passes over the same documents agree, as the guide's own figures were reached.

Claims and elements of slots are matched as :mod:`benchmarks.claims.match` does. Slots are compared on matched claims:
F1 over their elements, for places also apart: those that the claim's own sentence tells and those taken over from
another one. Status, mode, aggregate, dates, counts: share of matched claims that agree (dates and counts: of
those where either pass has one).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from operator import attrgetter

from benchmarks.claims.match import SLOTS, Matched, head, match, shared
from training.annotations.format import AnnotatedClaim, AnnotatedDocument, Batch, Expression

__all__ = ["Matched", "by_type", "figures", "head", "match", "twice"]


def twice(batches: Iterable[Batch], first: str, second: str) -> list[tuple[AnnotatedDocument, AnnotatedDocument]]:
    """The documents that both passes have, by corpus and id."""
    by_reader: dict[str, dict[tuple[str, str], AnnotatedDocument]] = {first: {}, second: {}}
    for batch in batches:
        if batch.reader in by_reader:
            by_reader[batch.reader] |= {(d.corpus, d.id): d for d in batch.documents}
    shared = sorted(by_reader[first].keys() & by_reader[second].keys())
    return [(by_reader[first][key], by_reader[second][key]) for key in shared]


def figures(matched: Sequence[Matched]) -> dict[str, float]:
    """Agreement in per cent, by field; a field that neither pass uses is left out."""
    pairs = [(m.text, a, b) for m in matched for a, b in m.pairs]
    parts: Mapping[str, Callable[[AnnotatedClaim], Sequence[Expression]]] = {
        **{f"{slot} F1": attrgetter(slot) for slot in SLOTS},
        "places told F1": lambda c: [p for p in c.places if not p.inherited],
        "places taken over F1": lambda c: [p for p in c.places if p.inherited],
    }
    lonely = sum(len(m.first_only) + len(m.second_only) for m in matched)
    found: dict[str, float] = {}
    _put(found, "claims, typed F1", 2 * len(pairs), 2 * len(pairs) + lonely)
    for name, part in parts.items():
        both = [(part(a), part(b), text) for text, a, b in pairs]
        same = sum(2 * len(shared(ours, theirs, text)) for ours, theirs, text in both)
        _put(found, name, same, sum(len(ours) + len(theirs) for ours, theirs, _ in both))
    plain: Mapping[str, Callable[[AnnotatedClaim], object]] = {
        "status": lambda c: c.status,
        "mode": lambda c: c.mode,
        "aggregate": lambda c: c.aggregate,
        "background": lambda c: c.background,
    }
    for name, value in plain.items():
        _put(found, name, sum(value(a) == value(b) for _, a, b in pairs), len(pairs))
    dated = [(_days(a), _days(b)) for _, a, b in pairs if _days(a) or _days(b)]
    _put(found, "dates", sum(a == b for a, b in dated), len(dated))
    counted = [(_bounds(a), _bounds(b)) for _, a, b in pairs if a.counts or b.counts]
    _put(found, "counts", sum(a == b for a, b in counted), len(counted))
    return found


def by_type(matched: Sequence[Matched]) -> dict[str, tuple[int, int, int]]:
    """Type → (both, only the first, only the second)."""
    both = Counter(a.type for m in matched for a, _ in m.pairs)
    first = Counter(c.type for m in matched for c in m.first_only)
    second = Counter(c.type for m in matched for c in m.second_only)
    return {name: (both[name], first[name], second[name]) for name in sorted(both | first | second)}


def _put(found: dict[str, float], name: str, same: int, total: int) -> None:
    if total:
        found[name] = round(100 * same / total, 1)


def _days(one: AnnotatedClaim) -> tuple[str | None, str | None] | None:
    if one.time is None or (one.time.earliest is None and one.time.latest is None):
        return None
    return one.time.earliest, one.time.latest


def _bounds(one: AnnotatedClaim) -> dict[str, tuple[int | None, int | None]]:
    return {kind: (n.low, n.high) for kind, n in one.counts.items()}
