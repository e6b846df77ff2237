"""What bears on civilians: the kinds of concern, and how urgent each is when it is fresh."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

Kind = Literal[
    "warning", "feared", "siege", "explosive-weapons", "harm", "abduction", "displacement", "blocked-aid", "detention",
    "return",
]  # fmt: skip
Urgency = Literal["immediate", "soon", "watch", "past"]


class Concern(Struct, frozen=True):
    """``title`` names it; ``fresh`` and ``later``: how urgent it is within a week of the day asked about, and within a
    month; older ones are past. The order of urgency is a judgement: what still can be acted on comes first."""

    kind: Kind
    title: str
    fresh: Urgency
    later: Urgency


_ALL = (
    Concern("warning", "Warning or appeal to leave", "immediate", "soon"),
    Concern("feared", "Harm feared or threatened", "immediate", "soon"),
    Concern("siege", "Siege", "immediate", "soon"),
    Concern("explosive-weapons", "Explosive weapons in a populated place", "immediate", "watch"),
    Concern("blocked-aid", "Aid or passage blocked", "immediate", "soon"),
    Concern("harm", "Civilians killed or hurt", "soon", "watch"),
    Concern("abduction", "Civilians abducted or held", "soon", "soon"),
    Concern("displacement", "People flee or are driven out", "soon", "watch"),
    Concern("detention", "Civilians detained", "watch", "watch"),
    Concern("return", "People return", "watch", "watch"),
)
CONCERNS: dict[Kind, Concern] = {one.kind: one for one in _ALL}
"""All kinds, in the order in which they are shown."""
ORDER: tuple[Urgency, ...] = ("immediate", "soon", "watch", "past")
WEEK, MONTH = 7, 31


def urgency(kind: Kind, days: int | None) -> Urgency:
    """How urgent a concern is so many days after it was last told of; of what has no day that is not known, so it is
    to be watched."""
    if days is None:
        return "watch"
    if days <= WEEK:
        return CONCERNS[kind].fresh
    return CONCERNS[kind].later if days <= MONTH else "past"
