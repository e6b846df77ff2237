"""Reporting clauses behind or amid what they report: "…, a monitoring group said on Monday, after …".

They are told from the words alone, since a parser often loses its way in them: a comma, a noun phrase, a verb of
saying, and then the sentence's end, a comma, or when and how it was said.
"""

from __future__ import annotations

from dateline.read.document import Document
from dateline.read.lists import words as word_list
from dateline.read.saying import Stretch
from dateline.read.tree import Tree

_LONGEST = 16
_DASHES = frozenset({"–", "—", "--"})
_QUOTES = frozenset({"”", '"', "’", "''", "»"})
_BREAKS = frozenset({",", "”", '"', "’", "''", "»", "–", "—"})
_STOPS = frozenset({".", ",", ";", ":", "–", "—", "!", "?", ")"})
_WHEN = frozenset(
    "on in at by late early earlier later yesterday today tonight this last during via through monday tuesday "
    "wednesday thursday friday saturday sunday separately from to overnight over".split(" ")
)
_THE_SAME = (["the", "same"], ["the", "next"], ["the", "following"])
_OPENS = frozenset({"DET", "ADJ", "NOUN", "PROPN", "PRON", "NUM", "VERB"})
_HEADS = frozenset({"NOUN", "PROPN", "PRON"})
_NO_SUBJECT = frozenset("who which that whom whose whether if when where while because although as than".split(" "))
_RESUMES = frozenset("adding saying citing quoting noting but though".split(" "))
_HAVE = frozenset({"has", "have", "had"})


def reporting_clause(document: Document, tree: Tree, verb: int, lemma: str) -> tuple[int, tuple[Stretch, ...]] | None:
    """The head word of who says it, and what is said, where ``verb`` ends or interrupts its sentence so."""
    first, last = tree.bounds(verb)
    form = tree.form[verb]
    if form.endswith("ing") or tree.mark(verb):
        return None
    found = _before(tree, verb, first) or _inverted(tree, verb, first, last)
    if found is None:
        return None
    comma, source, end = found
    closing = _closing(tree, max(verb, end), last, lemma)
    if closing is None:
        return None
    if not _parts_subject(tree, first, comma, closing, last):
        if comma - first < 3 or any(tree.base[k] == "ccomp" and k > verb for k in tree.kids[verb]):
            return None
        if not any(_finite(tree, i, verb) for i in range(first, comma)):
            return None
    return source, _pieces(document, tree, first, comma, verb, closing, last)


def _parts_subject(tree: Tree, first: int, comma: int, closing: int, last: int) -> bool:
    """Whether the clause parts a subject from its verb: "A teacher, a monitor said in a report, was beaten". There is
    a noun and no verb before it, and a finite verb right behind it."""
    if closing + 2 >= last or tree.form[closing] not in {",", "–", "—"} or tree.form[comma] not in {",", "–", "—"}:
        return False
    behind = closing + 1
    if tree.pos[behind] not in {"AUX", "VERB"} or tree.form[behind].endswith("ing"):
        return False
    before = range(first, comma)
    if not any(tree.pos[i] in _HEADS for i in before) or tree.pos[first] in {"ADP", "SCONJ", "ADV", "VERB"}:
        return False
    return not any(_finite(tree, i, behind) for i in before)


def _finite(tree: Tree, word: int, verb: int) -> bool:
    """Whether a word is the verb of a clause of its own, not of an adjunct to the reporting clause ("After it fell, X
    said …", "Commenting on reports that it fell, X said …")."""
    if tree.pos[word] not in {"VERB", "AUX"} or (tree.pos[word] == "VERB" and tree.form[word].endswith("ing")):
        return False
    if tree.base[word] in {"acl", "amod"}:
        return False
    first, _ = tree.bounds(word)
    opener = next((i + 1 for i in range(first, min(word, first + 9)) if tree.form[i] in _DASHES), first)
    if tree.pos[opener] not in {"ADP", "SCONJ"} and not tree.form[opener].endswith("ing"):
        return True
    below = word
    for up in tree.above(word):
        if up == verb:
            return tree.base[below] not in {"advcl", "obl"}
        below = up
    return True


def _before(tree: Tree, verb: int, first: int) -> tuple[int, int, int] | None:
    """ ", X said", ", X has said": the break before the phrase, its head, and the clause's last word."""
    comma = None
    end = verb - 1 if tree.form[verb - 1] in _HAVE else verb
    for i in range(end - 1, max(first, end - _LONGEST) - 1, -1):
        if tree.form[i] in _BREAKS:
            comma = i
            break
        clausal = tree.pos[i] == "AUX" or (tree.pos[i] == "VERB" and tree.base[i] not in {"acl", "amod", "compound"})
        if clausal or tree.form[i] in _NO_SUBJECT or tree.form[i] in {":", ";"}:
            return None
    if comma is None or comma + 1 >= end or tree.pos[comma + 1] not in _OPENS:
        return None
    source = _head(tree, comma + 1, end, verb)
    return None if source is None else (comma, source, verb)


def _inverted(tree: Tree, verb: int, first: int, last: int) -> tuple[int, int, int] | None:
    """ ", said X"."""
    if verb - 1 < first or tree.form[verb - 1] not in _BREAKS or verb + 1 >= last or tree.pos[verb + 1] not in _OPENS:
        return None
    if tree.form[verb] not in {"said", "says", "reported", "reports", "added", "explained", "warned"}:
        return None
    end = verb + 1
    while end < min(last, verb + _LONGEST) and tree.form[end] not in _STOPS:
        if tree.pos[end] == "AUX" or tree.form[end] in _NO_SUBJECT:
            return None
        end += 1
    source = _head(tree, verb + 1, end, verb)
    return None if source is None else (verb - 1, source, end - 1)


def _head(tree: Tree, low: int, high: int, verb: int) -> int | None:
    """The head of the noun phrase in words ``low:high``: the subject of the verb, else what hangs on nothing inside."""
    nouns = [i for i in range(low, high) if tree.pos[i] in _HEADS]
    subjects = [i for i in nouns if tree.head[i] == verb and tree.base[i] == "nsubj"]
    tops = [i for i in nouns if not low <= tree.head[i] < high or tree.head[i] == i]
    head = next(iter(subjects or tops or nouns), None)
    up = head if head is None else tree.head[head]
    if head is not None and up is not None and low <= up < high and tree.pos[up] in {"NUM", "DET", "ADJ"}:
        return up  # "one of the elders"
    return head


def _closing(tree: Tree, verb: int, last: int, lemma: str) -> int | None:
    """The word behind the reporting clause (``last`` at the sentence's end); ``None`` where a content follows."""
    i = verb + 1
    if lemma in word_list("tell"):
        while i < last and tree.pos[i] in {"PROPN", "NOUN", "DET", "ADJ", "PRON"} and i <= verb + 6:
            i += 1
    is_when = tree.form[i : i + 2] in _THE_SAME or (i < last and tree.form[i] in _WHEN)
    if i < last and tree.form[i] not in _STOPS and not is_when and tree.form[i] not in _BREAKS:
        return None
    while i < last and tree.form[i] not in _STOPS and tree.form[i] not in {"“", '"'}:
        if tree.form[i] in {"that", "whether"} or i > verb + 14 or tree.pos[i] == "AUX":
            return None
        i += 1
    return i


def _pieces(
    document: Document, tree: Tree, first: int, comma: int, verb: int, closing: int, last: int
) -> tuple[Stretch, ...]:
    """What stands before the clause, and after it where the sentence goes on (what follows a quotation, or an inverted
    clause, rather says more of the speaker)."""
    words = document.words
    end = comma if tree.form[comma] in {",", "–", "—"} else comma + 1
    while end > first + 1 and tree.form[end - 1] == ",":
        end -= 1
    found = [(words[first].start, words[end - 1].end)]
    rest = closing + 1
    if tree.form[end - 1] in _QUOTES or comma == verb - 1:
        return tuple(found)
    goes_on = rest + 1 < last and tree.form[closing] in {",", "–", "—", ":"}
    same = goes_on and tree.form[rest] == "and" and tree.pos[rest + 1] == "VERB"
    if goes_on and (same or (tree.form[rest] not in _RESUMES and tree.pos[rest] != "CCONJ")):
        stop = last - 1 if tree.pos[last - 1] == "PUNCT" else last
        if stop > rest:
            found.append((words[rest].start, words[stop - 1].end))
    return tuple(found)
