"""What to call a place, which of a claim's places matter, and the places that an assessment reaches."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from dateline.corroborate.called import PRONOUNS, is_description
from dateline.values import Claim, ClaimPlace, Place

WIDE = frozenset({"country", "continent", "region", "admin1"})
_BRACKETS = re.compile(r"\([^()]*\)")
_AL = re.compile(r"(?:al|el|ad|an|ar|as|at|az|ash|ed|er|es|esh|et|ez)[-‘'’][^\W\d_]", re.IGNORECASE)
_JOINING = frozenset({"of", "de", "del", "la", "las", "los", "da", "do", "al", "el"})
_OPENERS = frozenset(
    "the a an all any several many some various different other our their his her its these those this that of in "
    "areas positions here there half most part parts".split()
)
_FIRST_ROLES = {"CONTROL": ("held", "at"), "RETREAT": ("from", "at", "to", "via"), "DISPLACE": ("from", "at", "to")}
_ROLES = ("at", "from", "held", "to", "via")
_RELATIONS = {
    "near": "near ",
    "road-to": "the road to ",
    "countryside-of": "the countryside of ",
    "outskirts-of": "the outskirts of ",
    "border-of": "the border of ",
    "along": "along ",
    "between": "between places near ",
}


def places(claim: Claim) -> tuple[ClaimPlace, ...]:
    """The places that a claim is about: those of the role that counts for its type (for a withdrawal what was left, for
    control what is held), all of them for control, else the most specific. What names no place ("any area") is none;
    a country or region counts only where nothing narrower is named."""
    named = [p for p in claim.places if p.latitude is not None or any(c.isupper() for c in p.text)]
    for those in ([p for p in named if p.feature not in WIDE], named):
        for role in _FIRST_ROLES.get(claim.type, _ROLES):
            found = tuple(p for p in those if p.role == role)
            if found:
                return found if claim.type == "CONTROL" and role == "held" else found[:1]
    return ()


def key(place: Place) -> tuple[str, str]:
    """Equal for two namings of one place: its id, else its name, and the relation to it."""
    return place.id or (place.name or place.text).casefold(), place.relation


def label(place: Place, name: str | None = None) -> str:
    """How to call a place, its relation put in words: "the countryside of Aleppo", "south-east of Kobane"."""
    called = name or proper(place)
    if place.relation == "at":
        return called
    if place.relation in _RELATIONS:
        return _RELATIONS[place.relation] + called
    return (
        place.relation.replace("-of", " of ")
        .replace("southeast", "south-east")
        .replace("southwest", "south-west")
        .replace("northeast", "north-east")
        .replace("northwest", "north-west")
        .replace("  ", " ")
        + called
    )


def proper(place: Place) -> str:
    """What the text calls a place ("the town of Ain Issa" → "Ain Issa"), else its full name."""
    return _written(place) or place.name or " ".join(place.text.split())


def _written(place: Place) -> str | None:
    """The capitalised words that the expression ends with. Where all is in capitals nothing tells a name."""
    text = " ".join(_BRACKETS.sub(" ", place.text).split())
    if text.upper() == text and place.name:
        return None
    words = text.split()
    first = len(words)
    while first:
        word = words[first - 1]
        if word[:1].isupper() or _AL.match(word):
            first -= 1
        elif word in _JOINING and first > 1 and first < len(words) and words[first - 2][:1].isupper():
            first -= 2
        else:
            break
    return " ".join(words[first:]) or None


def names(those: Iterable[Place]) -> dict[str, str]:
    """For each place, by id (or name), what texts call it most often; of equals the shortest, then the first by letter;
    its full name where no text calls it anything."""
    found: dict[str, Counter[str]] = {}
    full: dict[str, str] = {}
    for place in those:
        of, written = key(place)[0], _written(place)
        full[of] = min(full.get(of, proper(place)), proper(place))
        if written is not None:
            found.setdefault(of, Counter())[written] += 1
    best = {of: min(n, key=lambda name: (-n[name], len(name), name)) for of, n in found.items()}
    return {of: best.get(of, name) for of, name in sorted(full.items())}


def scope(those: Sequence[ClaimPlace]) -> tuple[Place, ...]:
    """The places named, each once, by name; whole countries and regions only where nothing narrower is named, since
    what is told of towns does not reach beyond them. What is but described ("the city", "our positions") is no
    name."""
    named = [p for p in those if p.latitude is not None or not _described(p)]
    narrow = [p for p in named if p.feature not in WIDE] or named
    called = names(narrow)
    best: dict[tuple[str, str], ClaimPlace] = {}
    for place in sorted(narrow, key=lambda p: (p.latitude is None, -(p.confidence or 0.0), p.text, p.start)):
        best.setdefault(key(place), place)
    order = sorted(best, key=lambda k: (label(best[k], called[k[0]]).casefold(), k))
    return tuple(best[k] for k in order)


def _described(place: Place) -> bool:
    """Whether an unresolved expression names nothing: its words are all generic, or it is all in capitals, where
    names do not stand out, and opens like a description."""
    if is_description(place.text):
        return True
    first = place.text.split(" ")[0].casefold()
    return place.text.upper() == place.text and (first in _OPENERS or first in PRONOUNS)
