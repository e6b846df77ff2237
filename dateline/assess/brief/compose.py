"""The brief as a whole: a pure function of its material."""

from __future__ import annotations

from dateline.assess.brief import course, doubts, opening
from dateline.assess.brief.context import Context
from dateline.assess.brief.map import picture as map_of
from dateline.assess.brief.timeline import picture as timeline_of
from dateline.assess.brief.values import Brief, Material, Section

WARNING = (
    "Made by a program from news reports. It says what reports say, not what is true; the program misreads some "
    "sentences. Check the sentence behind each number before you rely on a statement."
)


def brief(material: Material) -> Brief:
    """The same material gives the same brief. Numbers of citations follow the order of the text."""
    context = Context(material)
    stock = material.stock
    found = [opening.covers(context), opening.protection(context), course.control(context)]
    pictures = tuple(one for one in (map_of(context), timeline_of(context)) if one is not None)
    if pictures:
        found.append(Section("pictures", "Map and course of events", (), pictures))
    found += [course.main(context), course.numbers(context)]
    if material.outlook is not None:
        found.append(course.outlook(context, material.outlook))
    found += [doubts.uncertain(context), doubts.contradicted(context), doubts.sources(context)]
    return Brief(
        title=opening.title(material.asked, stock.first, stock.last),
        stand=f"State of the library: log entry {stock.position}, {stock.head[:16]}.",
        warning=WARNING,
        sections=tuple(found),
        citations=context.cites.all(),
    )
