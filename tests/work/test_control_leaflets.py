"""Who holds what by the one report that this project started from, and by its twin among the samples."""

from __future__ import annotations

from pathlib import Path

import pytest

from dateline.assess.control.holding import Holding
from dateline.collect.options import Options
from dateline.library.library import open_library
from dateline.work.add import add_paths
from dateline.work.control import control
from dateline.work.filters import Asked

DAY = "2015-02-22"


def answers(report: Path, folder: Path) -> dict[str, Holding]:
    with open_library(f"sqlite:///{folder}/l.sqlite", str(folder / "evidence"), create=True) as library:
        added = list(add_paths([str(report)], library, Options(date=DAY), jobs=1))
        assert [one.status for one in added] == ["added"]
        return {str(one.place.id): one for one in control(library, Asked(), DAY)}


@pytest.fixture(scope="module", params=["report", "twin"])
def found(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory, root: Path) -> dict[str, Holding]:
    report = root / "samples" / "twin-raqqa-leaflets.txt"
    if request.param == "report":
        report = root.parent / "shared" / "reports" / "ara-news-raqqa-leaflets.txt"
        if not report.is_file():
            pytest.skip("the report is not here: it is not ours to pass on")
    return answers(report, tmp_path_factory.mktemp(request.param))


RAQQA, MANBIJ, AIN_ISSA = "172955", "167357", "172134"  # GeoNames


@pytest.mark.parametrize("place", [RAQQA, MANBIJ])
def test_what_is_told_to_be_held_is_held_on_one_report_s_word(found: dict[str, Holding], place: str) -> None:
    one = found[place]
    assert one.holders[0].id == "islamic-state"
    assert one.leading == one.holders[0].actor
    assert 0.5 < one.holders[0].probability < 0.95
    assert one.reports == 1
    assert one.says
    assert one.inferred


def test_what_is_told_to_be_free_of_it_is_not_held_by_it(found: dict[str, Holding]) -> None:
    one = found[AIN_ISSA]
    held = {holder.id: holder.probability for holder in one.holders}
    assert held["islamic-state"] < 0.2
    assert one.leading in ("another", "unknown")
    assert one.claims_for
    assert one.reports == 1
