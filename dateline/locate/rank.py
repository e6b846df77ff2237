"""Choosing among the candidates of all names of a report at once, by the learned ranker (``ranker``) over what each
candidate says for itself (``signals``) and what the report says for it (``evidence``)."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from msgspec import Struct

from dateline.locate.candidates import Candidate, fuzzy_candidates, prominence
from dateline.locate.evidence import POINTLESS, Report, Spoken
from dateline.locate.geo import EARTH_KM
from dateline.locate.index import Found, Index
from dateline.locate.ranker import Ranker
from dateline.locate.signals import Rows, capital_of
from dateline.locate.support import Heard, apart_km, country_weights

_SAME_KM = 60.0  # candidates so close (a city and its province) are no rivals
CITY = 50_000
_SUPPORTED = 0.25  # share of the strongest country's evidence from which a country counts as spoken of
_FUZZY_KM = 150.0  # a misspelt name is looked for within this distance of the report's other places
_FILED_THERE = 3.0  # times as likely as by its name alone: a capital in a place line, where agencies have their desks
_OTHER_NAME = 0.3  # of its chance is left to a place that has the name among its other names only
_INEXACT_SURE = 0.8  # a name spelt otherwise is never as sure: the ranker has learned from names well spelt


class Group:
    """The mentions that share a name: one sense a report. ``inside``: what the text says it lies in, and how
    firmly; ``chance``: the probability, calibrated, that its pick lies where it is meant."""

    def __init__(self, name: str, text: str) -> None:
        self.name = name
        self.text = text
        self.mentions: list[int] = []
        self.found: list[Candidate] = []
        self.inside: list[tuple[int, Found]] = []
        self.kind: str | None = None
        self.pick: Candidate | None = None
        self.chance = 0.0


class Choice(Struct, frozen=True):
    """The candidate chosen for a name, and its probability as the ranker says it (not yet calibrated)."""

    candidate: Candidate
    chance: float


def settle(groups: Sequence[Group], spoken: Spoken, ranker: Ranker) -> None:
    """Picks a candidate for each group, or none, with the other groups' picks as evidence."""
    report = Report(groups, spoken)
    chances, none = ranker.chances(report)
    chosen = _chosen(groups, report, chances, none)
    heard = Heard(groups, [c.candidate if c else None for c in chosen], spoken)
    for number, (group, choice) in enumerate(zip(groups, chosen, strict=True)):
        weight = None
        if -1 in group.mentions and (capital := capital_of(group.found)) is not None:
            weight = [_FILED_THERE if c is capital else 1.0 for c in group.found]
        elif choice is not None and not choice.candidate.own and heard.means_own_name(choice.candidate, number):
            weight = _own_names_first(choice.candidate, group.found)
        if weight is not None:
            rows = slice(int(report.first[number]), int(report.first[number + 1]))
            mine = chances[rows] * np.array(weight)
            total = float(mine.sum()) + float(none[number])
            chosen[number] = _choice(group, mine / total, float(none[number]) / total, report.at[rows])
    chosen = [_country_instead(c, g) if c else None for g, c in zip(groups, chosen, strict=True)]
    chosen = [_capital_instead(c, g, chosen) if c else None for g, c in zip(groups, chosen, strict=True)]
    heard = Heard(groups, [c.candidate if c else None for c in chosen], spoken)
    for number, (group, choice) in enumerate(zip(groups, chosen, strict=True)):
        group.pick, group.chance = None, 0.0
        if choice is not None and heard.believes(choice.candidate, number):
            sure = ranker.sure(choice.chance)
            group.pick = choice.candidate
            group.chance = round(sure if choice.candidate.exact else _INEXACT_SURE * sure, 3)


def _country_instead(choice: Choice, group: Group) -> Choice:
    """A country rather than the town in it that is called so for short ("Guatemala", "Panama"), where the text does not
    call it a town: who means the town is not misled by the country. A place line names towns."""
    town = choice.candidate
    if town.place.feature != "settlement" or town.main or group.kind == "settlement" or -1 in group.mentions:
        return choice
    country = (
        c for c in group.found if c.main and c.place.feature == "country" and c.place.country == town.place.country
    )
    return Choice(next(country, town), choice.chance)


def _capital_instead(choice: Choice, group: Group, chosen: Sequence[Choice | None]) -> Choice:
    """A country rather than the first-level area in it that bears its name ("Mexico"), or its capital rather than one
    elsewhere in it ("Washington"), where the text neither calls it an area nor speaks of any other place in there."""
    area = choice.candidate.place
    if area.feature != "admin1" or group.kind in {"admin1", "admin2"}:
        return choice
    there = [
        c for c in chosen if c and (c.candidate.place.country, c.candidate.place.admin1) == (area.country, area.admin1)
    ]
    country = next((c for c in group.found if c.place.feature == "country" and c.place.country == area.country), None)
    instead = country or capital_of(group.found)
    if len(there) > 1 or instead is None or instead.place.country != area.country:
        return choice
    return Choice(instead, choice.chance)


def choose(groups: Sequence[Group], report: Report, ranker: Ranker) -> list[Choice | None]:
    """The likeliest candidate of each group, None where it is likelier that none is meant. Candidates beside each other
    (a city and its province) speak for the same place."""
    return _chosen(groups, report, *ranker.chances(report))


def _chosen(groups: Sequence[Group], report: Report, chances: Rows, none: Rows) -> list[Choice | None]:
    made: list[Choice | None] = []
    for number, group in enumerate(groups):
        rows = slice(int(report.first[number]), int(report.first[number + 1]))
        made.append(_choice(group, chances[rows], float(none[number]), report.at[rows]) if group.found else None)
    return made


def _choice(group: Group, chances: Rows, none: float, at: Rows) -> Choice | None:
    beside = np.arccos(np.clip(at @ at.T, -1, 1)) * EARTH_KM <= _SAME_KM
    together = beside @ chances
    best = int(np.argmax(together))
    members = np.flatnonzero(beside[best])
    top = group.found[int(members[np.argmax(chances[members])])]
    plain = top.exact and top.place.feature in POINTLESS and top.place.code is None
    if together[best] < none and not plain:  # the tables have seas and regions by their common names
        return None
    if top.place.feature == "admin1" and group.kind not in {"admin1", "admin2"}:
        top = _namesake_city(top, group.found)
    return Choice(top, float(together[best]))


def _own_names_first(pick: Candidate, found: Sequence[Candidate]) -> list[float]:
    """What is left of the chances of a name's candidates: less for those that are no better known than ``pick`` and
    have it among their other names only."""
    most = prominence(pick.place)
    return [_OTHER_NAME if not c.own and prominence(c.place) <= most else 1.0 for c in found]


def find_misspelt(groups: Sequence[Group], spoken: Spoken, index: Index) -> bool:
    """Looks for the names that found no place among misspelt ones, in the countries spoken of and near the places
    found. Says whether any was found."""
    countries = _countries(groups, spoken)
    anchors = [g.pick for g in groups if g.pick is not None and g.pick.place.feature not in POINTLESS]
    found = False
    for group in groups:
        if group.found or not countries:
            continue
        within = [area.country for _, area in group.inside if area.country]
        near = fuzzy_candidates(index, group.text, within or countries, group.kind)
        group.found = [c for c in near if (within and not anchors) or any(apart_km(c, a) <= _FUZZY_KM for a in anchors)]
        found = found or bool(group.found)
    return found


def _countries(groups: Sequence[Group], spoken: Spoken) -> list[str]:
    """Countries spoken of, strongest first, at most three."""
    weight = country_weights([(g.pick.place, len(g.mentions)) for g in groups if g.pick is not None], spoken)
    top = max(weight.values(), default=0.0)
    told = [c for c, w in weight.items() if w >= max(_SUPPORTED * top, 0.5)]
    return sorted(told, key=lambda c: (-weight[c], c))[:3]


def _namesake_city(area: Candidate, found: Sequence[Candidate]) -> Candidate:
    """The city of the area's own name within it, where there is one: a name that both share means the city unless the
    text says otherwise."""
    where = (area.place.country, area.place.admin1)
    for c in found:
        city = c.place.feature == "settlement" and c.place.population >= CITY
        if city and c.exact and (c.place.country, c.place.admin1) == where:
            return c
    return area


def confidence(group: Group) -> float:
    """The calibrated probability that the group's pick is where it is meant to be; 0 without a pick."""
    return group.chance if group.pick is not None else 0.0


__all__ = ["CITY", "POINTLESS", "Choice", "Group", "apart_km", "choose", "confidence", "find_misspelt", "settle"]
