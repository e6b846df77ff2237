"""Annotated documents read as a user's reports are, each beside what was found in it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache, partial
from pathlib import Path
from typing import cast

from msgspec import Struct

from benchmarks.claims.found import FoundClaim, found, report_of
from benchmarks.claims.match import Matched, match
from benchmarks.claims.texts import Text, load
from benchmarks.claims.values import AnnotatedDocument
from benchmarks.reads import Reads
from dateline.errors import BrokenInputError
from dateline.locate.index import open_index
from dateline.read.reader import Reader
from dateline.work import pipeline


class Read(Struct, frozen=True):
    """A document, its text, what people marked and what was found."""

    text: Text
    gold: AnnotatedDocument
    found: AnnotatedDocument

    @property
    def matched(self) -> Matched:
        """Claims paired by type and trigger."""
        return match(self.gold, self.found, self.text.text)

    @property
    def judged(self) -> list[tuple[float, bool]]:
        """Each found claim's confidence, and whether it is paired with an annotated one."""
        one = self.matched
        claims = [*((b, True) for _, b in one.pairs), *((c, False) for c in one.second_only)]
        return [(claim.confidence, right) for claim, right in claims if isinstance(claim, FoundClaim)]


def read(documents: Iterable[AnnotatedDocument], data: Path, reader: Reads) -> Iterator[Read]:
    """Reads documents with the whole pipeline, title and publication day given; ``data`` is the folder of all corpora.

    Raises ``UsageError`` where a corpus is not there, ``BrokenInputError`` where its text is not the annotated one."""
    texts = cache(partial(load, data))
    # The pipeline asks nothing of the reader but its documents and, where these have vectors, its claim heads.
    tools = pipeline.Tools(cast(Reader, reader), open_index())
    for gold in documents:
        text = texts(gold.corpus).get(gold.id)
        if text is None or text.sha256 != gold.sha256:
            raise BrokenInputError(f"{gold.corpus} {gold.id}: not there as it was annotated; fetch the corpus again")
        yield Read(text, gold, found(pipeline.read(report_of(text, gold.published), tools), gold))
