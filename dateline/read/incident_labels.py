"""The labels of the two incident heads, in the order of their numbers: MUC-4's incident types and string slots."""

from __future__ import annotations

TYPES = ("attack", "bombing", "kidnapping", "robbery", "arson", "forced work stoppage")
"""Types of incidents; the number of a type is its place here."""
ROLES = ("PerpInd", "PerpOrg", "Target", "Victim", "Weapon")
"""Slots filled from the text: perpetrators (people, organisations), physical targets, named victims, weapons."""
DESCRIBED = "Described"
"""One more role that the model marks: human targets described, not named. MUC-4's raw keys have them; the processed
templates, and so the scores, leave them out."""
MARKED = (*ROLES, DESCRIBED)
"""The roles that the head of roles marks, in the order of its scores."""
