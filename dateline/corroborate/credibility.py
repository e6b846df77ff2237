"""How far an event can be believed: 1 (confirmed) to 6 (cannot be judged) of the Admiralty code, by the written rule in
``docs/grading.md``, with its reasons.

The grade follows from what is said and by how many who do not depend on each other. It knows nothing of how reliable a
source is: that is a grade of its own, A to F, which people give.
"""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from dateline.corroborate.independence import Voice
from dateline.corroborate.outlets import UNKNOWN
from dateline.values import Status

_OPEN: dict[Status, str] = {
    "planned": "planned, not yet carried out",
    "requested": "asked for, not yet carried out",
    "feared": "feared or foretold, not told as a fact",
    "hypothetical": "spoken of as a case that may arise, not told as a fact",
    "asked": "asked as a question, not told as a fact",
}
_SHOWN = 4


Side = tuple[frozenset[str], ...]
"""Those who took part on one side, each as the words of his name."""


class Case(Struct, frozen=True):
    """What the rule looks at. ``told``: who says what the event's status says, with a detail in common; ``sources``:
    how many say it at all (0: those); ``against``: who says the contrary;
    ``differ``: on what those who tell it differ so that it may not be one event (place, day); ``disputed``: what else
    is disputed (actors, numbers); ``bound``: how many of ``told`` at most share a detail of this event's own (None:
    all)."""

    status: Status
    told: tuple[Voice, ...]
    against: tuple[Voice, ...] = ()
    sides: tuple[Side, ...] = ()
    differ: tuple[str, ...] = ()
    disputed: tuple[str, ...] = ()
    sources: int = 0
    bound: int | None = None


def credibility(case: Case) -> tuple[int, tuple[str, ...]]:
    """The grade and the reasons for it, the weightiest first."""
    if case.status in _OPEN:
        return 6, (_OPEN[case.status], _by(case.told))
    if case.status == "denied":
        return _denied(case)
    if case.status == "possible":
        grade, reasons = (
            (4 if any(voice.named for voice in case.told) else 6),
            ["told as possible only", _by(case.told)],
        )
    else:
        grade, reasons = _supported(case)
    return _against(case, grade, reasons)


def _supported(case: Case) -> tuple[int, list[str]]:
    """By how many it is told, and whether they stand on one side or came by one outlet."""
    number, ways = len(case.told), {way for voice in case.told for way in voice.ways}
    reasons = [_by(case.told)]
    if number == 1 and not case.told[0].named and not case.told[0].own:
        return 6, [*reasons, "nothing else to judge it by"]
    partial = [{i for i, side in enumerate(case.sides) if _stands(voice, side)} for voice in case.told]
    if all(partial) and set.intersection(*partial):
        return 3, [*reasons, "told only by those who took part, on one side"]
    if number == 1:
        return 3, reasons
    if case.bound is not None and case.bound < 2:
        return 3, [*reasons, "with no day, town, number or name of this event's own in common"]
    if case.bound == 2 < number:
        reasons.append("of them 2 with a day, town, number or name of this event's own in common")
    if sum(voice.named for voice in case.told) < 3 or case.bound == 2:
        return 2, reasons
    return (1, reasons) if len(ways) > 1 else (2, [*reasons, "all of it through one outlet, as far as is known"])


def _against(case: Case, grade: int, reasons: list[str]) -> tuple[int, tuple[str, ...]]:
    """What speaks against it."""
    if case.differ and grade < 4:
        grade += 1
    reasons += [f"those who tell it differ on the {what}" for what in case.differ]
    if case.against:
        reasons.append(f"denied by {_names(case.against)}")
        if len(case.against) > len(case.told):
            grade = 5
        elif len(case.against) == len(case.told):
            grade = max(4, grade)
        elif grade < 4:
            grade += 1
    reasons += [f"disputed: {what}" for what in case.disputed]
    if case.sources > len(case.told):
        reasons.append(f"{case.sources - len(case.told)} more, without a detail in common")
    return grade, tuple(reasons)


def _denied(case: Case) -> tuple[int, tuple[str, ...]]:
    """Denials outweigh what speaks for it, or nobody says that it happened. Here ``told`` are those who deny it."""
    denied = f"denied by {_names(case.told)}"
    if case.against:
        return 5, (denied, f"told by fewer: {_names(case.against)}")
    if all(any(_stands(voice, side) for side in case.sides) for voice in case.told):
        return 6, (denied, "no report tells it, and only those who took part deny it")
    return 5, (denied, "no report tells it")


def _by(voices: Sequence[Voice]) -> str:
    if len(voices) > 1:
        return f"reported by {len(voices)} independent sources: {_names(voices)}"
    if not voices[0].named:
        return "one source, unnamed" + (", and the outlet's own words" if voices[0].own else "")
    if UNKNOWN in voices[0].ways and voices[0].own:
        return "one source: an outlet that is not known"
    return f"one source: {voices[0].label}" + (" in its own words" if voices[0].own else "")


def _names(voices: Sequence[Voice]) -> str:
    names = [voice.label for voice in voices[:_SHOWN]]
    left = len(voices) - len(names)
    return ", ".join(names) + (f" and {left} more" if left else "")


def _stands(voice: Voice, side: Side) -> bool:
    """Whether a source is one of those who took part, or speaks for one."""
    return any(name and name <= voice.words for name in side)
