"""Times that a text carries over: an event taken up again ("the attack"), a short note on one day, and first lines
whose event is dated a little further on."""

from __future__ import annotations

import msgspec

from dateline.read.draft import Draft, Phrase
from dateline.read.tree import Tree

_REACH = 3  # sentences back
_AHEAD = 4  # sentences on, from the first lines
_NOTE = 8  # sentences of a note on one event
_FEW = 60  # claims looked at on either side
_BYLINE = 8  # words
_EVENTS = frozenset({"ASSAULT", "COERCE", "PROTEST", "DISPLACE", "RETREAT", "CONTROL", "MOBILIZE"})
_DEFINITE = frozenset({"the", "this", "that", "these", "those", "such", "both"})


def carry_times(tree: Tree, drafts: list[Draft]) -> list[Draft]:
    """The drafts, with a time from elsewhere in the text for those that have none. Only single events that happened
    take part, and of the rest of a note only what is told in the simple past: "had fled" can be of any day."""
    day = _only_day(tree, drafts)
    there = _forms(tree, day)
    first = _first_sentence(tree)
    done: list[Draft] = []
    for i, draft in enumerate(drafts):
        if not draft.times and _single(draft):
            if _taken_up(tree, draft.trigger.head):
                draft = _from_before(draft, done)
            if not draft.times and draft.sentence == first:
                draft = _from_behind(tree, draft, drafts[i + 1 : i + 1 + _FEW])
            if not draft.times and day is not None and _here(tree, draft, there):
                if _simple_past(tree, draft.trigger.head):
                    draft = _lend(draft, (day,))
        done.append(draft)
    return done


def _single(draft: Draft) -> bool:
    return draft.type in _EVENTS and draft.status == "actual" and not draft.aggregate and not draft.background


def _from_before(draft: Draft, done: list[Draft]) -> Draft:
    """The time of the event that a definite noun takes up: the nearest of its type, told in a sentence before."""
    for earlier in reversed(done[-_FEW:]):
        if draft.sentence - earlier.sentence > _REACH:
            break
        if earlier.type == draft.type and earlier.sentence < draft.sentence:
            return _lend(draft, earlier.times) if _single(earlier) else draft
    return draft


def _from_behind(tree: Tree, draft: Draft, later: list[Draft]) -> Draft:
    """The time of the event of the first lines, where a sentence close by takes it up and says when it was: "The raids
    began before dawn on Monday"."""
    for other in later:
        if other.sentence - draft.sentence > _AHEAD:
            break
        if other.sentence == draft.sentence or other.type != draft.type or not _single(other) or not other.times:
            continue
        if any(
            _taken_up(tree, head) for head in (other.trigger.head, *(p.head for p in (*other.actors, *other.means)))
        ):
            return _lend(draft, other.times)
        break
    return draft


def _first_sentence(tree: Tree) -> int:
    """The first sentence of the body, bylines and datelines left out."""
    return next((i for i, s in enumerate(tree.document.sentences) if not s.title and s.last - s.first > _BYLINE), 0)


def _only_day(tree: Tree, drafts: list[Draft]) -> Phrase | None:
    """The one time expression of a short note, where all its claims that have a time have that one."""
    sentences = tree.document.sentences
    if len(sentences) > _NOTE:
        return None
    times = {(t.start, t.end): t for d in drafts for t in d.times if not t.inherited}
    if len(times) != 1:
        return None
    [day] = times.values()
    first = next((i for i, s in enumerate(sentences) if not s.title), 0)
    if tree.document.words[day.head].sentence > first or _in_side_clause(tree, day.head):
        return None
    return day


def _in_side_clause(tree: Tree, word: int) -> bool:
    """Whether a word stands in a relative clause or one that tells of something before or after."""
    return any(
        tree.rel[up] == "acl:relcl" or (tree.base[up] == "advcl" and tree.mark(up) in ("after", "before", "since"))
        for up in tree.above(word)
    )


def _forms(tree: Tree, day: Phrase | None) -> frozenset[str]:
    """The words of the sentence that has the day."""
    if day is None:
        return frozenset()
    sentence = tree.document.sentences[tree.document.words[day.head].sentence]
    return frozenset(tree.form[sentence.first : sentence.last])


def _here(tree: Tree, draft: Draft, there: frozenset[str]) -> bool:
    """Whether a claim names no place that the sentence with the day does not name."""
    return all(p.inherited or tree.pos[p.head] != "PROPN" or tree.form[p.head] in there for p in draft.places)


def _lend(draft: Draft, times: tuple[Phrase, ...]) -> Draft:
    return msgspec.structs.replace(draft, times=tuple(msgspec.structs.replace(t, inherited=True) for t in times))


def _taken_up(tree: Tree, head: int) -> bool:
    """Whether a noun is definite: what it names was told before."""
    return tree.pos[head] == "NOUN" and any(
        tree.base[k] == "det" and tree.form[k] in _DEFINITE for k in tree.kids[head]
    )


def _simple_past(tree: Tree, head: int) -> bool:
    """Whether the clause of a trigger is told in the simple past."""
    for up in (head, *tree.above(head)):
        if tree.pos[up] == "VERB" and not tree.form[up].endswith("ing") and not tree.mark(up).startswith("to"):
            helpers = [tree.form[k] for k in tree.kids[up] if tree.base[k] == "aux"]
            past = tree.form[up] != tree.lemma[up] and not tree.form[up].endswith("s")
            return past and all(form in ("was", "were", "did") for form in helpers)
    return False
