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

_BITS = (
    (ARMED, "A"), (PEOPLE, "P"), (ORG, "O"), (STATE, "S"), (PLACE, "L"), (FACILITY, "F"), (WEAPON, "W"),
    (VEHICLE, "V"), (TIME, "T"), (EVENT, "E"), (QUANTITY, "Q"), (MEDIUM, "M"), (THING, "H"), (NAME, "N"),
)  # fmt: skip
_TELLING = frozenset(
    "nsubj nsubj:pass obj obl obl:agent iobj ccomp xcomp nmod nmod:poss compound amod det nummod aux:pass advcl "
    "compound:prt acl acl:relcl cop".split()
)

T = TypeVar("T")


class Named(dict[str, T]):
    """The facts of one name, by value ("case", by preposition), each as ``code`` gives it: worked out once."""

    def __init__(self, name: str, code: Callable[[str], T]) -> None:
        super().__init__()
        self._name, self._code = name, code

    def __missing__(self, value: str) -> T:
        found = self[value] = self._code(f"{self._name}={value}")
        return found


class Shapes(Generic[T]):
    """Facts of words that may be triggers, the rules' own left out, as ``code`` gives them."""

    def __init__(self, code: Callable[[str], T]) -> None:
        self._code = code
        self._title = code("title")
        self._pos, self._relation, self._case, self._up, self._kid = (
            Named(name, code) for name in ("pos", "rel", "case", "up", "kid")
        )
        self._listed: dict[str, list[T]] = {}
        self._kids: dict[tuple[str, ...], list[T]] = {}

    def of(self, lemma: str, pos: str, relation: str, up: str, title: bool, case: str, kids: Sequence[str]) -> list[T]:
        """``up``: part of speech of the head; ``title``: whether the word stands in a title; ``kids``: relations of its
        dependents."""
        listed = self._listed.get(lemma)
        if listed is None:
            types = {f"!listed={e.type}/{e.part[0]}" for e in lexicon().at(lemma)}
            listed = self._listed[lemma] = [self._code(fact) for fact in sorted(types)]
        found = [*listed, self._pos[pos], self._relation[relation]]
        if title:
            found.append(self._title)
        found += (self._case[case], self._up[up])
        if kids:
            key = tuple(kids)
            known = self._kids.get(key)
            if known is None:
                known = self._kids[key] = [self._kid[r] for r in sorted({*kids} & _TELLING)]
            found += known
        return found


@cache
def signature(bits: int) -> str:
    """Kind bits as letters, or "*" where they say next to nothing."""
    return "".join(letter for bit, letter in _BITS if bits & bit) if bits.bit_count() < 9 else "*"
