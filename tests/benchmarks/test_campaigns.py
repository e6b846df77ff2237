"""Made-up campaigns: always the same, with claims that stand where they say, and places as uneven as in a war."""

from __future__ import annotations

from collections import Counter

from benchmarks.campaigns import A_REPORT, SIDES, TOWNS, campaigns, one_more, towns
from benchmarks.situation import table
from dateline.assess.control.report import of_report
from dateline.corroborate.told import About
from dateline.read.actors import by_id

SOME = list(campaigns(4000))


def test_always_the_same() -> None:
    assert list(campaigns(4000)) == SOME
    assert sum(len(one.claims) for one in SOME) == 4000
    assert len({one.report.id for one in SOME}) == len(SOME) == 4000 // A_REPORT
    assert campaigns(80, seed=2).__next__() != SOME[0]


def test_claims_stand_where_they_say() -> None:
    for one in SOME[:40]:
        text = one.report.text
        for claim in one.claims:
            for span in (claim.trigger, *claim.actors, *claim.recipients, *claim.places, *claim.sources):
                assert text[span.start : span.end] == span.text
                assert claim.sentence.start <= span.start < span.end <= claim.sentence.end
        assert [text[t.start : t.end].lower() for t in one.tokens] == [t.lemma for t in one.tokens]


def test_some_towns_are_told_of_far_more_than_others() -> None:
    number = Counter(place.name for one in SOME for claim in one.claims for place in claim.places)
    most, usual = number.most_common(1)[0][1], sorted(number.values())[len(number) // 2]
    assert most > 10 * usual
    assert len(towns()) == TOWNS


def test_they_show_who_holds_places() -> None:
    assert all(id_ is None or by_id(id_) is not None for _, id_ in SIDES)
    of = SOME[0].report
    seen = [s for one in SOME[:50] for s in of_report(one.claims, About(of.id, of.publisher, None, of.published))]
    assert len(seen) > 100
    assert {"holds", "took from", "left", "attacked"} <= {one.pattern for one in seen}


def test_a_further_report_is_about_its_town() -> None:
    town = towns()[3]
    one = one_more(1, 100, town, "more")
    assert [claim.places[0].id for claim in one.claims[:3]] == [town.id] * 3


def test_the_table_has_median_and_worst() -> None:
    lines = list(table({"a step": [(0.1, 1.0), (0.2, 3.0), (0.9, 2.0)]}))
    assert lines[-1].split() == ["a", "step", "0.20", "0.90", "2.00", "3.00"]
