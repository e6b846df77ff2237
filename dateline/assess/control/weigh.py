"""Sightings to observations: one an event, weighed by how far the event is to be believed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from statistics import median_low

from msgspec import Struct
from msgspec.structs import replace

from dateline.assess.control.patterns import PATTERNS
from dateline.assess.control.values import Ground, Observation, Sighting
from dateline.assess.control.when import WEEK, iso, ordinal
from dateline.values import Anchor

_CREDIBILITY = {1: 1.1, 2: 1.05, 3: 0.9, 4: 0.7, 5: 0.2, 6: 0.85}
"""The Admiralty code's grades of information; 6, cannot be judged, is what a single unknown source gets. Doubtful ones
(4, 5) lose less than they would by themselves: what speaks against them is an observation of its own."""
_MOST_SOURCES = 4
_SHARED = 0.6
"""How much of a further independent source's doubt is its own: even independent ones share some errors."""
_AGAIN, _AGAIN_DAYS = 0.5, 14
"""What is told again within two weeks weighs half as much each time: the same is repeated more often than seen anew."""
_PLAINEST = ("took from", "took", "lost", "left", "holds")
_LEAST = 0.01
_MOST = 0.98


class Weighed(Struct, frozen=True, array_like=True):
    """What one event shows of a place: ``of`` is the event, or the report of claims without one."""

    of: str
    seen: Observation


def weighed(sightings: Iterable[Sighting], grounds: Mapping[Anchor, Ground]) -> tuple[Weighed, ...]:
    """The observations of each event by itself, whatever else is told: in order of place and day."""
    events: dict[tuple[str, str], list[Sighting]] = defaultdict(list)
    for one in sightings:
        ground = grounds.get(one.claim)
        events[ground.event if ground else one.claim.report, one.site.key].append(one)
    told = ((of, part) for (of, _), seen in events.items() for part in _times(seen))
    made = (Weighed(of, _observation(group, grounds)) for of, part in told for group in _sides(part))
    return tuple(sorted(made, key=order))


def order(one: Weighed) -> tuple[object, ...]:
    """What is heard first comes first."""
    seen = one.seen
    return seen.site, seen.day, seen.pattern, seen.named, seen.excluded, seen.claims


def _times(seen: Sequence[Sighting]) -> list[list[Sighting]]:
    """What an event shows of a place on the days that its claims say, with what is told without a day in the week after
    them; and changes told as news later, which are of their own time: a town lost again is told like the first loss."""
    days = [ordinal(one.day) or 0 for one in seen if not one.inferred]
    news = [
        one
        for one in seen
        if one.inferred and _is_change(one) and all(abs((ordinal(one.day) or 0) - day) > WEEK for day in days)
    ]
    if not days or not news:
        return [list(seen)]
    return [[one for one in seen if one not in news], news]


def _sides(seen: Sequence[Sighting]) -> list[list[Sighting]]:
    """What an event shows of a place, those that say the same together, the plainest first: a capture told from both
    sides, and that the winner holds the place since, is one capture."""
    groups: dict[tuple[object, ...], list[Sighting]] = defaultdict(list)
    beaten: dict[tuple[str, ...], set[str]] = defaultdict(set)
    for one in seen:
        if one.named and _is_change(one):
            beaten[one.named].update(one.excluded)
    for one in sorted(
        seen, key=lambda s: (_PLAINEST.index(s.pattern) if s.pattern in _PLAINEST else 9, s.claim, s.day)
    ):
        winners = [named for named, losers in beaten.items() if one.excluded and losers.issuperset(one.excluded)]
        if one.named in beaten and (_is_change(one) or one.pattern == "holds"):
            groups["took", one.named].append(one)
        elif not one.named and _is_change(one):
            groups["took" if winners else "gone", min(winners) if winners else one.excluded].append(one)
        else:
            groups[one.pattern, one.named, one.excluded].append(one)
    return list(groups.values())


def _is_change(one: Sighting) -> bool:
    return PATTERNS[one.pattern].before is not None


def _observation(group: Sequence[Sighting], grounds: Mapping[Anchor, Ground]) -> Observation:
    first = group[0]
    ground = grounds.get(first.claim)
    named = [s for s in group if s.named == first.named and s.pattern == first.pattern]
    dated = [s for s in named if not s.inferred] or [s for s in group if not s.inferred] or named
    trust = max(s.trust for s in group) * _CREDIBILITY[ground.credibility if ground else 6]
    if ground is not None:
        further = min(ground.independent, _MOST_SOURCES) - 1
        trust = 1 - (1 - min(trust, _MOST)) * (1 - _SHARED * min(trust, _MOST)) ** max(0, further)
    # However many confirm it, what it shows of the place's state is no surer than its pattern.
    weight = PATTERNS[first.pattern].trust * min(trust, _MOST)
    day = median_low(sorted(ordinal(s.day) or 0 for s in dated))
    excluded = tuple(sorted({key for s in group for key in s.excluded} - set(first.named)))
    says = tuple(sorted({word for s in group for word in s.says}))
    claims = tuple(sorted({s.claim for s in group}))
    pattern = "took from" if first.pattern == "took" and excluded else first.pattern
    return Observation(
        first.site.key, iso(day), pattern, first.named, excluded, round(weight, 4),
        all(s.inferred for s in group), says, claims,
    )  # fmt: skip


def repeated(made: Iterable[Weighed]) -> tuple[Observation, ...]:
    """The observations of places, in order, with what had just been told when it was told again weakened, and without
    what weighs nothing."""
    last: dict[tuple[str, str, tuple[str, ...], tuple[str, ...]], tuple[int, float]] = {}
    kept = []
    for one in (weighed.seen for weighed in made):
        key = (one.site, one.pattern, one.named, one.excluded)
        day = ordinal(one.day) or 0
        before, factor = last.get(key, (-_AGAIN_DAYS, 1.0))
        # The factor recovers as days go by.
        factor = 1 - (1 - factor * _AGAIN) * max(0.0, 1 - (day - before) / _AGAIN_DAYS) if key in last else 1.0
        last[key] = (day, factor)
        weight = round(one.weight * factor, 4)
        if weight >= _LEAST:
            kept.append(one if weight == one.weight else replace(one, weight=weight))
    return tuple(kept)
