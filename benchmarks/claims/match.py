"""When two claims, and two elements of their slots, count as the same.

Claims are matched one to one: same type, triggers that share a character (and so lie within one sentence). An element
is the same where the heads of both expressions lie in each other, or where both stand for the same full name; what an
expression stands for, where the text shows it, is as good as the expression itself.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from msgspec import Struct

from benchmarks import matching
from benchmarks.claims.values import AnnotatedClaim, AnnotatedDocument, Expression, Offsets

SLOTS = ("actors", "recipients", "means", "places", "sources")
Pair = tuple[AnnotatedClaim, AnnotatedClaim]

_PREPOSITION = (
    "of|in|on|from|to|at|by|for|with|near|around|across|against|aboard|among|along|inside|outside|between|under|over|"
    "within|without|behind|during|after|before|since|including|like"
)
_TAIL = re.compile(
    rf"(?<=\S)(?:,|\s[-–—(]|\s+(?:{_PREPOSITION}|who|that|which|whose|where)\s"
    rf"|\s+\w+(?:ing|ed)\s+(?:{_PREPOSITION}|the|a|an|its|their|his|her|\d+)\b)",
    re.IGNORECASE,
)
_ARTICLE = re.compile(r"\A(?:the|a|an|its|their|his|her)\s+", re.IGNORECASE)
_PRONOUNS = frozenset(
    "i we you he she it they me us him her them his hers its their theirs who whom which that this these those there "
    "here one ones some few many others both all each".split()
)


class Matched(Struct, frozen=True):
    """Two lists of claims over one document: pairs, and what only one of them has."""

    text: str
    pairs: list[Pair]
    first_only: list[AnnotatedClaim]
    second_only: list[AnnotatedClaim]


def match(first: AnnotatedDocument, second: AnnotatedDocument, text: str, typed: bool = True) -> Matched:
    """Pairs one to one; of several candidates the one with the greatest overlap, then the earliest. Where not
    ``typed``, claims of different types may be paired."""
    candidates = sorted(
        (a.type != b.type, -_overlap(a.trigger, b.trigger), i, j)
        for i, a in enumerate(first.claims)
        for j, b in enumerate(second.claims)
        if _overlap(a.trigger, b.trigger) > 0 and (a.type == b.type or not typed)
    )
    taken: dict[int, int] = {}
    given: set[int] = set()
    for _, _, i, j in candidates:
        if i not in taken and j not in given:
            taken[i] = j
            given.add(j)
    return Matched(
        text,
        [(first.claims[i], second.claims[j]) for i, j in sorted(taken.items())],
        [c for i, c in enumerate(first.claims) if i not in taken],
        [c for j, c in enumerate(second.claims) if j not in given],
    )


def shared(ours: Sequence[Expression], theirs: Sequence[Expression], text: str) -> list[tuple[int, int]]:
    """Elements that are the same, paired one to one, as many as can be: their numbers on either side."""
    return matching.pairs(ours, theirs, lambda one, other: same(one, other, text))


def same(one: Expression, other: Expression, text: str) -> bool:
    """Whether two elements are the same: each one's head lies in the other, or both stand for one name."""
    if any(_headed(text, a, b) for a in _spans(one) for b in _spans(other)):
        return True
    return bool(name(one, text)) and name(one, text) == name(other, text)


def head(text: str, span: Offsets) -> Offsets:
    """The last word before what follows the noun: "two bunkers of the group" → "bunkers". A rough rule: it is only
    asked whether two expressions for one thing meet in it."""
    words = text[slice(*span)]
    tail = _TAIL.search(words)
    core = words[: tail.start()] if tail else words
    last = re.search(r"\w[\w'’-]*\W*\Z", core)
    return (span[0] + last.start(), span[0] + len(core)) if last else span


def name(one: Expression, text: str) -> str:
    """The full name of what an element stands for, or its own words; in small letters, without article; empty for a
    pronoun of which nothing is known."""
    if one.of is not None and one.of.label:
        shown = one.of.label
    else:
        start, end = one.of.at if one.of is not None and one.of.at else (one.start, one.end)
        shown = text[start:end]
    plain = _ARTICLE.sub("", " ".join(shown.lower().split()))
    return "" if plain in _PRONOUNS else plain


def _spans(one: Expression) -> list[Offsets]:
    own = (one.start, one.end)
    return [own, one.of.at] if one.of is not None and one.of.at is not None else [own]


def _headed(text: str, a: Offsets, b: Offsets) -> bool:
    return _overlap(head(text, a), b) > 0 and _overlap(head(text, b), a) > 0


def _overlap(a: Offsets, b: Offsets) -> int:
    return max(0, min(a[1], b[1]) - max(a[0], b[0]))
