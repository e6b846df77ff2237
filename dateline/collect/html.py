"""Web pages: trafilatura finds the article (the best F-score of the open extractors in its authors' public evaluation,
https://trafilatura.readthedocs.io/en/latest/evaluation.html), htmldate the date that the page shows or declares."""

from __future__ import annotations

import re
from typing import Any

from dateline.collect.draft import Draft, digest
from dateline.collect.elements import refuse_too_much
from dateline.collect.lines import has_ended, is_prose
from dateline.collect.quiet import quiet
from dateline.collect.text import decode, repair
from dateline.collect.wordlist import words
from dateline.errors import BrokenInputError, NoArticleError

_DECLARED = re.compile(
    rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w.:-]{2,40})|^<\?xml[^>]{0,100}encoding=[\"']([\w.:-]{2,40})", re.I
)
_LATEST = "2100-01-01"
"""htmldate refuses dates after today unless told otherwise; what it finds must not depend on the day of reading."""
_PROSE = 100
"""Characters; a date inside a longer paragraph is part of the story, not the page's."""
_LARGEST = 1 << 23
"""Bytes of a page (8 MiB): trafilatura takes about 60 microseconds an element, so a hostile page could stall us."""
_BLOCKS = words(
    "p div br li tr h1 h2 h3 h4 h5 h6 article section blockquote pre table ul ol dl dt dd figure figcaption header "
    "footer aside nav main form hr address"
)
_DATED = words("p div li blockquote td span aside nav footer img figure meta")
_UNSEEN = words("script style noscript template head svg iframe object select")
_ERROR_PAGE = re.compile(
    r"(?:page|article|content|site) (?:you .{0,60})?(?:can(?:not|’t|'t) be|could not be|was not|is not|not) "
    r"(?:found|available)"
    r"|please (?:log|sign|enter|enable|subscribe|register)|(?:log|sign) in to|subscribe to (?:read|continue)"
    r"|enable javascript|javascript (?:is|to be)|access denied|403 forbidden|404 not found|checking your browser",
    re.I,
)
_BAR = re.compile(r"(?m)^\|[ \t]*|\|[ \t]*$")
"""How trafilatura marks the cells of a table; many an old page is one large cell."""
_PARTS = re.compile(r"\s+[-–—|·•:»«]+\s+")
_SHORT_PAGE = 60
_SENTENCE = 8


def read_page(name: str, data: bytes, url: str | None = None, charset: str | None = None) -> Draft:
    """The article of a web page. ``charset`` is what the server said, ``url`` where the page came from. Raises
    ``NoArticleError`` where there is none, ``BrokenInputError`` where the page cannot be parsed."""
    if len(data) > _LARGEST:
        raise BrokenInputError(f"is larger than {_LARGEST >> 20} MiB: give the page of one report")
    source = decode(data, charset or declared_charset(data))
    refuse_too_much(source)
    found, published = _extract(source, url)
    body = _BAR.sub("", repair(found.text or "")) if found is not None else ""
    if not is_article(body):
        raise NoArticleError("holds no article: give the page of one report, or its text as .txt")
    return Draft(
        name=name,
        sha256=digest(data),
        data=data,
        body=body,
        title=_clean(headline(found.title, source)),
        publisher=_clean(found.sitename),
        author=_clean((found.author or "").replace(";", ",")),
        published=published,
        url=found.url or url,
        source=source,
        standing=visible_text(source),
    )


def declared_charset(data: bytes) -> str | None:
    """The encoding that the first kilobytes of a page declare, if they do."""
    match = _DECLARED.search(data[:4096])
    return (match[1] or match[2]).decode("ascii") if match else None


def is_article(text: str) -> bool:
    """Whether ``text`` holds a sentence of eight words at least and is no page of an error or a log-in."""
    if len(text.split(None, _SHORT_PAGE)) <= _SHORT_PAGE and _ERROR_PAGE.search(text):
        return False
    return any(has_ended(line.strip()) and len(line.split(None, _SENTENCE)) >= _SENTENCE for line in text.splitlines())


def _extract(source: str, url: str | None) -> tuple[Any, str | None]:
    """trafilatura's document (``None`` if it finds no text) and the date of publication."""
    import trafilatura
    from lxml.etree import LxmlError  # type: ignore[import-untyped]

    quiet("trafilatura", "htmldate", "courlan", "charset_normalizer", "justext", "readability")
    dates = {"extensive_search": False, "original_date": True, "max_date": _LATEST}
    try:
        found = trafilatura.bare_extraction(
            source,
            url=url,
            with_metadata=True,
            include_comments=False,
            deduplicate=False,  # it would remember paragraphs from one page to the next
            date_extraction_params=dates,
        )
        return found, published_date(source, url) if found is not None else None
    except (LxmlError, ValueError, RecursionError, AssertionError) as error:
        raise BrokenInputError(f"cannot be parsed as a page ({type(error).__name__}): save its text as .txt") from None


def headline(title: str | None, source: str) -> str | None:
    """``title``, unless the page's own is in several parts ("Sample Gazette - Army leaves village") and a heading on
    the page says that another part is the report's."""
    from lxml import html  # type: ignore[import-untyped]

    try:
        tree = html.fromstring(source.encode(), parser=html.HTMLParser(encoding="utf-8"))
    except (ValueError, AssertionError, SyntaxError):
        return title
    whole = " ".join(tree.findtext(".//title", "").split())
    parts = _PARTS.split(whole)
    headings = {" ".join("".join(element.itertext()).split()) for element in tree.iter("h1", "h2", "h3")}
    if title in parts and title not in headings:
        return next((part for part in parts if part in headings and len(part.split()) > 2), title)
    return title


def published_date(source: str, url: str | None) -> str | None:
    """The publication date that a page declares (metadata, JSON-LD, ``time`` elements, its address) or shows in a short
    line. Dates inside paragraphs, of pictures, or beside the article (navigation, footers) do not count."""
    from htmldate import find_date
    from lxml import html

    try:
        tree = html.fromstring(source.encode(), parser=html.HTMLParser(encoding="utf-8", remove_comments=True))
    except (ValueError, AssertionError, SyntaxError):  # lxml's ParserError is a SyntaxError: nothing in it
        return None
    for element in list(tree.iter(*_DATED)):
        tag = element.tag
        is_picture = tag == "meta" and "image" in (element.get("property") or element.get("name") or "")
        is_beside = tag in ("aside", "nav", "footer", "img", "figure")
        if element.getparent() is not None and (is_beside or is_picture or (tag != "meta" and _is_story(element))):
            element.drop_tree()
    return find_date(tree, extensive_search=False, original_date=True, max_date=_LATEST, url=url)


def _is_story(element: Any) -> bool:
    """Whether a block without further blocks in it is running text."""
    text = ""
    for part in element.iter():
        if part is not element and part.tag in _BLOCKS and part.tag != "br":
            return False
        text += (part.text or "") + (part.tail or "" if part is not element else "")
        if len(text) > _PROSE:
            return True
    return is_prose(text.strip(), wrapped=False)


def visible_text(source: str) -> str:
    """All text of a page that a browser would show, a line for each block."""
    from lxml import html

    try:
        tree = html.fromstring(
            source.encode(), parser=html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True)
        )
    except (ValueError, AssertionError, SyntaxError):
        return ""
    pieces: list[str] = []
    hidden = 0
    from lxml.etree import iterwalk

    for event, element in iterwalk(tree, events=("start", "end")):
        tag = element.tag
        if event == "start":
            hidden += tag in _UNSEEN
            if tag in _BLOCKS:
                pieces.append("\n")
            if not hidden:
                pieces.append(" ".join((element.text or "").split("\n")))
            continue
        hidden -= tag in _UNSEEN
        if tag in _BLOCKS:
            pieces.append("\n")
        if not hidden:
            pieces.append(" ".join((element.tail or "").split("\n")))
    lines = [" ".join(line.split()) for line in "".join(pieces).split("\n")]
    return repair("\n".join(line for line in lines if line))


def _clean(value: str | None) -> str | None:
    return repair(value).strip() or None if value else None
