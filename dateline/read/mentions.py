"""Mentions: people, places, armed actors …, named, described or pronouns, from three heads of the model and word lists.

The model's heads know different things: ``entities`` (re3d) the widest expressions of conflict reports, ``names`` (GUM)
names in any prose, ``head_kind`` (GUM) what any noun or pronoun stands for.
"""

from __future__ import annotations

from msgspec import Struct

from dateline.read.decode import kind_spans
from dateline.read.document import Document
from dateline.read.kinds import ARMED, FACILITY, MEDIUM, PEOPLE, PLACE, VEHICLE, WEAPON, lists
from dateline.read.model import Card, Scores
from dateline.read.name_mends import parts_names
from dateline.read.phrases import extent, parts_cells
from dateline.read.tree import Tree
from dateline.values import Mention, MentionKind

_KEPT: dict[str, MentionKind] = {
    "person": "person", "organisation": "organisation", "place": "place", "weapon": "weapon", "vehicle": "vehicle",
    "quantity": "quantity", "time": "time", "nationality": "nationality",
}  # fmt: skip
_NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM", "ADJ", "DET", "SYM"})
_NOUNS = _NOMINAL - {"DET", "PRON"}
_TRIMMED = frozenset({"PUNCT", "ADP", "CCONJ", "SCONJ"})
_ENDINGS = frozenset({"'s", "’s", "'", "’"})


class Found(Struct, frozen=True):
    """What a head of the model says: words ``first:last`` of the report, a kind, which head."""

    first: int
    last: int
    kind: str
    by: str


def found_in_window(base: int, scores: Scores, card: Card) -> list[Found]:
    """The model's spans and heads in a window whose first word is ``base``."""
    made: list[Found] = []
    for name, table in (("entities", scores.entities), ("names", scores.names)):
        made += [Found(base + a, base + b, card.kinds[k], name) for a, b, k in kind_spans(table)]
    heads = enumerate(scores.head_kind.tolist(), base)
    made += [Found(i, i + 1, card.kinds[k - 1], "head") for i, k in heads if k]
    return made


def mentions(document: Document, found: list[Found]) -> Document:
    """The document with its mentions, in order of the text, the wider first. One span is one mention."""
    tree = Tree(document)
    made: dict[tuple[int, int], tuple[Mention, int]] = {}
    headed: set[int] = set()
    words = document.words

    def add(first: int, last: int, kind: MentionKind, head: int) -> None:
        key = (words[first].start, words[last - 1].end)
        if key not in made:
            headed.add(head)
            named = tree.pos[head] == "PROPN" or kind == "nationality"
            made[key] = (Mention(*key, kind, named), head)

    for by in ("entities", "names"):
        for item in found:
            if item.by != by:
                continue
            first, last = _trimmed(tree, item.first, _one_name(tree, item))
            if first >= last or tree.bounds(first) != tree.bounds(last - 1):
                continue
            head = _head(tree, first, last)
            if tree.pos[head] in _NOUNS and (kind := _kind(tree, head, item.kind)) is not None:
                add(first, last, kind, head)
    for item in found:
        head = item.first
        if item.by != "head" or head in headed or tree.pos[head] not in _NOMINAL or tree.form[head] in _ENDINGS:
            continue
        if (kind := _kind(tree, head, item.kind)) is not None:
            add(*extent(tree, head), kind, head)
    for i, form in enumerate(tree.form):
        # A pronoun of the third person always stands for something, whatever the model made of it.
        if form in _THIRD and tree.pos[i] == "PRON" and (key := (words[i].start, words[i].end)) not in made:
            made[key] = (Mention(*key, _THIRD[form], False), i)
    order = sorted(made, key=lambda k: (k[0], -k[1]))
    return document.again(mentions=tuple(made[k][0] for k in order), mention_heads=tuple(made[k][1] for k in order))


def _trimmed(tree: Tree, first: int, last: int) -> tuple[int, int]:
    while first < last and tree.pos[first] in _TRIMMED:
        first += 1
    while first < last and (tree.pos[last - 1] in _TRIMMED or tree.form[last - 1] in _ENDINGS):
        last -= 1
    return first, last


def _one_name(tree: Tree, item: Found) -> int:
    """The end of a span within one cell of a table, and of a person's before a dash with another name behind it."""
    is_person = item.kind == "person"
    ends = (i for i in range(item.first, item.last) if parts_cells(tree, i) or (is_person and parts_names(tree, i)))
    return next(ends, item.last)


def _head(tree: Tree, first: int, last: int) -> int:
    """The word of a span that depends on none within it; the first such that is a nominal, else the first."""
    tops = [i for i in range(first, last) if not first <= tree.head[i] < last or tree.head[i] == i]
    return next((i for i in tops if tree.pos[i] in _NOMINAL), tops[0] if tops else last - 1)


def _kind(tree: Tree, head: int, kind: str) -> MentionKind | None:
    """The contract's kind: the model's, made finer by what the head word says."""
    known = lists()
    lemma, form = tree.lemma[head], tree.form[head]
    bits = known.nouns.get(lemma, 0) or known.nouns.get(form, 0)
    if kind in ("organisation", "person", "other") and (
        bits & ARMED or lemma in known.armed_names or form in known.armed_names
    ):
        return "armed-actor"
    if kind in ("place", "other", "organisation") and bits & FACILITY and not bits & PLACE:
        return "facility"
    if kind == "other":
        if bits & VEHICLE:
            return "vehicle"
        return "weapon" if bits & (WEAPON | MEDIUM) else None
    if kind == "person":
        token = tree.document.words[head]
        plural = tree.pos[head] == "NOUN" and form != token.lemma.lower()
        return "group" if plural or form in _PLURALS or (bits & PEOPLE and form in _COLLECTIVE) else "person"
    return _KEPT.get(kind)


_PLURALS = frozenset(
    {"they", "them", "their", "theirs", "we", "us", "our", "people", "civilians", "themselves", "ourselves"}
)
_THIRD: dict[str, MentionKind] = {
    **dict.fromkeys(("he", "she", "him", "her", "his", "hers", "himself", "herself"), "person"),
    **dict.fromkeys(("they", "them", "their", "theirs", "themselves"), "group"),
}
_COLLECTIVE = frozenset(["people", "population", "crowd", "family", "public", "community", "group"])
