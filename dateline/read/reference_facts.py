"""What may be meant by a pronoun or a description, and what parse and rules know of it, as short texts.

As in ``dateline/read/facts.py``: each text that training has seen often enough has a row in a small table, and those
that begin with ``!`` come from the rules (``dateline/read/reference.py``); training leaves them out at times.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Sequence
from typing import Generic, TypeVar

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
_EDGES = (1, 2, 3, 4, 5, 7, 10, 14, 20, 28)
_FARTHEST, _SUBJECTS, _OFTEN = 8, 4, 6
T = TypeVar("T")


class CodedReference(Generic[T]):
    """Facts of one document whose mentions the rules have resolved. All numbers are of mentions; of several mentions
    with one head word the widest speaks for them. ``code``: what to give for each fact; ``seen``: what the rules saw of
    the mentions before they resolved them, where that is there already; ``join``: makes one of a few facts that come
    together, where that can be done."""

    def __init__(
        self,
        document: Document,
        tree: Tree,
        code: Callable[[str], T],
        seen: Seen | None = None,
        join: Callable[[tuple[T, ...]], tuple[T, ...]] = lambda facts: facts,
    ) -> None:
        self._code = code
        self._join = join
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
        self._spoken = self._speakers()
        self._offered = [i for i in self.kept if self._may_be_meant(self.features[i])]
        self._before = self._counts()
        self._speaking = {f.index for f in self.features if f.form in _OWN}
        self._starts = [f.start for f in self.features]
        self._nouns: dict[int, tuple[T, ...]] = {}
        self._texts: dict[int, str] = {}
        self._near = [code(f"near={_bucket(n)}") for n in range(NEAR + OPENING)]
        self._rank = [code(f"rank={n}") for n in range(_FARTHEST + 1)]
        often = [code(f"!often={n}") for n in range(_OFTEN + 1)]
        self._chained = [[join((code(f"!chain={n}"), own)) for own in often] for n in range(_FARTHEST + 1)]

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
        starts = self._starts
        return [j for j in found if starts[j] < start or self.features[j].end <= start]

    def of_anaphor(self, i: int) -> list[T]:
        """Facts of what refers back."""
        return [self._code(fact) for fact in self._of_anaphor(i)]

    def _of_anaphor(self, i: int) -> list[str]:
        f, tree = self.features[i], self.tree
        ruled = self.document.mentions[i].of
        sentence = self.document.sentences[f.sentence]
        found = [
            f"a:style={style(f)}", f"a:lemma={f.lemma}", f"a:form={f.form}" if f.style == "pronoun" else "a:noun",
            f"a:sort={f.sort}{_sign(f.plural)}", f"a:kind={self.document.mentions[i].kind}",
            f"a:rel={tree.rel[f.head]}",
            f"a:plain={f.plain}", f"a:modifiers={min(len(f.words), 3)}", f"a:quoted={self.quoted[i]}",
            f"a:sentence={_bucket(f.sentence)}", f"a:title={sentence.title}", f"a:case={tree.case(f.head)}",
            f"a:first={tree.bounds(f.head)[0] == f.head}", f"!a:ruled={style(f)}{ruled is not None}",
        ]  # fmt: skip
        found += [f"a:det={tree.form[k]}" for k in tree.kids[f.head] if tree.base[k] == "det"]
        found += [f"a:below={tree.base[k]}" for k in tree.kids[f.head] if tree.base[k] in ("acl", "nmod", "appos")]
        up = tree.head[f.head]
        if f.form in ("it", "this", "that") and up != f.head:
            found.append(f"a:up={tree.lemma[up]}")
        return found

    def of_pairs(self, i: int, candidates: Sequence[int]) -> list[list[T]]:
        """Facts of mention ``i`` with each candidate, those of the candidate by itself (:meth:`of_candidate`) left
        out."""
        f, code, features, chain = self.features[i], self._code, self.features, self.chain
        base, mentions, ruled = self.tree.base, self.document.mentions, self.document.mentions[i].of
        meant = None if ruled is None else chain[ruled]
        shared = _Shared(f, self.quoted[i], code, self._join)
        spoken = self._spoken.get(i)
        says = None if spoken is None else [code(f"!says={same}{shared.kind}") for same in (False, True)]
        by_away, by_sort, by_relation = shared.by_away, shared.by_sort, shared.by_relation
        own, is_pronoun = base[f.head], f.style == "pronoun"
        ranks: dict[str, int] = {}
        orders: dict[int, int] = {}
        sizes: dict[int, int] = {}
        for j in candidates:
            sizes[chain[j]] = sizes.get(chain[j], 0) + 1
        subjects = 0
        made: list[list[T]] = []
        for n, j in enumerate(reversed(candidates)):
            other, one, mention = features[j], chain[j], mentions[j]
            away = f.sentence - other.sentence
            rank = ranks[other.sort] = ranks.get(other.sort, -1) + 1
            sort = (other.sort, other.plural, other.gender, other.style)
            relation = (base[other.head], away if away < 2 else 2)
            facts = [
                *(by_away.get(away) or shared.away(away)), self._near[n], self._rank[min(rank, _FARTHEST)],
                *(by_sort.get(sort) or shared.sorts(*sort)), shared.quotes[self.quoted[j]],
                by_relation[relation] if relation in by_relation else shared.relations(own, *relation),
            ]  # fmt: skip
            if other.subject:
                facts.append(shared.subjects[min(subjects, _SUBJECTS)])
                subjects += 1
            if is_pronoun:
                facts.append(shared.forms(other))
            else:
                facts += self._said(f, other)
            facts += self._grammar(f, other, away, shared.kind)
            if says is not None:
                facts.append(says[one in (spoken or ())])
            order = orders.setdefault(one, len(orders))
            facts += self._chained[min(order, _FARTHEST)][min(sizes[one], _OFTEN)]
            known = None if mention.name is None else mention.id is not None
            facts += shared.ruled(known, None if ruled is None else (one == meant, j == ruled))
            made.append(facts)
        return made[::-1]

    def _grammar(self, f: Features, other: Features, away: int, kind: str) -> list[T]:
        """Whether grammar forbids that a mention stands for another of its sentence; whether both hang on one verb."""
        tree = self.tree
        if away == 0:
            return [self._code(f"bound={bound(f, other, tree)}{kind}")]
        return [self._code("same verb")] if tree.lemma[tree.head[f.head]] == tree.lemma[tree.head[other.head]] else []

    def _said(self, f: Features, other: Features) -> list[T]:
        """How the words of a description and of a mention before it agree."""
        code = self._code
        if other.style == "pronoun":
            return [code("pronoun before")]
        facts: list[T] = []
        if f.lemma == other.lemma:
            extra, less = bool(f.words - other.words), bool(other.words - f.words)
            facts.append(code(f"same noun {f.style}>{other.style} {extra:d}{less:d}"))
        elif other.style != "name":
            facts.append(code(f"nouns={f.lemma}>{other.lemma}"))
        else:
            facts.append(code(f"named={f.lemma}>{other.sort}"))
            if f.lemma in self.tree.lemma[other.head] or any(
                self.tree.lemma[k] == f.lemma for k in self.tree.kids[other.head]
            ):
                facts.append(code("called so"))
        if not f.words.isdisjoint(other.words):
            facts.append(code("shared modifier"))
        if self._text(f) == self._text(other):
            facts.append(code("same words"))
        return facts

    def _text(self, f: Features) -> str:
        """A mention's words without article, in small letters."""
        known = self._texts.get(f.index)
        if known is None:
            words = self.document.text[f.start : f.end].casefold().split()
            known = self._texts[f.index] = " ".join(w for w in words if w not in _ARTICLES)
        return known

    def of_candidate(self, j: int) -> tuple[T, ...]:
        """Facts of a mention by itself, as one that may be meant."""
        known = self._nouns.get(j)
        return self._noun(j) if known is None else known

    def _noun(self, j: int) -> tuple[T, ...]:
        f, tree, code = self.features[j], self.tree, self._code
        where = self.document.sentences[f.sentence]
        known = self._nouns[j] = (
            code(f"c:kind={self.document.mentions[j].kind}{f.style}"), code(f"c:rel={tree.rel[f.head]}"),
            code(f"c:lemma={f.lemma}"), code(f"c:at={'title' if where.title else min(f.sentence, 3)}"),
            code(f"c:case={tree.case(f.head)}"),
        )  # fmt: skip
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


class ReferenceFacts(CodedReference[str]):
    """Facts as they are written."""

    def __init__(self, document: Document, tree: Tree) -> None:
        super().__init__(document, tree, str)

    def of_pairs(self, i: int, candidates: Sequence[int]) -> list[list[str]]:
        """Facts of mention ``i`` with each candidate, those of the candidate by itself first."""
        pairs = super().of_pairs(i, candidates)
        return [[*self.of_candidate(j), *facts] for j, facts in zip(candidates, pairs, strict=True)]


class _Shared(Generic[T]):
    """Facts of one mention with others of a sort, each worked out once."""

    def __init__(
        self, f: Features, quoted: bool, code: Callable[[str], T], join: Callable[[tuple[T, ...]], tuple[T, ...]]
    ) -> None:
        self._f = f
        self._code = code
        self._join = join
        self._own = style(f)
        self._whole = f.form if f.style == "pronoun" else self._own
        self.kind = self._whole[:4]
        self.quotes = [code(f"quotes={quoted}{other}") for other in (False, True)]
        self.subjects = [code(f"subject={n}{f.subject}") for n in range(_SUBJECTS + 1)]
        self._ruled: dict[tuple[bool | None, tuple[bool, bool] | None], tuple[T, ...]] = {}
        self.by_away: dict[int, tuple[T, ...]] = {}
        self.by_sort: dict[tuple[str, bool | None, str | None, str], tuple[T, ...]] = {}
        self.by_relation: dict[tuple[str, int], T] = {}

    def ruled(self, known: bool | None, right: tuple[bool, bool] | None) -> tuple[T, ...]:
        """``known``: whether the other is on the list of actors, None where it has no name; ``right``: whether the
        rules take both for the same, and this very mention for what is meant, None where they do not say."""
        key = (known, right)
        facts = self._ruled.get(key)
        if facts is None:
            written = [] if known is None else [f"!known={known}"]
            if right is None:
                written.append(f"!none{self._own}")
            elif right[0]:
                written += [f"!rule={self._own}", f"!exactly={right[1]}"]
            else:
                written.append(f"!another={self._own}")
            facts = self._ruled[key] = self._join(tuple([self._code(fact) for fact in written]))
        return facts

    def away(self, away: int) -> tuple[T, ...]:
        far = _bucket(away)
        found = self._join((self._code(f"away={far}"), self._code(f"{self.kind} away={far}")))
        self.by_away[away] = found
        return found

    def sorts(self, sort: str, plural: bool | None, gender: str | None, style: str) -> tuple[T, ...]:
        f, kind, code, signed = self._f, self._whole, self._code, f"{sort}{_sign(plural)}"
        facts = (
            code(f"{kind}>{signed}{gender or ''}"), code(f"{kind}>{style}"),
            code(f"sorts={f.sort}{_sign(f.plural)}>{signed}"),
        )  # fmt: skip
        found = self.by_sort[sort, plural, gender, style] = self._join(facts)
        return found

    def relations(self, own: str, other: str, away: int) -> T:
        found = self.by_relation[other, away] = self._code(f"rels={own}>{other}{away}")
        return found

    def forms(self, other: Features) -> T:
        if other.style == "pronoun":
            return self._code(f"forms={self._f.form}>{other.form}")
        return self._code(f"form={self._f.form}>{'name' if other.style == 'name' else other.lemma}")


def style(feature: Features) -> str:
    """What sort of expression refers back: "pronoun", "speaker" ("we", "I"), "definite", "possessed"."""
    return "speaker" if feature.style == "pronoun" and feature.form in _OWN else feature.style


def _sign(plural: bool | None) -> str:
    return "?" if plural is None else "s" if plural else "1"


def _bucket(size: int) -> int:
    return bisect_right(_EDGES, size)
