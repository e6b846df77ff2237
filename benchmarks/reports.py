"""Real reports to measure speed on and to soak in, from the public corpora, by a fixed rule."""

from __future__ import annotations

import csv
import hashlib
import html
import re
from collections.abc import Callable, Iterator
from itertools import chain, zip_longest
from pathlib import Path

import msgspec

from dateline.errors import UsageError

_MUC4_HEADER = re.compile(r"^(?:DEV|TST\d)-MUC[34]-\d+ \(.*\)$", re.MULTILINE)
_ECB_TOKEN = re.compile(r'<token [^>]*?sentence="(\d+)"[^>]*>([^<]*)</token>')


def polnear(data: Path) -> Iterator[str]:
    """PolNeAR's articles, train and dev."""
    for path in polnear_files(data):
        yield path.read_bytes().decode()


def polnear_files(data: Path) -> list[Path]:
    """Where they are."""
    return sorted(data.glob("polnear/*/text/*.txt"))


def re3d(data: Path) -> Iterator[str]:
    """re3d's documents."""
    for path in re3d_files(data):
        for line in path.read_bytes().splitlines():
            if line.strip():
                yield msgspec.json.decode(line)["text"]


def re3d_files(data: Path) -> list[Path]:
    """Where they are."""
    return sorted(data.glob("re3d/*/documents.json"))


def muc4(data: Path) -> Iterator[str]:
    """MUC-4's messages as they came over the wire, in capitals, headers left out."""
    for path in muc4_files(data):
        for text in _MUC4_HEADER.split(path.read_text(encoding="utf-8", errors="replace"))[1:]:
            yield text.strip() + "\n"


def muc4_files(data: Path) -> list[Path]:
    """Where they are."""
    return sorted([*data.glob("muc4/raw/dev/dev-muc3-*"), *data.glob("muc4/raw/tst?/tst?-muc[34]")])


def ceha(data: Path) -> Iterator[str]:
    """CEHA's event descriptions."""
    for path in sorted(data.glob("ceha/*.csv")):
        with path.open(encoding="utf-8", newline="") as lines:
            for row in csv.DictReader(lines):
                yield row["Event Description"]


def ecbplus(data: Path) -> Iterator[str]:
    """ECB+'s articles, words parted by blanks as the corpus has them, a sentence a line."""
    for path in sorted(data.glob("ecbplus/*/*.xml")):
        sentences: dict[int, list[str]] = {}
        for number, word in _ECB_TOKEN.findall(path.read_text(encoding="utf-8")):
            sentences.setdefault(int(number), []).append(html.unescape(word))
        yield "\n".join(" ".join(words) for _, words in sorted(sentences.items())) + "\n"


CORPORA: tuple[Callable[[Path], Iterator[str]], ...] = (re3d, muc4, polnear, ceha, ecbplus)


def every(data: Path) -> Iterator[str]:
    """All reports of all corpora under ``data`` that are there."""
    for corpus in CORPORA:
        yield from corpus(data)


def sample(data: Path, number: int) -> list[str]:
    """``number`` reports of re3d, MUC-4 and PolNeAR: each corpus in order of its texts' sha256, one of each in turn. A
    folder without these corpora gives its own reports (:func:`own`), the first by name."""
    ranked = [sorted(corpus(data), key=_rank) for corpus in (re3d, muc4, polnear)]
    turns = [text for text in chain.from_iterable(zip_longest(*ranked)) if text is not None]
    texts = (turns or list(own(data)))[:number]
    if not texts:
        raise UsageError(
            f"{data}: no reports there; point --data at the corpora, or at a folder with .txt or .jsonl files"
        )
    return texts


def sample_files(data: Path) -> list[Path]:
    """The files that :func:`sample` reads."""
    return [*re3d_files(data), *muc4_files(data), *polnear_files(data)] or own_files(data)


def own(data: Path) -> Iterator[str]:
    """Texts of the ``.txt`` and ``.jsonl`` files in a folder, by name."""
    for path in own_files(data):
        if path.suffix == ".txt":
            yield path.read_bytes().decode("utf-8", "replace")
        else:
            yield from (msgspec.json.decode(line)["text"] for line in path.read_bytes().splitlines() if line.strip())


def own_files(data: Path) -> list[Path]:
    """Where they are."""
    return sorted(p for p in data.iterdir() if p.suffix in (".txt", ".jsonl"))


def _rank(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
