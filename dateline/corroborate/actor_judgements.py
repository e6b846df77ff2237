"""What people say of actors, laid over what the machine knows: same or different, name, kind, bonds.

A judgement names an actor by its id or by a name. Of two on the same thing the later holds; taking one back leaves
exactly what was there without it, for everything is worked out anew from those that are live."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from msgspec.structs import replace

from dateline.corroborate.actor import Actor, Tie
from dateline.corroborate.actor_names import Form, id_of, key, plain
from dateline.corroborate.judgement import Known

_FIELDS = {"name": "name", "kind": "kind", "sector": "sector", "country": "country"}
_ORIGINS = {"list": 0, "state": 1, "text": 2}


class Judged:
    """Live judgements, in their order. ``plain`` gives the machine's actor of a name, ``by_id`` that of an id."""

    def __init__(
        self,
        judgements: Sequence[Known],
        plain: Callable[[str], Actor | None],
        by_id: Callable[[str], Actor | None],
    ) -> None:
        self._plain, self._machine_id = plain, by_id
        self._made: dict[str, Actor] = {}
        self._apart: set[tuple[str, str]] = set()
        self._to: dict[str, str] = {}
        self._own: dict[str, str] = {}
        self._called: dict[str, list[str]] = {}
        if judgements:
            self._learn(judgements)
        self._changed = self._changes(judgements)

    def resolve(self, name: str, machine: Callable[[str], Actor | None]) -> Actor | None:
        """The actor of a name, given how the machine finds it."""
        if not self._to and not self._own and not self._changed:
            return machine(name)
        own = self._own.get(key(name))
        if own is not None:
            return self.of_id(own)
        found = machine(name)
        if found is not None and (key(name), self._root(found.id)) in self._apart:
            found = self._make(name)
        return self._as_judged(found) if found is not None else None

    def of_id(self, actor: str) -> Actor | None:
        """The actor of an id, or the one that it has been judged to be."""
        found = self._any(self._root(actor))
        return self._as_judged(found) if found is not None else None

    def ids_of(self, actor: str) -> list[str]:
        """The ids that have been judged to be one actor with this one, itself first."""
        return [actor, *sorted(one for one in self._to if one != actor and self._root(one) == actor)]

    def names_of(self, actor: str) -> list[str]:
        """Names that people gave an actor."""
        return sorted(name for one in self.ids_of(actor) for name in self._called.get(one, ()))

    def _learn(self, judgements: Sequence[Known]) -> None:
        pairs: dict[tuple[str, str], Known] = {}
        for one in judgements:
            if one.relation in ("same", "different"):
                pair = _pair(key(one.actor), key(one.value))
                pairs.pop(pair, None)
                pairs[pair] = one
        for one in pairs.values():
            if one.relation == "different":
                self._part(one.actor, one.value)
        for one in pairs.values():
            if one.relation == "same":
                for given in (one.actor, one.value):
                    self._call(given)
                self._join(self._id(one.actor), self._id(one.value))

    def _part(self, one: str, other: str) -> None:
        """Two names that are not one actor: what the machine took for one is another of its own."""
        first, second = self._id(one), self._id(other)
        if first != second:
            self._apart |= {(key(one), second), (key(other), first)}
            return
        away = (
            one if self._machine_id(one) is None and self._plain(other) is not None and _is_of(other, self) else other
        )
        made = self._make(away)
        self._own[key(away)] = made.id
        self._apart.add((key(away), first))

    def _call(self, given: str) -> None:
        """Notes that what a judgement names, if it is no id, is a name of the actor."""
        if self._any(given) is None:
            self._called.setdefault(self._id(given), []).append(given)

    def _join(self, one: str, other: str) -> None:
        first, second = self._root(one), self._root(other)
        if first == second:
            return
        keep, go = sorted((first, second), key=self._rank)
        self._to[go] = keep
        self._to.setdefault(keep, keep)

    def _rank(self, actor: str) -> tuple[int, str]:
        """The shipped list's id stays before one of a state, that before one of a mere name; of equals the smaller."""
        found = self._any(actor)
        return _ORIGINS[found.origin] if found is not None else len(_ORIGINS), actor

    def _id(self, given: str) -> str:
        """The id of what a judgement names; a name that the machine does not know gets an actor of its own."""
        if self._any(given) is not None:
            return given
        own = self._own.get(key(given))
        if own is not None:
            return own
        found = self._plain(given)
        if found is None:
            found = self._make(given)
            self._own[key(given)] = found.id
        return found.id

    def _make(self, name: str) -> Actor:
        made = Actor(id_of(Form(plain(name))), name, "organisation", origin="text")
        return self._made.setdefault(made.id, made)

    def _any(self, actor: str) -> Actor | None:
        return self._machine_id(actor) or self._made.get(actor)

    def _root(self, actor: str) -> str:
        while self._to.get(actor, actor) != actor:
            actor = self._to[actor]
        return actor

    def _as_judged(self, found: Actor) -> Actor:
        root = self._any(self._root(found.id)) or found
        for change, other in self._changed.get(root.id, ()):
            root = _with(root, change, other)
        return root

    def _changes(self, judgements: Iterable[Known]) -> dict[str, list[tuple[Known, str | None]]]:
        """What is held of each actor, with the other one of a bond."""
        found: dict[str, list[tuple[Known, str | None]]] = {}
        for one in judgements:
            if one.relation not in ("same", "different"):
                other = self._root(self._id(one.value)) if one.relation not in _FIELDS else None
                found.setdefault(self._root(self._id(one.actor)), []).append((one, other))
        return found


def _is_of(name: str, judged: Judged) -> bool:
    """Whether a name is an actor's first one, or its id."""
    found = judged._plain(name) or judged._machine_id(name)
    return found is not None and key(name) in (key(found.name), key(found.id))


def _pair(one: str, other: str) -> tuple[str, str]:
    return (one, other) if one < other else (other, one)


def _with(actor: Actor, change: Known, other: str | None) -> Actor:
    if other is None:
        value: Any = {_FIELDS[change.relation]: change.value or None}
        return replace(actor, **value)
    field = "part_of" if "part" in change.relation else "allies"
    ties: tuple[Tie, ...] = getattr(actor, field)
    kept = tuple(tie for tie in ties if tie.id != other)
    value = {field: kept if change.relation.startswith("not-") else (*kept, Tie(other))}
    return replace(actor, **value)
