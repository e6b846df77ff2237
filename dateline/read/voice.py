"""Active and passive: what a verb has as its object is struck, whom "by" names strikes, whatever the heads make of it.

In annotated reports three objects of six hundred active verbs of force are doers, and those of clashes; of three
hundred and forty subjects of passives one is; of a hundred agents none suffers.
"""

from __future__ import annotations

from msgspec.structs import replace

from dateline.read.draft import Draft, Phrase
from dateline.read.kinds import ACTOR, NAME, Kinds
from dateline.read.lists import words as word_list
from dateline.read.tree import Tree

_FORCE = frozenset({"ASSAULT", "COERCE"})
_MEANT_FOR = frozenset({"ACCUSE", "AID", "COOPERATE", "MOBILIZE", "REQUEST", "SANCTION", "SUPPORT", "THREATEN"})
_NEAR = 9
_MUTUAL = frozenset({"clash", "fight", "battle", "combat", "skirmish", "spar", "duel", "exchange", "meet", "join"})
_POINTING = frozenset({"this", "that", "which", "there", "to", "not"})
_MANNER = frozenset(
    "air land sea night day mistake surprise accident force name hand foot car train law chance then now far way "
    "sunday monday tuesday wednesday thursday friday saturday".split()
)
_PARTICIPLES = frozenset(
    {"hit", "shot", "struck", "hurt", "slain", "beaten", "taken", "held", "torn", "blown", "burnt"}
)


def by_voice(tree: Tree, kinds: Kinds, draft: Draft) -> Draft:
    """The claim of a deed of force, or of words or help that are meant for someone, with its parties as the grammar of
    its verb has them, and without words that can be nobody ("this was an act of violence")."""
    draft = _between(tree, draft)
    if draft.type not in _FORCE | _MEANT_FOR:
        return draft
    draft = _both_sides(tree, draft)
    actors = tuple(p for p in draft.actors if not _is_nobody(tree, kinds, draft, p))
    head = draft.trigger.head
    if tree.pos[head] != "VERB" or tree.lemma[head] in _MUTUAL:
        return draft if actors == draft.actors else replace(draft, actors=actors)
    struck = [p for p in actors if not p.inherited and _suffers(tree, head, p)]
    owners = tuple(p for p in draft.recipients if not p.inherited and _owns(tree, draft, p))
    strikers = [p for p in draft.recipients if not p.inherited and _strikes(tree, head, p)]
    actors = tuple(p for p in actors if p not in struck) + tuple(strikers)
    recipients = tuple(p for p in draft.recipients if p not in strikers and p not in owners) + tuple(struck)
    if (actors, recipients) == (draft.actors, draft.recipients):
        return draft
    return replace(draft, actors=actors, recipients=recipients)


def _between(tree: Tree, draft: Draft) -> Draft:
    """ "He offered to host a meeting between the rebels and the army": it is theirs alone. Of 17 annotated doers of
    such nouns 15 stand behind "between", and the two others did nothing."""
    noun = draft.trigger.head
    if tree.pos[noun] == "VERB" or len(draft.actors) < 2:
        return draft
    near = range(noun + 1, min(noun + _NEAR, tree.bounds(noun)[1]))
    sides = [j for k in near if tree.base[k] in ("nmod", "obl") and tree.case(k) == "between" for j in tree.joined(k)]
    named = tuple(p for p in draft.actors if p.head in sides)
    return replace(draft, actors=named) if len(named) > 1 else draft


def _both_sides(tree: Tree, draft: Draft) -> Draft:
    """ "Clashed with troops", "fighting with the rebels": either side does it. Of 32 annotated ones 30 are so; after
    "clashes with the rebels" three of six are, so that these stay as the heads have them."""
    trigger = draft.trigger.head
    if draft.type != "ASSAULT" or tree.lemma[trigger] not in word_list("mutual_force"):
        return draft
    if tree.pos[trigger] != "VERB" and tree.form[trigger] == "clashes":
        return draft
    others = tuple(p for p in draft.recipients if not p.inherited and _is_with(tree, trigger, p))
    if not others:
        return draft
    recipients = tuple(p for p in draft.recipients if p not in others)
    return replace(draft, actors=(*draft.actors, *others), recipients=recipients)


def _is_with(tree: Tree, trigger: int, one: Phrase) -> bool:
    top = _first(tree, one.head)
    return top > trigger and tree.case(top) == "with" and tree.head[top] in (trigger, tree.head[trigger])


def _first(tree: Tree, i: int) -> int:
    """The first of the nouns that a noun is coordinated with."""
    for _ in range(20):
        up = tree.head[i]
        if tree.base[i] != "conj" or up == i or tree.pos[up] not in ("NOUN", "PROPN", "PRON", "NUM"):
            break
        i = up
    return i


def _suffers(tree: Tree, verb: int, one: Phrase) -> bool:
    top = _first(tree, one.head)
    if tree.base[verb] == "acl" and tree.head[verb] == top < verb:
        return _is_bare_passive(tree, verb)
    if tree.head[top] != verb:
        return False
    if tree.rel[top] == "nsubj:pass":
        return tree.passive(verb) or _is_bare_passive(tree, verb)
    if tree.rel[top] == "obj":
        return not tree.passive(verb) and tree.own_subject(verb) is not None and top > verb
    return tree.rel[top] == "nsubj" and top < verb and _is_bare_passive(tree, verb)


def _is_bare_passive(tree: Tree, verb: int) -> bool:
    """ "Town hit by heist": a headline leaves "was" out."""
    high = tree.bounds(verb)[1]
    if not tree.form[verb].endswith("ed") and tree.form[verb] not in _PARTICIPLES:
        return False
    if verb + 2 >= high or tree.form[verb + 1] != "by" or tree.form[verb + 2].endswith("ing"):
        return False
    if any(tree.base[k] in ("obj", "aux", "cop", "advcl") for k in tree.kids[verb]):
        return False
    noun = next((k for k in range(verb + 2, high) if tree.pos[k] in ("NOUN", "PROPN", "NUM", "PRON")), None)
    return noun is not None and tree.lemma[noun] not in _MANNER


def _strikes(tree: Tree, verb: int, one: Phrase) -> bool:
    top = _first(tree, one.head)
    if tree.head[top] != verb or tree.base[top] != "obl" or tree.case(top) != "by":
        return False
    return tree.passive(verb) if tree.rel[top] == "obl:agent" else _is_bare_passive(tree, verb)


def _owns(tree: Tree, draft: Draft, one: Phrase) -> bool:
    """Whether someone only has what is struck: "the estates owned by Roe"."""
    top = _first(tree, one.head)
    verb = tree.head[top]
    if tree.rel[top] != "obl:agent" or tree.base[verb] not in ("acl", "amod") or verb == draft.trigger.head:
        return False
    return any(p.head == tree.head[verb] for p in draft.recipients)


def _is_nobody(tree: Tree, kinds: Kinds, draft: Draft, one: Phrase) -> bool:
    """Whether a doer is a word that points at no one, or an adjective that tells how a deed was."""
    i = one.head
    if one.inherited:
        return False
    if tree.form[i] in _POINTING and one.end - one.start <= len(tree.form[i]):
        return True
    how = tree.pos[i] == "ADJ" and tree.base[i] == "amod" and tree.head[i] == draft.trigger.head
    return how and not kinds.of(i) & (ACTOR | NAME) and tree.lemma[i] not in kinds.lists.nationalities
