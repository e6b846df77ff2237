"""Signs of what a found claim is worth: named numbers that ``dateline/read/calibrate.py`` makes a confidence of."""

from __future__ import annotations

from collections.abc import Sequence
from math import log

from msgspec import Struct

from dateline.read.document import Document
from dateline.read.draft import Draft
from dateline.read.facts import Coded
from dateline.read.lexicon import lexicon
from dateline.read.model import Floats
from dateline.read.ontology import SLOTS, TYPES
from dateline.read.parts import Parts

States = tuple[Floats, Floats, Floats]
"""Probabilities of each status, of each mode, of negated, aggregate, background."""


class Around(Struct, frozen=True):
    """What the report as a whole shows of its claims: the mean score of its triggers, how many each sentence holds."""

    mean: float
    by_sentence: dict[int, int]

    @classmethod
    def of(cls, document: Document, triggers: Sequence[tuple[int, float]]) -> Around:
        """``triggers``: words and their best scores."""
        by_sentence: dict[int, int] = {}
        for word, _ in triggers:
            number = document.words[word].sentence
            by_sentence[number] = by_sentence.get(number, 0) + 1
        return cls(sum(score for _, score in triggers) / max(1, len(triggers)), by_sentence)


def signs(
    facts: Coded[int], draft: Draft, scores: Floats, states: States, chosen: Parts, around: Around
) -> dict[str, float]:
    """``scores``: the word's log-odds by type."""
    tree, i = facts.tree, draft.trigger.head
    own = TYPES.index(draft.type)
    sentence = facts.document.sentences[draft.sentence]
    others = [float(s) for t, s in enumerate(scores) if t != own]
    ruled = {d.type for d in facts.by_head.get(i, ())}
    listed = {e.type for e in lexicon().at(tree.lemma[i])}
    parts = [score for scored in chosen.own.values() for score, _ in scored]
    found = {
        "score": float(scores[own]),
        "second": max(others),
        "rules": float(draft.type in ruled),
        "rules otherwise": float(bool(ruled - {draft.type})),
        "listed": float(draft.type in listed),
        "listed otherwise": float(bool(listed - {draft.type})),
        "length": log(sentence.last - sentence.first),
        "title": float(sentence.title),
        "status": float(states[0].max()),
        "mode": float(states[1].max()),
        "parts": float(len(parts)),
        "part": sum(min(s, 6.0) for s in parts) / max(1, len(parts)),
        "weakest": min([min(s, 6.0) for s in parts], default=0.0),
        "taken": float(len(chosen.taken)),
        "report": around.mean,
        "neighbours": log(around.by_sentence.get(draft.sentence, 1)),
        "negated": float(draft.negated),
        "background": float(draft.background),
        "aggregate": float(draft.aggregate),
        "counts": float(bool(draft.counts)),
        f"type={draft.type}": 1.0,
        f"status={draft.status}": 1.0,
        f"pos={tree.pos[i]}": 1.0,
        f"rel={tree.base[i]}": 1.0,
    }
    found |= {f"has={slot}": 1.0 for slot, roles in SLOTS.items() if any(r in chosen.own for r in roles)}
    return found
