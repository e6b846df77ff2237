"""A brief as Markdown (GitHub's kind, for its tables), with pictures as files beside it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from urllib.parse import quote

from dateline.assess.brief.escape import address, markdown_address
from dateline.assess.brief.escape import markdown as plain
from dateline.assess.brief.page import INTRO
from dateline.assess.brief.values import Block, Brief, Citation, Line, Lines, Picture, Section, Table


def pictures(brief: Brief) -> dict[str, str]:
    """The brief's pictures as SVG, by name."""
    return {b.name: b.svg for s in brief.sections for b in s.blocks if isinstance(b, Picture)}


def markdown(brief: Brief, files: Mapping[str, str] | None = None) -> str:
    """The whole text. ``files``: the names of the pictures' files, by name; without, only their tables are there."""
    parts = [
        f"# {plain(brief.title)}",
        plain(brief.stand),
        f"> **{plain(brief.warning)}**",
        *(_section(s, files or {}) for s in brief.sections),
        "## Citations",
        INTRO,
        "\n\n".join(_citation(one) for one in brief.citations),
    ]
    return "\n\n".join(part for part in parts if part) + "\n"


def _section(section: Section, files: Mapping[str, str]) -> str:
    parts = [f"## {plain(section.title)}", *(_text(text) for text in section.intro)]
    return "\n\n".join([*parts, *(_block(block, files) for block in section.blocks)])


def _block(block: Block, files: Mapping[str, str]) -> str:
    if isinstance(block, Table):
        return _table(block)
    if isinstance(block, Picture):
        image = f"![{plain(block.description)}]({quote(files[block.name])})\n\n" if block.name in files else ""
        return f"{image}*{plain(block.caption)}.*\n\n{_table(block.table)}"
    return _lines(block)


def _lines(block: Lines) -> str:
    head = f"### {plain(block.title)}\n\n" if block.title else ""
    more = f"\n\n{_text(block.more)}" if block.more else ""
    return head + "\n".join(_line(one) for one in block.lines) + more


def _line(line: Line) -> str:
    quoted = f"\n  > “{plain(line.quote)}”\n" if line.quote else ""
    note = f"\n  {plain(line.note)}" if line.note else ""
    lead = "\\\n" if note and not quoted else ""
    text = f"- {_text(line.text)}{_cites(line.cites)}"
    return f"{text}{lead.rstrip(chr(10))}{quoted}{note}"


def _cites(numbers: Iterable[int]) -> str:
    made = "".join(f"[\\[{n}\\]](#c{n})" for n in numbers)
    return f" {made}" if made else ""


def _table(table: Table) -> str:
    rows = ["| " + " | ".join(plain(name) for name in table.head) + " |", "|" + " --- |" * len(table.head)]
    rows += ["| " + " | ".join(_text(one.text) + _cites(one.cites) for one in row) + " |" for row in table.rows]
    return f"**{plain(table.caption)}**\n\n" + "\n".join(rows)


def _citation(one: Citation) -> str:
    of = one.of
    title = f"*{plain(of.title)}*, " if of.title else ""
    outlet = plain(of.outlet) if of.outlet else "outlet not known"
    url = address(of.url)
    link = f" <{markdown_address(url)}>." if url is not None else f" {plain(of.url)}." if of.url else ""
    says = f"Named as source: {'; '.join(map(plain, one.says))}." if one.says else "In the outlet’s own words."
    return (
        f'<a id="c{one.number}"></a>**\\[{one.number}\\]** {title}{outlet} (reliability {of.grade}), '
        f"{of.published or 'day not known'}.{link} “{plain(one.sentence)}” {says} "
        f"Report `{of.report}`, characters {one.start} to {one.end}."
    )


def _text(text: str) -> str:
    """Escaped; what stands between backticks is a command."""
    parts = text.split("`")
    if len(parts) % 2 == 0 or not all(part.startswith("dateline ") for part in parts[1::2]):
        return plain(text)
    return "".join(f"`{part}`" if i % 2 else _between(part) for i, part in enumerate(parts))


def _between(text: str) -> str:
    """Escaped, with the spaces at its ends."""
    before, after = text[: len(text) - len(text.lstrip())], text[len(text.rstrip()) :] if text.strip() else ""
    return before + plain(text) + after
