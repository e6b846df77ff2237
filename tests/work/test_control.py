"""Histories in a library: the same however it came to be, and what the command answers from them."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.errors import UsageError
from dateline.library import holdings
from dateline.library.library import Library, open_library
from dateline.library.tables import holdings as holdings_table
from dateline.library.tables import sightings as sightings_table
from dateline.values import Anchor, Claim, Reading, Report, Span
from dateline.work.check_control import check_control
from dateline.work.control import control
from dateline.work.derived import rebuild, recompute
from dateline.work.filters import Asked

sys.path.insert(0, str(Path(__file__).parents[1] / "library"))  # tests is no package

from shelf import EXTRACTOR, FIRST, SECOND, origin

from tests.assess.claims import NORTH, SOUTH, claim, on_day, said_by, town

DATA = b"a report"


def reading(number: int, claims: Sequence[Claim], published: str = "2015-06-20", outlet: str = "Post") -> Reading:
    """A report of one word a claim."""
    text = "abcdefghij klmno pqrst uvwxy"
    report = Report(f"{number:032x}", "0" * 64, "0" * 64, text, None, outlet, None, published)
    return Reading(report, tuple(claims))


def add(library: Library, one: Reading, again: bool = False) -> None:
    import hashlib

    from msgspec.structs import replace

    report = replace(one.report, sha256=hashlib.sha256(DATA).hexdigest())
    with library.writing() as writer:
        writer.add(replace(one, report=report), DATA, origin(0), EXTRACTOR, FIRST, again)
        recompute(writer)


def change(library: Library, act: object) -> None:
    with library.writing() as writer:
        act(writer)  # type: ignore[operator]
        recompute(writer)


def tables(library: Library) -> dict[str, list[tuple[object, ...]]]:
    with library.reading() as connection:
        return {
            table.name: sorted(tuple(row) for row in connection.execute(table.select()))
            for table in (holdings_table, sightings_table)
        }


BESIDE = town(key="2", latitude=36.2)
HELD = claim("CONTROL", "holds", town(), actors=(NORTH,), time=on_day("2015-06-01"))
TAKEN = claim("CONTROL", "gains", town(), actors=(SOUTH,), recipients=(NORTH,), time=on_day("2015-06-10"))
NEXT = claim("CONTROL", "holds", BESIDE, actors=(SOUTH,), time=on_day("2015-04-01"), sources=(said_by("a monitor"),))
LATER = claim("CONTROL", "gains", BESIDE, actors=(NORTH,), sources=(said_by("a monitor"),))
EVERY = (HELD, TAKEN, NEXT, LATER)


def test_what_one_report_says_is_on_its_word_alone(library: Library) -> None:
    add(library, reading(1, [HELD]))
    (found,) = control(library, Asked(), "2015-06-01")
    assert found.leading == "Northern Army"
    assert (found.reports, found.says) == (1, ("Post",))
    assert found.claims_for == (Anchor(f"{1:032x}", 10, 15),)


def test_a_series_has_a_row_for_each_day_on_which_the_answer_changes(library: Library) -> None:
    add(library, reading(1, [HELD]))
    add(library, reading(2, [TAKEN], outlet="Wire"))
    found = list(control(library, Asked(since="2015-06-01", until="2015-06-15")))
    assert [found[0].leading, found[-1].leading] == ["Northern Army", "Southern League"]
    assert found[0].on == "2015-06-01"
    assert 2 <= len(found) <= 5


def test_on_one_source_s_word_alone(library: Library) -> None:
    add(library, reading(1, [HELD]))
    add(library, reading(2, [NEXT]))
    found = list(control(library, Asked(), "2015-06-01", source="A monitor"))
    assert [one.place.id for one in found] == ["2"]
    assert found[0].says == ("a monitor",)
    with pytest.raises(UsageError, match="--source Gazette"):
        list(control(library, Asked(), "2015-06-01", source="Gazette"))


def test_filters(library: Library) -> None:
    add(library, reading(1, [HELD]))
    add(library, reading(2, [NEXT]))
    named = list(control(library, Asked(place="Town 2"), "2015-06-01"))
    assert [one.place.id for one in named] == ["2"]
    both = list(control(library, Asked(place="Town 2", within=60), "2015-06-01"))
    assert [one.place.id for one in both] == ["1", "2"]
    assert list(control(library, Asked(types=("assault",)), "2015-06-01")) == []
    assert len(list(control(library, Asked(types=("control",)), "2015-06-01"))) == 2
    assert list(control(library, Asked(credibility=1), "2015-06-01")) == []


def test_places_where_an_actor_is_named(library: Library) -> None:
    group = Span("IS", 0, 1, "Islamic State", "islamic-state")
    add(library, reading(1, [HELD]))
    add(library, reading(2, [claim("CONTROL", "holds", BESIDE, actors=(group,), time=on_day("2015-06-01"))]))
    assert [one.place.id for one in control(library, Asked(actor="Daesh"), "2015-06-01")] == ["2"]
    with pytest.raises(UsageError, match="--actor Nobody"):
        list(control(library, Asked(actor="Nobody"), "2015-06-01"))


def test_without_a_day_it_is_that_of_the_newest_report(library: Library) -> None:
    with pytest.raises(UsageError, match="no report"):
        list(control(library, Asked()))
    add(library, reading(1, [HELD]))
    assert [one.on for one in control(library, Asked())] == ["2015-06-20"]
    with pytest.raises(UsageError, match="one or the other"):
        list(control(library, Asked(since="2015-06-01"), "2015-06-02"))
    with pytest.raises(UsageError, match="--on soon"):
        list(control(library, Asked(), "soon"))


def test_a_place_that_nobody_tells_of_any_more_is_gone_and_its_neighbours_forget_it(library: Library) -> None:
    add(library, reading(1, [HELD]))
    alone = tables(library)
    add(library, reading(2, [NEXT]))
    assert tables(library) != alone
    change(library, lambda writer: writer.remove(f"{2:032x}", "a test"))
    assert tables(library) == alone


STEPS = st.lists(
    st.tuples(st.sampled_from(["add", "read", "remove"]), st.integers(1, 4), st.sets(st.integers(0, 3), max_size=3)),
    min_size=1,
    max_size=7,
)


def test_any_history_of_changes_gives_what_working_out_all_anew_gives(tmp_path: Path) -> None:
    number = iter(range(1000))

    @settings(max_examples=12, deadline=None)
    @given(STEPS)
    def run(steps: list[tuple[str, int, set[int]]]) -> None:
        folder = tmp_path / str(next(number))
        folder.mkdir()
        with open_library(f"sqlite:///{folder}/l.sqlite", str(folder / "evidence"), create=True) as library:
            for what, which, claims in steps:
                one = reading(which, [EVERY[n] for n in sorted(claims)], f"2015-06-{which + 10}", f"Outlet {which % 3}")
                there = has(library, one.report.id)
                if what == "add" and not there:
                    add(library, one, again=True)
                elif what == "read" and there:
                    change(library, lambda writer, one=one: writer.add_reading(one, SECOND))
                elif what == "remove" and there:
                    change(library, lambda writer, one=one: writer.remove(one.report.id, "a test"))
            kept = tables(library)
            rebuild(library)
            assert tables(library) == kept

    run()


def test_verify_finds_a_history_that_was_changed(library: Library) -> None:
    add(library, reading(1, [HELD]))
    add(library, reading(2, [NEXT]))
    assert problems(library) == []
    with library.writing() as writer:
        writer.connection.execute(holdings_table.update().where(holdings_table.c.site == "1").values(position=9))
    assert problems(library) == ["1"]
    with library.writing() as writer:
        writer.connection.execute(sightings_table.delete().where(sightings_table.c.site == "1"))
    assert problems(library) == [f"{1:032x}"]


def problems(library: Library) -> list[str]:
    with library.reading() as connection:
        return [one.id for one in check_control(connection)]


def has(library: Library, report: str) -> bool:
    from dateline.library import queries

    with library.reading() as connection:
        return queries.has(connection, report)


def test_chains_are_kept_as_they_are(library: Library) -> None:
    add(library, reading(1, [HELD, NEXT]))
    with library.reading() as connection:
        for one in holdings.chains(connection, holdings.places(connection)).values():
            again = holdings.unpacked(holdings.packed(one))
            assert again.actors == one.actors
            assert again.shares.tobytes() == one.shares.tobytes()
            assert abs(one.shares.sum(axis=1) - 1).max() < 1e-6
