"""Times counted from another one ("last week", "three days ago", "the next day"), vague ones, durations, recurrences.
Each function takes and gives what those of ``named`` do."""

from __future__ import annotations

import re

from dateline.dates import context, words
from dateline.dates.expression import (
    Base,
    Date,
    Direction,
    Duration,
    Expression,
    Offset,
    Recurrence,
    Season,
    Shift,
    Vague,
    Weekday,
    Which,
    Window,
)
from dateline.dates.matches import Match, made

# determiner: (units from the base, base)
_DETERMINED: dict[str, tuple[int, Base]] = {
    "last": (-1, "published"), "past": (-1, "published"), "recent": (-1, "published"), "this": (0, "published"),
    "current": (0, "published"), "this past": (-1, "published"), "this coming": (1, "published"),
    "next": (1, "published"), "coming": (1, "published"), "upcoming": (1, "published"),
    "previous": (-1, "text"), "preceding": (-1, "text"), "prior": (-1, "text"), "following": (1, "text"),
    "ensuing": (1, "text"), "subsequent": (1, "text"), "that": (0, "text"), "that same": (0, "text"),
    "that very": (0, "text"), "very same": (0, "text"), "same": (0, "text"),
}  # fmt: skip
_WHICH: dict[tuple[int, Base], Which] = {
    (-1, "published"): "last", (0, "published"): "this", (1, "published"): "next", (-1, "text"): "previous",
    (0, "text"): "same", (1, "text"): "following",
}  # fmt: skip
_PART_OF = re.compile(
    r"(?:end|close|start|beginning|middle|half|part|earlier in|later in|early in|late in|later on in)(?: of)? $"
)
_ENDS_OF = re.compile(r"(?:first|last|final) $")
_TOLD_NEXT = re.compile(
    r"[ \xa0](?:\w{2,16}ed|was|were|had|became|began|found|took|came|went|fell|left|lost|won|grew|led|made|gave|got"
    r"|spread|ran|rose|saw|met|held|told|said)(?!\w)"
)
_CAPITAL_NEXT = re.compile(r" [A-Z]")


def deictic(m: Match, text: str) -> Expression | None:
    """ "Today", "yesterday evening", "overnight"."""
    word, start, end = m["day"], m.start(), m.end("day")
    if word == "today" and text[start].isupper() and not context.shouts(text, start, end):
        name_follows = re.match(r"['’]s [A-Z]", text[end : end + 4])
        title_before = re.search(r"[A-Z]\w{1,20} $", text[max(0, start - 22) : start])
        if name_follows or (title_before and not context.starts_sentence(text, start)):
            return None  # Russia Today, Today's Zaman
    if word == "overnight":
        return made(m, Window("day", 1, False, "published"), "night", end=end)
    count = {"today": 0, "tonight": 0, "yesterday": -1, "tomorrow": 1}[word]
    return made(m, Shift("day", count, "published"), m["part"] or ("night" if word == "tonight" else None))


def beyond_day(m: Match, text: str) -> Expression | None:
    """ "The day before yesterday"."""
    if (m["dir"], m["day"]) not in (("before", "yesterday"), ("after", "tomorrow")):
        return None
    return made(m, Shift("day", -2 if m["dir"] == "before" else 2, "published"))


def _base_after(m: Match) -> Base:
    """Whether "two days after" goes on with what it counts from ("the vote"), which is then unknown."""
    ends = re.match(r"(?:[ \xa0](?:that|this|which)(?!\w)|[ \xa0]?(?:[.,;:)\n]|$))", m.string[m.end() : m.end() + 8])
    return "text" if ends else "event"


def running(m: Match, text: str) -> Expression | None:
    """ "For the third day running", "three straight days": up to the day last told, or to publication."""
    word = (m["n"] or m["n2"]).removesuffix("-")
    count = words.NTH.get(word) or (words.plain(word) if word[0].isdigit() else words.number(word))
    if count is None or count < 2:
        return None
    unit, times = words.unit(m["u"] or m["u2"])
    return made(m, Window(unit, (count - 1) * times, False, "latest"))


def next_to(m: Match, text: str) -> Expression | None:
    """ "The day before", "a day later"."""
    if context.word_before(m.string, m.start()) not in ("the", "a", "one"):
        return None
    forward = m["dir"] in ("after", "following", "later")
    base = _base_after(m) if m["dir"] in ("before", "after", "following", "prior") else "text"
    return made(m, Shift("day", 1 if forward else -1, base), None if m["u"] == "day" else m["u"])


def determined(m: Match, text: str) -> Expression | None:
    """ "Last week", "that month", "the next three days", "last Sunday", "next summer"."""
    det = " ".join(m["det"].split())
    count, base = _DETERMINED[det]
    the = context.word_before(m.string, m.start()) in ("the", "its", "his", "their")
    if m["daypart"]:
        if det in ("past", "recent", "coming", "current", "upcoming") or m["n"]:
            return None
        base = "text" if count == 1 or (the and det != "last") or det == "previous" else base
        return made(m, Shift("day", count, base), m["daypart"])
    if m["w"]:
        if det == "following" and not the:
            return None  # "clashes following Friday prayers"
        if m["n"] or not context.is_weekday(text, m.string, m.start("w"), m.end("w")):
            return None
        return made(m, Weekday(words.weekday(m["w"]), which=_WHICH[count, base]))
    if m["season"]:
        return None if m["n"] else made(m, Season(words.SEASONS[m["season"]], which=_WHICH[count, base]))
    if m["m"]:
        if m["n"] or (m["m"] in ("may", "march") and not text[m.start("m")].isupper()) or len(m["m"].rstrip(".")) < 3:
            return None
        if det in ("that", "this", "following", "past", "recent", "current") and m["m"] in ("march", "may", "mar"):
            return None
        return made(m, Date(month=words.month(m["m"]), which=_WHICH[count, base]))
    return _determined_unit(m, det, count, base, the)


def _determined_unit(m: Match, det: str, count: int, base: Base, the: bool) -> Expression | None:
    unit, times = words.unit(m["u"])
    if unit == "minute":
        return None
    if m["n"] or m["s"] in ("s", "ies"):
        if count == 0 or (det == "prior" and not m["n"]):
            return None
        many = words.number(m["n"]) if m["n"] else None
        return made(m, Window(unit, many * times if many else None, count > 0, base))
    if unit == "hour":
        return None
    night = m["u"] if m["u"] in ("night", "morning", "afternoon", "evening") else None
    if unit == "day" and not night:
        if det in ("last", "past", "recent", "coming", "upcoming", "current", "this past", "this coming"):
            return None
        return made(m, Shift("day", count, "text"))
    if night:
        if det in ("past", "recent", "coming", "upcoming", "current", "prior"):
            return None
        return made(m, Shift("day", count, "text" if count == 1 or (the and det != "last") else base), night)
    if det == "recent":
        return None
    if det in ("past", "coming") or (det == "this past" and unit == "week") or (det == "last" and the):
        return made(m, Window(unit, times, count > 0, base))
    if det == "next" and the:
        base = "text"
    return made(m, Shift(unit, count * times, base))


def offset(m: Match, text: str) -> Expression | None:
    """ "Three days ago", "weeks later"."""
    unit, times = words.unit(m["u"])
    direction = m["dir"].split()[0]
    if m["half2"] and not m["n"]:
        return None
    if not m["n"] and m.string[m.end("u") : m.end("u") + 1] != "s" and m["u"] != "centur":
        return None
    many = words.number(m["n"]) if m["n"] else None
    forward = direction in ("later", "after", "afterward", "afterwards", "from", "hence")
    if direction in ("ago", "from", "hence"):
        base: Base = "published"
    else:
        base = _base_after(m) if direction in ("after", "before", "prior") else "text"
    count = None if many is None else many * times * (1 if forward else -1)
    return made(m, Offset(unit, count, forward, base, half=bool(m["half"] or m["half2"])))


def after_offset(m: Match, text: str) -> Expression | None:
    """ "After two days" where a clause ends."""
    unit, times = words.unit(m["u"])
    many = words.number(m["n"])
    return made(m, Offset(unit, many * times if many else None, True, "text"))


def duration(m: Match, text: str) -> Expression | None:
    """ "Three weeks", "for years"; an age is none."""
    if m["old"]:
        return None  # an age
    if _ENDS_OF.search(context.before(m.string, m.start())) and m.string.startswith(" of ", m.end()):
        return None  # "the first three months of 2014": a part of what follows
    if m["bare"]:
        return made(m, Duration(words.unit(m["bare"].split()[-1])[0], None))
    unit, times = words.unit(m["u"])
    many = words.number(m["n"])
    if m["n"] in ("a", "an", "one") and unit == "day":
        return None  # "a day of mourning", "one day"
    return made(m, Duration(unit, many * times if many else None))


def anaphor(m: Match, text: str) -> Expression | None:
    """Named by its unit alone, "the month" counts only with a part of it ("the end of the month", which ``compose``
    puts on) or as a weekend."""
    unit = words.unit(m["u"])[0]
    if m["end"]:
        part = "late" if m["end"] == "end" else "early"
        return Expression(m.start(), m.end(), Shift(unit, 0, "published"), part) if unit != "day" else None
    low = m.string
    if unit == "weekend" and low.startswith("the", m.start()):
        return made(m, Shift("weekend", 0, "published"))
    wanted = _PART_OF.search(context.before(low, m.start()))
    return made(m, Shift(unit, 0, "published")) if wanted and low.startswith("the", m.start()) else None


def vague(m: Match, text: str) -> Expression | None:
    """ "Recently", "now", "soon"."""
    for direction in ("past", "present", "future"):
        if m[direction]:
            if m[direction] == "soon" and context.word_before(m.string, m.start()) in ("as", "too", "how"):
                return None
            if m[direction] == "soon" and _TOLD_NEXT.match(m.string, m.end()):
                return None  # "she soon found": soon after what is told, not after publication
            return made(m, Vague(_direction(direction)))
    return None


def _direction(name: str) -> Direction:
    return "past" if name == "past" else "present" if name == "present" else "future"


def recurrence(m: Match, text: str) -> Expression | None:
    """ "Every Friday", "daily"."""
    named = text[m.start()].isupper() and not context.starts_sentence(text, m.start())
    if named and not context.shouts(text, m.start(), m.end()):
        return None  # the Hurriyet Daily News
    if m.string.startswith(("daily", "weekly", "monthly"), m.start()) and _CAPITAL_NEXT.match(text, m.end()):
        return None
    return made(m, Recurrence(words.weekday(m["w"]) if m["w"] else None))
