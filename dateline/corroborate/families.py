"""Which types of claims may tell of one event: a type may stand in several families, and two claims are compared only
where they share one. "Captured" tells a change of control and of force; an expulsion coerces and displaces."""

from __future__ import annotations

from functools import lru_cache

FAMILIES: dict[str, frozenset[str]] = {
    "force": frozenset({"ASSAULT", "COERCE", "CONTROL", "PROTEST"}),
    "ground": frozenset({"CONTROL", "RETREAT", "MOBILIZE", "STRENGTH"}),
    "people": frozenset({"DISPLACE", "COERCE", "AID", "RETREAT"}),
    "talks": frozenset({"AGREE", "CONSULT", "CONCEDE", "RETREAT", "COOPERATE", "SUPPORT"}),
    "words": frozenset({"REQUEST", "REJECT", "ACCUSE", "THREATEN", "SUPPORT", "SANCTION", "CONCEDE"}),
    "deeds": frozenset({"AID", "COOPERATE", "MOBILIZE"}),
    "law": frozenset({"ACCUSE", "SANCTION", "COERCE"}),
    "street": frozenset({"PROTEST", "REQUEST"}),
}


@lru_cache(maxsize=4096)
def families(types: tuple[str, ...]) -> tuple[str, ...]:
    """The families of a telling's types; of one without types all, since nothing is known of it.

    >>> families(("CONTROL",))
    ('force', 'ground')
    """
    if not types:
        return tuple(FAMILIES)
    return tuple(name for name, members in FAMILIES.items() if members & set(types))
