"""The words around a telling word, by the tree: who, whom, and what else is said beside it."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from msgspec import Struct

from dateline.values import Token

_LONGEST = 12
"""Words of a phrase that are taken, nearest to its head first."""
_CLAUSES = frozenset({"acl", "advcl", "ccomp", "parataxis", "csubj", "punct", "cc", "mark"})
_SHARED = frozenset({"conj", "xcomp", "advcl"})
"""Relations through which a word without a subject shares that of its head."""


class Arguments(Struct, frozen=True):
    """Numbers of the words of each kind of phrase."""

    who: tuple[int, ...]
    whom: tuple[int, ...]
    around: tuple[int, ...]


class Syntax:
    """The trees of one report."""

    def __init__(self, tokens: Sequence[Token]) -> None:
        self._tokens = tokens
        self._starts = [t.start for t in tokens]
        self._kids: list[list[int]] = [[] for _ in tokens]
        self._sentences: dict[int, list[int]] = {}
        for i, token in enumerate(tokens):
            if token.head != i:
                self._kids[token.head].append(i)
            self._sentences.setdefault(token.sentence, []).append(i)

    def inside(self, start: int, end: int) -> list[int]:
        """The words that share a character with ``start:end``."""
        first = max(0, bisect_left(self._starts, start) - 1)
        found = []
        for i in range(first, len(self._tokens)):
            token = self._tokens[i]
            if token.start >= end:
                break
            if token.end > start:
                found.append(i)
        return found

    def head(self, words: Sequence[int]) -> int:
        """The word that the others hang on: the first whose own head lies outside."""
        within = set(words)
        tops = [i for i in words if self._tokens[i].head == i or self._tokens[i].head not in within]
        content = [i for i in tops if self._tokens[i].pos in ("NOUN", "VERB", "PROPN", "ADJ")]
        return (content or tops or list(words))[0]

    def sentence(self, number: int) -> Sequence[int]:
        """The words of a sentence; none where there is no such sentence."""
        return self._sentences.get(number, ())

    def arguments(self, head: int, own: frozenset[int]) -> Arguments:
        """The phrases beside ``head``; ``own`` are the telling words themselves."""
        who: list[int] = []
        whom: list[int] = []
        around: list[int] = []
        for child in self._kids[head]:
            if child not in own:
                part = self._part(child)
                {"who": who, "whom": whom, "around": around}[part].extend(self._phrase(child, own))
        if not who and self._tokens[head].relation.split(":")[0] in _SHARED:
            for child in self._kids[self._tokens[head].head]:
                if self._tokens[child].relation == "nsubj":
                    who.extend(self._phrase(child, own))
        return Arguments(tuple(who), tuple(whom), tuple(around))

    def _part(self, child: int) -> str:
        relation = self._tokens[child].relation
        base = relation.split(":")[0]
        if relation in ("nsubj:pass", "csubj:pass") or base in ("obj", "iobj"):
            return "whom"
        if base == "nsubj" or relation in ("obl:agent", "nmod:poss"):
            return "who"
        case = {self._tokens[k].lemma.lower() for k in self._kids[child] if self._tokens[k].relation == "case"}
        if base == "nmod":
            # "The murder of the mayor", "an attack on the post": the noun's object.
            return "whom" if case & {"of", "on", "against"} else "who" if "by" in case else "around"
        return "who" if base == "obl" and "by" in case else "around"

    def _phrase(self, top: int, own: frozenset[int]) -> list[int]:
        """The words of a phrase without clauses in it, at most :data:`_LONGEST`."""
        found: list[int] = []
        queue = [top]
        while queue and len(found) < _LONGEST:
            word = queue.pop(0)
            if word in own:
                continue
            found.append(word)
            queue += [k for k in self._kids[word] if self._tokens[k].relation.split(":")[0] not in _CLAUSES]
        return found
