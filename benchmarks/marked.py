"""Events marked by reading, each told in several reports: which words tell of the same event. Stored by anchors alone
(corpus, document, hash of its text, offsets), so whoever has the corpora can rebuild everything; no text is here.

``held`` events are only scored, never trained on. Events that share a report are on the same side.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import msgspec
from msgspec import Struct

from benchmarks.claims.texts import load as load_corpus
from benchmarks.reads import as_report
from dateline.collect import collect
from dateline.collect.options import Failure
from dateline.errors import BrokenInputError, NotFoundError
from dateline.values import Report
from dateline.work.samples import samples

_HERE = Path(__file__)
NAME = "events.json"
Key = tuple[str, str]
"""Corpus and id of a document."""


class MarkedDocument(Struct, frozen=True):
    """A document that marks stand in; ``sha256`` is of its text in UTF-8."""

    corpus: str
    id: str
    sha256: str

    @property
    def key(self) -> Key:
        """Corpus and id."""
        return self.corpus, self.id


class MarkedEvent(Struct, frozen=True):
    """An event: ``tellings`` are (number of the document in the file's list, start, end of the telling words)."""

    name: str
    held: bool
    tellings: tuple[tuple[int, int, int], ...]


class Marks(Struct, frozen=True):
    """All marks of a file."""

    documents: tuple[MarkedDocument, ...]
    events: tuple[MarkedEvent, ...]


def file() -> Path:
    """The file of marks: inside the package where it is installed, in a clone beside it. Raises ``NotFoundError``."""
    for place in (_HERE.with_name("marks") / NAME, _HERE.parents[1] / "training" / "events" / NAME):
        if place.is_file():
            return place
    raise NotFoundError("the marked events are missing: install dateline again")


def marked_folder() -> Path:
    """The folder of :func:`file`."""
    return file().parent


def load(path: Path) -> Marks:
    """The marks in ``path``. Raises ``BrokenInputError``."""
    try:
        return msgspec.json.decode(path.read_bytes(), type=Marks)
    except (OSError, msgspec.MsgspecError) as error:
        raise BrokenInputError(f"{path}: {error}; resolve the marks again") from error


def reports(data: Path, corpora: Iterable[str]) -> dict[Key, Report]:
    """The reports that can be marked, of each corpus; ``samples`` are the bundled ones, their ids the file's name, with
    "#n" in files of several. ``data`` is the folder of all corpora."""
    found: dict[Key, Report] = {}
    for corpus in sorted(set(corpora)):
        if corpus == "samples":
            found |= {("samples", name): report for name, report in _samples().items()}
        else:
            for one in load_corpus(data, corpus).values():
                found[corpus, one.id] = as_report(one.id, one.text, one.title, one.published)
    return found


def checked(marks: Marks, data: Path) -> list[Report]:
    """The report of each document, in the file's order. Raises ``BrokenInputError`` where a text is not the marked one,
    ``UsageError`` where a corpus is missing."""
    known = reports(data, {one.corpus for one in marks.documents})
    found = []
    for one in marks.documents:
        report = known.get(one.key)
        if report is None or report.text_sha256 != one.sha256:
            raise BrokenInputError(f"{one.corpus} {one.id}: not the text that was marked; mark it again")
        found.append(report)
    return found


def _samples() -> dict[str, Report]:
    found: dict[str, Report] = {}
    for path in sorted(samples().iterdir()):
        if path.suffix != ".md":
            made = [one for one in collect([str(path)]) if not isinstance(one, Failure)]
            for number, report in enumerate(made, start=1):
                found[path.name if len(made) == 1 else f"{path.name}#{number}"] = report
    return found
