from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.read.aliases import aliases
from dateline.read.document import Document
from dateline.values import Dateline, Mention, MentionKind, Report


def introduced(text: str, *names: tuple[str, MentionKind]) -> list[tuple[str, str]]:
    mentions = []
    for name, kind in names:
        start = text.index(name)
        mentions.append(Mention(start, start + len(name), kind, True))
    document = Document(Report("r", "0", "0", text), (), (), tuple(mentions), tuple(0 for _ in mentions))
    found = aliases(document)
    assert all(text[a.short_start : a.short_end] == a.short for a in found)
    return [(text[a.start : a.end], a.short) for a in found]


@pytest.mark.parametrize(
    ("text", "names", "expected"),
    [
        ("The Northern Farmers Union (NFU) met.", (), [("Northern Farmers Union", "NFU")]),
        ("the Islamic State group (IS/ISIS)", (), [("Islamic State group", "IS"), ("Islamic State group", "ISIS")]),
        (
            "the Valley Observatory for Human Rights, or VOHR, said",
            (),
            [("Valley Observatory for Human Rights", "VOHR")],
        ),
        (
            "Kurdistan Workers’ Party (PKK)",
            (("Kurdistan Workers’ Party", "organisation"),),
            [("Kurdistan Workers’ Party", "PKK")],
        ),
        ("in Kobane (Ain al-Arab), troops", (("Kobane", "place"),), [("Kobane", "Ain al-Arab")]),
        ("in Tell Abyad (also known as Gire Spi)", (("Tell Abyad", "place"),), [("Tell Abyad", "Gire Spi")]),
        ("in Suruc (Turkey), troops", (("Suruc", "place"),), []),
        ("in Manbij (Aleppo province)", (("Manbij", "place"),), []),
        ("Senator Jane Roe (D-Ohio) and John Doe (R-ME) left", (("Jane Roe", "person"),), []),
        ("A picture of fighters (AP)", (), []),
        ("They left (as reported) the town (2015).", (), []),
        ("()", (), []),
    ],
)
def test_what_a_text_introduces(
    text: str, names: tuple[tuple[str, MentionKind], ...], expected: list[tuple[str, str]]
) -> None:
    assert introduced(text, *names) == expected


def test_the_agency_behind_a_dateline_is_no_other_name_of_the_place() -> None:
    text = "Troops near Azaz\n\nAZAZ, Syria (Sample Wire) — Troops left Kobane (Ain al-Arab)."
    names = [("Syria", text.index("Syria")), ("Kobane", text.index("Kobane"))]
    mentions = tuple(Mention(at, at + len(name), "place", True) for name, at in names)
    report = Report("r", "0", "0", text, dateline=Dateline("AZAZ, Syria", "AZAZ"))
    assert [a.short for a in aliases(Document(report, (), (), mentions, (0, 0)))] == ["Ain al-Arab"]


@given(st.text(alphabet="AaBb ()/,.or-’", max_size=60))
def test_any_text_will_do(text: str) -> None:
    introduced(text)


@pytest.mark.parametrize("text", ["(" * 50_000, "A (B" * 20_000, "Ab Cd (AC) " * 8_000, "a" * 200_000 + " (AB)"])
def test_repetitions_do_not_stall(text: str) -> None:
    introduced(text)
