"""The word lists of ``lists.yaml``, each a set of lemmas or lower-case words."""

from __future__ import annotations

from functools import cache

from dateline.read.wordlists import read_yaml


@cache
def _all() -> dict[str, frozenset[str]]:
    return {name: frozenset(words.split()) for name, words in read_yaml("lists.yaml").items()}


@cache
def words(name: str) -> frozenset[str]:
    """The list of that name; ``KeyError`` where there is none (a fault of the caller)."""
    return _all()[name]


_IRREGULAR = {
    "said": "say", "told": "tell", "spoke": "speak", "wrote": "write", "written": "write", "thought": "think",
    "found": "find", "foretold": "foretell", "felt": "feel", "read": "read", "heard": "hear", "learnt": "learn",
    "quoted": "quote", "admitted": "admit", "vowed": "vow", "quipped": "quip", "denied": "deny", "replied": "reply",
}  # fmt: skip


@cache
def verb_forms(name: str) -> dict[str, str]:
    """The written forms of the verbs in a list, lower case → lemma: a lemmatiser may not know a rare verb."""
    found: dict[str, str] = {}
    for verb in sorted(words(name)):
        stem = verb[:-1] if verb.endswith("e") else verb
        past = stem + "ed"
        if verb.endswith("y") and verb[-2:-1] not in "aeou":
            found[verb[:-1] + "ies"] = verb
            past = verb[:-1] + "ied"
        for form in (verb, verb + "s", verb + "es", past, stem + "ing"):
            found.setdefault(form, verb)
    found |= {form: verb for form, verb in _IRREGULAR.items() if verb in words(name)}
    return found
