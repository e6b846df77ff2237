"""Signs of what a found claim is worth: named numbers that ``dateline/read/calibrate.py`` makes a confidence of.

Tried on training reports that the model had not seen, judged across folds of reports, and left out because the Brier
skill was no worse or better without: the score of the second type, whether the rules or the sentence have another claim
of the word, part of speech and relation of the word, length of the sentence, probabilities of status and mode, the
status itself, flags, how many slots are filled, which, and how surely.
"""

from __future__ import annotations

from collections.abc import Iterable
from math import log

from msgspec import Struct

from dateline.read.facts import Coded
from dateline.read.lexicon import lexicon


class Around(Struct, frozen=True):
    """What the report shows of its triggers: the mean of their best scores, and how many each sentence holds."""

    mean: float
    by_sentence: dict[int, int]

    @classmethod
    def of(cls, facts: Coded[int], triggers: Iterable[tuple[int, float]]) -> Around:
        """``triggers``: words and their best scores."""
        by_sentence: dict[int, int] = {}
        total = 0.0
        for word, score in triggers:
            number = facts.document.words[word].sentence
            by_sentence[number] = by_sentence.get(number, 0) + 1
            total += score
        return cls(total / max(1, sum(by_sentence.values())), by_sentence)


def signs(facts: Coded[int], i: int, type_: str, score: float, around: Around) -> dict[str, float]:
    """Of the claim of a type that word ``i`` bears; ``score``: its log-odds."""
    sentence = facts.document.words[i].sentence
    listed = {entry.type for entry in lexicon().at(facts.tree.lemma[i])}
    return {
        "score": score,
        "rules": float(any(d.type == type_ for d in facts.by_head.get(i, ()))),
        "listed": float(type_ in listed),
        "listed otherwise": float(bool(listed - {type_})),
        "title": float(facts.document.sentences[sentence].title),
        "report": around.mean,
        "neighbours": log(around.by_sentence.get(sentence, 1)),
        f"type={type_}": 1.0,
    }
