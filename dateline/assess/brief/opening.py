"""The first sections: what the brief covers, and what matters first."""

from __future__ import annotations

from collections import Counter

from dateline.assess.brief.civilians import KINDS, URGENT, concerns, how_urgent
from dateline.assess.brief.context import Context, cell
from dateline.assess.brief.plain import capital, clean, day, days, joined, number
from dateline.assess.brief.sentence import behind
from dateline.assess.brief.values import Asked, Block, Given, Line, Lines, Material, Section, Table
from dateline.assess.protection.concerns import Kind, Urgency

_MOST = 8
_PLACES = 12
_NOWHERE = "Place not named"


def title(asked: Asked, first: str | None, last: str | None) -> str:
    """What the brief is of."""
    about = [clean(one) for one in (asked.actor, asked.place) if one]
    period = days(asked.since or first, asked.until or last)
    return "Situation brief: " + ", ".join([*about, period if period != "day not known" else "days not known"])


def covers(context: Context) -> Section:
    """Days, places, reports, and what is not covered."""
    material = context.material
    stock, asked = material.stock, material.asked
    reports = {one.of.report for g in context.events for one in g.told}
    named = Counter(name for g in context.events if (name := context.place(g)))
    top = [name for name, _ in sorted(named.items(), key=lambda p: (-p[1], p[0]))]
    spread = days(stock.first, stock.last)
    published = f", published {spread}" if stock.first else ""
    rows = [
        ("Period", days(asked.since, asked.until) if asked.since or asked.until else "all days that reports tell of"),
        ("Reports of these days", f"{number(stock.reports, 'report')} of {number(stock.outlets, 'outlet')}{published}"),
        ("What they tell of it", f"{number(len(context.events), 'event')}, in {number(len(reports), 'report')}"),
        ("Places", joined(top, _PLACES) or "none named"),
        *_filters(asked),
    ]  # fmt: skip
    table = Table("What the brief covers", ("What", "Value"), tuple((cell(a), cell(b)) for a, b in rows))
    return Section(
        "covers", "What this brief covers", (), (table, Lines(_not_covered(context, material), "Not covered"))
    )


def _filters(asked: Asked) -> list[tuple[str, str]]:
    found = []
    if asked.place:
        around = f", {asked.km:g} km around its point" if asked.km is not None else ""
        found.append(("Only at", f"{clean(asked.place)}{around}"))
    if asked.actor:
        found.append(("Only with", clean(asked.actor)))
    if asked.types or asked.statuses:
        found.append(("Only of type or status", ", ".join((*asked.types, *asked.statuses))))
    if asked.credibility is not None:
        found.append(("Only of credibility", f"{asked.credibility} or better"))
    return found


def _not_covered(context: Context, material: Material) -> tuple[Line, ...]:
    stock, asked = material.stock, material.asked
    found = ["What no report in the library tells: silence on a place does not mean that it is quiet."]
    undated = sum(g.event.earliest is None and g.event.latest is None for g in context.events)
    if undated:
        found.append(
            f"The day of {number(undated, 'event')} is not known; {'it is' if undated == 1 else 'they are'} included"
            + (" by the day of the report." if asked.since or asked.until else ".")
        )
    if stock.left_out:
        found.append(
            f"{capital(number(stock.left_out, 'event'))} that neither a day in the text nor the day of a report "
            "places in time."
        )
    if stock.dayless:
        found.append(f"{capital(number(stock.dayless, 'report'))} of which no day of publication is known.")
    found.append("Reports in languages other than English.")
    return tuple(Line(text) for text in found)


Matter = tuple[Given, Kind, Urgency]


def protection(context: Context) -> Section:
    """What bears on civilians, by urgency, then by kind, then by place."""
    matters: list[Matter] = [
        (given, kind, how_urgent(kind, given, context.until))
        for event in context.events
        for kind, given in concerns(event).items()
    ]
    title_ = "What matters first: protection of civilians"
    if not matters:
        return Section("protection", title_, ("No report that was asked for tells of harm or warnings to civilians.",))
    blocks: list[Block] = [_by_place(context, matters)]
    for degree, words in URGENT.items():
        for name, of_kind in KINDS.items():
            events = [given for given, kind, how in matters if (kind, how) == (name, degree)]
            if events:
                found = context.lines(events, f"{words}: {of_kind[0].lower()}{of_kind[1:]}", _MOST)
                blocks.append(found)
    end = f"the end of the brief ({day(context.until)})" if context.until else "the end of the brief"
    intro = (
        f"By urgency on {end}: what can still be acted on comes first. Then by kind, and within a kind by day.",
        "What is feared or threatened is no fact, and nobody may know whether it came true.",
    )
    return Section("protection", title_, intro, tuple(blocks))


def _by_place(context: Context, matters: list[Matter]) -> Table:
    """How many events of each kind there are at each place."""
    degrees, by = list(URGENT), dict[str, list[Matter]]()
    for matter in matters:
        by.setdefault(context.place(matter[0]) or _NOWHERE, []).append(matter)
    worst = {place: min(degrees.index(how) for _, _, how in those) for place, those in by.items()}
    order = sorted(by, key=lambda place: (place == _NOWHERE, worst[place], -len(by[place]), place))
    rows = []
    for place in order[:_PLACES]:
        counted = []
        for name, title_ in KINDS.items():
            events = [given for given, kind, _ in by[place] if kind == name]
            if events:
                counted.append((f"{title_[0].lower()}{title_[1:]}: {len(events)}", events))
        cites = context.cites.of((behind(g)[0] for _, events in counted for g in events), 6)
        kinds = "; ".join(text for text, _ in counted)
        rows.append((cell(capital(place)), cell(URGENT[degrees[worst[place]]]), cell(kinds, cites)))
    left = len(order) - len(rows)
    caption = "Number of events by place, the most urgent first" + (f"; {left} more places below" if left > 0 else "")
    return Table(caption, ("Place", "Most urgent", "Concerns"), tuple(rows))
