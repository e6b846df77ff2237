"""The words that stand for who does a deed and whom it is done to, put right: an article or an age is nobody, and
nobody's name holds the verb of the deed."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from dateline.read.draft import Draft, Phrase
from dateline.read.phrases import phrase
from dateline.read.tree import Tree

_ARTICLES = frozenset({"the", "a", "an"})
_YEARS = frozenset({"year", "years", "month", "months"})
_FAR = 5
_MODIFYING = frozenset({"amod", "acl", "acl:relcl", "compound"})


def in_right_words(tree: Tree, draft: Draft) -> Draft:
    """The claim with its parties in words that can stand for them."""
    actors, recipients, means = (
        _mended(tree, draft.trigger, own) for own in (draft.actors, draft.recipients, draft.means)
    )
    if (actors, recipients, means) == (draft.actors, draft.recipients, draft.means):
        return draft
    return replace(draft, actors=actors, recipients=recipients, means=means)


def _mended(tree: Tree, trigger: Phrase, phrases: Sequence[Phrase]) -> tuple[Phrase, ...]:
    made: dict[int, Phrase] = {}
    for one in phrases:
        if tree.form[one.head] in _ARTICLES:  # torn from its noun by the parser
            continue
        one = one if one.inherited else _cut(tree, trigger, _person_of_age(tree, one))
        made.setdefault(one.head, one)
    return tuple(made.values())


def _person_of_age(tree: Tree, one: Phrase) -> Phrase:
    """ "A 30-year-old man": the man, where the age is taken for somebody."""
    i = one.head
    if tree.form[i] not in _YEARS and tree.pos[i] != "NUM":
        return one
    high = tree.bounds(i)[1]
    old = next((j for j in range(i + 1, min(i + _FAR, high)) if tree.form[j] == "old"), None)
    if old is None or not any(form in _YEARS for form in tree.form[i:old]):
        return one
    noun = next((k for k in range(old + 1, min(old + _FAR, high)) if tree.pos[k] in ("NOUN", "PROPN")), None)
    while noun is not None and noun + 1 < high and tree.pos[noun + 1] in ("NOUN", "PROPN"):
        noun += 1
    return one if noun is None or tree.pos[old + 1] in ("PUNCT", "VERB", "AUX") else phrase(tree, noun)


def _cut(tree: Tree, trigger: Phrase, one: Phrase) -> Phrase:
    """A phrase that a wrong tree makes reach over the verb of the deed, without the verb and what is beyond it."""
    if not (one.start < trigger.start and trigger.end < one.end) or tree.rel[trigger.head] in _MODIFYING:
        return one
    if tree.pos[trigger.head] != "VERB" or tree.own_subject(trigger.head) is None:
        return one
    words = tree.document.words
    low, high = tree.bounds(one.head)
    if one.head > trigger.head:
        first = next((k for k in range(low, high) if words[k].start >= trigger.end), one.head)
        return replace(one, start=words[first].start)
    last = max((k for k in range(low, high) if words[k].end <= trigger.start), default=one.head)
    return replace(one, end=words[last].end)
