"""The place line that opens a wire report: "Suruc, Turkey –", "BEIRUT (Agency) —", "SAN SALVADOR, 15 JAN 90 (X) --".

No gazetteer is asked (places are resolved later): the form decides, read from the dash backwards.
"""

from __future__ import annotations

import re

from msgspec import Struct

from dateline.collect.names import is_outlet
from dateline.collect.printed_dates import date_line, find_date
from dateline.collect.wordlist import words
from dateline.values import Dateline

_WINDOW = 160
_DASH = re.compile(r"\s+(?:--?|[–—_])\s*|\s*(?:--|[–—])\s+|(?<=\))\s*:\s+|(?<=\))\.-\s*|(?<=[)A-Z])\s*[–—](?=[A-Z“\"])")
_BRACKET = re.compile(r"\s*[(\[]([^()\[\]]{2,60})[)\]]$")
_DAY_MONTH = (
    r"(?:\d{1,2}\s+)?(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?(?:\s+\d{1,2}(?:st|nd|rd|th)?)?"
    r"(?:,?\s+(?:\d{4}|\d{2}))?"
)
_WEEKDAY = r"(?:mon|tues|wednes|thurs|fri|satur|sun)day"
_DATE_END = re.compile(
    rf"(?:^|[,\s]\s*)((?:{_WEEKDAY},?\s+)?{_DAY_MONTH}|{_WEEKDAY}|no\s+date|\d{{1,2}}/\d{{1,2}}(?:/\d{{4}})?|\d{{4}}-\d{{2}}-\d{{2}})$",
    re.I,
)
_DATE_START = re.compile(r"^(\d{1,2}/\d{1,2}/\d{4}|\d{4}-\d{2}-\d{2})\s+")
_PARTICLES = words("al el de la las los del da do of and on upon le les the near in en san ar as ash")
_ABBREVIATED = words("st. mt. ft. u.s. u.k. u.n. u.a.e. d.c. n.y. pt.")
_NO_PLACE = frozenset({"clandestine", "no city", "unknown", "internet"})
# Words that stand before a dash at the head of a line and are no places.
_LABELS = words(
    "analysis breaking exclusive update updated urgent watch video opinion editorial comment commentary interview "
    "feature factbox explainer live alert flash advisory correction corrected note notice summary report reports "
    "question answer reporter photo photos file picture q a yes no but and so now then today yesterday tomorrow"
)


class WireHead(Struct, frozen=True):
    """What a dateline says: the place line (none in "Aug. 20 (Agency) --"), the agency in brackets, a complete date."""

    dateline: Dateline | None
    agency: str | None = None
    published: str | None = None


def read_wire_head(line: str) -> WireHead | None:
    """The dateline at the start of ``line``, or ``None`` where there is none. ``dateline.text`` is as printed and lies
    inside ``line``; an agency counts only where it cannot be a country in brackets."""
    start = line[:_WINDOW]
    for dash in _DASH.finditer(start):
        found = _parse(start[: dash.start()].strip(), line[dash.end() :].lstrip(), dash[0])
        if found:
            return found
    return None


def _parse(head: str, rest: str, dash: str) -> WireHead | None:
    published, is_dated = None, False
    if match := _DATE_START.match(head):
        published, is_dated, head = _full_date(match[1]), True, head[match.end() :]
    is_wrapped = bool((whole := _BRACKET.fullmatch(head)) and _is_town_in_brackets(whole[1]))
    if whole and is_wrapped:
        head = whole[1].strip()
    head, bracket = _bracket(head, is_dated)
    if bracket and (day := _full_date(bracket)):
        bracket, published, is_dated = None, day, True
    if match := _DATE_END.search(head):
        published, is_dated = published or _full_date(match[1]), True
        head = head[: match.start()]
    head = head.strip(" ,")
    if not head:
        return _without_place(bracket, published) if is_dated and bracket else None
    if not is_place_line(head) or not (rest or is_dated or head.isupper()):
        return None
    if dated := date_line(rest):  # "JUBA - 4 Jun 2021" on a line of its own
        published, is_dated = published or dated[0], True
    in_form = is_dated or is_wrapped or bracket or head.endswith((")", "]")) or "," in head
    if not (in_form or (head.isupper() and not rest[:200].isupper()) or _reads_on(head, rest, dash)):
        return None
    return WireHead(Dateline(head, _town(head)), bracket, published)


def _is_town_in_brackets(inside: str) -> bool:
    """Whether a head that is all in brackets ("(Beirut) – ", "(Beirut, March 3, 2015) – ") is no agency."""
    name = inside.partition(",")[0].strip()
    return not is_outlet(name) and not (name.isupper() and len(name) <= 6) and is_place_line(name)


def _bracket(head: str, is_dated: bool) -> tuple[str, str | None]:
    """``head`` without the agency (or date) in brackets at its end, and that. The country in "HAVANA (CUBA) --" stays:
    what stands in brackets is an agency if a date or a comma comes before it, or if it looks like one."""
    match = _BRACKET.search(head)
    if match is None:
        return head, None
    inside, before = match[1].strip(), head[: match.start()].rstrip(" ,")
    is_short_name = inside.isupper() and len(inside) <= 6 and not before.isupper()
    is_last = is_dated or "," in before or bool(_DATE_END.search(before))
    if is_last or is_outlet(inside) or is_short_name or _full_date(inside):
        return before, inside
    return head, None


def _without_place(bracket: str | None, published: str | None) -> WireHead:
    """A date and brackets only: the agency ("Aug. 20 (UPI) --") or the place ("December 20, 2021 (KHARTOUM) –")."""
    is_agency = bracket is None or is_outlet(bracket) or (bracket.isupper() and len(bracket) <= 4)
    if bracket is None or is_agency or not is_place_line(bracket):
        return WireHead(None, bracket if is_agency else None, published)
    return WireHead(Dateline(bracket, _town(bracket)), None, published)


def _reads_on(head: str, rest: str, dash: str) -> bool:
    """Whether a bare word before a dash ("Juba — The army said …") is followed by a sentence of its own."""
    first = rest.lstrip("\"'“‘")[:1]
    return len(head.split()) <= 3 and len(rest) >= 60 and (first.isupper() or first.isdigit()) and dash.strip() != ":"


def is_place_line(text: str) -> bool:
    """Capitalised words only, at most three parts between commas, no label such as "Analysis" before the dash."""
    if len(text) > 70 or any(c.isdigit() for c in text) or text.count(",") > 3:
        return False
    parts = [w for w in re.split(r"[\s,/()\[\]]+", text) if w]
    if not 1 <= len(parts) <= 8 or not parts[0][0].isupper():
        return False
    if parts[0].lower() in _LABELS and _town(text) is not None:
        return False
    return all(_is_place_word(w) for w in parts)


def _is_place_word(word: str) -> bool:
    if word.lower() in _PARTICLES or word.lower() in _ABBREVIATED:
        return True
    pieces = [p for p in re.split(r"[-'’`]", word.rstrip(".")) if p]
    letters_only = all(p.replace(".", "").isalpha() for p in pieces)
    return (
        bool(pieces)
        and letters_only
        and any(p[0].isupper() for p in pieces)
        and (pieces[0].islower() or word[0].isupper())
    )


def _town(text: str) -> str | None:
    town = re.split(r"\s*[,/(\[]|\s+(?:and|AND)\s+", text, maxsplit=1)[0].strip()
    return town if town and town.lower() not in _NO_PLACE else None


def _full_date(text: str) -> str | None:
    found = find_date(text, two_digit_years=True)
    return found[0] if found else None
