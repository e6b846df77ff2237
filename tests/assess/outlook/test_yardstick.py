from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.assess.outlook.yardstick import YARDSTICK, word


@given(st.floats(0.01, 0.99))
def test_a_probability_lies_in_the_range_of_its_word(probability: float) -> None:
    _, low, high = word(probability)
    assert low <= probability <= high


def test_the_ranges_touch() -> None:
    assert [w[2] for w in YARDSTICK[:-1]] == [w[1] for w in YARDSTICK[1:]]


@pytest.mark.parametrize(
    ("probability", "expected"),
    [
        (0.0, "almost no chance"),
        (0.2, "unlikely"),
        (0.5, "roughly even chance"),
        (0.56, "likely"),
        (1, "almost certain"),
    ],
)
def test_words(probability: float, expected: str) -> None:
    assert word(probability)[0] == expected
