from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.read.numbers import exact, read


def bounds(text: str, start: int) -> tuple[int | None, int | None] | None:
    found = read(text.split(), start)
    return None if found is None else (found.low, found.high)


@pytest.mark.parametrize(
    ("text", "start", "expected"),
    [
        ("at least 13 people", 2, (13, None)),
        ("up to 24 soldiers", 2, (None, 24)),
        ("as many as 24 soldiers", 3, (None, 24)),
        ("about 120 families", 1, (120, 120)),
        ("an estimated 5,000 people", 2, (5000, 5000)),
        ("more than 900 people", 2, (900, None)),
        ("fewer than 50 men", 2, (None, 50)),
        ("dozens of people", 0, (24, None)),
        ("hundreds of people", 0, (200, None)),
        ("thousands of people", 0, (2000, None)),
        ("tens of thousands of people", 0, (20_000, None)),
        ("hundreds of thousands of people", 0, (200_000, None)),
        ("hundreds of thousands of people", 2, (200_000, None)),
        ("tens of millions of people", 0, (20_000_000, None)),
        ("hundreds of people", 2, None),
        ("several dozen people", 1, (24, None)),
        ("a dozen people", 1, (12, 12)),
        ("about a dozen people", 2, (12, 12)),
        ("half a million people", 2, (500_000, 500_000)),
        ("more than half a million people", 4, (500_000, None)),
        ("3,000 - 4,000 men", 0, (3000, 4000)),
        ("of 1 250 people", 1, (1250, 1250)),
        ("more than 12 400 people", 2, (12_400, None)),
        ("may 5 250 people", 1, (5, 5)),
        ("in 2015 250 people", 1, (2015, 2015)),
        ("brigade 93 120 men", 1, (93, 93)),
        ("about 1 25 people", 1, (1, 1)),
        ("40 to 50 men", 0, (40, 50)),
        ("between 40 and 50 men", 1, (40, 50)),
        ("two dozen people", 0, (24, 24)),
        ("twenty - five people", 0, (25, 25)),
        ("one hundred and fifty people", 0, (150, 150)),
        ("three thousand two hundred men", 0, (3200, 3200)),
        ("1.5 million people", 0, (1_500_000, 1_500_000)),
        ("13 or more people", 0, (13, None)),
        ("13 percent of them", 0, None),
        ("$ 13 each", 1, None),
        ("some people", 0, None),
        ("third man", 0, None),
        ("no one", 1, None),
    ],
)
def test_numbers_with_their_bounds(text: str, start: int, expected: tuple[int | None, int | None] | None) -> None:
    assert bounds(text, start) == expected


def test_a_modifier_belongs_to_the_number() -> None:
    found = read("killing at least 13 people".split(), 3)
    assert found is not None
    assert (found.first, found.last) == (1, 4)


_SMALL = (
    "zero one two three four five six seven eight nine ten eleven "
    "twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen"
).split()
_TENS = "_ _ twenty thirty forty fifty sixty seventy eighty ninety".split()


def _spelt(n: int) -> list[str]:
    if n >= 1000:
        return [*_spelt(n // 1000), "thousand", *(_spelt(n % 1000) if n % 1000 else [])]
    if n >= 100:
        return [_SMALL[n // 100], "hundred", *(["and", *_spelt(n % 100)] if n % 100 else [])]
    if n >= 20:
        return [_TENS[n // 10], *(["-", _SMALL[n % 10]] if n % 10 else [])]
    return [_SMALL[n]]


@given(st.integers(0, 999_999))
def test_numbers_in_words_read_back(n: int) -> None:
    words = _spelt(n)
    assert exact([*words, "people"], 0) == (n, len(words))


@given(st.integers(0, 10**11))
def test_figures_with_commas_read_back(n: int) -> None:
    assert exact([f"{n:,}"], 0) == (n, 1)


@given(st.lists(st.text(max_size=6), min_size=1, max_size=8), st.data())
def test_no_words_break_it(words: list[str], data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(words) - 1))
    found = read(words, at)
    assert found is None or 0 <= found.first < found.last <= len(words)
