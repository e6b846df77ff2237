"""Who of those that claims name can hold a place: armed actors and governments, under one key for each."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from dateline.corroborate.called import plain
from dateline.corroborate.stems import stem
from dateline.read.actors import by_id, lookup
from dateline.read.lists import words
from dateline.values import Party, Span

Who = Callable[[Span], "Party | None"]
"""Gives the actor that an expression stands for, None where nobody in particular."""

_NOT_HOLDERS = frozenset({"media", "organisation"})
_FORCE = frozenset(
    "administration alliance armies army battalion brigade brigades coalition command council fighter fighters force "
    "forces government guerrilla guerrillas gunmen insurgent insurgents jihadis jihadists militant militants militia "
    "militias mujahideen opposition paramilitaries peshmerga police rebel rebels regime separatists soldiers tribesmen "
    "troops units".split()
)
_EMPTY = frozenset(
    "a about all allied allies and armed at backed both dozens eight few five four from her his hundreds in its large "
    "last least led local loyal many more most near nine number numbers of on one other our remaining seven several "
    "six some ten than the their them they thousands three to two".split()
)
_CIVILIAN = frozenset(
    "account activists aircraft base bases bomber bombers bombs checkpoint checkpoints children civilian civilians "
    "commander commanders convoy displaced doctors emir families family jets leader leaders locations man men men's "
    "officer officers passengers people planes police positions post posts refugees residents shells spokesman strikes "
    "targets trucks vehicles villagers warplanes woman women workers".split()
)
"""Whoever and whatever holds no ground: people without arms, single people, things."""
_ARTICLES = frozenset({"The", "A", "An"})
_MOST_WORDS = 8
_ENDINGS = ("ish", "i")


def party(span: Span) -> Party | None:
    """The actor that an expression stands for, if it can hold ground: of the list of well-known ones, or one that is
    told apart by a word of its own ("Kurdish forces", not "the fighters"). Aircraft, civilians, media, bodies of the
    United Nations hold none."""
    name = span.name or span.text
    known = by_id(span.id) if span.id else lookup(name)
    if known is not None:
        return None if known.source in _NOT_HOLDERS or _flies(known.id) else Party(known.name, known.id)
    if span.id:
        return Party(name, span.id)
    own = distinct(name)
    return Party(_shown(name), None) if own else None


def key(one: Party) -> str:
    """One key for all names of an actor without an id."""
    return one.id or "name:" + " ".join(distinct(one.name))


def distinct(name: str) -> tuple[str, ...]:
    """The words that tell a force from others, as sorted stems; none where the name is of nobody in particular or of
    civilians.

    >>> distinct("the Kurdish-led forces"), distinct("Kurds"), distinct("gunmen"), distinct("local residents")
    (('kurd',), ('kurd',), (), ())
    """
    found = plain(name).split()
    if not found or len(found) > _MOST_WORDS or not _CIVILIAN.isdisjoint(found):
        return ()
    proper = any(w[:1].isupper() for w in name.split() if w not in _ARTICLES) or not _FORCE.isdisjoint(found)
    if not proper or any(w.isdigit() for w in found):
        return ()
    members = words("members") | _FORCE - {"army", "government", "regime", "rebels", "rebel", "coalition", "opposition"}
    rest = {_root(w) for w in found if w not in _EMPTY and w not in members}
    if rest <= {"army", "armi", "coalit", "govern", "regim"}:  # whose, nobody says
        return ()
    return tuple(sorted(rest)) or (("rebel",) if {"rebel", "rebels"} & set(found) else ())


def _root(word: str) -> str:
    root = stem(word)
    for ending in _ENDINGS:
        if root.endswith(ending) and len(root) - len(ending) >= 4:
            return root.removesuffix(ending)
    return root


def _shown(name: str) -> str:
    for article in ("the ", "The ", "a ", "A "):
        name = name.removeprefix(article)
    return name.strip()


def _flies(actor: str) -> bool:
    """Air forces and commands far from the ground."""
    return actor.endswith("-air-force") or actor in {
        "coalition-isil",
        "centcom",
        "pentagon",
        "saudi-led-coalition",
        "nato",
    }


def parties(spans: Sequence[Span], who: Who = party) -> tuple[Party, ...]:
    """The actors among expressions, each once, in their order."""
    found: dict[str, Party] = {}
    for span in spans:
        one = who(span)
        if one is not None:
            found.setdefault(key(one), one)
    return tuple(found.values())
