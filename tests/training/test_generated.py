"""Generated reports keep to their form and come out like annotated ones."""

from __future__ import annotations

from pathlib import Path

import pytest

from dateline.errors import BrokenInputError
from training.annotations.quote import Quoting
from training.annotations.retype import retyped
from training.annotations.sentences import sentences
from training.generated import load
from training.generated.__main__ import main

GOOD = """\
// A note.
@ a 1994-05-12
= Mill changes hands
OLD MILL — The Harbour Brigade ruled out talks on Tuesday.
> REJECT meet | ruled out | by=The Harbour Brigade | on=on Tuesday => 1994-05-10 day
> CONSULT denied | talks | by=^1:Mill => The Harbour Brigade | flags=negated

It agreed that it was cold.
@ b 1994-05-13
The team defeated Ferry.
"""


def test_reports_come_as_annotated_documents(tmp_path: Path) -> None:
    (tmp_path / "x.txt").write_text(GOOD, encoding="utf-8")
    (text, one), (other, empty) = load(tmp_path)
    assert text.text.split("\n\n") == [
        "Mill changes hands",
        "OLD MILL — The Harbour Brigade ruled out talks on Tuesday.",
        "It agreed that it was cold.",
    ]
    assert (text.corpus, text.split, text.title, text.published) == (
        "generated",
        "train",
        "Mill changes hands",
        "1994-05-12",
    )
    assert one.sha256 == text.sha256
    assert one.annotated == (0, len(text.text))
    first, second = one.claims
    assert text.text[slice(*first.trigger)] == "ruled out"
    assert (first.type, first.mode) == ("REJECT", "meet")
    assert second.actors[0].inherited
    assert other.title is None
    assert empty.claims == ()


@pytest.mark.parametrize(
    ("old", "new", "reason"),
    [
        ("| ruled out |", "| ruled in |", "x.txt:5: 'ruled in': not in the claim's sentence"),
        ("| ruled out | by", "| by", "x.txt:5: "),
        ("REJECT meet", "REFUSE meet", "no such type"),
        ("1994-05-13", "yesterday", "is no day"),
        ("@ b", "@ a", "stands twice"),
        ("It agreed", "It rained. It agreed", "a line is not one sentence"),
        ("// A note.", "A sentence.", "outside a report"),
        (
            "> REJECT meet | ruled out | by=The Harbour Brigade | on=on Tuesday => 1994-05-10 day",
            "> REJECT",
            "needs: >",
        ),
    ],
)
def test_faults_are_named(tmp_path: Path, old: str, new: str, reason: str) -> None:
    (tmp_path / "x.txt").write_text(GOOD.replace(old, new), encoding="utf-8")
    with pytest.raises(BrokenInputError, match=reason):
        load(tmp_path)
    assert main(["check", "--folder", str(tmp_path)]) == 1


def test_the_reports_in_the_repository(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check"]) == 0
    assert "reports" in capsys.readouterr().out
    for text, one in load():
        assert list(retyped(one, Quoting(text.text, sentences(text.text))))
        assert all(0 <= c.trigger[0] < c.trigger[1] <= len(text.text) for c in one.claims)
