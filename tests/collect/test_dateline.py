from __future__ import annotations

import pytest

from dateline.collect.dateline import read_wire_head

REST = "The army said on Monday that its soldiers had withdrawn from the village."


@pytest.mark.parametrize(
    ("head", "text", "place", "agency", "published"),
    [
        ("Suruc, Turkey – ", "Suruc, Turkey", "Suruc", None, None),
        ("BEIRUT (Reuters) - ", "BEIRUT", "BEIRUT", "Reuters", None),
        ("BEIRUT — ", "BEIRUT", "BEIRUT", None, None),
        ("BEIRUT/AMMAN (AFP) – ", "BEIRUT/AMMAN", "BEIRUT", "AFP", None),
        ("KOBANE, Syria, Feb 3 (Sample Wire) - ", "KOBANE, Syria", "KOBANE", "Sample Wire", None),
        ("KOBANE, Syria, February 3, 2015 (Sample Wire) -- ", "KOBANE, Syria", "KOBANE", "Sample Wire", "2015-02-03"),
        ("SAN SALVADOR, 15 JAN 90 (ACAN-EFE) -- ", "SAN SALVADOR", "SAN SALVADOR", "ACAN-EFE", "1990-01-15"),
        (
            "   PANAMA CITY (PANAMA), 9 MAY 89 (EFE) -- [TEXT] ",
            "PANAMA CITY (PANAMA)",
            "PANAMA CITY",
            "EFE",
            "1989-05-09",
        ),
        ("CLANDESTINE, 10 MAR 90 (RADIO X) -- ", "CLANDESTINE", None, "RADIO X", "1990-03-10"),
        ("LIMA, NO DATE -- ", "LIMA", "LIMA", None, None),
        ("Cairo, Apr 20 (EFE).- ", "Cairo", "Cairo", "EFE", None),
        ("Juba — ", "Juba", "Juba", None, None),
        ("Tel Abyad, Syria - ", "Tel Abyad, Syria", "Tel Abyad", None, None),
        ("AL-HASAKAH, Syria — ", "AL-HASAKAH, Syria", "AL-HASAKAH", None, None),
        ("(Beirut) – ", "Beirut", "Beirut", None, None),
        ("(Beirut, March 3, 2015) – ", "Beirut", "Beirut", None, "2015-03-03"),
        ("December 20, 2021 (KHARTOUM) – ", "KHARTOUM", "KHARTOUM", None, "2021-12-20"),
    ],
)
def test_datelines(head: str, text: str, place: str | None, agency: str | None, published: str | None) -> None:
    found = read_wire_head((head + REST).strip())
    assert found is not None
    assert found.dateline is not None
    assert (found.dateline.text, found.dateline.place) == (text, place)
    assert (found.agency, found.published) == (agency, published)


def test_a_date_and_an_agency_without_a_place() -> None:
    found = read_wire_head("Aug. 20 (UPI) -- " + REST)
    assert found is not None
    assert (found.dateline, found.agency, found.published) == (None, "UPI", None)


@pytest.mark.parametrize(
    "line",
    [
        REST,
        "EXCLUSIVE — Rebels took the town on Monday and held it, residents told reporters by phone.",
        "The town - once a trading post - was empty on Monday, and nobody could say where its people had gone.",
        "Rebels took the town – a trading post on the river – on Monday after a night of shelling.",
        "Kobane – a town under siege",
        "In 2014 - The year of the siege - people left.",
        "",
        " – ",
    ],
)
def test_no_dateline(line: str) -> None:
    assert read_wire_head(line) is None
