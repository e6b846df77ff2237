"""One window's scores to its structures: sentences, trees, tags, and the few vectors that links between windows need.

Windows are decoded as they come, so that a report's length costs memory for its words, not for the scores of every
pair of them.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from dateline.read.attribution import Vectors
from dateline.read.decode import I, O, best_tags, trees
from dateline.read.mentions import Found, found_in_window
from dateline.read.model import FORBIDDEN_ARC, Floats, Ints, Model, Scores
from dateline.read.remembered import Remembered


class Parsed(NamedTuple):
    """A window's words in order; word numbers are the report's."""

    starts: list[int]
    pos: list[str]
    lemmas: list[str]
    heads: list[int]
    relations: list[str]
    tags: list[list[int]]
    found: list[Found]
    vectors: Vectors
    claim: NDArray[np.float16] | None
    certainty: list[float]
    incident_roles: Floats | None
    incident_types: Floats | None


def parse(model: Model, base: int, forms: Sequence[str], scores: Scores, starts: Sequence[int]) -> Parsed:
    """``base``: the window's first word in the report; ``starts``: words of the report that open its sentences, the
    first of them ``base``."""
    card = model.card
    heads = trees(scores.arcs, [s - base for s in starts])
    pos = list(map(card.pos.__getitem__, scores.pos.tolist()))
    scripts = map(card.lemmas.__getitem__, scores.lemma.tolist())
    lemmas = list(map(_LEMMAS.__getitem__, zip(forms, pos, scripts, strict=True)))
    best = best_tags(scores.roles, model.small["transitions"])
    return Parsed(
        list(starts),
        pos,
        lemmas,
        [base + h for h in heads],
        _relations(model, scores, heads),
        [best[:, role].tolist() for role in range(3)],
        found_in_window(base, scores, card),
        _vectors(base, best, scores),
        None if scores.claim is None else scores.claim.astype(np.float16),
        [] if scores.certainty is None else scores.certainty.astype(np.float64).round(3).tolist(),
        scores.incident_roles,
        scores.incident_types,
    )


def _relations(model: Model, scores: Scores, heads: list[int]) -> list[str]:
    """The best label of each arc: a perceptron over the two words' vectors; "root" for roots and for them alone."""
    small, labels = model.small, model.card.relations
    at = np.array(heads)
    is_root = at == np.arange(len(heads))
    upper = scores.relation_head[at]
    upper[is_root] = small["relation_root"]
    hidden: Floats = np.maximum(scores.relation_dependent + upper, 0)
    logits = hidden @ small["relation_weight"].T + small["relation_bias"]
    root = labels.index("root")
    logits[:, root] = FORBIDDEN_ARC
    best = logits.argmax(1)
    best[is_root] = root
    return [labels[r] for r in best.tolist()]


def _vectors(base: int, tags: Ints, scores: Scores) -> Vectors:
    """The vectors of words that may begin or end a span: those whose tag or whose next tag is no I."""
    wanted = (tags != O) & (np.concatenate([tags[1:], np.full((1, 3), O)]) != I)
    wanted |= (tags != O) & (tags != I)
    wanted[0] |= tags[0] != O
    at = np.nonzero(wanted.any(axis=1))[0]
    numbers = (at + base).tolist()
    cues = dict(zip(numbers, scores.link_cue[at], strict=True))
    return Vectors(cues, dict(zip(numbers, scores.link_span[at], strict=True)))


def lemmatise(form: str, pos: str, script: str) -> str:
    """The lemma that a script (see ``training/labels.py``) makes of a form; names keep their capitals."""
    size, ending = _script(script)
    if size > len(form) or (size == len(form) and not ending):
        size, ending = 0, ""
    kept = form[: len(form) - size]
    return kept + ending if pos == "PROPN" else kept.lower() + ending


_LEMMAS: Remembered[tuple[str, str, str], str] = Remembered(lambda read: lemmatise(*read), 20_000)
"""By form, part of speech and script."""


@cache
def _script(script: str) -> tuple[int, str]:
    """How many letters to cut off, and what to put there."""
    cut, ending = script.split("|", 1)
    return int(cut), ending
