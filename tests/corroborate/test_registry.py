from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.corroborate.actor_names import form, form_of, id_of, is_name, trimmed
from dateline.corroborate.judgement import Known
from dateline.corroborate.known_actors import known, names
from dateline.corroborate.learned_names import Learned, learned
from dateline.corroborate.lore import Gathered
from dateline.corroborate.registry import Registry
from dateline.read.actors import all_actors, lookup
from dateline.values import (
    Claim,
    ClaimPlace,
    Extent,
    Mention,
    MentionKind,
    Reading,
    Report,
    Span,
    Trigger,
)

GENERIC = (
    "the army", "rebels", "gunmen", "militants", "the group", "soldiers", "Army", "THE ARMY", "the government",
    "police", "security forces", "fighters", "armed men", "protesters", "the rebels", "opposition forces",
    "local militants", "civilians", "the front", "the Movement", "officials", "they", "it", "", "  ", "the military",
    "Air Force",
)  # fmt: skip


def reading(report: str, text: str, *named: tuple[str, MentionKind], country: str | None = None) -> Reading:
    """A reading with mentions of the names, each where it first stands, and a claim in the country."""
    mentions = tuple(Mention(text.index(n), text.index(n) + len(n), kind, True) for n, kind in named)
    place = ClaimPlace("there", 0, 5, country=country)
    claim = Claim(
        "1", "ASSAULT", None, "actual", False, False, False, Trigger(text[:3], 0, 3), Extent(0, len(text)),
        actors=(Span(text[:3], 0, 3),), places=(place,) if country else (),
    )  # fmt: skip
    return Reading(Report(report, "0", "0", text), (claim,), (), mentions)


def registry(*readings: Reading, judged: Sequence[Known] = ()) -> Registry:
    return Registry(Gathered(learned(one) for one in readings), judged)


def resolved(found: Registry, name: str, **where: str) -> str | None:
    actor = found.resolve(name, **where)
    return None if actor is None else actor.id


def test_every_name_of_the_list_leads_to_its_actor_as_in_the_reader() -> None:
    found = Registry()
    for one in all_actors():
        for name in (one.name, *one.aliases):
            listed = lookup(name)
            assert listed is not None
            assert resolved(found, name) == listed.id == one.id, name


@pytest.mark.parametrize("name", GENERIC)
@pytest.mark.parametrize("country", [None, "SY", "SV"])
def test_common_words_are_nobody(name: str, country: str | None) -> None:
    assert Registry().resolve(name, country=country) is None
    text = f"Xyz. {name} came. {name} went."
    named: list[tuple[str, MentionKind]] = [(name, "armed-actor")] if name.strip() else []
    there = reading("r1", text, *named, country=country)
    assert registry(there).resolve(name, report="r1", country=country) is None


@pytest.mark.parametrize(
    ("name", "country", "day", "actor"),
    [
        ("NDF", "SY", None, "national-defence-forces"),
        ("NDF", "PH", None, "ndfp"),
        ("NDF", None, None, None),
        ("ndf", "SY", None, None),
        ("PDF", "MM", "2022-01-01", "pdf-myanmar"),
        ("PDF", "PA", "1989-12-20", "panama-defense-forces"),
        ("PDF", "PA", "2022-01-01", None),
        ("SPLA", "SD", "2005-01-01", "spla"),
        ("SPLA", "SS", "2014-01-01", "sspdf"),
        ("SPLA", "SS", None, None),
        ("Sudan People's Liberation Army", None, None, "spla"),
        ("Sudan People's Liberation Army", "SS", "2013-12-16", "sspdf"),
        ("the international coalition", "SY", "2015-02-01", "coalition-isil"),
        ("coalition forces", "YE", "2016-01-01", "saudi-led-coalition"),
        ("coalition forces", "IQ", "2004-05-01", "multi-national-force-iraq"),
        ("National Police", "SV", "1989-11-11", "salvadoran-national-police"),
        ("National Police", None, None, None),
    ],
)
def test_names_that_several_bear(name: str, country: str | None, day: str | None, actor: str | None) -> None:
    found = Registry().resolve(name, day=day, country=country)
    assert (found and found.id) == actor


def test_a_report_that_spells_an_acronym_out_goes_before_the_list() -> None:
    text = "The Northern Development Front (NDF) fought. The NDF left."
    own = reading("r1", text, ("Northern Development Front", "armed-actor"), country="SY")
    found = registry(own)
    assert resolved(found, "NDF", report="r1", country="SY") == "named:northern-development-front"
    assert resolved(found, "NDF", report="r2", country="SY") == "national-defence-forces"


def test_an_acronym_means_what_most_reports_spell_it_out_to() -> None:
    first = "The Green Valley Front (GVF) fought."
    other = "The Great Vulture Federation (GVF) met."
    fronts = [reading(f"a{i}", first, ("Green Valley Front", "armed-actor")) for i in range(3)]
    federation = reading("b", other, ("Great Vulture Federation", "organisation"))
    assert resolved(registry(*fronts, federation), "GVF") == "named:green-valley-front"
    assert resolved(registry(*fronts, federation), "GVF", report="b") == "named:great-vulture-federation"
    assert resolved(registry(fronts[0], federation), "GVF") is None


def test_an_acronym_of_two_countries_is_told_apart_by_the_country() -> None:
    north = reading("n", "The Green Valley Front (GVF) fought.", ("Green Valley Front", "armed-actor"), country="CO")
    south = reading("s", "The Grey Volcano Force (GVF) fought.", ("Grey Volcano Force", "armed-actor"), country="PE")
    found = registry(north, south)
    assert resolved(found, "GVF", country="CO") == "named:green-valley-front"
    assert resolved(found, "GVF", country="PE") == "named:grey-volcano-force"
    assert resolved(found, "GVF", country="SY") is None


def test_an_alias_leads_to_an_actor_of_the_list() -> None:
    text = "The Lord's Resistance Army (LORDA) attacked."
    found = registry(reading("r", text, ("Lord's Resistance Army", "armed-actor")))
    assert resolved(found, "LORDA") == "lra"


def test_a_common_name_is_an_actor_in_each_country_and_none_without() -> None:
    text = "The Mountain Hawks Front attacked. The Mountain Hawks Front left."
    readings = [reading(c, text, ("Mountain Hawks Front", "armed-actor"), country=c) for c in ("HN", "MX")]
    found = registry(*readings)
    assert resolved(found, "the Mountain Hawks Front") == "named:mountain-hawks-front"
    assert resolved(found, "the Mountain Hawks Front", report="MX") == "named:mountain-hawks-front"
    assert resolved(found, "Colombian Supreme Court") is None
    text = "The Supreme Court met."
    courts = registry(*(reading(c, text, ("Supreme Court", "organisation"), country=c) for c in ("HN", "MX")))
    assert resolved(courts, "the Supreme Court", report="HN") == "named:supreme-court.hn"
    assert resolved(courts, "the Supreme Court", report="MX") == "named:supreme-court.mx"
    assert resolved(courts, "Honduran Supreme Court") == "named:supreme-court.hn"
    assert resolved(courts, "the Supreme Court") is None


def test_persons_and_places_are_no_actors() -> None:
    text = "Jane Doe Front spoke in Greenfield Front (GF). Ann Roe Movement (ARM)."
    found = registry(
        reading("r", text, ("Jane Doe Front", "person"), ("Greenfield Front", "place"), ("Ann Roe Movement", "person"))
    )
    for name in ("Jane Doe Front", "Greenfield Front", "GF", "ARM"):
        assert resolved(found, name) is None


def test_an_acronym_that_one_report_has_and_nobody_spells_out_is_nobody() -> None:
    one, two = (reading(r, "Xyz. The GVF fought.", ("GVF", "armed-actor"), country="CO") for r in ("r1", "r2"))
    assert resolved(registry(one), "GVF", report="r1") is None
    assert resolved(registry(one, two), "GVF", report="r1") == "named:gvf.co"
    assert resolved(registry(one, two), "GVF") is None


TEXTS = [
    ("The Green Valley Front (GVF) fought.", "Green Valley Front", "CO"),
    ("The Grey Volcano Force (GVF) fought.", "Grey Volcano Force", "PE"),
    ("THE GREEN VALLEY FRONT (GVF) FOUGHT.", "GREEN VALLEY FRONT", "CO"),
    ("The Free Syrian Army (FSA) fought.", "Free Syrian Army", "SY"),
    ("The Free Shepherds Army (FSA) fought.", "Free Shepherds Army", "ET"),
    ("The Supreme Court met.", "Supreme Court", "HN"),
]
ASKED = ("GVF", "FSA", "Green Valley Front", "Grey Volcano Force", "Supreme Court", "Free Shepherds Army", "rebels")


@given(st.lists(st.sampled_from(range(len(TEXTS))), max_size=8), st.randoms(use_true_random=False))
def test_the_order_of_reports_plays_no_part(picked: list[int], random: object) -> None:
    readings = [
        reading(f"r{n}", TEXTS[i][0], (TEXTS[i][1], "armed-actor"), country=TEXTS[i][2]) for n, i in enumerate(picked)
    ]
    other = list(readings)
    random.shuffle(other)  # type: ignore[attr-defined]
    first, second = registry(*readings), registry(*other)
    asked = [(name, country) for name in ASKED for country in (None, "CO", "PE", "SY", "HN")]
    answers = [first.resolve(name, country=country) for name, country in asked]
    # Asked the other way round too: what was asked before plays no part either.
    assert answers == [second.resolve(name, country=country) for name, country in reversed(asked)][::-1]


@given(st.text(max_size=60), st.sampled_from([None, "SY", "CO"]))
def test_any_text_may_be_asked_for(name: str, country: str | None) -> None:
    Registry().resolve(name, country=country)
    found = form(name, country)
    assert found is None or form_of(id_of(found)) == found
    is_name(name)
    trimmed(name)


@pytest.mark.parametrize("name", ["A" * 100_000, "Ab " * 30_000, "Front of " * 20_000, "(" * 50_000, "of " * 50_000])
def test_long_names_do_not_stall(name: str) -> None:
    assert Registry().resolve(name, country="SY") is None


@pytest.mark.parametrize(
    ("written", "yes"),
    [
        ("Victorious Sect Brigades", True), ("al-Ghuraba Brigades", True), ("Army of the Valley", True),
        ("Peter Smith", False), ("Greenfield", False), ("the front", False), ("COUNCIL OF", False),
        ("Narcotics", False), ("Marines from 3rd Battalion", False), ("Valley's Army", False), ("Iraqi Army", False),
        ("Voice (Front)", False), ("Smith Government", False), ("President Smith's Government", False),
        ("Our Guerrilla Army", False), ("So-Called Hawks Front", True), ("Valley Government Council", True),
    ],
)  # fmt: skip
def test_the_shape_of_a_name(written: str, yes: bool) -> None:
    assert is_name(written) is yes


@pytest.mark.parametrize(
    ("text", "name", "learned_too"),
    [
        ("THE GREEN VALLEY FRONT (GVF) FOUGHT.", "GREEN VALLEY FRONT", True),
        ("THE VALLEY REPORT FRONT (REPORTER) FOUGHT.", "VALLEY REPORT FRONT", False),
        ("THE GREEN VALLEY FRONT (PRO-HAWK) FOUGHT.", "GREEN VALLEY FRONT", False),
    ],
)
def test_in_capitals_not_every_word_in_brackets_is_an_acronym(text: str, name: str, learned_too: bool) -> None:
    found = learned(reading("r", text, (name, "armed-actor"), country="CO"))
    assert bool(found.aliases) is learned_too


def test_the_command_of_an_armed_actor_is_that_actor() -> None:
    assert resolved(Registry(), "the FMLN General Command") == "fmln"
    assert resolved(Registry(), "the General Command") is None
    assert resolved(Registry(), "US High Command") is None


def test_names_of_an_actor() -> None:
    actor = Registry().resolve("SDF")
    assert actor is not None
    assert [name.name for name in Registry().names(actor)][:2] == ["Syrian Democratic Forces", "SDF"]
    assert len(names()["spla"]) > 4
    assert known()["sdf"].country == "SY"


def test_learned_spans_are_where_they_are_said_to_be() -> None:
    text = "Xyz. The Green Valley Front (GVF) fought. GVF men left."
    found: Learned = learned(reading("r", text, ("Green Valley Front", "armed-actor"), country="CO"))
    assert found.country == "CO"
    assert [(text[a.start : a.end], text[a.long_start : a.long_end]) for a in found.aliases] == [
        ("GVF", "Green Valley Front")
    ]
    assert [text[n.start : n.end] for n in found.names] == ["Green Valley Front"]
