"""Coreference to training examples: what each pronoun and description may refer back to, and which of it is right.

GUM's groups say it for every mention of its documents. In annotated reports an expression that stands for something
else is marked with the place of its full name: every mention of that name, and every expression that stands for it, is
right. A description that stands for nothing else may still repeat an earlier one with the same noun: both answers
count.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import chain

from msgspec import Struct
from msgspec.structs import replace

from benchmarks.corpora.treebank import TreebankDocument
from dateline.read.document import Document
from dateline.read.reader import Reader
from dateline.read.reference import resolve
from dateline.read.reference_facts import ReferenceFacts, style
from dateline.read.tree import Tree
from dateline.values import Report


class Anaphor(Struct, frozen=True):
    """A mention by its head word, with its facts; ``candidates``: head words, with the facts of each; ``right``:
    numbers of candidates, the number after the last for none."""

    word: int
    style: str
    facts: list[str]
    candidates: list[int]
    pairs: list[list[str]]
    right: tuple[int, ...]


def parsed(reader: Reader, document: TreebankDocument) -> tuple[Document, Tree]:
    """A treebank document as the reader parses its words, its mentions resolved by the rules."""
    report = Report(document.id, document.id, document.id, document.text)
    found = reader.document(report, document.words)
    found = replace(found, mentions=resolve(found, Tree(found)))
    return found, Tree(found)


def from_coreference(reader: Reader, document: TreebankDocument) -> list[Anaphor]:
    """The anaphors of a GUM document; one whose head the treebank knows as no entity's refers to nothing."""
    found, tree = parsed(reader, document)
    facts = ReferenceFacts(found, tree)
    groups = groups_of(document)
    made = []
    for i in facts.anaphors():
        f = facts.features[i]
        own = groups.get(f.head, frozenset())
        candidates = facts.candidates(i)
        right = [n for n, j in enumerate(candidates) if own & groups.get(facts.features[j].head, frozenset())]
        made.append(anaphor(facts, i, candidates, right or [len(candidates)]))
    return made


def groups_of(document: TreebankDocument) -> dict[int, frozenset[str]]:
    """The coreference groups of the entities of each head word."""
    found: dict[int, set[str]] = {}
    for entity in document.entities:
        found.setdefault(entity.head, set()).add(entity.group)
    return {head: frozenset(groups) for head, groups in found.items()}


def anaphor(facts: ReferenceFacts, i: int, candidates: list[int], right: Iterable[int]) -> Anaphor:
    """The anaphor that mention ``i`` is."""
    f = facts.features[i]
    heads = [facts.features[j].head for j in candidates]
    own = style(f)
    return Anaphor(f.head, own, facts.of_anaphor(i), heads, facts.of_pairs(i, candidates), tuple(right))


def from_annotations(document: Document, tree: Tree, stands: Mapping[int, int | None]) -> list[Anaphor]:
    """The anaphors among annotated expressions of a document that the rules have resolved. ``stands``: an expression's
    head word to the head word of what it stands for, or None where that is what it says itself."""
    facts = ReferenceFacts(document, tree)
    groups = _groups(facts, stands)
    made = []
    for i in facts.anaphors():
        f = facts.features[i]
        if f.head not in stands:
            continue
        candidates = facts.candidates(i)
        heads = [facts.features[j] for j in candidates]
        if stands[f.head] is not None:
            right = [n for n, o in enumerate(heads) if groups.get(o.head) == groups[f.head]] or [len(candidates)]
        elif f.style == "pronoun":
            continue
        else:
            same = [n for n, o in enumerate(heads) if o.lemma == f.lemma and o.style not in ("name", "pronoun")]
            right = [*same, len(candidates)]
        made.append(anaphor(facts, i, candidates, right))
    return made


def _groups(facts: ReferenceFacts, stands: Mapping[int, int | None]) -> dict[int, int]:
    """For head words, the first head word of what stands for the same, by annotation and by name."""
    first: dict[int, int] = {}

    def top(head: int) -> int:
        while first.setdefault(head, head) != head:
            head = first[head]
        return head

    def join(a: int, b: int) -> None:
        a, b = sorted((top(a), top(b)))
        first[b] = a

    for head, target in stands.items():
        if target is not None:
            join(head, target)
    named: dict[str, int] = {}
    for i in facts.kept:
        f, name = facts.features[i], facts.document.mentions[i].name
        if f.style == "name" and name is not None:
            join(f.head, named.setdefault(name, f.head))
    return {head: top(head) for head in list(first)}


def gather(anaphors: Iterable[Anaphor], least: int) -> list[str]:
    """The facts seen at least ``least`` times, sorted."""
    seen: dict[str, int] = {}
    for one in anaphors:
        for fact in chain(one.facts, *one.pairs):
            seen[fact] = seen.get(fact, 0) + 1
    return sorted(f for f, n in seen.items() if n >= least)
