"""ECB+ scored on reports made by hand."""

from __future__ import annotations

from typing import Any

from benchmarks import ecb
from benchmarks.report_clusters import clusters
from benchmarks.told import Told, ToldReport, overlapping
from dateline.corroborate.scorer import Scorer
from dateline.corroborate.telling import Article, Telling


def telling(report: str, start: int, head: str, *sentence: str, **fields: Any) -> Telling:
    words = tuple(sorted(sentence))
    article = Article(report, None, tuple((word, 1) for word in sorted({head, *words})))
    return Telling(
        article, start, start + len(head), 0, head, head, (head,), words, context=words, names=words, nearby=words,
        whom=words[:1], **fields,
    )  # fmt: skip


def report(name: str, *told: tuple[str, str, tuple[str, ...]], found: tuple[Telling, ...] = ()) -> ToldReport:
    made = [telling(name, 20 * i, head, *words) for i, (head, _, words) in enumerate(told)]
    gold = [Told(one, event, name[0], name[0]) for one, (_, event, _) in zip(made, told, strict=True)]
    return ToldReport(tuple(gold), found)


CRASH = ("airlin", "crash", "pilot", "river", "hudson")
REPORTS = [
    report("1a", ("land", "e1", CRASH), ("rescu", "e2", ("ferri", "passeng", "river"))),
    report("1b", ("land", "e1", CRASH), found=(telling("1b", 0, "land", *CRASH), telling("1b", 90, "vote", "senat"))),
    report("2a", ("land", "e3", ("probe", "mar", "nasa", "dust"))),
]
TEXTS = {
    "1a": "A pilot landed on the Hudson river",
    "1b": "The pilot who landed on the Hudson",
    "2a": "A probe on Mars",
}


def test_all_settings_and_the_baseline_are_told() -> None:
    found = ecb.figures(REPORTS, TEXTS)
    for setting in ("clustered_", "given_", "", "clustered_lemma_", "given_lemma_", "lemma_", "own_"):
        for measure in ("conll_f1", "lea_f1"):
            assert 0 <= found[f"{setting}{measure}"] <= 100
    assert found["own_mention_recall"] == 25.0  # one of four gold mentions
    assert found["own_mention_precision"] == 50.0  # the other claim overlaps none
    assert found["given_lemma_conll_f1"] == 100.0
    assert found["lemma_conll_f1"] < 100.0  # the other landing has its main word in common


def test_the_lemma_heuristic() -> None:
    scorer = Scorer.load()
    one, other = telling("a", 0, "land", *CRASH), telling("b", 0, "land", *CRASH[:2])
    assert ecb.same_lemma(one, other, scorer)
    assert not ecb.same_lemma(
        one, telling("b", 0, "land", *(f"word{i}" for i in range(30))), scorer
    )  # but one of 36 words
    assert not ecb.same_lemma(one, telling("b", 0, "vote", *CRASH), scorer)


def test_reports_in_clusters_by_their_words() -> None:
    texts = {
        "a": "The pilot landed the airliner on the Hudson river in New York.",
        "b": "Passengers left the airliner after the pilot landed on the Hudson river.",
        "c": "The senate voted for the budget after a long debate in the senate.",
        "d": "A long debate in the senate ended when senators voted for the budget.",
    }
    found = clusters(texts)
    assert found["a"] == found["b"] != found["c"] == found["d"]
    assert clusters(dict(reversed(texts.items()))) == found


def test_each_claim_stands_for_one_mention() -> None:
    gold = [telling("a", 0, "land", "x"), telling("a", 2, "ashor", "x"), telling("b", 0, "land", "x")]
    found = [telling("a", 1, "land", "y"), telling("a", 50, "vote", "y")]
    assert overlapping(gold, found) == {gold[0].anchor: found[0].anchor}
