"""What ACLED calls an event: types and sub-types, parties, codes, numbers; what has no row."""

# ruff: noqa: E501 - a case a line

from __future__ import annotations

import io
import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))  # tests is no package

import made_records as made

from dateline.exchange import acled
from dateline.exchange.acled_kinds import KINDS
from dateline.exchange.formats import FORMATS
from dateline.exchange.record import LeftOut, Record, Who
from dateline.values import Tally

VILLAGERS, GUNMEN, CROWD = Who("villagers"), Who("gunmen"), Who("protesters")
SOLDIERS = Who("Turkish soldiers")
NAMES = acled.COLUMNS


def row(record: Record) -> dict[str, object]:
    return dict(zip(NAMES, acled.row(record), strict=True))


def taken(words: str, type_: str = "CONTROL", mode: str = "gains") -> tuple[object, ...]:
    text = f"Fighters {words} Harim."
    return (made.quote(text, type=type_, mode=mode, words_start=19, words_end=19 + len(words)),)


@pytest.mark.parametrize(
    ("record", "type_", "sub_type", "interaction"),
    [
        (made.record(actors=(made.REBELS,), recipients=(made.ARMY,)), "Battles", "Armed clash", "State forces-Rebel group"),
        (made.record(actors=(made.REBELS, made.ARMY)), "Battles", "Armed clash", "State forces-Rebel group"),
        (made.record(actors=(made.REBELS,), recipients=(VILLAGERS,)), "Violence against civilians", "Attack", "Rebel group-Civilians"),
        (made.record(mode="abduct", actors=(made.REBELS,), recipients=(Who("Amal"),)), "Violence against civilians", "Abduction/forced disappearance", "Rebel group-Civilians"),
        (made.record(mode="sexual", actors=(GUNMEN,)), "Violence against civilians", "Sexual violence", "Political militia-Civilians"),
        (made.record(mode="aerial", actors=(made.TURKEY,), recipients=(made.REBELS,)), "Explosions/Remote violence", "Air/drone strike", "Rebel group-External/Other forces"),
        (made.record(mode="heavy-weapons", actors=(made.ARMY,), recipients=(VILLAGERS,)), "Explosions/Remote violence", "Shelling/artillery/missile attack", "State forces-Civilians"),
        (made.record(mode="explosives", actors=(Who("a suicide bomber"),), recipients=(VILLAGERS,)), "Explosions/Remote violence", "Suicide bomb", "Political militia-Civilians"),
        (made.record(mode="explosives", actors=(GUNMEN,), quoted=(made.quote(means=("hand grenades",)),)), "Explosions/Remote violence", "Grenade", "Political militia only"),
        (made.record("CONTROL", "gains", (made.ARMY,), (made.REBELS,)), "Battles", "Government regains territory", "State forces-Rebel group"),
        (made.record("CONTROL", "gains", (made.REBELS,), (made.ARMY,)), "Battles", "Non-state actor overtakes territory", "State forces-Rebel group"),
        (made.record("CONTROL", "loses", (made.REBELS,), (made.ARMY,)), "Battles", "Government regains territory", "State forces-Rebel group"),
        (made.record("CONTROL", "gains", (made.REBELS,), quoted=taken("took control of")), "Strategic developments", "Non-violent transfer of territory", "Rebel group only"),
        (made.record("PROTEST", "demo", (Who("residents"),), quoted=(made.quote(type="PROTEST"),)), "Protests", "Peaceful protest", "Protesters only"),
        (made.record("PROTEST", "riot", (Who("youths"),)), "Riots", "Violent demonstration", "Rioters only"),
        (made.record(actors=(Who("police"),), recipients=(CROWD,), killed=Tally(2, 2, 2)), "Protests", "Excessive force against protesters", "State forces-Protesters"),
        (made.record("COERCE", "arrest", (Who("police"),), (VILLAGERS,)), "Strategic developments", "Arrests", "State forces-Civilians"),
        (made.record("COERCE", "arrest", (made.REBELS,), (VILLAGERS,)), "Violence against civilians", "Abduction/forced disappearance", "Rebel group-Civilians"),
        (made.record("COERCE", "seize", (made.REBELS,), (Who("trucks"),)), "Strategic developments", "Looting/property destruction", "Rebel group only"),
        (made.record("RETREAT", "ceasefire", (made.REBELS,), (made.ARMY,)), "Strategic developments", "Agreement", "State forces-Rebel group"),
        (made.record("MOBILIZE", "troops", (made.ARMY,)), "Strategic developments", "Change to group/activity", "State forces only"),
    ],
)  # fmt: skip
def test_what_it_is_called(record: Record, type_: str, sub_type: str, interaction: str) -> None:
    found = row(record)
    assert (found["event_type"], found["sub_event_type"], found["interaction"]) == (type_, sub_type, interaction)
    assert sub_type in KINDS[type_][1]


@pytest.mark.parametrize(
    ("record", "why"),
    [
        (made.record("REQUEST"), "does not code"),
        (made.record("STRENGTH", "down"), "does not code"),
        (made.record("PROTEST", "strike", (Who("workers"),)), "does not code"),
        (made.record(actors=(made.REBELS,), recipients=(VILLAGERS,), status="planned"), "not told as having happened"),
        (made.record(actors=(made.REBELS,), recipients=(VILLAGERS,), aggregate=True), "totals"),
        (made.record(actors=(made.REBELS,)), "whose target is not known"),
        (made.record(actors=(Who("villagers"),), recipients=(VILLAGERS,)), "nobody who is known to be armed"),
        (made.record("CONTROL", "holds", (made.REBELS,)), "state of things"),
        (made.record("CONTROL", "gains", (made.REBELS,), quoted=taken("overran")), "the other party is not known"),
        (made.record(mode="aerial", actors=(made.ARMY,), days=(None, None)), "without known days"),
        (made.record(mode="aerial", actors=(made.ARMY,), days=("2015-01-01", "2015-06-30")), "longer time"),
        (made.record(mode="aerial", actors=(made.ARMY,), place=None), "without a place"),
        (made.record(mode="aerial", actors=(made.ARMY,), feature="country"), "no closer"),
    ],
)
def test_what_has_no_row(record: Record, why: str) -> None:
    with pytest.raises(LeftOut, match=why):
        acled.row(record)


def test_the_cells_of_a_row() -> None:
    found = row(
        made.record(
            mode="firearms",
            actors=(made.TURKEY, Who("Turkish police", "turkey-police", "Turkish police", "armed-actor", "COP", "TR")),
            recipients=(Who("a teacher"), Who("trucks")),
            days=("2015-03-01", "2015-03-07"),
            killed=Tally(2, 3, 5),
        )
    )
    assert found["event_id_cnty"] == "SYR0123456789abcdef"
    assert (found["event_date"], found["year"], found["time_precision"]) == ("2015-03-04", 2015, 2)
    assert (found["actor1"], found["assoc_actor_1"]) == ("Military Forces of Turkey", "Turkish police")
    assert (found["inter1"], found["actor2"], found["inter2"]) == (
        "External/Other forces",
        "Civilians (Syria)",
        "Civilians",
    )
    assert (found["iso"], found["region"], found["country"], found["admin1"]) == (760, "Middle East", "Syria", "Idlib")
    assert (found["location"], found["geo_precision"], found["civilian_targeting"]) == (
        "Ḩārim",
        1,
        "Civilian targeting",
    )
    assert (found["fatalities"], found["source"], found["disorder_type"]) == (2, "Orchard Wire", "Political violence")
    assert found["timestamp"] == 1767323045
    assert [found[name] for name in ("admin2", "admin3", "source_scale")] == [None, None, None]


@pytest.mark.parametrize(
    ("feature", "radius_km", "code"), [("settlement", 3, 1), ("settlement", 27, 2), ("admin1", 80, 3)]
)
def test_geo_precision(feature: str, radius_km: float, code: int) -> None:
    found = row(made.record(mode="aerial", actors=(made.ARMY,), feature=feature, radius_km=radius_km))
    assert found["geo_precision"] == code


@pytest.mark.parametrize(
    ("tally", "words", "number"),
    [
        (Tally(24, 24, None), "dozens", 12),
        (Tally(200, 200, None), "hundreds of people", 100),
        (Tally(24, 24, 24), "24", 24),
        (Tally(2, 6, 9), "six", 2),
        (Tally(None, 6, 6), "up to six", 6),
        (None, None, 0),
    ],
)
def test_the_conservative_number(tally: Tally | None, words: str | None, number: int) -> None:
    told = (made.quote(killed=words),)
    found = row(made.record(actors=(made.REBELS,), recipients=(VILLAGERS,), killed=tally, quoted=told))
    assert found["fatalities"] == number


def test_soldiers_of_another_country_are_from_outside() -> None:
    found = row(made.record(actors=(SOLDIERS,), recipients=(VILLAGERS,)))
    assert (found["actor1"], found["inter1"]) == ("Military Forces of Turkey", "External/Other forces")


def test_a_party_that_is_named_keeps_its_name() -> None:
    found = row(made.record(actors=(Who("the Ayr clan militia"),), recipients=(Who("five gunmen"),)))
    assert (found["actor1"], found["inter1"]) == ("Ayr clan militia", "Identity militia")
    assert (found["actor2"], found["inter2"]) == ("Unidentified Armed Group (Syria)", "Political militia")
    arrest = row(made.record("COERCE", "arrest", (Who("police"),), (Who("Amal"),)))
    assert arrest["actor2"] == "Civilians (Syria)"


def test_an_air_strike_of_nobody_is_of_no_mere_armed_group() -> None:
    found = row(made.record(mode="aerial", recipients=(VILLAGERS,)))
    assert (found["actor1"], found["interaction"]) == (
        "Unidentified Military Forces",
        "External/Other forces-Civilians",
    )


def test_it_opens_in_pandas_with_acleds_types() -> None:
    import pandas as pd

    rows = [
        made.record(actors=(made.REBELS,), recipients=(made.ARMY, Who("SAA", "x", "Coast Guard", "armed-actor", "MIL", "SY"))),
        made.record("PROTEST", "demo", (Who("residents"),), id="f" * 16),
        made.record(mode="heavy-weapons", actors=(made.ARMY,), recipients=(VILLAGERS,), id="e" * 16),
    ]  # fmt: skip
    found = pd.read_csv(io.BytesIO(b"".join(FORMATS["acled"].write(rows))))
    whole = {"year", "time_precision", "iso", "geo_precision", "fatalities", "timestamp"}
    kinds = {name: found[name].dtype.kind for name in found.columns}
    assert list(found.columns) == list(NAMES)
    assert len(NAMES) == 31
    assert {name for name, kind in kinds.items() if kind == "i"} == whole
    nothing = {"admin2", "admin3", "source_scale", "assoc_actor_1"}
    assert {name for name, kind in kinds.items() if kind == "f"} == {"latitude", "longitude"} | nothing
    assert found[["latitude", "longitude", *whole]].notna().all().all()
