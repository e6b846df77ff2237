"""Who says a claim: the model's attributions, the rules on trees, quotations and headlines put together.

Where the model and a rule speak of one cue, marks and fixed words win ("according to", quotation marks), then the
model, then the tree. The report's own outlet is never a source.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from msgspec.structs import replace

from dateline.read.actors import lookup, normal
from dateline.read.document import Document
from dateline.read.entities import initials
from dateline.read.features import DEFINITE, HE, IT, SHE, SPEAKERS, THEY, gender
from dateline.read.headline import headline_sayings
from dateline.read.lists import verb_forms
from dateline.read.lists import words as word_list
from dateline.read.manner import manner
from dateline.read.phrases import extent
from dateline.read.quotations import quotations
from dateline.read.saying import Saying, Stretch
from dateline.read.sayings import in_dateline, sayings, source_of
from dateline.read.source_kind import Expression, describe
from dateline.read.speakers import spoken
from dateline.read.tree import Tree
from dateline.values import Attribution, ClaimSource, Mention

_BIND = frozenset({"of", "from", "at", "with", "for"})
_MOST_SOURCES = 4
_BACK = 8
_PRONOUNS = HE | SHE | IT | THEY
_BODIES = word_list("organisation_nouns") | word_list("government_nouns") | word_list("armed_bodies")
_TELL_EVENTS = frozenset(
    {"count", "admit", "acknowledge", "claim", "report", "record", "document", "estimate", "speak"}
)
_ACTS = ("say", "accuse", "demand")


_QUOTED = re.compile('[“"«]')


class SourceIndex:
    """The sources of a report, worked out once. ``mentions`` are the resolved ones, in the document's order."""

    def __init__(self, document: Document, mentions: Sequence[Mention] | None = None, tree: Tree | None = None) -> None:
        if mentions is not None and tuple(mentions) != document.mentions:
            document = replace(document, mentions=tuple(mentions))
        self.document = document
        self.tree = tree or Tree(document)
        self.starts = [word.start for word in document.words]
        self.quotes = [q for q in quotations(document.text) if q.depth == 0]
        self.pieces = [piece for quote in self.quotes for piece in quote.pieces]
        self.piece_starts = [start for start, _ in self.pieces]
        self.sayings = self._all()
        self.speakers = sorted({s.source for s in self.sayings if s.source is not None})
        self.by_sentence: dict[int, list[Saying]] = {}
        self._file()
        self.roles = self._roles()
        self.described: dict[tuple[int, int | None], ClaimSource | None] = {}

    def of(self, start: int, end: int) -> tuple[ClaimSource, ...]:
        """Who says what the characters ``start:end`` (a claim's trigger) tell, nearest to the claim first; empty where
        the outlet says it itself. A source is ``inherited`` where it stands in another sentence."""
        word = self._word(start)
        if word is None:
            return ()
        sentence = self.document.words[word].sentence
        around = [s for s in self.by_sentence.get(sentence, ()) if self._covers(s, start, end)]
        doers = self._doers(word, end)
        around = [s for s in around if s.source is None or not self._is_one_of(s.source, doers)]
        around += [Saying(d, None, ((start, end),)) for d in doers if self._tells_itself(word, end)]
        around.sort(key=lambda s: (s.size, s.cue if s.cue is not None else -1))
        found: list[ClaimSource] = []
        for saying in around:
            for head in self._joined(saying):
                source = self._source(head, saying.cue)
                if source is None or any(_same(source, other) for other in found):
                    continue
                away = self.document.words[head].sentence != sentence
                found.append(replace(source, inherited=True) if away else source)
        return tuple(found[:_MOST_SOURCES])

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
        return any(source == d or self._entity(source) == self._entity(d) for d in doers)

    def _entity(self, head: int) -> str | int:
        """What tells whether two expressions stand for one: the full name, else the word itself."""
        number = self.document.mention_by_head.get(head)
        name = None if number is None else self.document.mentions[number].name
        return name if name is not None else head

    def _all(self) -> list[Saying]:
        rules = sayings(self.document, self.tree)
        model = [s for a in self.document.attributions for s in (self._of_model(a),) if s is not None]
        heard = [_up_to_semicolon(self.document, s) for s in _merged(rules, model, self._demands(rules))]
        quoted = spoken(self.document, self.tree, self.quotes, heard)
        return [*quoted, *heard, *headline_sayings(self.document, self.tree)]

    def _demands(self, rules: list[Saying]) -> set[int | None]:
        """The cues of what is demanded: there the tree's infinitive tells the content better than the model does."""
        demand = verb_forms("demand")
        return {s.cue for s in rules if s.cue is not None and self.tree.form[s.cue] in demand}

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
        content = self._near_cue(attribution.content, cue)
        return Saying(head, cue, content, False, "model") if content else None

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

    def _roles(self) -> dict[str, list[int]]:
        """Where each noun stands that is a source and names no one, by its form: "source", "officials"."""
        found: dict[str, list[int]] = {}
        anonymous = word_list("anonymous")
        for i, form in enumerate(self.tree.form):
            if form in anonymous and self.tree.pos[i] in {"NOUN", "PROPN"}:
                found.setdefault(form, []).append(i)
        return found

    def _earlier(self, head: int) -> int | None:
        """ "the source": the last one told of before with that noun, up to eight sentences back."""
        if not any(self.tree.form[k] in DEFINITE for k in self.tree.kids[head] if self.tree.base[k] == "det"):
            return None
        before = self.roles.get(self.tree.form[head], [])
        i = bisect_left(before, head) - 1
        own = self.document.words[head].sentence
        found: int | None = None
        while i >= 0 and own - self.document.words[before[i]].sentence <= _BACK:
            found = before[i]
            if not any(self.tree.form[k] in DEFINITE for k in self.tree.kids[found] if self.tree.base[k] == "det"):
                return found
            i -= 1
        return found

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
        return found

    def _source(self, head: int, cue: int | None) -> ClaimSource | None:
        key = (head, cue)
        if key not in self.described:
            self.described[key] = self._described(head, cue)
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
        earlier = self._earlier(head) if mention is None or mention.of is None else None
        if self.tree.form[head] in _PRONOUNS:
            speaker = self._speaker_before(head)
            of = None if mention is None else self._first_of(mention)
            if speaker is not None and (of is None or of < speaker):
                return self._as_speaker(head, speaker, start, end, cue)
        if name is None and earlier is not None:
            first, last = self._span(earlier, None)
            name = " ".join(self.document.text[first:last].split())
        if self._is_outlet(text) or (name is not None and self._is_outlet(name)):
            return None
        expression = Expression(self.document, self.tree, head, earlier)
        kind, named = describe(expression, name)
        how = None if cue is None else manner(self.document, self.tree, cue, head)
        key = (mention.id if mention else None) or (actor.id if actor else None)
        return ClaimSource(text=text, start=start, end=end, name=name, id=key, named=named, kind=kind, how=how)

    def _speaker_before(self, head: int) -> int | None:
        """ "He said …": who spoke last, a single person, in this sentence or one of the two before."""
        i = bisect_left(self.speakers, head) - 1
        own = self.document.words[head].sentence
        while i >= 0 and own - self.document.words[self.speakers[i]].sentence <= 2:
            word = self.speakers[i]
            if self.tree.form[word] not in _PRONOUNS and self._may_be(word, self.tree.form[head]):
                return word
            i -= 1
        return None

    def _may_be(self, word: int, pronoun: str) -> bool:
        """Whether a speaker is one person of the pronoun's gender."""
        tree = self.tree
        number = self.document.mention_by_head.get(word)
        kind = None if number is None else self.document.mentions[number].kind
        several = tree.form[word].endswith("s") and tree.form[word] != tree.lemma[word]
        if pronoun in THEY:
            return several or kind in {"organisation", "armed-actor", "group"}
        if pronoun in IT:
            return not several and (kind in {"organisation", "armed-actor"} or tree.lemma[word] in _BODIES)
        if tree.pos[word] == "NOUN":
            if tree.lemma[word] not in word_list("person_nouns") and tree.form[word] not in word_list("anonymous"):
                return False
            if tree.form[word].endswith("s") or tree.form[word] in {"police", "people", "media"}:
                return False
        elif tree.pos[word] != "PROPN" or kind != "person":
            return False
        known = None if number is None else gender(self.document, tree, self.document.mentions[number], word)
        return known is None or (known == "m") == (pronoun in HE)

    def _first_of(self, mention: Mention) -> int | None:
        """The head word of what a pronoun refers back to."""
        return None if mention.of is None else self.document.mention_heads[mention.of]

    def _as_speaker(self, head: int, speaker: int, start: int, end: int, cue: int | None) -> ClaimSource | None:
        """A pronoun's source: what it stands for is the speaker before."""
        known = self._described(speaker, None)
        if known is None:
            return None
        how = None if cue is None else manner(self.document, self.tree, cue, head)
        return replace(
            known, text=self.document.text[start:end], start=start, end=end, name=known.name or known.text, how=how
        )

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


def _merged(rules: list[Saying], model: list[Saying], demands: set[int | None]) -> list[Saying]:
    """The rules' and the model's sayings; of two with one cue the certain one, else the model's."""
    certain = {s.cue for s in rules if s.certain} | demands
    kept = [s for s in model if s.cue not in certain]
    heard = {s.cue for s in kept if s.cue is not None}
    return [*(s for s in rules if s.certain or s.cue not in heard), *kept]


def _same(one: ClaimSource, other: ClaimSource) -> bool:
    """Whether two sources are one: the same words, overlapping words, or the same name."""
    if one.start < other.end and other.start < one.end:
        return True
    return one.name is not None and one.name == other.name
