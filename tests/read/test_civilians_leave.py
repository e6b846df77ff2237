"""Civilians who leave are displaced, forces that leave withdraw: by the bundled model and the rules."""

from __future__ import annotations

import pytest

from benchmarks.reads import as_report
from dateline.work.pipeline import Tools, load_tools, read


@pytest.fixture(scope="module")
def tools() -> Tools:
    return load_tools()


@pytest.mark.parametrize(
    ("text", "trigger", "type_"),
    [
        ("The army called on residents of Saraqeb to evacuate their homes immediately.", "evacuate", "DISPLACE"),
        ("The general ordered civilians to evacuate the rebel-held town of Saraqeb.", "evacuate", "DISPLACE"),
        ("The general ordered his troops to evacuate the base near Saraqeb.", "evacuate", "RETREAT"),
        ("Rebel fighters evacuated the town of Saraqeb on Friday.", "evacuated", "RETREAT"),
    ],
)
def test_who_leaves_tells_what_it_is(tools: Tools, text: str, trigger: str, type_: str) -> None:
    claims = read(as_report("r", text, published="2015-03-01"), tools).claims
    found = [c for c in claims if trigger in c.trigger.text]
    assert [c.type for c in found] == [type_]
    if type_ == "DISPLACE":
        assert all(c.recipients for c in found)
