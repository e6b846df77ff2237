"""Who is who among armed actors, governments, organisations and media: a name in any spelling → one actor.

The list is ``actors.yaml``, written for this project from common knowledge. It knows names only, no facts about a war.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache

from msgspec import Struct

from dateline.read.lists import words as word_list
from dateline.read.wordlists import read_yaml
from dateline.values import MentionKind, SourceKind

_DROPPED = str.maketrans(dict.fromkeys(".'’‘`´ʿʾ", "") | dict.fromkeys("-–—_/", " "))
_SPACE = re.compile(r"\s+")


class Actor(Struct, frozen=True):
    """An actor of the list. ``of`` is the id of the wider actor (or the ISO code of the country) it belongs to;
    ``source`` the kind of source it is where it says something."""

    id: str
    name: str
    kind: MentionKind
    source: SourceKind
    of: str | None = None
    aliases: tuple[str, ...] = ()


@lru_cache(maxsize=4096)
def normal(name: str) -> str:
    """A name without case, accents, apostrophes, dots and hyphens, and without an article in front."""
    text = name.translate(_DROPPED)
    if not text.isascii():
        text = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
    return " ".join(text.casefold().split()).removeprefix("the ")


@lru_cache(maxsize=2_000)
def is_acronym(name: str) -> bool:
    """Whether a name is an acronym: two to eight letters, most of them capitals ("FSA", "U.N.", "ISIL")."""
    if " " in name:
        return False
    letters = [c for c in name if c.isalpha()]
    capitals = sum(c.isupper() for c in letters)
    return 2 <= len(letters) <= 8 and not any(c.isspace() for c in name) and capitals * 3 >= len(letters) * 2


@cache
def all_actors() -> tuple[Actor, ...]:
    """Every actor of the list, in its order."""
    found: list[Actor] = []
    for part in read_yaml("actors.yaml"):
        kind, source = part["section"]["kind"], part["section"]["source"]
        found += [Actor(key, name, kind, source, of, tuple(aliases)) for key, name, of, aliases in part["actors"]]
    return tuple(found)


@cache
def _by_id() -> dict[str, Actor]:
    return {actor.id: actor for actor in all_actors()}


@cache
def _names() -> tuple[dict[str, Actor], dict[str, Actor]]:
    """Normalised names and, apart from them, short acronyms, which must stand in capitals in the text."""
    names: dict[str, Actor] = {}
    acronyms: dict[str, Actor] = {}
    for actor in all_actors():
        for name in (actor.name, *actor.aliases):
            short = len(name.replace(".", "")) <= 4 and name.upper() == name
            (acronyms if short else names).setdefault(normal(name), actor)
    return names, acronyms


def by_id(key: str) -> Actor | None:
    """The actor with an id of the list."""
    return _by_id().get(key)


def _exact(name: str) -> Actor | None:
    names, acronyms = _names()
    key = normal(name)
    found = names.get(key)
    if found is None and key in acronyms and name.upper() == name:
        found = acronyms[key]
    return found


@lru_cache(maxsize=4096)
def lookup(name: str) -> Actor | None:
    """The actor that an expression names: as it stands, or less generic words around the name ("the extremist IS
    group", "Islamic State militants" → Islamic State). ``None`` where it names none, or more than the one."""
    name = _SPACE.sub(" ", name).strip(" \"“”‘'(),.")
    for ending in ("’s", "'s"):
        name = name.removesuffix(ending)
    found = _exact(name)
    if found is not None:
        return found
    words = name.split(" ")
    if len(words) > 8:
        return None
    if words and words[0].casefold() in {"the", "a", "an", "these", "those"}:
        words = words[1:]
    while len(words) > 1 and words[-1].casefold() in word_list("members"):
        words = words[:-1]
        found = _exact(" ".join(words))
        if found is not None:
            return found
    while len(words) > 1 and words[0].casefold() in word_list("epithets"):
        words = words[1:]
        found = _exact(" ".join(words))
        if found is not None:
            return found
    return None
