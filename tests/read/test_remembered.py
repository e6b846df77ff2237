"""What is remembered is what would be made anew, and never more than it may be."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from dateline.read.remembered import Remembered


@given(st.lists(st.integers(0, 9)), st.integers(1, 6))
def test_what_is_given_is_what_the_function_makes_and_no_more_is_kept_than_told(keys: list[int], most: int) -> None:
    known: Remembered[int, str] = Remembered(str, most)
    for key in keys:
        assert known[key] == str(key)
        assert len(known) <= most


def test_nothing_is_made_twice_while_there_is_room() -> None:
    asked: list[str] = []

    def make(key: str) -> str:
        asked.append(key)
        return key.upper()

    known = Remembered(make, 2)
    assert [known[key] for key in "ababca"] == list("ABABCA")
    assert asked == list("abca")
