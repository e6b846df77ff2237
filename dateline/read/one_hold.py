"""One hold, one claim: what a verb and its noun tell of one place together ("is in control of the town")."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from dateline.read.draft import Draft
from dateline.read.tree import Tree


def held_once(tree: Tree, drafts: Sequence[Draft]) -> list[Draft]:
    """The claims without what a verb and its noun tell twice: "is in control of the town", "have taken control". The
    change stays before the state, then the surer one, with the parties and places of both."""
    at: dict[int, int] = {}
    made = list(drafts)
    gone: set[int] = set()
    for n, one in enumerate(drafts):
        if one.type != "CONTROL":
            continue
        head = one.trigger.head
        m = next((at[j] for j in (tree.head[head], *tree.kids[head]) if j in at and at[j] not in gone), None)
        at[head] = n
        if m is None or not _carried(tree, made[m], one) or made[m].status != one.status:
            continue
        kept, left = (m, n) if _rank(made[m]) >= _rank(one) else (n, m)
        other = made[left]
        gone.add(left)
        actors, recipients = made[kept].actors or other.actors, made[kept].recipients or other.recipients
        if not made[kept].recipients:  # of two claims: nobody stands on both sides of one
            recipients = tuple(p for p in recipients if all(p.head != doer.head for doer in actors))
        elif not made[kept].actors:
            actors = tuple(p for p in actors if all(p.head != victim.head for victim in recipients))
        made[kept] = replace(
            made[kept],
            actors=actors,
            recipients=recipients,
            places=made[kept].places if any(p.role == "held" for p in made[kept].places) else other.places,
        )
    return [draft for n, draft in enumerate(made) if n not in gone]


def _carried(tree: Tree, one: Draft, other: Draft) -> bool:
    """Whether one of two words only carries the other: a noun's verb or copula, or an attempt."""
    up, down = one.trigger.head, other.trigger.head
    if tree.head[down] != up:
        up, down = down, up
    if tree.base[down] == "xcomp" and tree.pos[up] == "VERB":
        return _same_place(one, other)
    if tree.pos[up] == tree.pos[down] or tree.base[down] not in ("obj", "obl", "cop", "xcomp"):
        return False
    return _same_place(one, other)


def _same_place(one: Draft, other: Draft) -> bool:
    own = [{p.head for p in d.places if p.role == "held" and not p.inherited} for d in (one, other)]
    return not own[0] or not own[1] or bool(own[0] & own[1])


def _rank(draft: Draft) -> tuple[bool, float]:
    return draft.mode in ("gains", "loses"), draft.confidence
