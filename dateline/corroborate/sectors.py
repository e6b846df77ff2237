"""The PLOVER sector that the words of a name tell, for actors that reports alone know."""

from __future__ import annotations

from dateline.corroborate.actor import ActorKind
from dateline.corroborate.actor_words import ARMED, CIVIL

_WORDS = {
    "COP": "police policia carabineros gendarmerie constabulary",
    "JUD": "court tribunal prosecutor attorney",
    "LEG": "parliament congress senate assembly",
    "SPY": "intelligence",
    "GOV": "ministry government department treasury administration authority municipality",
    "EDU": "university academy school college institute",
    "MED": "radio television tv news newspaper press channel broadcasting agency",
    "PTY": "party",
    "CRM": "cartel gang gangs mafia",
    "LAB": "union unions federation syndicate workers",
    "REL": "church bishops archdiocese caritas conference",
    "BUS": "company corporation bank",
    "REB": "liberation guerrilla guerrillas insurgent resistance mujahideen mujahidin jihad",
    "NGO": "foundation charity observatory commission committee association society",
}  # fmt: skip
_SECTOR = {word: code for code, words in _WORDS.items() for word in words.split()}
_ARMED = frozenset({"COP", "REB", "CRM"})


def sector_of(key: str, kind: ActorKind) -> str | None:
    """The sector that the last telling word of a name (a key) stands for; None where none tells, or what it tells does
    not fit an armed actor."""
    for word in reversed(key.split()):
        code = _SECTOR.get(word)
        if code is not None and (kind != "armed-actor" or code in _ARMED):
            return code
    return None


def kind_of(key: str, found: ActorKind) -> ActorKind:
    """The kind that the words of a name (a key) tell, else the one it was ``found`` to be: readers take a party for an
    armed group and a brigade for an office."""
    words = set(key.split())
    if words & CIVIL and not words & {"liberation", "revolutionary", "front", "army"}:
        return "organisation"
    return "armed-actor" if words & ARMED else found
