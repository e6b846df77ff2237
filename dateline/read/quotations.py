"""Quotations: where the text quotes someone, found from the marks alone, in one pass over the text.

Marks known: " “” „“ `` '' ‘’ ' «» ‹›. A quotation that runs over several paragraphs opens again at the head of each of
them and closes once; its paragraphs become the pieces of one quotation. Marks that find no partner are dropped unless
what follows is plainly quoted (the mark opens its paragraph, or follows a colon or comma): such a quotation ends with
its paragraph. An apostrophe is told from a closing mark by what stands around it.
"""

from __future__ import annotations

import re
from functools import lru_cache

from msgspec import Struct

_MARK = re.compile(r"[\"“”„‟«»‹›‘’‚']|``|\n")
_BLANK_LINE = re.compile(r"\n[ \t\r]*\n")
_CLOSERS = {"“": '”"', "„": "“”", "‟": "”", "«": "»", "‹": "›", "‘": "’", "‚": "‘’", '"': '"”', "'": "'", "``": "'"}
_OPENS_ONLY = frozenset("„‟«‹‚") | {"``"}
_SINGLE = frozenset("‘‚'")
_BEFORE_OPENING = frozenset(" \t\r\n\u00a0([{—–-:,;/\"“‘'«") | {""}
_AFTER_CLOSING = frozenset(" \t\r\n\u00a0)]}—–-:,;.!?/\"”’'») ") | {""}
_ENDS_SPEECH = frozenset(".,!?…;:")


class Quotation(Struct, frozen=True):
    """One quotation. ``pieces`` are (start, end) offsets into the text, marks included, one a paragraph; ``depth`` 0
    is outermost; ``closed`` says whether its closing mark was found."""

    pieces: tuple[tuple[int, int], ...]
    depth: int
    closed: bool

    @property
    def start(self) -> int:
        """Where its first opening mark stands."""
        return self.pieces[0][0]

    @property
    def end(self) -> int:
        """Where it ends, past the closing mark."""
        return self.pieces[-1][1]


class _Open:
    """A quotation whose closing mark has not come yet."""

    __slots__ = ("at", "mark", "pieces", "plain", "tentative")

    def __init__(self, mark: str, at: int, plain: bool) -> None:
        self.mark = mark
        self.at = at
        self.pieces: list[tuple[int, int]] = []
        self.plain = plain
        self.tentative: int | None = None


@lru_cache(maxsize=1)
def quotations(text: str) -> tuple[Quotation, ...]:
    """All quotations of a text, by where they start. Takes time in proportion to the text's length; those of the last
    text are kept."""
    blank_lines = _BLANK_LINE.search(text) is not None
    found: list[Quotation] = []
    stack: list[_Open] = []
    for match in _MARK.finditer(text):
        mark, at = match.group(), match.start()
        if mark == "\n":
            if not blank_lines or _blank_before(text, at):
                _end_paragraph(text, at, stack, found)
            continue
        _take(text, mark, at, stack, found)
    while stack:
        _drop(stack, len(text), found)
    return tuple(sorted(found, key=lambda q: (q.start, -q.end)))


def _blank_before(text: str, at: int) -> bool:
    """Whether the line that the line break at ``at`` ends is blank (looks back over at most 80 characters)."""
    line = text[max(0, at - 80) : at]
    return not line.rpartition("\n")[2].strip() and ("\n" in line or at < 80)


def _take(text: str, mark: str, at: int, stack: list[_Open], found: list[Quotation]) -> None:
    """Treat one mark: it opens a quotation, closes one, or is an apostrophe or a stray."""
    if stack and stack[0].at == at:
        return
    before = text[at - 1] if at else ""
    after = text[at + len(mark)] if at + len(mark) < len(text) else ""
    if mark in "’'" and before.isalnum() and after.isalnum():
        return
    top = stack[-1] if stack else None
    may_open = before in _BEFORE_OPENING and bool(after) and not after.isspace()
    if _may_close(top, mark, before, after):
        assert top is not None
        if top.mark in _SINGLE and before in "sS" and before and after in " \t\n":
            top.tentative = at + len(mark)
            return
        if not (mark == '"' and may_open and before.isspace() and not after.isspace()):
            doubled = top.mark == "``" or (top.mark == "“" and mark == "'")
            stack.pop()
            _close(top, at + (2 if doubled and text.startswith("''", at) else len(mark)), stack, found)
            return
        _drop(stack, at, found)
        may_open = True
    elif mark in "”»›’\"'" and _close_outer(mark, before, after, at, stack, found):
        return
    if _opens(mark, before, after, may_open):
        plain = before in {"", "\n"} or _after_cue(text, at)
        stack.append(_Open(mark, at, plain))


def _may_close(top: _Open | None, mark: str, before: str, after: str) -> bool:
    if top is None or mark not in _CLOSERS[top.mark] or not before:
        return False
    if before.isspace() and not mark == top.mark == '"':
        return False
    if top.mark in _SINGLE:
        return not after.isalnum()
    return True


def _close_outer(mark: str, before: str, after: str, at: int, stack: list[_Open], found: list[Quotation]) -> bool:
    """Close the quotation below the top one, if the top one is a single mark that never closed (an apostrophe)."""
    if mark in "’'" or len(stack) < 2 or stack[-1].mark not in _SINGLE:
        return False
    if mark not in _CLOSERS[stack[-2].mark] or before.isspace() or after not in _AFTER_CLOSING:
        return False
    _drop(stack, at, found)
    top = stack.pop()
    _close(top, at + 1, stack, found)
    return True


def _opens(mark: str, before: str, after: str, may_open: bool) -> bool:
    if mark in _OPENS_ONLY:
        return True
    if mark in {"“", "‘"}:
        return not after.isspace() if after else False
    if mark == '"':
        return may_open
    return mark == "'" and may_open and after.isalpha()


def _after_cue(text: str, at: int) -> bool:
    return text[max(0, at - 3) : at].rstrip()[-1:] in {":", ","}


def _close(top: _Open, end: int, stack: list[_Open], found: list[Quotation], closed: bool = True) -> None:
    pieces = (*top.pieces, (top.at, end))
    found.append(Quotation(pieces, len(stack), closed))


def _drop(stack: list[_Open], end: int, found: list[Quotation]) -> None:
    """Take the top quotation off, which has no partner: keep it only where it is plainly one."""
    top = stack.pop()
    if top.mark in _SINGLE:
        if top.tentative is not None:
            _close(top, top.tentative, stack, found)
    elif top.plain and end > top.at + 1:
        _close(top, end, stack, found, closed=False)


def _end_paragraph(text: str, at: int, stack: list[_Open], found: list[Quotation]) -> None:
    """At a paragraph's end: a double quotation still open goes on if the next paragraph opens with its mark again."""
    if not stack or stack[0].at > at:
        return
    end = at
    while end and text[end - 1].isspace():
        end -= 1
    while stack and stack[-1].mark in _SINGLE - {"‘"}:
        _drop(stack, end, found)
    if not stack:
        return
    start = _next_text(text, at)
    outer = stack[0]
    del_from = 1
    goes_on = start is not None and text.startswith(outer.mark, start) and end > outer.at + 1
    if not goes_on:
        del_from = 0
    while len(stack) > del_from:
        _drop(stack, end, found)
    if goes_on and start is not None:
        outer.pieces.append((outer.at, end))
        outer.at = start
        outer.plain = True


def _next_text(text: str, at: int) -> int | None:
    """The next character that is not white space (looks at most 80 characters ahead)."""
    for i in range(at, min(len(text), at + 80)):
        if not text[i].isspace():
            return i
    return None
