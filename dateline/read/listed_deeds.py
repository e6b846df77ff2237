"""Deeds in a row, each a noun with its own victims: of "the killing of a man, rape against ten women and the burning of
three houses" nobody but the man is killed, and the women are raped, wherever the parser hangs them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from msgspec.structs import replace

from dateline.read.counts import of_people
from dateline.read.draft import CountDraft, Draft, Phrase
from dateline.read.kinds import Kinds
from dateline.read.phrases import phrase
from dateline.read.tree import Tree

_DEEDS = frozenset({"ASSAULT", "COERCE"})
_BINDING = frozenset({"of", "against"})
_BEFORE = frozenset({"DET", "NUM", "ADJ", "ADV"})
_NOUNS = frozenset({"NOUN", "PROPN"})
_LONGEST = 6


class _Object(NamedTuple):
    """The head of what a preposition right behind a deed binds to it, and the preposition."""

    head: int
    first: int


def own_objects(tree: Tree, kinds: Kinds, drafts: Sequence[Draft]) -> list[Draft]:
    """The claims with the victims of such nouns each at its own."""
    found = {d.trigger.head: o for d in drafts if d.type in _DEEDS and (o := _object(tree, d.trigger.head)) is not None}
    if len(found) < 2:
        return list(drafts)
    struck = {p.head for d in drafts if d.type in _DEEDS for p in d.recipients if not p.inherited}
    return [
        _with_own(tree, kinds, draft, found, struck) if draft.type in _DEEDS and draft.trigger.head in found else draft
        for draft in drafts
    ]


def _object(tree: Tree, deed: int) -> _Object | None:
    """What "of" or "against" right behind a noun binds to it."""
    high = min(tree.bounds(deed)[1], deed + 2 + _LONGEST)
    if deed + 2 >= high or tree.form[deed + 1] not in _BINDING or tree.form[deed].endswith("ed"):
        return None
    k = deed + 2
    while k < high and tree.pos[k] in _BEFORE:
        k += 1
    while k + 1 < high and tree.pos[k] in _NOUNS and tree.pos[k + 1] in _NOUNS and tree.head[k] == k + 1:
        k += 1
    return _Object(k, deed + 1) if k < high and tree.pos[k] in _NOUNS else None


def _with_own(tree: Tree, kinds: Kinds, draft: Draft, found: dict[int, _Object], struck: set[int]) -> Draft:
    """A claim without what is bound to another noun, and with what is bound to its own and some claim strikes."""
    deed = draft.trigger.head
    own = found[deed]
    others = {o.head for i, o in found.items() if i != deed} - {own.head}
    kept = [p for p in draft.recipients if p.inherited or p.head not in others]
    is_told = any(p.head == own.head for p in kept) or own.head not in struck
    if len(kept) == len(draft.recipients) and is_told:
        return draft
    if not is_told:
        kept.append(_phrase(tree, own))
    recipients = tuple(sorted(kept, key=lambda p: p.start))
    return replace(draft, recipients=recipients, counts=_counted(tree, kinds, draft, recipients))


def _phrase(tree: Tree, own: _Object) -> Phrase:
    """The phrase of a deed's object, from behind the preposition."""
    made, words = phrase(tree, own.head), tree.document.words
    return replace(made, start=words[own.first + 1].start, end=max(made.end, words[own.head].end))


def _counted(tree: Tree, kinds: Kinds, draft: Draft, recipients: Sequence[Phrase]) -> dict[str, CountDraft]:
    """Numbers of those who are left."""
    number = of_people(tree, kinds, [p.head for p in recipients if not p.inherited])
    return {} if number is None else dict.fromkeys(draft.counts, number)
