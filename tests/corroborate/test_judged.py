"""Judgements on anchors, whatever stands there now."""

from __future__ import annotations

from dateline.corroborate.judged import Sameness, at, constraints

A, B, C = ("one", 0, 6), ("two", 10, 16), ("two", 40, 46)
STANDING = {"one": [A], "two": [B, C]}


def test_the_later_judgement_on_a_pair_stands() -> None:
    made = constraints([Sameness(2, B, A, False), Sameness(1, A, B, True), Sameness(3, A, C, True)], STANDING)
    assert made.same == ((A, C),)
    assert made.different == ((A, B),)


def test_a_judgement_holds_for_the_telling_that_stands_there_now() -> None:
    made = constraints([Sameness(1, ("one", 2, 9), ("two", 44, 60), True)], STANDING)
    assert made.same == ((A, C),)


def test_words_that_are_told_no_more_ask_nothing() -> None:
    made = constraints([Sameness(1, ("one", 90, 99), B, True), Sameness(2, A, ("gone", 0, 1), True)], STANDING)
    assert made == constraints([], STANDING)


def test_the_same_words_come_before_overlaps() -> None:
    assert at(B, {"two": [("two", 8, 30), B]}) == B
    assert at(("two", 14, 45), STANDING) == C
