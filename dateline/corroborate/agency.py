"""Which news agency a report credits as a whole: in its dateline, its byline, or where it ends."""

from __future__ import annotations

import re

from dateline.collect.dateline import read_wire_head
from dateline.collect.names import AGENCIES
from dateline.read.actors import lookup
from dateline.values import Report

_HEAD_LINES = 12
_TAIL = 300
_LINE = 600
_PIECES = re.compile(r"\s*(?:[,;/|&•·]|\s[-–—]\s|\band\b|\bwith\b|\bfor\b|\bvia\b|\bfrom\b)\s*")
_ENDING = re.compile(
    r"(?:^|[.!?\"”’'\n]\s*)(?:[(\[–—-]|--|©|Source:|SOURCE:)\s*([A-Z][\w .’'/-]{1,40}?)\s*[)\]]?\.?\s*$"
)
_YEAR = re.compile(r"\s*\b\d{4}\b\s*")
_OPENING = re.compile(r"^\s*[(\[]?([A-Z][\w .-]{1,30}?)[)\]]?\s*(?:--|[–—]|\s-\s)")


def agency(report: Report) -> str | None:
    """The agency as printed; None where no agency is credited. An agency that a sentence names as its source is no
    credit of the whole report: it stands among the claim's sources."""
    return _dateline(report) or _byline(report.author) or _ending(report.text)


def is_agency(name: str) -> bool:
    """Whether a name is a news agency's or a well-known outlet's."""
    if plain_name(name) in AGENCIES:
        return True
    actor = lookup(" ".join(name.split()))
    return actor is not None and actor.source == "media"


def plain_name(name: str) -> str:
    """As the list of agencies spells them."""
    return "-".join(name.lower().replace("-", " ").split())


def _dateline(report: Report) -> str | None:
    lines = [line for line in report.text[: _HEAD_LINES * _LINE].split("\n") if line.strip()][:_HEAD_LINES]
    for line in lines:
        head = read_wire_head(line[:_LINE].strip())
        if head is not None and head.agency:
            return head.agency
        opening = _OPENING.match(line[:60])
        if opening and is_agency(opening[1].strip()):
            return opening[1].strip()
    return None


def _byline(author: str | None) -> str | None:
    return next((piece for piece in _pieces(author or "") if is_agency(piece)), None)


def _ending(text: str) -> str | None:
    found = _ENDING.search(text[-_TAIL:].rstrip())
    name = _YEAR.sub("", found[1]).strip() if found else ""
    return next((piece for piece in _pieces(name) if is_agency(piece)), None)


def _pieces(line: str) -> list[str]:
    """The parts of a byline, of its beginning at least."""
    return [piece for piece in _PIECES.split(" ".join(line[:_LINE].split())) if piece]
