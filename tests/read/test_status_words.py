"""The status that the grammar of a claim's words shows, by the bundled model and the rules, on texts of our own."""

from __future__ import annotations

import pytest

from benchmarks.reads import as_report
from dateline.work.pipeline import Tools, load_tools, read


@pytest.fixture(scope="module")
def tools() -> Tools:
    return load_tools()


@pytest.mark.parametrize(
    ("text", "trigger", "status"),
    [
        ("Was the mayor killed by the rebels?", "killed", "asked"),
        ("Did the army shell the village on Sunday?", "shell", "asked"),
        ("Will the army attack the town on Friday?", "attack", "asked"),
        ("Are there any policemen wounded?", "wounded", "asked"),
        ("Was there an attack on the convoy?", "attack", "asked"),
        ("Where was the mayor killed by the rebels?", "killed", "actual"),
        ("The rebels killed the mayor.", "killed", "actual"),
        ("The militants plan to return to the village after their defeat in the city.", "defeat", "actual"),
        ("The militants plan to return to the village after their defeat in the city.", "return", "planned"),
        ("The militia denied involvement in the killing of the cleric.", "killing", "denied"),
        (
            "The army has denied that its soldiers were involved in the killing of a cleric in Lainya County.",
            "killing",
            "denied",
        ),
    ],
)
def test_status(tools: Tools, text: str, trigger: str, status: str) -> None:
    claims = read(as_report("r", text), tools).claims
    assert [c.status for c in claims if c.trigger.text == trigger] == [status]
