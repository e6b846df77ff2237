"""Headlines that name their source with a colon: "Activists: shelling kills 5", "5 killed in shelling: monitor"."""

from __future__ import annotations

from dateline.read.document import Document, Sentence
from dateline.read.lists import words as word_list
from dateline.read.saying import Saying
from dateline.read.tree import Tree

_SPEAKERS = frozenset({"person", "organisation", "armed-actor", "group"})
_MOST_BEFORE = 6
_MOST_AFTER = 4


def headline_sayings(document: Document, tree: Tree) -> list[Saying]:
    """Sayings of the title's sentences, and of body paragraphs that open with a speaker and a colon ("Hisso: We …")."""
    found: list[Saying] = []
    for number, sentence in enumerate(document.sentences):
        title = sentence.title or (number == 0 and not _stops(tree, sentence))
        colons = [i for i in range(sentence.first, min(sentence.last, sentence.first + 60)) if tree.form[i] == ":"]
        if title and len(colons) == 1:
            found += _title(document, tree, sentence, colons[0])
    return found


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
