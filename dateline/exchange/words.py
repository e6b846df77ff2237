"""One sentence of our own that says what a row says, for people; quotes stand beside it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from dateline.exchange.clean import line
from dateline.exchange.record import Record, Who
from dateline.values import ClaimPlace, Event, Tally

_MONTHS = (
    "January February March April May June July August September October November December".split()
)  # not strftime's, which follow the machine's language
_TYPES = {
    "AGREE": "agreement", "CONSULT": "talks", "SUPPORT": "support", "CONCEDE": "concession", "COOPERATE": "cooperation",
    "AID": "aid", "RETREAT": "retreat", "REQUEST": "demand", "ACCUSE": "accusation", "REJECT": "refusal",
    "THREATEN": "threat", "PROTEST": "protest", "SANCTION": "sanction", "MOBILIZE": "deployment",
    "COERCE": "coercion", "ASSAULT": "attack", "CONTROL": "control of a place", "DISPLACE": "displacement",
    "STRENGTH": "change of strength",
}  # fmt: skip
_COUNTED = {"killed": "killed", "injured": "injured", "displaced": "displaced", "detained": "detained"}
_ARTICLES = ("The", "A", "An")
SHOWN = 4
"""Parties of a side that the sentence names at most."""


def sentence(record: Record) -> str:
    """What happened, who to whom, where, when and how many: "Reported attack (aerial): Turkey → Islamic State, near
    Kobane, on 3 March 2015; killed: 4 to 6." Nothing is in it that the event does not hold."""
    event = record.event
    parts = [kind(event)]
    if who := parties(record.actors, record.recipients):
        parts.append(f": {who}")
    if event.place is not None:
        parts.append(f", {where(event.place)}")
    if days := when(event):
        parts.append(f", {days}")
    counts = [f"{_COUNTED[name]}: {number(event.counts[name])}" for name in _COUNTED if name in event.counts]
    tail = f"; {', '.join(counts)}" if counts else ""
    return "".join(parts) + tail + "."


def kind(event: Event) -> str:
    """Status, type and mode, such as "Denied attack (aerial)"."""
    status = "Reported" if event.status == "actual" else event.status.capitalize()
    total = " total of" if event.aggregate else ""
    return f"{status}{total} {_TYPES[event.type]}" + (f" ({event.mode})" if event.mode else "")


def title(record: Record) -> str:
    """A short title: who did what to whom, where."""
    who = parties(record.actors, record.recipients)
    place = record.event.place
    at = f" ({place_name(place)})" if place is not None else ""
    return f"{_TYPES[record.event.type].capitalize()}: {who}{at}" if who else f"{kind(record.event)}{at}"


def parties(actors: Sequence[Who], recipients: Sequence[Who]) -> str:
    """Both sides, with an arrow between them."""
    first, second = _names(actors), _names(recipients)
    if first and second:
        return f"{first} → {second}"
    return first or (f"unknown → {second}" if second else "")


def _names(side: Sequence[Who]) -> str:
    shown = [line(who.name) for who in side[:SHOWN]]
    more = len(side) - len(shown)
    return ", ".join(shown) + (f" and {more} more" if more > 0 else "")


def where(place: ClaimPlace) -> str:
    """The place with its relation: "north of Kobane", "the road to …"."""
    name = place_name(place)
    if place.relation == "at" or place.relation.partition("-")[0] in name.casefold():
        return f"at {name}" if place.role in ("at", "held") else f"{place.role} {name}"
    return f"{place.relation.replace('-', ' ')} {name}"


def place_name(place: ClaimPlace) -> str:
    """How reports call the place, if that is a name, else the gazetteer's name."""
    text = line(place.text)
    if any(word[:1].isupper() and word not in _ARTICLES for word in text.split()) or place.name is None:
        return text
    return line(place.name)


def when(event: Event) -> str:
    """The days, no finer than they are known."""
    first, last = event.earliest, event.latest
    if first is None and last is None:
        return ""
    if first == last and first is not None:
        return f"on {_day(first)}"
    if event.precision == "month" and first is not None and last is not None and first[:7] == last[:7]:
        return f"in {_MONTHS[int(first[5:7]) - 1]} {int(first[:4])}"
    if event.precision == "year" and first is not None and last is not None and first[:4] == last[:4]:
        return f"in {int(first[:4])}"
    if first is None:
        return f"up to {_day(last or '')}"
    return f"from {_day(first)}" + (f" to {_day(last)}" if last is not None else " on")


def number(tally: Tally) -> str:
    """A number with its span: "4", "4 to 6", "at least 4", "up to 6", "number not given"."""
    low, high = tally.low, tally.high
    if low is not None and high is not None:
        return str(low) if low == high else f"{low} to {high}"
    if low is not None:
        return f"at least {low}"
    return f"up to {high}" if high is not None else "number not given"


def _day(iso: str) -> str:
    day = date.fromisoformat(iso)
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"
