"""Who tells of a deed, or prevents it, is not who did it, and who is accused of it is: "the rebels reported no dead",
"the group charged that the air force bombed villages", "troops foiled an attempt to kidnap the envoy", "convicted of
killing 40 prisoners".

The heads take whoever stands beside a deed for its doer, the more so where a sentence names few.
"""

from __future__ import annotations

from msgspec.structs import replace

from dateline.read.draft import Draft, Phrase
from dateline.read.kinds import ACTOR, Kinds
from dateline.read.lists import verb_forms
from dateline.read.lists import words as word_list
from dateline.read.phrases import phrase
from dateline.read.tree import Tree

_DEEDS = frozenset({"ASSAULT", "COERCE", "CONTROL", "DISPLACE", "STRENGTH"})
_CRIMES = frozenset({"ASSAULT", "COERCE"})
_OF_CHARGES = frozenset({"of", "for", "with"})
_VERBS = ("say", "accuse")
_NEAR = 3
_HIGH = 4
"""Words between a deed and the verb that prevents it, at most."""


def told_apart(tree: Tree, kinds: Kinds, draft: Draft) -> Draft:
    """The claim of a deed without tellers among its doers, and with who is accused of it where nobody else did it."""
    if draft.type not in _DEEDS:
        return draft
    against = _opponents(tree, draft.trigger.head)
    kept = tuple(p for p in draft.actors if p.inherited or (p.head not in against and not _tells(tree, draft, p)))
    if not kept and draft.type in _CRIMES:
        kept = _accused(tree, kinds, draft.trigger.head)
        heads = {p.head for p in kept}
        if not heads.isdisjoint(p.head for p in draft.recipients):
            draft = replace(draft, recipients=tuple(p for p in draft.recipients if p.head not in heads))
    return draft if kept == draft.actors else replace(draft, actors=kept)


def _opponents(tree: Tree, deed: int) -> frozenset[int]:
    """Who prevents or opposes a deed. Of six annotated ones that were told as doers none did it."""
    below, up = deed, tree.head[deed]
    for _ in range(_HIGH):
        if up == below:
            break
        if tree.pos[up] == "VERB" and tree.lemma[up] in word_list("preventing"):
            subject = None if tree.passive(up) else tree.subject(up)
            return frozenset() if subject is None else frozenset(tree.joined(subject))
        below, up = up, tree.head[up]
    return frozenset()


def _tells(tree: Tree, draft: Draft, one: Phrase) -> bool:
    """Whether a doer is but the subject of a verb that tells of the deed."""
    trigger = draft.trigger.head
    up = tree.head[trigger]
    if tree.pos[trigger] != "VERB" and tree.base[trigger] == "obj" and tree.head[one.head] == up:
        # "Reported twelve dead": of fifteen annotated ones nobody did what they tell of.
        return tree.base[one.head] == "nsubj" and verb_forms("recounting").get(tree.form[up]) is not None
    cue = _cue(tree, draft, one)
    if (
        cue is None
        or trigger < cue
        or tree.form[cue] in verb_forms("owning_up")
        or tree.pos[trigger] not in ("VERB", "NOUN")
    ):
        return False
    deed = (trigger, *tree.above(trigger))
    others = [p.head for p in draft.actors if p is not one and not p.inherited and cue < p.head < trigger]
    return any(tree.base[k] == "nsubj" and tree.head[k] in deed and tree.pos[k] != "PRON" for k in others)


def _cue(tree: Tree, draft: Draft, one: Phrase) -> int | None:
    """The verb by which a doer says what the claim tells; None where that is not who says it."""
    for head, cue in draft.sources or ():
        if head == one.head:
            if cue is not None and cue > head:
                return cue
            last = min(head + 1 + _NEAR, tree.bounds(head)[1])
            behind = range(head + 1, last)
            return next((i for i in behind if any(tree.form[i] in verb_forms(name) for name in _VERBS)), None)
    return None


def _accused(tree: Tree, kinds: Kinds, trigger: int) -> tuple[Phrase, ...]:
    """Whom a verb of justice above a deed charges with it."""
    verb = tree.head[trigger]
    if verb == trigger or not _is_of_justice(tree, verb):
        return ()
    linked = tree.case(trigger) or tree.mark(trigger)
    if linked not in _OF_CHARGES or tree.own_subject(trigger) is not None:
        return ()
    if tree.base[trigger] not in ("obl", "advcl", "xcomp") or any(
        tree.rel[k] == "nmod:poss" for k in tree.kids[trigger]
    ):
        return ()
    if tree.passive(verb) or tree.pos[verb] == "ADJ":
        who = tree.subject(verb)
    else:
        who = next((k for k in tree.kids[verb] if tree.rel[k] == "obj"), None)
    if who is None or not kinds.of(who) & ACTOR:
        return ()
    return tuple(phrase(tree, k) for k in tree.joined(who))


def _is_of_justice(tree: Tree, verb: int) -> bool:
    known = tree.lemma[verb] in word_list("charging") or tree.form[verb] in verb_forms("charging")
    return known and tree.pos[verb] in ("VERB", "ADJ")
