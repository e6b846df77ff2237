"""What a report as a whole says for each candidate of each of its names: what the text says they lie in, the countries
and areas spoken of, and how near they are to the places that the other names stand for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import NamedTuple, Protocol, TypeVar

import numpy as np
from numpy.typing import NDArray

from dateline.locate.candidates import Candidate
from dateline.locate.context import FIRM, LOOSE, PLAIN
from dateline.locate.geo import EARTH_KM, distance_km
from dateline.locate.index import Found
from dateline.locate.signals import Rows, own_signals

Spoken = Mapping[tuple[str, str | None], int]
"""How often each country, (code, None), and each first-level area, (country, code), is spoken of in the text."""

POINTLESS = frozenset({"country", "continent", "region", "ocean", "sea"})  # too large to be near anything

TOLD = ("held firmly", "held", "held loosely", "elsewhere firmly", "elsewhere", "elsewhere loosely", "country in words",
        "area in words", "company 25 km", "company 100 km")  # fmt: skip
"""Names of the columns of ``Report.told``: evidence that needs no answer for the other names."""

HEARD = ("its country", "country share", "strongest country", "another country", "its area", "area share",
         "strongest area", "nearest 30 km", "nearest 150 km", "three nearest", "near at all", "lead")  # fmt: skip
"""Names of the columns of ``Report.heard``: evidence from what the other names seem to stand for."""

_Key = TypeVar("_Key", str, tuple[str, str])

_NEIGHBOURS = 40  # other names looked at on either side, so that time stays in proportion to the report's length
_BLOCK = 64  # names worked on at once
_NEAR_KM = 250.0
_COUNTRY_VOICE = 2.0  # a country's own name says more of the country than a town's in it
_MOST_WORDS = 4  # nationality words of one country beyond this add nothing


class Named(Protocol):
    """One name of a report with its candidates; ``mentions``: how often it stands there (any numbers);
    ``inside``: places that the text says it lies in, and how firmly."""

    text: str
    kind: str | None
    mentions: list[int]
    found: list[Candidate]
    inside: list[tuple[int, Found]]


class _Lying(NamedTuple):
    """In which country (or area) the candidates lie: its number; a number for each name with each of its countries; by
    name the numbers of all of them."""

    number: NDArray[np.int64]
    pair: NDArray[np.int64]
    own: list[frozenset[int]]


class Report:
    """The candidates of all names of a report, flattened: row by row in the order of the names. ``of`` is each
    candidate's name (a number), ``first`` where each name's candidates begin (one more than there are names)."""

    def __init__(self, names: Sequence[Named], spoken: Spoken) -> None:
        self.names = names
        flat = [c for name in names for c in name.found]
        sizes = [len(name.found) for name in names]
        self.first = np.concatenate([[0], np.cumsum(sizes, dtype=np.int64)]).astype(np.int64)
        self.of = np.repeat(np.arange(len(names)), sizes)
        self.at = np.array([c.at for c in flat]).reshape(len(flat), 3)
        self.pointless = np.array([c.place.feature in POINTLESS for c in flat], dtype=bool)
        self._country, self._countries = _numbered([c.place.country for c in flat])
        self._area, self._areas = _numbered(
            [(c.place.country, c.place.admin1) if c.place.country and c.place.admin1 else None for c in flat]
        )
        self._in_country, self._in_area = self._lying(self._country), self._lying(self._area)
        times = np.array([min(len(name.mentions), 4) for name in names], dtype=float)
        self._voice = np.sqrt(times)[self.of] if len(flat) else np.zeros(0)
        self._loud = np.where([c.place.feature == "country" for c in flat], _COUNTRY_VOICE, 1.0) * self._voice
        self._spoken_country = np.zeros(len(self._countries) + 1)
        self._spoken_area = np.zeros(len(self._areas) + 1)
        for (country, area), n in spoken.items():
            if area is None and country in self._countries:
                self._spoken_country[self._countries[country]] += 0.5 * min(n, _MOST_WORDS)
            elif area is not None:
                if country in self._countries:
                    self._spoken_country[self._countries[country]] += 0.25 * min(n, _MOST_WORDS)
                if (country, area) in self._areas:
                    self._spoken_area[self._areas[country, area]] += 0.5 * min(n, _MOST_WORDS)
        own = [own_signals(n.found, n.text, n.kind, len(n.mentions)) for n in names if n.found]
        self.fixed = np.hstack([np.vstack(own), self._told()]) if own else np.zeros((0, 0))

    def heard(self, chances: Rows) -> Rows:
        """One row a candidate, one column a signal of HEARD, given each candidate's probability so far. A name's own
        candidates do not speak for each other."""
        country = self._shares(self._in_country, self._spoken_country, chances * self._loud)
        area = self._shares(self._in_area, self._spoken_area, chances * self._voice)
        near = self._nearness(chances)
        lead = self._lead(chances)
        return np.column_stack([*country, *area[:3], near, lead])

    def _lying(self, number: NDArray[np.int64]) -> _Lying:
        pair = self.of * (number.max(initial=0) + 1) + number
        borders = zip(self.first[:-1].tolist(), self.first[1:].tolist(), strict=True)
        return _Lying(
            number, np.unique(pair, return_inverse=True)[1], [frozenset(number[a:b].tolist()) for a, b in borders]
        )

    def _shares(self, lying: _Lying, spoken: Rows, weight: Rows) -> list[Rows]:
        """For each candidate what others say for its country (or area): as a share of the strongest one's, as a share
        of all, whether it is the strongest, and how much more another one has (0 to 1)."""
        size, number = len(spoken), lying.number
        total = spoken + np.bincount(number, weights=weight, minlength=size)
        total[-1] = 0.0  # no country
        mine = np.bincount(lying.pair, weights=weight)[lying.pair]
        mine_all = np.bincount(self.of, weights=np.where(number < size - 1, weight, 0.0), minlength=len(self.names))
        theirs = np.where(number < size - 1, total[number] - mine, 0.0)
        top = max(1.0, float(total.max(initial=0.0)))
        rest = np.maximum(total.sum() - mine_all[self.of], 1e-9)
        strongest = np.maximum.reduceat(theirs, self.first[:-1][self._some])[self._slot] if len(theirs) else theirs
        other = np.maximum(self._most_elsewhere(lying, total, strongest) - theirs, 0.0) / top
        return [
            theirs / top,
            theirs / np.maximum(rest, 1.0),
            ((theirs >= strongest - 1e-9) & (theirs > 0)).astype(float),
            other,
        ]

    def _most_elsewhere(self, lying: _Lying, total: Rows, strongest: Rows) -> Rows:
        """For each candidate what the other names say for the country (or area) that they say most for."""
        order = np.argsort(-total, kind="stable")
        told = list(zip(order.tolist(), total[order].tolist(), strict=True))
        free = np.array([next((most for c, most in told if c not in mine), 0.0) for mine in lying.own])
        found: Rows = np.maximum(strongest, free[self.of])
        return found

    @cached_property
    def _some(self) -> NDArray[np.bool_]:
        return self.first[1:] > self.first[:-1]

    @cached_property
    def _slot(self) -> NDArray[np.int64]:
        """For each candidate the number of its name among those that have candidates."""
        return (np.cumsum(self._some) - 1)[self.of].astype(np.int64)

    def _lead(self, chances: Rows) -> Rows:
        if not len(chances):
            return chances
        return chances / np.maximum(np.maximum.reduceat(chances, self.first[:-1][self._some])[self._slot], 1e-9)

    def _nearness(self, chances: Rows) -> Rows:
        """For each candidate its closeness to the likeliest places of the names around: to the nearest, at two scales,
        and the mean of the three nearest."""
        out = np.zeros((len(self.of), 4))
        picks = self._likeliest(chances)
        picks = picks[~self.pointless[picks]]
        sure = chances[picks]
        for low in range(0, len(self.names), _BLOCK):
            rows = slice(int(self.first[low]), int(self.first[min(low + _BLOCK, len(self.names))]))
            around = (self.of[picks] >= low - _NEIGHBOURS) & (self.of[picks] < low + _BLOCK + _NEIGHBOURS)
            others = picks[around]
            if rows.start == rows.stop or not len(others):
                continue
            km = _km(self.at[rows], self.at[others])
            apart = np.abs(self.of[rows][:, None] - self.of[others][None, :])
            usable = (apart > 0) & (apart <= _NEIGHBOURS)
            weight = np.where(usable, sure[around][None, :], 0.0)
            out[rows, 0] = (np.exp(-km / 30) * weight).max(axis=1)
            out[rows, 1] = (np.exp(-km / 150) * weight).max(axis=1)
            close = np.sort(np.exp(-km / _NEAR_KM) * weight, axis=1)[:, -3:]
            out[rows, 2] = close.sum(axis=1) / 3
            out[rows, 3] = (np.exp(-km / 1000) * weight).sum(axis=1) / np.maximum(weight.sum(axis=1), 0.5)
        out[self.pointless] = 0.0
        return out

    def _likeliest(self, chances: Rows) -> NDArray[np.int64]:
        picks = []
        for a, b in zip(self.first[:-1], self.first[1:], strict=True):
            if b > a:
                picks.append(a + int(np.argmax(chances[a:b])))
        return np.array(picks, dtype=np.int64)

    def _told(self) -> Rows:
        out = np.zeros((len(self.of), len(TOLD)))
        row = 0
        for name in self.names:
            for candidate in name.found:
                for column, level in enumerate((FIRM, PLAIN, LOOSE)):
                    areas = [a for how, a in name.inside if how == level and a.id != candidate.place.id]
                    if areas:
                        held = any(holds(a, candidate) for a in areas)
                        out[row, column + (0 if held else 3)] = 1.0
                row += 1
        has_country = self._country < len(self._countries)
        top = max(1.0, float(self._spoken_country.max(initial=0.0)))
        out[:, 6] = np.where(has_country, self._spoken_country[self._country] / top, 0.0)
        top = max(1.0, float(self._spoken_area.max(initial=0.0)))
        out[:, 7] = np.where(self._area < len(self._areas), self._spoken_area[self._area] / top, 0.0)
        out[:, 8:10] = self._company()
        return out

    def _company(self) -> Rows:
        """How many of the other names have a candidate close by, each counted as a share of its candidates: places told
        of together lie together, whatever each of them is."""
        out = np.zeros((len(self.of), 2))
        sizes = np.diff(self.first)
        for low in range(0, len(self.names), _BLOCK):
            rows = slice(int(self.first[low]), int(self.first[min(low + _BLOCK, len(self.names))]))
            left, right = max(0, low - _NEIGHBOURS), min(len(self.names), low + _BLOCK + _NEIGHBOURS)
            begin, end = int(self.first[left]), int(self.first[right])
            if rows.start == rows.stop:
                continue
            km = _km(self.at[rows], self.at[begin:end])
            apart = self.of[rows][:, None] - self.of[begin:end][None, :]
            close = np.where(
                (np.abs(apart) <= _NEIGHBOURS) & (apart != 0) & ~self.pointless[begin:end][None, :], km, 1e9
            )
            some = [g for g in range(left, right) if sizes[g]]
            nearest = np.minimum.reduceat(close, self.first[some] - begin, axis=1)
            share = 1 / np.sqrt(sizes[some])
            for column, reach in ((0, 25.0), (1, 100.0)):
                out[rows, column] = np.log1p((np.exp(-nearest / reach) * share).sum(axis=1))
        out[self.pointless] = 0.0
        return out


def holds(area: Found, candidate: Candidate) -> bool:
    """Whether an area holds a place: by country and code, or by distance for areas without a code."""
    place = candidate.place
    if area.feature == "country":
        return place.country == area.country
    if area.feature == "admin1":
        return place.country == area.country and place.admin1 == area.admin1
    if area.country and place.country and area.country != place.country:
        return False
    way = distance_km(area.latitude, area.longitude, place.latitude, place.longitude)
    return way <= area.radius_km + place.radius_km


def _numbered(values: Sequence[_Key | None]) -> tuple[NDArray[np.int64], dict[_Key, int]]:
    """Each value's number, and the numbers by value; None gets the number after the last."""
    numbers: dict[_Key, int] = {}
    for value in values:
        if value is not None:
            numbers.setdefault(value, len(numbers))
    return np.array([len(numbers) if v is None else numbers[v] for v in values], dtype=np.int64), numbers


def _km(a: Rows, b: Rows) -> Rows:
    chord = np.sqrt(np.maximum(0.0, 2 - 2 * (a @ b.T)))
    return np.asarray(2 * EARTH_KM * np.arcsin(np.minimum(1.0, chord / 2)))
