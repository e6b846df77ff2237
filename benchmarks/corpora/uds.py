"""UDS-IH2: how certain it is that what a predicate names did or does happen, from -3 (surely not) to 3 (surely).

The sentences and splits are those of UD English EWT. Annotators said whether it happened (the sign) and how sure they
were of that (0 to 4, times 3/4), as in Rudinger, White and Van Durme 2018, "Neural Models of Factuality". It holds one
value a predicate, in steps of 3/8: the mean of two annotators. What the corpus filters out (no predicate, or a sentence
that was not understood) has no value there; nothing more is filtered here, and every value counts once.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import msgspec
from msgspec import Struct

from dateline.errors import BrokenInputError, UsageError


class Certainty(Struct, frozen=True):
    """A predicate's word (number in the sentence) and the value given to it, -3 to 3."""

    word: int
    value: float


class UdsSentence(Struct, frozen=True):
    """One sentence. ``words``: start and end of each in ``text``, which is the treebank's words with blanks between;
    ``id`` is the sentence's number in its split of EWT, counted from 0."""

    id: str
    text: str
    words: list[tuple[int, int]]
    certainties: list[Certainty]


class _Target(Struct):
    span1: tuple[int, int]
    label: float


class _Row(Struct):
    text: str
    targets: list[_Target]
    file_idx: int


def files(data: Path, split: str) -> list[Path]:
    """The file of the split."""
    return [data / f"{split}.jsonl"]


def uds(data: Path, split: str) -> Iterator[UdsSentence]:
    """Sentences of ``split`` (train or dev) in the order of the corpus; ``data`` is UDS-IH2's folder. Raises
    ``UsageError`` where its file is not there, ``BrokenInputError`` for a line of another form."""
    (path,) = files(data, split)
    if not path.is_file():
        raise UsageError(f"{path}: not found; point --data at UDS-IH2's folder")
    for number, line in enumerate(path.read_bytes().splitlines(), 1):
        try:
            row = msgspec.json.decode(line, type=_Row)
        except msgspec.MsgspecError as error:
            raise BrokenInputError(f"{path}:{number}: {error}; fetch the corpus again") from error
        words = _words(row.text)
        found = [Certainty(target.span1[0], target.label) for target in row.targets]
        if any(not 0 <= one.word < len(words) for one in found):
            raise BrokenInputError(f"{path}:{number}: a predicate lies outside its sentence; fetch the corpus again")
        yield UdsSentence(str(row.file_idx), row.text, words, sorted(found, key=lambda one: one.word))


def _words(text: str) -> list[tuple[int, int]]:
    found, start = [], 0
    for form in text.split(" "):
        found.append((start, start + len(form)))
        start += len(form) + 1
    return found
