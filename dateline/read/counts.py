"""How many were killed, injured, displaced, detained, or make up a force."""

from __future__ import annotations

from dateline.read.draft import CountDraft, Phrase
from dateline.read.kinds import ARMED, PEOPLE, QUANTITY, Kinds
from dateline.read.numbers import Number, read
from dateline.read.phrases import extent, phrase
from dateline.read.tree import Tree

_SINGULAR = frozenset({"a", "an", "one", "another"})
_STATES = {
    "dead": "killed", "killed": "killed", "wounded": "injured", "injured": "injured", "hurt": "injured",
    "displaced": "displaced", "homeless": "displaced", "arrested": "detained", "detained": "detained",
    "deaths": "killed", "fatalities": "killed", "injuries": "injured", "injures": "injured",
}  # fmt: skip
_NOT_COUNTED = frozenset("day week month year hour minute time percent mile kilometer kilometre km dollar".split())


def of_people(tree: Tree, kinds: Kinds, heads: list[int], *, people: int = PEOPLE | ARMED) -> CountDraft | None:
    """The number of the people that ``heads`` name; the sum where each of several coordinated phrases has one."""
    found: list[tuple[Number, int, int]] = []
    heads = [kinds.measured(head) if tree.lemma[head] == "total" else head for head in heads]  # "a total of 45 people"
    for head in heads:
        leaving = any(tree.base[k] == "acl" and k > head for k in tree.kids[head])
        if head != heads[0] and (leaving or of_named(tree, head)):
            continue  # "12 students and 35,000 dropping out"
        if not kinds.of(head) & (people | QUANTITY) or tree.lemma[head] in _HOUSEHOLDS or _part(tree, head):
            continue
        if _is_age(tree, head):
            continue
        number = of_phrase(tree, head)
        if number is not None and all(number[1] != first for _, first, _ in found):
            found.append((*number, head))
    if not found:
        return None
    words = tree.document.words
    start = words[min(first for _, first, _ in found)].start
    last = max(first + n.last - n.first for n, first, _ in found)
    end = words[last - 1].end
    low: int | None = sum(n.low or 0 for n, _, _ in found)
    high = None if any(n.high is None for n, _, _ in found) else sum(n.high or 0 for n, _, _ in found)
    if all(n.low is None for n, _, _ in found):
        low = None
    of = phrase(tree, found[0][2])
    return CountDraft(low, high, start, max(end, start + 1), of)


TOLD = {
    **dict.fromkeys("kill die slay massacre murder execute behead assassinate".split(), "killed"),
    **dict.fromkeys("wound injure hurt".split(), "injured"),
    **dict.fromkeys("flee displace evacuate expel uproot".split(), "displaced"),
    **dict.fromkeys("arrest detain abduct kidnap imprison jail".split(), "detained"),
}
"""Verbs that say what became of as many people as are told of: which number that is."""


def stated(tree: Tree, kinds: Kinds, heads: list[int]) -> CountDraft | None:
    """The number of people in phrases that state one in figures or number words; an article is none."""
    found = (of_group(tree, kinds, heads[0]) or of_people(tree, kinds, heads)) if heads else None
    if found is None or tree.document.text[found.start : found.end].lower() in _SINGULAR:
        return None
    return found


_HOUSEHOLDS = frozenset({"family", "household"})


def _part(tree: Tree, head: int) -> bool:
    """Whether a phrase tells a part of a number given before: "52 civilians, among them seven children"."""
    first = extent(tree, head)[0]
    return any(tree.form[i] in ("including", "among", "of which", "mostly") for i in range(max(first - 2, 0), first))


def of_named(tree: Tree, head: int) -> bool:
    """Whether a phrase is some of those told of right before: "nine people, two of whom were soldiers"."""
    return tree.form[head + 1 : head + 3] in (["of", "whom"], ["of", "which"], ["of", "them"])


def at(tree: Tree, head: int) -> CountDraft | None:
    """The number that the noun phrase of ``head`` states, or that the word itself is; None where it states none."""
    number = of_phrase(tree, head)
    words = tree.document.words
    if number is None:
        low, high = tree.bounds(head)
        found = read(tree.form[low:high], head - low)
        if found is None:
            return None
        number = (found, low + found.first)
    first = number[1]
    last = first + number[0].last - number[0].first
    return CountDraft(
        number[0].low, number[0].high, words[first].start, words[max(first, last - 1)].end, phrase(tree, head)
    )


def of_group(tree: Tree, kinds: Kinds, head: int) -> CountDraft | None:
    """The sum over the coordinated phrases that ``head`` stands among, where two or more of them are of people and at
    least one states a number: "two soldiers and 16 gunmen" are 18, "the minister and his two bodyguards" three."""
    group = _coordinated(tree, head)
    stated: dict[int, Number] = {}
    first: list[int] = []
    for one in group:
        if not kinds.of(one) & (PEOPLE | ARMED | QUANTITY) or tree.lemma[one] in _HOUSEHOLDS | _GROUPS:
            continue
        if _is_age(tree, one):
            continue
        number = of_phrase(tree, one)
        if number is not None:
            stated[one] = number[0]
            first.append(number[1])
        elif tree.form[one] == tree.lemma[one] or tree.pos[one] == "PROPN":
            stated[one] = _ONE
            first.append(extent(tree, one)[0])
    if len(stated) < 2 or head not in stated or all(n is _ONE for n in stated.values()):
        return None
    words = tree.document.words
    last = max(
        one + 1 if n is _ONE else at + n.last - n.first for (one, n), at in zip(stated.items(), first, strict=True)
    )
    lows, highs = [n.low for n in stated.values()], [n.high for n in stated.values()]
    return CountDraft(
        None if all(n is None for n in lows) else sum(n or 0 for n in lows),
        None if None in highs else sum(n or 0 for n in highs),
        words[min(first)].start,
        words[last - 1].end,
        phrase(tree, next(iter(stated))),
    )


def _coordinated(tree: Tree, head: int) -> list[int]:
    """The nouns that ``head`` is coordinated with and itself, in order; also where the tree hangs them all on the verb
    ("12 civilians and up to five fighters were killed")."""
    top = head
    while tree.base[top] == "conj" and tree.head[top] < top and tree.pos[tree.head[top]] in _NOUNS:
        top = tree.head[top]
    beside = [
        k
        for k in tree.kids[tree.head[top]]
        if k != top and tree.base[k] == tree.base[top] and tree.pos[k] in _NOUNS and _joined(tree, *sorted((k, top)))
    ]
    group, fresh = set[int](), [top, *beside]
    while fresh:
        one = fresh.pop()
        group.add(one)
        fresh += [k for k in tree.kids[one] if tree.base[k] == "conj" and _is_noun(tree, k) and k not in group]
    return _told_together(tree, sorted(group), head)


def _is_noun(tree: Tree, k: int) -> bool:
    """Whether a word is a noun, or one in the place of a noun ("one civilian", "a civilian")."""
    return tree.pos[k] in _NOUNS or (tree.pos[k] == "ADJ" and any(tree.base[j] in _BEFORE_NOUNS for j in tree.kids[k]))


def _is_age(tree: Tree, i: int) -> bool:
    """Whether a number says how old somebody is: "aged 34", "Maria Gomez, 27, …", "(27)" behind a name."""
    form = tree.form
    if not (form[i].isdecimal() and len(form[i]) < len("100")) or i == 0:
        return False
    if form[i - 1] in ("age", "aged"):
        return True
    behind = form[i + 1] if i + 1 < len(form) else "."
    return i > 1 and tree.pos[i - 2] == "PROPN" and (form[i - 1], behind) in _AROUND_AN_AGE


_AROUND_AN_AGE = frozenset({(",", ","), (",", "."), (",", ";"), ("(", ")")})


def _told_together(tree: Tree, group: list[int], head: int) -> list[int]:
    """Of coordinated nouns those that nothing is told of in between: not "10 were killed and 30 others" wounded."""
    run: list[int] = []
    for one in group:
        parted = run and any(
            tree.pos[i] in ("VERB", "AUX") or tree.form[i] in _STATES for i in range(run[-1], one)
        )  # fmt: skip
        if parted and head in run:
            break
        run = [one] if parted else [*run, one]
    return run if tree.form[run[-1]] not in _STATES else [head]


def _joined(tree: Tree, left: int, right: int) -> bool:
    """Whether the word right behind a noun joins it to a later one."""
    return any(left < k < right and tree.base[k] == "cc" and k == left + 1 for k in tree.kids[right])


_NOUNS = frozenset({"NOUN", "PROPN", "NUM", "PRON"})
_ONE = Number(1, 1, 0, 1)


def of_phrase(tree: Tree, head: int) -> tuple[Number, int] | None:
    """The number that a noun phrase states, and its first word in the document."""
    first, last = extent(tree, head)
    low = tree.bounds(head)[0]
    while first - 1 >= low and (tree.pos[first - 1] == "NUM" or _joins(tree, first - 1, low)):
        first -= 1  # a number that the tree hangs elsewhere
    begin = max(low, first - 4)
    words = tree.form[begin:last]
    for at in range(first - begin, min(head - begin + 1, len(words))):
        word = begin + at
        if tree.pos[word] != "NUM" and tree.base[word] not in _LEFT and word != head:
            continue
        if word != head and tree.head[word] != head and tree.pos[word] != "NUM" and tree.base[word] not in _PARTS:
            continue
        if (at and words[at - 1] == "no") or _is_age(tree, word):
            continue
        number = read(words, at)
        if number is not None:
            if tree.pos[word] == "PROPN" or (word != head and _names(tree, word)):
                return None
            return Number(number.low, number.high, number.first, number.last), begin + number.first
    up = tree.head[head]
    if (
        tree.base[head] == "nmod"
        and tree.case(head) == "of"
        and up < head
        and read([tree.form[up], "of"], 0) is not None
    ):
        return of_phrase(tree, up)
    start = first
    if tree.form[start] == "no" and tree.pos[head] == "NOUN":
        return Number(0, 0, 0, 1), start
    if (
        tree.form[start] in _SINGULAR
        and tree.pos[head] == "NOUN"
        and tree.form[head] == tree.lemma[head]
        and start < head
    ):
        if tree.lemma[head] in _GROUPS:
            return None
        return Number(1, 1, 0, 1), start
    return None


_BEFORE_NOUNS = frozenset({"nummod", "det"})
_PARTS = frozenset({"compound", "flat", "nummod", "amod"})
_LEFT = _PARTS | {"det", "advmod", "case"}


def _joins(tree: Tree, i: int, low: int) -> bool:
    return tree.form[i] in ("and", "to", "-", "–") and i - 1 >= low and tree.pos[i - 1] == "NUM"


_GROUPS = frozenset(
    "number group people family crowd police army force militia convoy patrol unit couple handful majority "
    "lot team column "
    "range series total wave contingent batch brigade battalion gang host population community "
    "part".split()
)


def _toll(tree: Tree, words: list[str], first: int) -> CountDraft | None:
    """The number of "the death toll has risen to 13"."""
    for i, word in enumerate(words):
        if word == "toll" and i and words[i - 1] == "death":
            for at in range(i + 1, min(i + 16, len(words) - 1)):
                if words[at] in ("to", "at", "of", "reached", "was", "is", "hit"):
                    number = read(words, at + 1)
                    start = at + 1
                    if number is None and at + 3 < len(words):  # "to at least 13"
                        number, start = read(words, at + 3), at + 3
                    if number is not None:
                        tokens = tree.document.words
                        a, b = tokens[first + min(number.first, start)], tokens[first + number.last - 1]
                        return CountDraft(number.low, number.high, a.start, b.end, None)
    return None


def _names(tree: Tree, word: int) -> bool:
    """Whether a figure is part of a name or date ("Brigade 93", "8 March")."""
    return tree.lemma[tree.head[word]] in _NOT_COUNTED


def listed(tree: Tree, first: int, last: int) -> dict[str, CountDraft]:
    """Counts written as "13 dead and 20 wounded" between words ``first`` and ``last``."""
    found: dict[str, CountDraft] = {}
    words = tree.form[first:last]
    toll = _toll(tree, words, first)
    if toll is not None:
        found["killed"] = toll
    for i, word in enumerate(words):
        key = _STATES.get(word)
        if key is None or key in found or i == 0:
            continue
        for back in (1, 2, 3):
            if i - back < 0:
                break
            between = words[i - back + 1 : i]
            if back > 1 and any(w in _STATES or w in (",", "and") for w in between):
                break
            start = i - back
            while start > 0 and read(words, start - 1) is not None and words[start - 1] not in (",",):
                start -= 1
            number = read(words, start)
            if number is not None and number.last >= i - back + 1:
                doc = tree.document.words
                head = first + i
                of = Phrase(doc[head].start, doc[head].end, head)
                found[key] = CountDraft(
                    number.low, number.high, doc[first + number.first].start, doc[first + number.last - 1].end, of
                )
                break
    return found
