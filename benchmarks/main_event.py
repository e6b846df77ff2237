"""The one event that a sentence is about, and its type as PLOVER would code it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import get_args

from dateline.values import Claim, ClaimType, Reading, Token

TYPES: tuple[ClaimType, ...] = get_args(ClaimType)
"""The columns of scores by type."""

STATES: dict[tuple[str, str | None], str] = {
    ("CONTROL", None): "ASSAULT",
    ("CONTROL", "loses"): "RETREAT",
    ("DISPLACE", None): "COERCE",
    ("DISPLACE", "evacuated"): "AID",
    ("DISPLACE", "return"): "RETREAT",
    ("STRENGTH", None): "MOBILIZE",
    ("STRENGTH", "down"): "ASSAULT",
}
"""States, which PLOVER lacks, as the event that brings them about, by mode (None: any other). PLOVER's forerunner
CAMEO has "occupy territory" under fighting (192), retreat and the return of people under yielding (0874, 0841),
expulsion under coercion (174) and build-up under military posture (15); a force is weakened by being fought; people who
flee are driven out, or led out of danger."""


COOPERATIVE = frozenset({"CONSULT", "SUPPORT", "COOPERATE", "AID", "CONCEDE", "RETREAT"})
"""What the codebook of PLOVER codes as AGREE where it lies ahead: a promise, whatever it promises (YIELD is its older
name for the last two)."""
HOSTILE = frozenset({"PROTEST", "SANCTION", "COERCE", "ASSAULT"})
"""What is a threat where it lies ahead: PLOVER's forerunner CAMEO has threats to reduce relations (1311-1313), of
restrictions (132), of protest (133) and of force (138). For MOBILIZE it has none: posture threatens by itself."""


def main_claim(reading: Reading) -> Claim | None:
    """The claim that a short text is about: an event before a state, the earliest sentence, then the word nearest to
    the root of its tree, the more confident, the earlier. What stands lower is told in passing: what was demanded,
    threatened or condemned is no event of its own to PLOVER. None where nothing is claimed."""
    if not reading.claims:
        return None
    return min(reading.claims, key=lambda claim: _order(claim, reading.tokens))


def main_type(reading: Reading, scores: Iterable[Iterable[float]] | None = None) -> str | None:
    """The PLOVER type of the main claim. Where nothing is claimed and there are ``scores`` (a row for each word of the
    reading, a column for each of :data:`TYPES`), the type with the highest score at any word; else None."""
    claim = main_claim(reading)
    if claim is not None:
        return coded(claim, reading)
    best: dict[str, float] = {}
    for row in scores if scores is not None else ():
        for kind, score in zip(TYPES, row, strict=True):
            name = plover_type(kind, None)
            best[name] = max(best.get(name, float("-inf")), float(score))
    return max(sorted(best), key=lambda name: best[name]) if best else None


def coded(claim: Claim, reading: Reading) -> str:
    """The PLOVER type of a claim, as its codebook has it: what someone asks for is a REQUEST; what is planned, an AGREE
    or a THREATEN. We call the announcement of a concession CONCEDE beside what it announces; PLOVER codes what it
    announces."""
    if claim.type == "CONCEDE":
        claim = _announced(claim, reading) or claim
    kind = plover_type(claim.type, claim.mode)
    if claim.status == "requested":
        return "REQUEST"
    if claim.status == "planned" and kind in COOPERATIVE | HOSTILE:
        return "AGREE" if kind in COOPERATIVE else "THREATEN"
    return kind


def _announced(claim: Claim, reading: Reading) -> Claim | None:
    """The first plan that the claim's sentence goes on to tell of."""
    behind = [
        one
        for one in reading.claims
        if one.sentence == claim.sentence and one.status == "planned" and one.trigger.start >= claim.trigger.end
    ]
    return min(behind, key=lambda one: one.trigger.start, default=None)


def plover_type(kind: str, mode: str | None) -> str:
    """A type of the contract as one of PLOVER's sixteen."""
    if (kind, None) not in STATES:
        return kind
    return STATES.get((kind, mode), STATES[kind, None])


def _order(claim: Claim, tokens: Sequence[Token]) -> tuple[bool, int, int, float, int]:
    words = [i for i, t in enumerate(tokens) if t.start < claim.trigger.end and claim.trigger.start < t.end]
    depth = min((_depth(tokens, i) for i in words), default=len(tokens))
    sentence = tokens[words[0]].sentence if words else 0
    return (claim.type, None) in STATES, sentence, depth, -claim.confidence, claim.trigger.start


def _depth(tokens: Sequence[Token], word: int) -> int:
    """Steps from a word up to the root of its sentence."""
    steps = 0
    while tokens[word].head != word and steps < len(tokens):
        word, steps = tokens[word].head, steps + 1
    return steps
