"""Statements printed without quotation marks: a reporting clause that ends in a colon, then paragraphs of their own."""

from __future__ import annotations

from collections.abc import Sequence

from dateline.read.document import Document
from dateline.read.saying import Saying
from dateline.read.speakers import Cue
from dateline.read.tree import Tree

_FIRST_PERSON = frozenset({"i", "we", "our", "my", "us", "me"})
_ITEM = ("-", "•", "*", "–", "—", "·")
_QUOTES = ("“", '"', "«", "„", "‘", "'", "``")


def statements(document: Document, tree: Tree, cues: Sequence[Cue]) -> list[Saying]:
    """A saying for each "X said:" that ends its paragraph and is followed by one without quotation marks: that
    paragraph, the items of a list, or, where it speaks in the first person, all up to the next reporting clause."""
    found: list[Saying] = []
    spoken = {document.words[cue.word].sentence for cue in cues}
    for cue in cues:
        number = document.words[cue.word].sentence
        sentence = document.sentences[number]
        if tree.form[sentence.last - 1] != ":" or number + 1 >= len(document.sentences):
            continue
        after = document.sentences[number + 1]
        if after.paragraph == sentence.paragraph or document.text.startswith(_QUOTES, after.start):
            continue
        end = _end(document, tree, number + 1, spoken)
        found.append(Saying(cue.source, cue.word, ((after.start, end),), True))
    return found


def _end(document: Document, tree: Tree, first: int, spoken: set[int]) -> int:
    """Where the statement that opens with sentence ``first`` ends."""
    sentences = document.sentences
    paragraph = sentences[first].paragraph
    last = first
    while last + 1 < len(sentences) and sentences[last + 1].paragraph == paragraph:
        last += 1
    personal = any(tree.form[i] in _FIRST_PERSON for i in range(sentences[first].first, sentences[last].last))
    items = document.text.startswith(_ITEM, sentences[first].start)
    while last + 1 < len(sentences):
        following = sentences[last + 1]
        goes_on = (personal and last + 1 not in spoken) or (items and document.text.startswith(_ITEM, following.start))
        if not goes_on and following.paragraph != sentences[last].paragraph:
            break
        last += 1
    return sentences[last].end
