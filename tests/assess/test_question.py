from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.assess.question import Question, understand
from dateline.errors import UsageError
from dateline.read.actors import lookup


def known(name: str) -> bool:
    return lookup(name) is not None or name in ("Red Brigade", "Blue Army")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Is it the beginning of the end for ISIS?", Question("decline", actor="ISIS")),
        ("Is IS losing ground?", Question("decline", actor="IS")),
        ("Is the Red Brigade collapsing?", Question("decline", actor="Red Brigade")),
        ("Is the Blue Army losing ground to the Red Brigade?", Question("decline", actor="Blue Army")),
        ("Against the Blue Army, is the Red Brigade in decline?", Question("decline", actor="Red Brigade")),
        ("Was the Red Brigade weaker on 2015-02-28?", Question("decline", actor="Red Brigade", until="2015-02-28")),
        ("was Red Brigade in decline in February 2016?", Question("decline", actor="Red Brigade", until="2016-02-29")),
        ("Is the Red Brigade growing stronger?", Question("decline", actor="Red Brigade", turned=True)),
        ("Who holds Raqqa?", Question("control", place="Raqqa")),
        ("Who controls the town of Ain Issa on 2015-02-22?", Question("control", place="Ain Issa", until="2015-02-22")),
        ("Who is in control of Tell Abyad now?", Question("control", place="Tell Abyad")),
        ("Who held Manbij on 3 March 2015?", Question("control", place="Manbij", until="2015-03-03")),
    ],
)
def test_what_is_asked(text: str, expected: Question) -> None:
    assert understand(text, known) == expected


@pytest.mark.parametrize(
    "text",
    [
        "",
        "How many people were killed in Raqqa?",
        "Will ISIS be defeated?",
        "Why is ISIS losing?",
        "Is ISIS evil?",
        "Is the Purple League in decline?",
        "Is ISIS weaker on 2015-02-31?",
        "Is ISIS losing " + "x" * 600,
    ],
)
def test_what_cannot_be_answered_is_refused(text: str) -> None:
    with pytest.raises(UsageError) as refused:
        understand(text, known)
    assert "\n" not in str(refused.value)


def test_a_refusal_says_what_can_be_asked() -> None:
    with pytest.raises(UsageError, match="Who holds Raqqa"):
        understand("How tall is the mayor?", known)


@given(st.text(max_size=300))
def test_any_text_is_understood_or_refused(text: str) -> None:
    try:
        found = understand(text, known)
    except UsageError:
        return
    assert (found.actor is None) == (found.kind == "control")
