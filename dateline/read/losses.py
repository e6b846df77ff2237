"""Losses: who inflicts them does harm, who suffers them grows weaker, and the losses themselves are neither."""

from __future__ import annotations

from msgspec.structs import replace

from dateline.read.draft import Draft, Phrase
from dateline.read.phrases import phrase
from dateline.read.tree import Tree

_LOSSES = frozenset({"casualty", "casualties", "loss", "losses"})
_INFLICTING = frozenset({"inflict", "inflicte", "deal", "cause"})
_ON = frozenset({"on", "upon", "to", "among", "against"})
_NOMINAL = frozenset({"NOUN", "PROPN", "PRON"})


def of_both_sides(tree: Tree, draft: Draft) -> Draft:
    """A claim of losses, or of harm told by them, with each side where it belongs."""
    if draft.type not in ("ASSAULT", "STRENGTH"):
        return draft
    actors = tuple(p for p in draft.actors if p.inherited or not _is_loss(tree, p.head))
    if len(actors) != len(draft.actors):
        draft = replace(draft, actors=actors)
    found = _inflicted(tree, draft.trigger.head)
    if found is None:
        return draft
    losses, doers, sufferers = found
    if draft.type == "STRENGTH":
        if draft.mode != "down":
            return draft
        kept = sufferers or tuple(p for p in draft.actors if p.head not in {d.head for d in doers})
        return replace(draft, actors=kept, recipients=())
    heads = {p.head for p in sufferers}
    recipients = tuple(p for p in draft.recipients if p.head not in {d.head for d in doers})
    recipients = (*recipients, *(p for p in sufferers if p.head not in {r.head for r in recipients}))
    numbered = any(tree.base[k] == "nummod" for k in tree.kids[losses])
    if sufferers and not numbered:  # "heavy losses" are nobody
        recipients = tuple(p for p in recipients if p.head != losses)
    return replace(draft, actors=tuple(p for p in draft.actors if p.head not in heads), recipients=recipients)


def _is_loss(tree: Tree, i: int) -> bool:
    """Whether a word means losses, or so many of them: "dozens of casualties"."""
    of = (k for k in tree.kids[i] if tree.base[k] == "nmod" and tree.case(k) == "of")
    return tree.form[i] in _LOSSES or any(tree.form[k] in _LOSSES for k in of)


def _inflicted(tree: Tree, head: int) -> tuple[int, tuple[Phrase, ...], tuple[Phrase, ...]] | None:
    """The losses that a word tells of as inflicted, who inflicts them, and on whom; None where it tells of none."""
    verb = head if tree.pos[head] == "VERB" else tree.head[head]
    if tree.lemma[verb] not in _INFLICTING or tree.pos[verb] != "VERB":
        return None
    suffering = [k for k in tree.kids[verb] if tree.rel[k] in ("obj", "nsubj:pass") and _is_loss(tree, k)]
    if tree.base[verb] == "acl" and _is_loss(tree, tree.head[verb]):
        suffering.append(tree.head[verb])
    if not suffering or head not in (verb, *suffering):
        return None
    losses = suffering[0]
    doer = None if tree.passive(verb) else tree.subject(verb)
    agents = [k for k in tree.kids[verb] if tree.rel[k] == "obl:agent"]
    behind = [k for k in (*tree.kids[verb], *tree.kids[losses]) if tree.base[k] in ("obl", "nmod") and k > verb]
    on = [k for k in behind if tree.case(k) in _ON and tree.pos[k] in _NOMINAL]
    return (
        losses,
        tuple(phrase(tree, j) for k in ([doer] if doer is not None else agents) for j in tree.joined(k)),
        tuple(phrase(tree, j) for k in on for j in tree.joined(k)),
    )
