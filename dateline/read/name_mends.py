"""Slips of the parser within names, put right before any rule looks at the tree: what the capitals show to be a name,
and which of its words heads it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dateline.read.lists import words as word_list

if TYPE_CHECKING:
    from dateline.read.tree import Tree


def is_as_name(tree: Tree) -> None:
    """ "IS" in capitals amid prose in small letters is a name, whatever the parser takes it for."""
    text, words = tree.document.text, tree.document.words
    for i, form in enumerate(tree.form):
        if form != "is" or tree.pos[i] == "PROPN" or text[words[i].start : words[i].end] != "IS":
            continue
        if i + 1 < len(words) and text[words[i + 1].start : words[i + 1].end].isupper():
            continue
        tree.pos[i], tree.lemma[i] = "PROPN", "is"
        before_noun = i + 1 < len(words) and tree.pos[i + 1] == "NOUN" and tree.head[i] == i + 1
        tree.rel[i] = tree.base[i] = "compound" if before_noun else "nsubj"
        if before_noun and tree.base[tree.head[i]] == "acl":
            tree.rel[i] = tree.base[i] = "nsubj"


def operations(tree: Tree) -> bool:
    """ "Operation Desert Shield": all of its capitals are one name, whatever the parser takes them for. In a headline,
    where each word has one, nothing can be told."""
    words, text, changed = tree.document.words, tree.document.text, False

    def is_capital(i: int) -> bool:
        return text[words[i].start : words[i].end].istitle()

    for i, form in enumerate(tree.form):
        if form != "operation" or not is_capital(i):
            continue
        low, high = tree.bounds(i)
        last = i + 1
        while last < high and is_capital(last) and tree.pos[last] in ("PROPN", "ADJ", "NOUN", "VERB", "X"):
            last += 1
        rest = [k for k in range(low, high) if not i <= k < last and tree.pos[k] in ("VERB", "NOUN", "ADJ")]
        if last == i + 1 or not any(text[words[k].start : words[k].end].islower() for k in rest):
            continue
        name = range(i, last)
        top = next((k for k in name if tree.head[k] not in name or tree.head[k] == k), i)
        up = tree.head[top]
        if up != top and any(is_above(tree, k, up) for k in name):
            continue  # hangs below its own words: no tree could be made of it
        tree.head[i], tree.rel[i], tree.base[i] = i if up == top else up, tree.rel[top], tree.base[top]
        for k in range(low, high):
            if k not in name and tree.head[k] in name:
                tree.head[k] = i
        for k in name[1:]:
            tree.head[k], tree.rel[k], tree.base[k], tree.pos[k] = i, "flat", "flat", "PROPN"
        tree.pos[i], changed = "PROPN", True
    return changed


def names_of_several(tree: Tree) -> bool:
    """ "Two reporters Roe and Doe": the second name is joined to the first, and both are the reporters'."""
    changed = False
    for i, base in enumerate(tree.base):
        noun = tree.head[i]
        if base != "conj" or tree.pos[i] != "PROPN" or i - noun != 3 or tree.form[i - 1] != "and":
            continue
        name = i - 2
        people = tree.pos[noun] == "NOUN" and tree.form[noun] != tree.lemma[noun]
        if (
            people
            and tree.pos[name] == "PROPN"
            and tree.head[name] == noun
            and tree.lemma[noun] in word_list("person_nouns")
        ):
            tree.head[i], changed = name, True
    return changed


def names_side_by_side(tree: Tree) -> bool:
    """Two name words in a row with the same part in the same clause are one name: "out of Ain Issa", both obliques."""
    changed = False
    for i in range(1, len(tree)):
        before = i - 1
        if tree.pos[i] != "PROPN" or tree.pos[before] != "PROPN" or tree.base[i] not in _PARTS_OF_NAMES:
            continue
        if tree.head[i] == tree.head[before] and tree.rel[i] == tree.rel[before] and not tree.kids[i]:
            tree.head[i], tree.rel[i], tree.base[i], changed = before, "flat", "flat", True
    return changed


def names_across_dashes(tree: Tree) -> bool:
    """A dash with a space on either side parts two names: "the officer who shot Roe - Jane Doe - has been suspended".
    In capitals, before a single word ("Lima - Callao") and before a noun ("the Addis Ababa - Dire Dawa road") nothing
    can be told."""
    changed = False
    for i, base in enumerate(tree.base):
        first = tree.head[i]
        if base != "flat" or first >= i - 1 or not parts_names(tree, i - 1) or tree.base[first] == "compound":
            continue
        rest = [k for k in tree.kids[i] if tree.base[k] == "flat" and k > i]
        behind = [k for k in tree.kids[first] if tree.base[k] == "flat" and k > i]
        if (rest or behind) and tree.pos[first] == "PROPN":
            tree.rel[i], tree.base[i], changed = "appos", "appos", True
            for k in behind:
                tree.head[k] = i
    return changed


def parts_names(tree: Tree, dash: int) -> bool:
    """Whether a word is a dash with a space on either side, between words that each begin with the one capital."""
    words, text = tree.document.words, tree.document.text
    if tree.form[dash] not in _DASHES or not tree.bounds(dash)[0] < dash < tree.bounds(dash)[1] - 1:
        return False
    before, behind = words[dash - 1], words[dash + 1]
    if before.end == words[dash].start or behind.start == words[dash].end:
        return False
    return text[before.start : before.end].istitle() and text[behind.start : behind.end].istitle()


_DASHES = frozenset({"-", "–", "—", "--"})
_PARTS_OF_NAMES = frozenset({"obl", "nmod", "obj", "nsubj"})


def names_as_verbs(tree: Tree) -> bool:
    """A verb with a capital letter within a sentence, before another name, is a name ("Jarablus and Tell Abyad")."""
    words, text, changed = tree.document.words, tree.document.text, False
    for i in range(1, len(words) - 1):
        if tree.pos[i] != "VERB" or tree.pos[i + 1] != "PROPN" or i == tree.bounds(i)[0]:
            continue
        form = text[words[i].start : words[i].end]
        if not form.istitle() or not text[words[i - 1].start : words[i - 1].end].islower():
            continue  # "Rebels Attack Azaz" is a headline
        tree.pos[i], tree.lemma[i] = "PROPN", tree.form[i]
        if tree.head[i + 1] == i:
            tree.rel[i + 1] = tree.base[i + 1] = "flat"
        first = i - 2
        if tree.base[i] == "conj" and tree.pos[i - 1] == "CCONJ" and not opens(tree, i - 1):
            while tree.base[first] == "flat" and tree.head[first] < first:
                first = tree.head[first]
            if tree.pos[i - 2] == "PROPN" and not is_above(tree, i, first):
                tree.head[i], changed = first, True
    return changed


def names_backwards(tree: Tree) -> bool:
    """Parts of a name hang on its first word; one that hangs on a word further right belongs to what stands before it
    ("the town of Ain Issa, in Kobane", both on Kobane)."""
    changed = False
    for i, base in enumerate(tree.base):
        if base != "flat" or tree.head[i] <= i or tree.pos[i] != "PROPN" or opens(tree, i):
            continue
        if tree.pos[i - 1] == "PROPN":
            first = i - 1
            while first > 0 and tree.base[first] == "flat" and tree.head[first] < first:
                first = tree.head[first]
            if not is_above(tree, i, first):
                tree.head[i], changed = first, True
        elif tree.pos[i - 1] == "ADP":
            low = max(i - 5, tree.bounds(i)[0])
            noun = next((j for j in range(i - 2, low - 1, -1) if tree.pos[j] in ("NOUN", "PROPN")), None)
            if noun is not None and not is_above(tree, i, noun):
                tree.head[i], tree.rel[i], changed = noun, "nmod", True
                tree.base[i] = "nmod"
    return changed


def opens(tree: Tree, i: int) -> bool:
    """Whether a word opens its sentence: what stands before it is none of its business."""
    return i == tree.bounds(i)[0]


def is_above(tree: Tree, i: int, word: int) -> bool:
    """Whether ``word`` hangs below ``i``, at whatever depth."""
    for _ in range(_DEEP):
        if word == i:
            return True
        if tree.head[word] == word:
            return False
        word = tree.head[word]
    return True


_DEEP = 60
