"""Plain text for HTML, SVG and Markdown, so that nothing in a report can be more than text there."""

from __future__ import annotations

import re
from html import escape

from dateline.assess.brief.plain import clean

_MARKS = re.compile(r"([\\`*_{}\[\]()<>#+!|~^=$-])")
_STARTS = re.compile(r"^(\d+)([.)])")
_SAFE_URL = re.compile(r"https?://[^\s<>\"'`\\^{}|\x00-\x20\x7f-\x9f]+", re.IGNORECASE)
_MEMBER = re.compile(r"[()\[\]*_]")


def xml(text: str) -> str:
    """For HTML and SVG, in content and in quoted attributes."""
    return escape(clean(text), quote=True)


def markdown(text: str) -> str:
    """For Markdown, in a paragraph, a list or a cell of a table; tags and entities stay text too."""
    marked = _MARKS.sub(r"\\\1", clean(text).replace("&", "&amp;"))
    marked = _STARTS.sub(r"\1\\\2", marked).replace("\\<", "&lt;").replace("\\>", "&gt;")
    # What looks like an address is no link, only text.
    return marked.replace("://", "&#58;//").replace("www.", "www&#46;").replace("@", "&#64;")


def address(url: str | None) -> str | None:
    """A URL that may be linked to: HTTP only, without characters that end a link; None for all else."""
    if url is None or not _SAFE_URL.fullmatch(url):
        return None
    return url


def markdown_address(url: str) -> str:
    """A URL as the target of a link in Markdown."""
    return _MEMBER.sub(lambda match: f"%{ord(match[0]):02X}", url)
