"""How many independent sources stand behind claims: what is copied, relayed or quoted counts once.

The rules, with their reasons, are written in ``docs/independence.md``. In short: sources that a name tells apart count;
an outlet counts for itself only where it names nobody for the same event; an outlet that cites another adds nothing to
it; all unnamed sources together count as one, and only in outlets that name nobody; what belongs to one body is one.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from msgspec import Struct

from dateline.corroborate.called import words
from dateline.corroborate.origins import Origin, Origins
from dateline.corroborate.told import Alike, Told

UNNAMED = "unnamed sources"


class Voice(Struct, frozen=True):
    """An independent source. ``ways``: the outlets and agencies that carried it; ``named`` is false for the unnamed
    ones together; ``own``: an outlet says it in its own words (for the unnamed: as well); ``words``: all that it is
    called by."""

    label: str
    ways: frozenset[str]
    named: bool = True
    own: bool = False
    words: frozenset[str] = frozenset()


class Standing:
    """Counts the independent sources of any of an event's claims."""

    def __init__(self, told: Sequence[Told], alike: Alike) -> None:
        self.origins = Origins(told, alike)
        self._alike = alike
        self._of = {id(one): self.origins.of(one) for one in told}
        self._folded = _folded(o for o in self._of.values() if o.kind == "named")

    def origin(self, one: Told) -> Origin:
        """Who stands behind one of the event's claims."""
        return self._of[id(one)]

    def says(self, one: Told) -> str:
        """Who says it there: the nearest source, else the outlet."""
        return self._of[id(one)].label

    def voice(self, one: Told) -> str:
        """A key for whoever says it: equal for two claims of one source; unnamed ones by the way they came."""
        origin = self._of[id(one)]
        if origin.kind == "named":
            return self._folded[origin.key]
        return f"{origin.kind} {origin.way}" if origin.kind == "unnamed" else self._alike.of(origin.key)

    def count(self, told: Iterable[Told]) -> int:
        """How many independent sources stand behind these claims; 0 for none."""
        return len(self.voices(told))

    def voices(self, told: Iterable[Told]) -> tuple[Voice, ...]:
        """The independent sources behind these claims, named ones first."""
        origins = [self._of[id(one)] for one in told]
        if not origins:
            return ()
        named = _named(origins, self._folded)
        naming = {way for voice in named.values() for way in voice.ways}
        hidden = [o for o in origins if o.kind == "unnamed"]
        citing = {o.way for o in origins if o.kind == "outlet"} | {o.way for o in hidden} | naming
        own = {o.key for o in origins if o.kind in ("own", "outlet")} - citing
        speaking = {way: self._alike.of(way) for way in own}
        outlets = {
            body: Voice(self.origins.shown[way], frozenset({way}), own=True, words=words(way) | words(body))
            for way, body in sorted(speaking.items(), reverse=True)
            if body not in named
        }
        apart = [o for o in hidden if o.way not in naming and not any(o.words & v.words for v in named.values())]
        said = {o.key for o in origins if o.kind == "own"} & {o.way for o in apart}
        unnamed = (Voice(UNNAMED, frozenset(o.way for o in apart), named=False, own=bool(said)),) if apart else ()
        found = (*_sorted(named.values()), *_sorted(outlets.values()), *unnamed)
        # Outlets that only cite each other: somebody has it from somewhere.
        return found or (Voice(origins[0].label, frozenset({origins[0].way}), named=False),)


def _named(origins: Sequence[Origin], folded: dict[str, str]) -> dict[str, Voice]:
    labels: dict[str, Counter[str]] = {}
    ways: dict[str, set[str]] = {}
    spoken: dict[str, set[str]] = {}
    for origin in origins:
        if origin.kind == "named":
            key = folded[origin.key]
            labels.setdefault(key, Counter())[origin.label] += 1
            ways.setdefault(key, set()).add(origin.way)
            spoken.setdefault(key, set()).update(origin.words)
    return {
        key: Voice(
            min(labels[key], key=lambda name: (-labels[key][name], name)),
            frozenset(ways[key]),
            words=frozenset(spoken[key]),
        )
        for key in sorted(labels)
    }


def _sorted(voices: Iterable[Voice]) -> list[Voice]:
    return sorted(voices, key=lambda voice: voice.label)


def _folded(origins: Iterable[Origin]) -> dict[str, str]:
    """Each named source's key → the key it counts under: a shorter name goes with a longer one that holds all its words
    ("Xelil" with "Redur Xelil", "the YPG" with "YPG spokesman Redur Xelil"). A short name never joins two long ones."""
    names: dict[str, set[frozenset[str]]] = {}
    spoken: dict[str, set[str]] = {}
    for origin in origins:
        names.setdefault(origin.key, set()).add(origin.names)
        spoken.setdefault(origin.key, set()).update(origin.words)
    order = sorted(names, key=lambda key: (-len(spoken[key]), key))
    rank = {key: number for number, key in enumerate(order)}
    holding: dict[str, list[str]] = {}
    folded: dict[str, str] = {}
    for key in order:
        held = [
            other
            for form in names[key]
            if form
            for other in holding.get(min(form), ())
            if form <= spoken[other] and other != key
        ]
        folded[key] = folded[min(held, key=rank.__getitem__)] if held else key
        for word in spoken[key]:
            holding.setdefault(word, []).append(key)
    return folded
