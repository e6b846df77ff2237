"""Signs of what a found claim is worth: named numbers that ``dateline/read/calibrate.py`` makes a confidence of.

Chosen on reports held out of training, by the log loss on reports, and on whole corpora, that a calibrator was not
fitted on. The type of the claim, whether it stands in the title, and how many others its sentence holds, were signs
once: each made the loss on other corpora greater. Tried and left out because it was no less with them: the score of the
second type, relation of the word, status, how much the report speaks of conflict, how many slots are filled, and which.
"""

from __future__ import annotations

from collections.abc import Iterable

from msgspec import Struct

from dateline.read.facts import Coded
from dateline.read.lexicon import lexicon

FLOOR = -5.0
"""Log-odds below which the network is no surer: what the rules find all the same is right as often."""
_NOMINAL = frozenset({"NOUN", "PROPN"})


class Around(Struct, frozen=True):
    """What the report shows of its triggers: the mean of their best scores."""

    mean: float

    @classmethod
    def of(cls, best: Iterable[float]) -> Around:
        """``best``: the best score of each trigger."""
        scores = list(best)
        return cls(sum(scores) / max(1, len(scores)))


def signs(facts: Coded[int], i: int, type_: str, score: float, around: Around) -> dict[str, float]:
    """Of the claim of a type that word ``i`` bears; ``score``: its log-odds."""
    return {
        "score": max(FLOOR, score),
        "rules": float(any(d.type == type_ for d in facts.by_head.get(i, ()))),
        "listed": float(any(entry.type == type_ for entry in lexicon().at(facts.tree.lemma[i]))),
        "noun": float(facts.tree.pos[i] in _NOMINAL),
        "report": around.mean,
    }
