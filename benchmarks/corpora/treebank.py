"""CoNLL-U treebanks (UD English EWT and GUM): documents with words, trees, sentences, and GUM's entities."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import pairwise
from pathlib import Path

from msgspec import Struct

from dateline.errors import UsageError

_ENTITY = re.compile(r"\([^()]*\)?|[^()]+\)")


class Entity(Struct, frozen=True):
    """A GUM entity: words ``first:last`` (last exclusive), its head word, GUM's type, whether it is named, its
    coreference group within the document."""

    first: int
    last: int
    head: int
    type: str
    named: bool
    group: str


class TreebankDocument(Struct, frozen=True):
    """A document: ``words`` are (start, end) into ``text``; ``heads`` index words, a root is its own head;
    ``sentences`` and ``paragraphs`` are numbers of their first words."""

    id: str
    text: str
    words: list[tuple[int, int]]
    lemmas: list[str]
    pos: list[str]
    heads: list[int]
    relations: list[str]
    sentences: list[int]
    paragraphs: list[int]
    entities: list[Entity]


def read_conllu(path: Path) -> Iterator[TreebankDocument]:
    """The documents of one CoNLL-U file, in order. A file without ``# newdoc`` lines is one document."""
    if not path.is_file():
        raise UsageError(f"{path}: no such treebank file; point --data at the folder with the .conllu files")
    builder: _Builder | None = None
    with path.open(encoding="utf-8", newline="\n") as lines:
        for block in _blocks(lines):
            new = next((c for c in block if c.startswith("# newdoc")), None)
            if new is not None or builder is None:
                if builder is not None:
                    yield builder.done()
                builder = _Builder(new.split("=", 1)[1].strip() if new and "=" in new else path.stem)
            builder.add(block)
    if builder is not None:
        yield builder.done()


def _blocks(lines: Iterable[str]) -> Iterator[list[str]]:
    block: list[str] = []
    for line in lines:
        line = line.rstrip("\r\n")
        if line:
            block.append(line)
        elif block:
            yield block
            block = []
    if block:
        yield block


class _Builder:
    def __init__(self, name: str) -> None:
        self.id = name
        self.parts: list[str] = []
        self.length = 0
        self.words: list[tuple[int, int]] = []
        self.lemmas: list[str] = []
        self.pos: list[str] = []
        self.heads: list[int] = []
        self.relations: list[str] = []
        self.sentences: list[int] = []
        self.paragraphs: list[int] = []
        self.entities: list[Entity] = []
        self.open: list[tuple[str, list[str], int]] = []
        self.glue = True

    def write(self, text: str) -> int:
        start = self.length
        self.parts.append(text)
        self.length += len(text)
        return start

    def add(self, block: list[str]) -> None:
        base = len(self.words)
        paragraph = any(c.startswith("# newpar") for c in block)
        if base:
            self.write("\n\n" if paragraph else "" if self.glue else " ")
        if paragraph or not base:
            self.paragraphs.append(base)
        self.sentences.append(base)
        self.glue = True
        within: list[tuple[int, int]] = []
        numbers: list[list[str]] = []
        for line in block:
            cells = line.split("\t")
            if line.startswith("#") or "." in cells[0]:
                continue
            if "-" in cells[0]:
                if not self.glue:
                    self.write(" ")
                within = self._parts_of(cells, block)
                self.glue = "SpaceAfter=No" in cells[9]
                continue
            numbers.append(cells)
            if within:
                self.words.append(within.pop(0))
            else:
                if not self.glue:
                    self.write(" ")
                start = self.write(cells[1])
                self.words.append((start, self.length))
                self.glue = "SpaceAfter=No" in cells[9]
        for i, cells in enumerate(numbers):
            head = int(cells[6])
            self.lemmas.append(cells[2])
            self.pos.append(cells[3])
            self.heads.append(base + (head - 1 if head else i))
            self.relations.append(cells[7])
        for i, cells in enumerate(numbers):
            self._entities(base + i, cells[9])

    def _parts_of(self, cells: list[str], block: list[str]) -> list[tuple[int, int]]:
        """Where the words of a multiword token stand in its surface form."""
        first, last = (int(x) for x in cells[0].split("-"))
        forms = [c[1] for c in (b.split("\t") for b in block) if c[0].isdigit() and first <= int(c[0]) <= last]
        start = self.write(cells[1])
        if "".join(forms) != cells[1]:
            # The syntactic words are not the written ones: share the surface form out, the last takes the rest.
            size = max(1, len(cells[1]) // len(forms))
            cuts = [min(i * size, len(cells[1]) - 1) for i in range(len(forms))] + [len(cells[1])]
            return [(start + a, start + max(b, a + 1)) for a, b in pairwise(cuts)]
        spans = []
        for form in forms:
            spans.append((start, start + len(form)))
            start += len(form)
        return spans

    def _entities(self, word: int, misc: str) -> None:
        field = next((m[7:] for m in misc.split("|") if m.startswith("Entity=")), "")
        for piece in _ENTITY.findall(field):
            if piece.startswith("("):
                parts = piece[1:].rstrip(")").split("-")
                self.open.append((parts[0], parts, word))
                if not piece.endswith(")"):
                    continue
                group = parts[0]
            else:
                group = piece[:-1].split("-")[0]
            for i in range(len(self.open) - 1, -1, -1):
                if self.open[i][0] == group:
                    _, parts, first = self.open.pop(i)
                    self._close(parts, first, word + 1)
                    break

    def _close(self, parts: list[str], first: int, last: int) -> None:
        head = next((w for w in range(first, last) if not first <= self.heads[w] < last or self.heads[w] == w), first)
        named = len(parts) > 7 or self.pos[head] == "PROPN"
        kind = parts[1] if len(parts) > 1 else "abstract"
        self.entities.append(Entity(first, last, head, kind, named, parts[0]))

    def done(self) -> TreebankDocument:
        return TreebankDocument(
            self.id, "".join(self.parts), self.words, self.lemmas, self.pos, self.heads, self.relations,
            self.sentences, self.paragraphs, sorted(self.entities, key=lambda e: (e.first, -e.last)),
        )  # fmt: skip


def ewt(data: Path, split: str) -> Iterator[TreebankDocument]:
    """EWT documents of ``split`` (train or dev); ``data`` is the folder with ``en_ewt-ud-<split>.conllu``."""
    yield from read_conllu(data / f"en_ewt-ud-{split}.conllu")


def gum(data: Path, split: str) -> Iterator[TreebankDocument]:
    """GUM documents of ``split``; ``data`` holds one folder a split, a file a document."""
    folder = data / split
    if not folder.is_dir():
        raise UsageError(f"{folder}: no such folder; point --data at the folder that holds GUM's splits")
    for path in sorted(folder.glob("*.conllu")):
        yield from read_conllu(path)
