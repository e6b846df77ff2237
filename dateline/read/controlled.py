"""Who does what someone is brought to do: "prompting the perpetrators to shoot", "ordered the men to seize the bridge".

The heads know such verbs too little to leave their subject out: whoever ordered, forced or provoked a deed is named
right beside it and where the doer mostly stands. The words between the verb and the infinitive tell who does it, which
holds whatever the parser makes of a clause that hangs on a participle.
"""

from __future__ import annotations

from bisect import bisect_left

from msgspec.structs import replace

from dateline.read.draft import Draft, Phrase
from dateline.read.kinds import ACTOR, NAME, VEHICLE, Kinds
from dateline.read.lists import verb_forms
from dateline.read.lists import words as word_list
from dateline.read.phrases import phrase
from dateline.read.tree import Tree

_BRINGING, _INTO, _BARE, _PROMISING = "bringing", "bringing_into", "bringing_bare", "promising"
"""Lists of verbs whose object does what an infinitive says, what "into" and a gerund say, or a bare infinitive; and of
those whose subject does it, though someone is told of it."""
_NOMINAL = frozenset({"NOUN", "PROPN", "PRON"})
_BETWEEN = _NOMINAL | {"DET", "ADJ", "ADP", "CCONJ", "NUM", "PART"}
_LONGEST = 12
_OTHERS = frozenset({"DISPLACE", "STRENGTH"})
"""Types whose actor is not who does the verb: who is brought to flee is a recipient."""


def controlled(tree: Tree, kinds: Kinds, draft: Draft) -> Draft:
    """The claim with who is brought to do it as its actor, in the place of who brings them to it."""
    if draft.type in _OTHERS:
        return draft
    words = tree.document.words
    first = bisect_left(words, draft.trigger.start, key=lambda w: w.start)
    found = _bringing(tree, first)
    if found is None:
        return draft
    verb, after = found
    inside = range(verb + 1, after)
    promised = _is_any(tree, verb, (_PROMISING,))
    if promised:
        doers = _those(draft.actors, range(tree.bounds(verb)[0], verb))
        subject = tree.subject(verb)
        if not doers and subject is not None and not tree.passive(verb) and kinds.of(subject) & ACTOR:
            doers = tuple(phrase(tree, k) for k in tree.joined(subject))
    else:
        doers = _named(tree, kinds, inside, _those(draft.actors, inside))
    if not doers:
        return draft
    low, high = tree.bounds(verb)
    others = tuple(
        p for p in draft.actors if p not in doers and not (low <= p.head < (after if promised else verb) or p.inherited)
    )
    heads = {p.head for p in doers}
    return replace(
        draft,
        actors=(*doers, *(p for p in others if low <= p.head < high)),
        recipients=tuple(p for p in draft.recipients if p.head not in heads),
    )


def _bringing(tree: Tree, at: int) -> tuple[int, int] | None:
    """The verb that brings someone to the deed that word ``at`` tells, and the word behind those between the two."""
    low = tree.bounds(at)[0]
    if tree.pos[at] not in ("VERB", "AUX", "NOUN", "ADJ"):
        return None
    link = at - 1
    while link > low and tree.pos[link] == "ADV":
        link -= 1
    if link <= low:
        return None
    verbs: tuple[str, ...]
    if tree.form[link] == "to":
        verbs, last = (_BRINGING, _PROMISING), link
    elif tree.form[link] == "into" and tree.form[at].endswith("ing"):
        verbs, last = (_INTO,), link
    elif tree.pos[link] in _NOMINAL and tree.pos[at] == "VERB" and tree.form[at] == tree.lemma[at]:
        verbs, last = (_BARE,), link + 1
    else:
        return None
    for i in range(last - 1, max(low - 1, last - _LONGEST - 2), -1):
        if tree.form[i] == "for":
            return None  # "asked the army for weapons to fight"
        if tree.pos[i] not in _BETWEEN:
            # "ordered by the general to shoot": with a preposition right behind it the verb has no object.
            has_object = i + 1 < last and (tree.pos[i + 1] != "ADP" or tree.form[i + 1] in ("on", "upon"))
            return (i, last) if has_object and tree.pos[i] == "VERB" and _is_any(tree, i, verbs) else None
    return None


def _is_any(tree: Tree, i: int, lists: tuple[str, ...]) -> bool:
    """Whether a verb is on one of the lists, by its form where the lemma of a rare one is wrong ("prompte")."""
    return any(tree.form[i] in verb_forms(name) or tree.lemma[i] in word_list(name) for name in lists)


def _those(phrases: tuple[Phrase, ...], where: range) -> tuple[Phrase, ...]:
    return tuple(p for p in phrases if p.head in where and not p.inherited)


def _named(tree: Tree, kinds: Kinds, where: range, known: tuple[Phrase, ...]) -> tuple[Phrase, ...]:
    """Who stands between the verb and the infinitive, with those coordinated: ``known``, who the heads found there,
    else the first noun there that hangs on no other of them."""
    heads = [p.head for p in known]
    if not heads:
        heads = [i for i in where if tree.pos[i] in _NOMINAL and tree.head[i] not in where][:1]
        if not all(kinds.of(kinds.measured(i)) & (ACTOR | NAME | VEHICLE) for i in heads):
            return ()
    every = dict.fromkeys(k for i in heads for k in tree.joined(i) if k in where)
    return tuple(next((p for p in known if p.head == k), None) or phrase(tree, k) for k in every)
