"""What may be meant by a pronoun or a description, and what parse and rules know of it, as short texts.

As in ``dateline/read/facts.py``: each text that training has seen often enough has a row in a small table, and those
that begin with ``!`` come from the rules (``dateline/read/reference.py``); training leaves them out at times.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Sequence

from dateline.read.document import Document
from dateline.read.features import RELATIVE, SPEAKERS, THIRD, Features, Seen, seen_again
from dateline.read.pronouns import bound
from dateline.read.tree import Tree

NEAR, OPENING = 40, 8
"""Candidates: the nearest mentions before, and the report's first ones."""
_UNNAMED = frozenset({"time", "quantity"})
_OWN = SPEAKERS - frozenset({"you", "your", "yours", "yourself"})
_POINTING = frozenset({"this", "that", "these", "those"})
_ARTICLES = _POINTING | {"the", "a", "an"}
EDGES = (1, 2, 3, 4, 5, 7, 10, 14, 20, 28)
"""From which distances on the next bucket begins."""
FARTHEST, SUBJECTS, OFTEN = 8, 4, 6
"""The largest rank, number of subjects before and number of mentions that are told apart."""


class ReferenceFacts:
    """Facts of one document whose mentions the rules have resolved. All numbers are of mentions; of several mentions
    with one head word the widest speaks for them. ``seen``: what the rules saw of the mentions before they resolved
    them, where that is there already."""

    def __init__(self, document: Document, tree: Tree, seen: Seen | None = None) -> None:
        self.document = document
        self.tree = tree
        known = seen_again(document, tree, seen)
        self.features = known.features
        self.quoted = known.quoted
        widest = set(document.mention_by_head.values())
        self.kept = [
            f.index
            for f in sorted(self.features, key=lambda f: (f.start, -f.end))
            if f.index in widest and document.mentions[f.index].kind not in _UNNAMED
        ]
        self.chain = self._chains()
        self.spoken = self._speakers()
        self._offered = [i for i in self.kept if self._may_be_meant(self.features[i])]
        self._before = self._counts()
        self._speaking = {f.index for f in self.features if f.form in _OWN}
        self._starts = [f.start for f in self.features]
        self._texts: dict[int, str] = {}

    def anaphors(self) -> list[int]:
        """Mentions that may refer back and have something to refer back to: pronouns but relative ones and "you", and
        descriptions with "the", "this" or an owner."""
        return [i for i in self.kept if self._refers(self.features[i]) and self._before[i]]

    def candidates(self, i: int) -> list[int]:
        """What mention ``i`` may refer back to, in order of the text."""
        known, start = self._before[i], self._starts[i]
        found = self._offered[: min(OPENING, max(0, known - NEAR))] + self._offered[max(0, known - NEAR) : known]
        if i not in self._speaking:
            speaking = self._speaking
            found = [j for j in found if j not in speaking]
        # "the group's leader": what the description itself contains is not what it stands for.
        while found and self._starts[found[-1]] >= start:
            found.pop()
        return found

    def of_anaphor(self, i: int) -> list[str]:
        """Facts of what refers back."""
        f, tree = self.features[i], self.tree
        ruled = self.document.mentions[i].of
        sentence = self.document.sentences[f.sentence]
        found = [
            f"a:style={style(f)}", f"a:lemma={f.lemma}", f"a:form={f.form}" if f.style == "pronoun" else "a:noun",
            f"a:sort={f.sort}{_sign(f.plural)}", f"a:kind={self.document.mentions[i].kind}",
            f"a:rel={tree.rel[f.head]}",
            f"a:plain={f.plain}", f"a:modifiers={min(len(f.words), 3)}", f"a:quoted={self.quoted[i]}",
            f"a:sentence={bucket(f.sentence)}", f"a:title={sentence.title}", f"a:case={tree.case(f.head)}",
            f"a:first={tree.bounds(f.head)[0] == f.head}", f"!a:ruled={style(f)}{ruled is not None}",
        ]  # fmt: skip
        found += [f"a:det={tree.form[k]}" for k in tree.kids[f.head] if tree.base[k] == "det"]
        found += [f"a:below={tree.base[k]}" for k in tree.kids[f.head] if tree.base[k] in ("acl", "nmod", "appos")]
        up = tree.head[f.head]
        if f.form in ("it", "this", "that") and up != f.head:
            found.append(f"a:up={tree.lemma[up]}")
        return found

    def of_candidate(self, j: int) -> tuple[str, ...]:
        """Facts of a mention by itself, as one that may be meant."""
        f, tree = self.features[j], self.tree
        where = self.document.sentences[f.sentence]
        return (
            f"c:kind={self.document.mentions[j].kind}{f.style}", f"c:rel={tree.rel[f.head]}", f"c:lemma={f.lemma}",
            f"c:at={'title' if where.title else min(f.sentence, 3)}", f"c:case={tree.case(f.head)}",
        )  # fmt: skip

    def of_pairs(self, i: int, candidates: Sequence[int]) -> list[list[str]]:
        """Facts of mention ``i`` with each candidate, those of the candidate by itself (:meth:`of_candidate`) first.
        ``dateline/read/reference_pairs.py`` says the same in numbers."""
        chain, sizes = self.chain, Counter(self.chain[j] for j in candidates)
        ranks: Counter[str] = Counter()
        orders: dict[int, int] = {}
        subjects = 0
        made: list[list[str]] = []
        for n, j in enumerate(reversed(candidates)):
            f, other = self.features[i], self.features[j]
            order = orders.setdefault(chain[j], len(orders))
            facts = [
                *self.of_candidate(j), *self._places(i, j), f"near={bucket(n)}",
                f"rank={min(ranks[other.sort], FARTHEST)}", f"!chain={min(order, FARTHEST)}",
                f"!often={min(sizes[chain[j]], OFTEN)}",
            ]  # fmt: skip
            ranks[other.sort] += 1
            if other.subject:
                facts.append(f"subject={min(subjects, SUBJECTS)}{f.subject}")
                subjects += 1
            facts += sorts(f, (other.sort, other.plural, other.gender, other.style))
            facts += [_forms(f, other)] if f.style == "pronoun" else self._said(f, other)
            made.append(facts + self._ruled(i, j))
        return made[::-1]

    def _places(self, i: int, j: int) -> list[str]:
        """Where both stand: how far apart, in quotations, below what, whether grammar keeps them apart."""
        f, other, tree = self.features[i], self.features[j], self.tree
        away, kind = f.sentence - other.sentence, kind_of(f)
        facts = [
            f"away={bucket(away)}", f"{kind} away={bucket(away)}", f"quotes={self.quoted[i]}{self.quoted[j]}",
            f"rels={tree.base[f.head]}>{tree.base[other.head]}{min(away, 2)}",
        ]  # fmt: skip
        if away == 0:
            facts.append(f"bound={bound(f, other, tree)}{kind}")
        elif tree.lemma[tree.head[f.head]] == tree.lemma[tree.head[other.head]]:
            facts.append("same verb")
        if i in self.spoken:
            facts.append(f"!says={self.chain[j] in self.spoken[i]}{kind}")
        return facts

    def _ruled(self, i: int, j: int) -> list[str]:
        """What the rules make of both."""
        mention, ruled, own = self.document.mentions[j], self.document.mentions[i].of, style(self.features[i])
        facts = [] if mention.name is None else [f"!known={mention.id is not None}"]
        if ruled is None:
            return [*facts, f"!none{own}"]
        if self.chain[j] != self.chain[ruled]:
            return [*facts, f"!another={own}"]
        return [*facts, f"!rule={own}", f"!exactly={j == ruled}"]

    def _said(self, f: Features, other: Features) -> list[str]:
        """How the words of a description and of a mention before it agree."""
        if other.style == "pronoun":
            return ["pronoun before"]
        facts: list[str] = []
        if f.lemma == other.lemma:
            facts.append(same_noun(f, other))
        elif other.style != "name":
            facts.append(f"nouns={f.lemma}>{other.lemma}")
        else:
            facts.append(f"named={f.lemma}>{other.sort}")
            if self.is_called(other, f.lemma):
                facts.append("called so")
        if not f.words.isdisjoint(other.words):
            facts.append("shared modifier")
        if self.text(f) == self.text(other):
            facts.append("same words")
        return facts

    def is_called(self, name: Features, lemma: str) -> bool:
        """Whether the words of a name, or what stands with it, have a noun ("the town of Manbij")."""
        tree = self.tree
        return lemma in tree.lemma[name.head] or any(tree.lemma[k] == lemma for k in tree.kids[name.head])

    def text(self, f: Features) -> str:
        """A mention's words without article, in small letters."""
        known = self._texts.get(f.index)
        if known is None:
            words = self.document.text[f.start : f.end].casefold().split()
            known = self._texts[f.index] = " ".join(w for w in words if w not in _ARTICLES)
        return known

    def _refers(self, f: Features) -> bool:
        if f.style == "pronoun":
            return f.form in THIRD or f.form in _OWN or f.form in _POINTING - {"that"}
        return f.style in ("definite", "possessed")

    def _may_be_meant(self, f: Features) -> bool:
        return f.style != "pronoun" or (f.form not in RELATIVE and f.form not in SPEAKERS - _OWN)

    def _counts(self) -> dict[int, int]:
        """How many candidates stand before each mention."""
        offered = set(self._offered)
        found, seen = {}, 0
        for i in self.kept:
            found[i] = seen
            seen += i in offered
        return found

    def _speakers(self) -> dict[int, frozenset[int]]:
        """For mentions in what someone says, the chains of who says it, by the model's attributions."""
        found: dict[int, set[int]] = {}
        starts = [self.features[i].start for i in self.kept]
        for attribution in self.document.attributions:
            chains = {
                self.chain[i]
                for a, b in attribution.source
                for i in self.kept[bisect_left(starts, a) : bisect_left(starts, b)]
                if self.features[i].end <= b
            }
            for a, b in attribution.content if chains else ():
                for i in self.kept[bisect_left(starts, a) : bisect_left(starts, b)]:
                    found.setdefault(i, set()).update(chains)
        return {i: frozenset(chains) for i, chains in found.items()}

    def _chains(self) -> list[int]:
        """For each mention the first of those that the rules take for the same."""
        chain = list(range(len(self.features)))
        first: dict[int, int] = {}
        for f in sorted(self.features, key=lambda f: (f.start, -f.end)):
            of = self.document.mentions[f.index].of
            twin = first.setdefault(f.head, f.index)
            chain[f.index] = chain[twin] if twin != f.index else f.index if of is None else chain[of]
        return chain


def sorts(f: Features, other: tuple[str, bool | None, str | None, str]) -> tuple[str, str, str]:
    """Facts of what refers back with the sort, number, gender and style of what may be meant."""
    sort, plural, gender, style_ = other
    signed, whole = f"{sort}{_sign(plural)}", _whole(f)
    return f"{whole}>{signed}{gender or ''}", f"{whole}>{style_}", f"sorts={f.sort}{_sign(f.plural)}>{signed}"


def same_noun(f: Features, other: Features) -> str:
    """The fact that two mentions have one noun: whether each has modifiers that the other lacks."""
    extra, less = bool(f.words - other.words), bool(other.words - f.words)
    return f"same noun {f.style}>{other.style} {extra:d}{less:d}"


def _forms(f: Features, other: Features) -> str:
    if other.style == "pronoun":
        return f"forms={f.form}>{other.form}"
    return f"form={f.form}>{'name' if other.style == 'name' else other.lemma}"


def kind_of(f: Features) -> str:
    """What refers back, in four letters: the pronoun or the style."""
    return _whole(f)[:4]


def _whole(f: Features) -> str:
    return f.form if f.style == "pronoun" else style(f)


def style(feature: Features) -> str:
    """What sort of expression refers back: "pronoun", "speaker" ("we", "I"), "definite", "possessed"."""
    return "speaker" if feature.style == "pronoun" and feature.form in _OWN else feature.style


def _sign(plural: bool | None) -> str:
    return "?" if plural is None else "s" if plural else "1"


def bucket(size: int) -> int:
    """The number of a distance's bucket."""
    return bisect_right(EDGES, size)
