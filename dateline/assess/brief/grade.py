"""How far a statement can be believed, in words."""

from __future__ import annotations

from collections.abc import Mapping

from dateline.assess.brief.plain import day, joined, number
from dateline.assess.brief.sentence import behind, together
from dateline.assess.brief.values import Given
from dateline.assess.brief.voices import voice
from dateline.values import Event

MEANING = {
    1: "confirmed",
    2: "probably true",
    3: "possibly true",
    4: "doubtful",
    5: "improbable",
    6: "cannot be judged",
}
"""The Admiralty code's words for the credibility of information."""
UNSURE = 0.3
"""Below this confidence of the reader a statement asks to be checked."""


def note(given: Given, called: Mapping[str, str]) -> str:
    """Credibility, how many say it, what is disputed, whether the reader is unsure; no day where none is known."""
    event = given.event
    found = [f"Event: credibility {event.credibility} ({MEANING[event.credibility]}), {backing(event)}"]
    whole = together(given, called)
    if whole:
        found.append(f"all reports together: {whole}")
    others = [
        name for name in dict.fromkeys(voice(one) for one in behind(given)[1:]) if name != voice(behind(given)[0])
    ]
    if others:
        found.append(f"also told by {joined(others)}")
    if event.earliest is None and event.latest is None:
        days = sorted({one.of.published for one in behind(given) if one.of.published})
        found.append("day not known" + (f", reported {day(days[0])}" if days else ""))
    if event.disputed:
        found.append("disputed: " + ", ".join(one.what for one in event.disputed))
    if unsure(given):
        found.append("the program is unsure that it read this right: check the sentence")
    return " · ".join(found)


def backing(event: Event) -> str:
    """ "2 independent sources, 3 outlets"."""
    sources = number(event.independent_sources, "independent source")
    return "one source" if event.independent_sources == 1 else f"{sources}, {number(event.outlets, 'outlet')}"


def unsure(given: Given) -> bool:
    """Whether the reader gives little for any of the claims behind the event."""
    return max(one.claim.confidence for one in behind(given)) < UNSURE
