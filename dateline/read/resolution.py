"""What each mention stands for, by the rules and, where the model has the head for it, by what it has learned.

Names, second names, appositions and relative pronouns are the rules' (``dateline/read/reference.py``). What the model
chooses for pronouns and descriptions is followed while the rules go through the report once more, so that names are
carried through: the chances of all candidates that stand for one thing are added up before they are compared.
"""

from __future__ import annotations

import numpy as np
from msgspec.structs import replace

from dateline.read import reference
from dateline.read.document import Document
from dateline.read.reference import Choice
from dateline.read.reference_facts import ReferenceFacts
from dateline.read.reference_heads import ReferenceHeads
from dateline.read.tree import Tree
from dateline.values import Mention


def resolve(document: Document, tree: Tree, heads: ReferenceHeads | None = None) -> tuple[Mention, ...]:
    """The document's mentions in their order, with ``of`` (index of the mention referred back to), ``name`` (in full)
    and ``id`` (of a well-known actor) filled in where they are known."""
    ruled = reference.resolve(document, tree)
    if heads is None or not heads.known or document.vectors is None:
        return ruled
    return reference.resolve(document, tree, choices(replace(document, mentions=ruled), tree, heads))


def choices(document: Document, tree: Tree, heads: ReferenceHeads) -> dict[int, Choice]:
    """For each mention that the model is asked about, its candidates with their chances. ``document`` carries mentions
    resolved by the rules, and vectors."""
    vectors = document.vectors
    assert vectors is not None
    facts = ReferenceFacts(document, tree)
    made: dict[int, Choice] = {}
    for i in facts.anaphors():
        candidates = facts.candidates(i)
        words = [facts.features[j].head for j in candidates]
        chances, none = heads.chances(
            vectors[facts.features[i].head].astype(np.float32),
            facts.of_anaphor(i),
            vectors[words].astype(np.float32),
            facts.of_pairs(i, candidates),
        )
        made[i] = Choice(tuple(zip(candidates, chances.tolist(), strict=True)), none)
    return made
