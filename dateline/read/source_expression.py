"""A source expression as the contract has it: its words, its full name, kind, manner."""

from __future__ import annotations

import re
from collections.abc import Sequence

from msgspec.structs import replace

from dateline.read.actors import Actor, lookup, normal
from dateline.read.document import Document
from dateline.read.entities import initials
from dateline.read.features import SPEAKERS
from dateline.read.kinds import ARMED, MEDIUM, NAME, ORG, PEOPLE, STATE
from dateline.read.kinds import lists as kind_lists
from dateline.read.labels import Label, label_at
from dateline.read.last_speaker import PRONOUNS, LastSpeakers
from dateline.read.lists import words as word_list
from dateline.read.manner import manner
from dateline.read.phrases import extent, with_short_form
from dateline.read.quotations import quotations
from dateline.read.saying import Stretch
from dateline.read.source_kind import Expression, describe
from dateline.read.tree import Tree
from dateline.values import ClaimSource, Mention

_SPEAK = ARMED | PEOPLE | ORG | STATE | MEDIUM | NAME
_TALKING = ("anonymous", "documents", "media_nouns", "bodies", "government_nouns")
_BIND = frozenset({"of", "from", "at", "with", "for"})
_INTRODUCES = frozenset({"compound", "nmod:desc", "flat"})
_STEPS = 4
_ARTICLES = frozenset({"the", "a", "an"})
_WE = frozenset({"i", "we"})
_BASED = re.compile(r"(?:[\w.'’]+ ){0,4}[\w.'’]+-based ")


class Describer:
    """Makes sources of head words; each pair of source and cue is worked out once."""

    def __init__(self, document: Document, tree: Tree, speakers: LastSpeakers, labels: Sequence[Label] = ()) -> None:
        self.document = document
        self.tree = tree
        self.speakers = speakers
        self.labels = labels
        self.labelled = {label.head: label for label in labels if label.first >= 0 and not label.apart}
        self.issuers = {label.head: label for label in labels if label.first >= 0 and label.issues}
        opening = document.text[:4000]
        self.shouting = sum(map(str.islower, opening)) * 2 < sum(map(str.isupper, opening))
        self.known: dict[tuple[int, int | None], ClaimSource | None] = {}

    def of(self, head: int, cue: int | None) -> ClaimSource | None:
        """The source headed by word ``head`` whose saying is word ``cue``; ``None`` for the outlet itself, and for "I"
        and "we"."""
        key = (head, cue)
        if key not in self.known:
            self.known[key] = self._described(head, cue)
        return self.known[key]

    def _described(self, head: int, cue: int | None) -> ClaimSource | None:
        head = head if head in self.labelled else self._whole(head)
        if self.tree.form[head] in SPEAKERS:
            return self._first_person(head, cue)
        if head not in self.labelled and not self._may_speak(head):
            return None
        start, end = self._span(head, cue)
        number = self.document.mention_by_head.get(head)
        mention = None if number is None else self.document.mentions[number]
        text = self.document.text[start:end]
        noun = self.tree.pos[head] in {"NOUN", "PROPN"} or (text.isupper() and not self.shouting)
        actor = self._actor(head, text) if noun else None
        behind = self._apposed(head)
        name = actor.name if actor else self._words(behind) if behind else mention.name if mention else None
        if head in self.issuers and actor is None and (mention is None or mention.kind != "person"):
            name = " ".join(self._words((self.issuers[head].first, self.issuers[head].last)).split())
        earlier = self.speakers.role(head) if mention is None or mention.of is None else None
        if self.tree.form[head] in PRONOUNS:
            speaker = self.speakers.speaker(head)
            of = None if mention is None else self._first_of(mention)
            if speaker is not None and (of is None or of < speaker):
                return self._as_speaker(head, speaker, start, end, cue)
        words = text.split()
        if len(words) > 1 and words[0].lower() in word_list("titles") and (name is None or name in words):
            name = " ".join(w for w in words if w.lower() not in word_list("titles")) or name
        if name is None and earlier is not None:
            first, last = self._span(earlier, None)
            name = " ".join(self.document.text[first:last].split())
        if self._is_outlet(text) or (name is not None and self._is_outlet(name)):
            return None
        expression = Expression(self.document, self.tree, head, earlier)
        kind, named = describe(expression, name, actor)
        how = None if cue is None else manner(self.document, self.tree, cue, head)
        key = actor.id if actor else mention.id if mention else None
        end = self._with_short_form(head, end)
        text = self.document.text[start:end]
        return ClaimSource(text=text, start=start, end=end, name=name, id=key, named=named, kind=kind, how=how)

    def _first_person(self, head: int, cue: int | None) -> ClaimSource | None:
        """ "We have confirmed …" in somebody's statement: whoever speaks there, where that is known."""
        number = self.document.mention_by_head.get(head)
        if self.tree.form[head] not in _WE:
            return None
        first = self._labelled_speaker(self.document.words[head].start)
        if first is None:
            first = None if number is None else self._first_of(self.document.mentions[number])
        if first is None or self.tree.form[first] in PRONOUNS | SPEAKERS:
            return None
        word = self.document.words[head]
        return self._as_speaker(head, first, word.start, word.end, cue)

    def _labelled_speaker(self, at: int) -> int | None:
        """Who speaks under a label at a character that stands in nobody's quotation marks."""
        label = label_at(self.labels, at)
        quoted = label is not None and any(a <= at < b for q in quotations(self.document.text) for a, b in q.pieces)
        return None if label is None or quoted else label.head

    def _whole(self, head: int) -> int:
        """The word that heads the name which a word only introduces: "the rights group Human Rights Watch", "London
        police"."""
        tree = self.tree
        for _ in range(_STEPS):
            up = tree.head[head]
            joined = tree.rel[head] in _INTRODUCES and up > head and tree.pos[up] in {"PROPN", "NOUN"}
            if not joined or any(tree.pos[i] in {"PUNCT", "VERB", "AUX", "ADP", "CCONJ"} for i in range(head, up)):
                break
            head = up
        return head

    def _apposed(self, head: int) -> Stretch | None:
        """The words of the name right behind a noun: "the agency Xinhua"."""
        tree = self.tree
        if tree.pos[head] != "NOUN":
            return None
        for k in tree.kids[head]:
            if tree.base[k] in {"appos", "flat"} and tree.pos[k] == "PROPN":
                first, last = extent(tree, k)
                if first == head + 1:
                    return first, last
        return None

    def _actor(self, head: int, text: str) -> Actor | None:
        """The actor of the list that an expression names, alone or with words before it ("the New York-based …", "the
        rights group …")."""
        found = lookup(text)
        behind = self._apposed(head)
        if found is None and behind is not None:
            found = lookup(self._words(behind))
        based = _BASED.match(text) if found is None else None
        return found if based is None else lookup(text[based.end() :])

    def _words(self, words: Stretch) -> str:
        first, last = words
        return self.document.text[self.document.words[first].start : self.document.words[last - 1].end]

    def _may_speak(self, head: int) -> bool:
        """Whether a noun can say something: not an event, a place or a weapon that the tree made a subject."""
        lemma, form = self.tree.lemma[head], self.tree.form[head]
        if form in _ARTICLES:
            return False
        bits = kind_lists().nouns.get(lemma, 0)
        if self.tree.pos[head] != "NOUN" or not bits or bits & _SPEAK:
            return True
        return any(word in word_list(name) for word in (lemma, form) for name in _TALKING)

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
        """The noun phrase of a source, or its mention where that is wider; of a label all of it."""
        if head in self.labelled:
            label = self.labelled[head]
            return self.document.words[label.first].start, self.document.words[label.last - 1].end
        first, last = extent(self.tree, head, binding=_BIND)
        low, high = self.tree.bounds(head)
        name = self._apposed(head)
        last = last if name is None else max(last, name[1])
        first, last = max(first, low), min(last, high)
        if cue is not None:  # a tree that errs must not draw the cue into the source
            if first <= cue < head:
                first = cue + 1
            elif head < cue < last:
                last = cue
        last = next((i for i in range(head + 1, last) if self.tree.form[i] == ":"), last)
        while first < head and self.tree.pos[first] in {"PUNCT", "CCONJ", "ADP", "SCONJ"}:
            first += 1
        while last - 1 > head and self.tree.pos[last - 1] in {"PUNCT", "CCONJ", "ADP"}:
            last -= 1
        if self.tree.form[last - 1] in word_list("titles") and self.tree.form[last - 1].endswith("."):
            last = self._past_title(last)
        return self.document.words[first].start, self.document.words[last - 1].end

    def _with_short_form(self, head: int, end: int) -> int:
        """The end of a source's expression with the short form that is put behind it in brackets."""
        words = self.document.words
        behind = next((i for i in range(head + 1, len(words)) if words[i].start >= end), len(words))
        return words[with_short_form(self.tree, behind) - 1].end if words[behind - 1].end == end else end

    def _past_title(self, last: int) -> int:
        """Past the name behind a title whose dot was taken for the sentence's end: "said Capt. | Jane Roe, …"."""
        start = last
        while last < min(len(self.tree), start + 5) and self.tree.pos[last] == "PROPN":
            last += 1
        return last

    def _is_outlet(self, name: str) -> bool:
        publisher = self.document.report.publisher
        if not publisher:
            return False
        own, said = normal(publisher), normal(name)
        short = initials(publisher)
        return said in {own, own.removesuffix(" news agency"), own.removesuffix(" agency")} or (
            len(short) > 1 and said == short and name.replace(".", "").isupper()
        )
