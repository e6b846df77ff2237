"""What may be meant by a pronoun or a description, and what parse and rules know of it, as short texts.

As in ``dateline/read/facts.py``: each text that training has seen often enough has a row in a small table, and those
that begin with ``!`` come from the rules (``dateline/read/reference.py``); training leaves them out at times.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from dateline.read.document import Document
from dateline.read.features import RELATIVE, SPEAKERS, THIRD, Features, features, quoted
from dateline.read.pronouns import bound
from dateline.read.tree import Tree

NEAR, OPENING = 40, 8
"""Candidates: the nearest mentions before, and the report's first ones."""
_UNNAMED = frozenset({"time", "quantity"})
_OWN = SPEAKERS - frozenset({"you", "your", "yours", "yourself"})
_POINTING = frozenset({"this", "that", "these", "those"})
_ARTICLES = _POINTING | {"the", "a", "an"}
_EDGES = (1, 2, 3, 4, 5, 7, 10, 14, 20, 28)


class ReferenceFacts:
    """Facts of one document whose mentions the rules have resolved. All numbers are of mentions; of several mentions
    with one head word the widest speaks for them."""

    def __init__(self, document: Document, tree: Tree) -> None:
        self.document = document
        self.tree = tree
        self.features = features(document, tree)
        self.quoted = quoted(document)
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
        self._own: dict[int, list[str]] = {}
        self._texts: dict[int, str] = {}

    def anaphors(self) -> list[int]:
        """Mentions that may refer back and have something to refer back to: pronouns but relative ones and "you", and
        descriptions with "the", "this" or an owner."""
        return [i for i in self.kept if self._refers(self.features[i]) and self._before[i]]

    def candidates(self, i: int) -> list[int]:
        """What mention ``i`` may refer back to, in order of the text."""
        known = self._before[i]
        feature = self.features[i]
        chosen = [*range(min(OPENING, max(0, known - NEAR))), *range(max(0, known - NEAR), known)]
        found = [self._offered[n] for n in chosen]
        if feature.form not in _OWN:
            found = [j for j in found if self.features[j].form not in _OWN]
        # "the group's leader": what the description itself contains is not what it stands for.
        return [j for j in found if self.features[j].end <= feature.start or self.features[j].start < feature.start]

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
            f"a:sentence={_bucket(f.sentence)}", f"a:title={sentence.title}", f"a:case={tree.case(f.head)}",
            f"a:first={tree.bounds(f.head)[0] == f.head}", f"!a:ruled={style(f)}{ruled is not None}",
        ]  # fmt: skip
        found += [f"a:det={tree.form[k]}" for k in tree.kids[f.head] if tree.base[k] == "det"]
        found += [f"a:below={tree.base[k]}" for k in tree.kids[f.head] if tree.base[k] in ("acl", "nmod", "appos")]
        up = tree.head[f.head]
        if f.form in ("it", "this", "that") and up != f.head:
            found.append(f"a:up={tree.lemma[up]}")
        return found

    def of_pairs(self, i: int, candidates: Sequence[int]) -> list[list[str]]:
        """Facts of mention ``i`` with each candidate."""
        f, tree = self.features[i], self.tree
        kind = f.form if f.style == "pronoun" else style(f)
        ruled = self.document.mentions[i].of
        meant = None if ruled is None else self.chain[ruled]
        speakers = self._spoken.get(i, frozenset())
        sorts: dict[str, int] = {}
        chains: dict[int, int] = {}
        sizes: dict[int, int] = {}
        for j in candidates:
            sizes[self.chain[j]] = sizes.get(self.chain[j], 0) + 1
        subjects = 0
        made: list[list[str]] = []
        for n, j in enumerate(reversed(candidates)):
            other = self.features[j]
            sort = f"{other.sort}{_sign(other.plural)}"
            rank = sorts[other.sort] = sorts.get(other.sort, -1) + 1
            facts = list(self._noun(j))
            away = f.sentence - other.sentence
            far = _bucket(away)
            facts += [
                f"away={far}", f"{kind[:4]} away={far}", f"near={_bucket(n)}",
                f"rank={min(rank, 8)}", f"{kind}>{sort}{other.gender or ''}", f"{kind}>{other.style}",
                f"sorts={f.sort}{_sign(f.plural)}>{sort}",
                f"rels={tree.base[f.head]}>{tree.base[other.head]}{min(away, 2)}",
                f"quotes={self.quoted[i]}{self.quoted[j]}",
            ]  # fmt: skip
            if other.subject:
                facts.append(f"subject={min(subjects, 4)}{f.subject}")
                subjects += 1
            if f.style == "pronoun":
                if other.style == "pronoun":
                    facts.append(f"forms={f.form}>{other.form}")
                else:
                    facts.append(f"form={f.form}>{other.lemma}" if other.style != "name" else f"form={f.form}>name")
            else:
                facts += self._nouns(f, other)
            if away == 0:
                facts.append(f"bound={bound(f, other, tree)}{kind[:4]}")
            elif tree.lemma[tree.head[f.head]] == tree.lemma[tree.head[other.head]]:
                facts.append("same verb")
            chain = self.chain[j]
            if speakers:
                facts.append(f"!says={chain in speakers}{kind[:4]}")
            order = chains.setdefault(chain, len(chains))
            facts += [f"!chain={min(order, 8)}", f"!often={min(sizes[chain], 6)}"]
            if self.document.mentions[j].name is not None:
                facts.append(f"!known={self.document.mentions[j].id is not None}")
            if ruled is None:
                facts.append(f"!none{style(f)}")
            elif chain == meant:
                facts += [f"!rule={style(f)}", f"!exactly={j == ruled}"]
            else:
                facts.append(f"!another={style(f)}")
            made.append(facts)
        return made[::-1]

    def _nouns(self, f: Features, other: Features) -> list[str]:
        facts = []
        if other.style == "pronoun":
            return ["pronoun before"]
        same = f.lemma == other.lemma
        extra, less = bool(f.words - other.words), bool(other.words - f.words)
        if same:
            facts.append(f"same noun {f.style}>{other.style} {extra:d}{less:d}")
        elif other.style != "name":
            facts.append(f"nouns={f.lemma}>{other.lemma}")
        else:
            facts.append(f"named={f.lemma}>{other.sort}")
            if f.lemma in self.tree.lemma[other.head] or any(
                self.tree.lemma[k] == f.lemma for k in self.tree.kids[other.head]
            ):
                facts.append("called so")
        if f.words & other.words:
            facts.append("shared modifier")
        if self._text(f) == self._text(other):
            facts.append("same words")
        return facts

    def _text(self, f: Features) -> str:
        """A mention's words without article, in small letters."""
        known = self._texts.get(f.index)
        if known is None:
            words = self.document.text[f.start : f.end].casefold().split()
            known = self._texts[f.index] = " ".join(w for w in words if w not in _ARTICLES)
        return known

    def _noun(self, j: int) -> list[str]:
        known = self._own.get(j)
        if known is None:
            f, tree = self.features[j], self.tree
            where = self.document.sentences[f.sentence]
            known = self._own[j] = [
                f"c:kind={self.document.mentions[j].kind}{f.style}", f"c:rel={tree.rel[f.head]}",
                f"c:lemma={f.lemma}", f"c:at={'title' if where.title else min(f.sentence, 3)}",
                f"c:case={tree.case(f.head)}",
            ]  # fmt: skip
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


def style(feature: Features) -> str:
    """What sort of expression refers back: "pronoun", "speaker" ("we", "I"), "definite", "possessed"."""
    return "speaker" if feature.style == "pronoun" and feature.form in _OWN else feature.style


def _sign(plural: bool | None) -> str:
    return "?" if plural is None else "s" if plural else "1"


def _bucket(size: int) -> int:
    return bisect_right(_EDGES, size)
