"""People's judgements whether two tellings are of one event, and what they come to."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from msgspec import Struct

from dateline.corroborate.telling import Anchor


class Sameness(Struct, frozen=True, order=True):
    """A live judgement. ``position`` is its place in the log: of two on one pair the later stands. ``one`` and
    ``other`` are anchors, not claims: they hold for whatever telling stands there after a new reading."""

    position: int
    one: Anchor
    other: Anchor
    same: bool


class Constraints(Struct, frozen=True):
    """Pairs of tellings that belong together and pairs that do not, in the order of the log."""

    same: tuple[tuple[Anchor, Anchor], ...] = ()
    different: tuple[tuple[Anchor, Anchor], ...] = ()


def constraints(judgements: Iterable[Sameness], standing: Mapping[str, Sequence[Anchor]]) -> Constraints:
    """What live judgements ask of the tellings that stand now. ``standing``: the anchors of each report. A judgement on
    words that no telling overlaps any more asks nothing (and is kept)."""
    latest: dict[tuple[Anchor, Anchor], Sameness] = {}
    for judgement in sorted(judgements):
        one, other = at(judgement.one, standing), at(judgement.other, standing)
        if one is not None and other is not None and one != other:
            pair = (one, other) if one < other else (other, one)
            latest.pop(pair, None)
            latest[pair] = judgement
    same = tuple(pair for pair, judgement in latest.items() if judgement.same)
    return Constraints(same, tuple(pair for pair, judgement in latest.items() if not judgement.same))


def at(anchor: Anchor, standing: Mapping[str, Sequence[Anchor]]) -> Anchor | None:
    """The telling at an anchor: the same words, else those that share most characters with it (the first of equals)."""
    report, start, end = anchor
    found: tuple[int, Anchor] | None = None
    for one in sorted(standing.get(report, ())):
        if one == anchor:
            return one
        shared = min(end, one[2]) - max(start, one[1])
        if shared > 0 and (found is None or shared > found[0]):
            found = shared, one
    return found[1] if found else None
