"""What a claim may say: the types with their modes, the statuses, and the roles that a word can play in a claim."""

from __future__ import annotations

from typing import get_args

from dateline.values import ClaimType, PlaceRole, Status

TYPES: tuple[ClaimType, ...] = get_args(ClaimType)
STATUSES: tuple[Status, ...] = get_args(Status)
PLACE_ROLES: tuple[PlaceRole, ...] = get_args(PlaceRole)
COUNTS = ("killed", "injured", "displaced", "detained", "force")
FLAGS = ("negated", "aggregate", "background")
_WANTED = "assist change yield meet"
MODES: dict[str, frozenset[str]] = {
    name: frozenset(modes.split())
    for name, modes in {
        "CONSULT": "visit third-party multilateral phone",
        "RETREAT": "withdraw release disarm ceasefire access resign",
        "REQUEST": _WANTED,
        "REJECT": _WANTED,
        "ACCUSE": "disapprove investigate allege",
        "THREATEN": "restrict arrest relations expel territory violence",
        "PROTEST": "demo riot strike hunger boycott obstruct vandalize",
        "SANCTION": "convict expel withdraw discontinue",
        "MOBILIZE": "troops weapons police militia",
        "COERCE": "seize restrict censor curfew martial-law arrest deport withhold misinformation cyber",
        "ASSAULT": "abduct beat torture sexual targeted destroy primitive firearms explosives suicide-attack aerial "
        "drone heavy-weapons crowd-control unconventional",
        "CONTROL": "holds gains loses contests",
        "DISPLACE": "flee expelled evacuated return",
        "STRENGTH": "up down size",
    }.items()
}
ALL_MODES: tuple[str, ...] = ("", *sorted({mode for modes in MODES.values() for mode in modes}))
"""All modes of all types; the first stands for none."""
ROLES: tuple[str, ...] = ("actor", "recipient", "means", *PLACE_ROLES, "time", "source", *COUNTS)
SLOTS: dict[str, tuple[str, ...]] = {
    "actor": ("actor",),
    "recipient": ("recipient",),
    "place": PLACE_ROLES,
    "time": ("time",),
    "source": ("source",),
}
"""What a claim may take over from another sentence, each with its roles."""
