"""Names that the tagger and a claim's expression cut differently."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from dateline.locate.index import open_index
from dateline.toponyms.known import gazetteer
from dateline.work.place_names import Names

TEXT = "Troops left Idlib province and Deir Ezzor for Homs."
IDLIB, PROVINCE, DEIR, EZZOR, HOMS = (12, 17), (12, 26), (31, 35), (31, 41), (46, 50)


def names(*found: tuple[int, int]) -> Names:
    return Names(TEXT, found, gazetteer(open_index()))


def test_the_tagger_has_the_say_on_a_name_s_extent() -> None:
    assert names(IDLIB, HOMS).meant(PROVINCE) == IDLIB
    assert names(HOMS).meant(PROVINCE) == PROVINCE


def test_a_known_name_is_not_torn() -> None:
    one = names(DEIR)
    assert one.meant(EZZOR) == EZZOR
    assert one.beside([EZZOR]) == [EZZOR]


def test_names_of_claims_stand_beside_the_tagger_s() -> None:
    assert names(IDLIB).beside([HOMS, IDLIB]) == [IDLIB, HOMS]


@given(
    st.lists(st.integers(0, 50), max_size=12, unique=True), st.lists(st.tuples(st.integers(0, 40), st.integers(1, 9)))
)
def test_what_stands_beside_shares_no_character_with_a_name_left(
    cuts: list[int], others: list[tuple[int, int]]
) -> None:
    bounds = sorted(cuts)
    found = [(a, b) for a, b in zip(bounds[::2], bounds[1::2], strict=False)]
    wanted = {(a, a + n) for a, n in others}
    made = names(*found).beside(wanted)
    assert wanted <= set(made) or wanted <= set(found) | set(made)
    for a, b in set(made) & set(found):
        assert all(end <= a or b <= start for start, end in wanted - set(found))
