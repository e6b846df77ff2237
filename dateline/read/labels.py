"""Who speaks, printed as a label before what they say: "[COMMUNIQUE] [THE FRONT] [TEXT] …" as monitors of broadcasts
write it, "[VARGAS] …" and "SECRETARY KERRY: …" in transcripts, "Statement by the minister on …" over a statement.

Everything up to the next label is theirs, whatever others are quoted in it.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence

from msgspec import Struct
from msgspec.structs import replace

from dateline.read.document import Document
from dateline.read.lists import words as word_list
from dateline.read.quotations import Quotation
from dateline.read.saying import Saying, Stretch
from dateline.read.tree import Tree

_BRACKETS = re.compile(r"\[[^\[\]]{1,160}\](?:\s*\[[^\[\]]{1,160}\])*")
_ONE = re.compile(r"\[([^\[\]]+)\]")
_COLON = re.compile(r"^[ \t]*([A-Z][A-Z.'’ -]{0,60}[A-Z]|Q|A):[ \t\r\n]+(?=\S)", re.MULTILINE)
_OVER = re.compile(r"\[end (?:of )?(?:recording|excerpts?|video|quote)\]", re.IGNORECASE)
_WORD = re.compile(r"[^\W\d_]+")
_TEXT = frozenset({"text", "excerpt", "excerpts"})
_FIRST_PERSON = frozenset({"i", "we", "our", "my", "us", "me"})
_BY = frozenset({"by", "from", "of"})
_COMMA_OR_OF = frozenset({",", "(", "of"})
_REPORTERS = frozenset({"reporter", "correspondent", "announcer", "anchor", "anchorman", "anchorwoman"})
_BODIES = word_list("organisation_nouns") | word_list("government_nouns") | word_list("armed_bodies")
_BODIES |= {"command", "forces", "staff"}
_NEAR, _OPENING = 3, 4
_LABELLED = 2
"""Lines with a label and a colon from which a text is a transcript."""


class Label(Struct, frozen=True):
    """Who speaks in the characters ``start:end`` behind a label that stands at ``at``: the words ``first:last`` name
    them, ``head`` heads these; ``head`` is -1 where nobody is named ("[REPORTER]", "Q:")."""

    at: int
    start: int
    end: int = -1
    first: int = -1
    last: int = -1
    head: int = -1
    issues: bool = False
    apart: bool = False

    @property
    def saying(self) -> Saying:
        """What follows the label, said by whoever it names."""
        return Saying(self.head, None, ((self.start, self.end),), True)


def labels(document: Document, tree: Tree, quotes: Sequence[Quotation]) -> list[Label]:
    """The labels of a report that name someone, in order. ``quotes`` are the outermost quotations."""
    reading = _Labels(document, tree, quotes)
    found = sorted([*reading.bracketed(), *reading.with_colon()], key=lambda one: one.start)
    made: list[Label] = []
    end = len(document.text)
    for one in reversed(found):
        over = _OVER.search(document.text, one.start, end)
        made.append(replace(one, end=over.start() if over else end))
        end = one.at
    named = [one for one in reversed(made) if one.head >= 0 and one.end > one.start and not reading.reports(one)]
    return [reading.in_text(one) for one in named] or reading.titled()


class _Labels:
    def __init__(self, document: Document, tree: Tree, quotes: Sequence[Quotation]) -> None:
        self.document = document
        self.tree = tree
        self.starts = document.starts
        self.pieces = [piece for quote in quotes for piece in quote.pieces]
        self.bylines: set[str] = set()

    def bracketed(self) -> Iterator[Label]:
        """Runs of brackets at the head of a paragraph or, of two and more, anywhere. A name in front of "[TEXT]" is
        that of whose statement it is, else a byline; a name behind it takes its turn."""
        text = self.document.text
        if "[" not in text:
            return
        for run in _BRACKETS.finditer(text):
            inner = [(run.start() + m.start(1), run.start() + m.end(1)) for m in _ONE.finditer(run.group())]
            if len(inner) < 2 and not self._opens_paragraph(run.start()):
                continue
            said = [self._forms(*one) for one in inner]
            heading = max((n for n, forms in enumerate(said) if forms & _TEXT), default=0)
            turns = [one for one in inner[heading:] if not self._is_direction(*one)]
            kinds = [bool(forms & word_list("statement_kinds")) for forms in said[:heading]]
            heads = [one for one, kind in zip(inner, kinds, strict=False) if not kind and not self._is_direction(*one)]
            if turns:
                made = self._label(run.span(), turns[-1], False)
            elif heads and (any(kinds) or self._is_body(*heads[0])):
                made = self._label(run.span(), heads[0], True)
            else:
                made = None
                self.bylines.update(*(self._forms(*one) for one in heads))
            if made is not None or heading or len(inner) == 1:
                yield made or Label(*run.span())

    def _is_body(self, start: int, end: int) -> bool:
        """Whether a name is that of a body, whose report is its statement, and no reporter's."""
        first, last = bisect_left(self.starts, start), bisect_left(self.starts, end)
        head = self._head(first, last, True) if first < last else None
        return head is not None and self.tree.form[head] in _BODIES

    def _opens_paragraph(self, at: int) -> bool:
        """Whether a paragraph opens with a character."""
        word = bisect_left(self.starts, at)
        if word >= len(self.starts):
            return False
        number = self.document.words[word].sentence
        sentences = self.document.sentences
        opens = number == 0 or sentences[number - 1].paragraph != sentences[number].paragraph
        return opens and sentences[number].first == word

    def with_colon(self) -> Iterator[Label]:
        """Names in capitals with a colon at the head of lines, in a text that is not all in capitals."""
        text = self.document.text
        if sum(map(str.islower, text[:4000])) * 2 < sum(map(str.isupper, text[:4000])):
            return
        found = list(_COLON.finditer(text))
        if len(found) < _LABELLED:
            return
        for one in found:
            direction = self._is_direction(*one.span(1)) or len(one.group(1)) < 3
            yield (None if direction else self._label(one.span(), one.span(1), False)) or Label(*one.span())

    def reports(self, label: Label) -> bool:
        """Whether the one whom a label names is the outlet's reporter: "our reporter Laura Vargas", or the byline."""
        tree, form = self.tree, self.tree.form[label.head]
        return form in self.bylines or any(
            other == form and any(tree.form[k] in _REPORTERS for k in range(max(0, i - _NEAR), i))
            for i, other in enumerate(tree.form)
        )

    def in_text(self, label: Label) -> Label:
        """The label, with the words of the text for whom it names where its first sentences have that one as subject:
        "[COMMUNIQUE] [GENERAL COMMAND OF …] [TEXT] The General Command of the front announces …"."""
        tree, sentences = self.tree, self.document.sentences
        if not label.issues:
            return label
        first = bisect_left(self.starts, label.start)
        number = self.document.words[first].sentence if first < len(self.starts) else len(sentences)
        last = sentences[min(number + _OPENING, len(sentences)) - 1].last
        for i in range(first, last):
            if tree.form[i] == tree.form[label.head] and tree.base[i] == "nsubj":
                return replace(label, head=i, apart=True)
        return label

    def titled(self) -> list[Label]:
        """ "Statement by X on Y" over a text in the first person."""
        document, tree = self.document, self.tree
        if not document.sentences:
            return []
        first = document.sentences[0]
        behind = next((s for s in document.sentences if s.paragraph > first.paragraph), None)
        noun = next((i for i in range(first.first, min(first.last, first.first + 4))
                     if tree.form[i] in word_list("statement_kinds")), None)  # fmt: skip
        if noun is None or behind is None or not self._personal(behind.first):
            return []
        heads = [k for k in tree.kids[noun] if k > noun and tree.case(k) in _BY]
        if not heads or tree.pos[heads[0]] not in {"NOUN", "PROPN"}:
            return []
        return [Label(behind.start, behind.start, len(document.text), -1, -1, heads[0])]

    def _personal(self, first: int) -> bool:
        """Whether the text from a word on speaks in the first person outside quotation marks."""
        for i in range(first, len(self.starts)):
            if self.tree.form[i] in _FIRST_PERSON and not any(a <= self.starts[i] < b for a, b in self.pieces):
                return True
        return False

    def _label(self, printed: Stretch, name: Stretch, body: bool) -> Label | None:
        """The label with a name, printed where it is. ``body``: an organisation may speak too."""
        first, last = bisect_left(self.starts, name[0]), bisect_left(self.starts, name[1])
        if first >= last:
            return None
        head = self._head(first, last, body)
        return None if head is None else Label(*printed, -1, first, last, head, body)

    def _head(self, first: int, last: int, body: bool) -> int | None:
        """The word that heads a name: of a person's the mention's, of a body's the last before what follows it."""
        document, tree = self.document, self.tree
        end = next((i for i in range(first + 1, last) if tree.form[i] in _COMMA_OR_OF), last)
        for i in range(first, end):
            number = document.mention_by_head.get(i)
            if number is not None and document.mentions[number].kind == "person":
                if document.mentions[number].end >= document.words[end - 1].end:
                    return i
        return end - 1 if body else None

    def _forms(self, start: int, end: int) -> set[str]:
        return {m.group().lower() for m in _WORD.finditer(self.document.text, start, end)}

    def _is_direction(self, start: int, end: int) -> bool:
        forms = self._forms(start, end)
        return not forms or bool(forms & word_list("stage_directions"))


def label_at(found: Sequence[Label], at: int) -> Label | None:
    """The label under which a character stands."""
    i = bisect_right([one.start for one in found], at) - 1
    return found[i] if i >= 0 and at < found[i].end else None
