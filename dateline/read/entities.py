"""What the mentions of one report have been found to stand for, while they are being read from front to back."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from dateline.read.actors import Actor, is_acronym, lookup, normal
from dateline.read.aliases import Alias
from dateline.read.document import Document
from dateline.read.features import Features
from dateline.read.lists import words as word_list
from dateline.read.phrases import extent
from dateline.read.tree import Tree

_CUT = re.compile(r"\s*(?:[,;:(\[]|\n\s*\n).*|\s+(?:who|which|that|whose|where)\s.*", re.DOTALL)
_ARTICLES = frozenset({"al", "el", "de", "la", "ad", "as", "ash", "ar", "an", "at", "az", "bin", "abu"})
_OFFICES = frozenset({"state", "staff", "defense", "defence", "justice", "police", "parliament", "congress", "mission"})
_PARTICLE = 3
_NO_NAME = frozenset({"for", "the", "of"})
_SPACE = re.compile(r"\s+")
_UNSEEN = " \t\n\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u2066\u2067\u2069\ufeff"


class Entity:
    """Someone or something that the text speaks of. ``mentions`` are its mentions so far, in order."""

    __slots__ = ("actor", "gender", "mentions", "name", "plural", "roles", "sort")

    def __init__(self, sort: str, plural: bool | None, gender: str | None) -> None:
        self.sort = sort
        self.plural = plural
        self.gender = gender
        self.mentions: list[int] = []
        self.name: str | None = None
        self.actor: Actor | None = None
        self.roles: set[str] = set()

    def is_like(self, other: Entity) -> bool:
        """Whether it is the other, or called as the other is."""
        if self is other or self.name is None or other.name is None:
            return self is other
        return self.name.casefold() == other.name.casefold()


class Named(NamedTuple):
    """What a name says: as it is written without title and article, in full, what all its spellings share, and the
    well-known actor that it is."""

    text: str
    full: str
    key: str
    actor: Actor | None


class Names:
    """How a report names things: aliases it introduces, names seen so far."""

    def __init__(self, document: Document, tree: Tree, aliases: tuple[Alias, ...]) -> None:
        self.document = document
        self.tree = tree
        self.long: dict[str, str] = {}
        self.best: dict[str, str] = {}
        for alias in aliases:
            short, long = normal(alias.short), document.text[alias.start : alias.end]
            if short != normal(long):
                self.long.setdefault(short, long)
        self._of: dict[int, Named] = {}
        self._actors: dict[str, Actor | None] = {}

    def of(self, feature: Features) -> Named:
        """What the name within a mention says; worked out once."""
        known = self._of.get(feature.index)
        if known is None:
            text = self.text(feature)
            long = self.long.get(normal(text), text)
            actor = lookup(long)
            full = actor.name if actor else strip_name(_SPACE.sub(" ", long))
            key = "actor:" + actor.id if actor else normal(long)
            known = self._of[feature.index] = Named(text, full, key, actor)
        return known

    def unseen(self, head: int) -> str:
        """The name whose head word is given, where the model sees no mention of its own."""
        first, last = extent(self.tree, head, binding=frozenset())
        words = self.document.words
        return strip_name(_SPACE.sub(" ", self.document.text[words[first].start : words[last - 1].end]))

    def text(self, feature: Features) -> str:
        """The name within a mention: no title, role, apposition, article or possessive ending."""
        mention = self.document.mentions[feature.index]
        whole = self.document.text[mention.start : mention.end]
        if len(whole) < 60 and lookup(whole) is not None:
            return strip_name(_SPACE.sub(" ", whole))
        if feature.sort in {"person", "people"} and mention.kind != "organisation":
            run = self._proper_run(feature)
            if run and run.lower() not in word_list("titles"):
                return run
        name = _SPACE.sub(" ", _CUT.sub("", self.document.text[mention.start : mention.end])).strip(" \"“”‘'")
        return strip_name(_without_adjectives(name))

    def _proper_run(self, feature: Features) -> str:
        """The unbroken run of proper nouns around the head, titles left out."""
        tree, words = self.tree, self.document.words
        first, last = tree.bounds(feature.head)
        low = high = feature.head
        while low > first and words[low - 1].start >= feature.start and self._goes_on(low - 1, low):
            low -= 1
        while high + 1 < last and words[high + 1].end <= feature.end and self._goes_on(high + 1, high):
            high += 1
        while high > low and tree.form[high] in {"a", "the"}:
            high -= 1
        bare = max([low, *(i + 1 for i in range(low, high) if tree.form[i] in _NO_NAME or self._is_title(i))])
        if bare < high or not self._is_title(bare):
            low = bare
        if tree.pos[low] != "PROPN":
            return ""
        return strip_name(_SPACE.sub(" ", self.document.text[words[low].start : words[high].end]))

    def _goes_on(self, i: int, beside: int) -> bool:
        """Whether a word belongs to the name of the one beside it: where that has a capital so has it, short words
        aside ("Mora", not "Mora email", of "Mora email server")."""
        text, words = self.document.text, self.document.words
        form = text[words[i].start : words[i].end]
        is_plain = len(form) > _PARTICLE and form.islower() and text[words[beside].start].isupper()
        return _of_name(self.tree, i, beside) and not is_plain

    def _is_title(self, word: int) -> bool:
        form = self.tree.form
        if form[word] in _OFFICES and word > 1 and form[word - 1] == "of":  # "Secretary of State Jane Roe"
            return form[word - 2] in word_list("titles")
        return form[word] in word_list("titles")

    def actor(self, name: str) -> Actor | None:
        """The well-known actor of that name, the report's own aliases first."""
        if name not in self._actors:
            self._actors[name] = lookup(self.long.get(normal(name), name))
        return self._actors[name]


def _of_name(tree: Tree, i: int, beside: int) -> bool:
    return tree.pos[i] == "PROPN" or (
        tree.form[i] in {"al", "-", "bin", "ibn", "abu", "de", "von", "van", "la", "el", "'", "’", "del", "der"}
        and tree.form[beside] not in {"'s", "’s"}
    )


def _without_adjectives(name: str) -> str:
    """A name without the words in small letters before it: "southeastern Kobane" → "Kobane"."""
    words = name.split(" ")
    first = next((i for i, word in enumerate(words) if not word.islower() or word in _ARTICLES), 0)
    return " ".join(words[first:])


def strip_name(name: str) -> str:
    """A name without article in front, possessive ending and marks that are not seen (which way letters run)."""
    name = name.strip(_UNSEEN)
    for ending in ("’s", "'s"):
        name = name.removesuffix(ending)
    if name[-2:] in {"s'", "s’"}:
        name = name[:-1]
    for article in ("the ", "The ", "THE "):
        name = name.removeprefix(article)
    return name.strip()


@lru_cache(maxsize=2_000)
def initials(name: str) -> str:
    """The capital letters that open a name's words, in lower case: "Free Syrian Army" → "fsa"."""
    return "".join(part[0] for part in re.split(r"[\s-]+", name) if part and part[0].isupper()).casefold()


def acronym_key(name: str) -> str | None:
    """An acronym in lower case without dots, or ``None`` where a name is none."""
    return name.replace(".", "").casefold() if is_acronym(name) else None


def says_no_more(name: str, text: str) -> bool:
    """Whether a description tells nothing that the mention does not tell itself: "the police" for "police"."""
    articles = {"the", "a", "an", "this", "that", "these", "those"}
    return set(name.casefold().split()) - articles <= set(text.casefold().split())


def says_more(new: str, old: str) -> bool:
    """Whether a name says more than the one known: more words, and not a lengthy description."""
    return len(old.split()) < len(new.split()) <= 5 or (acronym_key(old) is not None and acronym_key(new) is None)
