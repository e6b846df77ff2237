"""Documents parsed by hand, for tests of the rules: a word is written ``form/lemma/POS/head/relation``."""

from __future__ import annotations

from msgspec.structs import replace

from dateline.read.document import Document, Sentence
from dateline.read.reference import resolve
from dateline.read.sources import SourceIndex
from dateline.values import ClaimSource, Mention, MentionKind, Report, Token

Marked = tuple[str, MentionKind, bool]


def document(
    text: str, parses: list[str], mentions: list[Marked] | None = None, publisher: str | None = None
) -> Document:
    """A document from its text, the parse of each sentence, and its mentions as (text, kind, named), each found
    where the one before starts or later."""
    words: list[Token] = []
    sentences: list[Sentence] = []
    at = 0
    for number, parse in enumerate(parses):
        base = len(words)
        for cell in parse.split():
            form, lemma, pos, head, relation = cell.rsplit("/", 4)
            start = text.index(form, at)
            at = start + len(form)
            up = base + int(head) - 1 if int(head) else len(words)
            words.append(Token(start, at, lemma, pos, up, relation, number))
        start = words[base].start
        sentences.append(Sentence(start, at, base, len(words), text.count("\n", 0, start), False))
    found = Document(Report("r", "0", "0", text, publisher=publisher), tuple(words), tuple(sentences))
    return _with_mentions(found, mentions or [])


def _with_mentions(made: Document, mentions: list[Marked]) -> Document:
    spans: list[Mention] = []
    heads: list[int] = []
    at, last = 0, ""
    for text, kind, named in mentions:
        start = made.text.index(text, at + (text == last))
        end = start + len(text)
        at, last = start, text
        inside = [i for i, w in enumerate(made.words) if start <= w.start < end]
        tops = [i for i in inside if made.words[i].head not in inside or made.words[i].head == i]
        spans.append(Mention(start, end, kind, named))
        heads.append(tops[0])
    return replace(made, mentions=tuple(spans), mention_heads=tuple(heads))


def resolved(made: Document) -> Document:
    """The document with its mentions resolved."""
    return replace(made, mentions=resolve(made))


def sources(made: Document, trigger: str, nth: int = 0) -> tuple[ClaimSource, ...]:
    """The sources of a claim whose trigger is the given words."""
    start = -1
    for _ in range(nth + 1):
        start = made.text.index(trigger, start + 1)
    whole = resolved(made)
    return SourceIndex(whole, whole.mentions).of(start, start + len(trigger))
