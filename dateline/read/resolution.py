"""What each mention stands for, by the rules and, where the model has the head for it, by what it has learned.

Names, second names, appositions and relative pronouns are the rules' (``dateline/read/reference.py``). What the model
chooses for pronouns and descriptions is followed while the rules go through the report once more, so that names are
carried through: the chances of all candidates that stand for one thing are added up before they are compared.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from dateline.read import reference
from dateline.read.document import Document
from dateline.read.features import Seen
from dateline.read.reference import Choice
from dateline.read.reference_facts import ReferenceFacts
from dateline.read.reference_heads import ReferenceHeads
from dateline.read.reference_pairs import Pairs
from dateline.read.tree import Tree
from dateline.values import Mention

_BATCH = 512
"""Pairs that are scored together: enough to be worth the calls, few enough to stay in the processor's cache."""


def resolve(document: Document, tree: Tree, heads: ReferenceHeads | None = None) -> tuple[Mention, ...]:
    """The document's mentions in their order, with ``of`` (index of the mention referred back to), ``name`` (in full)
    and ``id`` (of a well-known actor) filled in where they are known."""
    known = reference.look(document, tree)
    ruled = reference.resolve(document, tree, known=known)
    if heads is None or not heads.known or document.vectors is None:
        return ruled
    chosen = choices(document.again(mentions=ruled), tree, heads, known.seen)
    return reference.resolve(document, tree, chosen, known)


def choices(document: Document, tree: Tree, heads: ReferenceHeads, seen: Seen | None = None) -> dict[int, Choice]:
    """For each mention that the model is asked about, its candidates with their chances. ``document`` carries mentions
    resolved by the rules, and vectors; ``seen``: what they look like, where that is there already."""
    vectors = document.vectors
    assert vectors is not None
    assert heads.tables is not None
    facts, code = ReferenceFacts(document, tree, seen), heads.code
    pairs = Pairs(facts, heads.tables)
    alone: dict[int, list[int]] = {}
    made: dict[int, Choice] = {}
    for asked in _batches(facts):
        heads_of = [facts.features[i].head for i, _ in asked]
        row = {j: n for n, j in enumerate(sorted({j for _, candidates in asked for j in candidates}))}
        for j in row:
            if j not in alone:
                alone[j] = [code(fact) for fact in facts.of_candidate(j)]
        found = heads.chances(
            vectors[heads_of].astype(np.float32),
            [[code(fact) for fact in facts.of_anaphor(i)] for i, _ in asked],
            vectors[[facts.features[j].head for j in row]].astype(np.float32),
            [alone[j] for j in row],
            [[row[j] for j in candidates] for _, candidates in asked],
            pairs.rows(asked),
        )
        for (i, candidates), (chances, none) in zip(asked, found, strict=True):
            made[i] = Choice(candidates, chances.tolist(), none)
    return made


def _batches(facts: ReferenceFacts) -> Iterator[list[tuple[int, list[int]]]]:
    """The mentions that the model is asked about with their candidates, as many at a time as fill a batch."""
    batch: list[tuple[int, list[int]]] = []
    pairs = 0
    for i in facts.anaphors():
        batch.append((i, facts.candidates(i)))
        pairs += len(batch[-1][1])
        if pairs >= _BATCH:
            yield batch
            batch, pairs = [], 0
    if batch:
        yield batch
