"""How an armed actor fares by the one report that this project started from, and by its twin among the samples."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from dateline.assess.outlook.outlook import Outlook
from dateline.collect.options import Options
from dateline.errors import UsageError
from dateline.library import judged
from dateline.library.library import Library, open_library
from dateline.work.add import add_paths
from dateline.work.filters import Asked
from dateline.work.outlook import ask, fares

DAY = "2015-02-22"
QUESTION = "Is it the beginning of the end for ISIS?"


@pytest.fixture(scope="module", params=["report", "twin"])
def library(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory, root: Path) -> Iterator[Library]:
    report = root / "samples" / "twin-raqqa-leaflets.txt"
    if request.param == "report":
        report = root.parent / "shared" / "reports" / "ara-news-raqqa-leaflets.txt"
        if not report.is_file():
            pytest.skip("the report is not here: it is not ours to pass on")
    folder = tmp_path_factory.mktemp(request.param)
    with open_library(f"sqlite:///{folder}/l.sqlite", str(folder / "evidence"), create=True) as made:
        assert [one.status for one in add_paths([str(report)], made, Options(date=DAY), jobs=1)] == ["added"]
        yield made


@pytest.fixture(scope="module")
def found(library: Library) -> Outlook:
    answer = ask(library, QUESTION, Asked()).outlook
    assert answer is not None
    return answer


def test_one_report_alone_cannot_be_judged_by(found: Outlook) -> None:
    assert (found.actor, found.id) == ("Islamic State", "islamic-state")
    assert found.answer == "cannot be judged"
    assert found.probability is None
    assert found.confidence == "low"
    assert any("one report" in why for why in found.because)


def test_there_are_eight_lines_of_evidence_of_several_kinds(found: Outlook) -> None:
    lines = (*found.for_, *found.against)
    assert len(lines) >= 8
    assert len({line.indicator for line in lines}) >= 5
    assert {"places-lost", "withdrawals-planned"} <= {line.indicator for line in found.for_}
    assert "places-held" in {line.indicator for line in found.against}


def test_nothing_reaches_beyond_the_areas_mentioned(library: Library, found: Outlook) -> None:
    with library.reading() as connection:
        ((_, reading),) = judged.readings(connection)
    mentioned = {(place.start, place.end) for place in reading.places}
    assert found.scope
    for place in found.scope:
        assert place.feature not in ("country", "region")
        assert any(start < place.end and place.start < end for start, end in mentioned), place
        assert place.latitude is not None
        assert place.longitude is not None
        assert 35.5 < place.latitude < 37.3  # northern Syria
        assert 36.5 < place.longitude < 39.7


def test_every_line_leads_to_words_of_the_report(library: Library, found: Outlook) -> None:
    with library.reading() as connection:
        ((_, reading),) = judged.readings(connection)
    told = {(claim.trigger.start, claim.trigger.end) for claim in reading.claims}
    for line in (*found.for_, *found.against):
        assert {(anchor.start, anchor.end) for anchor in line.claims} <= told


def test_a_period_before_the_report_knows_nothing(library: Library) -> None:
    found = fares(library, "ISIS", Asked(until="2014-06-30"))
    assert (found.for_, found.against, found.scope) == ((), (), ())
    assert found.answer == "cannot be judged"


def test_a_place_narrows_it(library: Library) -> None:
    found = fares(library, "ISIS", Asked(place="36.53,37.95", within=20))
    assert found.scope
    assert all("Raqqa" not in place.text for place in found.scope)


def test_who_holds_a_place_can_be_asked(library: Library) -> None:
    holders = ask(library, "Who holds Manbij?", Asked()).holdings
    assert holders
    assert holders[0].holders[0].id == "islamic-state"


@pytest.mark.parametrize("question", ["Who holds Atlantis?", "Is the Purple League in decline?", "What is the time?"])
def test_what_cannot_be_answered_is_an_error_of_one_line(library: Library, question: str) -> None:
    with pytest.raises(UsageError) as refused:
        ask(library, question, Asked())
    assert "\n" not in str(refused.value)


def test_a_name_that_stands_for_nothing_is_an_error(library: Library) -> None:
    with pytest.raises(UsageError, match="Purple League"):
        fares(library, "Purple League", Asked())
