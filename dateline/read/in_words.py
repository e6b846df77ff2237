"""A claim as the heads find it, put right where its own words leave no doubt: what "will" or "could" be is not told as
done, a town is taken and not arrested, a wounded man is not killed."""

from __future__ import annotations

from msgspec.structs import replace

from dateline.read.counts import TOLD, stated
from dateline.read.denials import denial, is_told, undone
from dateline.read.draft import CountDraft, Draft, Phrase, PlacePhrase
from dateline.read.hearsay import without_accused
from dateline.read.kinds import ARMED, FACILITY, ORG, PEOPLE, PLACE, VEHICLE, WEAPON, Kinds
from dateline.read.lexicon import lexicon
from dateline.read.losses import of_both_sides
from dateline.read.party_words import in_right_words
from dateline.read.phrases import phrase
from dateline.read.sayer import source_of
from dateline.read.status import UNDENIED, reality
from dateline.read.status_words import by_grammar
from dateline.read.tellers import told_apart
from dateline.read.tree import RELATIVE, Tree
from dateline.read.voice import by_voice
from dateline.values import Status

_ABOARD = frozenset({"member", "occupant", "passenger", "crewman", "inmate", "resident"})
_AIMED = frozenset({"of", "on", "against"})
_CHANGES = frozenset({"gains", "loses"})
_FORCES = ARMED | ORG
_HARMS = frozenset({"killed", "injured"})
_MANY = 100
_REGIONS = frozenset("country region province state territory north south east west area".split())
_MONTHS = frozenset("january february march april may june july august september october november december".split())
_OF_PEOPLE = frozenset({"killed", "injured", "displaced", "detained"})
_TOLD_AS: frozenset[Status] = frozenset({"actual", "possible", "planned", "feared"})
"""What a denial overrules: the heads see too few of them to follow one through a report of claims."""
_SAID = frozenset({"ACCUSE", "REJECT", "REQUEST"})
"""Types that words carry: where they are denied, it is what they say that did not happen."""


def put_right(tree: Tree, kinds: Kinds, draft: Draft) -> Draft:
    """The claim with what its words show of its type, parties, status, numbers and place."""
    draft = _of_town(tree, kinds, by_voice(tree, kinds, in_right_words(tree, draft)))
    draft = _by_owner(tree, _searched(tree, draft))
    draft = _claimed(tree, _defeated(tree, kinds, draft))
    draft = _of_people(kinds, _by_verb(tree, kinds, draft))
    draft = _summed(tree, kinds, _where_struck(tree, kinds, draft))
    draft = without_accused(tree, _denied(tree, told_apart(tree, kinds, of_both_sides(tree, draft))))
    return _negated(tree, by_grammar(tree, draft))


def _negated(tree: Tree, draft: Draft) -> Draft:
    """What is negated did not happen, or was not to: one head says so, another what it is told as. Where they disagree
    the tree decides."""
    if not draft.negated or draft.status not in UNDENIED:
        return draft
    if reality(tree, draft.trigger.head).negated:
        return replace(draft, status="denied")
    return replace(draft, negated=False)


def _denied(tree: Tree, draft: Draft) -> Draft:
    """ "Denied reports of claims of shelling": told as denied, by whoever denies it. What "did not deny" leaves open is
    told as possible, and nothing is denied where no word denies."""
    head = draft.trigger.head
    if draft.status == "denied" and not undone(tree, head):
        return replace(draft, status=reality(tree, head).status, negated=False)
    found = denial(tree, head)
    if found is None:
        return draft
    if draft.type in _SAID:
        stands = draft.status != "denied" or not is_told(tree, head)
        return draft if stands else replace(draft, status="actual", negated=False)
    if not found.stands:
        return replace(draft, status="possible", negated=False) if draft.status == "denied" else draft
    if draft.status in _TOLD_AS:
        draft = replace(draft, status="denied")
    who = source_of(tree, found.word) if tree.pos[found.word] == "VERB" else None
    if who is None:
        return draft
    if found.part and not draft.actors and tree.pos[who] in ("NOUN", "PROPN", "PRON"):
        draft = replace(draft, actors=(phrase(tree, who),))
    return draft if draft.sources else replace(draft, sources=((who, found.word),))


def _is_town(tree: Tree, kinds: Kinds, k: int) -> bool:
    """Whether a word names a place that can be held, and nothing that could be arrested."""
    bits = kinds.of(k)
    return bool(bits & PLACE) and not bits & (ARMED | PEOPLE | ORG | FACILITY) and tree.pos[k] in ("NOUN", "PROPN")


def _of_town(tree: Tree, kinds: Kinds, draft: Draft) -> Draft:
    """ "Seized the market town": a town is taken, not arrested or confiscated."""
    if draft.type != "COERCE" or not draft.recipients or tree.pos[draft.trigger.head] != "VERB":
        return draft
    if not all(_is_town(tree, kinds, p.head) for p in draft.recipients):
        return draft
    entries = [e for e in lexicon().at(tree.lemma[draft.trigger.head]) if e.type == "CONTROL" and e.mode in _CHANGES]
    if not entries:
        return draft
    held = tuple(PlacePhrase(p.start, p.end, p.head, p.inherited, "held", tree.case(p.head)) for p in draft.recipients)
    heads = {p.head for p in held}
    rest = tuple(p for p in draft.places if p.head not in heads)
    return replace(draft, type="CONTROL", mode=entries[0].mode, recipients=(), places=(*held, *rest))


def _searched(tree: Tree, draft: Draft) -> Draft:
    """ "Police searched flats for the suspect": a search by force, not an inquiry. Of twelve searches annotated in
    training reports ten are that."""
    if draft.type != "ACCUSE" or tree.lemma[draft.trigger.head] != "search":
        return draft
    return replace(draft, type="COERCE", mode=None)


def _by_owner(tree: Tree, draft: Draft) -> Draft:
    """ "Their capture of the town", "the shelling of the camp by the army": whose act it is, and by whom, does it."""
    head = draft.trigger.head
    if tree.pos[head] != "NOUN" or draft.type not in ("ASSAULT", "CONTROL", "COERCE") or draft.mode == "loses":
        return draft
    aims = any(tree.base[k] == "nmod" and tree.case(k) in _AIMED for k in tree.kids[head])
    doers = {
        k
        for k in tree.kids[head]
        if (tree.rel[k] == "nmod:poss" and aims) or (tree.base[k] in ("nmod", "obl") and tree.case(k) == "by")
    }
    swapped = [p for p in draft.recipients if p.head in doers]
    if not swapped:
        return draft
    return replace(
        draft,
        actors=(*draft.actors, *(p for p in swapped if p not in draft.actors)),
        recipients=tuple(p for p in draft.recipients if p not in swapped),
    )


_DEFEATING = frozenset("defeat beat crush rout weaken degrade destroy dismantle eliminate annihilate".split())


def _defeated(tree: Tree, kinds: Kinds, draft: Draft) -> Draft:
    """ "The army defeated the rebels": a loss of strength is that of whoever suffers it, in the passive too."""
    head = draft.trigger.head
    if draft.type != "STRENGTH" or draft.mode != "down" or tree.lemma[head] not in _DEFEATING:
        return draft
    suffers = "nsubj:pass" if tree.passive(head) else "obj"
    own = (k for k in tree.kids[head] if tree.rel[k] == suffers and tree.form[k] not in RELATIVE)
    losers = [j for k in own if kinds.of(k) & _FORCES for j in tree.joined(k)]
    if tree.pos[head] != "VERB" or not losers:
        return draft
    known = {p.head: p for p in draft.actors}
    others = tuple(p for p in draft.recipients if p.head not in losers)
    return replace(draft, actors=tuple(known.get(k) or phrase(tree, k) for k in losers), recipients=others)


def _claimed(tree: Tree, draft: Draft) -> Draft:
    """ "The attack, which was claimed by X": X did it."""
    if draft.type != "ASSAULT" or draft.actors or tree.pos[draft.trigger.head] != "NOUN":
        return draft
    for k in tree.kids[draft.trigger.head]:
        if tree.base[k] != "acl" or tree.lemma[k] != "claim":
            continue
        for j in tree.kids[k]:
            if tree.base[j] == "obl" and tree.case(j) == "by" and tree.pos[j] in ("NOUN", "PROPN"):
                return replace(draft, actors=(_named(tree, j),))
    return draft


def _named(tree: Tree, head: int) -> Phrase:
    """The noun phrase around a word, or the name that it heads."""
    number = tree.document.mention_by_head.get(head)
    if number is None:
        return phrase(tree, head)
    mention = tree.document.mentions[number]
    return Phrase(mention.start, mention.end, head)


def _of_people(kinds: Kinds, draft: Draft) -> Draft:
    """Without numbers of things among those of people: "shot down 68 drones" kills nobody."""
    wrong = [
        name
        for name, count in draft.counts.items()
        if name in _OF_PEOPLE and count.of is not None and _is_thing(kinds, count.of.head)
    ]
    return replace(draft, counts={n: c for n, c in draft.counts.items() if n not in wrong}) if wrong else draft


def _is_thing(kinds: Kinds, k: int) -> bool:
    bits = kinds.of(k)
    if kinds.tree.lemma[k] in _ABOARD:  # "five members of the convoy"
        return False
    return bool(bits & (VEHICLE | WEAPON | FACILITY)) and not bits & (PEOPLE | ORG)


def _by_verb(tree: Tree, kinds: Kinds, draft: Draft) -> Draft:
    """ "The shelling wounded two women" killed nobody: what a number means is told by the verb that has the people as
    its object."""
    made: dict[str, CountDraft] = {}
    for name, count in draft.counts.items():
        told = None if count.of is None or name not in _HARMS else _harm(tree, count.of.head)
        made.setdefault(name if told is None else told, count)
    told = TOLD.get(tree.lemma[draft.trigger.head], "")
    own = made.get(told)
    if own is not None and not any(p.start <= own.start < p.end for p in draft.recipients):
        # "Admitted to three soldiers wounded … and some 20 others": the number of these people, where they have one.
        theirs = stated(tree, kinds, [p.head for p in draft.recipients if not p.inherited])
        if theirs is not None and (theirs.low, theirs.high) != (own.low, own.high):
            own = made[told] = theirs
    if own is not None:  # the same number is not told twice: "two were killed"
        made = {name: count for name, count in made.items() if count is own or count.start != own.start}
    return replace(draft, counts=made) if made != draft.counts else draft


def _harm(tree: Tree, people: int) -> str | None:
    """What a verb says was done to the people that are its object; None where another or none of its kind says it."""
    verb = tree.head[people]
    passive = tree.rel[people] == "nsubj:pass"
    if verb == people or tree.pos[verb] != "VERB" or not (passive or tree.rel[people] == "obj"):
        return None
    if any(tree.base[k] == "conj" and tree.pos[k] == "VERB" for k in tree.kids[verb]) or tree.base[verb] == "conj":
        return None  # "killed or wounded 13"
    lemma = tree.lemma[verb]
    if lemma in _STRIKING:  # hit by a bullet is not yet killed by it
        return None if any(tree.form[i] in _DEADLY for i in range(*tree.bounds(verb))) else "injured"
    told = TOLD.get(lemma)
    return told if told in _HARMS else None


_STRIKING = frozenset({"hit", "strike", "graze"})
_DEADLY = frozenset(
    "kill killed kills killing dead death deaths die died dies dying deadly fatal fatally fatalities slain "
    "massacre massacred murder murdered".split()
)


def _where_struck(tree: Tree, kinds: Kinds, draft: Draft) -> Draft:
    """ "The strikes on Khan Younis": a town that is struck is where it was, not where something was before."""
    if draft.type != "ASSAULT" or any(not p.inherited for p in draft.places):
        return draft
    struck = [
        p for p in draft.recipients if not p.inherited and tree.pos[p.head] == "PROPN" and _is_town(tree, kinds, p.head)
    ]
    if not struck:
        return draft
    places = (PlacePhrase(p.start, p.end, p.head, False, "at", tree.case(p.head)) for p in struck)
    return replace(draft, places=tuple(places))


def _summed(tree: Tree, kinds: Kinds, draft: Draft) -> Draft:
    """ "Some 900 people were killed in June": so many, over so long, in no town, are a total of several events."""
    many = any((c.low or c.high or 0) >= _MANY for name, c in draft.counts.items() if name in _OF_PEOPLE)
    if draft.aggregate or not many or draft.status != "actual":
        return draft
    own = [p.head for p in draft.places if not p.inherited]
    if any(not kinds.is_state(k) and tree.lemma[k] not in _REGIONS for k in own):
        return draft
    long = any(not t.inherited and _is_long(tree, t.head) for t in draft.times)
    totals = any(tree.lemma[p.head] in ("total", "number", "toll") for p in draft.recipients)
    return replace(draft, aggregate=True) if long or totals else draft


def _is_long(tree: Tree, k: int) -> bool:
    """Whether a time expression covers a month or more."""
    if tree.case(k) == "since" or tree.lemma[k] in ("month", "year", "decade"):
        return True
    day = any(tree.form[j].isdecimal() and len(tree.form[j]) < 3 for j in (*tree.kids[k], max(k - 1, 0)))
    is_year = len(tree.form[k]) == 4 and tree.form[k].isdecimal()
    return (tree.lemma[k] in _MONTHS or is_year) and not day
