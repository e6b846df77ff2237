"""The parsed report that the rules of the reader work on: words, sentences, mentions, attributions, and the tree."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import Any

import numpy as np
from msgspec import Struct
from msgspec.structs import replace
from numpy.typing import NDArray

from dateline.values import Attribution, Mention, Report, Token


class Sentence(Struct, frozen=True):
    """A sentence: characters ``start:end``, words ``first:last`` (last exclusive), and the number of its paragraph
    (paragraphs are separated by line breaks; the title is a paragraph of its own)."""

    start: int
    end: int
    first: int
    last: int
    paragraph: int
    title: bool = False


_OF_WORDS = frozenset({"children", "columns", "starts", "by_start"})


class Document(Struct, frozen=True, dict=True):
    """A report with its parse. All word numbers index ``words``; a root word is its own head.

    ``mention_heads[i]`` is the head word of ``mentions[i]``. ``certainty``: for each word, how sure it is that what it
    names did or does happen, from -3 (surely not) to 3 (surely); empty where the model does not say.
    ``vectors`` [words, n] is what the claim heads read; ``incident_roles`` [words, roles, 3] and ``incident_types``
    [words, types] are scores of the incident heads (``dateline/read/incidents.py``). They are None in a document that
    no model with such heads has read.
    """

    report: Report
    words: tuple[Token, ...]
    sentences: tuple[Sentence, ...]
    mentions: tuple[Mention, ...] = ()
    mention_heads: tuple[int, ...] = ()
    attributions: tuple[Attribution, ...] = ()
    certainty: tuple[float, ...] = ()
    vectors: NDArray[np.float16] | None = None
    incident_roles: NDArray[np.float32] | None = None
    incident_types: NDArray[np.float32] | None = None

    @property
    def text(self) -> str:
        """The report's text."""
        return self.report.text

    @cached_property
    def starts(self) -> list[int]:
        """Where each word starts. Not to be changed, nor what follows."""
        return [word.start for word in self.words]

    @cached_property
    def by_start(self) -> dict[int, int]:
        """The words' numbers, by where they start."""
        return {start: i for i, start in enumerate(self.starts)}

    @cached_property
    def children(self) -> tuple[tuple[int, ...], ...]:
        """For each word, its dependents in order of the text."""
        return children([word.head for word in self.words])

    def again(self, **changes: Any) -> Document:
        """The document with other mentions or whatever hangs on them, and what was worked out of the same words."""
        made = replace(self, **changes)
        for name in _OF_WORDS & self.__dict__.keys():
            made.__dict__[name] = self.__dict__[name]
        return made

    def form(self, i: int) -> str:
        """Word ``i`` as written."""
        word = self.words[i]
        return self.report.text[word.start : word.end]

    def dependents(self, i: int, *relations: str) -> Iterator[int]:
        """Dependents of word ``i`` with one of the relations (all of them if none is named). A relation named without
        a subtype ("obl") matches its subtypes ("obl:agent") too."""
        for child in self.children[i]:
            relation = self.words[child].relation
            if not relations or relation in relations or relation.split(":", 1)[0] in relations:
                yield child

    def subtree(self, i: int) -> list[int]:
        """Word ``i`` and all below it, in order of the text."""
        found, stack = [i], [i]
        while stack:
            for child in self.children[stack.pop()]:
                found.append(child)
                stack.append(child)
        return sorted(found)

    @cached_property
    def mention_by_head(self) -> dict[int, int]:
        """The widest mention whose head is a given word: head word → index of the mention."""
        found: dict[int, int] = {}
        for i, head in enumerate(self.mention_heads):
            old = found.get(head)
            if old is None or _width(self.mentions[i]) > _width(self.mentions[old]):
                found[head] = i
        return found


def _width(mention: Mention) -> int:
    return mention.end - mention.start


def children(heads: Sequence[int]) -> tuple[tuple[int, ...], ...]:
    """For each word, those whose head it is, in order of the text; a root, its own head, is nobody's."""
    found: list[list[int]] = [[] for _ in heads]
    for i, head in enumerate(heads):
        if head != i:
            found[head].append(i)
    return tuple(tuple(kids) for kids in found)
