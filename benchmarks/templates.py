"""Scores of incident templates, as xinyadu/gtt's ``eval.py`` defines them (Du and others 2021, "Template Filling with
Generative Transformers").

Within a document found templates are aligned with gold ones, one to one, so that the document's F1 is highest; a found
template can only stand for a gold one whose type contains its own ("bombing" for "bombing / attack"), and may stay
alone. Of an aligned pair the type is right; a found entity is right where each of its strings is a string of one gold
entity of the same slot, a gold entity is found where some found entity is right by it. Strings are compared in lower
case without punctuation, articles (a, an, the) and doubled spaces. Everything of a template that stays alone is
spurious or missing. Precision counts found entities and types, recall gold ones, over the types and all five slots.
"""

from __future__ import annotations

import re
import string
from collections.abc import Sequence

from msgspec import Struct

from benchmarks.corpora.muc4_templates import Template
from dateline.read.incident_labels import ROLES

SLOTS = ("type", *ROLES)
"""What is scored: a template's type, then its slots."""
_ARTICLES = re.compile(r"\b(?:a|an|the)\b")
_PUNCTUATION = str.maketrans("", "", string.punctuation)
_PRUNED = 4096
"""Alignments kept a step; far more than any document of the corpus needs."""


class Tally(Struct, frozen=True):
    """Found ones that are right, found, gold ones that were found, gold."""

    right: int = 0
    found: int = 0
    recalled: int = 0
    gold: int = 0

    def __add__(self, other: Tally) -> Tally:
        return Tally(
            self.right + other.right, self.found + other.found, self.recalled + other.recalled, self.gold + other.gold
        )

    @property
    def precision(self) -> float:
        """Percent."""
        return 100 * self.right / self.found if self.found else 0.0

    @property
    def recall(self) -> float:
        """Percent."""
        return 100 * self.recalled / self.gold if self.gold else 0.0

    @property
    def f1(self) -> float:
        """Percent; 0 where nothing is right."""
        total = self.precision + self.recall
        return 2 * self.precision * self.recall / total if total else 0.0


Tallies = tuple[Tally, ...]
"""One for each of ``SLOTS``."""


def normal(text: str) -> str:
    """A string as it is compared."""
    return " ".join(_ARTICLES.sub(" ", text.lower().translate(_PUNCTUATION)).split())


def align(found: Sequence[Template], gold: Sequence[Template]) -> list[int | None]:
    """For each found template the number of the gold one that it is scored against."""
    rights = [[_right(one, other) for other in gold] for one in found]
    totals = (sum(map(_size, found)), sum(map(_size, gold)))
    # Gold templates taken (as bits) → the best pairs of counts (right, recalled), each with its alignment.
    states: dict[int, list[tuple[int, int, tuple[int | None, ...]]]] = {0: [(0, 0, ())]}
    for row in rights:
        after: dict[int, list[tuple[int, int, tuple[int | None, ...]]]] = {}
        for taken, bests in states.items():
            for right, recalled, path in bests:
                after.setdefault(taken, []).append((right, recalled, (*path, None)))
                for k, pair in enumerate(row):
                    if pair is not None and not taken >> k & 1:
                        own = (right + pair[0], recalled + pair[1], (*path, k))
                        after.setdefault(taken | 1 << k, []).append(own)
        states = _pruned({taken: _undominated(bests) for taken, bests in after.items()})
    best = max((b for bests in states.values() for b in bests), key=lambda b: _f1(b[0], b[1], *totals))
    return list(best[2])


def tallies(found: Sequence[Template], gold: Sequence[Template]) -> Tallies:
    """The counts of one document's templates, by slot."""
    aligned = align(found, gold)
    partner = {k: i for i, k in enumerate(aligned) if k is not None}
    made = [Tally(right=len(partner), found=len(found), recalled=len(partner), gold=len(gold))]
    for role in range(len(ROLES)):
        right = recalled = 0
        for k, i in partner.items():
            pair = _matches(found[i], gold[k], role)
            right += pair[0]
            recalled += pair[1]
        made.append(Tally(right, sum(len(t.fillers[role]) for t in found), recalled,
                          sum(len(t.fillers[role]) for t in gold)))  # fmt: skip
    return tuple(made)


def total(counts: Sequence[Tallies]) -> Tallies:
    """The counts of all documents."""
    return tuple(sum((one[slot] for one in counts), Tally()) for slot in range(len(SLOTS)))


def metrics(counts: Tallies) -> dict[str, float]:
    """Precision, recall and F1 of all slots together (``template_``), and the F1 of each."""
    whole = sum(counts, Tally())
    figures = {"precision": whole.precision, "recall": whole.recall, "f1": whole.f1}
    slots = {f"{slot.lower()}_f1": tally.f1 for slot, tally in zip(SLOTS, counts, strict=True)}
    return {name: round(value, 2) for name, value in ({f"template_{k}": v for k, v in figures.items()} | slots).items()}


def _right(found: Template, gold: Template) -> tuple[int, int] | None:
    """How many of the found and of the gold items fit, the type counted; None: the types do not fit."""
    if found.type not in gold.type:
        return None
    pairs = [_matches(found, gold, role) for role in range(len(ROLES))]
    return 1 + sum(p[0] for p in pairs), 1 + sum(p[1] for p in pairs)


def _matches(found: Template, gold: Template, role: int) -> tuple[int, int]:
    wanted = [frozenset(map(normal, entity)) for entity in gold.fillers[role]]
    had = [frozenset(map(normal, entity)) for entity in found.fillers[role]]
    return sum(any(h <= w for w in wanted) for h in had), sum(any(h <= w for h in had) for w in wanted)


def _size(template: Template) -> int:
    return 1 + sum(map(len, template.fillers))


def _f1(right: int, recalled: int, found: int, gold: int) -> float:
    return Tally(right, found, recalled, gold).f1


def _undominated(
    options: list[tuple[int, int, tuple[int | None, ...]]],
) -> list[tuple[int, int, tuple[int | None, ...]]]:
    kept: list[tuple[int, int, tuple[int | None, ...]]] = []
    for option in sorted(options, key=lambda o: (-o[0], -o[1])):
        if not kept or option[1] > kept[-1][1]:
            kept.append(option)
    return kept


def _pruned(
    states: dict[int, list[tuple[int, int, tuple[int | None, ...]]]],
) -> dict[int, list[tuple[int, int, tuple[int | None, ...]]]]:
    if len(states) <= _PRUNED:
        return states
    best = sorted(states, key=lambda taken: (-max(o[0] + o[1] for o in states[taken]), taken))[:_PRUNED]
    return {taken: states[taken] for taken in sorted(best)}
