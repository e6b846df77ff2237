"""Actors and sources of a library made by hand; on both databases."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from dateline.corroborate.judgement import Graded, Known
from dateline.errors import UsageError
from dateline.library.library import Library, open_library
from dateline.library.records import Fingerprint
from dateline.library.tables import actor_aliases
from dateline.values import (
    Claim,
    ClaimPlace,
    ClaimSource,
    Extent,
    Mention,
    MentionKind,
    Origin,
    Reading,
    Report,
    SourceKind,
    Span,
    Time,
    Trigger,
)
from dateline.work.actors import ActorRow, actors
from dateline.work.derived import recompute
from dateline.work.filters import Asked
from dateline.work.judging import judging
from dateline.work.keep import check, rebuild
from dateline.work.remove import remove
from dateline.work.sources import SourceRow, sources

MADE_WITH = Fingerprint("m", "l", "g", "c")
FRONT = "The Green Valley Front (GVF) shelled the mill, Ann Smith said."


def reading(
    text: str,
    actor: str,
    source: tuple[str, SourceKind, bool] | None = None,
    kind: MentionKind = "armed-actor",
    outlet: str = "Orchard Wire",
    country: str = "CO",
    day: str = "2015-03-02",
    recipient: str | None = None,
) -> Reading:
    """One claim, by one actor, each named once."""

    def span(quoted: str) -> tuple[str, int, int]:
        return quoted, text.index(quoted), text.index(quoted) + len(quoted)

    id_ = hashlib.sha256(f"{outlet} {text}".encode()).hexdigest()
    claim = Claim(
        "c0", "ASSAULT", None, "actual", False, False, False, Trigger(*span("shelled")), Extent(0, len(text)),
        actors=(Span(*span(actor)),),
        recipients=(Span(*span(recipient)),) if recipient else (),
        places=(ClaimPlace(*span("mill"), id="1", latitude=4.0, longitude=-74.0, country=country, radius_km=1.0),),
        time=Time(*span("shelled"), day, day, "day"),
        sources=(ClaimSource(*span(source[0]), kind=source[1], named=source[2]),) if source else (),
    )  # fmt: skip
    digest = hashlib.sha256(text.encode()).hexdigest()
    report = Report(id_[:32], digest, digest, text, publisher=outlet, published=day)
    return Reading(report, (claim,), (), (Mention(*span(actor)[1:], kind=kind, named=True),))


def add(library: Library, *readings: Reading) -> None:
    for one in readings:
        with library.writing() as writer:
            origin = Origin("x", "file", "text")
            writer.add(one, one.report.text.encode(), origin, "e", MADE_WITH)
            recompute(writer)


def row(found: list[ActorRow], id_: str) -> ActorRow:
    return next(one for one in found if one.id == id_)


def source(found: list[SourceRow], name: str) -> SourceRow:
    return next(one for one in found if one.name == name)


def judge(library: Library, *says: Known | Graded) -> list[str]:
    with judging(library, "Jo") as session:
        return [session.say(one, subject="x").id for one in says]


def test_an_actor_with_its_names_and_where_they_were_learned(library: Library) -> None:
    add(
        library,
        reading(FRONT, "Green Valley Front"),
        reading("GVF men shelled the old mill.", "GVF", outlet="Bay Post", day="2015-04-01"),
    )
    front = row(actors(library, Asked()), "named:green-valley-front")
    assert (front.name, front.kind, front.country) == ("Green Valley Front", "armed-actor", None)
    assert (front.claims_as_actor, front.claims_as_recipient, front.events_as_actor) == (2, 0, 2)
    assert (front.first, front.last) == ("2015-03-02", "2015-04-01")
    [alias] = front.aliases
    assert (alias.name, alias.held, alias.reports) == ("GVF", "text", 1)
    assert [FRONT[place.start : place.end] for place in alias.where] == ["GVF"]


def test_common_words_and_persons_are_no_actors(library: Library) -> None:
    add(
        library,
        reading("The rebels shelled the mill.", "rebels"),
        reading("The army shelled the mill.", "army"),
        reading("Peter Smith shelled the mill.", "Peter Smith", kind="person"),
    )
    assert actors(library, Asked()) == []


def test_states_and_listed_actors(library: Library) -> None:
    add(library, reading("Turkish troops shelled the YPG near the mill.", "Turkish troops", recipient="YPG"))
    found = actors(library, Asked())
    assert [one.id for one in found] == ["turkish-army", "ypg"]
    assert row(found, "ypg").claims_as_recipient == row(found, "ypg").events_as_recipient == 1
    assert ("sdf", "2015-10") in [(tie.id, tie.since) for tie in row(found, "ypg").part_of]


def test_filters(library: Library) -> None:
    add(
        library,
        reading(FRONT, "Green Valley Front"),
        reading("FARC men shelled the old mill.", "FARC", day="2015-05-01"),
    )
    everyone = {"named:green-valley-front", "farc"}
    assert {one.id for one in actors(library, Asked())} == everyone
    assert {one.id for one in actors(library, Asked(since="2015-04-01"))} == {"farc"}
    assert {one.id for one in actors(library, Asked(until="2015-04-01"))} == {"named:green-valley-front"}
    assert {one.id for one in actors(library, Asked(types=("assault",), place="4.0,-74.0", within=5))} == everyone
    assert actors(library, Asked(types=("AID",))) == []
    assert actors(library, Asked(place="40.0,-74.0", within=5)) == []
    assert actors(library, Asked(credibility=1)) == []
    [farc] = actors(library, Asked(actor="FARC"))
    assert farc.claims_as_actor == 1
    [ypg] = actors(library, Asked(actor="YPG"))
    assert ypg.claims_as_actor == 0
    [front] = actors(library, Asked(actor="GVF"))
    assert front.id == "named:green-valley-front"


WRONG = (
    (Asked(actor="NDF"), "National Democratic Front of the Philippines"),
    (Asked(actor="rebels"), "no one actor"),
    (Asked(actor="Greem Valey Frond"), "dateline actors lists"),
    (Asked(actor="Hezbolah"), "hezbollah"),
    (Asked(since="yesterday"), "YYYY-MM-DD"),
    (Asked(since="2015-02-30"), "YYYY-MM-DD"),
    (Asked(since="2015-03-02", until="2015-03-01"), "after"),
    (Asked(types=("WAR",)), "ASSAULT"),
    (Asked(statuses=("sure",)), "actual"),
    (Asked(within=3.0), "--place"),
    (Asked(place="95,10"), "LATITUDE"),
)


def test_what_cannot_be_understood_is_an_error(library: Library) -> None:
    for asked, message in WRONG:
        for list_ in (actors, sources):
            with pytest.raises(UsageError, match=message):
                list_(library, asked)


def test_the_order_of_adding_rebuilding_and_removing_play_no_part(library: Library, tmp_path: Path) -> None:
    readings = [
        reading(FRONT, "Green Valley Front"),
        reading("The Grey Volcano Force (GVF) shelled the mill.", "Grey Volcano Force", country="PE"),
        reading("GVF men shelled the old mill.", "GVF", country="PE", outlet="Bay Post"),
        reading("GVF men shelled the new mill.", "GVF", country="SY", outlet="Bay Post"),
    ]
    add(library, *readings)
    before, said = actors(library, Asked()), sources(library, Asked())
    assert [(one.id, one.claims_as_actor) for one in before] == [
        ("named:grey-volcano-force", 2),
        ("named:green-valley-front", 1),
    ]
    rebuild(library)
    assert (actors(library, Asked()), sources(library, Asked())) == (before, said)
    with open_library(str(tmp_path / "other.sqlite"), str(tmp_path / "elsewhere"), create=True) as other:
        add(other, *reversed(readings))
        assert (actors(other, Asked()), sources(other, Asked())) == (before, said)
        remove(other, readings[1].report.id, "test")
        [front] = actors(other, Asked())
        assert (front.id, front.claims_as_actor) == ("named:green-valley-front", 3)


def test_verify_finds_names_that_were_changed(library: Library) -> None:
    add(library, reading(FRONT, "Green Valley Front"))
    assert check(library).problems == ()
    with library.writing() as writer:
        writer.connection.execute(actor_aliases.update().values(long_written="Grey Valley Front"))
    assert [p.id for p in check(library).problems if "names" in p.problem] == [
        reading(FRONT, "Green Valley Front").report.id
    ]


def test_judgements_on_actors_can_be_taken_back(library: Library) -> None:
    add(
        library,
        reading(FRONT, "Green Valley Front"),
        reading("FARC men shelled the old mill.", "FARC", day="2015-05-01"),
    )
    before = actors(library, Asked())
    [made] = judge(library, Known(actor="Green Valley Front", relation="same", value="FARC"))
    [farc] = actors(library, Asked())
    assert (farc.id, farc.claims_as_actor) == ("farc", 2)
    assert "Green Valley Front" in [name.name for name in farc.aliases]
    from dateline.work.judge import take_back

    with judging(library, "Jo") as session:
        take_back(session, [made])
    assert actors(library, Asked()) == before
    judge(
        library,
        Known(actor="farc", relation="sector", value="CRM"),
        Known(actor="FARC", relation="part-of", value="ELN"),
    )
    changed = row(actors(library, Asked()), "farc")
    assert (changed.sector, "eln" in [tie.id for tie in changed.part_of]) == ("CRM", True)


def test_an_alias_that_people_hold_for_wrong_is_no_name_any_more(library: Library) -> None:
    add(library, reading(FRONT, "Green Valley Front"), reading("GVF men shelled the old mill.", "GVF"))
    judge(library, Known(actor="GVF", relation="different", value="Green Valley Front"))
    found = actors(library, Asked())
    assert [(one.id, one.claims_as_actor, one.aliases) for one in found] == [
        ("named:green-valley-front", 1, ()),
        ("named:gvf", 1, ()),
    ]


def test_sources(library: Library) -> None:
    add(
        library,
        reading(FRONT, "Green Valley Front", ("Ann Smith", "official", True)),
        reading(
            "FARC men shelled the mill, Ann Smith said.", "FARC", ("Ann Smith", "official", True), outlet="Bay Post"
        ),
        reading(
            "FARC men shelled the mill, Bob Jones said.", "FARC", ("Bob Jones", "witness", True), outlet="Bay Post"
        ),
        reading("FARC shelled a mill, a resident said.", "FARC", ("a resident", "witness", False), outlet="Bay Post"),
        reading("FARC shelled a mill, a resident said.", "FARC", ("a resident", "witness", False)),
        reading("The ELN shelled the mill, Reuters said.", "ELN", ("Reuters", "media", True), outlet="Reuters"),
    )
    found = sources(library, Asked())
    smith = source(found, "Ann Smith")
    assert (smith.kind, smith.named, smith.claims_cited, smith.outlets) == ("official", True, 2, 2)
    assert (smith.reliability, smith.graded_by) == ("F", None)
    assert smith.events == smith.corroborated + smith.contradicted + smith.alone > 0
    wire = source(found, "Orchard Wire")
    assert (wire.id, wire.kind, wire.claims_as_outlet, wire.claims_cited) == ("outlet:orchard wire", "media", 2, 0)
    hidden = source(found, "unnamed sources of Bay Post")
    assert (hidden.named, hidden.claims_cited, hidden.events) == (False, 1, 0)
    assert source(found, "others named by Bay Post").claims_cited == 1
    assert "Bob Jones" not in [one.name for one in found]
    reuters = source(found, "Reuters")
    assert (reuters.id, reuters.claims_as_outlet, reuters.claims_cited) == ("reuters", 1, 0)
    eln = sources(library, Asked(actor="ELN"))
    assert [one.name for one in eln] == ["Reuters"]


def test_a_grade_is_shown_with_who_gave_it_until_it_is_taken_back(library: Library) -> None:
    add(library, reading(FRONT, "Green Valley Front", ("Ann Smith", "official", True)))
    [made] = judge(library, Graded(source="Ann Smith", grade="B"))
    smith = source(sources(library, Asked()), "Ann Smith")
    assert (smith.reliability, smith.graded_by) == ("B", "Jo")
    assert smith.graded_at is not None
    from dateline.work.judge import take_back

    with judging(library, "Jo") as session:
        take_back(session, [made])
    assert source(sources(library, Asked()), "Ann Smith").reliability == "F"
