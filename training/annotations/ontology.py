"""What an annotation may say: types with their modes, statuses, roles, relations and kinds of the contract."""

from __future__ import annotations

from typing import get_args

from dateline.values import ClaimType, PlaceRole, Precision, SourceKind, Status

TYPES: tuple[str, ...] = get_args(ClaimType)
STATUSES: tuple[str, ...] = get_args(Status)
ROLES: tuple[str, ...] = get_args(PlaceRole)
KINDS: tuple[str, ...] = get_args(SourceKind)
PRECISIONS: tuple[str, ...] = get_args(Precision)
COUNTS = ("killed", "injured", "displaced", "detained", "force")
FLAGS = ("negated", "aggregate", "background")
_COMPASS = "north south east west north-east north-west south-east south-west".split()
RELATIONS = (
    "at", "near", "road-to", "countryside-of", "outskirts-of", "between", "border-of", "along",
    *(f"{point}-of" for point in _COMPASS),
)  # fmt: skip
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
