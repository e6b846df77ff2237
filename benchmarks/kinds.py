"""Our kinds of mention against those of the corpora. A corpus draws fewer lines than the contract: both sides are
brought to its types, and what it does not annotate is scored on neither side."""

from __future__ import annotations

GUM: dict[str, str] = {
    "person": "person",
    "group": "person",
    "organisation": "organization",
    "armed-actor": "organization",
    "place": "place",
    "facility": "place",
    "time": "time",
}
"""Contract → GUM. GUM's ``person`` holds groups of people too. GUM has no type for weapons, vehicles, quantities and
nationalities alone, and its events, objects, substances, abstract things, animals and plants have no kind of ours."""

RE3D: dict[str, str] = {
    "person": "Person",
    "organisation": "Organisation",
    "armed-actor": "Organisation",
    "group": "Organisation",
    "place": "Location",
    "facility": "Location",
    "weapon": "Weapon",
    "vehicle": "Vehicle",
    "quantity": "Quantity",
    "time": "Temporal",
    "nationality": "Nationality",
}
"""Contract → re3d. re3d's ``Organisation`` is any group of people, by name or class ("rebels")."""

RE3D_MERGED: dict[str, str] = {"MilitaryPlatform": "Vehicle", "Money": "Quantity", "Coordinate": "Location"}
"""re3d types that have one kind of ours together with another. Its CommsIdentifier, DocumentReference, Frequency and
Url have none and are not scored."""


def gum(label: str) -> str | None:
    """A GUM type as it is scored; None: not scored."""
    return label if label in GUM.values() else None


def re3d(label: str) -> str | None:
    """A re3d type as it is scored; None: not scored."""
    merged = RE3D_MERGED.get(label, label)
    return merged if merged in RE3D.values() else None
