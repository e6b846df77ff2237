"""Many tellings at once: just the pairs that meet and are comparable, each once."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st
from made import LEXICON, spot, telling

from dateline.corroborate.candidates import comparable, gate, marks, meets
from dateline.corroborate.sights import Sight, Sights, Sought
from dateline.corroborate.telling import Telling

WORDS = st.lists(st.sampled_from("mayor ferri kobane ypg hasaka".split()), max_size=4, unique=True).map(tuple)
DAYS = st.sampled_from([None, "2015-06-01", "2015-06-09", "2015-06-20", "2016-01-01", "2011-03-03"])


@st.composite
def any_telling(draw: st.DrawFn) -> Telling:
    return telling(
        draw(st.sampled_from("abcd")), draw(st.integers(0, 99)), draw(st.sampled_from(("attack", "raid"))),
        published=draw(DAYS), latest=draw(DAYS), whom=draw(WORDS), names=draw(WORDS), nearby=draw(WORDS),
        types=draw(st.sampled_from([(), ("ASSAULT",), ("CONTROL",), ("CONSULT",)])),
        spots=draw(st.sampled_from([(), (spot(1, 1),), (spot(1.3, 1),), (spot(9, 9), spot(1, 1))])),
        earliest=draw(st.sampled_from([None, None, "2011-03-01"])), modes=draw(st.sampled_from([(), ("gains",)])),
        actors=draw(st.sampled_from([(), ("ypg", "fighter"), ("mayor",)])),
        recipients=draw(st.sampled_from([(), ("ypg",), ("mayor", "fighter")])),
        counts=draw(st.sampled_from([(), (("killed", 40, 50),), (("killed", 5, None),), (("injured", 9, 9),)])),
        aggregate=draw(st.sampled_from([False, False, True])), ahead=draw(st.sampled_from([False, False, True])),
    )  # fmt: skip


@settings(max_examples=80, deadline=None)
@given(st.lists(st.lists(any_telling(), max_size=5), max_size=12), st.integers(0, 50))
def test_the_pairs_that_may_be_of_one_event(parts: list[list[Telling]], gone: int) -> None:
    sights, there, dropped = Sights(), [one for part in parts for one in part], set[int]()
    seen = [(marks(one, LEXICON), gate(one)) for one in there]
    found: list[tuple[int, int]] = []
    begun = 0
    for part in parts:
        rows = sights.add(seen[begun : begun + len(part)])
        begun += len(part)
        found += [(int(a), int(b)) for left, right in sights.pairs(rows) for a, b in zip(left, right, strict=True)]
        if part and gone % 3 == 0:
            sights.drop(int(rows[gone % len(rows)]))
            dropped.add(int(rows[gone % len(rows)]))
    wanted = [
        (a, b)
        for a in range(len(there))
        for b in range(a)
        if meets(seen[a][0], seen[b][0]) and comparable(seen[a][1], seen[b][1])
    ]
    if not dropped:
        assert sorted(found) == sorted(wanted)
    else:
        assert len(found) == len(set(found))
        assert set(found) <= set(wanted)


@settings(max_examples=80, deadline=None)
@given(st.lists(any_telling(), max_size=12), st.lists(any_telling(), min_size=1, max_size=4))
def test_what_others_are_not_sought_by_changes_no_pair(others: list[Telling], fresh: list[Telling]) -> None:
    """Only what some fresh telling has of it makes one of another report meet it."""
    own = {one.article.report for one in fresh}
    others = [one for one in others if one.article.report not in own]
    new = [(marks(one, LEXICON), gate(one)) for one in fresh]
    sought = Sought(mark for mark, _ in new)
    found: list[set[tuple[Telling, Telling]]] = []
    for is_reduced in (False, True):
        sights, kept, old = Sights(), list[Telling](), list[Sight]()
        for one in others:
            mark = sought.of(marks(one, LEXICON)) if is_reduced else marks(one, LEXICON)
            if mark is not None:
                kept.append(one)
                old.append((mark, gate(one)))
        sights.add(old)
        rows = sights.add(new)
        both = [*kept, *fresh]
        found.append(
            {(both[a], both[b]) for left, right in sights.pairs(rows) for a, b in zip(left, right, strict=True)}
        )
    assert found[0] == found[1]
