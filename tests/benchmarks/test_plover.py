"""PLOVER: which event a sentence is about, and the figures by hand."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, get_args

import numpy as np
import pytest

from benchmarks import main_event, plover, run
from benchmarks.corpora.plover import PloverRecord
from benchmarks.corpora.plover import plover as records
from benchmarks.reads import as_report
from dateline.values import Claim, ClaimType, Extent, Reading, Span, Token, Trigger

TEXT = "Ada condemned raids on Bo. Bo left."
#        0   4         14    20 23   27 30
HEADS = ((0, 3, 1, 0), (4, 13, 1, 0), (14, 19, 1, 0), (20, 22, 4, 0), (23, 25, 2, 0), (27, 29, 6, 1), (30, 34, 6, 1))


def reading(*claims: Claim) -> Reading:
    tokens = tuple(Token(a, b, "", "X", head, "dep", sentence) for a, b, head, sentence in HEADS)
    return Reading(as_report("r", TEXT), claims, tokens=tokens)


def claim(
    trigger: str, kind: str, mode: str | None = None, confidence: float = 0.5, status: str = "actual", **slots: Any
) -> Claim:
    start = TEXT.index(trigger)
    where = Trigger(trigger, start, start + len(trigger))
    extent = Extent(0, 26)
    return Claim(trigger, kind, mode, status, False, False, False, where, extent, confidence=confidence, **slots)  # type: ignore[arg-type]


def span(words: str, name: str | None = None) -> Span:
    start = TEXT.index(words)
    return Span(words, start, start + len(words), name)


@pytest.mark.parametrize(
    ("claims", "kind"),
    [
        ([claim("raids", "ASSAULT", confidence=0.9), claim("condemned", "ACCUSE")], "ACCUSE"),  # nearer to the root
        ([claim("left", "RETREAT"), claim("raids", "ASSAULT")], "ASSAULT"),  # the earlier sentence
        ([claim("condemned", "CONTROL"), claim("raids", "ASSAULT")], "ASSAULT"),  # an event before a state
        ([claim("raids", "AID", confidence=0.4), claim("raids", "ASSAULT")], "ASSAULT"),  # the more confident
        ([claim("left", "CONTROL", "loses")], "RETREAT"),
        ([claim("left", "DISPLACE", "flee")], "COERCE"),
        ([], None),
    ],
)
def test_the_main_event(claims: list[Claim], kind: str | None) -> None:
    assert main_event.main_type(reading(*claims)) == kind


@pytest.mark.parametrize(
    ("claims", "kind"),
    [
        ([claim("condemned", "AID", status="planned")], "AGREE"),  # a promise
        ([claim("condemned", "RETREAT", status="planned")], "AGREE"),
        ([claim("condemned", "SANCTION", status="planned")], "THREATEN"),
        ([claim("condemned", "ASSAULT", status="requested")], "REQUEST"),
        ([claim("condemned", "MOBILIZE", status="planned")], "MOBILIZE"),
        ([claim("condemned", "ACCUSE", status="planned")], "ACCUSE"),
        ([claim("condemned", "AID", status="denied")], "AID"),
        ([claim("condemned", "CONCEDE"), claim("raids", "SANCTION", status="planned")], "THREATEN"),  # as announced
        ([claim("condemned", "CONCEDE"), claim("raids", "RETREAT", status="planned")], "AGREE"),
        ([claim("condemned", "CONCEDE"), claim("raids", "RETREAT")], "CONCEDE"),
    ],
)
def test_what_lies_ahead_is_promised_threatened_or_asked_for(claims: list[Claim], kind: str) -> None:
    assert main_event.main_type(reading(*claims)) == kind


def test_scores_answer_only_where_nothing_is_claimed() -> None:
    rows = [[0.0] * 19 for _ in HEADS]
    rows[2][main_event.TYPES.index("DISPLACE")] = 0.8
    rows[4][main_event.TYPES.index("AID")] = 0.7
    assert main_event.main_type(reading(), rows) == "COERCE"
    assert main_event.main_type(reading(claim("left", "RETREAT")), rows) == "RETREAT"
    assert main_event.main_type(reading(), []) is None


def test_every_type_has_one_of_plovers() -> None:
    states = {"CONTROL", "DISPLACE", "STRENGTH"}
    answers = {main_event.plover_type(kind, None) for kind in get_args(ClaimType)}
    assert answers == set(get_args(ClaimType)) - states


def test_figures_by_hand() -> None:
    gold = [
        PloverRecord("0:a", TEXT, "ACCUSE", ["Ada"], ["Bo", "Al"], "1999-01-01"),
        PloverRecord("1:b", TEXT, "ASSAULT", [], ["Bo of Ferry"], "1999-01-01"),
        PloverRecord("2:c", TEXT, "AID", ["Ada"], [], "1999-01-01"),
    ]
    first = reading(claim("condemned", "ACCUSE", actors=(span("Ada"),), recipients=(span("raids on Bo"),)))
    second = reading(claim("condemned", "ACCUSE", recipients=(span("Bo", "Bo of Ferry"),)), claim("raids", "ASSAULT"))
    assert plover.score(gold, [first, second, reading()]) == {
        "type_accuracy": 33.33,
        "answered": 66.67,
        "claimed": 66.67,
        "type_among_claims": 66.67,
        "source_precision": 100.0,
        "source_recall": 50.0,
        "source_f1": 66.67,
        "target_precision": 50.0,
        "target_recall": 33.33,
        "target_f1": 40.0,
    }


def test_a_record_without_a_claim_is_answered_by_scores() -> None:
    gold = [PloverRecord("0:a", TEXT, "AID", [], [], "1999-01-01")] * 2
    rows = np.full((len(HEADS), len(main_event.TYPES)), -9.0, dtype=np.float32)
    rows[3, main_event.TYPES.index("AID")] = -4.0
    figures = plover.score(gold, [reading(), reading(claim("left", "RETREAT"))], [rows, None])
    assert (figures["type_accuracy"], figures["answered"], figures["claimed"]) == (50.0, 100.0, 50.0)


def test_records_are_read_and_written_back(tmp_path: Path) -> None:
    text = "Rebels attacked the town on Monday & left <Ada>."
    actor = [{"actorText": "Rebels", "code": "REB"}]
    rows = [{"id": "1", "event": "FIGHT", "text": text, "source": actor, "target": [], "date": "1999-01-02"}]
    (tmp_path / "gold_dev.json").write_text(json.dumps(rows))
    again = tmp_path / "again" / "gold_dev.json"
    again.parent.mkdir()
    metrics = run("plover", tmp_path, predict=again, errors=tmp_path / "e.html")["metrics"]
    assert (metrics["type_accuracy"], metrics["source_f1"]) == (100.0, 100.0)
    (record,) = records(again.parent, "dev")
    assert (record.type, record.source) == ("ASSAULT", ["Rebels"])
    page = (tmp_path / "e.html").read_text()
    assert "on Monday &amp; left &lt;Ada&gt;" in page
