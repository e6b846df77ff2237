"""Where an event happened, of all places that its claims give; no point is ever worked out."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from dateline.corroborate.cluster import components
from dateline.corroborate.independence import Standing
from dateline.corroborate.told import Told
from dateline.locate.geo import distance_km
from dateline.values import ClaimPlace

_ROLES = (("at", "held"), ("to", "via"), ("from",))
"""Which of a claim's places say where it happened: the first kind that it has."""
WIDE_KM = 100.0
"""Larger places (countries, seas) say where only if nothing smaller is told."""
_SLACK_KM = 5.0
"""Gazetteers put one town's point this far apart."""


class Located(Struct, frozen=True):
    """A place that a claim gives."""

    told: Told
    place: ClaimPlace


class _Rated(Struct, frozen=True):
    """A place with whether half agree on it, and how many sources and reports agree and name it, each negative."""

    half: bool
    agree: tuple[int, int]
    own: tuple[int, int]
    radius_km: float
    place: ClaimPlace


def located(told: Sequence[Told]) -> list[Located]:
    """The places where claims say it happened, in the order of the claims."""
    found: list[Located] = []
    for one in told:
        for roles in _ROLES:
            places = [place for place in one.claim.places if place.role in roles]
            if places:
                found += [Located(one, place) for place in places]
                break
    return found


def place(found: Sequence[Located], standing: Standing) -> ClaimPlace | None:
    """The smallest place that more than half of the sources and of the reports that give one agree on, else the place
    that most agree on. Who names the province agrees with who names a town in it. Without a resolved place the one that
    most name, as they name it."""
    resolved = [one for one in found if one.place.latitude is not None]
    if not resolved:
        return _unresolved(found, standing)
    spots: dict[object, list[Located]] = {}
    for one in resolved:
        spots.setdefault(_spot(one.place), []).append(one)
    shown = {spot: _plainest(members) for spot, members in spots.items()}
    most = _support(resolved, standing)
    rated = []
    for spot, place_ in shown.items():
        agree = _support([o for other, m in spots.items() if _within(shown[other], place_) for o in m], standing)
        own = _support(spots[spot], standing)
        half = 2 * agree[0] > most[0] and 2 * agree[1] > most[1]
        rated.append(_Rated(half, (-agree[0], -agree[1]), (-own[0], -own[1]), place_.radius_km or 0.0, place_))
    # A country is where everything in it happens: it speaks for a town in it, but not for itself beside one.
    fit = [one for one in rated if one.half]
    if fit:
        return min(fit, key=lambda one: (one.radius_km, one.agree, one.own, _order(one.place))).place
    small = [one for one in rated if one.radius_km <= WIDE_KM] or rated
    return min(small, key=lambda one: (one.agree, one.radius_km, one.own, _order(one.place))).place


def rivals(found: Sequence[Located], chosen: ClaimPlace) -> list[list[Located]]:
    """The claims none of whose places agrees with the chosen one, in groups that agree among themselves."""
    resolved = [one for one in found if one.place.latitude is not None]
    agreeing = {id(one.told) for one in resolved if agrees(one.place, chosen)}
    apart = [one for one in resolved if id(one.told) not in agreeing]
    numbers = range(len(apart))
    pairs = [(i, j) for i in numbers for j in range(i) if agrees(apart[i].place, apart[j].place)]
    return [[apart[i] for i in part] for part in components(numbers, pairs)]


def agrees(one: ClaimPlace, other: ClaimPlace) -> bool:
    """Whether one may be a narrower name for where the other is: their circles touch."""
    if one.latitude is None or one.longitude is None or other.latitude is None or other.longitude is None:
        return False
    if one.id is not None and one.id == other.id:
        return True
    if _of_other_countries(one, other):
        return False
    way = distance_km(one.latitude, one.longitude, other.latitude, other.longitude)
    return way <= (one.radius_km or 0.0) + (other.radius_km or 0.0) + _SLACK_KM


def _within(one: ClaimPlace, other: ClaimPlace) -> bool:
    """Whether the middle of one lies in the other's circle, either way."""
    if one.latitude is None or one.longitude is None or other.latitude is None or other.longitude is None:
        return False
    if _of_other_countries(one, other):
        return False
    way = distance_km(one.latitude, one.longitude, other.latitude, other.longitude)
    return way <= max(one.radius_km or 0.0, other.radius_km or 0.0, _SLACK_KM)


def _of_other_countries(one: ClaimPlace, other: ClaimPlace) -> bool:
    """Whether a country or province is named beside a place in another country, which its circle may well cover."""
    is_wide = max(one.radius_km or 0.0, other.radius_km or 0.0) > WIDE_KM
    return is_wide and None not in (one.country, other.country) and one.country != other.country


def _support(found: Sequence[Located], standing: Standing) -> tuple[int, int]:
    """How many independent sources, and how many reports."""
    return standing.count(_claims(found)), len({one.told.report.report for one in found})


def _claims(found: Sequence[Located]) -> list[Told]:
    return list({id(one.told): one.told for one in found}.values())


def _unresolved(found: Sequence[Located], standing: Standing) -> ClaimPlace | None:
    by_name: dict[str, list[Located]] = {}
    for one in found:
        by_name.setdefault((one.place.name or one.place.text).casefold(), []).append(one)
    if not by_name:
        return None
    best = min(by_name, key=lambda name: (-standing.count(_claims(by_name[name])), -len(by_name[name]), name))
    return _plainest(by_name[best])


def _plainest(members: Sequence[Located]) -> ClaimPlace:
    """Of claims that give one place the one that says it in its own sentence, most surely."""
    ordered = min(
        members, key=lambda o: (o.place.inherited, -(o.place.confidence or 0.0), o.told.anchor, o.place.start)
    )
    return ordered.place


def _spot(place_: ClaimPlace) -> object:
    return place_.id, place_.latitude, place_.longitude, place_.radius_km, place_.relation


def _order(place_: ClaimPlace) -> tuple[str, float, float, str, int]:
    return (
        place_.name or place_.text,
        place_.latitude or 0.0,
        place_.longitude or 0.0,
        place_.relation,
        place_.start,
    )
