"""Whom "we" and "our" stand for in what somebody says: the speaker's own side, be it a body or those it speaks for.

A spokesman's "our control" is the control of the body that he speaks for, which is mostly named beside him and often
only behind the words. What the words themselves tell of is not who says them: in "Darwan is under our control" the town
is no more "us" than it is in reported speech without quotation marks.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Mapping, Sequence

from msgspec import Struct

from dateline.read.addressed import is_addressed
from dateline.read.document import Document
from dateline.read.entities import Entity, Names
from dateline.read.features import Features
from dateline.read.kinds import lists as kind_lists
from dateline.read.lists import words as word_list
from dateline.read.speakers import cues
from dateline.read.tree import Tree

OURS = frozenset({"we", "us", "our", "ours", "ourselves"})
_BOUND = frozenset({"for", "of", "from", "with"})
_STEPS = 3
_LAST = 64
"""Of someone's mentions so many of the last are looked at: what stands in the same words stands near."""


class Side(Struct, frozen=True):
    """Who speaks: the characters of what is said, the speaker's mentions, and the mention of the body that is "we",
    None where the speaker belongs to none that is named beside them."""

    content: tuple[int, int]
    speakers: frozenset[int]
    body: int | None


def sides(
    document: Document, tree: Tree, features: Sequence[Features], by_head: Mapping[int, Features]
) -> dict[int, Side]:
    """For each mention that is "we" or "our" in what someone says, by the model's attributions, who speaks there."""
    found: dict[int, Side] = {}
    if not any(f.form in OURS for f in features):
        return found
    order = sorted(features, key=lambda f: f.start)
    starts = [f.start for f in order]

    def within(a: int, b: int) -> list[Features]:
        return [f for f in order[bisect_left(starts, a) : bisect_left(starts, b)] if f.end <= b]

    for attribution in document.attributions:
        ours = [(f, piece) for piece in attribution.content for f in within(*piece) if f.form in OURS]
        if not ours or not attribution.source:
            continue
        source = [f for piece in attribution.source for f in within(*piece)]
        heads = {f.head for f in source}
        tops = [f for f in source if tree.head[f.head] not in heads or tree.head[f.head] == f.head]
        body = _body(tops[0], tree, by_head) if len({f.head for f in tops}) == 1 else None
        for f, piece in ours:
            known = found.get(f.index)
            if known is None or piece[1] - piece[0] < known.content[1] - known.content[0]:
                found[f.index] = Side(piece, frozenset(t.index for t in tops), body)
    if any(f.form in OURS and f.index not in found for f in features):
        _beside(document, tree, order, by_head, found)
    return found


def _beside(
    document: Document,
    tree: Tree,
    order: Sequence[Features],
    by_head: Mapping[int, Features],
    found: dict[int, Side],
) -> None:
    """Speakers named by a verb of saying in the pronoun's sentence, where the model sees no attribution."""
    said: dict[int, tuple[int, int]] = {}
    for cue in cues(document, tree, ()):
        said.setdefault(document.words[cue.word].sentence, (cue.word, cue.source))
    for f in order:
        if f.form not in OURS or f.index in found or f.sentence not in said:
            continue
        word, source = said[f.sentence]
        speaker, sentence = by_head.get(source), document.sentences[f.sentence]
        if speaker is None or f.head == source:
            continue
        first, last = min(word, source), max(word, source)
        if f.head < first:
            content = sentence.start, document.words[first].start
        elif f.head > last:
            content = document.words[last].end, sentence.end
        else:
            continue
        found[f.index] = Side(content, frozenset({speaker.index}), _body(speaker, tree, by_head))


def not_us(side: Side | None, features: Sequence[Features], tree: Tree) -> Callable[[Entity], bool]:
    """Whether something cannot be "we": a place that is no country, what the speaker's own words tell of, those whom
    the speaker turns to, and an armed actor where a resident speaks."""
    low, high = side.content if side is not None else (0, 0)
    speakers = side.speakers if side is not None else frozenset()
    civilian = any(features[i].lemma in word_list("witness_nouns") for i in speakers)

    def barred(entity: Entity) -> bool:
        near = entity.mentions[-_LAST:]
        if not speakers.isdisjoint(near):
            return False
        if any(is_addressed(tree, features[i].head) for i in near):
            return True
        if civilian and entity.actor is not None and entity.actor.kind == "armed-actor":
            return True
        if entity.sort == "place" and entity.actor is None:
            if entity.name is None or entity.name.casefold() not in kind_lists().states:
                return True
        told = (features[i] for i in near)
        return any(low <= f.start < high and f.form not in OURS for f in told)

    return barred


def name_behind(
    sides: Mapping[int, Side],
    entity_of: Mapping[int, Entity],
    features: Sequence[Features],
    names: Names,
    phrase: Callable[[int], str],
) -> None:
    """Gives those of whom nothing but "we" and "our" is known the name of who speaks, which may stand behind the words:
    "… under our control, a spokesman for the YPG said" refers back to nothing. ``phrase``: a mention in full."""
    known: set[int] = set()
    for i, side in sides.items():
        entity = entity_of[i]
        if entity.name is not None or entity.actor is not None or id(entity) in known:
            continue
        if any(features[j].form not in OURS for j in entity.mentions[:_LAST]):
            known.add(id(entity))
            continue
        if side.body is not None:
            body = entity_of[side.body]
            entity.actor, entity.name = body.actor, body.name or phrase(side.body)
        for j in sorted(side.speakers) if side.body is None else ():
            # An armed actor's name that the model takes for a person's.
            actor = entity_of[j].actor or (names.of(features[j]).actor if features[j].style == "name" else None)
            if actor is not None:
                entity.actor, entity.name = actor, actor.name
                break


def _body(speaker: Features, tree: Tree, by_head: Mapping[int, Features], steps: int = _STEPS) -> int | None:
    """The mention of the body that a speaker speaks for: "a YPG spokesman", "Sharvan Darwish, spokesman for the …"."""
    if speaker.style == "pronoun":
        return None
    is_document = speaker.lemma in word_list("documents") | word_list("media_nouns")
    if speaker.sort in ("body", "people") and not is_document and speaker.lemma not in word_list("person_nouns"):
        return speaker.index
    later = []
    for kid in tree.kids[speaker.head]:
        other = by_head.get(kid)
        if other is None or other is speaker:
            continue
        base = tree.base[kid]
        if base == "appos":
            later.append(other)
        elif base in ("nmod", "compound", "amod") and (tree.case(kid) in _BOUND or not tree.case(kid)):
            if other.sort in ("body", "people") and other.style != "pronoun":
                return other.index
            if base == "nmod" and tree.case(kid):
                later.append(other)
    for other in later if steps else ():
        body = _body(other, tree, by_head, steps - 1)
        if body is not None:
            return body
    return None
