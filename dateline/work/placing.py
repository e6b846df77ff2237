"""Places for a parsed report: the names in it resolved together, then looked up for the expressions in claims."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from dateline.locate.index import Index
from dateline.locate.resolve import PlaceMention, resolve
from dateline.read.document import Document
from dateline.read.draft import Draft, PlacePhrase
from dateline.read.tree import Tree
from dateline.values import ClaimPlace

_Core = tuple[int, int]
_PLACES = ("place", "facility")


class Places:
    """The places of one report. ``drafts``: their place expressions are looked at too, mention or not."""

    def __init__(self, document: Document, tree: Tree, drafts: Sequence[Draft], index: Index) -> None:
        self.document = document
        self.tree = tree
        self._by_start = {word.start: i for i, word in enumerate(document.words)}
        self._core_of: dict[tuple[int, int], _Core | None] = {}
        cores: set[_Core] = set()
        for mention, head in zip(document.mentions, document.mention_heads, strict=True):
            if mention.kind == "place" and mention.named and (core := self._named(head)):
                cores.add(core)
        for draft in drafts:
            for phrase in draft.places:
                key = (phrase.start, phrase.end)
                if key not in self._core_of:
                    self._core_of[key] = self._core(phrase)
                if found := self._core_of[key]:
                    cores.add(found)
        text = document.text
        asked = [PlaceMention(a, b, text[a:b]) for a, b in sorted(cores)]
        dateline = document.report.dateline.text if document.report.dateline else None
        self.all = tuple(resolve(asked, text, dateline, index))
        self._resolved = {(p.start, p.end): p for p in self.all}

    def of(self, phrases: Sequence[PlacePhrase]) -> tuple[ClaimPlace, ...]:
        """The places of a claim, the most specific (smallest) first. An expression that leads to no name stays, with
        null coordinates."""
        made = []
        for phrase in phrases:
            core = self._core_of[(phrase.start, phrase.end)]
            place = self._resolved.get(core) if core else None
            text = self.document.text[phrase.start : phrase.end]
            fields = msgspec.structs.asdict(place) if place else {}
            fields |= {"text": text, "start": phrase.start, "end": phrase.end, "inherited": phrase.inherited}
            made.append(ClaimPlace(**fields, role=phrase.role))
        return tuple(sorted(made, key=lambda p: (p.role != "held", p.radius_km or 0.0)))

    def _core(self, phrase: PlacePhrase) -> _Core | None:
        """The name inside a place expression, or the name that the expression refers back to."""
        words = self.document.words
        first = self._by_start.get(phrase.start, phrase.head)
        last = phrase.head
        while last + 1 < len(words) and words[last + 1].end <= phrase.end:
            last += 1
        if self.tree.pos[phrase.head] == "PROPN" and (core := self._named(phrase.head)):
            return core
        inside = [i for i in range(first, last + 1) if self.tree.pos[i] in ("PROPN", "ADJ") and not self._is_actor(i)]
        heads = set(self.document.mention_heads)
        for i in sorted(inside, key=lambda i: (self.tree.pos[i] != "PROPN", i not in heads, -i)):
            if self.tree.pos[i] == "PROPN" or self._is_place(i):
                return self._named(i)
        return self._referred(phrase.head)

    def _is_place(self, word: int) -> bool:
        number = self.document.mention_by_head.get(word)
        return number is not None and self.document.mentions[number].kind in (*_PLACES, "nationality")

    def _is_actor(self, word: int) -> bool:
        """Whether a word inside a place expression names someone ("the IS-held city"), not the place."""
        number = self.document.mention_by_head.get(word)
        return number is not None and self.document.mentions[number].kind in ("armed-actor", "organisation", "person")

    def _referred(self, head: int) -> _Core | None:
        number = self.document.mention_by_head.get(head)
        for _ in range(50):
            if number is None:
                return None
            mention = self.document.mentions[number]
            if mention.named and mention.kind in _PLACES and (core := self._named(self.document.mention_heads[number])):
                return core
            number = mention.of
        return None

    def _named(self, head: int) -> _Core | None:
        """The run of name words around ``head``: its name parts to both sides, hyphens and articles between them."""
        tree, words = self.tree, self.document.words
        low, high = tree.bounds(head)
        first = last = head
        while first - 1 >= low and self._joins(first - 1, first):
            first -= 1
        while last + 1 < high and self._joins(last + 1, last):
            last += 1
        while first < head and tree.pos[first] == "PUNCT":
            first += 1
        while last > head and tree.pos[last] == "PUNCT":
            last -= 1
        return (words[first].start, words[last].end) if tree.pos[head] in ("PROPN", "ADJ", "NOUN") else None

    def _joins(self, word: int, beside: int) -> bool:
        """Whether a neighbour belongs to the same name: another name word tied to it, or the hyphen of "al-Arab"."""
        tree = self.tree
        gap = self.document.text[min(self._end(word), self._end(beside)) : max(self._start(word), self._start(beside))]
        if tree.pos[word] == "PUNCT":
            return tree.form[word] in ("-", "‑") and not gap
        if tree.pos[word] != "PROPN" or len(gap) > 1 or "\n" in gap:
            return False
        tied = tree.head[word] == beside or tree.head[beside] == word or tree.head[word] == tree.head[beside]
        return tied and tree.base[word] in ("flat", "compound", "punct", *_TOP) and tree.base[beside] not in ("conj",)

    def _start(self, word: int) -> int:
        return self.document.words[word].start

    def _end(self, word: int) -> int:
        return self.document.words[word].end


_TOP = ("nmod", "obl", "nsubj", "obj", "root", "appos", "conj", "dep")
