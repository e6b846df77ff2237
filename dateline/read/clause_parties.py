"""Each clause has its own parties: who is struck by the first of two verbs does not do the second ("strikes hit a unit
and destroyed a bridge"), who is questioned is not whom the murder of the clause before was done to, and of "two were
killed and a captain was wounded" each harm has its own people.

The heads look at words near a trigger more than at the clause that they stand in.
"""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from dateline.read import counts
from dateline.read.charged import of_arrested
from dateline.read.draft import Draft, Phrase
from dateline.read.kinds import ACTOR, Kinds
from dateline.read.listed_deeds import own_objects
from dateline.read.lists import words as word_list
from dateline.read.phrases import phrase
from dateline.read.tree import RELATIVE, Tree

_NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM"})
_DEEDS = frozenset({"ASSAULT", "COERCE", "ACCUSE", "CONTROL"})
_MEANWHILE = frozenset({"after", "before", "by", "when", "while"})
_SUFFERING = frozenset({"obj", "nsubj:pass"})
_HIMSELF = frozenset({"himself", "herself", "themselves", "itself"})
_THEN = frozenset({"after", "before", "following", "since"})


def own_parties(tree: Tree, kinds: Kinds, drafts: Sequence[Draft]) -> list[Draft]:
    """The claims, in order of the text, without parties that another clause has to itself."""
    drafts = [_behind_colon(tree, draft) for draft in drafts]
    struck: dict[int, set[int]] = {}
    for draft in drafts:
        if draft.type in _DEEDS:
            struck.setdefault(draft.trigger.head, set()).update(p.head for p in draft.recipients if not p.inherited)
    deeds = {draft.trigger.head for draft in drafts if draft.type in _DEEDS}
    return [
        _mended(tree, kinds, draft, struck) if draft.type in _DEEDS else _without_victims(tree, draft, deeds)
        for draft in own_objects(tree, kinds, [of_arrested(tree, kinds, draft) for draft in drafts])
    ]


def _behind_colon(tree: Tree, draft: Draft) -> Draft:
    """What stands behind a colon without whom alone opens the sentence before it, where others are told of there:
    "Army: rebels shell El Fasher"."""
    words, head = tree.document.words, draft.trigger.head
    low = tree.bounds(head)[0]
    colon = next((i for i in range(low + 1, head) if tree.form[i] == ":"), None)
    if colon is None:
        return draft
    alone = words[low].start, words[colon - 1].end
    made = []
    for parties in (draft.actors, draft.recipients):
        behind = tuple(p for p in parties if p.inherited or (p.start, p.end) != alone)
        made.append(behind if any(not p.inherited for p in behind) else parties)
    same = (made[0], made[1]) == (draft.actors, draft.recipients)
    return draft if same else replace(draft, actors=made[0], recipients=made[1])


def _without_victims(tree: Tree, draft: Draft, deeds: set[int]) -> Draft:
    """A withdrawal without those against whom another deed is meant ("reprisals against civilians before their
    withdrawal")."""
    if draft.type != "RETREAT":
        return draft
    kept = tuple(
        p
        for p in draft.recipients
        if p.inherited or tree.case(p.head) != "against" or not (deeds - {draft.trigger.head}) & {tree.head[p.head]}
    )
    return draft if len(kept) == len(draft.recipients) else replace(draft, recipients=kept)


def _mended(tree: Tree, kinds: Kinds, draft: Draft, struck: dict[int, set[int]]) -> Draft:
    draft = _by_antecedent(tree, kinds, _by_subject_of_main(tree, kinds, draft))
    later = _later(tree, draft.trigger.head)
    actors = tuple(p for p in draft.actors if p.inherited or not _is_struck(tree, draft, p, struck))
    actors = tuple(p for p in actors if p.inherited or not _is_of_main(tree, later, p, "nsubj"))
    recipients = tuple(p for p in draft.recipients if p.inherited or not _is_of_other(tree, draft, p, struck))
    recipients = tuple(p for p in recipients if p.inherited or not _is_of_main(tree, later, p, "obj"))
    if len(actors) < len(draft.actors):
        draft = replace(draft, actors=actors)
    if len(recipients) == len(draft.recipients) or (not recipients and tree.pos[draft.trigger.head] != "NOUN"):
        return draft
    left = [p for p in draft.recipients if p not in recipients]
    numbers = {n: c for n, c in draft.counts.items() if not any(p.start <= c.start < p.end for p in left)}
    told = counts.TOLD.get(tree.lemma[draft.trigger.head])
    if recipients and told is not None and told not in numbers:
        count = counts.stated(tree, kinds, [p.head for p in recipients])
        if count is not None:
            numbers[told] = count
    return replace(draft, recipients=recipients, counts=numbers)


def _by_subject_of_main(tree: Tree, kinds: Kinds, draft: Draft) -> Draft:
    """ "After seizing the area, the army fought on": whoever does the main verb did that. Of eleven annotated clauses
    ten are so."""
    head = draft.trigger.head
    up = tree.head[head]
    if tree.base[head] != "advcl" or not tree.form[head].endswith("ing") or tree.own_subject(head) is not None:
        return draft
    subject = tree.own_subject(up)
    if subject is None or tree.passive(up) or tree.mark(head) not in _MEANWHILE or not kinds.of(subject) & ACTOR:
        return draft
    recipients = tuple(p for p in draft.recipients if p.head != subject)
    if draft.actors and len(recipients) == len(draft.recipients):
        return draft
    doers = tuple(phrase(tree, k) for k in tree.joined(subject))
    return replace(draft, actors=draft.actors or doers, recipients=recipients)


def _by_antecedent(tree: Tree, kinds: Kinds, draft: Draft) -> Draft:
    """ "Gunmen who had kidnapped farmers": who has an active verb with an object in a clause of their own does it."""
    head, words = draft.trigger.head, tree.document.words
    low = tree.bounds(head)[0]
    who = head - 1
    while who > low and tree.pos[who] in ("AUX", "ADV", "PART") and tree.lemma[who] not in ("be", "get"):
        who -= 1
    if tree.pos[head] != "VERB" or who <= low or tree.form[who] != "who" or tree.passive(head):
        return draft
    whole = [p for p in draft.recipients if not p.inherited and p.head < who and _reaches(tree, p, who)]
    behind = any(words[head].start < p.start for p in draft.recipients if not p.inherited)
    if len(whole) != 1 or not kinds.of(whole[0].head) & ACTOR or not (behind or tree.under(head, "obj")):
        return draft
    counted = {n: c for n, c in draft.counts.items() if not whole[0].start <= c.start < whole[0].end}
    own = tuple(p for p in draft.actors if not p.inherited)
    recipients = tuple(p for p in draft.recipients if p is not whole[0])
    return replace(draft, actors=own or (whole[0],), recipients=recipients, counts=counted)


def _reaches(tree: Tree, one: Phrase, word: int) -> bool:
    """Whether a phrase ends right before a word, or a comma before that."""
    words = tree.document.words
    last = word - 2 if tree.form[word - 1] == "," else word - 1
    return words[last].end == one.end


def _later(tree: Tree, noun: int) -> int | None:
    """The verb of what came after, or before, an event ("after the attack the army arrested …"); None where it goes
    on with it ("after the raid the gunmen fled"). Of fourteen annotated ones a subject of such a verb did the event in
    one, and that by an offence."""
    if tree.pos[noun] not in ("NOUN", "PROPN"):
        return None
    while tree.base[noun] == "nmod" and tree.case(noun) == "of" and tree.pos[tree.head[noun]] == "NOUN":
        noun = tree.head[noun]  # "after a wave of attacks"
    verb = tree.head[noun]
    if tree.base[noun] not in ("obl", "nmod") or tree.case(noun) not in _THEN or tree.pos[verb] != "VERB":
        return None
    goes_on = tree.lemma[verb] in word_list("offending") or tree.lemma[verb] in word_list("withdrawing")
    goes_on = goes_on or any(tree.form[k] in _HIMSELF for k in tree.kids[verb])
    # "Regained the town after clashes with the militants": of two sides the noun names the other one.
    goes_on = goes_on or any(tree.base[k] == "nmod" and tree.case(k) == "with" for k in tree.kids[noun])
    return None if goes_on or tree.passive(verb) else verb


def _is_of_main(tree: Tree, verb: int | None, one: Phrase, base: str) -> bool:
    """Whether a party is what such a verb has for itself."""
    top = _first(tree, one.head)
    if verb is None or tree.lemma[one.head] in word_list("accused"):
        return False
    return tree.head[top] == verb and tree.base[top] == base


def _is_struck(tree: Tree, draft: Draft, one: Phrase, struck: dict[int, set[int]]) -> bool:
    """Whether a doer is what the verb before was done to, by the same subject or by what the trigger names. Of 160
    annotated objects of such verbs two do the second."""
    head, top = draft.trigger.head, _first(tree, one.head)
    verb = tree.head[top]
    if verb == head or tree.rel[top] not in _SUFFERING:
        return False
    is_object = tree.rel[top] == "obj" and top > verb and not tree.passive(verb)
    if not is_object and one.head not in struck.get(verb, ()):
        return False
    if tree.base[head] == "nsubj" and tree.head[head] == verb:
        return True
    return _follows(tree, head, verb) and (not is_object or not tree.passive(head) or one.head in struck.get(verb, ()))


def _follows(tree: Tree, verb: int, first: int) -> bool:
    """Whether a verb is coordinated with one before it, under its subject."""
    for _ in range(6):
        if tree.base[verb] != "conj" or tree.own_subject(verb) is not None:
            return False
        verb = tree.head[verb]
        if verb == first:
            return True
    return False


def _is_of_other(tree: Tree, draft: Draft, one: Phrase, struck: dict[int, set[int]]) -> bool:
    """Whether a victim belongs to a verb beside the trigger's clause."""
    head, top = draft.trigger.head, _first(tree, one.head)
    verb = tree.head[top]
    if verb in (head, top) or tree.pos[verb] not in ("VERB", "ADJ"):
        return False
    if tree.base[verb] == "conj" and tree.head[verb] == head and tree.base[top] == "nsubj":
        # "Two were killed and three were abducted": of 28 annotated subjects of a second claim one is told of by both.
        return one.head in struck.get(verb, ())
    if tree.pos[head] == "NOUN" and draft.type == "CONTROL" and tree.base[head] == "nsubj" and tree.head[head] == verb:
        return tree.rel[top] == "obj"  # "the liberation will free the people"
    if tree.pos[head] == "NOUN":
        first = tree.head[verb]
        joined = tree.base[verb] == "conj" and first in tree.above(head) and verb > head
        is_subject = tree.base[head] == "nsubj" and tree.head[head] == first
        return joined and tree.rel[top] in _SUFFERING and one.head in struck.get(verb, ()) and not is_subject
    own = tree.own_subject(head)
    if own is None or tree.rel[own] != "nsubj:pass" or tree.form[own] in RELATIVE or own == top:
        return False
    if head in tree.above(verb):
        # "Was arrested near the house where two were found": of eight annotated subjects of such clauses seven are no
        # party, and the other one is that of a condition.
        return tree.own_subject(verb) == top and (
            tree.rel[verb] == "acl:relcl" or (tree.base[verb] == "advcl" and tree.rel[top] == "nsubj:pass")
        )
    beside = verb not in tree.above(head) or tree.base[head] in ("conj", "parataxis")
    return beside and tree.base[top] == "nsubj"


def _first(tree: Tree, i: int) -> int:
    """The first of the nouns that a noun is coordinated with."""
    for _ in range(20):
        up = tree.head[i]
        if tree.base[i] != "conj" or up == i or tree.pos[up] not in _NOMINAL:
            break
        i = up
    return i
