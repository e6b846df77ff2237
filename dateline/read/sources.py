"""Who says a claim: the model's attributions, the rules on trees, quotations and headlines put together.

Where the model and a rule speak of one cue, marks and fixed words win ("according to", quotation marks), then the
model, then the tree. The report's own outlet is never a source.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from typing import NamedTuple

from msgspec.structs import replace

from dateline.read.document import Document
from dateline.read.headline import headline_sayings, without_topics
from dateline.read.labels import label_at, labels
from dateline.read.last_speaker import LastSpeakers
from dateline.read.lists import verb_forms
from dateline.read.lists import words as word_list
from dateline.read.model_sayings import NOBODY, model_sayings
from dateline.read.quotations import quotations
from dateline.read.sayer import source_of
from dateline.read.saying import Saying, Stretch
from dateline.read.sayings import sayings
from dateline.read.signed import signed
from dateline.read.source_expression import Describer
from dateline.read.speakers import cues, spoken
from dateline.read.statements import statements
from dateline.read.tree import Tree
from dateline.values import ClaimSource, Mention

_MOST_SOURCES = 4
_NEAR = 12
_LEAD = 8
_TELL_EVENTS = frozenset(
    {"count", "admit", "acknowledge", "claim", "report", "record", "document", "estimate", "speak"}
)
_ACTS = ("say", "accuse", "demand")
_IN = frozenset({"in", "on", "by", "through", "via", "during", "over"})
_SPOKEN_TO = frozenset({"with", "to"})
_WE = frozenset({"i", "we"})
_QUOTED = re.compile('[“"«]')


class _Filed(NamedTuple):
    """A saying with those of its pieces that touch one sentence, and its size in full."""

    saying: Saying
    pieces: tuple[Stretch, ...]
    size: int


class SourceIndex:
    """The sources of a report, worked out once. ``mentions`` are the resolved ones, in the document's order."""

    def __init__(self, document: Document, mentions: Sequence[Mention] | None = None, tree: Tree | None = None) -> None:
        if mentions is not None and tuple(mentions) != document.mentions:
            document = replace(document, mentions=tuple(mentions))
        self.document = document
        self.tree = tree or Tree(document)
        self.starts = document.starts
        self.quotes = [q for q in quotations(document.text) if q.depth == 0]
        self.labels = labels(document, self.tree, self.quotes)
        self.sayings = self._all()
        self.by_sentence: dict[int, list[_Filed]] = {}
        self._heads: dict[tuple[int, int, bool], list[tuple[int, int | None]]] = {}
        self._file()
        self.describer = Describer(document, self.tree, LastSpeakers(document, self.tree, self.sayings), self.labels)

    def of(self, start: int, end: int) -> tuple[ClaimSource, ...]:
        """Who says what the characters ``start:end`` (a claim's trigger) tell, nearest to the claim first; empty where
        the outlet says it itself. A source is ``inherited`` where it stands in another sentence."""
        return self.described(start, self.heads(start, end))

    def described(self, start: int, heads: Sequence[tuple[int, int | None]]) -> tuple[ClaimSource, ...]:
        """Sources by head word and cue, as they are shown; no two of them the same. ``start``: where the claim's
        trigger begins."""
        word = self._word(start)
        sentence = None if word is None else self.document.words[word].sentence
        found: list[ClaimSource] = []
        for head, cue in heads:
            source = None if self._is_nobody(head) or self._is_manner(head, heads) else self.describer.of(head, cue)
            if source is None or any(_same(source, other) for other in found):
                continue
            away = self.document.words[head].sentence != sentence
            found.append(replace(source, inherited=True) if away else source)
        return tuple(found[:_MOST_SOURCES])

    def _is_nobody(self, head: int) -> bool:
        """ "No group has said so": nobody says it."""
        tree = self.tree
        return tree.form[head] in NOBODY or any(tree.form[k] == "no" and k < head for k in tree.kids[head])

    def _is_manner(self, head: int, heads: Sequence[tuple[int, int | None]]) -> bool:
        """Whether a word only tells how another source says it: "said in a report", "told in a phone call"."""
        tree = self.tree
        if tree.base[head] != "obl" or tree.case(head) not in _IN or tree.lemma[head] not in word_list("channels"):
            return False
        return any(tree.head[other] == tree.head[head] and tree.base[other] == "nsubj" for other, _ in heads)

    def heads(self, start: int, end: int, *, certain: bool = False) -> list[tuple[int, int | None]]:
        """Head words, and cues where there are any, of those who say what the characters ``start:end`` tell, nearest
        first. ``certain``: only those that marks and fixed words show."""
        known = self._heads.get((start, end, certain))
        if known is None:
            known = self._heads[start, end, certain] = self._work_out(start, end, certain)
        return [*known]

    def _work_out(self, start: int, end: int, certain: bool) -> list[tuple[int, int | None]]:
        word = self._word(start)
        if word is None:
            return []
        sentence = self.document.words[word].sentence
        around = [f for f in self.by_sentence.get(sentence, ()) if self._covers(f, start, end)]
        around.sort(key=lambda f: (f.size, f.saying.cue if f.saying.cue is not None else -1))
        doers = self._doers(word, end)
        told = [f.saying for f in around if f.saying.source is None or not self._is_one_of(f.saying.source, doers)]
        told = [saying for saying in told if saying.certain] if certain else told
        if self._tells_itself(word, end):
            told = [*(Saying(d, None, ((start, end),)) for d in doers), *told]
        return [(head, saying.cue) for saying in told for head in self._joined(saying)]

    def stating(self, start: int, end: int) -> list[int]:
        """Head words of those in whose statement, printed behind a label or a colon in an earlier sentence, the
        characters stand: they say it whoever is quoted there."""
        word = self._word(start)
        if word is None:
            return []
        low, _ = self.tree.bounds(word)
        around = self.by_sentence.get(self.document.words[word].sentence, ())
        found: list[int] = []
        for filed in sorted((f for f in around if self._covers(f, start, end)), key=lambda f: f.size):
            source, begins = filed.saying.source, filed.saying.content[0][0]
            led = self.document.text[max(0, begins - _LEAD) : begins].rstrip().endswith((":", "]"))
            labelled = filed.saying.cue is None and any(label.head == source for label in self.labels)
            if source is not None and led and (source < low or labelled):
                found.append(source)
        return found

    def entity(self, head: int) -> str | int:
        """What tells whether two expressions stand for one: the full name, else the word itself."""
        number = self.document.mention_by_head.get(head)
        name = None if number is None else self.document.mentions[number].name
        return name if name is not None else head

    def _doers(self, word: int, end: int) -> list[int]:
        """Who does the saying where the claim's own words are a verb of asking, blaming or saying: what X demands is
        X's act and not X's word."""
        found: list[int] = []
        while word < len(self.starts) and self.starts[word] < end:
            form = self.tree.form[word]
            if self.tree.pos[word] == "VERB" and any(form in verb_forms(name) for name in _ACTS):
                source = source_of(self.tree, word)
                if source is not None:
                    found.append(source)
            word += 1
        return found

    def _tells_itself(self, word: int, end: int) -> bool:
        """Whether the claim's words are a verb that tells an event: "the Observatory counted 26 dead"."""
        while word < len(self.starts) and self.starts[word] < end:
            if self.tree.pos[word] == "VERB" and verb_forms("say").get(self.tree.form[word]) in _TELL_EVENTS:
                return True
            word += 1
        return False

    def _is_one_of(self, source: int, doers: list[int]) -> bool:
        return any(source == d or self.entity(source) == self.entity(d) for d in doers)

    def _all(self) -> list[Saying]:
        rules = sayings(self.document, self.tree)
        model = model_sayings(self.document, self.tree, self.quotes)
        heard = [
            _up_to_semicolon(self.document, s)
            for s in _merged(self.document, self.tree, rules, model, self._demands(rules))
        ]
        quoted = spoken(self.document, self.tree, self.quotes, heard)
        heard = [_without_others_words(self.document, s, quoted) for s in heard]
        printed = statements(self.document, self.tree, cues(self.document, self.tree, heard))
        printed = [self._named(saying) for saying in printed]
        labelled = [label.saying for label in self.labels]
        told = [
            *without_topics(self.document, self.tree, [*quoted, *heard, *printed]),
            *labelled,
            *signed(self.document),
        ]
        return [*told, *headline_sayings(self.document, self.tree, told)]

    def _named(self, saying: Saying) -> Saying:
        """What "we" say in a statement, said by whose statement it is."""
        if saying.source is None or self.tree.form[saying.source] not in _WE:
            return saying
        label = label_at(self.labels, self.starts[saying.source])
        return saying if label is None else replace(saying, source=label.head)

    def _demands(self, rules: list[Saying]) -> set[int | None]:
        """The cues of what is demanded: there the tree's infinitive tells the content better than the model does."""
        demand = verb_forms("demand")
        return {s.cue for s in rules if s.cue is not None and self.tree.form[s.cue] in demand}

    def _file(self) -> None:
        """Each saying under all sentences that its content touches."""
        sentence_starts = [s.start for s in self.document.sentences]
        for saying in self.sayings:
            touched: dict[int, list[Stretch]] = {}
            for start, end in saying.content:
                low = max(bisect_right(sentence_starts, start) - 1, 0)
                for number in range(low, max(bisect_left(sentence_starts, end), low + 1)):
                    touched.setdefault(number, []).append((start, end))
            size = saying.size
            for number in sorted(touched):
                self.by_sentence.setdefault(number, []).append(_Filed(saying, tuple(touched[number]), size))

    def _word(self, at: int) -> int | None:
        i = bisect_right(self.starts, at) - 1
        return i if i >= 0 else None

    def _covers(self, filed: _Filed, start: int, end: int) -> bool:
        if not any(low <= start and end <= high for low, high in filed.pieces):
            return False
        cue = None if filed.saying.cue is None else self.document.words[filed.saying.cue]
        return cue is None or not (cue.start < end and start < cue.end)

    def _joined(self, saying: Saying) -> list[int]:
        """The heads of all who say it: "a monitoring group and a spokesman said"."""
        if saying.source is None:
            return []
        tree, cue = self.tree, saying.cue
        found = [saying.source]
        for kid in tree.kids[saying.source]:
            joined = tree.base[kid] == "conj" and tree.pos[kid] in {"NOUN", "PROPN", "PRON"}
            if joined and (cue is None or (saying.source < cue) == (kid < cue)):
                found.append(kid)
        if len(found) == 1 and cue is not None and saying.source < cue <= saying.source + _NEAR:
            beside = self._beside(saying.source, cue)
            found += [] if beside is None else [beside]
        return found

    def _beside(self, source: int, cue: int) -> int | None:
        """The second of two who speak, where the tree does not join them: "the YPG and a monitoring group said"."""
        between = range(source + 1, cue)
        if any(self.tree.pos[i] in {"VERB", "PUNCT", "ADP", "SCONJ"} for i in between):
            return None
        ands = [i for i in between if self.tree.form[i] == "and"]
        nouns = [i for i in between if ands and i > ands[0] and self.tree.pos[i] in {"NOUN", "PROPN"}]
        return nouns[-1] if nouns else None


def sources_of(document: Document, mentions: Sequence[Mention], start: int, end: int) -> tuple[ClaimSource, ...]:
    """Who says what ``start:end`` tells. For one question; ``SourceIndex`` answers many."""
    return SourceIndex(document, mentions).of(start, end)


def _up_to_semicolon(document: Document, saying: Saying) -> Saying:
    """What follows a semicolon outside quotation marks is no longer said, where the cue comes first."""
    if saying.cue is None or saying.origin == "quotation":
        return saying
    kept: list[Stretch] = []
    for start, end in saying.content:
        at = document.text.find("; ", start, end)
        if at > start and document.words[saying.cue].start < start and not _QUOTED.search(document.text[start:at]):
            end = at
        kept.append((start, end))
    return replace(saying, content=tuple(kept))


def _merged(
    document: Document, tree: Tree, rules: list[Saying], model: list[Saying], demands: set[int | None]
) -> list[Saying]:
    """The rules' and the model's sayings; of two with one cue the certain one, else the model's, with what the tree
    hangs behind it."""
    certain = {s.cue for s in rules if s.certain} | demands
    trees: dict[int | None, Saying] = {s.cue: s for s in rules if s.cue not in certain}
    kept = [_reaching(document, s, trees.get(s.cue)) for s in model if s.cue not in certain]
    kept = [_spoken_by(tree, s, trees.get(s.cue)) for s in kept]
    heard = {s.cue for s in kept if s.cue is not None}
    return [*(s for s in rules if s.certain or s.cue not in heard), *kept]


def _without_others_words(document: Document, saying: Saying, quoted: list[Saying]) -> Saying:
    """A saying without the quotations that surely are another's: the model links a quotation to a cue far away now and
    then. A cue inside the quotation ("…, as he told the court") stays with what it tells."""
    if saying.origin != "model" or saying.cue is None:
        return saying
    cue = document.words[saying.cue].start
    others = [
        (low, high)
        for other in quoted
        if other.certain and other.cue != saying.cue and other.source != saying.source
        for low, high in other.content
        if not low <= cue < high
    ]
    kept = tuple(p for p in saying.content if not any(low <= p[0] and p[1] <= high for low, high in others))
    return saying if kept == saying.content else replace(saying, content=kept)


def _spoken_by(tree: Tree, saying: Saying, clause: Saying | None) -> Saying:
    """A saying of the model; whoever is spoken to ("in a call with the agency, an officer said") is not who says it
    where the tree knows that one."""
    if clause is None or clause.source is None or saying.source is None or clause.source == saying.source:
        return saying
    is_subject = tree.head[clause.source] == saying.cue and tree.base[clause.source] == "nsubj"
    return replace(saying, source=clause.source) if is_subject and tree.case(saying.source) in _SPOKEN_TO else saying


def _reaching(document: Document, saying: Saying, clause: Saying | None) -> Saying:
    """A saying of the model whose content stops short of the end of the clause that the tree shows: up to that end."""
    if clause is None or saying.cue is None or len(clause.content) != 1 or not saying.content:
        return saying
    (low, high), (start, end) = clause.content[0], saying.content[-1]
    behind = document.words[saying.cue].start < start
    if not behind or high <= end or low > end or high - end > end - start:
        return saying
    return replace(saying, content=(*saying.content[:-1], (start, high)))


def _same(one: ClaimSource, other: ClaimSource) -> bool:
    """Whether two sources are one: the same words, overlapping words, or the same name."""
    if one.start < other.end and other.start < one.end:
        return True
    return one.name is not None and one.name == other.name
