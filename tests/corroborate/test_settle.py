"""Groups brought up to date against groups made from scratch: dense links, many ties, judgements that contradict."""

from __future__ import annotations

import random
from collections.abc import Collection, Mapping
from itertools import pairwise

from hypothesis import example, given, settings
from hypothesis import strategies as st
from made import LEXICON, spot, telling

from dateline.corroborate.candidates import marks, meets
from dateline.corroborate.cluster import groups
from dateline.corroborate.growth import Near
from dateline.corroborate.judged import Constraints
from dateline.corroborate.settle import Group, settled
from dateline.corroborate.telling import Anchor, Telling
from dateline.corroborate.traces import crosses, traces

THRESHOLD = 300
Scores = dict[tuple[Anchor, Anchor], int]


class Kept:
    """Tellings, their scores and groups; ``asked`` counts whose scores were looked at."""

    def __init__(self, scores: Scores) -> None:
        self.there: set[Anchor] = set()
        self.scores = scores
        self.group: dict[Anchor, Group] = {}
        self.asked: set[Anchor] = set()

    def near(self, anchors: Collection[Anchor]) -> Mapping[Anchor, Near]:
        self.asked |= set(anchors)
        found: dict[Anchor, dict[Anchor, int]] = {a: {} for a in anchors}
        for (a, b), score in self.scores.items():
            if a in self.there and b in self.there:
                for one, other in ((a, b), (b, a)):
                    if one in found:
                        found[one][other] = score
        return found

    def grouped(self, anchors: Collection[Anchor]) -> Mapping[Anchor, Group]:
        return {a: tuple(b for b in self.group[a] if b in self.there) for a in anchors if a in self.group}

    def inside(self, groups: Collection[Group]) -> Mapping[Anchor, Near]:
        found: dict[Anchor, Near] = {}
        for group in groups:
            for a in group:
                both = [(b, self.scores.get((a, b), self.scores.get((b, a)))) for b in group]
                found[a] = {b: score for b, score in both if score is not None}
        return found

    def change(self, changed: set[Anchor], judged: Constraints) -> None:
        for group in settled(changed & self.there, self, THRESHOLD, judged):
            self.group.update(dict.fromkeys(group, group))
        self.group = {a: group for a, group in self.group.items() if a in self.there}

    def scratch(self, judged: Constraints) -> tuple[Group, ...]:
        scores = {pair: s for pair, s in self.scores.items() if set(pair) <= self.there}
        same = [pair for pair in judged.same if set(pair) <= self.there]
        return groups(self.there, scores, THRESHOLD, same, judged.different)


@settings(max_examples=120, deadline=None)
@given(st.integers(2, 14), st.sampled_from([3, 10, 1000]), st.floats(0.1, 0.9), st.randoms(use_true_random=False))
def test_no_history_matters(number: int, steps: int, dense: float, chance: random.Random) -> None:
    anchors = [(f"r{n}", 0, 1) for n in range(number)]
    pairs = [(a, b) for i, a in enumerate(anchors) for b in anchors[i + 1 :]]
    kept = Kept({pair: 1000 * chance.randrange(steps) // (steps - 1) for pair in pairs if chance.random() < dense})
    judged = Constraints()
    for _ in range(12):
        changed = set(chance.sample(anchors, chance.randint(1, min(3, number))))
        if chance.random() < 0.3:
            both = chance.sample(pairs, min(len(pairs), chance.randint(0, 4)))
            same = tuple(pair for pair in both if chance.random() < 0.6)
            new = Constraints(same, tuple(pair for pair in both if pair not in same))
            changed = {a for pair in (*judged.same, *judged.different, *new.same, *new.different) for a in pair}
            judged = new
        elif chance.random() < 0.7:
            kept.there |= changed
        else:
            gone = changed & kept.there
            changed = {b for a in gone for b in kept.group[a]}
            kept.there -= gone
        standing = Constraints(tuple(p for p in judged.same if set(p) <= kept.there), judged.different)
        kept.change(changed, standing)
        assert tuple(sorted(set(kept.group.values()))) == kept.scratch(standing)


def test_what_hangs_together_by_single_links_is_not_made_again() -> None:
    anchors = [(f"r{n:03}", 0, 1) for n in range(200)]
    scores = {(a, b): 900 if n % 2 == 0 else 500 for n, (a, b) in enumerate(pairwise(anchors))}
    kept = Kept(scores)
    kept.there = set(anchors[:-2])
    kept.change(kept.there, Constraints())
    assert len(set(kept.group.values())) == 99
    kept.asked.clear()
    kept.there = set(anchors)
    kept.change({anchors[-2], anchors[-1]}, Constraints())
    assert tuple(sorted(set(kept.group.values()))) == kept.scratch(Constraints())
    assert kept.asked == set(anchors[-2:])


tellings = st.builds(
    lambda report, head, types, day, words, spots: telling(
        report, head=head, types=types, published=day, names=words, spots=spots, article=words[:2]
    ),
    st.sampled_from("ab"),
    st.sampled_from(["attack", "seiz"]),
    st.lists(st.sampled_from(["ASSAULT", "CONTROL", "AID", "CONSULT"]), max_size=2, unique=True).map(tuple),
    st.sampled_from(["2015-01-01", "2015-01-20", "2015-09-20", None]),
    st.lists(st.sampled_from("villager soldier ferri kobane hasaka".split()), max_size=4, unique=True).map(tuple),
    st.lists(st.sampled_from([spot(36.9, 38.3), spot(36.9, 39.4), spot(0, 179.9)]), max_size=2).map(tuple),
)


UNDATED = telling("a", head="seiz", published=None, names=("ferri", "kobane"))


@given(tellings, tellings)
@example(UNDATED, telling("b", published="2015-01-01", names=("ferri", "kobane")))
@example(UNDATED, telling("b", published=None, names=("ferri", "kobane")))
def test_the_reports_of_those_that_meet_share_a_trace(one: Telling, other: Telling) -> None:
    a, b = marks(one, LEXICON), marks(other, LEXICON)
    met = meets(a, b)
    assert met == meets(b, a)
    if met and a.report != b.report:
        there = {trace.key: trace for trace in traces([b])}
        assert any(trace.key in there and crosses(trace, there[trace.key]) for trace in traces([a]))
