"""Who speaks in quotation marks: the speaker named beside a quotation, or carried on from the quotation before it.

A quotation takes the reporting clause of its own sentence ("…," the source reported; X said: "…"), else goes on with
the speaker of the quotation before it in its paragraph, or in the paragraph before where it opens a new one.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from msgspec import Struct

from dateline.read.document import Document
from dateline.read.lists import verb_forms
from dateline.read.quotations import Quotation
from dateline.read.sayer import source_of
from dateline.read.saying import Saying
from dateline.read.sayings import is_name
from dateline.read.tree import Tree

_NEAR = 30
_FEW_WORDS = 4
_GOES_ON = frozenset(",?!—–-…")


class Cue(Struct, frozen=True):
    """A word that says that something is said, and the head word of who says it."""

    word: int
    source: int


def cues(document: Document, tree: Tree, known: Sequence[Saying]) -> list[Cue]:
    """The cues of a report: those of the sayings known, and every verb of saying with a subject. In order."""
    found = {s.cue: s.source for s in known if s.cue is not None and s.source is not None}
    say = verb_forms("say")
    for i, form in enumerate(tree.form):
        if form in say and i not in found and tree.pos[i] == "VERB" and not is_name(document, i):
            source = source_of(tree, i)
            if source is not None:
                found[i] = source
    return [Cue(word, source) for word, source in sorted(found.items())]


def spoken(document: Document, tree: Tree, quotes: Sequence[Quotation], known: Sequence[Saying]) -> list[Saying]:
    """A saying for each outermost quotation of several words whose speaker can be told."""
    return _Speakers(document, tree, quotes, known).run()


class _Speakers:
    def __init__(self, document: Document, tree: Tree, quotes: Sequence[Quotation], known: Sequence[Saying]) -> None:
        self.document = document
        self.tree = tree
        self.quotes = [q for q in quotes if q.depth == 0]
        self.starts = document.starts
        pieces = [p for q in self.quotes for p in q.pieces]
        firsts = [start for start, _ in pieces]
        self.cues = []
        for cue in cues(document, tree, known):
            at = self.starts[cue.word]
            i = bisect_right(firsts, at) - 1
            if i < 0 or at >= pieces[i][1]:
                self.cues.append(cue)
        self.cue_words = [cue.word for cue in self.cues]

    def run(self) -> list[Saying]:
        found: list[Saying] = []
        last: tuple[Cue, int, int] | None = None  # the speaker carried on, with where its sentence and quotation end
        for quote in self.quotes:
            first, after = self._words(quote)
            if after - first < 1:
                continue
            cue = self._beside(quote, first, after)
            if cue is None and after - first < _FEW_WORDS + 2:
                continue
            if cue is None:
                cue = self._carried(quote, first, last) or self._sentence_before(first)
            if cue is None:
                last = None
                continue
            reach = max(after, cue.word + 1)
            last = (cue, self.document.words[min(reach, len(self.starts)) - 1].sentence, after)
            if after - first >= _FEW_WORDS + 3 or self._plainly(quote, first):
                found.append(Saying(cue.source, cue.word, quote.pieces, True, "quotation"))
        return found

    def _plainly(self, quote: Quotation, first: int) -> bool:
        """Whether a short quotation is speech and no borrowed word: set off by a comma or colon, or unfinished."""
        return (first > 0 and self.tree.form[first - 1] in {",", ":"}) or self._unfinished(quote)

    def _words(self, quote: Quotation) -> tuple[int, int]:
        """First and last word (exclusive) of a quotation, its marks included."""
        return bisect_left(self.starts, quote.start), bisect_left(self.starts, quote.end)

    def _beside(self, quote: Quotation, first: int, after: int) -> Cue | None:
        """The cue of the reporting clause before or after a quotation."""
        before, behind = self._before(first), self._behind(quote, after)
        if before is None or behind is None:
            return before or behind
        lead = self.tree.form[first - 1] if first else ""
        if lead in {",", ":", "that"} or first - before.word <= 2:
            return before
        return behind if self._unfinished(quote) else before

    def _unfinished(self, quote: Quotation) -> bool:
        """Whether the sentence goes on behind the quotation: "…,” he said"."""
        inside = self.document.text[quote.start : quote.end].rstrip("”\"’'»“ ")[-1:]
        return inside in _GOES_ON or self.document.text[quote.end : quote.end + 2].lstrip()[:1] == ","

    def _before(self, first: int) -> Cue | None:
        if first >= len(self.starts):
            return None
        low, _ = self.tree.bounds(first)
        i = bisect_left(self.cue_words, first) - 1
        if i >= 0 and self.cue_words[i] >= max(low, first - _NEAR):
            return self.cues[i]
        return None

    def _behind(self, quote: Quotation, after: int) -> Cue | None:
        if after >= len(self.starts):
            return None
        _, high = self.tree.bounds(after - 1)
        if high <= after:
            form = self.document.form(after)
            same = self.document.sentences[self.document.words[after].sentence].paragraph == self._paragraph(after - 1)
            if not same or not (form[:1].islower() or self._unfinished(quote)):
                return None
            _, high = self.tree.bounds(after)
        i = bisect_left(self.cue_words, after)
        if i < len(self.cues) and self.cue_words[i] < min(high, after + _NEAR):
            cue = self.cues[i]
            if self.tree.base[cue.word] in {"acl", "amod"} and cue.word > after + 12:
                return None
            return cue
        return None

    def _paragraph(self, word: int) -> int:
        return self.document.sentences[self.document.words[word].sentence].paragraph

    def _carried(self, quote: Quotation, first: int, last: tuple[Cue, int, int] | None) -> Cue | None:
        """The speaker of the quotation before, if no other sentence stands between the two."""
        if last is None or first >= len(self.starts):
            return None
        cue, sentence, after = last
        here = self.document.words[first].sentence
        if here - sentence > 1:
            return None
        opens = self.document.sentences[here].first == first
        apart = self._paragraph(first) - self._paragraph(max(after - 1, cue.word))
        return cue if opens and apart in {0, 1} else None

    def _sentence_before(self, first: int) -> Cue | None:
        """The speaker of the sentence before, in the same paragraph or leading over with a colon."""
        if first >= len(self.starts):
            return None
        here = self.document.words[first].sentence
        if here == 0 or self.document.sentences[here].first != first:
            return None
        before = self.document.sentences[here - 1]
        colon = self.tree.form[before.last - 1] == ":"
        if before.paragraph != self.document.sentences[here].paragraph and not colon:
            return None
        i = bisect_left(self.cue_words, before.last) - 1
        if i < 0 or self.cue_words[i] < before.first:
            return None
        cue = self.cues[i]
        main = self.tree.head[cue.word] == cue.word or self.tree.base[cue.word] in {"conj", "parataxis"}
        return cue if main or colon else None
