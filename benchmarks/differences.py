"""A page that shows gold and found side by side where they differ (``--errors FILE.html``)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape
from pathlib import Path

from msgspec import Struct

from benchmarks.spans import Labelled, Piece

AROUND = 60
"""Characters of context on each side."""

_STYLE = (
    "body{font:15px/1.45 sans-serif;margin:2em;max-width:75em}table{border-collapse:collapse;width:100%}"
    "td,th{border:1px solid #bbb;padding:.3em .5em;text-align:left;vertical-align:top;width:46%}"
    "td:first-child,th:first-child{width:8%}mark{background:#fd8}.found mark{background:#9cf}h2{font-size:1.05em}"
)


class Row(Struct, frozen=True):
    """One difference: its label, what the corpus has and what was found (safe HTML; empty: nothing there)."""

    label: str
    gold: str
    found: str


class Section(Struct, frozen=True):
    """The differences of one document."""

    title: str
    rows: list[Row]


def span_rows(text: str, gold: Iterable[Labelled], found: Iterable[Labelled]) -> list[Row]:
    """A row for each span that only one side has; two that overlap and share the label stand in one row."""
    wanted, had = set(gold), set(found)
    missed, extra = sorted(wanted - had), sorted(had - wanted)
    rows: list[tuple[int, Row]] = []
    for start, end, label in missed:
        near = next((s for s in extra if s[2] == label and s[0] < end and start < s[1]), None)
        if near is not None:
            extra.remove(near)
        beside = _quoted(text, (near[0], near[1])) if near is not None else ""
        rows.append((start, Row(label, _quoted(text, (start, end)), beside)))
    rows += [(start, Row(label, "", _quoted(text, (start, end)))) for start, end, label in extra]
    return [row for _, row in sorted(rows, key=lambda pair: (pair[0], pair[1].label))]


def page(title: str, figures: dict[str, float], sections: Sequence[Section]) -> str:
    """The whole page. It loads nothing and runs no script."""
    body = "".join(_section(section) for section in sections if section.rows)
    return shell(title, figures, body or "<p>No differences.</p>")


def shell(title: str, figures: dict[str, float], body: str, style: str = "") -> str:
    """A page with a title and figures above ``body`` (safe HTML); ``style`` goes after what all pages share."""
    shown = ", ".join(f"{escape(name)} {value:g}" for name, value in figures.items())
    return (
        f'<!doctype html>\n<html lang="en"><meta charset="utf-8"><title>{escape(title)}</title>'
        f"<style>{_STYLE}{style}</style><h1>{escape(title)}</h1><p>{shown}</p>{body}</html>\n"
    )


def write(target: Path, title: str, figures: dict[str, float], sections: Sequence[Section]) -> None:
    """Writes :func:`page` to a file."""
    save(target, page(title, figures, sections))


def save(target: Path, html: str) -> None:
    """Writes a page to a file, the same bytes on any system."""
    target.write_text(html, encoding="utf-8", errors="replace", newline="\n")


def _section(section: Section) -> str:
    rows = "".join(
        f'<tr><td>{escape(row.label)}</td><td>{row.gold}</td><td class="found">{row.found}</td></tr>\n'
        for row in section.rows
    )
    head = "<tr><th></th><th>in the corpus</th><th>found</th></tr>\n"
    return f'<h2>{escape(section.title)}</h2><table dir="auto">{head}{rows}</table>\n'


def _quoted(text: str, piece: Piece) -> str:
    start, end = piece
    before, after = text[max(0, start - AROUND) : start], text[end : end + AROUND]
    return f"{escape(before)}<mark>{escape(text[start:end])}</mark>{escape(after)}"
