"""What the grammar of a claim's words leaves no doubt of: what "will" or "could" be, or is asked, is not told as done,
and what came before a plan is no plan.
"""

from __future__ import annotations

from msgspec.structs import replace

from dateline.read.draft import Draft
from dateline.read.operators import operators
from dateline.read.tree import Tree
from dateline.values import Status

_AHEAD: frozenset[Status] = frozenset({"planned", "requested"})
_OPEN: frozenset[Status] = frozenset({"actual", "possible", "planned"})
_GRANTED = frozenset({"after", "following", "since", "despite", "because of", "due to", "in response to"})
"""Prepositions whose noun is taken for granted. Of 28 annotated events with whose they are ("after their defeat") all
happened, whatever the sentence plans."""
_ASKING = frozenset("who whom whose what which when where why how".split())


def by_grammar(tree: Tree, draft: Draft) -> Draft:
    """The claim with the status that its words and their place in the sentence show."""
    head = draft.trigger.head
    if draft.status in _OPEN and not draft.negated and asked(tree, head):
        return replace(draft, status="asked")
    if draft.status == "actual":
        status = modal(tree, head)
        return draft if status is None else replace(draft, status=status)
    return replace(draft, status="actual") if draft.status in _AHEAD and _is_granted(tree, head) else draft


def _is_granted(tree: Tree, i: int) -> bool:
    """ "They plan to return after their defeat": that was before."""
    return (
        tree.pos[i] == "NOUN"
        and tree.case(i) in _GRANTED
        and any(tree.rel[k] == "nmod:poss" and tree.form[k] not in _ASKING for k in tree.kids[i])
        and not any(tree.form[k] == "expected" or tree.lemma[k] in operators()["planned"] for k in tree.kids[i])
    )


def asked(tree: Tree, i: int) -> bool:
    """Whether a sentence asks if the event at ``i`` happened: "Did they shell the town?", "Were there attacks?". What
    it only speaks of ("Did the attack …", "Where was he shot?") is taken for granted."""
    low, high = tree.bounds(i)
    if "?" not in tree.form[max(low, high - 3) : high]:
        return False
    clause = i
    if tree.rel[i] == "acl" or tree.base[i] == "nsubj":
        clause = tree.head[i] if tree.rel[i] != "acl" else tree.head[tree.head[i]]
        if not _is_there(tree, clause):
            return False
    elif tree.base[i] in ("conj", "xcomp") and tree.head[i] != i:
        clause = tree.head[i]
    if tree.base[clause] not in ("root", "parataxis", "ccomp") and tree.head[clause] != clause:
        return False
    subject = tree.own_subject(clause)
    first = next((k for k in (*tree.kids[clause], clause) if tree.pos[k] == "AUX" or tree.lemma[k] == "be"), None)
    if first is None or (subject is not None and first > subject) or (subject is None and not _is_there(tree, clause)):
        return False
    return not any(tree.form[k] in _ASKING for k in range(low, first))


def _is_there(tree: Tree, verb: int) -> bool:
    return any(tree.base[k] == "expl" for k in tree.kids[verb])


def modal(tree: Tree, i: int) -> Status | None:
    """What the auxiliaries and the conjunction of a verb itself make of it: what "will" or "could" be, or be "if …",
    is not told as done. None where they say nothing."""
    up = tree.head[i]
    if tree.pos[i] == "NOUN" and tree.base[i] == "nsubj" and up != i and tree.pos[up] == "VERB":
        return "hypothetical" if modal(tree, up) == "hypothetical" else None  # "if the fighting spreads"
    if tree.pos[i] not in ("VERB", "AUX", "ADJ"):
        return None
    lists = operators()
    own = [k for k in tree.kids[i] if k < i]
    if tree.base[i] == "advcl" and any(tree.base[k] == "mark" and tree.form[k] in ("if", "unless") for k in own):
        if any(tree.base[k] in ("nsubj", "csubj") for k in own):
            return "hypothetical"
    forms = {tree.form[k] for k in own if tree.base[k] == "aux"}
    if "have" in forms or "been" in forms:
        return None  # "could have fled", "will have heard"
    if forms & lists["modals_future"]:
        return "planned"
    if forms & (lists["modals_possible"] - {"can"}):
        return "possible"
    return None
