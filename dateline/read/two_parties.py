"""Two names before one noun are two parties: "Nuer and Dinka militia", "the Ansar and Nusra brigades".

The noun stands for both, so that its phrase takes in the first name too, and an event between two sides would be told
of one. Adjectives of nations stay together ("Iraqi and Syrian troops" may well be one force).
"""

from __future__ import annotations

from bisect import bisect_left
from functools import cache

from msgspec.structs import replace

from dateline.read.actors import lookup
from dateline.read.draft import Draft, Phrase
from dateline.read.kinds import lists
from dateline.read.lists import words as word_list
from dateline.read.tree import Tree

_OF_ONE = frozenset({"trinidad", "bosnia", "antigua", "sao", "são", "jammu", "search", "health", "peace", "law"})
"""First words of names and of things that hold an "and" themselves."""


def apart(tree: Tree, draft: Draft) -> Draft:
    """The claim with the parties told by two names before one noun apart."""
    actors = _each(tree, draft.actors)
    recipients = _each(tree, draft.recipients)
    if len(actors) + len(recipients) == len(draft.actors) + len(draft.recipients):
        return draft
    return replace(draft, actors=actors, recipients=recipients)


def _each(tree: Tree, phrases: tuple[Phrase, ...]) -> tuple[Phrase, ...]:
    taken = {p.head for p in phrases}
    found: list[Phrase] = []
    for one in phrases:
        both = _two(tree, one)
        found += [p for p in both if p.head == one.head or p.head not in taken]
    return tuple(found)


def _two(tree: Tree, one: Phrase) -> tuple[Phrase, ...]:
    """The phrases of both parties, or the one. What the words look like decides, whatever the parser takes them for."""
    words, text = tree.document.words, tree.document.text
    first = bisect_left(words, one.start, key=lambda w: w.start)
    noun = bisect_left(words, one.end, key=lambda w: w.start) - 1
    if noun - first < 3 or text[words[noun].start : words[noun].end] not in _bearers():
        return (one,)
    joint = next((i for i in range(first + 1, noun - 1) if tree.form[i] == "and"), None)
    if joint is None or not _is_name(tree, first, joint) or not _is_name(tree, joint + 1, noun):
        return (one,)
    if tree.form[first] in _OF_ONE or lookup(text[one.start : one.end]) is not None:
        return (one,)
    name, other = joint - 1, noun
    if one.head < joint:
        name = one.head
    elif one.head > joint:
        other = one.head
    return (
        Phrase(one.start, words[joint - 1].end, name, one.inherited),
        Phrase(words[joint + 1].start, one.end, other, one.inherited),
    )


@cache
def _bearers() -> frozenset[str]:
    """The nouns that may stand for both, as they are written."""
    known = word_list("fighters") | word_list("armed_bodies") | {"tribesmen", "gunmen", "militiamen", "herders"}
    return known | {word + "s" for word in known}


def _is_name(tree: Tree, first: int, last: int) -> bool:
    """Whether words ``first:last`` are a name, maybe with an article before it, and no adjective of a nation."""
    words, text = tree.document.words, tree.document.text
    if first < last and tree.pos[first] == "DET":
        first += 1
    parts = [i for i in range(first, last) if tree.form[i] != "-"]
    nations = lists().nationalities | lists().states
    return bool(parts) and all(text[words[i].start].isupper() and tree.form[i] not in nations for i in parts)
