"""What the claims of an event cannot all be right about, both sides kept with who says so."""

from __future__ import annotations

from collections.abc import Sequence

from dateline.corroborate import days, whereabouts
from dateline.corroborate.called import words
from dateline.corroborate.independence import Standing
from dateline.corroborate.numbers import version
from dateline.corroborate.parties import named
from dateline.corroborate.told import Alike, Told
from dateline.values import ClaimPlace, Dispute, Version

_ONE_SIDED = frozenset({"ASSAULT", "COERCE", "SANCTION"})
"""Types of which one side is the doer: only there are two names for the actor rivals."""


def happened(yes: Sequence[Told], no: Sequence[Told], standing: Standing) -> Dispute | None:
    """Claims that it happened against claims that it did not; the better supported side first."""
    if not yes or not no:
        return None
    sides = [version("happened", yes, standing), version("did not happen", no, standing)]
    if standing.count(no) > standing.count(yes):
        sides.reverse()
    return Dispute("happened", tuple(sides))


def actors(told: Sequence[Told], standing: Standing, alike: Alike) -> Dispute | None:
    """Rival attributions: known actors that different voices name for the same deed, none of whom is part of another or
    his ally, shares a word of his name with him, is named beside him in one claim or is his opponent in another. What
    is not known for certain to be somebody else is no rival."""
    acts = [one for one in told if one.claim.type in _ONE_SIDED]
    done = named(((one, one.claim.actors) for one in acts), alike)
    suffered = named(((one, one.claim.recipients) for one in acts), alike)
    certain = sorted(key for key, entry in done.items() if entry.ids and key not in suffered)
    rivals = {
        (a, b)
        for a in certain
        for b in certain
        if a != b
        and alike.of(a) != alike.of(b)
        and not alike.allied(alike.of(a), alike.of(b))
        and not alike.allied(a, b)
        and b not in done[a].beside
        and not _words(a, done[a].names) & _words(b, done[b].names)
        and {standing.voice(one) for one in done[a].told}.isdisjoint(standing.voice(one) for one in done[b].told)
    }
    sides = {key: done[key].told for key in certain if any(key == a for a, _ in rivals)}
    shown = {key: min(done[key].names, key=lambda n: (-done[key].names[n], -len(n), n)) for key in sides}
    return _dispute("actors", [(shown[key], sides[key]) for key in sorted(sides)], standing)


def places(found: Sequence[whereabouts.Located], chosen: ClaimPlace | None, standing: Standing) -> Dispute | None:
    """Places too far apart to be one, named by different voices."""
    if chosen is None or chosen.latitude is None:
        return None
    with_it = _once([one.told for one in found if whereabouts.agrees(one.place, chosen)])
    sides = [(_name(chosen), with_it)]
    own = {standing.voice(one) for one in with_it}
    for group in whereabouts.rivals(found, chosen):
        told = [one for one in _once([o.told for o in group]) if standing.voice(one) not in own]
        best = whereabouts.place([o for o in group if any(o.told is one for one in told)], standing)
        if told and best is not None:
            sides.append((_name(best), told))
    return _dispute("place", sides, standing)


def dates(found: Sequence[days.Dated], chosen: days.When, standing: Standing) -> Dispute | None:
    """Days too far apart to be one, given by different voices."""
    apart = days.rivals(found, chosen)
    if not apart:
        return None
    away = {id(one) for one in apart}
    with_it = [one for one in found if id(one) not in away]
    own = {standing.voice(one.told) for one in with_it}
    sides: dict[str, list[Told]] = {}
    for one in apart:
        if standing.voice(one.told) not in own:
            sides.setdefault(days.shown(one), []).append(one.told)
    ends = sorted({end for end in (chosen.earliest, chosen.latest) if end})
    return _dispute("day", [(" to ".join(ends), [one.told for one in with_it]), *sorted(sides.items())], standing)


def _dispute(what: str, sides: Sequence[tuple[str, Sequence[Told]]], standing: Standing) -> Dispute | None:
    """Sides, those of one name put together, the best supported first; None where fewer than two are left."""
    by_name: dict[str, list[Told]] = {}
    for says, told in sides:
        by_name.setdefault(says, []).extend(told)
    if len(by_name) < 2:
        return None
    ordered = sorted(by_name.items(), key=lambda side: (-standing.count(side[1]), -len(side[1]), side[0]))
    versions: tuple[Version, ...] = tuple(version(says, told, standing) for says, told in ordered)
    return Dispute(what, versions)


def _words(key: str, names: Sequence[str] | dict[str, int]) -> frozenset[str]:
    return words(key).union(*(words(name) for name in names))


def _once(told: Sequence[Told]) -> list[Told]:
    return list({id(one): one for one in told}.values())


def _name(place: ClaimPlace) -> str:
    name = " ".join((place.name or place.text).split())
    return name if place.relation == "at" else f"{place.relation.replace('-', ' ')} {name}"
