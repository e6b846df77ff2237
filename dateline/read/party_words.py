"""The words that stand for who does a deed and whom it is done to, put right: an article, an age or an hour is nobody,
nobody is two by being named twice, and nobody's name holds the verb of the deed."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence

from msgspec.structs import replace

from dateline.read.addressed import is_addressed
from dateline.read.draft import Draft, Phrase
from dateline.read.kin_clauses import whose_clause
from dateline.read.lists import words as word_list
from dateline.read.phrases import aged, phrase
from dateline.read.tree import Tree

_DONE_TO = frozenset({"ASSAULT", "COERCE"})
_PLIGHTS = frozenset({"hostage", "prisoner", "captive"})
_ARTICLES = frozenset({"the", "a", "an"})
_MODIFYING = frozenset({"amod", "acl", "acl:relcl", "compound"})
_HOUR = re.compile(r"(?:[01]?\d|2[0-3])[:.]?[0-5]\d")
_AT_HOURS = frozenset({"at", "from", "until", "till", "by", "around", "about"})
_ABOUT = frozenset({"about", "around", "approximately", "roughly", "some", "exactly", "nearly", "almost"})
_HOURS = frozenset({"hours", "hrs", "h", "gmt", "utc", "local", "a.m.", "p.m.", "am", "pm"})
_BEFORE_NOT = frozenset({",", "and", "but", "–", "—", "--", "-", "("})
_RATHER = frozenset({("rather", "than"), ("instead", "of"), ("as", "opposed", "to")})


def in_right_words(tree: Tree, draft: Draft) -> Draft:
    """The claim with its parties in words that can stand for them."""
    draft = _of_kin(tree, draft)
    actors, recipients, means = (
        _mended(tree, draft.trigger, own) for own in (draft.actors, draft.recipients, draft.means)
    )
    if (actors, recipients, means) == (draft.actors, draft.recipients, draft.means):
        return draft
    return replace(draft, actors=actors, recipients=recipients, means=means)


def _of_kin(tree: Tree, draft: Draft) -> Draft:
    """The claim of a clause behind "kin of someone" with this someone in the place of the kin."""
    verb = draft.trigger.head
    found = whose_clause(tree, verb)
    if found is None:
        return draft
    kin, person = found
    kins = {kin, tree.head[kin]} if tree.base[kin] == "conj" else {kin}
    actors, recipients = draft.actors, _put(tree, draft.recipients, kins, person)
    if tree.passive(verb):
        actors = tuple(p for p in actors if p.head not in kins or p.inherited)
        if draft.type in _DONE_TO and not recipients:
            recipients = (phrase(tree, person),)  # "the lawyer of a man arrested on Monday"
    elif "who" in tree.form[person + 1 : verb]:
        actors = _put(tree, actors, kins, person)
    return replace(draft, actors=actors, recipients=recipients)


def _put(tree: Tree, phrases: Sequence[Phrase], kins: set[int], person: int) -> tuple[Phrase, ...]:
    """Phrases with the person in the place of their kin."""
    if not any(p.head in kins and not p.inherited for p in phrases):
        return tuple(phrases)
    others = [p for p in phrases if (p.head not in kins and p.head != person) or p.inherited]
    return tuple(sorted([*others, phrase(tree, person)], key=lambda p: p.start))


def _mended(tree: Tree, trigger: Phrase, phrases: Sequence[Phrase]) -> tuple[Phrase, ...]:
    made: dict[int, Phrase] = {}
    for one in phrases:
        if tree.form[one.head] in _ARTICLES:  # torn from its noun by the parser
            continue
        if not one.inherited:
            if (
                is_hour(tree, one.head)
                or _is_plight(tree, one)
                or _is_ruled_out(tree, one)
                or is_addressed(tree, one.head)
            ):
                continue
            noun = aged(tree, one.head)
            one = _cut(tree, trigger, one if noun == one.head else phrase(tree, noun))
        made.setdefault(one.head, one)
    return _whole(tree, [p for p in made.values() if not _is_named_twice(tree, p, made)])


def _is_plight(tree: Tree, one: Phrase) -> bool:
    """Whether a phrase is but what someone is held as: "took two guards hostage"."""
    bare = one.head > 0 and tree.pos[one.head - 1] in ("VERB", "NOUN", "PROPN", "PRON")
    return bare and tree.form[one.head] in _PLIGHTS and one.end - one.start == len(tree.form[one.head])


def is_hour(tree: Tree, i: int) -> bool:
    """Whether a number is a time of day: "at approximately 1700", "around 0630 hours"."""
    if tree.pos[i] != "NUM" or not _HOUR.fullmatch(tree.form[i]):
        return False
    low, high = tree.bounds(i)
    if i + 1 < high and tree.form[i + 1] in _HOURS:
        return True
    before = i - 1
    while before > low and tree.form[before] in _ABOUT and tree.form[before - 1] in _AT_HOURS | _ABOUT:
        before -= 1
    counts = i + 1 < high and tree.pos[i + 1] in ("NOUN", "PROPN", "ADJ")  # "fired at 1200 men"
    return before >= low and tree.form[before] in _AT_HOURS and not counts


def _is_ruled_out(tree: Tree, one: Phrase) -> bool:
    """Whether the words before a phrase say that it was not them: "police, not soldiers", "guns rather than knives"."""
    low = tree.bounds(one.head)[0]
    first = bisect_left(tree.document.words, one.start, key=lambda w: w.start)
    if first - 2 >= low and tree.form[first - 1] == "not" and tree.form[first] not in ("only", "just", "all"):
        return tree.form[first - 2] in _BEFORE_NOT
    return any(first - len(words) >= low and tuple(tree.form[first - len(words) : first]) == words for words in _RATHER)


def _is_named_twice(tree: Tree, one: Phrase, made: dict[int, Phrase]) -> bool:
    """Whether a phrase only names again who another one stands for: the apposition beside its noun ("the mayor, Jane
    Roe"), an owner beside what is theirs ("our air force"). Of annotated appositions of a name one in a hundred is a
    party of its own."""
    up = tree.head[one.head]
    joined = "and" in tree.form[min(up, one.head) : max(up, one.head)]
    if tree.base[one.head] == "appos" and up in made and not joined and "PROPN" in (tree.pos[one.head], tree.pos[up]):
        return tree.pos[one.head] != "PROPN" or not tree.form[up].endswith("s")  # "two guards: Roe and Doe" are listed
    if tree.rel[one.head] != "nmod:poss" or tree.pos[one.head] != "PRON":
        return False
    while up not in made and tree.base[up] in ("compound", "amod") and tree.head[up] != up:
        up = tree.head[up]
    return up in made and made[up] is not one


def _whole(tree: Tree, phrases: Sequence[Phrase]) -> tuple[Phrase, ...]:
    """Phrases with those in one that stand side by side and mean one: a number and those it counts, what someone is and
    their name ("banker Jane Roe"), a body with its short form in brackets and its people ("Labour Front [LF] troops").
    """
    made: list[Phrase] = []
    for one in phrases:
        before = made[-1] if made else None
        if before is not None and _is_one(tree, before, one):
            made[-1] = replace(one, start=before.start)
        else:
            made.append(one)
    return tuple(made)


def _is_one(tree: Tree, one: Phrase, other: Phrase) -> bool:
    text = tree.document.text
    if one.inherited or other.inherited or other.start - one.end != 1 or not text[one.end].isspace():
        return False
    if text[one.end - 1] in ")]" or tree.pos[one.head] == "NUM":
        return tree.pos[other.head] == "NOUN"
    is_person = tree.pos[one.head] == "NOUN" and tree.form[one.head] in word_list("person_nouns")
    return is_person and tree.pos[other.head] == "PROPN"


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
