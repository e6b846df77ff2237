from __future__ import annotations

import time
from typing import Any

import pytest

from dateline.corroborate.about import about
from dateline.corroborate.agency import agency
from dateline.corroborate.copies import signature
from dateline.values import Report


def report(text: str, **fields: Any) -> Report:
    return Report(id="r", sha256="s", text_sha256="t", text=text, **fields)


@pytest.mark.parametrize(
    ("text", "credited"),
    [
        ("BEIRUT (Reuters) - Shells fell on the market on Friday, a medic said.", "Reuters"),
        ("Raid on market\n\nAmman, 3 June 2015 (AFP) -- Jets struck a convoy.", "AFP"),
        ("BOGOTA, 3 MAR 90 (EFE) -- [TEXT] A BOMB WENT OFF.", "EFE"),
        ("A bomb went off.\n\nTwo people were hurt. (Reuters)", "Reuters"),
        ("A bomb went off.\n\nTwo people were hurt.\n\n© AFP 2015", "AFP"),
        ("A bomb went off.\nTwo people were hurt.\n— Anadolu Agency", "Anadolu Agency"),
        ("A bomb went off, Reuters reported.\n\nTwo people were hurt.", None),
        ("HAVANA (CUBA) -- The ministers met.", None),
        ("Raqqa – The group took the bridge (again).", None),
        ("A bomb went off.\n\nIt was the third this week. (Friday)", None),
        ("", None),
    ],
)
def test_an_agency_is_credited_in_the_dateline_or_at_the_end(text: str, credited: str | None) -> None:
    assert agency(report(text)) == credited


@pytest.mark.parametrize(
    ("author", "credited"),
    [
        ("Reuters", "Reuters"),
        ("Jane Roe, Associated Press", "Associated Press"),
        ("Jane Roe and AFP", "AFP"),
        ("Jane Roe", None),
        (None, None),
    ],
)
def test_an_agency_is_credited_in_the_byline(author: str | None, credited: str | None) -> None:
    assert agency(report("A bomb went off.", author=author)) == credited


def test_what_is_kept_of_a_report() -> None:
    text = "BEIRUT (Reuters) - Shells fell on the market on Friday, a medic said."
    kept = about(report(text, publisher="The Daily Sample", url="https://sample.example/1", published="2015-06-05"))
    assert (kept.report, kept.publisher, kept.url) == ("r", "The Daily Sample", "https://sample.example/1")
    assert (kept.published, kept.agency, kept.signature) == ("2015-06-05", "Reuters", signature(text))


@pytest.mark.parametrize(
    "text", [" " * 10**6, "(( " * 10**6, "— " * 10**6, "A, " * 10**6, "By A and " * 10**5, "\x00😀ש" * 10**5]
)
def test_odd_texts_take_no_longer(text: str) -> None:
    began = time.process_time()
    about(report(text, author=text))
    assert time.process_time() - began < 4
