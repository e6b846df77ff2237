"""What the scorers ask of a reader, and the reports they hand it."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from typing import Protocol

from dateline.read.document import Document
from dateline.values import Report


class Reads(Protocol):
    """Anything that parses a report. ``words`` ((start, end) into the text) and ``sentence_starts`` (numbers of first
    words) are used as given; without them the reader finds its own."""

    def document(
        self,
        report: Report,
        words: Sequence[tuple[int, int]] | None = None,
        sentence_starts: Sequence[int] | None = None,
    ) -> Document:
        """The report's parse."""


def as_report(name: str, text: str, title: str | None = None, published: str | None = None) -> Report:
    """A corpus document as a report, nothing cleaned away."""
    digest = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
    return Report(
        id=name, sha256=digest, text_sha256=digest, text=text, title=title, published=published, language="en"
    )
