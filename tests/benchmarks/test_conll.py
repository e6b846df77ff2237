"""Scores of parses, by hand-made examples."""

from __future__ import annotations

from recorded import document

from benchmarks.conll import Parse, align, found_parse, gold_parse, score
from benchmarks.corpora.treebank import TreebankDocument
from benchmarks.reads import as_report
from benchmarks.spans import Counts

# "He didn't go. Stop!": gold words He did n't go . | Stop !
TEXT = "He didn't go. Stop!"
WORDS = [(0, 2), (3, 6), (6, 9), (10, 12), (12, 13), (14, 18), (18, 19)]
GOLD = TreebankDocument(
    "d", TEXT, WORDS, ["he", "do", "not", "go", ".", "stop", "!"],
    ["PRON", "AUX", "PART", "VERB", "PUNCT", "VERB", "PUNCT"], [3, 3, 3, 3, 3, 5, 5],
    ["nsubj", "aux", "advmod", "root", "punct", "root", "punct"], [0, 5], [0], [],
)  # fmt: skip


def test_gold_against_itself_is_perfect() -> None:
    gold = gold_parse(GOLD)
    counts = score(gold, gold)
    assert {name: c.f1 for name, c in counts.items()} == dict.fromkeys(counts, 100.0)
    assert counts["las"] == Counts(7, 7, 7)
    assert counts["sentences"] == Counts(2, 2, 2)


def test_given_words_by_hand() -> None:
    words = [
        (0, 2, "PRON", 3, "nsubj:pass"),  # the subtype is wrong: right for las, wrong for las_subtypes
        (3, 6, "VERB", 3, "aux"),  # wrong part of speech
        (6, 9, "PART", 1, "advmod"),  # wrong head
        (10, 12, "VERB", 3, "root"),
        (12, 13, "PUNCT", 3, "dep"),  # wrong relation
        (14, 18, "VERB", 5, "root"),
        (18, 19, "PUNCT", 5, "punct"),
    ]
    counts = score(gold_parse(GOLD), found_parse(document(as_report("d", TEXT), words, [0, 5])))
    rights = {name: c.right for name, c in counts.items()}
    assert rights == {"words": 7, "upos": 6, "uas": 6, "las": 5, "las_subtypes": 4, "sentences": 2}


def test_raw_words_and_sentences_by_hand() -> None:
    # Found: He didn't go . Stop ! in one sentence, "Stop" hanging on "go".
    words = [
        (0, 2, "PRON", 2, "nsubj"),
        (3, 9, "AUX", 2, "aux"),  # not the words of gold: aligned with none
        (10, 12, "VERB", 2, "root"),
        (12, 13, "PUNCT", 2, "punct"),
        (14, 18, "VERB", 2, "parataxis"),
        (18, 19, "PUNCT", 4, "punct"),
    ]
    counts = score(gold_parse(GOLD), found_parse(document(as_report("d", TEXT), words, [0])))
    assert counts["words"] == Counts(5, 6, 7)
    assert counts["upos"] == Counts(5, 6, 7)
    assert counts["uas"] == Counts(4, 6, 7)  # all but "Stop"
    assert counts["las"] == Counts(4, 6, 7)
    assert counts["sentences"] == Counts(0, 1, 2)


def test_a_head_that_is_aligned_with_nothing_is_wrong() -> None:
    words = [(0, 2, "PRON", 1, "nsubj"), (3, 12, "VERB", 1, "root"), (12, 13, "PUNCT", 1, "punct")]
    counts = score(gold_parse(GOLD), found_parse(document(as_report("d", TEXT), words, [0])))
    assert counts["words"] == Counts(2, 3, 7)
    assert counts["uas"].right == 0


def test_blanks_do_not_count() -> None:
    spaced = document(
        as_report("d", "He  did\n\nn't"), [(0, 2, "X", 0, "root"), (4, 7, "X", 0, "x"), (9, 12, "X", 0, "x")]
    )
    assert found_parse(spaced).words == [(0, 2), (2, 5), (5, 8)]
    assert gold_parse(GOLD).words[:3] == [(0, 2), (2, 5), (5, 8)]


def test_empty_parse() -> None:
    counts = score(gold_parse(GOLD), found_parse(document(as_report("d", TEXT))))
    assert counts["las"] == Counts(0, 0, 7)
    assert counts["sentences"] == Counts(0, 0, 2)
    empty = Parse([], [], [], [], [])
    assert score(empty, empty)["las"].f1 == 0.0


def test_align_with_words_of_the_same_place() -> None:
    # A multiword token whose words are not its letters may give two words one place: the first one found takes one.
    assert align([(0, 1), (0, 1), (1, 3)], [(0, 1), (1, 3)]) == [(0, 0), (2, 1)]
