"""Parses as CoNLL-U, with entities in GUM's ``Entity=`` notation."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from dateline.read.document import Document

Entity = tuple[int, int, str]
"""Words first:last (last exclusive) and the type."""


def lines(document: Document, entities: Sequence[Entity] = ()) -> str:
    """A document as CoNLL-U: ``# newdoc``, then a block a sentence. Words are the reader's, written as they stand in
    the text, none joined to multiword tokens; ``SpaceAfter=No`` where no blank follows."""
    parts = [f"# newdoc id = {document.report.id}\n"]
    if entities:
        parts.append("# global.Entity = GRP-etype\n")
    marks = _marks(entities)
    for number, sentence in enumerate(document.sentences, 1):
        parts.append(f"# sent_id = {document.report.id}-{number}\n")
        parts.append(f"# text = {' '.join(document.text[sentence.start : sentence.end].split())}\n")
        parts += [_word(document, i, sentence.first, marks.get(i, "")) for i in range(sentence.first, sentence.last)]
        parts.append("\n")
    return "".join(parts)


def write(target: Path, documents: Iterable[str]) -> None:
    """Writes documents made by :func:`lines` to one file."""
    with target.open("w", encoding="utf-8", newline="\n") as file:
        file.writelines(documents)


def _word(document: Document, i: int, first: int, entity: str) -> str:
    word = document.words[i]
    head = 0 if word.head == i else word.head - first + 1
    relation = "root" if word.head == i else word.relation
    following = document.text[word.end : word.end + 1]
    misc = [f"Entity={entity}"] if entity else []
    if following and not following.isspace():
        misc.append("SpaceAfter=No")
    form = " ".join(document.form(i).split())
    cells = (i - first + 1, form, word.lemma or "_", word.pos, "_", "_", head, relation, "_", "|".join(misc) or "_")
    return "\t".join(str(cell) for cell in cells) + "\n"


def _marks(entities: Sequence[Entity]) -> dict[int, str]:
    opening: dict[int, str] = {}
    closing: dict[int, str] = {}
    for group, (first, last, kind) in enumerate(sorted(entities, key=lambda e: (e[0], -e[1], e[2])), 1):
        if last - first == 1:
            opening[first] = opening.get(first, "") + f"({group}-{kind})"
        else:
            opening[first] = opening.get(first, "") + f"({group}-{kind}"
            closing[last - 1] = f"{group})" + closing.get(last - 1, "")
    return {i: opening.get(i, "") + closing.get(i, "") for i in sorted(opening.keys() | closing.keys())}
