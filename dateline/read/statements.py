"""Statements printed without quotation marks: a reporting clause that ends in a colon, then paragraphs of their own."""

from __future__ import annotations

from collections.abc import Sequence

from dateline.read.document import Document
from dateline.read.lists import words as word_list
from dateline.read.saying import Saying
from dateline.read.speakers import Cue
from dateline.read.tree import Tree

_FIRST_PERSON = frozenset({"i", "we", "our", "my", "us", "me"})
_ITEM = ("-", "•", "*", "–", "—", "·")
_DOUBLE = ("“", '"', "«", "„", "``")
_STOPS = frozenset({".", "!", "?", ":", ";"})
_INQUIRIES = frozenset({"investigation", "inquiry", "finding", "evidence", "footage", "commission"})
_QUOTES = ("“", '"', "«", "„", "‘", "'", "``")


def statements(document: Document, tree: Tree, cues: Sequence[Cue]) -> list[Saying]:
    """A saying for each "X said:" that ends its paragraph and is followed by one without quotation marks: that
    paragraph, the items of a list, or, where it speaks in the first person or the report has no quotation marks, all
    up to the next reporting clause, or to where the speaker is told of as somebody else."""
    found: list[Saying] = []
    spoken = {document.words[cue.word].sentence for cue in cues if not _is_document(document, tree, cue.source)}
    told_of = _told_of(document, tree)
    quoteless = not any(mark in document.text for mark in _DOUBLE)
    for cue in cues:
        number = document.words[cue.word].sentence
        sentence = document.sentences[number]
        if tree.form[sentence.last - 1] != ":" or number + 1 >= len(document.sentences):
            continue
        after = document.sentences[number + 1]
        if after.paragraph == sentence.paragraph or document.text.startswith(_QUOTES, after.start):
            continue
        end = _end(document, tree, number + 1, spoken, told_of.get(_name(document, cue.source) or "", set()), quoteless)
        found.append(Saying(cue.source, cue.word, ((after.start, end),), True))
    return found


def _is_document(document: Document, tree: Tree, source: int) -> bool:
    """Whether a source is none that speaks: "the report makes clear that …"."""
    number = document.mention_by_head.get(source)
    named = number is not None and document.mentions[number].named
    return not named and tree.lemma[source] in word_list("documents") | _INQUIRIES


def _told_of(document: Document, tree: Tree) -> dict[str, set[int]]:
    """By name the sentences that have somebody as subject, as of somebody else."""
    found: dict[str, set[int]] = {}
    for head, mention in zip(document.mention_heads, document.mentions, strict=True):
        if mention.name is not None and tree.base[head] == "nsubj" and tree.form[head] not in _FIRST_PERSON:
            found.setdefault(mention.name, set()).add(document.words[head].sentence)
    return found


def _name(document: Document, word: int) -> str | None:
    number = document.mention_by_head.get(word)
    return None if number is None else document.mentions[number].name


def _end(document: Document, tree: Tree, first: int, spoken: set[int], told_of: set[int], quoteless: bool) -> int:
    """Where the statement that opens with sentence ``first`` ends: before others speak (``spoken``) or its speaker is
    told of (``told_of``)."""
    sentences = document.sentences
    paragraph = sentences[first].paragraph
    last = first
    while last + 1 < len(sentences) and sentences[last + 1].paragraph == paragraph:
        last += 1
    personal = any(tree.form[i] in _FIRST_PERSON for i in range(sentences[first].first, sentences[last].last))
    items = document.text.startswith(_ITEM, sentences[first].start)
    while last + 1 < len(sentences):
        following = sentences[last + 1]
        whole = tree.form[following.last - 1] in _STOPS
        alone = last + 1 not in spoken and last + 1 not in told_of
        listed = items and document.text.startswith(_ITEM, following.start)
        goes_on = listed or (alone and (personal or (quoteless and whole)))
        if not goes_on and following.paragraph != sentences[last].paragraph:
            break
        last += 1
    return sentences[last].end
