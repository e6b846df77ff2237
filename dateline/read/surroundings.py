"""What may play a part in the claims of one sentence, with what the claim heads make of it before they see a claim."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from dateline.read.claim_heads import ClaimHeads
from dateline.read.document import Document
from dateline.read.facts import Coded, Told
from dateline.read.model import Floats
from dateline.read.parts import Candidates, parted

_KEPT = 1000
"""Candidates remembered at a time: enough for the neighbourhood of a sentence, little for a report of megabytes."""


class Around(NamedTuple):
    """Candidates of the triggers of a sentence, those of the sentence itself being ``first:last`` of them."""

    here: int
    candidates: list[int]
    at: dict[int, int]  # by word the number of the candidate
    named: dict[str, list[int]]  # the candidates by name
    first: int
    last: int
    vectors: Floats  # [candidates, CLAIM]
    known: Floats  # [candidates, HIDDEN + roles]: what they bring to any claim of the sentence
    among: Candidates


class Surroundings:
    """The candidates around the triggers of one document."""

    def __init__(self, document: Document, facts: Coded[int], heads: ClaimHeads) -> None:
        self.document = document
        self.facts = facts
        self.heads = heads
        self._kept: Around | None = None
        self._rows: dict[int, int] = {}
        self._read: Floats = np.empty((0, 0), dtype=np.float32)
        self._table: Floats = np.empty((0, 0), dtype=np.float32)

    def of(self, i: int, candidates: list[int]) -> Around:
        """The candidates, with what they bring to any claim of the sentence; kept for the triggers that follow."""
        facts, heads = self.facts, self.heads
        here = self.document.words[i].sentence
        kept = self._kept
        if kept is not None and kept.here == here and kept.candidates == candidates:
            return kept
        low, high = self.facts.tree.bounds(i)
        first, last = bisect_left(candidates, low), bisect_left(candidates, high)
        read, known = self._alone(candidates)
        if last - first < len(candidates):
            far = heads.around(facts.afar(here, candidates[:first] + candidates[last:]))
            known[:first] += far[:first]
            known[last:] += far[first:]
        if candidates and not facts.quotes:
            known += heads.one_fact(facts.quoted(i, candidates[:1])[0])
        names = facts.names(candidates)
        named: dict[str, list[int]] = {}
        for j, name in zip(candidates, names, strict=True):
            named.setdefault(name, []).append(j)
        at = {j: k for k, j in enumerate(candidates)}
        among = parted(candidates, names, first, last)
        self._kept = kept = Around(here, candidates, at, named, first, last, read, known, among)
        return kept

    def known(self, i: int, around: Around, spoken: Sequence[int], told: Sequence[Told]) -> Floats:
        """What the candidates bring to a claim of trigger ``i``."""
        facts, heads, candidates = self.facts, self.heads, around.candidates
        found = around.known.copy()
        if facts.quotes:
            found += heads.one_fact(facts.quoted(i, candidates))
        found[around.first : around.last] += heads.around(facts.near(i, candidates[around.first : around.last]))
        known = facts.known(i, around.named, spoken, told)
        at = [j for j in known if j in around.at]
        if at:
            found[[around.at[j] for j in at]] += heads.around([known[j] for j in at])
        others = facts.others(spoken)
        if others is not None:
            silent = np.ones(len(candidates), dtype=bool)
            silent[[around.at[j] for j in spoken]] = False
            found[silent] += heads.one_fact(others)
        return found

    def _alone(self, words: Sequence[int]) -> tuple[Floats, Floats]:
        """The vectors of candidates, and what they bring to any claim; kept, as those of neighbouring sentences are
        much the same."""
        vectors, rows = self.document.vectors, self._rows
        assert vectors is not None
        new = [j for j in words if j not in rows]
        if new or not len(self._table):
            if len(rows) + len(new) > len(self._table):
                rows.clear()
                new = list(words)
            first, last = len(rows), len(rows) + len(new)
            read = vectors[new].astype(np.float32)
            made = self.heads.alone(read, [self.facts.of_noun(j) for j in new])
            if last > len(self._table) or not self._table.size:
                self._read = np.empty((max(last, _KEPT), read.shape[1]), dtype=np.float32)
                self._table = np.empty((max(last, _KEPT), made.shape[1]), dtype=np.float32)
            self._read[first:last] = read
            self._table[first:last] = made
            rows.update(zip(new, range(first, last), strict=True))
        at = np.array([rows[j] for j in words], dtype=np.intp)
        return self._read.take(at, axis=0), self._table.take(at, axis=0)
