"""The labels of each head, gathered from the training splits alone."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from msgspec import Struct

from benchmarks.corpora.treebank import TreebankDocument

KINDS = ("person", "organisation", "place", "weapon", "vehicle", "quantity", "time", "nationality", "event", "other")
GUM_KINDS = {
    "person": "person", "organization": "organisation", "place": "place", "time": "time", "event": "event",
    "object": "other", "abstract": "other", "animal": "other", "plant": "other", "substance": "other",
}  # fmt: skip
RE3D_KINDS = {
    "Person": "person", "Organisation": "organisation", "Location": "place", "Temporal": "time",
    "Nationality": "nationality", "Quantity": "quantity", "Money": "quantity", "Weapon": "weapon",
    "Vehicle": "vehicle", "MilitaryPlatform": "vehicle", "Coordinate": "place",
}  # fmt: skip
ROLES = ("source", "cue", "content")


class Labels(Struct, frozen=True):
    """Label lists; a label's number is its place in the list."""

    pos: list[str]
    relations: list[str]
    lemmas: list[str]
    kinds: list[str]
    word_facts: list[str] = []
    trigger_facts: list[str] = []
    pair_facts: list[str] = []
    reference_facts: list[str] = []


def gather(documents: Iterable[TreebankDocument]) -> Labels:
    """Parts of speech, relations, and lemma scripts seen at least three times."""
    pos: set[str] = set()
    relations: set[str] = set()
    scripts: Counter[str] = Counter()
    for document in documents:
        pos.update(document.pos)
        relations.update(document.relations)
        for i, (a, b) in enumerate(document.words):
            scripts[script(document.text[a:b], document.lemmas[i])] += 1
    common = [s for s, n in sorted(scripts.items(), key=lambda x: (-x[1], x[0])) if n >= 3]
    return Labels(sorted(pos), sorted(relations), common, list(KINDS))


def script(form: str, lemma: str) -> str:
    """How to make a lemma from a form, both in lower case: "2|y" takes two signs off the end and adds "y"."""
    a, b = form.lower(), lemma.lower()
    n = 0
    while n < min(len(a), len(b)) and a[n] == b[n]:
        n += 1
    return f"{len(a) - n}|{b[n:]}"
