"""Which sources are one source across reports, and which are never put together.

One: an outlet; an organisation, armed group, force or state by the registry of actors; a person in office (an official,
a soldier, a fighter speaking for a group) by the full name. Apart, and only counted for each outlet: those that it does
not name, and private persons that it names. Nobody is told from a description or from a surname.
"""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

from dateline.corroborate.actor import Actor
from dateline.corroborate.actor_names import form, has_common_word, id_of, is_name, trimmed
from dateline.corroborate.called import is_description, is_pronoun, plain
from dateline.corroborate.states import state
from dateline.read.lists import words as word_list
from dateline.values import SourceKind

_OFFICE = frozenset({"official", "military", "armed-group"})
_BODIES = frozenset({"organisation", "government", "media", "document", "armed-group", "military"})
Group = Literal["outlet", "actor", "person", "body", "unnamed", "private"]


class SourceKey(Struct, frozen=True, order=True):
    """What all mentions of one source share. ``group`` ``unnamed`` and ``private`` stand for all of an outlet's."""

    group: Group
    key: str

    @property
    def id(self) -> str:
        """As it is shown and can be asked for."""
        return self.key if self.group in ("actor", "body") else f"{self.group}:{self.key}"

    @property
    def is_one(self) -> bool:
        """Whether it is one source, that can be graded and has a record."""
        return self.group not in ("unnamed", "private")


def of_outlet(key: str, actor: Actor | None) -> SourceKey:
    """An outlet; ``actor``: what the registry has for its name."""
    return SourceKey("actor", actor.id) if actor is not None else SourceKey("outlet", key)


def of_source(
    name: str, kind: SourceKind | None, named: bool, actor: Actor | None, outlet: str, country: str | None
) -> SourceKey:
    """Someone whom the outlet (a key) cites. ``actor``: what the registry has for the name; ``country``: the one that
    the report is about."""
    if not named or is_pronoun(name):
        return SourceKey("unnamed", outlet)
    if actor is not None:
        return SourceKey("actor", actor.id)
    if is_description(name):
        return SourceKey("unnamed", outlet)
    person = _without_titles(name)
    if kind in _OFFICE and _is_full(person):
        return SourceKey("person", plain(" ".join(person)))
    found = form(name, country) if is_name(name) else None
    if kind in _BODIES and found is not None:
        return SourceKey("body", id_of(found))
    return SourceKey("private", outlet)


def _without_titles(name: str) -> list[str]:
    words = trimmed(name).split()
    while len(words) > 2 and words[0].casefold() in word_list("titles"):
        words = words[1:]
    return words


def _is_full(words: list[str]) -> bool:
    """Whether words are a first and a last name: no office ("Foreign Secretary"), no place, nothing cut wrongly."""
    if not 2 <= len(words) <= 5 or has_common_word(" ".join(words)) or state(" ".join(words)) is not None:
        return False
    return words[0].casefold() != "of" and all(word[:1].isupper() or word in _SMALL for word in words)


_SMALL = frozenset("al el de del la bin ibn abu von van der da dos y ben".split())
