"""Annotated training reports that a model was not trained on, read with it: what thresholds and confidence are fitted
on. No report of the dev set is ever among them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cache, partial
from pathlib import Path
from typing import NamedTuple

from msgspec import Struct
from msgspec.structs import replace

from benchmarks.claims.found import report_of
from benchmarks.claims.match import match
from benchmarks.claims.texts import Text, load
from benchmarks.claims.values import AnnotatedClaim, AnnotatedDocument
from benchmarks.spans import Counts
from dateline.errors import BrokenInputError, UsageError
from dateline.read.claim_heads import ClaimHeads
from dateline.read.detect import detect
from dateline.read.document import Document
from dateline.read.draft import Draft, Phrase
from dateline.read.learned import Finder
from dateline.read.reader import Reader
from dateline.read.resolution import resolve
from dateline.read.sources import SourceIndex
from dateline.read.tree import Tree
from dateline.values import ClaimType
from training.annotations.format import FOLDER, load_all
from training.annotations.plan import is_dev

LATER = "lack-"
"""Batches that were annotated last begin so."""


class Paired(NamedTuple):
    """Annotated claims with the numbers of found ones; numbers of those too many; how many are missed. Found claims
    outside the annotated part are left out."""

    pairs: list[tuple[AnnotatedClaim, int]]
    spurious: list[int]
    missed: int

    @property
    def counts(self) -> Counts:
        """Right, found and annotated claims."""
        right = len(self.pairs)
        return Counts(right, right + len(self.spurious), right + self.missed)


class Held(Struct, frozen=True):
    """A report that people have marked, as the model parses it, and what the rules make of it."""

    gold: AnnotatedDocument
    text: str
    document: Document
    ruled: list[Draft]
    sources: SourceIndex

    @property
    def id(self) -> str:
        """Corpus and id."""
        return f"{self.gold.corpus}/{self.gold.id}"

    def finder(self, heads: ClaimHeads) -> Finder:
        """Finds its claims."""
        return Finder(self.document, heads, self.ruled, self.sources)

    def paired(self, triggers: Sequence[tuple[Phrase, ClaimType]]) -> Paired:
        """Found claims, given as trigger and type, beside the annotated ones, as the benchmark pairs them."""
        numbers: dict[int, int] = {}
        claims = []
        for n, (trigger, type_) in enumerate(triggers):
            if self.gold.annotated[0] <= trigger.start < self.gold.annotated[1]:
                claims.append(AnnotatedClaim((trigger.start, trigger.end), (trigger.start, trigger.end), type_))
                numbers[id(claims[-1])] = n
        matched = match(self.gold, replace(self.gold, claims=tuple(claims)), self.text)
        return Paired(
            [(gold, numbers[id(claim)]) for gold, claim in matched.pairs],
            [numbers[id(claim)] for claim in matched.second_only],
            len(matched.first_only),
        )


def train_documents(folder: Path = FOLDER) -> list[AnnotatedDocument]:
    """The first pass over every batch outside the dev set."""
    return [d for b in load_all(folder) if b.reader == "a" and not is_dev(b.batch) for d in b.documents]


def later_documents(folder: Path = FOLDER) -> list[AnnotatedDocument]:
    """Those that were annotated after the encoder was trained: the claim heads alone learned from them. A calibrator
    fitted on the held reports was as well calibrated on them, so that claims found in them count as unseen. A model
    whose encoder is trained anew should leave some of them out again."""
    later = [b for b in load_all(folder) if b.reader == "a" and b.batch.startswith(LATER)]
    return [d for b in later for d in b.documents]


def chosen(file: Path, folder: Path = FOLDER) -> list[AnnotatedDocument]:
    """The annotated training documents that a file names, "corpus/id" a line. Raises ``UsageError``."""
    try:
        names = dict.fromkeys(line.strip() for line in file.read_text(encoding="utf-8").splitlines() if line.strip())
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(f"{file}: {error}; write corpus/id of an annotated document on each line") from error
    known = {f"{d.corpus}/{d.id}": d for d in train_documents(folder)}
    strange = [name for name in names if name not in known]
    if strange or not names:
        told = f"{strange[0]} is no annotated training document" if strange else "no document is named"
        raise UsageError(f"{file}: {told}; write corpus/id of an annotated document on each line")
    return [known[name] for name in names]


def read(documents: Iterable[AnnotatedDocument], data: Path, reader: Reader) -> Iterator[Held]:
    """Parses documents. Raises ``BrokenInputError`` where a text is not the annotated one."""
    texts = cache(partial(load, data))
    for gold in documents:
        text: Text | None = texts(gold.corpus).get(gold.id)
        if text is None or text.sha256 != gold.sha256:
            raise BrokenInputError(f"{gold.corpus} {gold.id}: not there as it was annotated; fetch the corpus again")
        yield held(gold, text.text, reader.document(report_of(text, gold.published)), reader)


def held(gold: AnnotatedDocument, text: str, parsed: Document, reader: Reader) -> Held:
    """A parsed report with what the rules make of it."""
    tree = Tree(parsed)
    document = replace(parsed, mentions=resolve(parsed, tree, reader.reference))
    return Held(gold, text, document, detect(document), SourceIndex(document, document.mentions, tree))
