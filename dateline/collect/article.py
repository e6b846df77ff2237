"""A plain text taken apart: title, byline, dateline, date, outlet, and the page furniture in it.

The text has a head (before the first prose), a body, and a tail (after the last prose). Lines that are furniture by
what they say go wherever they stand; the rest of the rules look at head and tail only, so that the body keeps every
sentence. The title stays.
"""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from dateline.collect.byline import read_byline, read_source
from dateline.collect.dateline import WireHead, read_wire_head
from dateline.collect.furniture import begins_comments, edge_furniture, furniture, is_note
from dateline.collect.lines import Line, has_ended, is_prose, is_wrapped, split_lines
from dateline.collect.names import is_outlet
from dateline.collect.printed_dates import date_line
from dateline.values import Dateline

_LONGEST_TITLE = 200
_TITLE_STOPS = (".", ",", ";", ":", "…", "-", "–", "—")
_LONGEST_HEAD = 40
"""Lines above an article among which its title and its outlet's name are looked for."""
_LONGEST_SIGNATURE = 12
_COMMENTS_AFTER = 2
"""Lines of prose that an article has at least before its readers' comments begin."""

_DATED = ("publish", "post", "last ", "updated", "modified")
"""How a date line below the article begins."""

Removed = tuple[int, int, str]


class Article(Struct, frozen=True):
    """What a text says about itself, and what in it is furniture: (start, end, why), in order and apart."""

    title: str | None = None
    author: str | None = None
    publisher: str | None = None
    published: str | None = None
    dateline: Dateline | None = None
    furniture: tuple[Removed, ...] = ()


class _Parts:
    """The lines of a text while they are sorted: ``why[i]`` says why line ``i`` goes, ``None`` while it stays."""

    def __init__(self, text: str, title: str | None) -> None:
        self.lines = split_lines(text)
        self.wrapped = is_wrapped(self.lines)
        self.why: list[str | None] = [self._by_itself(i) for i in range(len(self.lines))]
        self.wire: WireHead | None = None
        self.title = self._find_title(title)
        prose = [
            i
            for i, line in enumerate(self.lines)
            if self.why[i] is None and i != self.title and is_prose(line.text, self.wrapped)
        ]
        wire_line = self._find_wire_head(prose[0] if prose else len(self.lines) - 1)
        prose = sorted({*prose, wire_line}) if wire_line is not None else prose
        self.comments = self._find_comments(prose)
        self.prose = [i for i in prose if self.comments is None or i < self.comments]
        self._mark_foot(text)
        self.first, last = (self.prose[0], self.prose[-1]) if self.prose else (len(self.lines), len(self.lines))
        self.edges = [i for i in (*range(self.first), *range(last + 1, len(self.lines))) if i != self.title]

    def _mark_foot(self, text: str) -> None:
        """Notes of the editors below the article, and the signature of an e-mail (RFC 3676, 4.3: a line "-- ")."""
        signature = next((i for i in reversed(self.lines_below(0)) if _is_signature(self.lines[i], text)), None)
        if signature is not None and len(self.lines) - signature <= _LONGEST_SIGNATURE:
            self.why[signature:] = [why or "signature" for why in self.why[signature:]]
            self.prose = [i for i in self.prose if i < signature]
        while len(self.prose) > 1 and is_note(self.lines[self.prose[-1]].text):
            self.why[self.prose.pop()] = "note"

    def lines_below(self, prose: int) -> range:
        """The lines below the prose line of that number."""
        return range(self.prose[prose] + 1 if self.prose else 0, len(self.lines))

    def is_above(self, i: int) -> bool:
        """Whether line ``i`` stands above the article."""
        return i < self.first

    def _by_itself(self, i: int) -> str | None:
        line = self.lines[i]
        why = None if line.is_long else furniture(line.text)
        if why and why != "captcha" and i and not self.lines[i - 1].alone and line.text[:1].islower():
            return None if not has_ended(self.lines[i - 1].text) else why  # the middle of a wrapped sentence
        return why

    def _find_title(self, known: str | None) -> int | None:
        left = [i for i, why in enumerate(self.why[:_LONGEST_HEAD]) if why is None]
        if known:
            return next((i for i in left if _same(self.lines[i].text, known)), None)
        left = [i for i in left if edge_furniture(self.lines[i].text) is None and not _is_about(self.lines[i].text)]
        if len(left) < 2:
            return None
        first, second = left[:2]
        return first if self._is_title(self.lines[first], self.lines[second]) else None

    def _is_title(self, line: Line, after: Line) -> bool:
        text = line.text
        if len(text) > _LONGEST_TITLE or len(text.split()) < 2 or text.startswith(("(", "By ")) or read_wire_head(text):
            return False
        if text.endswith(_TITLE_STOPS):
            return text.endswith(".") and line.alone and read_wire_head(after.text) is not None
        return line.alone or not (self.wrapped or after.text[:1].islower())

    def _find_wire_head(self, last: int) -> int | None:
        for i in range(min(last + 1, len(self.lines))):
            if self.why[i] is None and i != self.title:
                self.wire = read_wire_head(self.lines[i].text)
                if self.wire:
                    return i
        return None

    def _find_comments(self, prose: Sequence[int]) -> int | None:
        """The line from which on readers speak: below an article of two lines of prose
        at least, which is longer than what follows."""
        for i, line in enumerate(self.lines):
            if self.why[i] == "comments" and begins_comments(line.text):
                above = [len(self.lines[p].text) for p in prose if p < i]
                below = [len(self.lines[p].text) for p in prose if p > i]
                return i if len(above) >= _COMMENTS_AFTER and sum(below) < sum(above) else None
        return None


def read_article(text: str, title: str | None = None, publisher: str | None = None) -> Article:
    """Take ``text`` apart. ``title`` and ``publisher`` are what its container or the caller says, if anything; they
    win over what the text shows. Offsets are code points into ``text``."""
    parts = _Parts(text, title)
    source = _mark_sources(parts)
    author, byline_publisher, byline_date = _mark_bylines(parts)
    outlet = _mark_outlet(parts, text, [publisher, source, byline_publisher])
    printed = _mark_dates(parts)
    _mark_edges(parts)
    _mark_after_article(parts)
    wire = parts.wire
    return Article(
        title=parts.lines[parts.title].text if parts.title is not None else None,
        author=author,
        publisher=publisher or source or byline_publisher or outlet or (wire.agency if wire else None),
        published=byline_date or printed or (wire.published if wire else None),
        dateline=wire.dateline if wire else None,
        furniture=_ranges(parts.lines, parts.why, len(text)),
    )


def _mark_sources(parts: _Parts) -> str | None:
    found = None
    for i in parts.edges:
        name = read_source(parts.lines[i].text)
        if name:
            parts.why[i] = "source"
            found = found or name
    return found


def _mark_bylines(parts: _Parts) -> tuple[str | None, str | None, str | None]:
    author = publisher = published = None
    for i in parts.edges:
        byline = read_byline(parts.lines[i].text)
        if byline:
            parts.why[i] = "byline"
            author = author or byline.author
            publisher = publisher or byline.publisher
            published = published or byline.published
    return author, publisher, published


def _mark_outlet(parts: _Parts, text: str, known: Sequence[str | None]) -> str | None:
    """The outlet's name alone on a line: it is one if it is known, or if it looks like one and the text uses it or
    a line beside it is the date."""
    found = None
    for i in parts.edges:
        line = parts.lines[i].text
        if parts.why[i] is not None or len(line) > 60:
            continue
        is_known = any(_same(line, name) for name in known if name)
        may_be = parts.is_above(i) and i < _LONGEST_HEAD and is_outlet(line)
        beside = [parts.lines[j].text for j in (i - 1, i + 1) if 0 <= j < len(parts.lines)]
        if is_known or (may_be and (text.find(line, parts.lines[i].end) >= 0 or any(map(date_line, beside)))):
            parts.why[i] = "outlet"
            found = found or line
    return found


def _mark_dates(parts: _Parts) -> str | None:
    """A line that is only a date. Below the article it must say what date it is: a letter or a correction ends with one
    too. The date of a change is not the date of publication."""
    found = None
    for i in parts.edges:
        line = parts.lines[i].text
        is_open = parts.why[i] is None and (parts.is_above(i) or line.lower().startswith(_DATED))
        if is_open and (dated := date_line(line)):
            parts.why[i] = "date"
            found = found or (None if dated[1] else dated[0])
    return found


def _mark_edges(parts: _Parts) -> None:
    for i in parts.edges:
        if parts.why[i] is None:
            parts.why[i] = edge_furniture(parts.lines[i].text)


def _mark_after_article(parts: _Parts) -> None:
    """Readers' comments, and the headlines of other articles below a line such as "Related Items"."""
    if not parts.prose:
        return
    rest: str | None = None
    for i in parts.lines_below(-1):
        if i == parts.comments or (rest is None and parts.why[i] in ("related", "comments")):
            rest = parts.why[i]
        parts.why[i] = parts.why[i] or rest


def _ranges(lines: Sequence[Line], why: Sequence[str | None], length: int) -> tuple[Removed, ...]:
    """Neighbouring lines that go for one reason make one range. At the end of the text the blank lines above go too."""
    ranges: list[Removed] = []
    for line, reason in zip(lines, why, strict=True):
        if reason is None:
            continue
        if ranges and ranges[-1][1] == line.start and ranges[-1][2] == reason:
            ranges[-1] = (ranges[-1][0], line.end, reason)
        else:
            ranges.append((line.start, line.end, reason))
    return tuple(ranges)


def _is_signature(line: Line, text: str) -> bool:
    return line.text == "--" and text.startswith("-- ", line.start)


def _is_about(line: str) -> bool:
    """A line about the report, not a title."""
    return bool(read_byline(line) or read_source(line) or date_line(line))


def _same(one: str, other: str) -> bool:
    return " ".join(one.split()).casefold() == " ".join(other.split()).casefold()
