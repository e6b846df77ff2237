"""Second names that a text itself introduces: "Free Syrian Army (FSA)", "Kobane (Ain al-Arab)", "the Observatory for
Human Rights, or SOHR".

An acronym's long form is found as in Schwartz and Hearst (2003), "A simple algorithm for identifying abbreviation
definitions": its letters are matched from right to left, the first at the start of a word. Where a name is known to end
before the bracket its letters need not match ("Kurdistan Workers' Party (PKK)").
"""

from __future__ import annotations

import re

from msgspec import Struct

from dateline.read.actors import is_acronym, lookup
from dateline.read.document import Document

_BRACKET = re.compile(r"[(\[]([^()\[\]\n]{2,70})[)\]]")
_OR = re.compile(
    r",?[ \n](?:or|also known as|also called|known as|known by its acronym|better known as)[ \n](?:the[ \n])?"
    r"([A-Z][\w’'.-]{1,30}(?:[ -][A-Z][\w’'.-]{1,30}){0,3})"
)
_LEAD = re.compile(
    r"^(?:or|also known as|also called|also spelled|also spelt|known as|known by its acronym|formerly known as|"
    r"formerly|previously|better known as|commonly known as|a\.?k\.?a\.?|in Arabic|Arabic:?|Kurdish:?|locally known as)"
    r"\s+(?:the\s+)?",
    re.IGNORECASE,
)
_PARTS = re.compile(r"\s*/\s*|\s*;\s*|,?\s+or\s+|,?\s+and\s+|,\s*")
_WORD = re.compile(r"\S+")
_WORD_PARTS = re.compile(r"\w+")
_NAME = re.compile(r"(?:al|el|ash|as|at|ad|an|ar)?[-']?[A-ZÀ-Þ][\w’'.-]*")
_SENTENCE_END = re.compile(r"[.!?;:\n]\s|\n")
_LOWER_IN_NAMES = frozenset("of for the and in on to de la el al del da do des du for against with fi".split(" "))
_MINOR = frozenset("of for the and in on to de la el al del a an".split(" "))


class Alias(Struct, frozen=True):
    """The text says that ``short`` is another name of what ``start:end`` names. ``short_start:short_end`` is where it
    says so; offsets into the text."""

    start: int
    end: int
    short_start: int
    short_end: int
    short: str


def aliases(document: Document) -> tuple[Alias, ...]:
    """All second names that a text introduces, in order. Acronyms of organisations and second names of places."""
    text = document.text
    names = {m.end: i for i, m in enumerate(document.mentions) if m.named}
    found: list[Alias] = []
    opening = _dateline_end(document)
    for match in _BRACKET.finditer(text):
        is_agency = opening and opening <= match.start() <= opening + 2
        if not is_agency:
            found += _bracket(document, names, match)
    for match in _OR.finditer(text):
        short = match.group(1).rstrip(".,'’")
        if not is_acronym(short):
            continue
        span = _long_form(text, match.start(), short)
        if span is not None:
            found.append(Alias(*span, match.start(1), match.start(1) + len(short), short))
    return tuple(sorted(found, key=lambda a: (a.short_start, a.short_end)))


def _dateline_end(document: Document) -> int:
    """Where the place line ends that opens the report; 0 without one. The bracket behind it names an agency."""
    line = document.report.dateline
    at = document.text.find(line.text) if line else -1
    return at + len(line.text) if line and at >= 0 else 0


def _bracket(document: Document, names: dict[int, int], match: re.Match[str]) -> list[Alias]:
    """What one bracket introduces, "IS/ISIS" as two names."""
    text = document.text
    inner, at = match.group(1), match.start(1)
    lead = _LEAD.match(inner)
    if lead:
        at += lead.end()
        inner = inner[lead.end() :]
    before = match.start()
    while before and text[before - 1].isspace():
        before -= 1
    name = names.get(before)
    parts = _split(inner, at)
    if not parts or not all(_NAME.match(part) for part, _ in parts):
        return []
    found: list[Alias] = []
    for part, start in parts:
        span = None
        if is_acronym(part):
            span = _acronym_of(document, name, before, part)
        elif len(parts) == 1 or lead:
            span = _second_name(document, name, before, part, bool(lead))
        if span is not None:
            found.append(Alias(*span, start, start + len(part), part))
    return found


def _split(inner: str, at: int) -> list[tuple[str, int]]:
    """The names in a bracket with their offsets; quotation marks and articles are taken off."""
    parts: list[tuple[str, int]] = []
    cursor = 0
    for gap in [*_PARTS.finditer(inner), None]:
        end = gap.start() if gap else len(inner)
        part = inner[cursor:end]
        core = part.strip(" \"“”'‘’")
        start = at + cursor + part.find(core)
        if core.startswith("the "):
            core, start = core[4:], start + 4
        if core:
            parts.append((core, start))
        cursor = gap.end() if gap else cursor
    return parts


def _acronym_of(document: Document, name: int | None, before: int, acronym: str) -> tuple[int, int] | None:
    if acronym[1:2] == "-":  # a party and a state: "(D-Ohio)"
        return None
    text = document.text
    span = _long_form(text, before, acronym)
    if span is not None:
        return span if spells(text[slice(*span)], acronym) else _whole(document, name, span)
    if name is None:
        return _full_name(text, before, acronym)
    mention = document.mentions[name]
    if mention.kind not in {"organisation", "armed-actor", "group"} or " " not in text[mention.start : mention.end]:
        return None
    if not _same_or_unknown(text[mention.start : mention.end], acronym):
        return None
    return mention.start, mention.end


def spells(long: str, short: str) -> bool:
    """Whether the words of a name spell an acronym out with their first letters, small words taken along or not."""
    letters = "".join(c for c in short.casefold() if c.isalnum())
    words = _WORD_PARTS.findall(long.casefold())
    return letters in {"".join(w[0] for w in words), "".join(w[0] for w in words if w not in _MINOR)}


def _whole(document: Document, name: int | None, span: tuple[int, int]) -> tuple[int, int]:
    """The whole of a name of which an acronym in another language ("Administrative Department of Security (DAS)")
    seems to spell the end out."""
    if name is None:
        return span
    mention = document.mentions[name]
    is_wider = mention.start < span[0] and mention.kind in {"organisation", "armed-actor", "group"}
    return (mention.start, mention.end) if is_wider and document.text[mention.start].isupper() else span


def _same_or_unknown(long: str, short: str) -> bool:
    """False where the list of actors knows both names, as different actors ("U.S. Army (AP)")."""
    first, second = lookup(long), lookup(short)
    return second is None or (first is not None and first.id == second.id)


def _full_name(text: str, before: int, acronym: str) -> tuple[int, int] | None:
    """The capitalised words before the bracket, where the list of actors knows them under that acronym."""
    words = list(_WORD.finditer(text, max(0, before - 90), before))
    known = lookup(acronym)
    for i in range(max(0, len(words) - 8), len(words)):
        actor = lookup(text[words[i].start() : before])
        if actor is not None and known is not None and actor.id == known.id and words[i].group()[0].isupper():
            return words[i].start(), before
    return None


def _second_name(document: Document, name: int | None, before: int, other: str, said: bool) -> tuple[int, int] | None:
    """ "Kobane (Ain al-Arab)": the name before the bracket, if both are names of a like kind. A bracket that holds a
    place in which the first one lies ("Suruc (Turkey)") introduces no name; only "also known as" is sure there."""
    if name is None or len(other.split()) > 5 or any(c.isdigit() for c in other):
        return None
    mention = document.mentions[name]
    long = document.text[mention.start : mention.end]
    if mention.kind == "place":
        lower = [w for w in other.split() if not _NAME.match(w) and w not in _LOWER_IN_NAMES]
        if lower or lookup(other) is not None or _is_wider(other):
            return None
        return mention.start, mention.end
    known = lookup(other)
    if mention.kind in {"organisation", "armed-actor", "group"} and known is not None:
        first = lookup(long)
        return (mention.start, mention.end) if first is not None and first.id == known.id else None
    return (mention.start, mention.end) if said else None


def _is_wider(place: str) -> bool:
    """Whether a bracketed place is a country, or says of itself that it is a wider area."""
    from dateline.read.kinds import lists

    key = place.casefold()
    wider = ("province", "governorate", "state", "county", "region", "district", "countryside")
    return key in lists().states or any(word in key for word in wider)


def _long_form(text: str, before: int, short: str) -> tuple[int, int] | None:
    """The words that end at ``before`` and spell an acronym out, or the acronym that a longer name in brackets spells
    out."""
    letters = [c.casefold() for c in short if c.isalnum()]
    floor = max(0, before - 12 * (len(letters) + 5))
    cut = None
    for cut in _SENTENCE_END.finditer(text, floor, before):
        floor = cut.end()
    words = list(_WORD.finditer(text, floor, before))[-(min(len(letters) + 5, len(letters) * 2) + 1) :]
    if not words or len(letters) < 2:
        return None
    first = words[0].start()
    i, at = len(letters) - 1, before - 1
    while i >= 0:
        while at >= first and (text[at].casefold() != letters[i] or (i == 0 and at > first and text[at - 1].isalnum())):
            at -= 1
        if at < first:
            return None
        i -= 1
        at -= 1
    start = at + 1
    inside = text[start:before].split()
    if len(inside) < 2 or not inside[0][0].isupper() or text[start:before].casefold() == short.casefold():
        return None
    capitals = sum(w[0].isupper() or w.casefold() in _MINOR or not w[0].isalpha() for w in inside)
    return (start, before) if capitals * 3 >= len(inside) * 2 else None
