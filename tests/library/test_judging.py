"""People's judgements in a library: what follows from them, and from taking them back, on both databases."""

from __future__ import annotations

import contextlib
import multiprocessing
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from random import Random

import judger
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from shelf import FIRST, SECOND, put, report, reread
from sqlalchemy import select

from dateline.corroborate.judgement import Different
from dateline.errors import UsageError
from dateline.library import judged, queries
from dateline.library.judgements import add_judgement, judgements_made, live, taken_back
from dateline.library.library import Library
from dateline.library.log import entries
from dateline.library.tables import derived, judgements, members
from dateline.library.verify import verify
from dateline.work.derived import rebuild, recompute
from dateline.work.judge import (
    describe_actor,
    different,
    fix_place,
    fix_report,
    grade,
    name_words,
    same,
    take_back,
)
from dateline.work.judge_claims import accept, correct, reject
from dateline.work.judging import Session, judging, settle

Step = Callable[[Session], None]
R = [report(number).id for number in range(3)]


@pytest.fixture
def three(library: Library) -> Library:
    """Three reports with two claims each."""
    for number in range(3):
        put(library, number)
    rebuild(library)
    return library


def say(library: Library, *steps: Step, who: str = "Ada") -> list[str]:
    with judging(library, who, "as agreed") as session:
        for step in steps:
            step(session)
    return [one.id for one in session.made]


def state(library: Library) -> dict[str, list[str]]:
    """Every derived table, row by row."""
    with library.reading() as connection:
        return {str(t.name): sorted(repr(tuple(row)) for row in connection.execute(select(t))) for t in derived()}


def seen(library: Library, number: int = 0) -> list[tuple[str, str, str]]:
    with library.reading() as connection:
        ((_, reading),) = judged.readings(connection, frozenset([R[number]]))
    return [(claim.trigger.text, claim.type, claim.status) for claim in reading.claims]


STEPS: Sequence[Step] = (
    *(lambda s, r=r: reject(s, [f"{r}:killed"]) for r in R[:2]),
    *(lambda s, r=r: accept(s, [f"{r}:killed", f"{r}:shelled"]) for r in R[:2]),
    *(
        lambda s, v=v: correct(s, f"{R[0]}:killed", [v])
        for v in ("killed=7", "status=asked", "type=COERCE", "time=none")
    ),
    lambda s: correct(s, f"{R[1]}:said", ["type=ACCUSE", "actors=Market sellers", "places=Harim"]),
    lambda s: same(s, [f"{R[0]}:killed", f"{R[2]}:shelled"]),
    lambda s: same(s, [f"{R[0]}:killed", f"{R[1]}:killed", f"{R[2]}:killed"]),
    lambda s: different(s, [f"{R[0]}:killed", f"{R[1]}:killed"]),
    lambda s: fix_place(s, f"{R[0]}:Harim", at="36.2,36.5"),
    lambda s: fix_place(s, f"{R[1]}:Harim", unresolved=True),
    lambda s: name_words(s, f"{R[2]}:gunmen", "Falcon Brigade", None),
    lambda s: fix_report(s, R[0], "2015-03-09", None),
    lambda s: fix_report(s, R[1], "unknown", "Bridge Post"),
    lambda s: describe_actor(s, "Falcon Brigade", [("same", "Falcons"), ("allied", "Owl Brigade")]),
    lambda s: describe_actor(s, "Orchard Wire", [("same", "Bridge Post"), ("part-of", "Market sellers")]),
    lambda s: grade(s, "Orchard Wire", "B"),
)


def test_taking_judgements_back_restores_what_was_there(three: Library) -> None:
    made: list[list[str]] = []
    states = [state(three)]
    for step in STEPS:
        with contextlib.suppress(UsageError):
            made.append(say(three, step))
            states.append(state(three))
    assert len(made) > len(STEPS) - 4
    assert len({repr(one) for one in states}) > 10, "judgements have no effect"
    checked = verify(three)
    assert checked.problems == ()
    last = state(three)
    rebuild(three)
    assert state(three) == last
    for ids, before in zip(reversed(made), reversed(states[:-1]), strict=True):
        say(three, lambda s, ids=ids: take_back(s, ids))  # type: ignore[misc]
        assert state(three) == before
    assert verify(three).problems == ()


def test_any_judgements_come_to_what_the_live_ones_alone_come_to(three: Library) -> None:
    """Whatever was said, taken back, restored and read again in between."""
    moves = st.lists(
        st.one_of(st.integers(0, len(STEPS) - 1), st.sampled_from(["undo", "restore", "read"])), max_size=8
    )

    @settings(max_examples=8, deadline=None)
    @given(moves, st.randoms(use_true_random=False))
    def run(steps: list[int | str], random: Random) -> None:
        base = state(three)
        said: list[tuple[str, int]] = []
        reading = 0
        for step in steps:
            with contextlib.suppress(UsageError):
                if isinstance(step, int):
                    said += [(one, step) for one in say(three, STEPS[step])]
                elif step == "undo" and said:
                    one = said[random.randrange(len(said))][0]
                    say(three, lambda s, one=one: take_back(s, [one]))  # type: ignore[misc]
                elif step == "restore":
                    own = {id_ for id_, _ in said}
                    with three.reading() as connection:
                        by = sorted(by for whom, by in taken_back(connection).items() if whom in own)
                    say(three, lambda s, by=by: take_back(s, by[:1]))  # type: ignore[misc]
                elif step == "read":
                    reading += 1
                    reread(three, 0, (FIRST, SECOND)[reading % 2], ("ASSAULT", "COERCE")[reading % 2])
                    with three.writing() as writer:
                        writer.touched.add(R[0])
                        recompute(writer)
        if reading % 2:
            reread(three, 0, FIRST, "ASSAULT")
            with three.writing() as writer:
                writer.touched.add(R[0])
                recompute(writer)
        came_to = state(three)
        rebuild(three)
        assert state(three) == came_to
        with three.reading() as connection:
            dead = set(taken_back(connection))
            bodies = [
                (one.id, one.judgement)
                for one in judgements_made(connection)
                if one.id in {id_ for id_, _ in said} - dead and one.judgement.retracts is None
            ]
        say(three, lambda s: take_back(s, [id_ for id_, _ in bodies]))
        assert state(three) == base
        with three.writing() as writer:
            again = [add_judgement(writer, judgement) for _, judgement in bodies]
            settle(writer, again)
        assert state(three) == came_to
        say(three, lambda s: take_back(s, [one.id for one in again]))
        assert state(three) == base

    run()
    assert verify(three).problems == ()


def test_they_outlive_a_newer_reading(three: Library) -> None:
    say(three, lambda s: reject(s, [f"{R[0]}:shelled"]), lambda s: correct(s, f"{R[0]}:killed", ["status=asked"]))
    assert seen(three) == [("killed", "ASSAULT", "asked")]
    reread(three, 0)  # killed is a COERCE in it
    assert seen(three) == [("killed", "COERCE", "asked")]
    with three.reading() as connection:
        ((_, machine),) = queries.current_readings(connection, frozenset([R[0]]))
    assert [claim.status for claim in machine.claims] == ["actual", "denied"], "the machine's findings stay readable"


def test_the_tables_for_filters_follow(three: Library) -> None:
    claims = state(three)["claims"]
    say(three, lambda s: reject(s, [f"{R[0]}:killed"]))
    assert len(state(three)["claims"]) == len(claims) - 1
    reread(three, 0)
    assert len(state(three)["claims"]) == len(claims), "of another type now"
    reread(three, 0, FIRST, "ASSAULT")
    assert len(state(three)["claims"]) == len(claims) - 1


def test_samenesses_grades_and_actors(three: Library) -> None:
    say(three, lambda s: grade(s, "orchard  WIRE", "c"), lambda s: grade(s, "Orchard Wire", "B"))
    say(three, lambda s: describe_actor(s, "Falcons", [("kind", "armed-actor"), ("part-of", "Owls")]))
    (pair,) = say(three, lambda s: same(s, [f"{R[0]}:killed", f"{R[1]}:killed"]))
    back = say(three, lambda s: different(s, [f"{R[0]}:killed", f"{R[1]}:killed"]))
    with three.reading() as connection:
        found = judged.grades(connection)["orchard wire"]
        assert (found.source, found.grade, found.who, found.note) == ("Orchard Wire", "B", "Ada", "as agreed")
        assert [(k.actor, k.relation, k.value) for k in judged.actor_judgements(connection)] == [
            ("Falcons", "kind", "armed-actor"),
            ("Falcons", "part-of", "Owls"),
        ]
        first, second = judged.samenesses(connection)
    assert (first.same, second.same) == (True, False)
    assert first.position < second.position
    assert first.one[0] == R[0]
    say(three, lambda s: take_back(s, [*back, pair]))
    with three.reading() as connection:
        assert judged.samenesses(connection) == ()


def groups(library: Library) -> set[tuple[str, ...]]:
    """The events, each as the anchors that tell of it, reports by their number."""
    found: dict[str, list[str]] = {}
    with library.reading() as connection:
        for row in connection.execute(select(members).order_by(members.c.report, members.c.start)):
            found.setdefault(row.event, []).append(f"{R.index(row.report)}:{row.start}")
    return {tuple(sorted(one)) for one in found.values()}


def test_events_are_merged_and_split_by_their_ids(three: Library) -> None:
    with three.writing() as writer:
        writer.touched.update(R)
        recompute(writer)
    before = groups(three)
    with three.reading() as connection:
        ids = sorted(set(connection.scalars(select(members.c.event))))
    say(three, lambda s: same(s, ids))
    (whole,) = groups(three)
    assert len(whole) == 6
    with three.reading() as connection:
        (now,) = set(connection.scalars(select(members.c.event)))
    (parted,) = say(three, lambda s: different(s, [now[:8], f"{R[1]}:killed"]))
    assert sorted(map(len, groups(three))) == [1, 5]
    with three.reading() as connection:
        (says,) = [judged.says_of(one) for one in live(connection, ("different",))]
    assert isinstance(says, Different)
    assert (len(says.one), len(says.other)) == (5, 1), "of the event and a claim in it: all its other claims"
    say(three, lambda s: take_back(s, [parted]))
    assert groups(three) == {whole}
    with three.reading() as connection:
        merging = [one.id for one in live(connection, ("same",))]
    say(three, lambda s: take_back(s, merging))
    assert groups(three) == before


def test_what_is_taken_back_can_be_restored(three: Library) -> None:
    before = state(three)
    (made,) = say(three, lambda s: reject(s, [f"{R[0]}:killed"]))
    after = state(three)
    (back,) = say(three, lambda s: take_back(s, [made[:8]]))
    assert state(three) == before
    with pytest.raises(UsageError, match="was taken back already"):
        say(three, lambda s: take_back(s, [made]))
    say(three, lambda s: take_back(s, [back]))
    assert state(three) == after


def test_an_anonymous_source_gets_no_name_that_its_report_does_not_give(three: Library) -> None:
    given = {"Sam Sample": False, "Harim  market SELLERS": False, "sellers in Harim": True, "SELLERS  in Harim": True}
    for name, is_fine in given.items():
        steps: list[Step] = [
            lambda s, name=name: name_words(s, f"{R[0]}:Market sellers", name, None),  # type: ignore[misc]
            lambda s, name=name: correct(s, f"{R[0]}:killed", [f"sources=Market sellers={name}"]),  # type: ignore[misc]
        ]
        for step in steps:
            if is_fine:
                say(three, step)
            else:
                with pytest.raises(UsageError, match="stays what its report makes of it"):
                    say(three, step)


def test_a_call_that_fails_leaves_nothing(three: Library) -> None:
    with three.reading() as connection:
        before = len(list(entries(connection)))
    with pytest.raises(UsageError, match="no claim stands there"):
        say(three, lambda s: reject(s, [f"{R[0]}:killed", f"{R[1]}:Harim"]))
    with three.reading() as connection:
        assert len(list(entries(connection))) == before
        assert list(judgements_made(connection)) == []


def test_the_log_holds_no_words(three: Library) -> None:
    say(
        three,
        lambda s: correct(s, f"{R[0]}:killed", ["actors=Market sellers"]),
        lambda s: name_words(s, f"{R[0]}:gunmen", "Falcon Brigade", None),
        lambda s: describe_actor(s, "Falcons", [("name", "Falcon Brigade")]),
        who="Ada Example",
    )
    with three.reading() as connection:
        text = b"".join(bytes(entry.facts) + entry.subject.encode() for entry in entries(connection))
    for word in (b"Falcon", b"sellers", b"Ada", b"agreed"):
        assert word not in text


def test_removing_a_report_erases_what_was_judged_of_it(three: Library) -> None:
    say(three, lambda s: same(s, [f"{R[0]}:killed", f"{R[1]}:killed"]))
    say(three, lambda s: name_words(s, f"{R[0]}:gunmen", "Falcon Brigade", None))
    with three.writing() as writer:
        writer.remove(R[0], "a test")
        recompute(writer)
    three.erase_unused()
    with three.reading() as connection:
        assert [one.judgement.body for one in judgements_made(connection)] == [None, None]
        assert live(connection, ("same", "actor")) == []
    assert verify(three).problems == ()
    last = state(three)
    rebuild(three)
    assert state(three) == last


def test_an_edited_judgement_is_found(three: Library) -> None:
    say(three, lambda s: reject(s, [f"{R[0]}:killed"]))
    with three.writing() as writer:
        writer.connection.execute(judgements.update().values(body='{"kind":"reject","of":"AID"}'))
    assert {problem.kind for problem in verify(three).problems} >= {"judgement", "derived"}
    with three.writing() as writer:
        writer.connection.execute(judgements.update().values(body="no JSON"))
    assert "judgement" in {problem.kind for problem in verify(three).problems}


def test_two_processes_judge_at_once_and_nothing_is_lost(three: Library, location: str, tmp_path: Path) -> None:
    server = multiprocessing.get_context("forkserver")
    server.set_forkserver_preload(["judger", "psycopg"])
    running = []
    for who in ("Ada", "Ben"):
        ours, theirs = server.Pipe(duplex=False)
        process = server.Process(target=judger.work, args=(location, str(tmp_path / "evidence"), who, 6, theirs))
        process.start()
        theirs.close()
        running.append((process, ours))
    told = {id_ for process, ours in running for id_ in _said(ours)}
    for process, _ in running:
        process.join()
    with three.reading() as connection:
        made = list(judgements_made(connection))
    assert {one.id for one in made} == told
    assert len(told) == 12
    assert [one.at for one in made] == sorted({one.at for one in made}), "each has a moment of its own"
    assert verify(three).problems == ()
    last = state(three)
    rebuild(three)
    assert state(three) == last


def _said(connection: object) -> Iterator[str]:
    with contextlib.suppress(EOFError):
        while True:
            yield connection.recv()  # type: ignore[attr-defined]
