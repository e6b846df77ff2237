"""What an attack did to people is part of it: "opened fire, killing two", "the raid that left six dead", "four were
killed and nine wounded" tell one attack each, with the numbers and victims of all its words.

Of 82 places in annotated training reports where people are killed and others wounded in one breath, the wounded are a
claim of their own in seven; of 15 attacks "that killed" or "left dead" the verb is one in three, and "casualties,
including dead and wounded" never are.
"""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from dateline.read.draft import Draft, Phrase
from dateline.read.tree import RELATIVE, Tree

_HARMING = frozenset({"killing", "wounding", "injuring", "maiming", "hurting"})
_DONE = frozenset({"killed", "wounded", "injured"})
_LEAVING = frozenset({"leave", "leaves", "left", "leaving"})
_LEFT = frozenset({"dead", "killed", "wounded", "injured", "homeless"})
_KILLED = frozenset({"kill", "killed", "killing", "die", "dead"})
_WOUNDED = frozenset({"wound", "wounded", "wounding", "injure", "injured", "injuring", "hurt"})
_EFFECTS = frozenset({"kill", "wound", "injure", "leave", "claim", "hit", "strike", "target", "destroy"})
_TOLLS = frozenset({"casualty", "loss", "victim", "toll"})
_BESIDE = frozenset({"and", "or", "while", ",", "&"})
_SHORTLY = 10
"""Words from "left" to how people were left."""
_NEAR = 20
"""Words from who was killed to who was wounded."""


def harm_told_on(tree: Tree, drafts: Sequence[Draft]) -> list[Draft]:
    """The claims, in order of the text, without the harm that an attack did, told in a clause of it, beside its dead,
    or as what its casualties are: its numbers and victims are the attack's."""
    made = [d for d in drafts if not (d.type == "ASSAULT" and _is_kind_of_toll(tree, d.trigger.head))]
    gone: set[int] = set()
    for n, draft in enumerate(made):
        if draft.type != "ASSAULT":
            continue
        host = _beside(tree, made, gone, n)
        beside = host is not None
        if host is None and (_only_harm(tree, draft.trigger.head) or _relative_to(tree, draft) is not None):
            host = next((m for m in range(n - 1, -1, -1) if m not in gone and _is_host(tree, made[m], draft)), None)
        if host is not None:
            gone.add(n)
            made[host] = _with(made[host], draft, beside)
    return [draft for n, draft in enumerate(made) if n not in gone]


def _with(host: Draft, harm: Draft, beside: bool) -> Draft:
    """The attack with the victims and numbers of a harm: others than its own where they are told ``beside`` these."""
    recipients = host.recipients or harm.recipients
    if beside:
        recipients = (*host.recipients, *_others((*host.actors, *host.recipients), harm.recipients))
    return replace(host, recipients=recipients, counts={**harm.counts, **host.counts})


def _others(known: Sequence[Phrase], more: Sequence[Phrase]) -> list[Phrase]:
    return [p for p in more if not any(p.start < k.end and k.start < p.end for k in known)]


def _beside(tree: Tree, drafts: Sequence[Draft], gone: set[int], n: int) -> int | None:
    """The number of the claim that has a claim's wounded beside its own dead: that of the killing, else the attack that
    did both."""
    harm = drafts[n]
    killed = _killed_beside(tree, harm.trigger.head)
    if killed is None:
        return None
    alike = [m for m in range(n) if m not in gone and _said_alike(drafts[m], harm)]
    own = next((m for m in alike if drafts[m].trigger.head == killed), None)
    host = (
        own
        if own is not None
        else next((m for m in reversed(alike) if drafts[m].trigger.end <= harm.trigger.start), None)
    )
    return None if host is None or _elsewhere(drafts[host], harm) else host


def _killed_beside(tree: Tree, i: int) -> int | None:
    """Who was killed, told right before who was wounded, with no other deed between."""
    if tree.lemma[i] not in _WOUNDED and tree.form[i] not in _WOUNDED:
        return None
    low = max(tree.bounds(i)[0], i - _NEAR)
    for k in range(i - 1, low - 1, -1):
        if tree.lemma[k] in _KILLED or tree.form[k] in _KILLED:
            return k if _BESIDE & {*tree.form[k:i]} else None
        if tree.pos[k] == "VERB" and tree.rel[k] != "amod" and tree.lemma[k] not in _WOUNDED:
            return None
    return None


def _said_alike(one: Draft, other: Draft) -> bool:
    return (one.type, one.sentence, one.status, one.negated) == (
        other.type,
        other.sentence,
        other.status,
        other.negated,
    )


def _elsewhere(one: Draft, other: Draft) -> bool:
    """Whether two claims are placed apart by their own words."""
    first, second = ({p.head for p in d.places if not p.inherited} for d in (one, other))
    return bool(first and second) and first.isdisjoint(second)


def _is_kind_of_toll(tree: Tree, i: int) -> bool:
    """ "40 casualties, including dead and wounded": what they are, no deed."""
    if tree.form[i] not in _LEFT or any(tree.base[k] in ("nsubj", "aux") for k in tree.kids[i]):
        return False
    first = i
    while tree.base[first] == "conj" and tree.form[tree.head[first]] in _LEFT:
        first = tree.head[first]
    return tree.case(first) == "including" and tree.lemma[tree.head[first]] in _TOLLS


def _only_harm(tree: Tree, i: int) -> bool:
    if tree.form[i] in _DONE and tree.form[i - 1 : i] == ["and"]:  # "was shot and killed"
        before = max(i - 2, 0)
        return tree.pos[before] == "VERB" and tree.form[before] not in _DONE and tree.own_subject(i) is None
    if tree.form[i] in _HARMING:
        return tree.pos[i] == "VERB" and tree.own_subject(i) is None
    if tree.form[i] in _LEAVING:
        return any(tree.form[j] in _LEFT for k in tree.kids[i] for j in (k, *tree.kids[k]))
    up = tree.head[i]
    return tree.form[i] in _LEFT and (any(tree.form[k] in _LEAVING for k in (up, tree.head[up])) or _left_so(tree, i))


def _left_so(tree: Tree, i: int) -> bool:
    """Whether a verb shortly before says who was left so, wherever the parser hangs them: "left two women dead"."""
    if any(tree.base[k] in ("aux", "nsubj") for k in tree.kids[i]):
        return False
    before = range(i - 1, max(tree.bounds(i)[0], i - _SHORTLY) - 1, -1)
    verb = next((k for k in before if tree.pos[k] == "VERB" and tree.form[k] not in _LEFT), None)
    return verb is not None and tree.form[verb] in _LEAVING


def _relative_to(tree: Tree, harm: Draft) -> int | None:
    """The attack that a relative clause says the effect of: "the blast that hit the checkpoint"."""
    i = harm.trigger.head
    if tree.rel[i] != "acl:relcl" or tree.lemma[i] not in _EFFECTS or tree.passive(i):
        return None
    subject = next((k for k in tree.kids[i] if tree.base[k] == "nsubj"), None)
    return tree.head[i] if subject is not None and tree.form[subject] in RELATIVE else None


def _is_host(tree: Tree, draft: Draft, harm: Draft) -> bool:
    """Whether an attack of the same sentence is what did the harm: told before it, and itself more than harm."""
    if draft.type != "ASSAULT" or draft.sentence != harm.sentence or draft.status != harm.status:
        return False
    of = _relative_to(tree, harm)
    if of is not None and not _only_harm(tree, harm.trigger.head):
        return draft.trigger.head == of
    return not _only_harm(tree, draft.trigger.head) and draft.trigger.end <= harm.trigger.start
