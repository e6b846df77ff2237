"""Documents from trees written down, for tests that must not depend on what a model parses."""

from __future__ import annotations

from collections.abc import Sequence

from dateline.read.document import Document, Sentence
from dateline.values import Mention, Report, Token


def document(text: str, tree: str, published: str | None = None) -> Document:
    """One sentence. A word of ``tree`` is ``form|lemma|part of speech|head from 1, 0 at the root|relation[|mention
    kind]``; words are separated by spaces. Raises ``ValueError`` where a form is not in the text."""
    return joined([(text, tree)], published)


def joined(sentences: Sequence[tuple[str, str]], published: str | None = None) -> Document:
    """Several sentences (text, tree) in one paragraph."""
    text = " ".join(t for t, _ in sentences)
    words: list[Token] = []
    marks: list[Sentence] = []
    mentions: list[Mention] = []
    heads: list[int] = []
    at = 0
    for number, (sentence, tree) in enumerate(sentences):
        begin, first = at, len(words)
        for part in tree.split():
            form, lemma, pos, head, relation, *kind = part.split("|")
            start = text.index(form, at)
            index = len(words)
            words.append(
                Token(
                    start,
                    start + len(form),
                    lemma,
                    pos,
                    first + int(head) - 1 if head != "0" else index,
                    relation,
                    number,
                )
            )
            at = start + len(form)
            if kind:
                mentions.append(Mention(start, at, kind[0], pos == "PROPN"))  # type: ignore[arg-type]
                heads.append(index)
        marks.append(Sentence(begin, begin + len(sentence), first, len(words), 0))
        at = begin + len(sentence)
    report = Report("r", "s", "t", text, published=published)
    return Document(report, tuple(words), tuple(marks), tuple(mentions), tuple(heads))


def conllu(lines: Sequence[str]) -> Document:
    """A document of a treebank in CoNLL-U, words one space apart unless ``SpaceAfter=No``; no mentions."""
    text, words, marks = "", list[Token](), list[Sentence]()
    rows: list[list[str]] = []
    for line in [*(x.rstrip("\n") for x in lines), ""]:
        if line and not line.startswith("#"):
            rows.append(line.split("\t"))
        elif not line and rows:
            begin, first = len(text), len(words)
            for row in (r for r in rows if r[0].isdecimal()):
                start = len(text)
                text += row[1]
                index, head = len(words), int(row[6])
                words.append(
                    Token(start, len(text), row[2], row[3], first + head - 1 if head else index, row[7], len(marks))
                )
                text += "" if "SpaceAfter=No" in row[9] else " "
            marks.append(Sentence(begin, len(text.rstrip()), first, len(words), len(marks)))
            rows = []
    return Document(Report("r", "s", "t", text), tuple(words), tuple(marks))
