"""How often a link is right, on texts that the rules were not written on (GUM's dev split): floors, not targets."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks.corpora.treebank import TreebankDocument, gum
from dateline.read.document import Document, Sentence
from dateline.read.features import THIRD
from dateline.read.reference import resolve
from dateline.values import Mention, MentionKind, Report, Token

KINDS: dict[str, MentionKind] = {"person": "person", "organization": "organisation", "place": "place"}


def parsed(made: TreebankDocument) -> tuple[Document, list[str]]:
    """A treebank document with its widest mention of each head, and the mentions' groups."""
    ends = [*made.sentences[1:], len(made.words)]
    paragraphs = set(made.paragraphs)
    words: list[Token] = []
    sentences: list[Sentence] = []
    paragraph = -1
    for number, (first, last) in enumerate(zip(made.sentences, ends, strict=True)):
        paragraph += first in paragraphs
        sentences.append(Sentence(made.words[first][0], made.words[last - 1][1], first, last, paragraph))
        for i in range(first, last):
            start, end = made.words[i]
            words.append(Token(start, end, made.lemmas[i], made.pos[i], made.heads[i], made.relations[i], number))
    taken: dict[int, tuple[Mention, str]] = {}
    for entity in made.entities:
        if entity.type in KINDS and entity.head not in taken:
            named = entity.named and made.pos[entity.head] == "PROPN"
            span = made.words[entity.first][0], made.words[entity.last - 1][1]
            taken[entity.head] = (Mention(*span, KINDS[entity.type], named), entity.group)
    mentions, groups = [m for m, _ in taken.values()], [g for _, g in taken.values()]
    report = Report(made.id, "0", "0", made.text)
    return Document(report, tuple(words), tuple(sentences), tuple(mentions), tuple(taken)), groups


@pytest.fixture(scope="module")
def links(shared: Path) -> list[tuple[str, bool]]:
    """Every link made: whether of a pronoun, a name or a description, and whether it is right."""
    found = []
    for made in gum(shared / "data" / "gum", "dev"):
        document, groups = parsed(made)
        for i, mention in enumerate(resolve(document)):
            if mention.of is not None:
                word = document.form(document.mention_heads[i]).lower()
                sort = "pronoun" if word in THIRD else "name" if mention.named else "description"
                found.append((sort, groups[mention.of] == groups[i]))
    return found


@pytest.mark.parametrize(
    ("sort", "floor", "least"), [("pronoun", 0.88, 150), ("name", 0.9, 120), ("description", 0.78, 50)]
)
def test_links_are_mostly_right(links: list[tuple[str, bool]], sort: str, floor: float, least: int) -> None:
    right = [ok for s, ok in links if s == sort]
    assert len(right) >= least
    assert sum(right) / len(right) >= floor
