"""Posts quoted with the name and handle of who wrote them: "Gunmen took the mill — Ada Roe (@adaroe) June 28, 2016"."""

from __future__ import annotations

import re
from bisect import bisect_left

from dateline.read.document import Document
from dateline.read.saying import Saying

_SIGNED = re.compile(r"(?:—|–|--|-)\s*((?:[^\W\d_][\w.'’-]*\s+){0,4}[^\W\d_][\w.'’-]*)\s*\(@\w{1,30}\)")


def signed(document: Document) -> list[Saying]:
    """A saying for each post: what stands before its signature in the same paragraph, behind a post before."""
    text = document.text
    if "(@" not in text:
        return []
    starts = [word.start for word in document.words]
    found: list[Saying] = []
    done = 0
    for one in _SIGNED.finditer(text):
        last = bisect_left(starts, one.end(1)) - 1
        if last < 0:
            continue
        paragraph = document.sentences[document.words[last].sentence].paragraph
        begins = next(s.start for s in document.sentences if s.paragraph == paragraph)
        content = (max(begins, done), one.start())
        if content[0] < content[1] and text[slice(*content)].strip():
            found.append(Saying(_head(document, bisect_left(starts, one.start(1)), last), None, (content,), True))
        done = one.end()
    return found


def _head(document: Document, first: int, last: int) -> int:
    """The word that heads a name: its mention's, else the one that hangs on no other word of it."""
    name = range(first, last + 1)
    tops = [i for i in name if document.words[i].head not in name or document.words[i].head == i]
    return next((i for i in name if i in document.mention_by_head), next(iter(tops), last))
