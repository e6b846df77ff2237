"""HTML, Markdown and SVG: whatever a report says stays text there."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from xml.etree import ElementTree

import pytest
from hypothesis import given as draws
from hypothesis import settings
from hypothesis import strategies as st
from making import DAY, KILLED, NORTH, PEOPLE, backed, claim, material
from making import given as event

from dateline.assess.brief.compose import brief
from dateline.assess.brief.escape import address, markdown, xml
from dateline.assess.brief.markdown import markdown as as_markdown
from dateline.assess.brief.markdown import pictures
from dateline.assess.brief.page import html
from dateline.assess.brief.style import STYLE
from dateline.assess.brief.values import Brief
from dateline.values import ClaimPlace, ClaimSource, Span

EVIL = "<script>alert(1)</script> \"q\" 's' & <img src=x onerror=y> [a](javascript:b) `c` | d\u202e\u2066 \x00 \\ http://e.example/"
_VOID = {"meta"}


def made_of(words: str, url: str | None = None) -> Brief:
    """A brief with some words wherever a report's words can be."""
    place = ClaimPlace(words, 0, 3, words, "1", latitude=36.5, longitude=38.2, feature="settlement", radius_km=2.0)
    of = claim(
        "ASSAULT", actors=(Span(words, 0, 3, words),), recipients=(PEOPLE,), places=(place,), time=DAY, counts=KILLED,
        sources=(ClaimSource(words, 0, 3, words),),
    )  # fmt: skip
    one = event(of)
    told = backed(of, words, outlet=words, title=words, url=url)
    return brief(material(type(one)(one.event, (told,))))


class Page(HTMLParser):
    """What elements and attributes there are, and whether they are closed in order."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.attributes: set[str] = set()
        self.open: list[str] = []
        self.headings: list[int] = []
        self.links: list[str] = []
        self.ids: list[str] = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes |= {name for name, _ in attrs}
        values = dict(attrs)
        self.ids += [values["id"] or ""] if "id" in values else []
        self.links += [values["href"] or ""] if "href" in values else []
        if re.fullmatch("h[1-6]", tag):
            self.headings.append(int(tag[1]))
        if tag not in _VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in _VOID:
            self.open.pop()

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


def test_markup_in_reports_is_text() -> None:
    page = html(made_of(EVIL))
    plain = Page(html(made_of("Oakford")))
    found = Page(page)
    assert not found.open
    assert found.tags == plain.tags
    assert found.attributes == plain.attributes
    assert "script" not in found.tags
    assert "img" not in found.tags
    assert "\x00" not in page
    assert not re.search("[\u202a-\u202e\u2066-\u2069]", page)


@settings(max_examples=40, deadline=None)
@draws(st.text(min_size=1, max_size=60).filter(str.strip))
def test_any_words_leave_page_and_pictures_whole(words: str) -> None:
    made = made_of(words)
    found = Page(html(made))
    assert not found.open
    assert "script" not in found.tags
    for svg in pictures(made).values():
        ElementTree.fromstring(svg)


def test_the_page_is_accessible_and_asks_for_nothing() -> None:
    page = html(made_of("Oakford", "https://example.org/a"))
    found = Page(page)
    assert '<html lang="en"' in page
    assert "Content-Security-Policy" in page
    assert found.headings[0] == 1
    assert found.headings.count(1) == 1
    assert all(b - a <= 1 for a, b in zip(found.headings, found.headings[1:], strict=False))
    assert len(found.ids) == len(set(found.ids))
    assert {link[1:] for link in found.links if link.startswith("#")} <= set(found.ids)
    assert {link for link in found.links if not link.startswith("#")} == {"https://example.org/a"}
    assert not re.search(r"src=|@import|url\((?!#)|<link", page)
    assert page.count("<th scope")
    assert page.count("<caption>") == page.count("<table>")
    assert "@media print" in STYLE
    assert "@page" in STYLE


def test_text_stands_out_from_its_ground() -> None:
    """WCAG 2: contrast of text at least 4.5 to 1."""
    for colour in re.findall(r"(?<![-\w])color: (#[0-9a-f]{6})", STYLE):
        parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
        linear = [c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4 for c in parts]
        light = 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
        assert 1.05 / (light + 0.05) >= 4.5, colour


@pytest.mark.parametrize(
    "url", ["javascript:alert(1)", "data:text/html,x", "https://a b", 'https://a"b', "file:///x", "//x", "https://a>b"]
)
def test_only_web_addresses_are_links(url: str) -> None:
    assert address(url) is None
    assert not [link for link in Page(html(made_of("Oakford", url))).links if not link.startswith("#")]
    assert f"<{url}>" not in as_markdown(made_of("Oakford", url))


def test_markdown_is_escaped() -> None:
    assert markdown("<b>*x*</b> [a](b) `c` | # & ~~d~~") == (
        "&lt;b&gt;\\*x\\*&lt;/b&gt; \\[a\\]\\(b\\) \\`c\\` \\| \\# &amp; \\~\\~d\\~\\~"
    )
    assert markdown("1. one") == "1\\. one"
    assert markdown("- a") == "\\- a"
    assert markdown("> q") == "&gt; q"
    assert "://" not in markdown("see http://a.example")
    assert markdown("two\nlines") == "two lines"
    text = as_markdown(made_of(EVIL))
    assert not re.search(r"<(?!/?a\b|https?:)", text.replace("&lt;", ""))


def test_every_citation_of_markdown_has_its_place() -> None:
    text = as_markdown(made_of("Oakford"), {"map": "x-map.svg", "timeline": "x-timeline.svg"})
    wanted = set(re.findall(r"\(#(c\d+)\)", text))
    assert wanted
    assert wanted <= set(re.findall(r'<a id="(c\d+)">', text))
    assert "(x-map.svg)" in text
    assert "(x-timeline.svg)" in text


def test_tables_of_markdown_have_as_many_cells_as_heads() -> None:
    lines = as_markdown(made_of(EVIL)).splitlines()
    widths = [len(re.findall(r"(?<!\\)\|", line)) for line in lines if line.startswith("| ")]
    heads = [i for i, line in enumerate(lines) if line.startswith("| ---")]
    assert heads
    assert widths
    for at in heads:
        width = len(re.findall(r"(?<!\\)\|", lines[at]))
        row = at + 1
        while row < len(lines) and lines[row].startswith("| "):
            assert len(re.findall(r"(?<!\\)\|", lines[row])) == width
            row += 1


def test_xml_is_escaped_in_attributes_too() -> None:
    assert xml("a\"b'c<d>&") == "a&quot;b&#x27;c&lt;d&gt;&amp;"


def test_a_picture_names_fills_by_itself() -> None:
    found = pictures(made_of("Oakford"))
    assert set(found) == {"map", "timeline"}
    for name, svg in found.items():
        root = ElementTree.fromstring(svg)
        ids = {e.get("id") for e in root.iter() if e.get("id")}
        assert all(one is not None and one.startswith(name) for one in ids)
        assert set(re.findall(r"url\(#([\w-]+)\)", svg)) <= ids
        assert NORTH.text not in svg
