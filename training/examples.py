"""Corpus documents to training windows: word pieces, casing and the labels that the corpus gives."""

from __future__ import annotations

import math
import random
from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from msgspec import Struct, field

from benchmarks.corpora.polnear import Article
from benchmarks.corpora.re3d import Re3dDocument
from benchmarks.corpora.treebank import TreebankDocument
from benchmarks.corpora.uds import UdsSentence
from dateline.read import pieces as pc
from dateline.read.model import shown_casing
from dateline.read.windows import paragraphs, windows
from dateline.read.words import split
from training.claims import CONTEXT, Example
from training.labels import GUM_KINDS, RE3D_KINDS, ROLES, Labels, script
from training.reference import Anaphor

IGNORE = -100


class Link(Struct, frozen=True):
    """A span of words (first, last inclusive) of a role (0 source, 1 content) and the first words of its cues."""

    role: int
    first: int
    last: int
    cues: tuple[int, ...]


class Prepared(Struct):
    """A document ready to be cut into windows; labels are one a word, or None where the corpus says nothing."""

    corpus: str
    text: str
    words: list[tuple[int, int]]
    pieces: list[tuple[int, ...]]
    casing: list[int]
    openers: list[int]
    starts: list[int] | None = None
    pos: list[int] | None = None
    lemmas: list[int] | None = None
    heads: list[int] | None = None
    relations: list[int] | None = None
    sentence: list[int] | None = None
    head_kinds: list[int] | None = None
    names: list[int] | None = None
    entities: list[int] | None = None
    roles: list[tuple[int, int, int]] | None = None
    links: list[Link] = field(default_factory=list)
    cues: list[int] = field(default_factory=list)
    certainties: list[float] | None = None
    claims: Example | None = None
    anaphors: list[Anaphor] | None = None


def _prepared(corpus: str, text: str, words: list[tuple[int, int]], vocabulary: pc.Pieces) -> Prepared:
    forms = [text[a:b] for a, b in words]
    return Prepared(
        corpus, text, words, [vocabulary.of(f) for f in forms], [pc.casing(f) for f in forms], paragraphs(text, words)
    )


def from_treebank(corpus: str, document: TreebankDocument, labels: Labels, vocabulary: pc.Pieces) -> Prepared:
    """Sentences, parts of speech, lemmas and trees; for GUM also named entities and the kinds of heads."""
    made = _prepared(corpus, document.text, document.words, vocabulary)
    made.openers = sorted({*document.sentences, *document.paragraphs})
    n = len(document.words)
    opens = set(document.sentences)
    made.starts = [int(i in opens) for i in range(n)]
    pos = {x: i for i, x in enumerate(labels.pos)}
    relations = {x: i for i, x in enumerate(labels.relations)}
    scripts = {x: i for i, x in enumerate(labels.lemmas)}
    made.pos = [pos.get(x, IGNORE) for x in document.pos]
    made.relations = [relations.get(x, IGNORE) for x in document.relations]
    forms = [document.text[a:b] for a, b in document.words]
    made.lemmas = [scripts.get(script(f, x), IGNORE) for f, x in zip(forms, document.lemmas, strict=True)]
    made.heads = list(document.heads)
    made.sentence = []
    for i in range(n):
        made.sentence.append((made.sentence[-1] if made.sentence else -1) + (i in opens))
    if corpus == "gum":
        kinds = {k: i for i, k in enumerate(labels.kinds)}
        made.head_kinds = [0] * n
        made.names = [0] * n
        for entity in document.entities:
            kind = kinds[GUM_KINDS.get(entity.type, "other")]
            # The widest entity of a head comes first in the document's order and wins.
            made.head_kinds[entity.head] = made.head_kinds[entity.head] or kind + 1
        for entity in sorted((e for e in document.entities if e.named), key=lambda e: e.first - e.last):
            # Widest first, so that a name within a name ("Raqqa" in "the city of Raqqa") overwrites.
            _mark(made.names, entity.first, entity.last, kinds[GUM_KINDS.get(entity.type, "other")])
    return made


def _mark(tags: list[int], first: int, last: int, kind: int) -> None:
    """Writes B and I of a kind; an outer span that goes on after an inner one stays broken off there."""
    tags[first] = 1 + 2 * kind
    for i in range(first + 1, last):
        tags[i] = 2 + 2 * kind
    if last < len(tags) and tags[last] and tags[last] % 2 == 0:
        tags[last] -= 1


def from_re3d(document: Re3dDocument, labels: Labels, vocabulary: pc.Pieces) -> Prepared:
    """The widest entities, names and descriptions alike."""
    made = _prepared("re3d", document.text, split(document.text), vocabulary)
    made.entities = [0] * len(made.words)
    taken = -1
    for entity in document.entities:
        kind = RE3D_KINDS.get(entity.type)
        if kind is None or entity.start < taken:
            continue
        covered = [i for i, (a, b) in enumerate(made.words) if a < entity.end and b > entity.start]
        if covered:
            _mark(made.entities, covered[0], covered[-1] + 1, labels.kinds.index(kind))
            taken = entity.end
    return made


def from_polnear(article: Article, vocabulary: pc.Pieces) -> Prepared:
    """Attributions: a tag a role and word, and which spans belong to which cue."""
    made = _prepared("polnear", article.text, split(article.text), vocabulary)
    tags = [[0] * len(ROLES) for _ in made.words]
    starts = [a for a, _ in made.words]
    for attribution in article.attributions:
        ends: list[list[tuple[int, int]]] = []
        for role, spans in enumerate((attribution.source, attribution.cue, attribution.content)):
            ends.append([])
            for a, b in spans:
                covered = _covered(made.words, starts, a, b)
                if covered is None:
                    continue
                ends[role].append(covered)
                if tags[covered[0]][role] == 2:
                    continue
                tags[covered[0]][role] = 1
                for i in range(covered[0] + 1, covered[1] + 1):
                    tags[i][role] = 2
        cues = tuple(first for first, _ in ends[1])
        made.cues += cues
        for role, spans_of in ((0, ends[0]), (1, ends[2])):
            made.links += [Link(role, first, last, cues) for first, last in spans_of]
    made.roles = [(t[0], t[1], t[2]) for t in tags]
    made.cues = sorted(set(made.cues))
    return made


def from_uds(sentence: UdsSentence, vocabulary: pc.Pieces) -> Prepared:
    """How certain what a predicate names is; NaN at all other words."""
    made = _prepared("uds", sentence.text, sentence.words, vocabulary)
    made.certainties = [math.nan] * len(made.words)
    for one in sentence.certainties:
        made.certainties[one.word] = one.value
    return made


def from_claims(one: Example, vocabulary: pc.Pieces) -> Prepared:
    """An annotated document; its casing is hidden where it says nothing, as at run time."""
    made = _prepared("claims", one.text, one.words, vocabulary)
    made.casing = shown_casing(made.casing, made.casing.count(pc.UPPER), made.casing.count(pc.LOWER))
    made.openers = one.openers
    made.claims = one
    made.anaphors = one.anaphors
    return made


def _covered(words: Sequence[tuple[int, int]], starts: Sequence[int], a: int, b: int) -> tuple[int, int] | None:
    """First and last of the words that a stretch of characters overlaps."""
    last = bisect_left(starts, b) - 1
    first = max(0, bisect_right(starts, a) - 1)
    if words and words[first][1] <= a:
        first += 1
    return (first, last) if first <= last else None


class Window(Struct, frozen=True):
    """Words ``first:last`` of a document."""

    document: Prepared
    first: int
    last: int
    size: int


def cut(document: Prepared, limit: int) -> list[Window]:
    """A document's windows of at most ``limit`` pieces."""
    sizes = [len(p) for p in document.pieces]
    found = windows(document.text, document.words, sizes, document.openers, limit)
    return [Window(document, a, b, sum(sizes[a:b])) for a, b in found]


def by_document(documents: list[Prepared], most: int, rng: random.Random, limits: Sequence[int]) -> list[list[Window]]:
    """Whole documents (of an annotated passage what was read of it, with some context), about ``most`` pieces a
    batch, in random order."""
    made: list[list[Window]] = []
    size = most
    for document in rng.sample(documents, len(documents)):
        found = [w for w in cut(document, rng.choice(list(limits))) if document.claims is None or _needed(document, w)]
        width = sum(w.size + 2 for w in found)
        if size + width > most:
            made.append([])
            size = 0
        made[-1] += found
        size += width
    return [b for b in made if b]


def _needed(document: Prepared, window: Window) -> bool:
    one = document.claims
    assert one is not None
    openers = one.openers
    first = openers[max(0, bisect_left(openers, one.first) - CONTEXT)] if openers else 0
    last = openers[min(len(openers) - 1, bisect_left(openers, one.last) + 1)] if openers else one.last
    return window.first < max(last, one.last) and window.last > first


def batches(found: list[Window], most: int, rng: random.Random) -> list[list[Window]]:
    """Windows of like size together, at most ``most`` pieces (padding counted) a batch, in random order."""
    found = sorted(found, key=lambda w: (w.size + rng.random() * 16, w.first))
    made: list[list[Window]] = []
    current: list[Window] = []
    for window in found:
        if current and (window.size + 2) * (len(current) + 1) > most:
            made.append(current)
            current = []
        current.append(window)
    if current:
        made.append(current)
    rng.shuffle(made)
    return made
