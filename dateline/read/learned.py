"""Claims by the trained heads: which words report something, how real it is, and who and what plays a part in it.

The heads see the model's vectors and, as facts, what the lexicon and the rules make of the same words. What they choose
is a head word each time; the noun phrase around it comes from the tree.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import cast

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from dateline.read import counts, times
from dateline.read.claim_heads import ClaimHeads, sigmoid
from dateline.read.document import Document
from dateline.read.draft import CountDraft, Draft, Phrase, PlacePhrase
from dateline.read.facts import Facts, Told
from dateline.read.kinds import Kinds
from dateline.read.model import Floats
from dateline.read.ontology import ALL_MODES, COUNTS, PLACE_ROLES, ROLES, SLOTS, STATUSES, TYPES
from dateline.read.phrases import phrase
from dateline.read.sources import SourceIndex
from dateline.read.tree import Tree
from dateline.values import PlaceRole

TRIGGER_AT = 0.4
"""Probability from which a word is taken to report something."""
_BEARERS = frozenset({"VERB", "NOUN", "PROPN", "ADJ", "ADV", "AUX", "X"})
_AT = {name: number for number, name in enumerate(ROLES)}
_SLOT_ROLES = [(name, [_AT[r] for r in roles]) for name, roles in SLOTS.items()]
_PLACES = [_AT[r] for r in PLACE_ROLES]


class _Parts(Struct):
    """Candidates chosen for a claim: (score, candidate's word, in another sentence) by role."""

    own: dict[str, list[tuple[float, int]]]
    taken: dict[str, tuple[int, str]]

    def told(self, facts: Facts) -> Told:
        """What the claims that follow know of this one."""
        found: Told = {}
        for slot, roles in SLOTS.items():
            heads = [j for role in roles for _, j in self.own.get(role, [])]
            if not heads and slot in self.taken:
                heads = [self.taken[slot][0]]
            found[slot] = frozenset(facts.name(j) for j in heads)
        return found


def detect(document: Document, heads: ClaimHeads, ruled: Sequence[Draft], sources: SourceIndex) -> list[Draft]:
    """The claims of a parsed report whose mentions are resolved, in order of the text. ``ruled``: what the lexicon and
    the rules find (``dateline.read.detect``)."""
    vectors = document.vectors
    if vectors is None or not len(document.words):
        return []
    tree = Tree(document)
    facts = Facts(tree, Kinds(tree), ruled)
    words = [i for i in range(len(tree)) if tree.pos[i] in _BEARERS]
    if not words:
        return []
    found: list[Draft] = []
    told: list[Told] = []
    chances = sigmoid(heads.type_scores(vectors[words].astype(np.float32), [facts.of_word(i) for i in words]))
    for n in np.nonzero(chances.max(1) > TRIGGER_AT)[0].tolist():
        i = words[n]
        for draft, parts in _of_word(document, tree, facts, heads, sources, i, chances[n], told[::-1]):
            found.append(draft)
            told.append(parts.told(facts))
    return sorted(found, key=lambda d: (d.trigger.start, d.trigger.end, d.type))


def _of_word(
    document: Document,
    tree: Tree,
    facts: Facts,
    heads: ClaimHeads,
    sources: SourceIndex,
    i: int,
    chances: Floats,
    told: Sequence[Told],
) -> list[tuple[Draft, _Parts]]:
    vectors = document.vectors
    assert vectors is not None
    word = document.words[i]
    spoken = sources.heads(word.start, word.end)
    candidates = sorted({*facts.candidates(i), *(h for h, _ in spoken)})
    pairs = heads.pairs(facts.of_pairs(i, candidates, [h for h, _ in spoken], told))
    doer, parts = vectors[i].astype(np.float32), vectors[candidates].astype(np.float32)
    about = facts.of_trigger(i)
    low, high = tree.bounds(i)
    own = np.array([low <= j < high for j in candidates], dtype=bool)
    made: list[tuple[Draft, _Parts]] = []
    for t in np.nonzero(chances > TRIGGER_AT)[0].tolist():
        status, mode, flags = heads.states(doer, t, about)
        scores, none = heads.roles(doer, t, parts, pairs)
        chosen = _choose(scores, none, own, candidates)
        ruled = next((d for d in facts.by_head.get(i, ()) if d.type == TYPES[t]), None)
        draft = Draft(
            type=TYPES[t],
            mode=ALL_MODES[int(mode.argmax())] or None,
            status=STATUSES[int(status.argmax())],
            negated=bool(flags[0] > 0.5),
            aggregate=bool(flags[1] > 0.5),
            background=bool(flags[2] > 0.5),
            trigger=ruled.trigger if ruled is not None else _trigger(tree, i),
            sentence=word.sentence,
            actors=_phrases(tree, chosen, "actor"),
            recipients=_phrases(tree, chosen, "recipient"),
            means=_phrases(tree, chosen, "means"),
            places=_places(tree, chosen),
            times=_times(tree, chosen),
            counts=_counts(tree, chosen, ruled),
            sources=_sources(chosen, spoken),
            confidence=round(float(chances[t]), 3),
        )
        made.append((draft, chosen))
    return made


def _choose(scores: Floats, none: Floats, own: NDArray[np.bool_], candidates: Sequence[int]) -> _Parts:
    """Who plays a part: of the claim's own sentence all with a score above 0, a word as actor or as recipient and as
    one kind of place only; for a slot left open the best elsewhere, or nothing."""
    inner = scores.copy()
    inner[~own] = -np.inf
    for group in (_PLACES, [_AT["actor"], _AT["recipient"]], [_AT[c] for c in COUNTS]):
        rows = inner[:, group]
        rows[np.arange(len(group))[None, :] != rows.argmax(1)[:, None]] = -np.inf
        inner[:, group] = rows
    chosen = _Parts({}, {})
    for k, r in np.argwhere(inner > 0).tolist():
        chosen.own.setdefault(ROLES[r], []).append((float(inner[k, r]), candidates[k]))
    away = np.nonzero(~own)[0]
    for slot, (name, roles) in enumerate(_SLOT_ROLES):
        if any(ROLES[r] in chosen.own for r in roles) or not len(away):
            continue
        outer = scores[np.ix_(away, np.array(roles))]
        total = np.logaddexp.reduce(outer, axis=1)
        best = int(total.argmax())
        if total[best] > none[slot]:
            chosen.taken[name] = (candidates[int(away[best])], ROLES[roles[int(outer[best].argmax())]])
    return chosen


def _trigger(tree: Tree, i: int) -> Phrase:
    """The word with its particle."""
    words = tree.document.words
    last = i
    if any(k == i + 1 and tree.rel[k] == "compound:prt" for k in tree.kids[i]):
        last = i + 1
    return Phrase(words[i].start, words[last].end, i)


def _phrases(tree: Tree, chosen: _Parts, role: str) -> tuple[Phrase, ...]:
    if role in chosen.taken:
        whole = phrase(tree, chosen.taken[role][0])
        return (Phrase(whole.start, whole.end, whole.head, True),)
    found = [phrase(tree, j) for _, j in sorted(chosen.own.get(role, []), key=lambda x: x[1])]
    return tuple(p for p in found if not any(_within(p, q) for q in found))


def _within(one: Phrase, other: Phrase) -> bool:
    wider = other.end - other.start > one.end - one.start
    return wider and other.start <= one.start and one.end <= other.end


def _places(tree: Tree, chosen: _Parts) -> tuple[PlacePhrase, ...]:
    if "place" in chosen.taken:
        j, role = chosen.taken["place"]
        return (_place(tree, j, cast("PlaceRole", role), True),)
    found: list[tuple[int, int, PlacePhrase]] = []
    for rank, role in enumerate(PLACE_ROLES):
        for _, j in chosen.own.get(role, []):
            found.append((0 if role in ("at", "held") else 1 + rank, j, _place(tree, j, role, False)))
    return tuple(p for _, _, p in sorted(found, key=lambda x: x[:2]))


def _place(tree: Tree, j: int, role: PlaceRole, inherited: bool) -> PlacePhrase:
    whole = phrase(tree, j)
    return PlacePhrase(whole.start, whole.end, j, inherited, role, tree.case(j))


def _times(tree: Tree, chosen: _Parts) -> tuple[Phrase, ...]:
    if "time" in chosen.taken:
        whole = times.whole(tree, chosen.taken["time"][0])
        return (Phrase(whole.start, whole.end, whole.head, True),)
    return tuple(times.whole(tree, j) for _, j in sorted(chosen.own.get("time", []), reverse=True))


def _counts(tree: Tree, chosen: _Parts, ruled: Draft | None) -> dict[str, CountDraft]:
    found: dict[str, CountDraft] = {}
    for name in COUNTS:
        for _, j in sorted(chosen.own.get(name, []), reverse=True):
            count = counts.at(tree, j)
            if count is not None:
                found[name] = count
                break
        else:
            if ruled is not None and name in ruled.counts:
                found[name] = ruled.counts[name]
    return found


def _sources(chosen: _Parts, spoken: Sequence[tuple[int, int | None]]) -> tuple[tuple[int, int | None], ...]:
    """Head words of who says it, with the cue where the rules know it: in their order, then in order of the text."""
    heads = [j for _, j in chosen.own.get("source", [])]
    if "source" in chosen.taken:
        heads = [chosen.taken["source"][0]]
    order = [h for h, _ in spoken]
    cues = dict(reversed(list(spoken)))
    heads.sort(key=lambda j: (order.index(j) if j in order else len(order), j))
    return tuple((j, cues.get(j)) for j in heads)
