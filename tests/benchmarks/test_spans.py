"""Counting of spans, by hand-made examples."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from benchmarks.spans import Counts, by_token, exact, inside, overlapping, tokens

PIECES = st.lists(st.tuples(st.integers(0, 30), st.integers(1, 10)).map(lambda p: (p[0], p[0] + p[1])), max_size=8)


def test_figures_by_hand() -> None:
    counts = exact([(0, 3), (5, 9), (10, 12)], [(0, 3), (5, 8)])
    assert counts == Counts(1, 2, 3)
    assert (counts.precision, round(counts.recall, 4), counts.f1) == (50.0, 33.3333, 40.0)
    assert counts.metrics("cue") == {"cue_precision": 50.0, "cue_recall": 33.33, "cue_f1": 40.0}


def test_nothing_found_and_nothing_there() -> None:
    assert exact([(0, 1)], []).metrics("x") == {"x_precision": 0.0, "x_recall": 0.0, "x_f1": 0.0}
    assert exact([], [(0, 1)]).f1 == 0.0
    assert exact([], []).f1 == 0.0


def test_a_repeated_span_counts_once() -> None:
    assert exact([(0, 3), (0, 3)], [(0, 3), (0, 3), (0, 3)]) == Counts(1, 1, 1)


def test_documents_are_added_not_averaged() -> None:
    # 1 of 1 in a short one, 0 of 9 in a long one: 10 % together, where an average would say 50 %.
    total = exact([1], [1]) + exact(range(10, 19), range(20, 29))
    assert total == Counts(1, 10, 10)
    assert total.f1 == 10.0


def test_tokens_are_words_and_single_signs() -> None:
    text = "“It’s 5-0,” he said."
    assert [text[a:b] for a, b in tokens(text)] == ["“", "It", "’", "s", "5", "-", "0", ",", "”", "he", "said", "."]


def test_token_counts_of_split_and_partial_spans() -> None:
    text = "aa bb cc dd ee"
    words = tokens(text)
    # gold: aa bb … ee (split); found: "b cc": its half word counts as bb.
    assert by_token([(0, 5), (12, 14)], [(4, 8)], words) == Counts(1, 2, 3)


def test_overlap_pairs_each_span_once() -> None:
    gold = [(0, 5, "A"), (6, 9, "A"), (20, 25, "B")]
    assert overlapping(gold, [(0, 9, "A")]) == Counts(1, 1, 3)
    assert overlapping(gold, [(4, 7, "A"), (0, 1, "A")]) == Counts(2, 2, 3)
    assert overlapping(gold, [(20, 25, "A"), (5, 6, "A"), (25, 30, "B")]) == Counts(0, 3, 3)


@given(PIECES, PIECES)
def test_token_cover_is_the_plain_definition(one: list[tuple[int, int]], other: list[tuple[int, int]]) -> None:
    words = [(i, i + 2) for i in range(0, 45, 3)]
    for pieces in (one, other):
        plain = {i for i, (a, b) in enumerate(words) if any(a < end and start < b for start, end in pieces)}
        assert inside(pieces, words) == plain


@given(PIECES)
def test_the_same_on_both_sides_is_perfect(pieces: list[tuple[int, int]]) -> None:
    labelled = [(a, b, "x") for a, b in pieces]
    assert overlapping(labelled, labelled).right == len(set(labelled))
    assert exact(pieces, pieces).f1 == (100.0 if pieces else 0.0)
