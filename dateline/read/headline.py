"""Headlines that name their source with a colon: "Activists: shelling kills 5", "5 killed in shelling: monitor"."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from dateline.read.document import Document, Sentence
from dateline.read.lists import words as word_list
from dateline.read.saying import Saying
from dateline.read.tree import Tree

_SPEAKERS = frozenset({"person", "organisation", "armed-actor", "group"})
_MOST_BEFORE = 6
_MOST_AFTER = 4


def headline_sayings(document: Document, tree: Tree, told: Sequence[Saying] = ()) -> list[Saying]:
    """Sayings of the title, however many sentences it was cut into. ``told``: those of the report; a person whom the
    title names before a colon and who says nothing in it is what the title is about."""
    talking = {_name(document, s.source) for s in told if s.source is not None}
    found: list[Saying] = []
    for sentence in _titles(document, tree):
        colons = [i for i in range(sentence.first, min(sentence.last, sentence.first + 60)) if tree.form[i] == ":"]
        if len(colons) == 1:
            found += _title(document, tree, sentence, colons[0])
    return [saying for saying in found if _talks(document, tree, saying.source, talking)]


def without_topics(document: Document, tree: Tree, told: Sequence[Saying]) -> list[Saying]:
    """Sayings without those that a colon in the title alone seems to show, of a person who else says nothing."""

    def by_colon(saying: Saying) -> bool:
        titled = saying.source is not None and document.sentences[document.words[saying.source].sentence].title
        return titled and (saying.cue is None or tree.form[saying.cue] == ":")

    talking = {_name(document, s.source) for s in told if s.source is not None and not by_colon(s)}
    return [s for s in told if not by_colon(s) or _talks(document, tree, s.source, talking)]


def _titles(document: Document, tree: Tree) -> list[Sentence]:
    """The title's paragraphs, each as one sentence; without a title what opens the report and is no whole sentence."""
    made: list[Sentence] = []
    for number, sentence in enumerate(document.sentences):
        if not sentence.title:
            if number == 0 and not _stops(tree, sentence):
                made.append(sentence)
            break
        if made and made[-1].paragraph == sentence.paragraph:
            made[-1] = replace(made[-1], end=sentence.end, last=sentence.last)
        else:
            made.append(sentence)
    return made


def _talks(document: Document, tree: Tree, source: int | None, talking: set[str]) -> bool:
    number = None if source is None else document.mention_by_head.get(source)
    if source is None or number is None or document.mentions[number].kind != "person":
        return True
    return tree.form[source] in word_list("anonymous") or _name(document, source) in talking


def _name(document: Document, word: int) -> str:
    """The full name of what a word heads, else the word."""
    number = document.mention_by_head.get(word)
    return (None if number is None else document.mentions[number].name) or document.form(word)


def _stops(tree: Tree, sentence: Sentence) -> bool:
    return tree.form[sentence.last - 1] in {".", "!", "”", '"'}


def _title(document: Document, tree: Tree, sentence: Sentence, colon: int) -> list[Saying]:
    words = document.words
    left, right = range(sentence.first, colon), range(colon + 1, sentence.last)
    if not left or not right:
        return []
    if len(left) <= _MOST_BEFORE and len(right) > 2:
        source = _speaker(document, tree, left)
        if source is not None:
            return [Saying(source, None, ((words[right[0]].start, words[right[-1]].end),), True)]
    if len(right) <= _MOST_AFTER and len(left) > 2:
        source = _speaker(document, tree, right)
        if source is not None:
            return [Saying(source, None, ((words[left[0]].start, words[left[-1]].end),), True)]
    return []


def _speaker(document: Document, tree: Tree, span: range) -> int | None:
    """The head of a stretch that is nothing but who speaks: a person, a body, or a role; no verb, no place."""
    if any(tree.pos[i] in {"VERB", "AUX"} for i in span):
        return None
    head = next((i for i in span if tree.head[i] not in span or tree.head[i] == i), span[-1])
    number = document.mention_by_head.get(head)
    if tree.lemma[head] in word_list("anonymous") or tree.form[head] in word_list("anonymous"):
        return head
    if tree.form[head] in {"monitor", "monitors", "watchdog", "ngo", "agency", "ministry", "army"}:
        return head
    if number is not None and document.mentions[number].named and document.mentions[number].kind in _SPEAKERS:
        return head
    return None
