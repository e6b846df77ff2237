"""How much markup a page has, told before any parser sees it: a little too much of some kinds stalls the parsers.

trafilatura's time grows with the square of how many elements stand in one paragraph (a second for 8,000 links, 15 for
30,000), libxml2's with the square of an element's attributes (half a second for 20,000, 15 for 40,000). Long pages of
news have some thousands of elements, and an element some dozens of attributes."""

from __future__ import annotations

import re

from dateline.errors import BrokenInputError

MOST = 30_000
"""Elements and comments of a page."""
ATTRIBUTES = 5_000
"""Of one element."""
_OPENS = re.compile("<(?:!--|[a-zA-Z!?])")
_STOPS = re.compile("[\"'>]")
_RAW = re.compile(r"</(?:script|style)", re.I)


def refuse_too_much(source: str) -> None:
    """Raises BrokenInputError for a page with too many elements, or too many attributes in one. Linear in its length:
    every character is looked at a few times at most."""
    number = position = 0
    while match := _OPENS.search(source, position):
        number += 1
        if number > MOST:
            raise BrokenInputError(f"has more than {MOST} elements: give the page of one report, or its text as .txt")
        start, position = match.start(), match.end()
        if match[0] == "<!--":
            end = source.find("-->", position)
            position = len(source) if end < 0 else end + 3
            continue
        words, position = _attributes(source, position)
        if words > ATTRIBUTES:
            raise BrokenInputError(f"has an element of more than {ATTRIBUTES} attributes: save its text as .txt")
        if source[start + 1 : start + 7].lower().startswith(("script", "style")):
            closed = _RAW.search(source, position)
            position = closed.start() if closed else len(source)


def _attributes(source: str, position: int) -> tuple[int, int]:
    """At most how many attributes an element has whose name begins at ``position``, and where it ends. A quote begins a
    value behind ``=`` only, as parsers have it."""
    words = 0
    while stop := _STOPS.search(source, position):
        piece = source[position : stop.start()]
        words += max(len(piece.split()), piece.count("="))
        position = stop.end()
        if stop[0] == ">" or words > ATTRIBUTES:
            return words, position
        if piece.rstrip().endswith("="):
            end = source.find(stop[0], position)
            position = len(source) if end < 0 else end + 1
    piece = source[position : position + 20 * ATTRIBUTES]
    return words + max(len(piece.split()), piece.count("=")), len(source)
