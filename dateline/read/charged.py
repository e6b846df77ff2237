"""Whom a participle of justice behind an arrest is about: "police arrested two men, accused of plotting an attack",
"Roe and Doe were arrested on Friday, charged with killing a guard" accuse those who were arrested, all of them, and
nobody else; and it is they who are said to have done it."""

from __future__ import annotations

from itertools import islice

from msgspec.structs import replace

from dateline.read.draft import Draft, Phrase
from dateline.read.kinds import ACTOR, Kinds
from dateline.read.lists import verb_forms
from dateline.read.lists import words as word_list
from dateline.read.phrases import phrase
from dateline.read.tree import Tree

_JUSTICE = frozenset({"ACCUSE", "SANCTION"})
_DEEDS = frozenset({"ASSAULT", "COERCE"})
_LINKS = frozenset({"of", "with"})
_HIGH = 4
"""Words between a deed and the participle that charges somebody with it, at most."""


def of_arrested(tree: Tree, kinds: Kinds, draft: Draft) -> Draft:
    """The claim of such a participle, or of a deed below it, with those arrested as the accused, or as the doers."""
    trigger = draft.trigger.head
    if draft.type in _JUSTICE:
        held = _arrested(tree, kinds, trigger)
        if not held:
            return draft
        heads = {p.head for p in held}
        return replace(draft, recipients=held, actors=tuple(p for p in draft.actors if p.head not in heads))
    if draft.type not in _DEEDS:
        return draft
    words = [trigger - 2, *islice(tree.above(trigger), _HIGH)]  # "charged with killing", wherever the killing hangs
    for word in words:
        held = _arrested(tree, kinds, word) if 0 <= word < trigger else ()
        if held and all(p.head < word for p in draft.actors):
            heads = {p.head for p in held}
            return replace(draft, actors=held, recipients=tuple(p for p in draft.recipients if p.head not in heads))
    return draft


def _arrested(tree: Tree, kinds: Kinds, word: int) -> tuple[Phrase, ...]:
    """Who was arrested before a participle that opens a clause of its own behind a comma."""
    low, high = tree.bounds(word)
    is_charge = tree.form[word] in verb_forms("charging") and tree.form[word].endswith("ed")
    if not is_charge or word < low + 2 or word + 1 >= high or tree.form[word + 1] not in _LINKS:
        return ()
    if tree.form[word - 1] != "," or any(tree.base[k] in ("aux", "nsubj", "cop") for k in tree.kids[word]):
        return ()
    for verb in range(word - 2, low - 1, -1):
        if tree.pos[verb] != "VERB" or tree.base[verb] in ("acl", "amod"):
            continue
        if tree.lemma[verb] not in word_list("arresting") and tree.lemma[verb] != "hold":
            return ()
        if tree.passive(verb):
            who = tree.subject(verb)
        else:
            who = next((k for k in tree.kids[verb] if tree.rel[k] == "obj"), None)
        if who is None or not kinds.of(who) & ACTOR or tree.pos[who] == "PRON":
            return ()
        return tuple(phrase(tree, k) for k in tree.joined(who))
    return ()
