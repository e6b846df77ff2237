"""Whatever is done in whatever order: the library is what a plain model of it says, and as its log says."""

from __future__ import annotations

import contextlib

from hypothesis import given, settings
from hypothesis import strategies as st
from shelf import EXTRACTOR, FIRST, SECOND, data_of, origin, reading, report

from dateline.errors import LibraryError, RemovedError
from dateline.library import queries
from dateline.library.library import Library
from dateline.library.verify import verify
from dateline.work.derived import rebuild

OUTLETS = ("Orchard Wire", "Bridge Post")
STEPS = st.lists(
    st.tuples(
        st.sampled_from(["add", "add again", "read", "read back", "remove", "erase", "rebuild", "fail"]),
        st.integers(0, 2),
        st.sampled_from(OUTLETS),
    ),
    max_size=12,
)


def act(library: Library, what: str, number: int, outlet: str) -> None:
    of = report(number, outlet)
    if what == "erase":
        library.erase_unused()
        return
    if what == "rebuild":
        rebuild(library)
        return
    with library.writing() as writer:
        if what.startswith("add"):
            again = what == "add again"
            writer.add(reading(of), data_of(number), origin(number), EXTRACTOR, FIRST, again)
        elif what.startswith("read"):
            writer.add_reading(
                reading(of, "COERCE" if what == "read" else "ASSAULT"), SECOND if what == "read" else FIRST
            )
        elif what == "remove":
            writer.remove(of.id, "a test")
        else:
            writer.add(reading(of), data_of(number), origin(number), EXTRACTOR, FIRST, True)
            raise ZeroDivisionError


def test_any_history(library: Library) -> None:
    there: dict[str, tuple[str, str]] = {}
    gone: set[str] = set()

    @settings(max_examples=15, deadline=None)
    @given(STEPS)
    def run(steps: list[tuple[str, int, str]]) -> None:
        for what, number, outlet in steps:
            of = report(number, outlet)
            with contextlib.suppress(RemovedError, LibraryError, ZeroDivisionError):
                act(library, what, number, outlet)
            if what in ("add", "add again") and of.id not in there and (of.id not in gone or what == "add again"):
                there[of.id] = (of.sha256, "ASSAULT")
                gone.discard(of.id)
            elif what.startswith("read") and of.id in there:
                there[of.id] = (of.sha256, "COERCE" if what == "read" else "ASSAULT")
            elif what == "remove" and of.id in there:
                del there[of.id]
                gone.add(of.id)
        library.erase_unused()
        with library.reading() as connection:
            found = {
                stored.report.id: (stored.report.sha256, now.claims[0].type)
                for stored, now in queries.current_readings(connection)
            }
            removed = {tombstone.report for tombstone in queries.removed_reports(connection)}
        assert found == there
        assert removed == gone
        assert set(library.evidence.stored()) == {sha256 for sha256, _ in there.values()}
        checked = verify(library)
        assert (checked.problems, checked.loose) == ((), 0)

    run()
