"""Any two tellings that one machine would compare share a block."""

from __future__ import annotations

from collections import Counter
from math import cos, radians

from hypothesis import example, given, settings
from hypothesis import strategies as st
from made import LEXICON, spot, telling

from dateline.cluster import blocks
from dateline.corroborate.candidates import FAR_KM, comparable, gate, marks, meets, near
from dateline.corroborate.telling import Telling

WORDS = st.lists(st.sampled_from("mayor ferri kobane ypg hasaka".split()), max_size=4, unique=True).map(tuple)
DAYS = st.sampled_from([None, "2015-06-01", "2015-06-09", "2015-06-20", "2015-09-24", "2016-01-01", "2011-03-03"])
SPOTS = st.sampled_from(
    [(), (spot(36.9, 38.3),), (spot(36.95, 38.9, 20.0),), (spot(33.5, 36.3),), (spot(35.0, 38.0, 350.0),),
     (spot(0.2, 179.9),), (spot(0.2, -179.9),), (spot(84.0, 10.0),), (spot(84.1, 13.0), spot(33.6, 36.2, 0.0, "from"))]
)  # fmt: skip


@st.composite
def any_telling(draw: st.DrawFn) -> Telling:
    return telling(
        draw(st.sampled_from("abcdef")), draw(st.integers(0, 99)), draw(st.sampled_from(("attack", "raid"))),
        published=draw(DAYS), latest=draw(DAYS), whom=draw(WORDS), names=draw(WORDS), nearby=draw(WORDS),
        types=draw(st.sampled_from([(), ("ASSAULT",), ("CONTROL",), ("CONSULT",)])), spots=draw(SPOTS),
        aggregate=draw(st.sampled_from([False, False, True])),
    )  # fmt: skip


@settings(max_examples=60, deadline=None)
@given(st.lists(any_telling(), max_size=14))
def test_pairs_share_a_block(tellings: list[Telling]) -> None:
    seen = [(one, marks(one, LEXICON), gate(one)) for one in tellings]
    reports: dict[int, set[str]] = {}
    loose: Counter[int] = Counter()
    for _, own, its in seen:
        held, always = set(map(blocks.number, blocks.named(own))), set(map(blocks.number, blocks.recalled(own)))
        named = set(map(blocks.number, blocks.undated(own)))
        for key in held | always | named:
            reports.setdefault(key, set()).add(own.report)
        loose.update(always if blocks.is_placed(its) else held | always)
        loose.update(named if own.is_undated else ())
    live = {key for key, of in reports.items() if len(of) > 1 and loose[key]}
    found = [
        {
            blocks.number(("report", own.report)),
            *map(blocks.number, blocks.there(one, its)),
            *(live & set(map(blocks.number, (*blocks.named(own), *blocks.recalled(own), *blocks.undated(own))))),
        }
        for one, own, its in seen
    ]
    for i, (_, own, its) in enumerate(seen):
        for j, (_, other, theirs) in enumerate(seen[:i]):
            if meets(own, other) and comparable(its, theirs):
                assert found[i] & found[j]


@settings(max_examples=200, deadline=None)
@given(
    st.floats(-blocks.NORTHMOST, blocks.NORTHMOST),
    st.floats(-180, 180),
    st.floats(0, blocks.WIDEST_KM),
    st.floats(0, blocks.WIDEST_KM),
    st.floats(0, 1),
    st.floats(0, 360),
)
@example(70.0, 10.0, 100.0, 100.0, 1.0, 90.0)
@example(58.3, 10.5, 0.0, 0.0, 1.0, 45.0)
def test_near_places_share_a_cell(
    latitude: float, longitude: float, one: float, other: float, away: float, course: float
) -> None:
    reach = (FAR_KM + one + other) * away / 111.2
    north = latitude + reach * cos(radians(course))
    if abs(north) > blocks.NORTHMOST:
        return
    east = longitude + reach * cos(radians(course - 90)) / cos(radians((latitude + north) / 2))
    here, there = (latitude, longitude, one), (north, (east + 180) % 360 - 180, other)
    if near([here], [there]):
        assert set(blocks.cover(here)) & set(blocks.cover(there))


def test_a_placed_telling_goes_to_few_blocks() -> None:
    one = telling("a", latest="2015-06-20", earliest="2015-06-20", spots=(spot(36.9, 38.3),))
    assert 1 <= len(list(blocks.there(one, gate(one)))) <= 8
    nowhere = telling("a", latest="2015-06-20", spots=(spot(36.9, 38.3), spot(35.0, 38.0, 350.0)))
    assert not list(blocks.there(nowhere, gate(nowhere)))
