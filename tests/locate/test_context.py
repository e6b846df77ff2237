from __future__ import annotations

import pytest

from dateline.locate.context import (
    abbreviated_area,
    containers,
    countries_spoken_of,
    kind_beside,
    nationalities,
    other_names,
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


def test_abbreviated_areas() -> None:
    assert abbreviated_area("Calif.") == ("US", "CA")
    assert abbreviated_area("Ont.") == ("CA", "08")
    assert abbreviated_area("Raqqa") is None


def test_long_text_does_not_stall() -> None:
    for text in ("Aa " * 400_000, "A" * 1_000_000, "a.a." * 250_000, "In the " * 150_000):
        countries_spoken_of(text)
        containers(text, len(text) // 2, len(text) // 2 + 4)
        other_names(text, len(text) // 2)
