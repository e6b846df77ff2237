"""The model's attributions as sayings: heads of spans, checked against the tree where the model is bound to err."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from dateline.read.document import Document
from dateline.read.lists import words as word_list
from dateline.read.quotations import Quotation
from dateline.read.sayer import in_dateline, source_of
from dateline.read.saying import Saying, Stretch
from dateline.read.sayings import NOT
from dateline.read.tree import Tree
from dateline.values import Attribution

_WITHHELD = frozenset({"say", "tell", "confirm", "disclose", "specify", "know"})
_LONG = 6
_SMALL = frozenset({"DET", "ADP", "PUNCT"})
_SAME = frozenset({"same", "next", "following", "late", "early", "last", "previous"})
NOBODY = frozenset({"nobody", "none", "noone"})
"""Words that stand for no source."""


def model_sayings(document: Document, tree: Tree, quotes: Sequence[Quotation]) -> list[Saying]:
    """The document's attributions, in their order; those that say nothing here (no source, no content, not said after
    all) are left out. ``quotes`` are the outermost quotations."""
    reading = _Model(document, tree, quotes)
    made = (reading.of(attribution) for attribution in document.attributions)
    return [saying for saying in made if saying is not None]


class _Model:
    def __init__(self, document: Document, tree: Tree, quotes: Sequence[Quotation]) -> None:
        self.document = document
        self.tree = tree
        self.starts = document.starts
        self.pieces = [piece for quote in quotes for piece in quote.pieces]
        self.piece_starts = [start for start, _ in self.pieces]

    def of(self, attribution: Attribution) -> Saying | None:
        """One of the model's attributions; those without source or content say nothing here."""
        if not attribution.source or not attribution.content:
            return None
        first, last = attribution.source[0]
        low, high = bisect_right(self.starts, first) - 1, bisect_left(self.starts, last)
        low = max(low, 0)
        tops = [i for i in range(low, high) if not low <= self.tree.head[i] < high or self.tree.head[i] == i]
        nominal = [i for i in tops if self.tree.pos[i] in {"NOUN", "PROPN", "PRON"}]
        head = next(iter(nominal or tops), None)
        if head is None:
            return None
        cue = self._cue(attribution.cue)
        if self.tree.form[head] in NOBODY or (cue is not None and self._withheld(cue)):
            return None
        words = self.document.words
        if cue is not None and words[cue].sentence != words[head].sentence:
            # The tree shows who does the saying in the cue's own sentence: a link from afar does not count against it.
            own = source_of(self.tree, cue) if self.tree.pos[cue] == "VERB" else None
            if own is None or words[own].sentence != words[cue].sentence:
                return None
            head = own
        head = self._checked(self.tree.antecedent(head), cue)
        if head is None:
            return None
        content = tuple(p for p in self._near_cue(attribution.content, cue) if not self._is_when(*p))
        return Saying(head, cue, content, False, "model") if content else None

    def _withheld(self, cue: int) -> bool:
        """Whether someone did not say it: "did not say whether", "has not confirmed"."""
        negated = any(self.tree.form[k] in NOT for k in self.tree.kids[cue] if k < cue)
        return negated and self.tree.lemma[cue] in _WITHHELD

    def _checked(self, head: int, cue: int | None) -> int | None:
        """The source that the model chose, or the tree's where that one cannot be: a time, a dateline's town, a word
        beyond a semicolon."""
        tree = self.tree
        timed = tree.lemma[head] in word_list("time_nouns")
        if cue is None or not (timed or in_dateline(tree, head, cue) or self._beyond_semicolon(head, cue)):
            return None if timed else head
        return source_of(tree, cue) if tree.pos[cue] == "VERB" else None

    def _beyond_semicolon(self, head: int, cue: int) -> bool:
        low, high = sorted((head, cue))
        return high - low < 60 and any(self.tree.form[i] == ";" for i in range(low, high))

    def _near_cue(self, content: tuple[Stretch, ...], cue: int | None) -> tuple[Stretch, ...]:
        """What the model takes for said, without what lies outside the cue's sentence and outside quotation marks."""
        if cue is None:
            return content
        sentence = self.document.sentences[self.document.words[cue].sentence]
        if self.tree.form[sentence.last - 1] == ":":
            return content
        kept: list[Stretch] = []
        for start, end in content:
            if self._quoted(start, end):
                kept.append((start, end))
                continue
            start, end = max(start, sentence.start), min(end, sentence.end)
            if start < end:
                kept.append((start, end))
        return tuple(kept)

    def _is_when(self, start: int, end: int) -> bool:
        """Whether a stretch only says when ("said the same day")."""
        low, high = max(bisect_right(self.starts, start) - 1, 0), bisect_left(self.starts, end)
        times, tree = word_list("time_nouns"), self.tree
        return high - low < _LONG and all(
            tree.pos[i] in _SMALL or tree.lemma[i] in times or tree.form[i] in _SAME for i in range(low, high)
        )

    def _quoted(self, start: int, end: int) -> bool:
        """Whether most of a stretch lies in quotation marks."""
        i = max(bisect_right(self.piece_starts, start) - 1, 0)
        inside = 0
        while i < len(self.pieces) and self.pieces[i][0] < end:
            inside += max(0, min(end, self.pieces[i][1]) - max(start, self.pieces[i][0]))
            i += 1
        return inside * 2 > end - start

    def _cue(self, spans: tuple[Stretch, ...]) -> int | None:
        """The verb (else the first word) of the cue."""
        for start, end in spans:
            low, high = max(bisect_right(self.starts, start) - 1, 0), bisect_left(self.starts, end)
            verbs = [i for i in range(low, high) if self.tree.pos[i] == "VERB"]
            if high > low:
                return verbs[0] if verbs else low
        return None
