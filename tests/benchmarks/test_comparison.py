"""The comparison's scores and tables, and processes that answer; no other tool's environment is needed."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import pytest

from benchmarks.claims.values import AnnotatedClaim, AnnotatedDocument
from benchmarks.comparison import attribution, dating, events, layout, places, syntax
from benchmarks.comparison.costs import costs
from benchmarks.comparison.peering import OWN, Peers
from benchmarks.comparison.peers import run as door
from benchmarks.comparison.process import Spent, ask, command
from benchmarks.comparison.quoted import QUOTED
from benchmarks.corpora.plover import PloverRecord
from benchmarks.corpora.polnear import Article
from benchmarks.corpora.toponyms import Article as Located
from benchmarks.corpora.toponyms import Toponym
from benchmarks.table import page
from benchmarks.wikiwars import Gold, figures, gold_days
from dateline.errors import DatelineError, UsageError
from dateline.values import Attribution

STUB = """
import json, sys
for line in sys.stdin:
    text = json.loads(line)["text"]
    print(json.dumps([[0, len(text.split()[0])]]), flush=True)
print(json.dumps({"spent": {"start_cpu": 0.1, "cpu": 0.2, "wall": 0.4, "peak": 5000000}}), flush=True)
"""
TEXTS = ("Rebels shelled Homs.", "Nobody was hurt.")


def _stub(folder: Path, code: str) -> list[str]:
    path = folder / "stub.py"
    path.write_text(code, encoding="utf-8")
    return [sys.executable, str(path)]


def test_a_process_answers_in_order_and_says_what_it_took(tmp_path: Path) -> None:
    answered = ask(_stub(tmp_path, STUB), [{"text": text} for text in TEXTS])
    assert answered.answers == [[[0, 6]], [[0, 6]]]
    assert (answered.spent.cpu, answered.spent.peak) == (0.2, 5_000_000)
    assert answered.spent.start_wall > 0
    found = costs("stub", 7, answered.spent)
    assert (found["stub_words_per_cpu_second"], found["stub_peak_mb"]) == (40, 5)


@pytest.mark.parametrize(
    ("code", "limit", "says"),
    [
        ("import sys; sys.exit('no such model')", 60, "no such model"),
        ("print('[]')", 60, "status 0"),
        ("import time; time.sleep(60)", 0.2, "status -9"),
    ],
)
def test_a_process_that_fails_is_named(tmp_path: Path, code: str, limit: float, says: str) -> None:
    with pytest.raises(DatelineError, match=says):
        ask(_stub(tmp_path, code), [{"text": text} for text in TEXTS], limit=limit)


def test_the_door_serves_a_baseline() -> None:
    answered = ask(command(sys.executable, "keyword_coder"), [{"text": text} for text in TEXTS])
    assert answered.answers == [[[7, 14, "ASSAULT", [0, 6], [15, 19]]], []]
    assert answered.spent.start_cpu > 0
    assert answered.spent.peak is None or answered.spent.peak > 1_000_000


def test_memory_is_none_where_the_system_does_not_tell(tmp_path: Path) -> None:
    assert door.peak(tmp_path / "absent") is None
    (tmp_path / "status").write_text("Name:\tx\nVmHWM:\t  2048 kB\n")
    assert door.peak(tmp_path / "status") == 2048 * 1024


def test_without_an_environment_only_our_own_are_asked(tmp_path: Path) -> None:
    peers = Peers()
    assert peers.ask("spacy", []) is None
    assert "keywords" in OWN
    assert peers.answers("keywords", TEXTS) == [[[7, 14, "ASSAULT", [0, 6], [15, 19]]], []]
    with pytest.raises(UsageError, match="make peers"):
        Peers(tmp_path / "absent")


def test_a_peer_that_fails_is_left_out_and_remembered(capsys: pytest.CaptureFixture[str]) -> None:
    peers = Peers(Path(sys.executable))  # has no textacy
    assert peers.answers("textacy", TEXTS) is None
    assert "textacy" in peers.failed
    assert "textacy failed" in capsys.readouterr().err


def test_words_and_names_of_spacy() -> None:
    answer: dict[str, list[Any]] = {
        "words": [[0, 6, "NOUN"], [7, 14, "VERB"], [15, 19, "PROPN"], [19, 20, "PUNCT"]],
        "sentences": [0],
        "entities": [[15, 19, "GPE"], [0, 6, "NORP"]],
    }
    parsed = syntax.parse(TEXTS[0], answer)
    assert (parsed.words[1], parsed.sentences) == ((6, 13), [(0, 18)])  # blanks do not count
    assert syntax.entities(answer) == [(15, 19, "place")]
    assert syntax.naming("x", [[(15, 20, "place")]], [[(15, 19, "place")]]) == {
        "x_gum_exact": 0.0,
        "x_gum_overlap": 100.0,
    }


def test_attributions_of_a_peer() -> None:
    text = "“We left,” the mayor said. He said that they had left."
    marked = [
        Attribution(((11, 20),), ((21, 25),), ((1, 9),)),
        Attribution(((27, 29),), ((30, 34),), ((35, 53),)),
    ]
    answer = [[[[15, 20]], [[21, 25]], [[0, 10]]]]
    found = attribution.score("x", [Article("a", text, marked)], [attribution.read(answer)])
    assert found["x_polnear_direct"] == 100  # the one in quotation marks
    assert found["x_polnear_whole"] == pytest.approx(66.67)
    assert attribution.read({"failed": "marks do not pair"}) == ()
    assert [attribution.is_direct(one, text) for one in marked] == [True, False]


def test_places_are_put_at_the_most_populous() -> None:
    text = "From Homs to Paris."
    gold = (Toponym(5, 9, "Homs", 34.7, 36.7), Toponym(13, 18, "Paris", 33.66, -95.55))  # the one in Texas
    known = {"Homs": (34.73, 36.71), "Paris": (48.85, 2.35)}
    found = places.scored("x", "lgl", [Located(text, gold)], [[[5, 9], [13, 18]]], known)
    assert found == {"x_lgl_exact": 100.0, "x_lgl_overlap": 100.0, "x_lgl_near": 50.0}
    assert places.spans({"entities": [[5, 9, "GPE"], [13, 18, "PERSON"]]}) == [(5, 9)]
    assert places.renamed({"lgl_f1": 84.2, "lgl_accuracy161": 0.75}) == {
        "dateline_lgl_exact": 84.2,
        "dateline_lgl_near": 75.0,
    }


def test_events_of_the_lexicon_coder() -> None:
    gold = AnnotatedDocument(
        "re3d", "a", "", (0, 20), None, (AnnotatedClaim(sentence=(0, 20), trigger=(7, 14), type="ASSAULT"),)
    )
    found = events.claimed(gold, [[7, 14, "ASSAULT", [0, 6], [15, 19]], [30, 35, "AID", None, None]])
    assert [(claim.type, claim.actors[0].start) for claim in found.claims] == [("ASSAULT", 0)]  # 30 is not annotated
    records = [PloverRecord("1", TEXTS[0], "ASSAULT", ["Rebels"], ["Homs"], "2015-03-02")]
    answer = [[[15, 19, "CONTROL", None, None], [7, 14, "ASSAULT", [0, 6], [15, 19]]]]
    assert events.on_plover(records, answer) == {
        "keywords_plover_type": 100.0,
        "keywords_plover_source": 100.0,
        "keywords_plover_target": 100.0,
    }
    assert events.on_plover(records, [[]])["keywords_plover_type"] == 0


def test_dates_of_a_peer() -> None:
    golds = [Gold(0, 12, gold_days("2015-03-02"), None), Gold(20, 30, gold_days("2015-03"), None)]
    found = dating.read([[0, 12, "2015-03-02", "2015-03-02"], [20, 30, None, None]])
    metrics = dating.named("x", figures([(golds, found)]))
    assert metrics == {"x_wikiwars_exact": 100.0, "x_wikiwars_overlap": 100.0, "x_wikiwars_days": 100.0}


def test_a_table_names_who_is_missing() -> None:
    dates = next(table for table in layout.TABLES if table.title == "Dates")
    lines = layout.written(dates, {"dateline_wikiwars_exact": 93.0, "timexy_wikiwars_exact": 12.5})
    assert "| **dateline** | 93 | – | – |" in lines
    assert any(line.startswith("| timexy (timexy ") and "| 12.5 | – | – |" in line for line in lines)
    assert lines[-1].startswith("Not run here (`make peers` installs them): dateparser")
    assert "timexy" not in lines[-1]


def test_a_table_tells_what_failed_from_what_was_not_there() -> None:
    dates = next(table for table in layout.TABLES if table.title == "Dates")
    lines = layout.written(dates, {"dateline_wikiwars_exact": 93.0, "timexy_failed": 1.0})
    assert any(line.startswith("Not run here") and "dateparser" in line and "timexy" not in line for line in lines)
    assert any(line.startswith("Failed here: timexy") for line in lines)


def test_the_page_holds_the_section() -> None:
    result = {"bench": "comparison", "split": "dev", "metrics": {}, "data_sha256": "0", "seconds": 1.0}
    text = page([{**result, "published": [], "model_sha256": None}])
    assert "## comparison, dev" in text
    assert "### Places, end to end" in text


def test_the_section_is_whole_with_and_without_figures() -> None:
    result = {"bench": "comparison", "split": "dev", "metrics": {}, "data_sha256": "0", "seconds": 1.0}
    empty = layout.section(result)
    every = {f"{one.key}_{name}": 1.0 for table in layout.TABLES for one in table.systems for name, _ in table.figures}
    full = layout.section({**result, "metrics": {**every, "textacy_gave_up": 4.0}})
    assert sum(line.startswith("### ") for line in empty) == len(layout.TABLES) + 1
    assert not any(line.startswith("Not run here") for line in full)
    assert any("do not pair: 4 % of them" in line for line in full)
    assert all(one.figures in "\n".join(full) for one in QUOTED)
    assert "Spent" not in "\n".join(full)


def test_every_shown_package_is_pinned() -> None:
    shown = {one.package for table in layout.TABLES for one in table.systems if one.package}
    assert shown <= layout.versions().keys()
    assert layout.label(layout.System("a", "A", "geotext")) == f"A (geotext {layout.versions()['geotext']})"


def test_costs_without_memory() -> None:
    assert "x_peak_mb" not in costs("x", 10, Spent(1.0, 0.5, 2.0, 1.0, None))
