from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.locate.context import spoken_of
from dateline.locate.evidence import HEARD, TOLD, Report, holds
from dateline.locate.index import Index
from dateline.locate.rank import Group
from dateline.locate.resolve import PlaceMention, grouped
from dateline.locate.signals import OWN, own_signals


def _groups(index: Index, text: str, names: Sequence[str]) -> list[Group]:
    return grouped([PlaceMention(text.index(n), text.index(n) + len(n), n) for n in names], text, index)[0]


def _heard(report: Report) -> dict[str, dict[str, float]]:
    """Signals by "name/place id", every candidate of a name equally likely."""
    sizes = np.diff(report.first)
    rows = report.heard(1 / sizes[report.of])
    labels = [f"{name.text}/{c.place.id}" for name in report.names for c in name.found]
    return {label: dict(zip(HEARD, row, strict=True)) for label, row in zip(labels, rows.tolist(), strict=True)}


def test_others_speak_for_their_country_and_no_name_for_itself(small: Index) -> None:
    text = "Sinjar and Manbij and Kobane and Jarablus"
    report = Report(_groups(small, text, text.split(" and ")), {})
    heard = _heard(report)
    assert heard["Sinjar/28"]["its country"] > heard["Sinjar/27"]["its country"] == 0
    assert heard["Sinjar/28"]["strongest country"] == 1
    alone = _heard(Report(_groups(small, "Manbij", ["Manbij"]), {}))
    assert alone["Manbij/25"]["its country"] == alone["Manbij/25"]["nearest 150 km"] == 0
    assert alone["Manbij/25"]["another country"] == 0


def test_nearer_places_are_heard_louder(small: Index) -> None:
    text = "Dallas and Paris"
    heard = _heard(Report(_groups(small, text, ["Dallas", "Paris"]), {}))
    assert heard["Paris/31"]["nearest 150 km"] > heard["Paris/30"]["nearest 150 km"]
    assert heard["Paris/31"]["three nearest"] > heard["Paris/30"]["three nearest"]


def test_the_text_tells_countries_areas_and_containers(small: Index) -> None:
    text = "Syrian troops; Texas; Sinjar and Paris"
    report = Report(_groups(small, text, ["Sinjar", "Paris"]), spoken_of(text))
    told = dict(zip([c.place.id for n in report.names for c in n.found], report.fixed[:, len(OWN) :], strict=True))
    assert told[28][TOLD.index("country in words")] > told[27][TOLD.index("country in words")] == 0
    assert told[31][TOLD.index("area in words")] > told[30][TOLD.index("area in words")] == 0
    held = Report(_groups(small, "Syria's Raqqa", ["Raqqa"]), {})
    assert held.fixed[:, len(OWN) + TOLD.index("held loosely")].all()


def test_areas_hold_by_country_code_or_distance(small: Index) -> None:
    (paris,) = [c for g in _groups(small, "Paris", ["Paris"]) for c in g.found if c.place.id == 31]
    assert holds(small.country("US")[0], paris)
    assert holds(small.area("US", "TX")[0], paris)
    assert not holds(small.country("SY")[0], paris)
    assert not holds(small.area("SY", "04")[0], paris)


def test_an_unknown_population_is_that_of_a_small_town(small: Index) -> None:
    found = small.by_key("Sinjar")
    (group,) = _groups(small, "Sinjar", ["Sinjar"])
    rows = own_signals(group.found, "Sinjar", None, 1)
    people = dict(zip([c.place.id for c in group.found], rows[:, OWN.index("people")], strict=True))
    assert len(found) == 2
    assert 0.4 < people[28] < people[27]


_NAMES = ["Raqqa", "Aleppo", "Paris", "Sinjar", "Kobane", "Syria", "Iraq", "Dallas", "Nowhereville", "Euphrates"]


@settings(max_examples=40, deadline=None)
@given(st.lists(st.sampled_from(_NAMES), max_size=150))
def test_signals_are_finite_and_bounded_however_many_names(small: Index, names: list[str]) -> None:
    groups = []
    for name in names:
        group = Group(name, name)
        group.mentions = [0]
        group.found = _groups(small, name, [name])[0].found
        groups.append(group)
    report = Report(groups, {("SY", None): 3, ("XX", None): 1, ("US", "TX"): 9})
    assert report.fixed.shape[0] == len(report.of)
    if len(report.of):
        rows = np.hstack([report.fixed, report.heard(np.full(len(report.of), 0.5))])
        assert rows.shape[1] == len(OWN) + len(TOLD) + len(HEARD)
        assert np.isfinite(rows).all()
        assert np.abs(rows).max() < 10
