"""Telling words that split what one type of claim holds together, by their beginnings (compared in lower case)."""

from __future__ import annotations

import re
from functools import lru_cache

_WORD = re.compile(r"[^\W\d_]+")
DEFECTING = (
    "defect",
    "desert",
    "mutin",
    "turncoat",
    "surrender",
    "splinter",
    "broke away",
    "switch",
    "turned himself",
    "turned themsel",
)
HESITATING = (
    "afraid", "fear", "frighten", "scared", "hesita", "reluctan", "unwilling", "moral", "demoral", "dispirit",
    "dishearten", "desperat", "panic", "disarray", "infight", "disput", "refus",
)  # fmt: skip
LOSING = ("casualt", "loss", "lost", "toll", "death", "killed", "return", "come back", "came back", "missing")
CLASHING = ("battl", "clash", "combat", "fight", "firefight", "fought", "confront", "skirmish", "engagement", "war")
_INSTITUTIONS = (
    "administration", "barracks", "base", "bureau", "centre", "center", "command", "council", "court", "diwan",
    "headquarters", "hospital", "hq", "institution", "jail", "ministr", "office", "prison", "school", "station",
    "treasury", "tribunal",
)  # fmt: skip


@lru_cache(maxsize=20_000)
def begins(text: str, beginnings: tuple[str, ...]) -> bool:
    """Whether any word of ``text`` (or, for a beginning of several words, the text itself) begins so."""
    low = text.casefold()
    return any(
        beginning in low if " " in beginning else any(word.startswith(beginning) for word in _WORD.findall(low))
        for beginning in beginnings
    )


def institution(text: str) -> bool:
    """Whether an expression names an institution that governs or commands."""
    return begins(text, _INSTITUTIONS)
