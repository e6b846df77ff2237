"""Many tellings at once: just the pairs that meet and are comparable, each once."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st
from made import LEXICON, spot, telling

from dateline.corroborate.candidates import comparable, gate, marks, meets
from dateline.corroborate.sights import Sights
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
