"""Scores of attributions: spans by role, and which source, cue and content belong together."""

from __future__ import annotations

from collections.abc import Sequence

from benchmarks import matching, spans
from benchmarks.spans import Counts, Piece
from dateline.values import Attribution

ROLES = ("source", "cue", "content")


def pieces(attributions: Sequence[Attribution], role: str) -> set[Piece]:
    """All span pieces of one role in a document; a piece that two attributions share counts once."""
    return {piece for one in attributions for piece in getattr(one, role)}


def exact(gold: Sequence[Attribution], found: Sequence[Attribution], role: str) -> Counts:
    """Pieces of a role with exactly the same start and end."""
    return spans.exact(pieces(gold, role), pieces(found, role))


def by_token(gold: Sequence[Attribution], found: Sequence[Attribution], role: str, words: list[Piece]) -> Counts:
    """Words inside pieces of a role."""
    return spans.by_token(pieces(gold, role), pieces(found, role), words)


def linked(gold: Sequence[Attribution], found: Sequence[Attribution]) -> Counts:
    """Whole attributions, strictly: a found one is right when its source is exactly the gold one's set of pieces, its
    content exactly the gold one's set of pieces, and its cue shares a character with the gold cue. A gold attribution
    without source is matched only by one without source. One to one; copies of an attribution count once."""
    return _whole(gold, found, _same)


def linked_loosely(gold: Sequence[Attribution], found: Sequence[Attribution]) -> Counts:
    """Whole attributions, loosely: source, cue and content each share a character with the gold one's. One to one."""
    return _whole(gold, found, _touch)


def source_content_pairs(gold: Sequence[Attribution], found: Sequence[Attribution]) -> Counts:
    """Pairs of a source piece and a content piece of one attribution, both exact: who said which words, whatever the
    cue. An attribution without source has no pair."""
    return spans.exact(_pairs(gold), _pairs(found))


def _whole(gold: Sequence[Attribution], found: Sequence[Attribution], fits: matching.Fits[Attribution]) -> Counts:
    wanted, had = _distinct(gold), _distinct(found)
    return Counts(len(matching.pairs(wanted, had, fits)), len(had), len(wanted))


def _distinct(attributions: Sequence[Attribution]) -> list[Attribution]:
    """Without copies, pieces sorted and without repeats, in order of the text."""
    keys = {tuple(tuple(sorted(set(getattr(one, role)))) for role in ROLES) for one in attributions}
    return [Attribution(*key) for key in sorted(keys)]


def _same(one: Attribution, other: Attribution) -> bool:
    return one.source == other.source and one.content == other.content and _meet(one.cue, other.cue)


def _touch(one: Attribution, other: Attribution) -> bool:
    return all(_meet(getattr(one, role), getattr(other, role)) for role in ROLES)


def _meet(one: Sequence[Piece], other: Sequence[Piece]) -> bool:
    if not one and not other:
        return True
    return any(a < d and c < b for a, b in one for c, d in other)


def _pairs(attributions: Sequence[Attribution]) -> set[tuple[Piece, Piece]]:
    return {(source, content) for one in attributions for source in one.source for content in one.content}
