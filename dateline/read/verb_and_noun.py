"""A verb and the noun that it carries tell one event: "drew up an indictment", "returned to negotiations", "a round of
the dialogue", "an agreement signed in May".

Annotated reports mark now the verb, now the noun, most often both as one trigger ("signed the agreement": 11 times of
25, the verb alone eight times, the noun alone six), and next to never one claim for each.
"""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from dateline.read.draft import Draft, Phrase
from dateline.read.lexicon import lexicon
from dateline.read.one_offence import together
from dateline.read.tree import Tree

_APART = frozenset({"ASSAULT", "CONTROL", "RETREAT"})
"""Types of which a verb and its noun may well tell two events: "killed in the attack", "suspended the truce"."""
_CARRYING = frozenset(
    "sign reach strike enter ratify broker conclude make hold attend begin start resume convene have host continue "
    "launch open file bring face press lay draw issue give provide deliver send offer supply receive impose declare "
    "order conduct carry hand serve express reaffirm reiterate lend voice stage organize organise announce observe "
    "take put join set maintain establish grant extend pay mount commit perpetrate wage".split()
)
_MADE = frozenset({"sign", "reach", "broker", "strike", "make", "conclude", "issue", "file", "impose"})
_AID = frozenset({"aid", "assistance", "help", "support"})
_FAR = 3
"""Words from the verb to the noun of one trigger: "signed a peace agreement"."""


def told_together(tree: Tree, drafts: Sequence[Draft]) -> list[Draft]:
    """The claims, in order of the text, with one for a verb and its noun, each by all the words that name its event."""
    made = list(drafts)
    at = {(d.trigger.head, d.type): n for n, d in enumerate(made)}
    gone: set[int] = set()
    for n, one in enumerate(made):
        up = tree.head[one.trigger.head]
        m = at.get((up, one.type))
        if one.type == "COOPERATE" and tree.lemma[one.trigger.head] in _AID and (up, "AID") in at:
            gone.add(n)  # "gave military aid" is aid
        if m is None or m == n or not gone.isdisjoint((n, m)):
            continue
        inside = _is_inside(tree, up, one.trigger.head)
        if not inside and not _carries(tree, one, up):
            continue
        of = tree.pos[up] == "NOUN" and tree.case(one.trigger.head) == "of"
        kept, left = (m, n) if inside or of or made[m].confidence > one.confidence else (n, m)
        made[kept] = together(made[kept], made[left])
        if inside:
            made[kept] = replace(made[kept], trigger=_both(made[kept].trigger, made[left].trigger))
        gone.add(left)
    whole = (_whole(tree, draft) for n, draft in enumerate(made) if n not in gone)
    return sorted(whole, key=lambda d: (d.trigger.start, d.trigger.end, d.type))


def _is_inside(tree: Tree, up: int, i: int) -> bool:
    """Whether a word is part of the name of an event, or says right behind it that it came about: "sabotage actions",
    "the agreement signed"."""
    if tree.pos[up] != "NOUN":
        return False
    if tree.base[i] in ("compound", "amod"):
        return up - _FAR < i < up
    return _is_made(tree, up, i)


def _is_made(tree: Tree, up: int, i: int) -> bool:
    return i == up + 1 and tree.rel[i] == "acl" and tree.lemma[i] in _MADE


def _both(one: Phrase, other: Phrase) -> Phrase:
    return Phrase(min(one.start, other.start), max(one.end, other.end), one.head)


def _carries(tree: Tree, noun: Draft, up: int) -> bool:
    """Whether a word has an event behind it as what it is done to, on, for or of; where these may be two events, only
    whether it carries it ("carried out an attack")."""
    i = noun.trigger.head
    if tree.pos[i] not in ("NOUN", "PROPN") or i < up:
        return False
    if noun.type in _APART:
        return noun.type == "ASSAULT" and tree.base[i] == "obj" and tree.lemma[up] in _CARRYING
    if tree.base[i] == "obj":
        return True
    if tree.pos[up] == "VERB":
        return tree.base[i] == "obl" and tree.case(i) in ("to", "on", "for")
    return tree.base[i] == "nmod" and tree.case(i) in ("of", "to")


def _whole(tree: Tree, draft: Draft) -> Draft:
    """The claim with the verb that carries its noun, or the noun that its verb carries, in its trigger."""
    head = draft.trigger.head
    other = None if draft.type in _APART else _other(tree, draft)
    if other is None:
        return draft
    words = tree.document.words
    first, last = words[min(head, other)], words[max(head, other)]
    start, end = min(draft.trigger.start, first.start), max(draft.trigger.end, last.end)
    return replace(draft, trigger=Phrase(start, end, head))


def _other(tree: Tree, draft: Draft) -> int | None:
    i = draft.trigger.head
    if tree.pos[i] == "VERB":
        if _is_made(tree, tree.head[i], i) and _names(tree, i - 1, draft):
            return i - 1
        if tree.lemma[i] not in _CARRYING:
            return None
        nouns = (k for k in tree.kids[i] if tree.base[k] == "obj" and i < k <= i + _FAR)
        return next((k for k in nouns if _names(tree, k, draft)), None)
    if tree.pos[i] != "NOUN":
        return None
    up = tree.head[i]
    if tree.base[i] == "obj" and tree.pos[up] == "VERB" and tree.lemma[up] in _CARRYING and up < i <= up + _FAR:
        return up
    return next((k for k in tree.kids[i] if _is_made(tree, i, k)), None)


def _names(tree: Tree, noun: int, draft: Draft) -> bool:
    """Whether a noun by itself may name an event of the claim's type."""
    return tree.pos[noun] == "NOUN" and any(entry.type == draft.type for entry in lexicon().at(tree.lemma[noun]))
