"""Noun phrases: from a head word to the characters of the whole expression."""

from __future__ import annotations

import re
from collections import Counter

from dateline.read.draft import Phrase
from dateline.read.lists import words as word_list
from dateline.read.tree import Tree

_LEFT = frozenset({"det", "amod", "compound", "nummod", "flat", "nmod", "fixed", "goeswith", "advmod"})
_RIGHT = frozenset({"flat", "fixed", "goeswith", "compound", "nummod"})
_INSIDE = frozenset({"punct", "case", "cc", "conj", "obl", "mark", "dep", "obj", "advmod", "list"})
_BIND = frozenset({"of"})
_FORCES = frozenset({"from", "of"})
GENERIC = frozenset(
    "city town village district province governorate region countryside area neighbourhood neighborhood "
    "suburb outskirt port "
    "camp state county island valley border municipality department".split()
)
_BEFORE_NUMBERS = frozenset("about around nearly almost at least more over some roughly approximately up only".split())
_LONGEST = 16  # words; a longer one is an error of the parser


def extent(tree: Tree, head: int, *, binding: frozenset[str] = _BIND) -> tuple[int, int]:
    """First and last word (exclusive) of the noun phrase of ``head``: determiner, modifiers, name parts and "of"
    phrases; no relative clause, apposition, coordinated phrase, nor other prepositional phrase."""
    known = tree.extents.get((head, binding))
    if known is None:
        known = tree.extents[head, binding] = _extent(tree, head, binding)
    return known


def _extent(tree: Tree, head: int, binding: frozenset[str]) -> tuple[int, int]:
    first = last = head
    above = tree.head[head]
    for k in tree.kids[head]:
        base = tree.base[k]
        if tree.pos[k] in ("VERB", "AUX") and base not in ("amod", "compound"):
            continue
        if min(k, head) < above < max(k, head):  # across what governs the phrase: an error of the parser
            continue
        if k < head:
            if base == "advmod" and tree.form[k] not in _BEFORE_NUMBERS:
                continue
            if tree.rel[k] == "nmod:unmarked" and tree.lemma[k] in word_list("time_nouns"):
                continue  # "this afternoon sources close to the talks said"
            if base in _LEFT and not (base == "nmod" and tree.case(k)):
                first = min(first, _reach(tree, k)[0])
        elif (base in _RIGHT and not tree.case(k)) or (base == "nmod" and tree.case(k) in binding):
            if "," not in tree.form[last + 1 : k] and not _is_crossed(tree, head, last + 1, k):
                last = max(last, _reach(tree, k)[1])
        elif k > last and _goes_on(tree, k, last):
            last = _end_of_name(tree, k)
        elif base == "case" and tree.form[k] in ("'s", "’s", "'", "’"):
            continue
    bound = max((k for k in tree.kids[head] if tree.base[k] == "case" and k < head), default=first - 1)
    first = _unbroken(tree, max(first, bound + 1), head)
    if tree.lemma[head] in GENERIC and last == head:  # "the city of Raqqa", wherever the tree hangs the name
        at, high = head + 1, tree.bounds(head)[1]
        if at + 1 < high and tree.form[at] == "of" and tree.pos[at + 1] == "PROPN":
            last = at + 1
            while (
                last + 1 < high
                and tree.pos[last + 1] == "PROPN"
                and tree.head[last + 1] in (at + 1, last, last + 2, tree.head[last])
            ):
                last += 1
    last = max(_through_flat(tree, first, last), _end_of_actor(tree, head, last))
    if tree.pos[head] == "PROPN":
        last = _through_hyphens(tree, last)
    while last > head and tree.form[last] == "of":  # what is of it was torn off
        last -= 1
    return first, last + 1


def _is_crossed(tree: Tree, head: int, first: int, k: int) -> bool:
    """Whether a preposition between a noun and what the parser hangs on it belongs to something else: an error of the
    parser ("moved its court to the town of Rif", where "Rif" is of the town)."""
    return any(tree.base[i] == "case" and head not in tree.above(i) for i in range(first, k))


def _goes_on(tree: Tree, k: int, last: int) -> bool:
    """Whether what hangs behind a noun, with nothing between, belongs to its phrase: a name ("District Attorney Jane
    Roe", "the rights group Mosul Eye"), or an adjective with what it binds ("sources close to the talks")."""
    if tree.base[k] == "amod" and tree.pos[k] == "ADJ":
        return k == last + 1 and any(tree.base[o] == "obl" and o > k for o in tree.kids[k])
    if k == last + 2 and tree.base[k] == "nmod" and tree.pos[k] == "PROPN" and tree.pos[last + 1] == "ADP":
        # "Doctors Without Borders": a preposition with a capital letter belongs to a name.
        word = tree.document.words[last + 1]
        return tree.document.text[word.start : word.end].istitle()
    if tree.base[k] not in ("appos", "nmod") or (tree.pos[k] != "PROPN" and tree.form[k] != "general"):
        return False
    return all(tree.pos[i] == "PROPN" or _is_of_operation(tree, i) for i in range(last + 1, k)) and not tree.case(k)


def _is_of_operation(tree: Tree, i: int) -> bool:
    """Whether an adjective belongs to a name, as its capital letter behind another shows: "Operation Inherent
    Resolve"."""
    words, text = tree.document.words, tree.document.text
    return tree.pos[i] == "ADJ" and all(text[words[j].start : words[j].end].istitle() for j in (i - 1, i))


def _end_of_name(tree: Tree, k: int) -> int:
    """The last word of a name that begins with word ``k``, or of an adjective with what it binds."""
    if tree.pos[k] == "ADJ" and tree.form[k] != "general":
        return _reach(tree, k)[1]
    last = k
    for i in tree.kids[k]:
        if i == last + 1 and tree.base[i] in ("flat", "goeswith"):
            last = i
    return last


def _end_of_actor(tree: Tree, head: int, last: int) -> int:
    """The last word of the named body that a mention of its head word shows in full ("Doctors Without Borders")."""
    document = tree.document
    number = document.mention_by_head.get(head)
    if number is None:
        return last
    mention, high = document.mentions[number], tree.bounds(head)[1]
    if not mention.named or mention.kind not in _BODIES or mention.start > document.words[head].start:
        return last
    end = last
    while end + 1 < high and document.words[end + 1].end <= mention.end:
        end += 1
        if tree.pos[end] not in ("PROPN", "ADP", "DET"):
            return last
    return end if tree.pos[end] == "PROPN" else last


_BODIES = frozenset({"organisation", "armed-actor"})


def _unbroken(tree: Tree, first: int, head: int) -> int:
    """The first word of the phrase of ``head`` that nothing parts from it: not what stands before a comma ("in Rif,
    Captain Jane Roe said"), unless it qualifies the noun as the rest does ("British, French and Dutch advisers"), nor
    before a bracket, a dash or a clause. What the noun's own article opens belongs to it."""
    own = (k for k in tree.kids[head] if tree.base[k] == "det" and first <= k < head)
    opens = min((k for k in own if "AUX" not in tree.pos[k:head]), default=head)
    i = opens - 1
    while i >= first:
        form = tree.form[i]
        if form in (")", "]"):  # "the Labour Front (LF) delegates"
            i = next((k for k in range(i - 1, first, -1) if tree.form[k] in ("(", "[")), i)
        if tree.form[i] in _PARTING and (i == first or tree.form[i] not in ("(", "[")):
            return i + 1
        if parts_cells(tree, i) or _CLOCK.fullmatch(form):
            return i + 1
        if form in _DAYS and i < opens:
            return opens if tree.form[i + 1] == "that" else i + 1  # "reported today that three students"
        clausal = tree.pos[i] in ("VERB", "AUX") and tree.base[i] not in ("amod", "compound", "goeswith")
        if clausal or tree.pos[i] == "SCONJ" or form in _APART:
            return i + 1
        if form == "," and i > first and _parts(tree, i):
            return i + 1 if tree.pos[i + 1] != "CCONJ" else i + 2
        i -= 1
    return first


def parts_cells(tree: Tree, i: int) -> bool:
    """Whether a stroke or a bar stands between the cells of a table: with blanks around it."""
    if tree.form[i] not in ("/", "|") or not 0 < i < len(tree) - 1:
        return False
    words = tree.document.words
    return words[i - 1].end < words[i].start and words[i].end < words[i + 1].start


_CLOCK = re.compile(r"\d{1,2}:\d\d")
"""An hour, which opens an entry of a report that goes on ("15:10 Witnesses tell of shelling")."""


def _parts(tree: Tree, comma: int) -> bool:
    """Whether a comma stands between two phrases, not between two words that qualify one noun."""
    before, behind = tree.pos[comma - 1], tree.pos[comma + 1]
    return before in ("PROPN", "VERB", "NUM") or (before == "NOUN" and behind in ("PROPN", "VERB", "NUM"))


_DAYS = frozenset({"today", "yesterday", "tomorrow", "tonight"})
_APART = frozenset("in on near with by against after during when while where because until".split())
_PARTING = frozenset({"[", "]", "(", ")", ":", ";", "--", "–", "—"})


def _through_flat(tree: Tree, first: int, last: int) -> int:
    """What the parser takes for the rest of a name, though it hangs it on another word, belongs to the name before."""
    high = tree.bounds(last)[1]
    while last + 1 < high and tree.base[last + 1] == "flat" and tree.pos[last + 1] == tree.pos[last] == "PROPN":
        if tree.pos[tree.head[last + 1]] == "PROPN" and not first <= tree.head[last + 1] <= last:
            break
        last += 1
    return last


def _through_hyphens(tree: Tree, last: int) -> int:
    """A name goes on after a hyphen that touches it ("Ain al-Arab", "M-19"), but not "IS-held"."""
    words, high = tree.document.words, tree.bounds(last)[1]
    while last + 2 < high and tree.form[last + 1] in ("-", "–") and words[last + 1].start == words[last].end:
        if words[last + 2].start != words[last + 1].end or tree.pos[last + 2] == "VERB":
            break
        if tree.pos[last + 2] == "NUM" and not _is_acronym(tree, last):
            break
        last += 2
    return last


def _is_acronym(tree: Tree, i: int) -> bool:
    """Whether a word is a letter or an acronym that a number may follow ("M-19", "AK-47")."""
    word = tree.document.words[i]
    return word.end - word.start <= _SHORT and tree.document.text[word.start : word.end].isupper()


_SHORT = 3


def _reach(tree: Tree, top: int, depth: int = 0) -> tuple[int, int]:
    """Leftmost and rightmost word of a modifier, clauses and appositions left out."""
    first = last = top
    if depth > 8:
        return first, last
    for k in tree.kids[top]:
        base = tree.base[k]
        if k > top and base == "conj" and "," in tree.form[top:k]:
            continue
        if k > top and base == "nmod" and tree.case(k) not in _FORCES:
            continue
        if (k > top and base in ("punct", "cc")) or (
            tree.pos[k] in ("VERB", "AUX") and base not in ("amod", "compound")
        ):
            continue
        if base in _LEFT or base in _INSIDE:
            low, high = _reach(tree, k, depth + 1)
            first, last = min(first, low), max(last, high)
    return first, last


def named(tree: Tree, head: int) -> int:
    """The word that another only introduces: the name behind a title ("gang member Jane Roe"), the noun behind a number
    or an age ("six other shops", "a 26-year-old man"); else the word itself."""
    up = tree.head[head]
    if tree.rel[head] == "nmod:desc" and up > head and tree.pos[up] == "PROPN":
        between = range(head + 1, up)
        return up if all(tree.pos[i] in ("PROPN", "NOUN") for i in between) else head
    if tree.rel[head] == "nummod" and up > head and tree.pos[up] in ("NOUN", "PROPN") and tree.form[up] != "dead":
        return up if all(tree.pos[i] in ("ADJ", "NOUN", "PROPN") for i in range(head + 1, up)) else head
    return aged(tree, head)


def aged(tree: Tree, i: int) -> int:
    """Who is so old ("a 30-year-old man": the man), where word ``i`` is of the age; else the word itself."""
    if tree.form[i] not in _AGES and tree.pos[i] != "NUM":
        return i
    high = tree.bounds(i)[1]
    old = next((j for j in range(i + 1, min(i + _FAR, high)) if tree.form[j] == "old"), None)
    if old is None or old + 1 >= high or _AGES.isdisjoint(tree.form[i:old]):
        return i
    noun = next((k for k in range(old + 1, min(old + _FAR, high)) if tree.pos[k] in ("NOUN", "PROPN")), None)
    if noun is None or tree.pos[old + 1] in ("PUNCT", "VERB", "AUX"):
        return i
    while noun + 1 < high and tree.pos[noun + 1] in ("NOUN", "PROPN"):
        noun += 1
    return noun


_AGES = frozenset({"year", "years", "month", "months"})
_FAR = 5


def phrase(tree: Tree, head: int, *, binding: frozenset[str] = _BIND) -> Phrase:
    """The noun phrase of ``head`` as characters."""
    first, last = extent(tree, head, binding=binding)
    low, high = tree.bounds(head)
    first, last = max(first, low), min(last, high)
    words = tree.document.words
    while first < head and (tree.pos[first] in ("PUNCT", "CCONJ") or _strays(tree, first)):
        first += 1
    if last - first > _LONGEST:
        first, last = max(first, head - 3), head + 1
    last = next((i for i in range(head + 1, last) if parts_cells(tree, i)), _closed(tree, head, last, high))
    last = with_short_form(tree, last)
    return Phrase(words[first].start, words[last - 1].end, head)


def _closed(tree: Tree, head: int, last: int, high: int) -> int:
    """The end of a phrase without half a bracket: with the closing one where it comes next, else before the opening."""
    opened = [i for i in range(head + 1, last) if tree.form[i] in ("(", "[")]
    closed = sum(tree.form[i] in (")", "]") for i in range(head + 1, last))
    if len(opened) <= closed:
        return last
    if last < high and tree.form[last] in (")", "]"):
        return last + 1
    return opened[closed]


def with_short_form(tree: Tree, last: int) -> int:
    """The end of a phrase with what an editor put behind its name in square brackets, the short for the long or the
    long for the short: "the National Front [NF]", "the NF [National Front]". ``last``: the word behind the phrase."""
    low, high = tree.bounds(last - 1)
    close = next((i for i in range(last + 2, min(last + _LONGEST, high)) if tree.form[i] == "]"), None)
    if close is None or tree.form[last] != "[":
        return last
    if close == last + 2:
        short = tree.form[last + 1]
        return close + 1 if _spells(tree, short, max(low, last - len(short) - 3), last) else last
    return close + 1 if _spells(tree, tree.form[last - 1], last + 1, close) else last


def _spells(tree: Tree, short: str, first: int, last: int) -> bool:
    """Whether two letters in three of a short form, and two at least, open words of ``first:last``; in any order, as
    the letters are often those of the name in another language ("the Army of National Liberation [ELN]")."""
    letters = Counter(tree.form[i][0] for i in range(first, last) if tree.pos[i] not in ("ADP", "DET", "CCONJ"))
    shared = (Counter(c for c in short if c.isalpha()) & letters).total()
    return shared > 1 and 3 * shared >= 2 * len(short)


def _strays(tree: Tree, i: int) -> bool:
    """Whether a preposition opens the words found, and no number that it belongs to follows ("up to 24")."""
    if tree.pos[i] != "ADP":
        return False
    return not (tree.pos[i + 1] == "NUM" or tree.form[i + 1] in ("least", "most", "to", "than", "a"))


def phrases(tree: Tree, head: int) -> list[Phrase]:
    """The noun phrases of ``head`` and of what is coordinated with it."""
    return [phrase(tree, k) for k in tree.joined(head)]
