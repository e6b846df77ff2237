"""The brief as a whole: every statement cites, nothing is asserted without, and the same material is the same bytes."""

from __future__ import annotations

from making import (
    DAY,
    KILLED,
    LOST,
    MAYOR,
    NORTH,
    OTHER,
    PEOPLE,
    SOUTH,
    TOWN,
    backed,
    claim,
    given,
    material,
)
from msgspec.structs import replace

from dateline.assess.brief.civilians import concerns, how_urgent
from dateline.assess.brief.compose import brief
from dateline.assess.brief.markdown import markdown, pictures
from dateline.assess.brief.page import html
from dateline.assess.brief.values import Brief, Given, Line, Lines, Picture, Section, Table
from dateline.assess.control.holding import Held, Holding
from dateline.values import Anchor, Dispute, Figure, Tally, Version

ATTACK = given(
    claim("ASSAULT", "heavy-weapons", actors=(NORTH,), recipients=(PEOPLE,), places=(TOWN,), time=DAY, counts=KILLED),
    counts={"killed": Tally(3, 3, None, (Figure(3, None, "the mayor", Anchor("r1", 10, 15)),))},
)
FEARED = given(
    claim("ASSAULT", None, "feared", actors=(SOUTH,), recipients=(PEOPLE,), places=(OTHER,), sources=(MAYOR,)),
    name="e2",
    credibility=6,
)
NOWHERE = given(claim("RETREAT", "withdraw", actors=(SOUTH,), places=(LOST,), time=DAY), name="e3")
HELD = Holding(
    place=TOWN, on="2015-06-20", holders=(Held("Northern Army", None, 0.8),), contested=0.05, unknown=0.15, another=0.1,
    leading="Northern Army", claims_for=(Anchor("r1", 10, 15),), claims_against=(), reports=1, says=("the mayor",),
    inferred=False,
)  # fmt: skip


def section(of: Brief, name: str) -> Section:
    return next(one for one in of.sections if one.name == name)


def statements(of: Brief) -> list[Line]:
    """All statements on what happened, and the first cells of tables on it."""
    lists = [b for s in of.sections if s.name != "covers" for b in s.blocks if isinstance(b, Lines)]
    return [line for block in lists for line in block.lines]


def test_every_statement_has_a_citation_and_every_number_leads_to_one() -> None:
    made = brief(material(ATTACK, FEARED, NOWHERE, holdings=(HELD,)))
    assert statements(made)
    assert all(line.cites for line in statements(made))
    tables = [b for s in made.sections if s.name not in ("covers", "sources") for b in s.blocks if isinstance(b, Table)]
    assert tables
    assert all(any(cell.cites for cell in row) for table in tables for row in table.rows)
    numbers = {n for line in statements(made) for n in line.cites}
    assert numbers <= {one.number for one in made.citations}
    assert [one.number for one in made.citations] == list(range(1, len(made.citations) + 1))


def test_a_citation_tells_report_outlet_day_sentence_offsets_and_source() -> None:
    (one,) = brief(material(FEARED)).citations
    assert (one.of.report, one.of.outlet, one.of.published) == ("r1", "Daily B", "2015-06-16")
    assert (one.sentence, one.start, one.end, one.says) == ("The mayor said so.", 0, 40, ("the mayor",))


def test_the_order_of_events_plays_no_part_and_a_second_time_is_the_same() -> None:
    one = brief(material(ATTACK, FEARED, NOWHERE, holdings=(HELD,)))
    other = brief(material(NOWHERE, FEARED, ATTACK, holdings=(HELD,)))
    assert html(one) == html(other)
    assert markdown(one, {"map": "a.svg"}) == markdown(other, {"map": "a.svg"})


def test_protection_comes_by_urgency() -> None:
    lists = [b for b in section(brief(material(ATTACK, FEARED, NOWHERE)), "protection").blocks if isinstance(b, Lines)]
    assert [b.title for b in lists] == [
        "Immediate: harm feared or threatened",
        "Immediate: explosive weapons in a populated place",
    ]
    (one,) = concerns(ATTACK)
    assert how_urgent(one, ATTACK, "2015-09-20") == "past"
    assert concerns(NOWHERE) == {}


def test_a_fear_among_facts_is_told_as_a_fear() -> None:
    """An event that happened may have claims that only feared it; these are the concern, in their own words."""
    fear = backed(claim("ASSAULT", None, "feared", actors=(NORTH,), recipients=(PEOPLE,)), "People feared it.", "r2")
    event = given(claim("ASSAULT", None, actors=(NORTH,), recipients=(SOUTH,), time=DAY), fear)
    (block,) = [b for b in section(brief(material(event)), "protection").blocks if isinstance(b, Lines)]
    assert block.lines[0].quote == "People feared it."
    assert "was feared or foretold" in block.lines[0].text


def test_an_appeal_to_leave_is_a_warning() -> None:
    appeal = claim("REQUEST", actors=(NORTH,), recipients=(PEOPLE,))
    told = backed(appeal, "The army urged residents to evacuate Oakford.")
    assert list(concerns(Given(given(appeal).event, (told,)))) == ["warning"]


def test_control_gives_chances_and_on_whose_word() -> None:
    (table,) = section(brief(material(ATTACK, holdings=(HELD,))), "control").blocks
    assert isinstance(table, Table)
    assert [c.text for c in table.rows[0]] == ["Oakford", "Northern Army", "80 %", "–", "5 %", "15 %", "one report: the mayor"]  # fmt: skip # noqa: E501
    assert table.rows[0][1].cites


def test_who_most_likely_holds_it_is_not_known_where_nothing_is_likelier() -> None:
    faded = replace(HELD, holders=(Held("Northern Army", None, 0.3),), contested=0.0, unknown=0.7)
    (table,) = section(brief(material(ATTACK, holdings=(faded,))), "control").blocks
    assert isinstance(table, Table)
    assert table.rows[0][1].text.startswith("not known")


def test_numbers_say_who_says_which() -> None:
    (table,) = section(brief(material(ATTACK)), "numbers").blocks
    assert isinstance(table, Table)
    assert [c.text for c in table.rows[0]] == ["15 June 2015", "Oakford", "killed", "3", "3", "–", "at least 3: the mayor"]  # fmt: skip # noqa: E501


def test_both_sides_of_a_dispute_are_told() -> None:
    sides = (
        Version("happened", ("the mayor",), (Anchor("r1", 10, 15),)),
        Version("did not happen", ("the army",), (Anchor("r2", 10, 15),)),
    )
    against = backed(claim("ASSAULT", status="denied"), "The army denied it.", "r2")
    event = given(ATTACK.told[0].claim, against, disputed=(Dispute("happened", sides),))
    (block,) = section(brief(material(event)), "contradicted").blocks
    assert isinstance(block, Lines)
    (line,) = block.lines
    assert line.text == "Whether it happened: happened (the mayor); against that: did not happen (the army)."
    assert len(line.cites) == 2


def test_what_is_not_known_is_counted_as_such() -> None:
    made = brief(material(FEARED, NOWHERE))
    _, missing = section(made, "covers").blocks
    assert isinstance(missing, Lines)
    assert any("day of 1 event is not known" in line.text for line in missing.lines)
    titles = [b.title for b in section(made, "uncertain").blocks if isinstance(b, Lines)]
    assert titles == ["Feared or foretold (1)", "At a place that was not found on the map (1)"]


def test_nothing_at_all_makes_a_brief_that_says_so() -> None:
    made = brief(material(on=None))
    assert not made.citations
    assert not pictures(made)
    assert "no event" in section(made, "events").intro[0].casefold()
    assert html(made).count("<h2") == len(made.sections) + 1


def test_every_picture_has_its_table_and_description() -> None:
    found = [b for s in brief(material(ATTACK, FEARED, NOWHERE)).sections for b in s.blocks if isinstance(b, Picture)]
    assert [one.name for one in found] == ["map", "timeline"]
    for one in found:
        assert one.table.rows
        assert one.description in one.svg.replace("&#x27;", "'")


def test_a_town_is_drawn_though_some_only_know_its_province() -> None:
    wide = replace(TOWN, radius_km=100.0)
    events = [given(claim("ASSAULT", actors=(NORTH,), places=(p,)), name=n) for p, n in ((TOWN, "a"), (wide, "b"))]
    (of,) = [b for s in brief(material(*events)).sections for b in s.blocks if isinstance(b, Picture)]
    assert sorted(row[2].text for row in of.table.rows) == ["100 km", "2 km"]
    assert ">Oakford</text>" in of.svg
