"""Attributions as brat stand-off lines, the way PolNeAR writes them."""

from __future__ import annotations

import zipfile
from collections.abc import Mapping, Sequence
from pathlib import Path

from dateline.values import Attribution

Piece = tuple[int, int]


def stand_off(text: str, attributions: Sequence[Attribution]) -> str:
    """The ``.ann`` file of one article. Every attribution has a T-line for each role that it fills (``a b;c d`` where
    split), an ``Attribution`` T-line that repeats the cue (the content where there is none), and an E-line."""
    lines: list[str] = []
    number = 0
    for event, one in enumerate(attributions, 1):
        links = []
        for role, pieces in (("Source", one.source), ("Cue", one.cue), ("Content", one.content)):
            if pieces:
                number += 1
                lines.append(_span(number, role, text, pieces))
                links.append(f"{role}:T{number}")
        kind = "Attribution" if one.source else "Attribution-no-source"
        number += 1
        lines.append(_span(number, kind, text, one.cue or one.content or one.source))
        lines.append(f"E{event}\t{' '.join([f'{kind}:T{number}', *links])}\n")
    return "".join(lines)


def write(target: Path, articles: Mapping[str, str]) -> None:
    """Writes ``{article id: .ann text}``: to a zip archive where the name ends in ``.zip``; to a folder, one ``ID.ann``
    an article, where ``target`` is one or its name has no suffix; else to one file, in which the brat note
    ``# newdoc id = ID`` goes before each article."""
    if target.suffix == ".zip":
        with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, lines in sorted(articles.items()):
                archive.writestr(zipfile.ZipInfo(f"{name}.ann"), lines)
    elif target.is_dir() or not target.suffix:
        target.mkdir(parents=True, exist_ok=True)
        for name, lines in sorted(articles.items()):
            _save(target / f"{name}.ann", lines)
    else:
        _save(target, "".join(f"# newdoc id = {name}\n{lines}" for name, lines in sorted(articles.items())))


def _span(number: int, kind: str, text: str, pieces: Sequence[Piece]) -> str:
    offsets = ";".join(f"{start} {end}" for start, end in pieces)
    quoted = " ".join(" ".join(text[start:end].split()) for start, end in pieces)
    return f"T{number}\t{kind} {offsets}\t{quoted}\n"


def _save(path: Path, text: str) -> None:
    with path.open("w", encoding="utf-8", newline="\n") as file:
        file.write(text)
