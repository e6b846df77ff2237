"""Who says something, in words."""

from __future__ import annotations

import re

from dateline.assess.brief.plain import inner, short
from dateline.assess.brief.values import Backing
from dateline.values import ClaimSource

NO_OUTLET = "an outlet that is not known"
_ANYBODY = re.compile(r"(?:he|she|it|they|i|we|him|her|them|who|which|one|others|some|a|the)", re.IGNORECASE)


def called(name: str) -> str:
    """A source by its name or description; nobody by a pronoun."""
    found = inner(short(name))
    return "someone not named" if not found or _ANYBODY.fullmatch(found) else found


def voice(one: Backing) -> str:
    """The nearest source of a claim and its outlet, or the outlet alone."""
    outlet = short(one.of.outlet or NO_OUTLET)
    sources = says(one)
    return f"{sources[0]} ({outlet})" if sources else outlet


def says(one: Backing) -> tuple[str, ...]:
    """The sources of a claim by name or description, nearest first; none: the outlet itself."""
    return tuple(dict.fromkeys(_name(source) for source in one.claim.sources))


def _name(source: ClaimSource) -> str:
    return called(source.name or source.text)
