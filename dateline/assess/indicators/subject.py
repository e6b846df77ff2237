"""Whether an expression in a claim stands for the actor that is asked about, or for what is his."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from msgspec import Struct

from dateline.corroborate.called import known
from dateline.read.lists import words as word_list
from dateline.values import Party, Span

_THINGS = frozenset(
    "area areas barracks base bases building buildings bunker bunkers camp camps cell cells checkpoint checkpoints "
    "column columns compound compounds convoy convoys defences defenses depot depots facility facilities "
    "fortification fortifications gathering gatherings headquarters hideout hideouts hq location locations "
    "machinery outpost outposts patrol patrols position positions post posts site sites stronghold strongholds "
    "structure structures target targets territory truck trucks vehicle vehicles weapons".split()
)
"""What an actor has, and is struck when it is struck."""
_MOST_WORDS = 8


class Subject(Struct, frozen=True):
    """The actor asked about: ``name`` to call it by, its ``id`` where one is known, and ``who``, which gives
    one key for all names of one actor (:class:`dateline.corroborate.told.Alike`)."""

    name: str
    id: str | None = None
    who: Callable[[str], str] = known

    def _is(self, name: str) -> bool:
        key = self.who(name)
        return key == self.id or key == self.who(self.name)

    def meant(self, one: Span | Party) -> bool:
        """Whether ``one`` is the actor, its people ("IS militants") or its things ("IS positions")."""
        if one.id is not None:
            return one.id == self.id or one.id == self.who(self.name)
        if one.name and self._is(one.name):
            return True
        return self._owns(one.text if isinstance(one, Span) else one.name)

    def among(self, those: Iterable[Span | Party]) -> bool:
        """Whether the actor is one of them."""
        return any(self.meant(one) for one in those)

    def _owns(self, text: str) -> bool:
        words = text.replace("’s ", " ").replace("'s ", " ").strip(" ,.;:'\"“”’").split()
        if len(words) > _MOST_WORDS:
            return False
        if words and words[0].casefold() in ("the", "several", "some", "two", "three", "many", "a"):
            words = words[1:]
        while words:
            if self._is(" ".join(words)):
                return True
            if words[-1].casefold() not in _THINGS | word_list("members"):
                return False
            words = words[:-1]
        return False
