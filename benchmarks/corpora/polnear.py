"""PolNeAR: news articles with attributions (source, cue, content) in brat format.

Traps: an article may have several annotators (the first by file name counts); some lines are notes or carry line breaks
of the text; ``Attribution`` T-lines repeat the cue; a span may be split (``a b;c d``); texts need ``newline=""``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from msgspec import Struct

from dateline.errors import UsageError
from dateline.values import Attribution

_SPAN = re.compile(r"^(T\d+)\t(Source|Cue|Content) (\d+ \d+(?:;\d+ \d+)*)\t")
_EVENT = re.compile(r"^E\d+\t(Attribution(?:-no-source)?:.*)$")
_PART = re.compile(r"(Source|Cue|Content)\d*:(T\d+)")


class Article(Struct, frozen=True):
    """One article with its attributions, in the order of their cues."""

    id: str
    text: str
    attributions: list[Attribution]


def polnear(data: Path, split: str) -> Iterator[Article]:
    """Articles of ``split`` (train or dev), by id; ``data`` is the folder that holds the splits."""
    folder = data / split
    texts, notes = folder / "text", folder / "attributions"
    if not texts.is_dir() or not notes.is_dir():
        raise UsageError(f"{folder}: no text/ and attributions/ there; point --data at PolNeAR's folder")
    annotated = sorted(notes.glob("*.ann"))
    seen: set[str] = set()
    for path in sorted(texts.glob("*.txt")):
        with path.open(encoding="utf-8", newline="") as f:
            text = f.read()
        own = [p for p in annotated if p.stem.startswith(path.stem + "_") or p.stem == path.stem]
        if own and path.stem not in seen:
            seen.add(path.stem)
            yield Article(path.stem, text, _attributions(own[0], len(text)))


def _attributions(path: Path, length: int) -> list[Attribution]:
    spans: dict[str, tuple[str, list[tuple[int, int]]]] = {}
    events: list[list[tuple[str, str]]] = []
    with path.open(encoding="utf-8", newline="\n") as lines:
        for line in lines:
            if found := _SPAN.match(line):
                pieces = [(int(a), int(b)) for a, b in (p.split() for p in found[3].split(";"))]
                spans[found[1]] = (found[2], sorted(p for p in pieces if p[0] < p[1] <= length))
            elif found := _EVENT.match(line):
                events.append(_PART.findall(found[1]))
    result = []
    for event in events:
        parts: dict[str, list[tuple[int, int]]] = {"Source": [], "Cue": [], "Content": []}
        for role, key in event:
            if key in spans:
                parts[role] += spans[key][1]
        found_parts = {role: tuple(sorted(set(p))) for role, p in parts.items()}
        if any(found_parts.values()):
            result.append(Attribution(found_parts["Source"], found_parts["Cue"], found_parts["Content"]))
    return sorted(result, key=lambda a: (a.cue or a.content or a.source)[0])
