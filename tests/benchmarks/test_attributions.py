"""Scores of whole attributions, by hand-made examples."""

from __future__ import annotations

from benchmarks.attributions import exact, linked, linked_loosely, pieces, source_content_pairs
from benchmarks.spans import Counts
from dateline.values import Attribution

# Characters: the source 0-5, the cue 6-10, a content in two pieces around them.
SPLIT = Attribution(((0, 5),), ((6, 10),), ((11, 20), (30, 40)))
NO_SOURCE = Attribution((), ((50, 53),), ((54, 60),))
GOLD = [SPLIT, NO_SOURCE]


def test_a_split_content_counts_by_pieces() -> None:
    whole = Attribution(((0, 5),), ((6, 10),), ((11, 40),))
    half = Attribution(((0, 5),), ((6, 10),), ((30, 40),))
    assert exact(GOLD, [SPLIT], "content") == Counts(2, 2, 3)
    assert exact(GOLD, [whole], "content") == Counts(0, 1, 3)
    assert exact(GOLD, [half], "content") == Counts(1, 1, 3)


def test_a_source_of_two_attributions_counts_once() -> None:
    second = Attribution(((0, 5),), ((70, 75),), ((76, 80),))
    assert pieces([SPLIT, second], "source") == {(0, 5)}
    assert exact([SPLIT, second], [SPLIT], "source") == Counts(1, 1, 1)


def test_linked_wants_all_pieces_of_source_and_content() -> None:
    assert linked(GOLD, [SPLIT, NO_SOURCE]) == Counts(2, 2, 2)
    assert linked(GOLD, [Attribution(((0, 5),), ((6, 10),), ((11, 20),))]) == Counts(0, 1, 2)
    assert linked(GOLD, [Attribution(((0, 4),), ((6, 10),), ((11, 20), (30, 40)))]) == Counts(0, 1, 2)
    assert linked(GOLD, [Attribution(((0, 5),), ((6, 10),), ((30, 40), (11, 20)))]) == Counts(1, 1, 2)


def test_linked_wants_the_cue_to_touch() -> None:
    assert linked([SPLIT], [Attribution(SPLIT.source, ((9, 15),), SPLIT.content)]) == Counts(1, 1, 1)
    assert linked([SPLIT], [Attribution(SPLIT.source, ((10, 15),), SPLIT.content)]) == Counts(0, 1, 1)
    assert linked([SPLIT], [Attribution(SPLIT.source, (), SPLIT.content)]) == Counts(0, 1, 1)


def test_linked_without_source_matches_only_without() -> None:
    invented = Attribution(((45, 49),), NO_SOURCE.cue, NO_SOURCE.content)
    assert linked([NO_SOURCE], [invented]) == Counts(0, 1, 1)
    assert linked([invented], [NO_SOURCE]) == Counts(0, 1, 1)


def test_linked_pairs_one_to_one() -> None:
    # Two cues found where there is one: the second is wrong. Copies count once.
    twice = [SPLIT, Attribution(SPLIT.source, ((7, 9),), SPLIT.content)]
    assert linked([SPLIT], twice) == Counts(1, 2, 1)
    assert linked(twice, [SPLIT]) == Counts(1, 1, 2)
    assert linked([SPLIT], [SPLIT, SPLIT]) == Counts(1, 1, 1)


def test_linked_of_nothing() -> None:
    assert linked(GOLD, []) == Counts(0, 0, 2)
    assert linked([], GOLD) == Counts(0, 2, 0)


def test_loose_link_wants_each_role_to_touch() -> None:
    near = Attribution(((4, 8),), ((6, 7),), ((12, 13),))
    assert linked_loosely(GOLD, [near]) == Counts(1, 1, 2)
    assert linked_loosely(GOLD, [Attribution((), near.cue, near.content)]) == Counts(0, 1, 2)


def test_pairs_leave_the_cue_and_sourceless_ones_aside() -> None:
    found = [Attribution(((0, 5),), ((80, 85),), ((11, 20), (31, 40))), NO_SOURCE]
    assert source_content_pairs(GOLD, found) == Counts(1, 2, 2)
