"""What stands around a trigger: the fillers of its grammatical functions, for verbs, event nouns and adjectives."""

from __future__ import annotations

from dateline.read.kinds import ACTOR, EVENT, FACILITY, NAME, PLACE, STATE, Kinds
from dateline.read.operators import support
from dateline.read.tree import Tree

Slots = list[tuple[str, int]]
META = frozenset({"xcomp", "ccomp", "that", "act", "gov", "head", "few", "number", "single", "particle"})
"""Slots that only conditions look at: clause complements, the governing verb, what a participle modifies, a number."""
_FEW = frozenset({"few", "fewer", "hardly"})


def of_verb(tree: Tree, i: int) -> Slots:
    """Slots of a verb as in the active voice, with its clause complements ("xcomp", "ccomp", "that")."""
    found = tree.slots(i)
    subject = next((k for s, k in found if s == "subj"), None)
    if subject is not None:  # "few fighters", "fewer of them"
        if tree.pos[subject] == "NOUN" and tree.form[subject] == tree.lemma[subject]:
            found.append(("single", subject))
        if tree.form[subject] in ("he", "she", "i") or (
            tree.pos[subject] == "PROPN" and not tree.form[subject].endswith("s")
        ):
            found.append(("single", subject))
        found += [("number", k) for k in tree.kids[subject] if tree.base[k] == "nummod"]
        found += [("few", k) for k in (subject, *tree.kids[subject]) if tree.lemma[k] in _FEW or tree.form[k] in _FEW]
    for k in tree.kids[i]:
        relation = tree.rel[k]
        if relation == "compound:prt":
            found.append(("particle", k))
        if relation in ("xcomp", "ccomp"):
            found.append((relation, k))
            found += [("act", j) for j in (k, *tree.kids[k]) if j == k or tree.base[j] == "conj"]
            if relation == "ccomp" and tree.mark(k) == "that":
                found.append(("that", k))
    return found


def of_parts(tree: Tree, i: int, words: tuple[int, ...]) -> Slots:
    """What hangs on the other words of a verb phrase: "took control of the town", "imposed sanctions on the
    general"."""
    found: Slots = []
    for w in words:
        if w != i and tree.pos[w] == "NOUN" and tree.base[w] != "compound":
            found += [
                (tree.case(k), tree.antecedent(k)) for k in tree.kids[w] if tree.base[k] == "nmod" and tree.case(k)
            ]
    return found


def of_adjective(tree: Tree, i: int) -> Slots:
    """Slots of an adjective: its subject or the noun it modifies, and its prepositions."""
    found: Slots = []
    if tree.base[i] == "amod":
        found += [("head", tree.head[i]), ("subj", tree.head[i])]
    else:
        subject = tree.subject(i)
        if subject is None and tree.base[i] == "xcomp":
            subject = next((k for k in tree.kids[tree.head[i]] if tree.rel[k] in ("obj", "nsubj:pass")), None)
        if subject is not None and subject != i:
            found.append(("subj", subject))
    for k in tree.kids[i]:
        if tree.base[k] in ("obl", "nmod"):
            found.append((tree.case(k), tree.antecedent(k)))
        elif tree.base[k] == "ccomp" and tree.mark(k) == "that":
            found.append(("that", k))
        elif tree.base[k] in ("xcomp", "advcl", "ccomp", "csubj") and tree.pos[k] == "VERB":
            found.append(("act", k))
    return found


def of_noun(tree: Tree, kinds: Kinds, i: int) -> Slots:
    """Slots of an event noun: possessor, modifiers, prepositions, the verb that carries it ("gov") and, through that
    verb, who does ("subj") or suffers ("obj") it."""
    found: Slots = []
    _inside(tree, kinds, i, found)
    top = measure(tree, kinds, i)
    if top != i:
        _inside(tree, kinds, top, [])
        for k in tree.kids[top]:
            if k != i and tree.base[k] == "nmod" and tree.case(k) not in ("of", ""):
                found.append((tree.case(k), k))
            elif tree.rel[k] == "nmod:poss":
                found.append(("poss", k))
    _outside(tree, kinds, top, found)
    return found


def measure(tree: Tree, kinds: Kinds, i: int) -> int:
    """The noun that measures or phases ``i`` out ("a wave of defections" → "wave"), else ``i``."""
    for _ in range(4):
        up = tree.head[i]
        if up == i or tree.base[i] != "nmod" or tree.case(i) != "of" or tree.lemma[up] not in kinds.lists.transparent:
            return i
        i = up
    return i


def _inside(tree: Tree, kinds: Kinds, i: int, found: Slots) -> None:
    for k in tree.kids[i]:
        relation, base = tree.rel[k], tree.base[k]
        if relation == "nmod:poss":
            found.append(("poss", k))
        elif base == "nmod":
            case = tree.case(k)
            found.append((case or "mod", tree.antecedent(k)))
        elif base == "obl":
            found.append((tree.case(k), tree.antecedent(k)))
        elif base in ("compound", "amod", "flat") and k < i:
            found.append(("mod", k))
        elif relation == "acl":
            _through_participle(tree, k, found)
        elif relation == "acl:relcl" and tree.lemma[k] in support()["impact"]:
            found += [("obj", j) for j in tree.kids[k] if tree.rel[j] == "obj"]
        elif base == "conj" and k > i and not found:
            continue
    if tree.base[i] == "conj" and not any(s in ("poss", "of", "by") for s, _ in found):
        first = tree.head[i]
        if tree.pos[first] in ("NOUN", "PROPN"):  # "the group's missions and patrols"
            found += [("poss", k) for k in tree.kids[first] if tree.rel[k] == "nmod:poss"]
            found += [("mod", k) for k in tree.kids[first] if tree.base[k] == "compound" and k < first]


def _through_participle(tree: Tree, k: int, found: Slots) -> None:
    """ "attacks carried out by X", "strikes targeting Y"."""
    if tree.lemma[k] in support()["carry"] or tree.lemma[k] in ("blame", "claim"):
        for j in tree.kids[k]:
            if tree.base[j] == "obl" and (tree.case(j) == "by" or tree.rel[j] == "obl:agent"):
                found.append(("by", j))
            elif tree.base[j] == "obl":
                found.append((tree.case(j), j))
    elif tree.lemma[k] in ("target", "involve", "hit", "pit"):
        for j in tree.kids[k]:
            if tree.rel[j] == "obj":
                found.append(("targeting" if tree.lemma[k] in ("target", "hit") else "between", j))


def _outside(tree: Tree, kinds: Kinds, top: int, found: Slots) -> None:
    for k in tree.kids[top]:
        if tree.base[k] == "nsubj":  # "the town is a stronghold of X"
            found.append(("subj", tree.antecedent(k)))
    if tree.base[top] == "conj" and tree.pos[tree.head[top]] == "NOUN":
        top = tree.head[top]
    up, base = tree.head[top], tree.base[top]
    if up == top:
        return
    if base in ("obj", "obl", "nsubj", "ccomp", "xcomp") and tree.pos[up] in ("VERB", "AUX", "ADJ"):
        found.append(("gov", up))
        lists, lemma = support(), tree.lemma[up]
        passive = tree.passive(up)
        if base == "obj" or (base == "nsubj" and passive):
            subject = tree.subject(up) if not passive else _agent(tree, up)
            if subject is not None and subject != top:
                if lemma in lists["suffer"] or lemma in lists["site"]:
                    found.append(("at" if kinds.of(subject) & (PLACE | FACILITY) else "obj", subject))
                elif lemma in lists["carry"]:
                    found.append(("subj", subject))
            found += _beside(tree, up, top)
        elif base == "obl" and tree.case(top) in ("under", "to", "in", "into", "on") and not passive:
            subject = tree.subject(up)
            if subject is not None and lemma in ("be", "come", "subject", "fall", "remain", "go", "engage"):
                found.append(("obj" if tree.case(top) in ("under", "to") else "subj", subject))
        elif base == "obl" and passive and lemma == "subject":
            found += [("obj", k) for k in tree.kids[up] if tree.base[k] == "nsubj"]
        elif base == "nsubj":
            if lemma in lists["impact"]:
                found += [("obj", k) for k in tree.kids[up] if tree.rel[k] == "obj"]
            found += _beside(tree, up, top)
    elif base == "nmod" and kinds.of(up) & EVENT and tree.case(top) in ("of", "in"):
        for k in tree.kids[up]:  # "a campaign of arrests by the police"
            if tree.rel[k] == "nmod:poss" or (tree.base[k] == "nmod" and tree.case(k) == "by"):
                found.append(("poss", k))
            elif tree.base[k] in ("amod", "compound") and kinds.of(k) & ACTOR:
                found.append(("mod", k))


def _agent(tree: Tree, verb: int) -> int | None:
    for k in tree.kids[verb]:
        if tree.rel[k] == "obl:agent" or (tree.base[k] == "obl" and tree.case(k) == "by"):
            return k
    return None


def _beside(tree: Tree, verb: int, noun: int) -> Slots:
    """Prepositional phrases that hang on the carrying verb: "launched an offensive against X", "took place in Y"."""
    return [
        (tree.case(k), tree.antecedent(k))
        for k in tree.kids[verb]
        if tree.base[k] == "obl" and k != noun and tree.case(k) and tree.case(k) != "by"
    ]


def actor_like(kinds: Kinds, i: int) -> bool:
    """Whether a modifier before an event noun names who does it ("Russian strikes", "army raid"), rather than where
    ("Aleppo clashes") or with what ("rocket attack")."""
    bits = kinds.of(i)
    if kinds.is_state(i):
        return True
    return bool(bits & ACTOR) and not (bits & (PLACE | FACILITY) and not bits & (NAME | STATE))
