"""Claim heads with random weights, for what holds whatever the weights are."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from dateline.read.claim_heads import ClaimHeads
from dateline.read.model import Floats
from dateline.read.ontology import ALL_MODES, FLAGS, ROLES, SLOTS, STATUSES, TYPES

SIZE, HIDDEN, STATE, LOW = 8, 6, 5, 2


def weights(seed: int, words: int, triggers: int, pairs: int) -> dict[str, Floats]:
    """Random weights of the right shapes, as they are stored; the last three: how many facts have a row."""
    draw = np.random.default_rng(seed)
    shapes = {
        "word": (HIDDEN, SIZE), "types": (len(TYPES), HIDDEN), "state": (STATE, SIZE),
        "states": (len(STATUSES) + len(ALL_MODES) + len(FLAGS), STATE), "doer": (HIDDEN, SIZE),
        "part": (HIDDEN, SIZE), "roles": (len(ROLES), HIDDEN), "low_doer": (len(ROLES) * LOW, SIZE),
        "low_part": (len(ROLES) * LOW, SIZE), "none": (len(SLOTS) + 1, HIDDEN),
    }  # fmt: skip
    made = {f"claims.{k}.weight": draw.normal(size=s) for k, s in shapes.items()}
    made |= {f"claims.{k}.bias": draw.normal(size=s[0]) for k, s in shapes.items()}
    made["claims.types.bias"] -= 4  # so that most words report nothing
    made["claims.roles.bias"] -= 3
    tables = {
        "word_facts": (words, HIDDEN), "word_plain": (words, len(TYPES)), "state_facts": (triggers, STATE),
        "pair_facts": (pairs, HIDDEN), "pair_plain": (pairs, len(ROLES)),
    }  # fmt: skip
    for name, (rows, width) in tables.items():
        made[f"claims.{name}.rows"] = np.concatenate([np.zeros((1, width)), draw.normal(size=(rows, width))])
    made["claims.state_type.weight"] = draw.normal(size=(len(TYPES), STATE))
    made["claims.pair_type.weight"] = draw.normal(size=(len(TYPES), HIDDEN))
    return {k: v.astype(np.float16) for k, v in made.items()}


def heads(seed: int, words: Sequence[str] = (), triggers: Sequence[str] = (), pairs: Sequence[str] = ()) -> ClaimHeads:
    """Heads with random weights in which these facts have a row."""
    return ClaimHeads(weights(seed, len(words), len(triggers), len(pairs)), words, triggers, pairs)
