"""How the parts of a claim are put in words for a table: short, nothing left out without a sign, nothing added."""

from __future__ import annotations

import re

from msgspec.structs import replace

from dateline.values import Claim, ClaimPlace, ClaimSource, Count, Span, Time

UNKNOWN = "?"
ARROW = " → "
_PRONOUN = re.compile(
    r"he|she|it|they|them|him|his|her|their|its|we|us|our|i|me|who|which|that|those|these|this", re.IGNORECASE
)
_UNPRINTABLE = re.compile("[\0-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]")


def printable(text: str) -> str:
    """``text`` on one line, without the control characters that could steer a terminal or turn its direction."""
    return " ".join(_UNPRINTABLE.sub("\ufffd", text.replace("\r", "\n")).split())


def kind(claim: Claim) -> str:
    """Type, mode and whether it is said not to be: "CONTROL holds", "not RETREAT"."""
    words = [claim.type if not claim.negated else f"not {claim.type}", claim.mode or ""]
    return " ".join(word for word in words if word)


def span(value: Span) -> str:
    """What the expression stands for; in brackets where the claim's sentence leaves it out."""
    text = printable(value.text)
    if value.name and (value.inherited or _PRONOUN.fullmatch(text)):
        text = printable(value.name)
    elif value.name and printable(value.name).casefold() not in text.casefold() and len(text) < 40:
        text = f"{text} [{printable(value.name)}]"
    return f"({text})" if value.inherited else text


def parties(claim: Claim) -> str:
    """Who → whom, with the means and the numbers of people."""
    actors, recipients = (", ".join(map(span, spans)) for spans in (claim.actors, claim.recipients))
    text = f"{actors or UNKNOWN}{ARROW}{recipients}" if recipients else actors or UNKNOWN
    means = [f"by {', '.join(map(span, claim.means))}"] if claim.means else []
    numbers = [f"{what} {number(count)}" for what, count in claim.counts.items()]
    total = ["in total"] if claim.aggregate else []
    return "; ".join([text, *means, *numbers, *total])


def number(count: Count) -> str:
    """A number of people: "13", "13+", "up to 24", "20–30"."""
    if count.low is None and count.high is None:
        return printable(count.text)
    if count.high is None:
        return f"{count.low}+"
    if count.low is None:
        return f"up to {count.high}"
    return str(count.low) if count.low == count.high else f"{count.low}–{count.high}"


def place(value: ClaimPlace) -> str:
    """A place with the part it plays; a question mark where it could not be found on the map."""
    role = "" if value.role in ("at", "held") else f"{value.role} "
    # A named place keeps the report's spelling; the gazetteer's stands where the text has no name ("the town").
    is_named = any(word[:1].isupper() for word in value.text.split())
    shown = span(replace(value, name=None) if is_named else value)
    return role + shown + ("" if value.latitude is not None else UNKNOWN)


def places(claim: Claim) -> str:
    """All places, one a line, the most specific first."""
    return "\n".join(map(place, claim.places)) or UNKNOWN


def when(time: Time | None) -> str:
    """The days, no finer than they are known; what stays undated is quoted."""
    if time is None:
        return UNKNOWN
    if time.earliest is None and time.latest is None:
        return f"“{printable(time.text)}”"
    first, last = time.earliest or "…", time.latest or "…"
    if time.precision == "month" and first[:7] == last[:7]:
        return first[:7]
    if time.precision == "year" and first[:4] == last[:4]:
        return first[:4]
    return first if first == last else f"{first} – {last}"


def says(claim: Claim) -> str:
    """The chain of sources, the nearest to the event first; empty where the outlet itself says it."""
    return " via ".join(map(source, claim.sources))


def source(value: ClaimSource) -> str:
    """A source with its manner: "a military source (told the wire by phone)"."""
    how = f" ({printable(value.how)})" if value.how else ""
    return span(value) + how


def quote(text: str, claim: Claim, width: int) -> tuple[str, str, str]:
    """The claim's sentence around its trigger, cut to about ``width`` characters: before, trigger, after."""
    start, end = claim.trigger.start, claim.trigger.end
    trigger, before, after = map(
        printable, (claim.trigger.text, text[claim.sentence.start : start], text[end : claim.sentence.end])
    )
    room = max(width - len(trigger), 20)
    left = max(room - len(after), room // 2)
    if len(before) > left:
        before = "…" + before[len(before) - left :].partition(" ")[2]
    right = max(room - len(before), room // 2)
    if len(after) > right:
        after = after[:right].rpartition(" ")[0] + "…"
    return before + _gap(before, text[start - 1 : start]), trigger, _gap(after, text[end : end + 1]) + after


def _gap(beside: str, between: str) -> str:
    return " " if beside and between.isspace() else ""
