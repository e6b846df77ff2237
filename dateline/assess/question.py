"""A plain question → what is asked: whether an armed actor declines, or who holds a place. Anything else is refused."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable, Sequence
from datetime import date
from typing import Literal

from msgspec import Struct

from dateline.errors import UsageError

Kind = Literal["decline", "control"]
CAN = (
    "It can be asked whether an armed actor declines (“Is it the beginning of the end for ISIS?”, “Is the Taliban "
    "losing ground?”), and who holds a place (“Who holds Raqqa on 2015-02-28?”)"
)
_LONGEST = 500
_MOST_WORDS = 7
_DECLINE = re.compile(
    r"\b(?:beginning of the end\b|end of\b|declin|collaps|weak|los(?:es?|ing|t)\b|crumbl|retreat|finished\b"
    r"|on the run\b|falling apart\b|defeated\b|last legs\b|shrink|disintegrat|fading\b|dying\b|doomed\b"
    r"|over for\b|in trouble\b|demise\b|downfall\b|on the wane\b|waning\b)",
    re.IGNORECASE,
)
_RISE = re.compile(
    r"\bgrow|\bgaining\b|\bstronger\b|\bon the rise\b|\brising\b|\bresurg|\bcomeback\b|\bexpand|\bregroup|\badvancing\b"
    r"|\bwinning\b|\bstrengthen",
    re.IGNORECASE,
)
_HOLDS = re.compile(
    r"\bwho\s+(?:is\s+|was\s+|has\s+|had\s+)?(?:now\s+|currently\s+|still\s+)?"
    r"(?:in\s+control\s+of|in\s+charge\s+of|control\s+of|controls?|controlled|controlling|holds?|held|holding|runs?"
    r"|rules?|has|owns?)"
    r"\s+(?P<place>.+)",
    re.IGNORECASE,
)
_HOLDER = re.compile(
    r"\b(?:who|whom)\s+(?:is|was)\s+(?P<place>.+?)\s+(?:held|controlled|ruled|run)\s+by\b|\bin\s+whose\s+hands\s+"
    r"(?:is|was)\s+(?P<hands>.+)",
    re.IGNORECASE,
)
_OTHER = re.compile(
    r"^\s*(?:why|how\s+many|how\s+much|when|where|what|which|whose|should|will|would|can|could)\b", re.IGNORECASE
)
_MONTHS = "january february march april may june july august september october november december".split()
_DAY = re.compile(r"\b(\d{4})-(\d\d)-(\d\d)\b")
_WRITTEN = re.compile(rf"\b(?:(\d{{1,2}})\s+)?({'|'.join(_MONTHS)})\s+(?:(\d{{1,2}}),\s*)?(\d{{4}})\b", re.IGNORECASE)
_FILLER = re.compile(r"\s*\b(?:on|in|by|at|as\s+of|now|today|currently|during|the\s+end\s+of)\s*$", re.IGNORECASE)
_WORD = re.compile(r"[^\s,;:?!()“”\"]+")
_OPENERS = frozenset({"is", "are", "was", "were", "the", "it", "a", "does", "do", "has", "have"})
_NOT_IT = frozenset({"to", "against", "by", "with", "from", "than", "fighting"})


class Question(Struct, frozen=True):
    """``actor`` or ``place``: the words of the question that name it; ``until``: the day it asks about, if it names
    one; ``turned``: it asks whether the actor gains, which is answered by how far it declines."""

    kind: Kind
    actor: str | None = None
    place: str | None = None
    until: str | None = None
    turned: bool = False


def understand(text: str, is_actor: Callable[[str], bool]) -> Question:
    """What a question asks. ``is_actor``: whether words name an actor. Raises UsageError for what cannot be
    answered, with what can."""
    asked = " ".join(text.split())
    if not asked:
        raise UsageError(f"ask what? {CAN}")
    if len(asked) > _LONGEST:
        raise UsageError(f"the question is longer than {_LONGEST} characters: ask one short question. {CAN}")
    until, rest = _day(asked)
    place = _place(rest)
    if place is not None:
        return Question("control", place=place, until=until)
    sinks, rises = _DECLINE.search(rest) is not None, _RISE.search(rest) is not None
    if _OTHER.match(rest) or not (sinks or rises):
        raise UsageError(f"“{asked}” is no question that dateline can answer. {CAN}")
    actor = _actor(rest, is_actor)
    if actor is None:
        raise UsageError(f"“{asked}” names no actor that is known; dateline actors lists those there are. {CAN}")
    return Question("decline", actor=actor, until=until, turned=rises and not sinks)


def _day(text: str) -> tuple[str | None, str]:
    """The day a question asks about (of a month its last), and the question without it."""
    for pattern, days in ((_DAY, _iso), (_WRITTEN, _written)):
        match = pattern.search(text)
        if match:
            try:
                found = days(match).isoformat()
            except ValueError as error:
                raise UsageError(f"{match[0]} is no day: give one as YYYY-MM-DD") from error
            return found, _FILLER.sub("", text[: match.start()].rstrip()) + text[match.end() :]
    return None, text


def _iso(match: re.Match[str]) -> date:
    return date(int(match[1]), int(match[2]), int(match[3]))


def _written(match: re.Match[str]) -> date:
    year, month = int(match[4]), _MONTHS.index(match[2].lower()) + 1
    number = match[1] or match[3]
    if not 1 <= year <= 9999:
        raise ValueError(year)
    return date(year, month, int(number) if number else monthrange(year, month)[1])


def _place(text: str) -> str | None:
    match = _HOLDS.search(text)
    found = match["place"] if match else None
    if found is None and (match := _HOLDER.search(text)):
        found = match["place"] or match["hands"]
    if found is None:
        return None
    bare = found.strip(" ?.!,;:“”\"'")
    while (cut := _FILLER.sub("", bare).strip(" ,")) != bare:
        bare = cut
    for article in ("the city of ", "the town of ", "the village of ", "the "):
        if bare.lower().startswith(article):
            bare = bare[len(article) :]
            break
    return bare or None


def _actor(text: str, is_actor: Callable[[str], bool]) -> str | None:
    """The actor that a question is about: of those it names the first that is not named as another's opponent."""
    words = [word.strip("'’") for word in _WORD.findall(text.replace("’s ", " ").replace("'s ", " "))]
    words = [word.rstrip(".") if word.count(".") == 1 else word for word in words]
    found: list[tuple[int, str]] = []
    start = 0
    while start < len(words):
        length = _longest(words, start, is_actor)
        if length:
            found.append((start, " ".join(words[start : start + length])))
        start += length or 1
    first = [name for at, name in found if not _opposed(words, at)]
    return first[0] if first else found[0][1] if found else None


def _longest(words: Sequence[str], start: int, is_actor: Callable[[str], bool]) -> int:
    """How many words from ``start`` on name an actor; 0 where none do."""
    for length in range(min(_MOST_WORDS, len(words) - start), 0, -1):
        name = " ".join(words[start : start + length])
        opens = words[start] if words[start].isupper() else words[start].lower()
        if opens not in _OPENERS and is_actor(name):
            return length
    return 0


def _opposed(words: Sequence[str], at: int) -> bool:
    before = [w.lower() for w in words[max(0, at - 2) : at] if w.lower() not in ("the", "a")]
    return bool(before) and before[-1] in _NOT_IT
