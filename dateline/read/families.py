"""Words that name one doing: "withdrawal" and "withdraw", "killing" and "kill", "seizure" and "seize".

Told from the endings that English forms nouns of doing with; words whose nouns are formed otherwise ("destruction",
"flight") are families of their own.
"""

from __future__ import annotations

from dateline.read.tree import Tree

_NOUNS = ("ation", "ition", "ion", "ment", "ure", "ing", "al")
_VERBS = ("ate", "ite", "e")
_STEM = 3
_OWNERS = frozenset({"their", "its", "his", "her", "our", "my", "your"})


def family(lemma: str) -> str:
    """What the words of a family share: a lemma in lower case without its ending."""
    return _single(_without(_without(lemma, _NOUNS), _VERBS))


def is_noun(tree: Tree, i: int) -> bool:
    """Whether a word is a noun, whatever the parser takes "the shooting of the guard" or "their withdrawal" for."""
    if tree.pos[i] in ("NOUN", "PROPN"):
        return True
    before = any(k == i - 1 and (tree.base[k] == "det" or _owns(tree, k)) for k in tree.kids[i])
    return before and tree.form[i].endswith(_NOUNS)


def _owns(tree: Tree, k: int) -> bool:
    return tree.rel[k] == "nmod:poss" or tree.form[k] in _OWNERS


def _without(word: str, endings: tuple[str, ...]) -> str:
    for ending in endings:
        if word.endswith(ending) and len(word) - len(ending) >= _STEM:
            return word[: -len(ending)]
    return word


def _single(stem: str) -> str:
    """ "kidnapp" (of "kidnapping") as "kidnap"."""
    return stem[:-1] if len(stem) > _STEM and stem[-1] == stem[-2] and stem[-1] not in "aeiou" else stem
