"""Annotated documents to training examples for claims: which words are triggers, of what, and who plays which part.

The parse is the present reader's, as at run time. An expression is learned by its head word; one whose head the parse
does not offer as a candidate cannot be learned and is counted in ``Example.lost``.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

import numpy as np
from msgspec import Struct, field
from msgspec.structs import replace
from numpy.typing import NDArray

from dateline.read.detect import detect
from dateline.read.facts import Facts, Told
from dateline.read.kinds import Kinds
from dateline.read.ontology import ALL_MODES, ROLES, SLOTS, STATUSES, TYPES
from dateline.read.reader import Reader
from dateline.read.resolution import resolve
from dateline.read.sources import SourceIndex
from dateline.read.tree import Tree
from dateline.values import Report
from training.annotations.format import AnnotatedClaim, AnnotatedDocument, Expression, Offsets
from training.annotations.texts import Text
from training.reference import Anaphor, from_annotations

CONTEXT = 8
"""Sentences before an annotated passage that are kept."""


class Gold(Struct, frozen=True):
    """One claim by word numbers: trigger's head word, type, status and flags; ``pairs``: one role mask a candidate of
    its sentence; ``taken``: for each slot, what it takes over from elsewhere (each thing the numbers of its candidates;
    empty for nothing), or None where the sentence itself fills the slot (places may be taken over in any case);
    ``placed``: whether the sentence itself has a place."""

    word: int
    type: int
    status: int
    mode: int
    negated: bool
    aggregate: bool
    background: bool
    trigger: int
    parts: tuple[tuple[int, int], ...]
    taken: dict[str, tuple[tuple[int, ...], ...] | None]
    placed: bool = False


class Trigger(Struct, frozen=True):
    """A word that bears a claim, with its facts and candidates."""

    word: int
    facts: list[str]
    candidates: list[int]
    pairs: list[list[str]]
    own: tuple[bool, ...]


class Example(Struct):
    """A document as it is learned from. Word numbers are the document's; ``first:last`` are the words read for claims.
    ``marked``: for each of these the types that it bears. ``vectors``: the model's, where it has claim heads."""

    id: str
    text: str
    words: list[tuple[int, int]]
    openers: list[int]
    first: int
    last: int
    facts: list[list[str]]
    marked: dict[int, set[int]]
    triggers: list[Trigger]
    golds: list[Gold]
    lost: dict[str, int] = field(default_factory=dict)
    kept: dict[str, int] = field(default_factory=dict)
    anaphors: list[Anaphor] = field(default_factory=list)
    vectors: NDArray[np.float16] | None = None


def report_of(text: Text, document: AnnotatedDocument) -> Report:
    """The report that a document is for the reader."""
    title = text.title.strip() if text.title else None
    return Report(text.id, text.sha256, text.sha256, text.text, title=title or None, published=document.published)


def example(reader: Reader, text: Text, document: AnnotatedDocument) -> Example:
    """What there is to learn from one annotated document."""
    parsed = reader.document(report_of(text, document))
    tree = Tree(parsed)
    ruled = replace(parsed, mentions=resolve(parsed, tree))
    parsed = replace(parsed, mentions=resolve(parsed, tree, reader.reference))
    tree = Tree(parsed)
    drafts = detect(parsed)
    kinds = Kinds(tree)
    facts = Facts(tree, kinds, drafts)
    sources = SourceIndex(parsed, parsed.mentions, tree)
    starts = [w.start for w in parsed.words]
    first, last = bisect_left(starts, document.annotated[0]), bisect_left(starts, document.annotated[1])
    made = Example(
        f"{document.corpus}/{document.id}",
        text.text,
        [(w.start, w.end) for w in parsed.words],
        sorted({s.first for s in parsed.sentences}),
        first,
        last,
        [facts.of_word(i) for i in range(first, last)],
        {},
        [],
        [],
    )
    at: dict[int, int] = {}
    words = Words(tree, starts)
    told: list[Told] = []
    for claim in sorted(document.claims, key=lambda c: c.trigger):
        head = words.trigger(claim.trigger)
        if head is None:
            made.lost["trigger"] = made.lost.get("trigger", 0) + 1
            continue
        if head not in at:
            at[head] = len(made.triggers)
            candidates = facts.candidates(head)
            word = parsed.words[head]
            spoken = [h for h, _ in sources.heads(word.start, word.end)]
            candidates = sorted({*candidates, *spoken})
            own = tuple(parsed.words[j].sentence == word.sentence for j in candidates)
            pairs = facts.of_pairs(head, candidates, spoken, [t for t in reversed(told) if t])
            made.triggers.append(Trigger(head, facts.of_trigger(head), candidates, pairs, own))
        made.marked.setdefault(head, set()).add(TYPES.index(claim.type))
        gold = _gold(made, facts, words, claim, head, at[head])
        made.golds.append(gold)
        told.append(_told(made.triggers[gold.trigger], gold, facts))
    made.vectors = parsed.vectors
    made.anaphors = from_annotations(ruled, tree, _stands(words, document))
    return made


def _told(trigger: Trigger, gold: Gold, facts: Facts) -> Told:
    """What the claims that follow may know of this one."""
    found: Told = {}
    for slot, roles in SLOTS.items():
        own = [k for k, r in gold.parts if ROLES[r] in roles]
        own += [k for group in gold.taken[slot] or () for k in group]
        found[slot] = frozenset(facts.name(trigger.candidates[k]) for k in own)
    return found


def _stands(words: Words, document: AnnotatedDocument) -> dict[int, int | None]:
    """Head words of expressions, and of what they stand for by annotation; None where that is what they say. One that
    stands for something the text never names is left out."""
    found: dict[int, int | None] = {}
    for claim in document.claims:
        for expression in (*claim.actors, *claim.recipients, *claim.means, *claim.places, *claim.sources):
            head = words.head(expression)
            if head is None or found.get(head) is not None:
                continue
            if expression.of is None:
                found[head] = None
            elif expression.of.at is not None:
                target = words.head(Expression(*expression.of.at))
                found[head] = None if target == head else target
    return found


def _gold(made: Example, facts: Facts, words: Words, claim: AnnotatedClaim, head: int, number: int) -> Gold:
    trigger = made.triggers[number]
    place = {j: k for k, j in enumerate(trigger.candidates)}
    parts: list[tuple[int, int]] = []
    taken: dict[str, tuple[tuple[int, ...], ...] | None] = dict.fromkeys(SLOTS, ())
    placed = False
    for role, slot, expression in _elements(claim):
        j = words.head(expression) if role not in COUNTED else words.counted(expression)
        k = None if j is None else place.get(j)
        away = j is not None and words.tree.document.words[j].sentence != words.tree.document.words[head].sentence
        same: list[int] = []
        if (away or k is None) and slot:
            same = [
                n
                for n, c in enumerate(trigger.candidates)
                if not trigger.own[n] and words.alike(c, j, expression, facts)
            ]
        key = f"{slot or role}{' elsewhere' if away else ''}"
        if (k is None and not same) or (away and not slot):
            made.lost[key] = made.lost.get(key, 0) + 1
            if slot and not away and slot != "place":
                taken[slot] = None
            continue
        made.kept[key] = made.kept.get(key, 0) + 1
        if not away and k is not None:
            parts.append((k, ROLES.index(role)))
            placed |= slot == "place"
            if slot and slot != "place":
                taken[slot] = None
        elif slot and taken[slot] is not None:
            group = tuple(sorted({*([] if k is None else [k]), *same}))
            before = taken[slot] or ()
            if not any(set(group) & set(other) for other in before):
                taken[slot] = (*before, group)
    return Gold(
        head, TYPES.index(claim.type), STATUSES.index(claim.status), ALL_MODES.index(claim.mode or ""), claim.negated,
        claim.aggregate, claim.background, number, tuple(parts), taken, placed,
    )  # fmt: skip


COUNTED = frozenset({"killed", "injured", "displaced", "detained", "force"})


def _elements(claim: AnnotatedClaim) -> list[tuple[str, str | None, Expression]]:
    """Role, slot (None where nothing is taken over from elsewhere) and expression of all parts of a claim."""
    found: list[tuple[str, str | None, Expression]] = []
    found += [("actor", "actor", e) for e in claim.actors]
    found += [("recipient", "recipient", e) for e in claim.recipients]
    found += [("means", None, e) for e in claim.means]
    found += [(p.role, "place", p) for p in claim.places]
    if claim.time is not None:
        found.append(("time", "time", Expression(claim.time.start, claim.time.end)))
    found += [("source", "source", e) for e in claim.sources]
    found += [(name, None, Expression(n.start, n.end)) for name, n in claim.counts.items()]
    return found


class Words:
    """From characters to head words."""

    def __init__(self, tree: Tree, starts: Sequence[int]) -> None:
        self.tree = tree
        self.starts = starts

    def covered(self, span: Offsets) -> range:
        """The words that characters touch."""
        words = self.tree.document.words
        first = max(0, bisect_left(self.starts, span[0]))
        if first and words[first - 1].end > span[0]:
            first -= 1
        last = bisect_left(self.starts, span[1])
        return range(first, max(first, last))

    def trigger(self, span: Offsets) -> int | None:
        """The word of a trigger that governs the others."""
        covered = self.covered(span)
        tops = [i for i in covered if self.tree.head[i] not in covered or self.tree.head[i] == i]
        words = [i for i in tops if self.tree.pos[i] in ("VERB", "NOUN", "PROPN", "ADJ")]
        return next(iter(words or tops), None)

    def head(self, expression: Expression) -> int | None:
        """The head word of a noun phrase."""
        covered = self.covered((expression.start, expression.end))
        tops = [i for i in covered if self.tree.head[i] not in covered or self.tree.head[i] == i]
        nominal = [i for i in tops if self.tree.pos[i] in ("NOUN", "PROPN", "PRON", "NUM", "SYM", "ADV")]
        heads = [i for i in nominal if i in self.tree.document.mention_by_head] or nominal or tops
        return next(iter(heads), None)

    def counted(self, expression: Expression) -> int | None:
        """The noun whose number an expression is, or the number where it stands alone."""
        covered = self.covered((expression.start, expression.end))
        found = self.head(expression)
        if found is None:
            return None
        numbers = [i for i in covered if self.tree.pos[i] == "NUM"]
        at = numbers[-1] if numbers else found
        for _ in range(3):
            if self.tree.base[at] not in ("nummod", "advmod", "amod", "compound", "det"):
                break
            at = self.tree.head[at]
        return at

    def alike(self, c: int, j: int | None, expression: Expression, facts: Facts) -> bool:
        """Whether candidate ``c`` stands for what an expression elsewhere does."""
        if c == j:
            return True
        if expression.of is not None and expression.of.at is not None:
            a, b = expression.of.at
            word = self.tree.document.words[c]
            if a <= word.start and word.end <= b and self.head(Expression(a, b)) == c:
                return True
        if j is None:
            return False
        name, other = facts.name(c), facts.name(j)
        return name == other and (self.tree.pos[c] == "PROPN" or name != self.tree.lemma[c])
