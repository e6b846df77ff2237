"""Who "Kurdish forces" are at a place: the one actor of the list that goes by that word, of those named there.

The list of actors says which go by a word of a people: of an armed group with the names "Kurdish Peshmerga" and
"Peshmerga" the first is the second with such a word before it. A force that is told by that word alone ("Kurdish
forces", "Kurds") is taken for the group of that word that claims name at the place, where they name only one, or name
it far more than all others. Elsewhere it stays a force of its own."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import cache

from msgspec.structs import replace

from dateline.assess.control.holders import distinct
from dateline.assess.control.values import Ground, Observation, Sighting
from dateline.assess.control.weigh import Weighed, order, repeated, weighed
from dateline.corroborate.called import plain
from dateline.read.actors import all_actors
from dateline.values import Anchor

_FAR_MORE = 3.0
_PEOPLE = re.compile(r"[a-z]{3,}(?:ish|ese|an|i)")


def observations(sightings: Iterable[Sighting], grounds: Mapping[Anchor, Ground]) -> tuple[Observation, ...]:
    """One observation for each event and side that it shows at a place, in order of place and day. A claim without a
    known event is of an event of its report's own."""
    return observed(weighed(sightings, grounds))


def observed(made: Sequence[Weighed]) -> tuple[Observation, ...]:
    """The observations that what events show comes to."""
    return repeated(sorted(known_as(made), key=order))


def known_as(made: Sequence[Weighed]) -> tuple[Weighed, ...]:
    """What events show of places, with forces that are told by a word of a people under the actor they are taken
    for."""
    by_site: dict[str, Counter[str]] = defaultdict(Counter)
    for one in made:
        for key in {*one.seen.named, *one.seen.excluded}:
            by_site[one.seen.site][key] += round(one.seen.weight * 10_000)
    meant = {site: _meant(weights) for site, weights in by_site.items()}
    return tuple(
        replace(one, seen=_under(one.seen, meant[one.seen.site])) if meant.get(one.seen.site) else one for one in made
    )


def _meant(weights: Mapping[str, int]) -> dict[str, str]:
    """The keys at a place that are taken for others there."""
    found = {}
    for key in weights:
        those = sorted((-weights[actor], actor) for actor in _of_word().get(key, ()) if actor in weights)
        rest = sum(-weight for weight, _ in those[1:])
        if those and -those[0][0] >= _FAR_MORE * rest:
            found[key] = those[0][1]
    return found


def _under(one: Observation, meant: Mapping[str, str]) -> Observation:
    if not any(key in meant for key in (*one.named, *one.excluded)):
        return one
    named = {meant.get(key, key) for key in one.named}
    excluded = {meant.get(key, key) for key in one.excluded} - named
    return replace(one, named=tuple(sorted(named)), excluded=tuple(sorted(excluded)))


@cache
def _of_word() -> dict[str, frozenset[str]]:
    """By the key of a force that only a word tells apart the ids of the actors that go by the word."""
    found: dict[str, set[str]] = defaultdict(set)
    for actor in (one for one in all_actors() if one.source == "armed-group"):
        names = {plain(name) for name in (actor.name, *actor.aliases)}
        for name in names:
            word, _, rest = name.partition(" ")
            if rest in names and _PEOPLE.fullmatch(word):
                for key in _keys(word):
                    found[key].add(actor.id)
    return {key: frozenset(ids) for key, ids in found.items()}


def _keys(word: str) -> Iterable[str]:
    own = distinct(f"{word.capitalize()} forces")
    return ("name:" + " ".join(own),) if len(own) == 1 else ()
