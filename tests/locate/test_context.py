from __future__ import annotations

import pytest

from dateline.locate.context import (
    FIRM,
    LOOSE,
    PLAIN,
    abbreviated_area,
    containers,
    countries_spoken_of,
    kind_beside,
    nationalities,
    other_names,
    spoken_of,
    told_containers,
)


def _span(marked: str) -> tuple[str, int, int]:
    return marked.replace("[", "").replace("]", ""), marked.index("["), marked.index("]") - 1


@pytest.mark.parametrize(
    ("text", "area"),
    [
        ("in [Suruc], Turkey, on", "Turkey"),
        ("the Syrian town of [Kobane] was", "Syrian"),
        ("in [Jackson], Miss., on", "Miss."),
        ("[Manbij] in the Aleppo province", "Aleppo"),
        ("Turkey's border town of [Suruc]", "Turkey"),
        ("Syria's [Raqqa]", "Syria"),
        ("[Paris] (Texas)", "Texas"),
    ],
)
def test_areas_around_a_name(text: str, area: str) -> None:
    assert area in containers(*_span(text))


def test_no_area_across_a_line_or_from_small_letters() -> None:
    assert containers(*_span("Syria's\n[Raqqa]\n, Texas")) == []
    assert containers(*_span("[Raqqa], when")) == []


def test_other_names_and_kinds() -> None:
    assert other_names("Kobane (Ain al-Arab) was", 6) == ["Ain al-Arab"]
    assert kind_beside(*_span("the town of [Ain Issa] fell")) == "settlement"
    assert kind_beside(*_span("in [Raqqa] governorate")) == "admin1"
    assert kind_beside(*_span("[Raqqa] countryside")) is None
    assert kind_beside(*_span("the Karrada district of [Baghdad]")) is None
    assert kind_beside(*_span("The district of [Manbij]")) == "admin2"
    assert kind_beside(*_span("the Romanian district of [Braila]")) == "admin2"


@pytest.mark.parametrize(
    ("words", "names"),
    [
        (", also known as Ain al-Arab, was", ["Ain al-Arab"]),
        (", also known as Ain al-Arab was taken", ["Ain al-Arab"]),
        (", known in Arabic as Ain al-Arab, fell", ["Ain al-Arab"]),
        (", which is known to Kurds as Kobani", ["Kobani"]),
        (", formerly Arab Pinar, is", ["Arab Pinar"]),
        (" (also known as Ain al-Arab) is", ["Ain al-Arab"]),
        (" (Arabic: عين العرب) is", ["عين العرب"]),
        (" (Kurdish: Kobanî; Кобани)", ["Kobanî", "Кобани"]),
        (", known as the Stronghold of the East", []),
        (" is home to Yusuf", []),
        (", also, Aleppo", []),
    ],
)
def test_other_names_as_reports_introduce_them(words: str, names: list[str]) -> None:
    assert other_names("Kobane" + words, 6) == names


def test_countries_spoken_of() -> None:
    found = countries_spoken_of("Syrian troops, Turks and a South Korean doctor; the turkish word; Congolese")
    assert dict(found) == {"SY": 1, "TR": 1, "KR": 1}
    assert nationalities()["iraqis"] == "IQ"


def test_areas_spoken_of_are_told_apart_from_names_to_resolve() -> None:
    assert dict(spoken_of("Syrian troops in Texas; Texas")) == {("SY", None): 1, ("US", "TX"): 2}
    assert dict(spoken_of("Syrian troops in Texas", {"texas"})) == {("SY", None): 1}


def test_how_firmly_a_container_is_told() -> None:
    def levels(marked: str) -> set[int]:
        return {level for level, _ in told_containers(*_span(marked))}

    assert levels("in [Suruc], Turkey.") == levels("[Paris] (Texas)") == {FIRM}
    assert levels("[Manbij] in the Aleppo province") == levels("the Syrian town of [Kobane] was") == {PLAIN}
    assert levels("Syria's [Raqqa]") == levels("in [Sinjar], Idlib and Hama") == {LOOSE}


def test_abbreviated_areas() -> None:
    assert abbreviated_area("Calif.") == ("US", "CA")
    assert abbreviated_area("Ont.") == ("CA", "08")
    assert abbreviated_area("Raqqa") is None


def test_long_text_does_not_stall() -> None:
    for text in ("Aa " * 400_000, "A" * 1_000_000, "a.a." * 250_000, "In the " * 150_000):
        countries_spoken_of(text)
        containers(text, len(text) // 2, len(text) // 2 + 4)
        other_names(text, len(text) // 2)
