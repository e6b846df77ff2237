"""The middle sections: who holds what, the main events, the numbers, the outlook of the actor that is asked for."""

from __future__ import annotations

from collections.abc import Sequence

from dateline.assess.brief.context import Context, cell, more
from dateline.assess.brief.plain import capital, clean, day, days, joined, number, percent, short
from dateline.assess.brief.ranking import by_day, rank
from dateline.assess.brief.sentence import behind, where_called
from dateline.assess.brief.values import Backing, Given, Line, Lines, Section, Table
from dateline.assess.brief.voices import called
from dateline.assess.control.holding import Holding
from dateline.assess.indicators import placed
from dateline.assess.outlook.lines import Line as Evidence
from dateline.assess.outlook.outlook import Outlook
from dateline.values import Figure, Tally

_MAIN = 15
_NUMBERS = 20
_HELD = 30
_EVIDENCE = 8
_SIGHTED = 0.2
"""A place of which less than this is known, by all chances together, is only counted."""


def control(context: Context) -> Section:
    """Who holds which place on the last day, with chances and on whose word."""
    material = context.material
    title = "Who holds what" + (f", on {day(material.on)}" if material.on else "")
    known = _known(material.holdings)
    intro = [
        (
            "Chances that an actor alone holds the place, by all claims up to that day; they fall with time, as nobody "
            "has told of the place since. “Not known” includes holders whom no claim names. The chances are calibrated "
            "on simulated histories only."
        )
    ]
    if material.on is None:
        told = [g for g in context.events if g.event.type == "CONTROL"]
        why = "No report has a day, so there are no chances for a day." + (" What reports say:" if told else "")
        return Section("control", title, (why,), (context.lines(told, None, _HELD),) if told else ())
    if not known:
        return Section("control", title, ("No report says who holds a place, or too long ago.",))
    known.sort(key=lambda h: (-(1 - h.unknown), where_called(h.place, context.called), h.place.id or ""))
    rows = tuple(_held(context, h) for h in known[:_HELD])
    left = len(material.holdings) - len(rows)
    if left > 0:
        intro.append(f"Of {left} more places too little is known; `dateline control` lists them.")
    head = ("Place", "Likeliest", "Chance", "Others", "Contested", "Not known", "On whose word")
    return Section("control", title, tuple(intro), (Table("Control of places", head, rows),))


def told_of(holdings: Sequence[Holding]) -> list[Holding]:
    """Those that may have a row of their own."""
    known = sorted(_known(holdings), key=lambda h: h.unknown)
    return [h for h in known if h.unknown <= known[min(_HELD, len(known)) - 1].unknown]


def _known(holdings: Sequence[Holding]) -> list[Holding]:
    return [h for h in holdings if 1 - h.unknown >= _SIGHTED and (h.claims_for or h.claims_against)]


def _held(context: Context, of: Holding) -> tuple[Line, ...]:
    cites = context.cites.at(of.claims_for)
    against = context.cites.at(of.claims_against, 3)
    others = [h for h in of.holders if h.actor != of.leading and h.probability >= 0.05]
    is_contest = of.leading == "contested"
    chance = of.contested if is_contest else next((h.probability for h in of.holders if h.actor == of.leading), 0.0)
    word = joined([called(name) for name in of.says], 3)
    likeliest = short(of.leading)
    if chance < of.unknown:
        likeliest = f"not known; likeliest of those named: {likeliest}" if chance else "not known"
    reports = "one report" if of.reports == 1 else f"{of.reports} reports"
    said = f"{reports}: {word}" if word else reports
    return (
        cell(capital(where_called(of.place, context.called))),
        cell(likeliest, cites),
        cell(percent(chance) if chance else "–"),
        cell("; ".join(f"{short(h.actor)} {percent(h.probability)}" for h in others[:3]) or "–", against),
        cell("–" if is_contest else percent(of.contested)),
        cell(percent(of.unknown)),
        cell(said + ("; by the days of publication only" if of.inferred else "")),
    )


def main(context: Context) -> Section:
    """The events that matter most."""
    intro = (
        (
            "Chosen by how far they can be believed, how many independent sources tell of them, and their consequence; "
            "in the order of days. Under each stands a sentence that it rests on."
        ),
    )
    told = [g for g in context.events if g.event.status == "actual" and not _only_old(g)] or list(context.events)
    if not told:
        return Section("events", "Main events", ("No event of these days is told.",))
    kept = sorted(sorted(told, key=lambda g: (-rank(g), by_day(g)))[:_MAIN], key=by_day)
    lines = tuple(context.line(g) for g in kept)
    return Section("events", "Main events", intro, (Lines(lines, None, more(len(context.events) - len(kept))),))


def _only_old(given: Given) -> bool:
    return all(one.claim.background for one in behind(given))


def numbers(context: Context) -> Section:
    """All numbers of people, as low, best and high, with who says which."""
    every = [(g, kind, of) for g in context.events for kind, of in g.event.counts.items() if of.best is not None]
    title = "Numbers"
    if not every:
        return Section("numbers", title, ("No report that was asked for gives a number of people.",))
    chosen = sorted(every, key=lambda p: (-rank(p[0]), by_day(p[0]), p[1]))[:_NUMBERS]
    chosen.sort(key=lambda p: (by_day(p[0]), p[1]))
    rows = tuple(_number(context, *one) for one in chosen)
    left = len(every) - len(rows)
    intro = (
        "As reports give them; “best” is one of the numbers given, never a mean. "
        "An open end is left open: “at least 20” has no highest."
        + (f" {left} more are in `dateline events`." if left > 0 else ""),
    )
    head = ("Day", "Place", "Of", "Low", "Best", "High", "Who says which")
    return Section("numbers", title, intro, (Table("Numbers of people", head, rows),))


_OF = {
    "killed": "killed",
    "injured": "injured",
    "displaced": "displaced",
    "detained": "held or taken",
    "force": "force",
}


def _number(context: Context, given: Given, kind: str, of: Tally) -> tuple[Line, ...]:
    event = given.event
    told = {(one.anchor): one for one in given.told}
    figures = list(dict.fromkeys((_given(f), f.said_by or "") for f in of.figures))
    words = "; ".join(f"{n}: {called(by) if by else 'not known'}" for n, by in figures[:6])
    backing: list[Backing] = [told[f.claim] for f in of.figures if f.claim in told]
    status = "" if event.status == "actual" else f" ({event.status})"
    return (
        cell(capital(days(event.earliest, event.latest))),
        cell(capital(context.place(given)) or "not named"),
        cell(_OF[kind] + status + (", in total" if event.aggregate else "")),
        *(cell("–" if n is None else f"{n:,}") for n in (of.low, of.best, of.high)),
        cell(words, context.cites.of(backing)),
    )


def _given(figure: Figure) -> str:
    low, high = figure.low, figure.high
    if low is None or high is None:
        return f"at least {low:,}" if low is not None else f"up to {high:,}" if high is not None else "no number"
    return f"{low:,}" if low == high else f"{low:,} to {high:,}"


def outlook(context: Context, of: Outlook) -> Section:
    """The outlook of an armed actor, as ``dateline outlook`` gives it."""
    name = clean(of.actor)
    statement = f"That {name} declines in the places named below at the end of the period"
    if of.probability is None:
        answer = f"{statement}: cannot be judged. " + capital("; ".join(of.because)) + "."
    else:
        low, high = (round(100 * p) for p in of.probability)
        answer = f"{statement}: {of.answer} ({low} to {high} %)."
    scope = joined([short(placed.label(p, context.called.get(placed.key(p)[0]))) for p in of.scope], 12)
    intro = (answer, f"Confidence: {of.confidence}.", f"Places: {scope or 'none named'}.", of.calibration)
    sides = (("For decline", of.for_), ("Against decline", of.against))
    blocks = [Lines(_evidence(context, lines), title, _left(lines)) for title, lines in sides]
    for title, texts in (("Missing", of.missing), ("What would change it", of.would_change_it)):
        blocks.append(Lines(tuple(Line(clean(text)) for text in texts if text != of.calibration), title))
    return Section("outlook", f"Outlook: {name}", intro, tuple(b for b in blocks if b.lines))


def _evidence(context: Context, lines: tuple[Evidence, ...]) -> tuple[Line, ...]:
    return tuple(
        Line(clean(one.text), context.cites.at(one.claims), None, f"Grade {one.grade}") for one in lines[:_EVIDENCE]
    )


def _left(lines: tuple[Evidence, ...]) -> str | None:
    left = len(lines) - _EVIDENCE
    return f"{number(left, 'further line')}; `dateline outlook` lists them all." if left > 0 else None
