"""How far two passes over the same documents agree, as the guide's own figures were reached.

Claims are matched one to one within a sentence: same type, triggers that overlap. Slots are compared on matched claims:
F1 over their elements, an element being the same where each expression holds the other's head, or both stand for the
same name. Status, mode, aggregate, dates, counts: share of matched claims that agree (dates and counts: of those where
either pass has one).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence

from msgspec import Struct

from training.annotations.format import AnnotatedClaim, AnnotatedDocument, Batch, Expression, Offsets

_SLOTS = ("actors", "recipients", "means", "places", "sources")
_TAIL = re.compile(
    r"(?<=\S)(?:,|\s[-–—(]|\s+(?:of|in|on|from|to|at|by|for|with|near|around|who|that|which|whose|where|including)\s)"
)
_ARTICLE = re.compile(r"\A(?:the|a|an|its|their|his|her)\s+", re.IGNORECASE)
Pair = tuple[AnnotatedClaim, AnnotatedClaim]


class Matched(Struct, frozen=True):
    """Two passes over one document: pairs of claims, and what only one of them has."""

    text: str
    pairs: list[Pair]
    first_only: list[AnnotatedClaim]
    second_only: list[AnnotatedClaim]


def match(first: AnnotatedDocument, second: AnnotatedDocument, text: str) -> Matched:
    """Pairs one to one; of several candidates the one with the greatest overlap, then the earliest."""
    candidates = sorted(
        (-_overlap(a.trigger, b.trigger), i, j)
        for i, a in enumerate(first.claims)
        for j, b in enumerate(second.claims)
        if a.type == b.type and a.sentence == b.sentence and _overlap(a.trigger, b.trigger) > 0
    )
    taken: dict[int, int] = {}
    for _, i, j in candidates:
        if i not in taken and j not in taken.values():
            taken[i] = j
    return Matched(
        text,
        [(first.claims[i], second.claims[j]) for i, j in sorted(taken.items())],
        [c for i, c in enumerate(first.claims) if i not in taken],
        [c for j, c in enumerate(second.claims) if j not in taken.values()],
    )


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
    lonely = sum(len(m.first_only) + len(m.second_only) for m in matched)
    found: dict[str, float] = {}
    _put(found, "claims, typed F1", 2 * len(pairs), 2 * len(pairs) + lonely)
    for slot in _SLOTS:
        same = total = 0
        for text, a, b in pairs:
            ours, theirs = getattr(a, slot), getattr(b, slot)
            same += 2 * _shared(ours, theirs, text)
            total += len(ours) + len(theirs)
        _put(found, f"{slot} F1", same, total)
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


def _shared(ours: Sequence[Expression], theirs: Sequence[Expression], text: str) -> int:
    free = list(theirs)
    for one in ours:
        other = next((o for o in free if same(one, o, text)), None)
        if other is not None:
            free.remove(other)
    return len(theirs) - len(free)


def same(one: Expression, other: Expression, text: str) -> bool:
    """Whether two elements are the same: each one's head lies in the other, or both stand for one name."""
    ours, theirs = head(text, (one.start, one.end)), head(text, (other.start, other.end))
    if _overlap(ours, (other.start, other.end)) and _overlap(theirs, (one.start, one.end)):
        return True
    return bool(_name(one, text)) and _name(one, text) == _name(other, text)


def head(text: str, span: Offsets) -> Offsets:
    """The last word before what follows the noun: "two bunkers of the group" → "bunkers". A rough rule: it is only
    asked whether two expressions for one thing meet in it."""
    words = text[slice(*span)]
    tail = _TAIL.search(words)
    core = words[: tail.start()] if tail else words
    last = re.search(r"\w[\w'’-]*\W*\Z", core)
    return (span[0] + last.start(), span[0] + len(core)) if last else span


def _name(one: Expression, text: str) -> str:
    if one.of is not None and one.of.label:
        shown = one.of.label
    else:
        start, end = one.of.at if one.of is not None and one.of.at else (one.start, one.end)
        shown = text[start:end]
    return _ARTICLE.sub("", " ".join(shown.lower().split()))


def _overlap(a: Offsets, b: Offsets) -> int:
    return max(0, min(a[1], b[1]) - max(a[0], b[0]))


def _days(one: AnnotatedClaim) -> tuple[str | None, str | None] | None:
    if one.time is None or (one.time.earliest is None and one.time.latest is None):
        return None
    return one.time.earliest, one.time.latest


def _bounds(one: AnnotatedClaim) -> dict[str, tuple[int | None, int | None]]:
    return {kind: (n.low, n.high) for kind, n in one.counts.items()}
