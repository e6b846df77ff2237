"""What a glimpse lets through against what meets."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st
from made import LEXICON, spot, telling

from dateline.corroborate.candidates import Gate, Marks, comparable, gate, marks, meets
from dateline.corroborate.glimpses import glimpse, that_may_meet
from dateline.corroborate.telling import Telling

WORDS = "villager soldier ferri kobane hasaka".split()
PLACES = [spot(36.9, 38.3), spot(36.9, 39.4), spot(37.6, 38.3), spot(0, 179.9), spot(0, -179.9), spot(89.9, 20)]


@st.composite
def told(draw: st.DrawFn, report: str) -> list[Telling]:
    day = draw(st.sampled_from(["2015-01-01", "2015-01-20", "2015-03-20", "2015-09-20", None]))
    words = st.lists(st.sampled_from(WORDS), max_size=4, unique=True).map(tuple)
    return [
        telling(
            report,
            20 * number,
            published=day,
            head=draw(st.sampled_from(["attack", "seiz"])),
            types=draw(st.lists(st.sampled_from(["ASSAULT", "CONTROL", "AID"]), max_size=2, unique=True).map(tuple)),
            names=draw(words),
            article=draw(words),
            aggregate=draw(st.booleans()),
            spots=draw(st.lists(st.sampled_from(PLACES), max_size=2).map(tuple)),
            latest=draw(st.sampled_from([day, None, "2015-02-10"])),
        )
        for number in range(draw(st.integers(0, 3)))
    ]


def seen(tellings: list[Telling]) -> list[tuple[Marks, Gate]]:
    return [(marks(one, LEXICON), gate(one)) for one in tellings]


@settings(max_examples=150, deadline=None)
@given(told("a"), told("b"), told("c"), st.sampled_from([1, 40]))
def test_what_meets_is_let_through(a: list[Telling], b: list[Telling], c: list[Telling], times: int) -> None:
    new, kept = [seen(a)] * times, [seen(b), seen(c)]  # of many new tellings those of a report go together
    found = that_may_meet([glimpse(one) for one in kept], new)
    for own, places in zip(kept, found, strict=True):
        wanted = [
            place
            for place, (other, its) in enumerate(own)
            if any(meets(one, other) and comparable(gate_, its) for one, gate_ in new[0])
        ]
        assert set(wanted) <= set(places) <= set(range(len(own)))
        assert places == sorted(places)


def test_what_is_of_another_war_is_passed_over() -> None:
    here = telling("a", names=("ferri", "kobane"), spots=(PLACES[0],), latest="2015-01-01")
    there = telling("b", names=("hasaka",), spots=(spot(39, 38.3),), latest="2015-01-01")
    late = telling("c", names=("ferri",), spots=(PLACES[0],), latest="2016-01-01")
    again = telling("d", names=("ferri", "kobane"), spots=(PLACES[0],), latest="2015-01-03")
    far = telling("e", names=("ferri", "kobane"), spots=(PLACES[3],), latest="2015-01-01")
    kept = [glimpse(seen([one])) for one in (there, late, again, far)]
    assert that_may_meet(kept, [seen([here])]) == [[], [], [0], []]
    assert that_may_meet([], [seen([here])]) == []
    assert that_may_meet(kept, []) == [[], [], [], []]
