"""A brief as one HTML file: no script, nothing loaded from elsewhere, all text of reports escaped."""

from __future__ import annotations

from collections.abc import Iterable

from dateline.assess.brief.escape import address, xml
from dateline.assess.brief.style import STYLE
from dateline.assess.brief.values import Block, Brief, Citation, Line, Lines, Picture, Section, Table

INTRO = "Each with the sentence as it stands in the report, and its offsets in the text of that report."
_POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'"


def html(brief: Brief) -> str:
    """The whole page."""
    links = [f'<li><a href="#{s.name}">{xml(s.title)}</a></li>' for s in brief.sections]
    links.append('<li><a href="#citations">Citations</a></li>')
    return "\n".join(
        [
            "<!DOCTYPE html>",
            '<html lang="en" dir="ltr">',
            "<head>",
            '<meta charset="utf-8">',
            f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">',
            '<meta name="viewport" content="width=device-width, initial-scale=1">',
            '<meta name="referrer" content="no-referrer">',
            f"<title>{xml(brief.title)}</title>",
            f"<style>\n{STYLE}\n</style>",
            "</head>",
            "<body>",
            "<header>",
            f"<h1>{xml(brief.title)}</h1>",
            f'<p class="stand">{xml(brief.stand)}</p>',
            f'<p class="warning" role="note">{xml(brief.warning)}</p>',
            "</header>",
            f'<nav aria-label="Contents"><ul>{"".join(links)}</ul></nav>',
            "<main>",
            *(_section(s) for s in brief.sections),
            _citations(brief.citations),
            "</main>",
            "</body>",
            "</html>",
            "",
        ]
    )


def _section(section: Section) -> str:
    intro = "\n".join(f'<p class="intro">{_text(text)}</p>' for text in section.intro)
    blocks = "\n".join(_block(block) for block in section.blocks)
    head = f'<h2 id="{section.name}-title">{xml(section.title)}</h2>'
    return (
        f'<section id="{section.name}" aria-labelledby="{section.name}-title">\n{head}\n{intro}\n{blocks}\n</section>'
    )


def _block(block: Block) -> str:
    if isinstance(block, Table):
        return _table(block)
    if isinstance(block, Picture):
        return (
            f"<figure>\n{block.svg}\n<figcaption>{xml(block.caption)}.</figcaption>\n</figure>\n{_table(block.table)}"
        )
    return _lines(block)


def _lines(block: Lines) -> str:
    head = f"<h3>{xml(block.title)}</h3>\n" if block.title else ""
    items = "\n".join(f"<li>{_line(one)}</li>" for one in block.lines)
    more = f'\n<p class="more">{_text(block.more)}</p>' if block.more else ""
    return f'{head}<ul class="lines">\n{items}\n</ul>{more}'


def _line(line: Line) -> str:
    quote = f'<blockquote dir="auto">“{xml(line.quote)}”</blockquote>' if line.quote else ""
    note = f'<span class="note">{xml(line.note)}</span>' if line.note else ""
    return f"<bdi>{_text(line.text)}</bdi>{_cites(line.cites)}{quote}{note}"


def _cites(numbers: Iterable[int]) -> str:
    made = "".join(f'<a class="cite" href="#c{n}" aria-label="Citation {n}">[{n}]</a>' for n in numbers)
    return f" {made}" if made else ""


def _table(table: Table) -> str:
    head = "".join(f'<th scope="col">{xml(name)}</th>' for name in table.head)
    rows = "\n".join(_row(row) for row in table.rows)
    caption = f"<caption>{xml(table.caption)}</caption>"
    return (
        f'<div class="wide" tabindex="0" role="region" aria-label="{xml(table.caption)}"><table>{caption}\n'
        f"<thead><tr>{head}</tr></thead>\n<tbody>\n{rows}\n</tbody></table></div>"
    )


def _row(cells: tuple[Line, ...]) -> str:
    first, *others = (f"<bdi>{_text(one.text)}</bdi>{_cites(one.cites)}" for one in cells)
    return f'<tr><th scope="row">{first}</th>{"".join(f"<td>{one}</td>" for one in others)}</tr>'


def _citations(citations: tuple[Citation, ...]) -> str:
    items = "\n".join(_citation(one) for one in citations)
    intro = f'<p class="intro">{INTRO}</p>'
    return (
        '<section id="citations" aria-labelledby="citations-title">\n<h2 id="citations-title">Citations</h2>\n'
        f'{intro}\n<ol class="citations">\n{items}\n</ol>\n</section>'
    )


def _citation(one: Citation) -> str:
    of = one.of
    title = f"<cite><bdi>{xml(of.title)}</bdi></cite>, " if of.title else ""
    outlet = f"<bdi>{xml(of.outlet)}</bdi>" if of.outlet else "outlet not known"
    url = address(of.url)
    link = ""
    if url is not None:
        link = f' <a href="{xml(url)}" rel="noopener noreferrer nofollow">{xml(url)}</a>.'
    elif of.url:
        link = f" <code>{xml(of.url)}</code>."
    says = "Named as source: " + "; ".join(f"<bdi>{xml(name)}</bdi>" for name in one.says) + "." if one.says else (
        "In the outlet’s own words."
    )  # fmt: skip
    return (
        f'<li id="c{one.number}"><span class="number">[{one.number}]</span> {title}{outlet} '
        f"(reliability {xml(of.grade)}), "
        f"{xml(of.published or 'day not known')}.{link} "
        f'<q dir="auto">{xml(one.sentence)}</q> {says} '
        f"Report <code>{xml(of.report)}</code>, characters {one.start} to {one.end}.</li>"
    )


def _text(text: str) -> str:
    """Escaped; what stands between backticks is a command."""
    parts = xml(text).split("`")
    if len(parts) % 2 == 0 or not all(part.startswith("dateline ") for part in parts[1::2]):
        return xml(text)
    return "".join(f"<code>{part}</code>" if i % 2 else part for i, part in enumerate(parts))
