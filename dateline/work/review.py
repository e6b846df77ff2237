"""The review: which events a person should look at first, who is looking at which, and what may be accepted in bulk.

The order, what settles an event, and what is safe are told in ``docs/review.md``."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any, Literal

from msgspec import Struct
from sqlalchemy import ColumnElement, Connection, case, func, literal, select

from dateline.assess.attention import CAUSES, FRESH, MANY, UNSURE, Cause, bit, causes_of
from dateline.assess.protection.concerns import CONCERNS, MONTH, ORDER, WEEK, Kind, Urgency
from dateline.library import events as stored
from dateline.library import judged
from dateline.library.library import Library
from dateline.library.log import read_head
from dateline.library.tables import events, reports
from dateline.values import Anchor, Claim, Event
from dateline.work.event_rows import chosen, rows
from dateline.work.filters import Asked, filters
from dateline.work.kept import kept
from dateline.work.looking import lookers
from dateline.work.paging import page
from dateline.work.settled import settled
from dateline.work.who_kept import registry_of

_RISKY = bit("contradicted") | bit("uncertain") | bit("unresolved-place")
SURE = 0.7
"""A claim may be accepted in bulk where the reader gives it this chance to be right, or more."""
Bulk = Literal["safe", "look"]


class ReviewItem(Struct, frozen=True):
    """An event that a person should look at. ``kind``: the foremost of ``kinds``; ``why``: in words; ``claim``: the
    anchor of the claim that is shown for it, ``quote`` its sentence, ``trigger`` where the telling words stand in that;
    ``bulk``: whether that claim may be accepted with others (``safe``), or should be looked at. ``taken_by`` is looking
    at it until ``taken_until`` (UTC)."""

    id: str
    kind: Cause
    kinds: tuple[Cause, ...]
    urgency: Urgency
    weight: int
    why: tuple[str, ...]
    event: str
    label: str
    type: str
    day: str | None
    place: str | None
    claim: str | None
    report: str | None
    quote: str | None
    trigger: tuple[int, int] | None
    confidence: float | None
    bulk: Bulk
    taken_by: str | None
    taken_until: str | None


class ReviewPage(Struct, frozen=True):
    """A page of the review. ``kinds``: how many of each kind there are (an event may be of several); ``position``: of
    the log's end, so far all of this is seen."""

    items: tuple[ReviewItem, ...]
    next: str | None
    total: int
    kinds: dict[str, int]
    position: int


def review(library: Library, asked: Asked, kind: Cause | None, limit: int, given: str | None) -> ReviewPage:
    """The events that are asked for that a person should look at, the most urgent first. Raises UsageError for a filter
    or a cursor that cannot be understood."""
    found, newest = kept(library, ("review", asked), lambda: _waiting(library, asked))
    counted = Counter(bits for _, bits in found)
    kinds = {str(one): sum(number for bits, number in counted.items() if bits & bit(one)) for one in CAUSES}
    wanted = found if kind is None else [one for one in found if one[1] & bit(kind)]
    part, behind = page(wanted, lambda one: one[0], limit, given)
    with library.reading(frozen=True) as connection:
        items = _items(connection, dict(part), kind, _order(newest)[0])
        return ReviewPage(items, behind, len(wanted), kinds, read_head(connection).position)


def _waiting(library: Library, asked: Asked) -> tuple[list[tuple[str, int]], str | None]:
    """The events that wait to be looked at, in their order, with their causes; and the day of the newest report."""
    with library.reading(frozen=True) as connection:
        known = registry_of(library, connection)
        of = chosen(connection, filters(asked, known, connection), known)
        newest = connection.scalar(select(func.max(reports.c.published)))
        done = settled(connection)
        found = rows(connection, of, (events.c.id, events.c.attention), _order(newest), None, (events.c.attention > 0,))
        return [(row[0], left) for row in found if (left := row[1] & ~done.get(row[0], 0))], newest


def _order(newest: str | None) -> tuple[ColumnElement[Any], ...]:
    """By urgency on the day of the newest report, then by weight, then the newest first."""
    day = func.coalesce(events.c.latest, events.c.earliest, events.c.republished)
    if newest is None:
        return literal(ORDER.index("watch")), events.c.weight.desc(), events.c.id
    last = date.fromisoformat(newest)
    week, month = (_before(last, days) for days in (WEEK, MONTH))
    fresh, later = (
        case(
            {kind: ORDER.index(FRESH[kind][n]) for kind in CONCERNS},
            value=events.c.concern,
            else_=ORDER.index(FRESH[None][n]),
        )
        for n in (0, 1)
    )
    urgency = case(
        (day.is_(None), ORDER.index("watch")), (day >= week, fresh), (day >= month, later), else_=ORDER.index("past")
    )
    return urgency, events.c.weight.desc(), func.coalesce(day, "").desc(), events.c.id


def _before(last: date, days: int) -> str:
    return (date.min if last.toordinal() <= days else last - timedelta(days)).isoformat()


def _items(
    connection: Connection, part: Mapping[str, int], kind: Cause | None, urgency: ColumnElement[Any]
) -> tuple[ReviewItem, ...]:
    columns = (
        events.c.id, events.c.concern, events.c.weight, events.c.label, events.c.called,
        events.c.body, urgency.label("urgency"),
    )  # fmt: skip
    found = {row.id: row for row in connection.execute(select(*columns).where(events.c.id.in_(part)))}
    opened = {id_: stored.event_of(row.body) for id_, row in found.items()}
    there = [id_ for id_ in part if id_ in opened]  # one may have gone since
    claims = _claims(connection, [_shown_anchor(opened[id_]) for id_ in there])
    looking = lookers(connection, there)
    made = []
    for id_ in there:
        row, event = found[id_], opened[id_]
        kinds = causes_of(part[id_])
        anchor = _shown_anchor(event)
        claim, text = claims.get(anchor, (None, ""))
        by, until = looking.get(id_, (None, None))
        made.append(
            ReviewItem(
                id=id_,
                kind=kind or kinds[0],
                kinds=kinds,
                urgency=ORDER[row.urgency],
                weight=row.weight,
                why=why(event, kinds, row.concern),
                event=id_,
                label=row.label,
                type=event.type,
                day=event.latest or event.earliest,
                place=row.called,
                claim=_text(anchor, claim) if claim is not None else None,
                report=anchor.report,
                quote=text if claim is not None else None,
                trigger=_within(claim) if claim is not None else None,
                confidence=claim.confidence if claim is not None else None,
                bulk="safe" if claim is not None and not unsafe(part[id_], claim) else "look",
                taken_by=by,
                taken_until=until,
            )
        )
    return tuple(made)


def why(event: Event, kinds: Sequence[Cause], concern: Kind | None) -> tuple[str, ...]:
    """Each cause in words."""
    killed = event.counts.get("killed")
    number = None if killed is None else killed.best or killed.low
    words: dict[Cause, str] = {
        "civilians": CONCERNS[concern].title if concern is not None else "",
        "contradicted": "reports differ: " + ", ".join(one.what for one in event.disputed),
        "uncertain": f"the reader is unsure of every claim (below {UNSURE:.0%})",
        "unresolved-place": f"“{event.place.text}” was not found on the map" if event.place is not None else "",
    }
    told = []
    for kind in kinds:
        if kind == "consequential":
            told += [f"{number} killed"] if number is not None and number >= MANY else []
            changes = event.type == "CONTROL" and event.mode in ("gains", "loses")
            told += [f"a place changes hands ({event.mode})"] if changes else []
        else:
            told.append(words[kind])
    return tuple(told)


def unsafe(attention: int, claim: Claim) -> str | None:
    """Why a claim of an event should be looked at by itself; None where it may be accepted with others."""
    if attention & _RISKY:
        return "; ".join(cause for cause in causes_of(attention & _RISKY))
    if claim.confidence < SURE:
        return f"the reader gives it {claim.confidence:.0%}"
    if any(place.latitude is None for place in claim.places):
        return "a place of it was not found on the map"
    return None


def _shown_anchor(event: Event) -> Anchor:
    """The claim that is shown for an event: the first of the figures that it counts by, else its first one."""
    tally = event.counts.get("killed")
    best = [f.claim for f in tally.figures if tally.best in (f.low, f.high)] if tally is not None else []
    return best[0] if best else event.claims[0]


def _claims(connection: Connection, anchors: Sequence[Anchor]) -> Mapping[Anchor, tuple[Claim, str]]:
    """The claims at anchors, of several the one that the reader is surest of, with their sentences."""
    wanted, found = set(anchors), dict[Anchor, tuple[Claim, str]]()
    for _, reading in judged.readings(connection, frozenset(one.report for one in anchors), words=False):
        text = reading.report.text
        for claim in reading.claims:
            anchor = Anchor(reading.report.id, claim.trigger.start, claim.trigger.end)
            if anchor in wanted and (anchor not in found or claim.confidence > found[anchor][0].confidence):
                found[anchor] = claim, text[claim.sentence.start : claim.sentence.end]
    return found


def _text(anchor: Anchor, claim: Claim) -> str:
    return f"{anchor.report}:{anchor.start}-{anchor.end}:{claim.type}"


def _within(claim: Claim) -> tuple[int, int]:
    return claim.trigger.start - claim.sentence.start, claim.trigger.end - claim.sentence.start
