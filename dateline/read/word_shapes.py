"""What grammar and lexicon make of words, as facts (see ``dateline/read/facts.py``)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache
from typing import Generic, TypeVar

from dateline.read.kinds import (
    ARMED,
    EVENT,
    FACILITY,
    MEDIUM,
    NAME,
    ORG,
    PEOPLE,
    PLACE,
    QUANTITY,
    STATE,
    THING,
    TIME,
    VEHICLE,
    WEAPON,
)  # fmt: skip
from dateline.read.lexicon import lexicon
from dateline.read.remembered import Remembered

_BITS = (
    (ARMED, "A"), (PEOPLE, "P"), (ORG, "O"), (STATE, "S"), (PLACE, "L"), (FACILITY, "F"), (WEAPON, "W"),
    (VEHICLE, "V"), (TIME, "T"), (EVENT, "E"), (QUANTITY, "Q"), (MEDIUM, "M"), (THING, "H"), (NAME, "N"),
)  # fmt: skip
_TELLING = frozenset(
    "nsubj nsubj:pass obj obl obl:agent iobj ccomp xcomp nmod nmod:poss compound amod det nummod aux:pass advcl "
    "compound:prt acl acl:relcl cop".split()
)

_KEPT = 5_000
"""Values of a name of which the facts are kept."""

T = TypeVar("T")


def named(name: str, code: Callable[[str], T]) -> Remembered[object, T]:
    """The facts of one name, by value ("case", by preposition), each as ``code`` gives it."""
    return Remembered(lambda value: code(f"{name}={value}"), _KEPT)


class Shapes(Generic[T]):
    """Facts of words that may be triggers, the rules' own left out, as ``code`` gives them. To be kept from document to
    document: what was worked out is remembered."""

    def __init__(self, code: Callable[[str], T]) -> None:
        self._code = code
        self._title = code("title")
        self._pos, self._relation, self._case, self._up, self._kid = (
            named(name, code) for name in ("pos", "rel", "case", "up", "kid")
        )
        self._listed = Remembered(self._of_lexicon, _KEPT)
        self._kids = Remembered(self._of_kids, _KEPT)

    def of(self, lemma: str, pos: str, relation: str, up: str, title: bool, case: str, kids: Sequence[str]) -> list[T]:
        """``up``: part of speech of the head; ``title``: whether the word stands in a title; ``kids``: relations of its
        dependents."""
        found = [*self._listed[lemma], self._pos[pos], self._relation[relation]]
        if title:
            found.append(self._title)
        found += (self._case[case], self._up[up])
        if kids:
            found += self._kids[tuple(kids)]
        return found

    def _of_lexicon(self, lemma: str) -> list[T]:
        types = {f"!listed={e.type}/{e.part[0]}" for e in lexicon().at(lemma)}
        return [self._code(fact) for fact in sorted(types)]

    def _of_kids(self, kids: tuple[str, ...]) -> list[T]:
        return [self._kid[r] for r in sorted({*kids} & _TELLING)]


@cache
def signature(bits: int) -> str:
    """Kind bits as letters, or "*" where they say next to nothing."""
    return "".join(letter for bit, letter in _BITS if bits & bit) if bits.bit_count() < 9 else "*"
