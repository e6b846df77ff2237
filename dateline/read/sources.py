"""Who says a claim: the model's attributions, the rules on trees, quotations and headlines put together.

Where the model and a rule speak of one cue, marks and fixed words win ("according to", quotation marks), then the
model, then the tree. The report's own outlet is never a source.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from msgspec.structs import replace

from dateline.read.actors import lookup, normal
from dateline.read.document import Document
from dateline.read.entities import initials
from dateline.read.features import SPEAKERS
from dateline.read.headline import headline_sayings
from dateline.read.manner import manner
from dateline.read.phrases import extent
from dateline.read.quotations import quotations
from dateline.read.saying import Saying, Stretch
from dateline.read.sayings import sayings
from dateline.read.source_kind import Expression, describe
from dateline.read.speakers import spoken
from dateline.read.tree import Tree
from dateline.values import Attribution, ClaimSource, Mention

_BIND = frozenset({"of", "from", "at", "with", "for"})
_MOST_SOURCES = 4


class SourceIndex:
    """The sources of a report, worked out once. ``mentions`` are the resolved ones, in the document's order."""

    def __init__(self, document: Document, mentions: Sequence[Mention] | None = None, tree: Tree | None = None) -> None:
        if mentions is not None and tuple(mentions) != document.mentions:
            document = replace(document, mentions=tuple(mentions))
        self.document = document
        self.tree = tree or Tree(document)
        self.starts = [word.start for word in document.words]
        self.quotes = [q for q in quotations(document.text) if q.depth == 0]
        self.sayings = self._all()
        self.by_sentence: dict[int, list[Saying]] = {}
        self._file()
        self.described: dict[tuple[int, int | None], ClaimSource | None] = {}

    def of(self, start: int, end: int) -> tuple[ClaimSource, ...]:
        """Who says what the characters ``start:end`` (a claim's trigger) tell, nearest to the claim first; empty where
        the outlet says it itself. A source is ``inherited`` where it stands in another sentence."""
        word = self._word(start)
        if word is None:
            return ()
        sentence = self.document.words[word].sentence
        around = [s for s in self.by_sentence.get(sentence, ()) if self._covers(s, start, end)]
        around.sort(key=lambda s: (s.size, s.cue if s.cue is not None else -1))
        found: list[ClaimSource] = []
        for saying in around:
            source = self._source(saying)
            if source is None or any(_same(source, other) for other in found):
                continue
            own = self.document.words[saying.source or 0].sentence
            found.append(replace(source, inherited=True) if own != sentence else source)
        return tuple(found[:_MOST_SOURCES])

    def _all(self) -> list[Saying]:
        rules = sayings(self.document, self.tree)
        model = [s for a in self.document.attributions for s in (self._of_model(a),) if s is not None]
        heard = _merged(rules, model)
        quoted = spoken(self.document, self.tree, self.quotes, heard)
        return [*quoted, *heard, *headline_sayings(self.document, self.tree)]

    def _of_model(self, attribution: Attribution) -> Saying | None:
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
        return Saying(head, cue, attribution.content, False, "model")

    def _cue(self, spans: tuple[Stretch, ...]) -> int | None:
        """The verb (else the first word) of the cue."""
        for start, end in spans:
            low, high = max(bisect_right(self.starts, start) - 1, 0), bisect_left(self.starts, end)
            verbs = [i for i in range(low, high) if self.tree.pos[i] == "VERB"]
            if high > low:
                return verbs[0] if verbs else low
        return None

    def _file(self) -> None:
        """Each saying under all sentences that its content touches."""
        sentence_starts = [s.start for s in self.document.sentences]
        for saying in self.sayings:
            numbers: set[int] = set()
            for start, end in saying.content:
                low = max(bisect_right(sentence_starts, start) - 1, 0)
                numbers.update(range(low, max(bisect_left(sentence_starts, end), low + 1)))
            for number in sorted(numbers):
                self.by_sentence.setdefault(number, []).append(saying)

    def _word(self, at: int) -> int | None:
        i = bisect_right(self.starts, at) - 1
        return i if i >= 0 else None

    def _covers(self, saying: Saying, start: int, end: int) -> bool:
        if not any(low <= start and end <= high for low, high in saying.content):
            return False
        cue = None if saying.cue is None else self.document.words[saying.cue]
        return cue is None or not (cue.start < end and start < cue.end)

    def _source(self, saying: Saying) -> ClaimSource | None:
        if saying.source is None:
            return None
        key = (saying.source, saying.cue)
        if key not in self.described:
            self.described[key] = self._described(saying.source, saying.cue)
        return self.described[key]

    def _described(self, head: int, cue: int | None) -> ClaimSource | None:
        """The source as the contract has it; ``None`` for the outlet itself and for "I" and "we"."""
        if self.tree.form[head] in SPEAKERS:
            return None
        start, end = self._span(head, cue)
        number = self.document.mention_by_head.get(head)
        mention = None if number is None else self.document.mentions[number]
        text = self.document.text[start:end]
        actor = lookup(text)
        name = (mention.name if mention else None) or (actor.name if actor else None)
        if self._is_outlet(text) or (name is not None and self._is_outlet(name)):
            return None
        expression = Expression(self.document, self.tree, head)
        kind, named = describe(expression, name)
        how = None if cue is None else manner(self.document, self.tree, cue, head)
        key = (mention.id if mention else None) or (actor.id if actor else None)
        return ClaimSource(text=text, start=start, end=end, name=name, id=key, named=named, kind=kind, how=how)

    def _span(self, head: int, cue: int | None) -> Stretch:
        """The noun phrase of a source, or its mention where that is wider."""
        first, last = extent(self.tree, head, binding=_BIND)
        low, high = self.tree.bounds(head)
        first, last = max(first, low), min(last, high)
        if cue is not None:  # a tree that errs must not draw the cue into the source
            if first <= cue < head:
                first = cue + 1
            elif head < cue < last:
                last = cue
        while first < head and self.tree.pos[first] in {"PUNCT", "CCONJ", "ADP", "SCONJ"}:
            first += 1
        while last - 1 > head and self.tree.pos[last - 1] in {"PUNCT", "CCONJ", "ADP"}:
            last -= 1
        return self.document.words[first].start, self.document.words[last - 1].end

    def _is_outlet(self, name: str) -> bool:
        publisher = self.document.report.publisher
        if not publisher:
            return False
        own, said = normal(publisher), normal(name)
        short = initials(publisher)
        return said in {own, own.removesuffix(" news agency"), own.removesuffix(" agency")} or (
            len(short) > 1 and said == short and name.replace(".", "").isupper()
        )


def sources_of(document: Document, mentions: Sequence[Mention], start: int, end: int) -> tuple[ClaimSource, ...]:
    """Who says what ``start:end`` tells. For one question; ``SourceIndex`` answers many."""
    return SourceIndex(document, mentions).of(start, end)


def _merged(rules: list[Saying], model: list[Saying]) -> list[Saying]:
    """The rules' and the model's sayings; of two with one cue the certain one, else the model's."""
    certain = {s.cue for s in rules if s.certain}
    kept = [s for s in model if s.cue not in certain]
    heard = {s.cue for s in kept if s.cue is not None}
    return [*(s for s in rules if s.certain or s.cue not in heard), *kept]


def _same(one: ClaimSource, other: ClaimSource) -> bool:
    """Whether two sources are one: the same words, overlapping words, or the same name."""
    if one.start < other.end and other.start < one.end:
        return True
    return one.name is not None and one.name == other.name
