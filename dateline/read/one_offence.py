"""One offence, one claim: what a sentence tells twice of the same people in words of one family ("sent men to rape her
… she was raped", "shot the guard; the shooting of the guard").

The guide counts each mention, and annotated reports repeat an attack by name now and then; but where a verb and a noun,
or an order and its doing, tell the same thing of the same victims by the same hands, a desk would count it twice.
"""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from dateline.read.draft import CountDraft, Draft, Phrase
from dateline.read.families import family, is_noun
from dateline.read.referents import agree, referents
from dateline.read.tree import Tree

_OFFENCES = frozenset({"ASSAULT", "COERCE", "SANCTION"})
_WEAKER = frozenset({"planned", "requested", "possible"})
"""What is told of something before, or beside, its being told as done."""
_AGAIN = frozenset({"again", "another", "other", "more", "further", "second", "twice", "also", "others"})


def told_once(tree: Tree, drafts: Sequence[Draft]) -> list[Draft]:
    """The claims, in order of the text, with those of one offence in a sentence as one: the more certain of them, with
    what the other adds."""
    made = list(drafts)
    gone: set[int] = set()
    for n, one in enumerate(made):
        if one.type not in _OFFENCES:
            continue
        for m in range(n - 1, -1, -1):
            other = made[m]
            if other.sentence != one.sentence:
                break
            if m in gone or not _is_one(tree, other, one):
                continue
            kept, left = (m, n) if _rank(tree, other) >= _rank(tree, one) else (n, m)
            made[kept] = together(made[kept], made[left])
            gone.add(left)
            break
    return [draft for n, draft in enumerate(made) if n not in gone]


def _is_one(tree: Tree, one: Draft, other: Draft) -> bool:
    """Whether two claims of a sentence tell one offence."""
    heads = one.trigger.head, other.trigger.head
    if one.type != other.type or family(tree.lemma[heads[0]]) != family(tree.lemma[heads[1]]):
        return False
    if one.background != other.background or one.negated != other.negated:
        return False
    if not _two_tellings(tree, one, other) or any(_is_another(tree, i) for i in heads):
        return False
    victims = referents(tree, one.recipients), referents(tree, other.recipients)
    doers = referents(tree, one.actors), referents(tree, other.actors)
    if not _same_victims(tree, one, other, *victims) or not _said_alike(one, other):
        return False
    if not (agree(*doers) or doers[0] & doers[1]):  # "sent men … four of them"
        return False
    places = referents(tree, _own(one.places)), referents(tree, _own(other.places))
    times = referents(tree, _own(one.times)), referents(tree, _own(other.times))
    return agree(*places) and agree(*times) and _counts_agree(one.counts, other.counts)


def _same_victims(tree: Tree, one: Draft, other: Draft, its: frozenset[str], others: frozenset[str]) -> bool:
    """Whether two claims are of the same people. "The editor, who was abducted" has them in its relative clause, and
    "the attack" in what it takes up."""
    if its and others:
        return its == others
    if not its and not others:
        return False
    bare = other if its else one
    head = bare.trigger.head
    if is_noun(tree, head):
        return _has_det(tree, head, {"the", "this", "that"}) and not any(
            tree.base[k] == "nmod" for k in tree.kids[head]
        )
    victims = {p.head for p in (one if its else other).recipients}
    return tree.rel[head] == "acl:relcl" and tree.passive(head) and tree.head[head] in victims


def _two_tellings(tree: Tree, one: Draft, other: Draft) -> bool:
    """Whether the words are a verb and a noun, or an order ("to rape her") and its doing: two finite verbs, or two
    nouns, rather tell two events."""
    verbs = [not is_noun(tree, d.trigger.head) for d in (one, other)]
    if verbs[0] != verbs[1]:
        noun = one if verbs[1] else other
        return not _has_det(tree, noun.trigger.head, {"a", "an"})
    orders = [tree.mark(d.trigger.head).split(" ")[0] == "to" for d in (one, other)]
    return verbs[0] and orders[0] != orders[1]


def _has_det(tree: Tree, i: int, forms: set[str]) -> bool:
    return any(tree.base[k] == "det" and tree.form[k] in forms for k in tree.kids[i])


def _is_another(tree: Tree, i: int) -> bool:
    """Whether the words themselves tell of another one ("and shot him again", "a second attack")."""
    return any(tree.form[k] in _AGAIN for k in tree.kids[i])


def _said_alike(one: Draft, other: Draft) -> bool:
    """Whether status and sources leave the two one: an order or a hedge may stand beside the deed, and one of them
    may name no source."""
    statuses = {one.status, other.status}
    if len(statuses) > 1 and not ("actual" in statuses and statuses - {"actual"} <= _WEAKER):
        return False
    said = [{head for head, _ in d.sources or ()} for d in (one, other)]
    return not said[0] or not said[1] or said[0] == said[1]


def _own(phrases: Sequence[Phrase]) -> list[Phrase]:
    return [p for p in phrases if not p.inherited]


def _counts_agree(one: dict[str, CountDraft], other: dict[str, CountDraft]) -> bool:
    return all((one[k].low, one[k].high) == (other[k].low, other[k].high) for k in one.keys() & other.keys())


def _rank(tree: Tree, draft: Draft) -> tuple[bool, bool, bool, float]:
    """What is told as done, by a verb that is no order, more surely."""
    head = draft.trigger.head
    order = tree.mark(head).split(" ")[0] == "to"
    return draft.status == "actual", not order, not is_noun(tree, head), draft.confidence


def together(kept: Draft, left: Draft) -> Draft:
    """A claim with what another telling of the offence adds: who, how, where, when, by whose word."""
    places = kept.places if _own(kept.places) or not left.places else left.places
    actors = left.actors if len(left.actors) > len(kept.actors) else kept.actors
    doing = {p.head for p in actors}
    return replace(
        kept,
        mode=kept.mode or left.mode,
        actors=actors,
        recipients=tuple(p for p in kept.recipients if p.head not in doing),
        means=kept.means or left.means,
        places=places,
        times=kept.times or left.times,
        counts={**left.counts, **kept.counts},
        sources=kept.sources or (left.sources if left.status == kept.status else kept.sources),
    )
