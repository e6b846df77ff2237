from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.corroborate.actor import Actor
from dateline.corroborate.source_keys import SourceKey, of_outlet, of_source
from dateline.corroborate.track_record import Record, outcome, record
from dateline.values import Anchor, Dispute, Event, SourceKind, Version

A, B, C = (Anchor(name, 1, 2) for name in "abc")


def event(*claims: Anchor, sources: int = 1, disputed: tuple[Dispute, ...] = ()) -> Event:
    return Event(
        "e", "ASSAULT", None, "actual", False, (), (), None, None, None, None, {}, len(claims), len(claims), sources, 3,
        (), disputed, claims,
    )  # fmt: skip


def dispute(*sides: tuple[Anchor, ...]) -> Dispute:
    return Dispute("killed", tuple(Version(str(i), (), side) for i, side in enumerate(sides)))


@pytest.mark.parametrize(
    ("told", "own", "expected"),
    [
        (event(A), {A}, "alone"),
        (event(A, B), {A}, "alone"),  # a copy
        (event(A, B, sources=2), {A}, "corroborated"),
        (event(A, B, sources=2), {A, B}, "alone"),  # itself twice
        (event(A, B, sources=2, disputed=(dispute((A,), (B,)),)), {A}, "contradicted"),
        (event(A, B, sources=2, disputed=(dispute((A,), (A, B)),)), {A}, "corroborated"),  # it gave both numbers
        (event(A, B, C, sources=3, disputed=(dispute((B,), (C,)),)), {A}, "corroborated"),  # others disagree
    ],
)
def test_what_becomes_of_a_word(told: Event, own: set[Anchor], expected: str) -> None:
    assert outcome(told, own) == expected


@given(st.lists(st.tuples(st.sets(st.sampled_from([A, B, C]), min_size=1), st.integers(1, 3)), max_size=6))
def test_the_parts_of_a_record_add_up(events: list[tuple[set[Anchor], int]]) -> None:
    found = record((event(*sorted({*own, A}), sources=n), own) for own, n in events)
    assert found.events == len(events) == found.corroborated + found.contradicted + found.alone
    assert record([]) == Record()


ARMY = Actor("some-army", "Army of Somewhere", "armed-actor")


@pytest.mark.parametrize(
    ("name", "kind", "named", "actor", "key"),
    [
        ("the residents", "witness", False, None, SourceKey("unnamed", "daily")),
        ("a senior officer of the army", "military", False, ARMY, SourceKey("unnamed", "daily")),
        ("the army", "military", True, ARMY, SourceKey("actor", "some-army")),
        ("Jane Roe", "witness", True, None, SourceKey("private", "daily")),
        ("Jane Roe", "person", True, None, SourceKey("private", "daily")),
        ("General Jane Roe", "military", True, None, SourceKey("person", "jane roe")),
        ("Jane Roe", "official", True, None, SourceKey("person", "jane roe")),
        ("Roe", "official", True, None, SourceKey("private", "daily")),
        ("Foreign Secretary", "official", True, None, SourceKey("unnamed", "daily")),
        ("the police", "official", True, None, SourceKey("unnamed", "daily")),
        ("he", "official", True, None, SourceKey("unnamed", "daily")),
        (
            "Darfur Lawyers Association",
            "organisation",
            True,
            None,
            SourceKey("body", "named:darfur-lawyers-association"),
        ),
    ],
)
def test_which_sources_are_one(name: str, kind: SourceKind, named: bool, actor: Actor | None, key: SourceKey) -> None:
    assert of_source(name, kind, named, actor, "daily", None) == key


@given(st.text(max_size=30), st.sampled_from(["official", "person", "witness", "unnamed", "media", "document"]))
def test_nobody_without_a_name_is_told_from_another(name: str, kind: SourceKind) -> None:
    assert of_source(name, kind, False, None, "daily", "SY") == SourceKey("unnamed", "daily")
    assert not of_source(name, "person", True, None, "daily", "SY").is_one


def test_outlets_go_by_the_registry() -> None:
    assert of_outlet("daily", None).id == "outlet:daily"
    assert of_outlet("daily", ARMY).id == "some-army"
