"""The last sections: what is uncertain, what is contradicted, who says it all."""

from __future__ import annotations

from collections.abc import Callable

from dateline.assess.brief.context import Context, cell, more
from dateline.assess.brief.plain import capital, clean, days, joined, number, short
from dateline.assess.brief.ranking import by_day, rank
from dateline.assess.brief.sentence import told
from dateline.assess.brief.values import Backing, Given, Line, Lines, Section, Table
from dateline.assess.brief.voices import NO_OUTLET, called, says
from dateline.values import Dispute

_MOST = 8
_DISPUTES = 15
_RELIABLE = {
    "A": "reliable",
    "B": "usually reliable",
    "C": "fairly reliable",
    "D": "not usually reliable",
    "E": "unreliable",
    "F": "cannot be judged: nobody has graded it",
}
_WEIGHTY = 1.0

_UNCERTAIN: tuple[tuple[str, Callable[[Given], bool]], ...] = (
    ("Feared or foretold", lambda g: g.event.status == "feared"),
    ("Planned", lambda g: g.event.status == "planned"),
    ("Called for", lambda g: g.event.status == "requested"),
    ("Possible, hypothetical or asked about", lambda g: g.event.status in ("possible", "hypothetical", "asked")),
    ("Denied", lambda g: g.event.status == "denied"),
    (
        "Of consequence, but on one source's word",
        lambda g: g.event.status == "actual" and g.event.independent_sources == 1 and rank(g) >= _WEIGHTY,
    ),
    (
        "At a place that was not found on the map",
        lambda g: g.event.status == "actual" and g.event.place is not None and g.event.place.latitude is None,
    ),
)
"""Kinds of doubt; an event stands under the first that fits."""


def uncertain(context: Context) -> Section:
    """What is hedged, rests on one source, or cannot be placed."""
    blocks, seen = [], set[str]()
    for title, fits in _UNCERTAIN:
        those = [g for g in context.events if g.event.id not in seen and fits(g)]
        seen |= {g.event.id for g in those}
        if those:
            kept = sorted(sorted(those, key=lambda g: (-rank(g), by_day(g)))[:_MOST], key=by_day)
            lines = tuple(context.line(g, quoted=False) for g in kept)
            blocks.append(Lines(lines, f"{title} ({len(those)})", more(len(those) - len(kept))))
    intro = "What no report tells as a fact, or what only one source stands for."
    return Section(
        "uncertain", "What is uncertain", (intro if blocks else "Nothing of what was asked for.",), tuple(blocks)
    )


def contradicted(context: Context) -> Section:
    """Where reports contradict each other, both sides with who says so."""
    every = [(g, d) for g in context.events for d in g.event.disputed]
    if not every:
        return Section("contradicted", "What is contradicted", ("No two claims of one event contradict each other.",))
    chosen = sorted(every, key=lambda p: (-rank(p[0]), by_day(p[0]), p[1].what))[:_DISPUTES]
    chosen.sort(key=lambda p: (by_day(p[0]), p[1].what))
    lines = [line for given, dispute in chosen for line in _dispute(context, given, dispute)]
    left = len(every) - len(chosen)
    return Section(
        "contradicted",
        "What is contradicted",
        ("Both sides of each dispute, the better supported first. The brief takes neither.",),
        (Lines(tuple(lines), None, f"{number(left, 'further dispute')} in `dateline events`." if left > 0 else None),),
    )


_WHAT = {"happened": "Whether it happened", "actors": "Who did it", "place": "Where it was", "day": "When it was"}


def _dispute(context: Context, given: Given, dispute: Dispute) -> list[Line]:
    by = {one.anchor: one for one in given.told}
    what = _WHAT.get(dispute.what, f"The number {dispute.what}")
    sides, cites = [], list[int]()
    for version in dispute.versions:
        backing: list[Backing] = [by[a] for a in version.claims if a in by]
        found = context.cites.of(backing, 3)
        cites += [n for n in found if n not in cites]
        sides.append(
            f"{clean(context.name(version.says))} ({joined([called(s) for s in version.said_by], 3) or 'not known'})"
        )
    about = short(told(given, context.called).rstrip("."), 260)
    return [Line(f"{what}: {'; against that: '.join(sides)}.", tuple(sorted(cites)), None, f"Of the event: {about}")]


def sources(context: Context) -> Section:
    """The outlets that are cited, with grade, and whom they name."""
    by: dict[str, list[tuple[Backing, int]]] = {}
    for one, cited in context.cites.outlets():
        by.setdefault(one.of.outlet or NO_OUTLET, []).append((one, cited))
    rows = []
    for outlet in sorted(by, key=lambda o: (-len(by[o]), o)):
        those = by[outlet]
        reports = {one.of.report for one, _ in those}
        published = sorted({one.of.published for one, _ in those if one.of.published})
        letter = those[0][0].of.grade
        named = sorted({name for one, _ in those for name in says(one)})
        rows.append(
            (
                cell(capital(short(outlet))),
                cell(f"{letter} ({_RELIABLE[letter]})"),
                cell(str(len(reports))),
                cell(str(len(those))),
                cell(capital(days(published[0], published[-1])) if published else "Not known"),
                cell(joined(named, 6) or "–"),
            )
        )
    head = ("Outlet", "Reliability", "Reports cited", "Sentences cited", "Published", "Cites")
    table = Table("Outlets that are cited", head, tuple(rows))
    return Section(
        "sources", "Sources", ("Reliability is what people judged; the program gives no outlet a grade.",), (table,)
    )
