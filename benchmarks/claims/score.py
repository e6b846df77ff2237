"""Figures of found claims against annotated ones. All are percentages; what is added up are the elements of all
documents (micro average), never the figures of documents or claims."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from typing import get_args

from benchmarks.claims.match import SLOTS, Matched, shared
from benchmarks.claims.values import AnnotatedClaim
from benchmarks.spans import Counts, exact
from dateline.values import ClaimType

_PLAIN: Mapping[str, Callable[[AnnotatedClaim], object]] = {
    "status": lambda claim: claim.status,
    "mode": lambda claim: claim.mode,
    "negated": lambda claim: claim.negated,
    "aggregate": lambda claim: claim.aggregate,
    "background": lambda claim: claim.background,
}
_VALUES: Mapping[str, Callable[[AnnotatedClaim], set[object]]] = {
    "dates": lambda claim: {days} if (days := days_of(claim)) else set(),
    "counts": lambda claim: {(kind, one.low, one.high) for kind, one in claim.counts.items()},
    "modes": lambda claim: {claim.mode} if claim.mode else set(),
}


def claims(matched: Sequence[Matched]) -> Counts:
    """Claims that were paired, found, annotated."""
    pairs = sum(len(m.pairs) for m in matched)
    return Counts(
        pairs, pairs + sum(len(m.second_only) for m in matched), pairs + sum(len(m.first_only) for m in matched)
    )


def slots(matched: Sequence[Matched]) -> dict[str, Counts]:
    """Elements of paired claims, by slot: an element is right where the other side's slot has the same
    (:func:`benchmarks.claims.match.same`), one to one. A date is right when both its days are, a count when what is
    counted and both bounds are, a mode when it is the same; a claim without one has none to find."""
    totals = dict.fromkeys([*SLOTS, *_VALUES], Counts())
    for one in matched:
        for gold, found in one.pairs:
            for slot in SLOTS:
                ours, theirs = getattr(gold, slot), getattr(found, slot)
                totals[slot] += Counts(len(shared(ours, theirs, one.text)), len(theirs), len(ours))
            for slot, values in _VALUES.items():
                totals[slot] += exact(values(gold), values(found))
    return totals


def loose(matched: Sequence[Matched]) -> dict[str, Counts]:
    """Elements of claims that were not paired, by slot: none of them is right."""
    totals = dict.fromkeys([*SLOTS, *_VALUES], Counts())
    for one in matched:
        for slot in totals:
            missed = sum(len(elements(claim, slot)) for claim in one.first_only)
            extra = sum(len(elements(claim, slot)) for claim in one.second_only)
            totals[slot] += Counts(0, extra, missed)
    return totals


def elements(claim: AnnotatedClaim, slot: str) -> Sequence[object]:
    """What a claim has in a slot, a date or a count among them."""
    return getattr(claim, slot) if slot in SLOTS else sorted(_VALUES[slot](claim), key=repr)


def agreeing(matched: Sequence[Matched]) -> dict[str, float]:
    """Share of paired claims with the same status, mode, negation, total and background mark."""
    pairs = [pair for one in matched for pair in one.pairs]
    return {
        f"{name}_accuracy": round(100 * sum(value(a) == value(b) for a, b in pairs) / len(pairs), 2) if pairs else 0.0
        for name, value in _PLAIN.items()
    }


def types(matched: Sequence[Matched]) -> dict[str, Counts]:
    """Claims by type, in the contract's order; types that neither side has are left out."""
    both = Counter(a.type for m in matched for a, _ in m.pairs)
    gold = both + Counter(c.type for m in matched for c in m.first_only)
    found = both + Counter(c.type for m in matched for c in m.second_only)
    return {t: Counts(both[t], found[t], gold[t]) for t in get_args(ClaimType) if gold[t] or found[t]}


def days_of(claim: AnnotatedClaim) -> tuple[str | None, str | None] | None:
    """A claim's first and last day; None where nothing fixes either."""
    if claim.time is None or (claim.time.earliest is None and claim.time.latest is None):
        return None
    return claim.time.earliest, claim.time.latest
