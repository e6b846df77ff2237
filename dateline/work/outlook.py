"""``dateline outlook`` and ``dateline ask``: how an armed actor fares by the library's reports, and plain questions."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from datetime import date, timedelta
from functools import lru_cache

from msgspec import Struct
from msgspec.structs import replace
from sqlalchemy import ColumnElement, Connection, func, select

from dateline.assess.control.holding import Holding
from dateline.assess.indicators.known import Known
from dateline.assess.indicators.subject import Subject
from dateline.assess.outlook.outlook import PERIOD, Outlook, outlook
from dateline.assess.question import Question, understand
from dateline.corroborate.actor import Actor
from dateline.corroborate.called import known, plain
from dateline.corroborate.registry import Registry
from dateline.corroborate.told import About, Told
from dateline.errors import UsageError
from dateline.library import events as stored
from dateline.library import judged
from dateline.library.library import Library
from dateline.library.tables import event_parties, events, reports
from dateline.library.told import batches
from dateline.values import Anchor, Event
from dateline.work.filters import Asked, Filters, filters, is_there
from dateline.work.who import meant
from dateline.work.who_kept import registry_of


class Evidence(Struct, frozen=True):
    """What the library holds of an actor: its events with their claims, sentences by claim, the day of each report at
    hand, and the letters of outlets."""

    subject: Subject
    events: tuple[Known, ...]
    sentences: dict[tuple[Anchor, str], str]
    published: dict[str, str | None]
    grades: dict[str, str]

    def quote(self, told: Told) -> str | None:
        """The sentence of a claim."""
        return self.sentences.get((told.anchor, told.claim.id))

    def grade(self, outlet: str) -> str:
        """The letter of an outlet, F where nobody graded it."""
        return self.grades.get(judged.folded(outlet), "F")


def fares(library: Library, actor: str, asked: Asked) -> Outlook:
    """The outlook of ``actor``. ``asked.actor``: only events with that one too. Raises UsageError for a name that
    stands for nothing, or a filter that cannot be understood."""
    with library.reading(frozen=True) as connection:
        who = registry_of(library, connection, whole=True)
        wanted = filters(asked, who, connection)
        found = evidence(connection, _named(actor, who), who, wanted)
        since, until = (None if d is None else date.fromisoformat(d) for d in (wanted.since, wanted.until))
        # Who is who is looked up in the library as names come up: not before all is said may it be closed.
        return outlook(
            found.subject, found.events, since, until, reports=found.published, quote=found.quote, grades=found.grade
        )


class Answered(Struct, frozen=True):
    """A question as it was understood, with its answer: an outlook, or who holds the place."""

    question: Question
    outlook: Outlook | None = None
    holdings: tuple[Holding, ...] = ()


def ask(library: Library, text: str, asked: Asked) -> Answered:
    """The answer to a plain question. Raises UsageError for a question that cannot be answered, with those that can."""
    with library.reading(frozen=True) as connection:
        who = registry_of(library, connection)
        question = understand(text, lambda name: who.resolve(name) is not None)
    if question.actor is not None:
        return Answered(question, fares(library, question.actor, _until(asked, question)))
    from dateline.work.control import control

    on = question.until if asked.since is None and asked.until is None else None
    found = tuple(control(library, replace(asked, place=question.place), on))
    if not found:
        raise UsageError(f"no report in the library says who holds {question.place}; dateline control lists the places")
    return Answered(question, holdings=found)


def _until(asked: Asked, question: Question) -> Asked:
    return replace(asked, until=question.until) if asked.until is None and question.until is not None else asked


def _named(name: str, who: Registry) -> Actor:
    try:
        return meant(name, who)
    except UsageError as error:
        raise UsageError(str(error).removeprefix("--actor ")) from error


def evidence(connection: Connection, actor: Actor, who: Registry, wanted: Filters) -> Evidence:
    """What the library holds of an actor, as people judged it; filters other than the period leave events out."""
    subject = Subject(actor.name, actor.id, keys_of(who))
    names = {plain(name.name) for name in who.names(actor)} | {plain(actor.name)}
    chosen = {event.id: event for event in _events(connection, subject, names, wanted)}
    named = {anchor.report for event in chosen.values() for anchor in event.claims}
    told: dict[Anchor, list[Told]] = {}
    sentences: dict[tuple[Anchor, str], str] = {}
    for _, reading in judged.readings(connection, frozenset(named), words=False) if named else ():
        report = reading.report
        of = About(report.id, report.publisher, report.url, report.published)
        for claim in reading.claims:
            if (wanted.types and claim.type not in wanted.types) or (
                wanted.statuses and claim.status not in wanted.statuses
            ):
                continue
            anchor = Anchor(reading.report.id, claim.trigger.start, claim.trigger.end)
            told.setdefault(anchor, []).append(Told(anchor, claim, of))
            sentences[anchor, claim.id] = reading.report.text[claim.sentence.start : claim.sentence.end]
    return Evidence(
        subject,
        tuple(_known(event, told) for _, event in sorted(chosen.items())),
        sentences,
        {row.id: row.published for row in connection.execute(select(reports.c.id, reports.c.published))},
        {name: grade.grade for name, grade in judged.grades(connection).items()},
    )


def _known(event: Event, told: dict[Anchor, list[Told]]) -> Known:
    return Known(event, tuple(one for anchor in event.claims for one in told.get(anchor, ())))


def keys_of(who: Registry) -> Callable[[str], str]:
    """One key for all names of an actor, as the library's registry has it."""

    @lru_cache(maxsize=20_000)
    def key(name: str) -> str:
        actor = who.resolve(name)
        return actor.id if actor is not None else known(name)

    return key


def _events(connection: Connection, subject: Subject, names: Collection[str], wanted: Filters) -> Iterator[Event]:
    """The events of the period, or told of near it, in which the actor takes part. Where no beginning is asked for
    the 26 weeks before the end, or before the last report, are enough."""
    columns = (events.c.body, events.c.country, events.c.latitude, events.c.longitude)
    last = connection.scalar(select(func.max(reports.c.published)))
    query = select(*columns).where(*_period(wanted, last))
    if wanted.credibility is not None:
        query = query.where(events.c.credibility <= wanted.credibility)
    for part in batches(_with(connection, subject, names)):
        for body, country, latitude, longitude in connection.execute(query.where(events.c.id.in_(part))):
            event = stored.event_of(body)
            parties = (*event.actors, *event.recipients)
            if not subject.among(parties) or not is_there(wanted, country, latitude, longitude):
                continue
            if wanted.actor is None or any(wanted.actor.id == (p.id or subject.who(p.name)) for p in parties):
                yield event


def _period(wanted: Filters, last: str | None) -> list[ColumnElement[bool]]:
    """``last``: the day of the last report, before which no period ends by itself."""
    end = wanted.until or last
    first = wanted.since or (_before(end) if end is not None else None)
    day, known_on = events.c.latest, events.c.published
    found: list[ColumnElement[bool]] = []
    if first is not None:
        found.append((day >= first) | (day.is_(None) & ((known_on >= first) | known_on.is_(None))))
    if wanted.until is not None:
        found.append(events.c.earliest.is_(None) | (events.c.earliest <= wanted.until))
    return found


def _before(end: str) -> str:
    return (date.fromisoformat(end) - timedelta(7 * PERIOD)).isoformat()


def _with(connection: Connection, subject: Subject, names: Collection[str]) -> set[str]:
    """The ids of all events with a party that may be the actor: known to be it, or with one of its names in it."""
    padded = tuple(f" {name} " for name in sorted(names))
    keys = connection.scalars(select(event_parties.c.key).distinct())
    meant = [key for key in keys if key == subject.id or any(name in f" {key} " for name in padded)]
    found = set(connection.scalars(select(event_parties.c.event).where(event_parties.c.id == subject.id)))
    for part in batches(meant):
        found.update(connection.scalars(select(event_parties.c.event).where(event_parties.c.key.in_(part))))
    return found
