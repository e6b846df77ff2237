"""Words of one shape: what grammar and lexicon make of them, as facts (see ``dateline/read/facts.py``)."""

from __future__ import annotations

from functools import cache

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

Shape = tuple[str, str, str, str, bool, str, tuple[str, ...]]
"""Lemma, part of speech, relation, part of speech of the head, whether in a title, case, relations of dependents."""


def of_shape(
    lemma: str, pos: str, relation: str, up: str, title: bool, case: str, kids: tuple[str, ...]
) -> tuple[str, ...]:
    """Facts of a word, the rules' own left out; words of one shape have the same. Not remembered from report to report:
    three of four shapes are new ones."""
    found = sorted({f"!listed={e.type}/{e.part[0]}" for e in lexicon().at(lemma)})
    found += [f"pos={pos}", f"rel={relation}", *(["title"] if title else []), f"case={case}", f"up={up}"]
    return (*found, *(f"kid={r}" for r in sorted({*kids} & _TELLING)))


@cache
def signature(bits: int) -> str:
    """Kind bits as letters, or "*" where they say next to nothing."""
    return "".join(letter for bit, letter in _BITS if bits & bit) if bits.bit_count() < 9 else "*"
