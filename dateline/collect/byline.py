"""Bylines and source lines: whole lines that say who wrote a report and whose it is."""

from __future__ import annotations

import re

from msgspec import Struct

from dateline.collect.names import AGENCIES, is_name, is_outlet, person_names
from dateline.collect.printed_dates import declared_date, find_date

_BY = re.compile(
    r"(?:(?:written|reported|story|text|words|posted|published|article|report|compiled)\s+)?by[:\s]\s*(.+)", re.I
)
_CREDIT = re.compile(
    r"[(\[]?(?:additional\s+)?(?:reporting|writing|edited|editing|translated|translation|written|compiled|reported)"
    r"\s*(?:by\s*:?|:)\s*(.+?)[)\]]?\.?",
    re.I,
)
_AUTHOR = re.compile(r"(?:author|reporter|correspondent|writer|journalist)s?\s*:\s*(.+)", re.I)
_POSTED = re.compile(r"(?:posted|published)\s+(?:on\s+)?(.{6,40}?)\s+by\s+(.{3,80})", re.I)
_ACCOUNT = re.compile(r"[a-z][\w.-]{1,30}")
_FROM = re.compile(r"from\s+(.{3,60}?)\s+in\s+(.{3,60})", re.I)
_WRITES = re.compile(r"(?:additional\s+)?(?:edit|translat)", re.I)
_SOURCE = re.compile(r"(?:sources?|via|courtesy|publisher|published\s+in)\s*:\s*(.+)", re.I)
_WHERE = re.compile(r"\s+(?:in|at|from|for|of)\s+(?=[A-Z])|\s+[|–—•·]\s*|\s+-\s+|\s*[(\[]|;\s*", re.I)
# "in Beirut", "in Suruc, Turkey" behind a name
_PLACE_OF = re.compile(
    r"\s+(?:in|IN|at|from)\s+[A-Z][\w’'-]*(?:\s+[A-Z][\w’'-]*){0,3}(?:,\s+[A-Z][\w’'-]*(?=\s*(?:$|[;,)]|and\b)))?"
)
_ROLE = re.compile(
    r"(?:(?:senior|staff|chief|special|foreign|associated|war|middle|east|our|news|political|diplomatic|bureau|web)\s+)*"
    r"(?:correspondents?|writers?|reporters?|editors?|journalists?|analysts?|staff|desk|chief)",
    re.I,
)
_OF_OUTLET = re.compile(
    r"\s+(?:(?:staff|senior|chief)\s+)?(?:staff|correspondents?|reporters?|writers?|editors?)$", re.I
)
_LONGEST = 200


class Byline(Struct, frozen=True):
    """What a byline says; each part as printed."""

    author: str | None = None
    publisher: str | None = None
    published: str | None = None


def read_byline(line: str) -> Byline | None:
    """What a whole line says about the author ("By Jane Roe, Sample Wire", "Reporting by: …", "BY JANE ROE"), or
    ``None`` where it is no byline. Editors and translators make a byline without an author."""
    if len(line) > _LONGEST:
        return None
    if match := _CREDIT.fullmatch(line):
        return _credit(line, match[1])
    if match := _FROM.fullmatch(line):
        author = person_names(match[1])
        is_place = all(is_name(p) for p in match[2].split(", "))
        return Byline(author=author) if author and " " in author and is_place else None
    if (match := _POSTED.fullmatch(line)) and (day := declared_date(match[1])):
        author = person_names(match[2])
        return Byline(author=author, published=day) if author or _ACCOUNT.fullmatch(match[2]) else None
    match = _BY.fullmatch(line) or _AUTHOR.fullmatch(line)
    return _by(match[1].strip()) if match else None


def _credit(line: str, rest: str) -> Byline | None:
    people = person_names(_WHERE.split(_PLACE_OF.sub("", rest), maxsplit=1)[0].rstrip("."))
    if people is None:
        return None
    return Byline() if _WRITES.match(line.lstrip("([")) else Byline(author=people)


def _by(rest: str) -> Byline | None:
    if rest.endswith((".", "!", "?", ":")) and not rest.endswith(("Jr.", "Sr.")):
        return None
    published = None
    if found := find_date(rest):
        published = found[0]
        rest = rest[: found[1]].rstrip(" ,|-–—•·")
    who, *others = [p for p in _WHERE.split(_PLACE_OF.sub("", rest)) if p] or [""]
    people: list[str] = []
    publisher = None
    for piece in re.split(r"\s*,\s*", who):
        if _ROLE.fullmatch(piece):
            continue
        if is_outlet(piece) or piece.lower() in AGENCIES:
            publisher = publisher or _OF_OUTLET.sub("", piece)
        elif person_names(piece):
            people.append(piece)
        else:
            return None
    publisher = publisher or next((o.strip(" )]") for o in others if is_outlet(o.strip(" )]"))), None)
    if len(rest.split()) > 14 or not (people or publisher or _ROLE.search(who)):
        return None
    return Byline(", ".join(people) or None, publisher, published)


def read_source(line: str) -> str | None:
    """The outlet that a whole line names as its source ("Source: Sample Wire"), else ``None``."""
    match = _SOURCE.fullmatch(line) if len(line) <= 80 else None
    if match is None or line.endswith("."):
        return None
    name = match[1].strip()
    words = name.split()
    return name if 1 <= len(words) <= 6 and (is_name(name) or is_outlet(name) or _is_site(name)) else None


def _is_site(name: str) -> bool:
    return bool(re.fullmatch(r"(?:https?://)?[\w-]+(?:\.[\w-]+)+/?", name))
