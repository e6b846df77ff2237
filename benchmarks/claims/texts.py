"""The texts that are annotated: for every corpus, exactly which characters, under which document id.

The title, where a corpus keeps one apart, opens the text (title, blank line, body), as the reader sees it too.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from pathlib import Path

from msgspec import Struct

from benchmarks.corpora.ceha import ceha
from benchmarks.corpora.ecbplus import ecbplus
from benchmarks.corpora.muc4 import muc4
from benchmarks.corpora.polnear import polnear
from benchmarks.corpora.re3d import re3d
from benchmarks.corpora.treebank import gum
from benchmarks.corpora.trnews import trnews
from benchmarks.wikiwars import read as wikiwars
from dateline.errors import UsageError


class Text(Struct, frozen=True):
    """A document as it is annotated. ``split``: "train" or "dev" as the corpus or its benchmark says; ``topic``:
    documents of one topic report the same events; ``published``: where the corpus gives a day."""

    corpus: str
    id: str
    text: str
    split: str
    title: str | None = None
    published: str | None = None
    url: str | None = None
    topic: str | None = None

    @property
    def sha256(self) -> str:
        """Of the text in UTF-8."""
        return hashlib.sha256(self.text.encode("utf-8", "surrogatepass")).hexdigest()


def load(data: Path, corpus: str) -> dict[str, Text]:
    """All documents of a corpus by id; ``data`` is the folder of all corpora. Raises ``UsageError`` for an unknown
    corpus or a missing folder."""
    if corpus not in _READERS:
        raise UsageError(f"{corpus}: no such corpus; choose one of {', '.join(sorted(_READERS))}")
    return {one.id: one for one in _READERS[corpus](data)}


def _titled(title: str, body: str) -> str:
    return f"{title}\n\n{body}" if title and not body.startswith(title) else body


def _re3d(data: Path) -> Iterator[Text]:
    for split in ("train", "dev"):
        for d in re3d(data / "re3d", split):
            yield Text("re3d", d.id, _titled(d.title.strip(), d.text), split, d.title, url=d.url)


def _ceha(data: Path) -> Iterator[Text]:
    for split in ("train", "dev"):
        for d in ceha(data / "ceha", split):
            yield Text("ceha", d.id, d.text, split, published=d.date, url=d.url, topic="news" if d.news else "note")


def _muc4(data: Path) -> Iterator[Text]:
    for d in muc4(data / "muc4" / "raw" / "dev"):
        yield Text("muc4", d.id, d.text, "train", published=d.published)


def _ecbplus(data: Path) -> Iterator[Text]:
    for split in ("train", "dev"):
        for d in ecbplus(data / "ecbplus", split):
            yield Text("ecbplus", d.id, d.text, split, url=d.url, topic=str(d.topic))


def _trnews(data: Path) -> Iterator[Text]:
    for d in trnews(data / "geoparsing"):
        yield Text("trnews", d.id, _titled(d.title, d.text), "train", d.title, d.published, d.url)


def _polnear(data: Path) -> Iterator[Text]:
    for split in ("train", "dev"):
        for d in polnear(data / "polnear", split):
            day = d.id.split("_")[1] if d.id.count("_") > 1 else ""
            yield Text("polnear", d.id, d.text, split, published=day if len(day) == 10 else None)


def _gum(data: Path) -> Iterator[Text]:
    for split in ("train", "dev"):
        for d in gum(data / "gum", split):
            yield Text("gum", d.id, d.text, split)


def _wikiwars(data: Path) -> Iterator[Text]:
    # Odd files are for tuning, even ones are scored (the sorted list counted from one).
    for number, path in enumerate(sorted((data / "wikiwars" / "keyinline").glob("*")), start=1):
        text, published, _ = wikiwars(path)
        yield Text("wikiwars", path.name.split(".")[0], text, "train" if number % 2 else "dev", None, str(published))


_READERS: dict[str, Callable[[Path], Iterator[Text]]] = {
    "re3d": _re3d,
    "ceha": _ceha,
    "muc4": _muc4,
    "ecbplus": _ecbplus,
    "trnews": _trnews,
    "polnear": _polnear,
    "gum": _gum,
    "wikiwars": _wikiwars,
}
CORPORA = tuple(sorted(_READERS))
