from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.read.quotations import Quotation, quotations


def quoted(text: str) -> list[list[str]]:
    return [[text[s:e] for s, e in q.pieces] for q in quotations(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('He said "they left" yesterday.', [['"they left"']]),
        ("He said “they left” yesterday.", [["“they left”"]]),
        ("«They left», he said.", [["«They left»"]]),
        ("„Sie gingen“, he said.", [["„Sie gingen“"]]),
        ("``They left,'' he said.", [["``They left,''"]]),
        ("‘They left the militants’ base,’ he said.", [["‘They left the militants’ base,’"]]),
        ("The fighters’ base and the town’s mill weren't hit.", []),
        ("the militants' base and the fighters' cars", []),
        ("He said: 'They don't want the rebels' help.' Then he left.", [["'They don't want the rebels' help.'"]]),
        ('"They left," he said. "We stay."', [['"They left,"'], ['"We stay."']]),
        (
            "“He told us ‘leave now’ and left,” she said.",
            [["“He told us ‘leave now’ and left,”"], ["‘leave now’"]],
        ),
        ("“One paragraph.\n\n“And another,” he said.", [["“One paragraph.", "“And another,”"]]),
        ('"One paragraph.\n\n"And another," he said.', [['"One paragraph.', '"And another,"']]),
        ("He said: “It never closes.\n\nThen another paragraph.", [["“It never closes."]]),
        ('A 5" shell and another 6" one hit.\n\nNo quotation.', []),
        ("A stray ” mark and nothing else.", []),
        ("A stray “ mark in the middle\n\nand nothing else.", []),
        ("He said 'leave' and 'never come back'.", [["'leave'"], ["'never come back'"]]),
        ("“wrapped\nline” he said\n\nNext.", [["“wrapped\nline”"]]),
        ("", []),
        ("“", []),
        ('"', []),
    ],
)
def test_what_is_quoted(text: str, expected: list[list[str]]) -> None:
    assert quoted(text) == expected


def test_depth_counts_from_the_outermost() -> None:
    found = quotations("“He told us ‘leave now’ and left,” she said.")
    assert [q.depth for q in found] == [0, 1]


@given(st.text(alphabet="ab s.,\n\"'“”‘’«»`:(5", max_size=60))
def test_pieces_lie_in_the_text_in_order(text: str) -> None:
    for quotation in quotations(text):
        assert isinstance(quotation, Quotation)
        at = 0
        for start, end in quotation.pieces:
            assert at <= start < end <= len(text)
            at = end


@pytest.mark.parametrize(
    "text", ['"' * 50_000, "“" * 50_000, "'a " * 50_000, "“‘" * 30_000, "\n" * 200_000, '\n"' * 50_000]
)
def test_repetitions_do_not_stall(text: str) -> None:
    quotations(text)
