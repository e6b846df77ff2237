"""Choosing thresholds: options by hand, files of held documents, the card that is written."""

from __future__ import annotations

import shutil
from pathlib import Path

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.spans import Counts
from dateline.errors import UsageError
from dateline.read.model import Card
from dateline.read.reader import Reader
from dateline.read.thresholds import Thresholds
from training import held, tuning
from training.annotations.format import load_all
from training.annotations.plan import is_dev
from training.tune import write
from training.tuning import Options

RIGHT, NONE, WRONG, MISSED = Counts(1, 1, 1), Counts(), Counts(0, 1, 0), Counts(0, 0, 1)


def test_the_words_above_a_threshold_are_taken() -> None:
    options = Options((-0.5, 0.5), ((MISSED,), (RIGHT,), (Counts(1, 2, 1),)))
    assert [options.at(at, 0.0) for at in (-1.0, 0.0, 0.5, 1.0)] == [Counts(1, 2, 1), RIGHT, MISSED, MISSED]


def test_an_open_slot_is_filled_from_elsewhere() -> None:
    options = Options((0.5,), ((MISSED, RIGHT), (WRONG,)), leads=(0.25,))
    assert options.at(0.0, 0.0) == WRONG
    assert options.at(0.5, 0.0) == RIGHT
    assert options.at(0.5, 0.25) == MISSED


def test_places_are_taken_over_beside_one_of_the_sentence() -> None:
    options = Options((0.5,), ((MISSED, RIGHT), (WRONG, Counts(1, 2, 1))), leads=(0.25,), beside=(-0.5,))
    assert options.at(0.0, 0.0) == WRONG
    assert options.at(0.0, -1.0) == Counts(1, 2, 1)


def test_a_better_threshold_is_found_where_all_reports_agree() -> None:
    # What scores between -1.4 and -0.75 is right: the usual threshold misses it.
    reports = [[Options((-0.9,), ((MISSED,), (RIGHT,))), Options((-1.4,), ((NONE,), (WRONG,)))] for _ in range(10)]
    chosen = tuning.settings({"means": reports})["means"]
    assert chosen.default == 0
    assert chosen.own == chosen.expected == 100
    assert -1.4 <= chosen.role < -0.9
    at = tuning.thresholds(0.3, {"means": chosen})
    assert at == Thresholds(0.3, {"means": chosen.role})


def test_thresholds_stay_where_chance_alone_moves_them() -> None:
    reports = [
        [Options((-0.65,), ((MISSED,), (RIGHT,)))],
        *[[Options((tuning.USUAL - 0.1 * k,), ((NONE,), (WRONG,)))] for k in range(1, 9)],
    ]
    assert tuning.settings({"actor": reports})["actor"].role == tuning.USUAL
    usual = {"actor": tuning.USUAL}
    assert tuning.thresholds(0.4, tuning.settings({"actor": reports})) == Thresholds(0.4, usual, usual)


@given(st.lists(st.floats(-2, 2), max_size=5), st.floats(-2, 2), st.floats(-2, 2))
def test_a_higher_threshold_takes_no_more_words(scores: list[float], one: float, other: float) -> None:
    options = Options(tuple(sorted(scores)), tuple((Counts(0, n, 0),) for n in range(len(scores) + 1)))
    low, high = sorted((one, other))
    assert options.at(low, 0).found >= options.at(high, 0).found


def test_a_place_threshold_holds_for_all_its_roles() -> None:
    found = tuning.thresholds(0.4, {"place": tuning.Setting(-0.5, 0.25, 0, 0, 0)})
    assert set(found.roles) == {"at", "from", "to", "via", "held"}
    assert found.none == {"place": 0.25}


def test_held_documents_are_named_in_a_file(tmp_path: Path) -> None:
    names = [f"{d.corpus}/{d.id}" for d in held.train_documents()[:3]]
    (tmp_path / "held").write_text("\n".join([*names, "", names[0]]))
    assert [f"{d.corpus}/{d.id}" for d in held.chosen(tmp_path / "held")] == names


def test_documents_that_are_not_to_be_fitted_on_are_refused(tmp_path: Path) -> None:
    dev = next(d for b in load_all() if is_dev(b.batch) for d in b.documents)
    for told in ("", "muc4/none such", f"{dev.corpus}/{dev.id}"):
        (tmp_path / "held").write_text(told)
        with pytest.raises(UsageError, match="corpus/id"):
            held.chosen(tmp_path / "held")
    with pytest.raises(UsageError, match="corpus/id"):
        held.chosen(tmp_path / "missing")


def test_only_the_thresholds_of_a_card_change(tmp_path: Path) -> None:
    folder = Reader.load().model.folder
    shutil.copy(folder / "reader.json", tmp_path)
    at = Thresholds(0.35, {"means": -0.5}, {"time": 0.25})
    write(at, tmp_path)
    old = msgspec.json.decode((folder / "reader.json").read_bytes(), type=Card)
    new = msgspec.json.decode((tmp_path / "reader.json").read_bytes(), type=Card)
    assert new.thresholds == at
    assert msgspec.structs.replace(new, thresholds=old.thresholds) == old
