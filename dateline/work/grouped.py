"""The events of a library, kept up to date in its tables: what is added or judged changes only what it reaches.

The rows are a function of current claims and live judgements, and of what makes them (:func:`corroboration`), whatever
the order in which they came and whatever stood once; which pairs are scored and how groups follow is shared with
:class:`dateline.corroborate.grouping.Grouping`. Nothing is remembered between transactions but tales by their digests,
so any number of processes may write in turn."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from functools import cache, lru_cache

import numpy as np
from sqlalchemy import Connection, delete, select

from dateline.corroborate.candidates import Gate, Marks
from dateline.corroborate.event import event
from dateline.corroborate.glimpses import that_may_meet
from dateline.corroborate.grouping import FLOOR
from dateline.corroborate.growth import Near
from dateline.corroborate.judged import Constraints, at, constraints
from dateline.corroborate.judgement import Known
from dateline.corroborate.registry import Registry
from dateline.corroborate.scorer import Scorer
from dateline.corroborate.settle import Group, settled
from dateline.corroborate.sights import Sights, Sought
from dateline.corroborate.tale import Seen, Tale, event_id, packed, tale
from dateline.corroborate.telling import Anchor, Telling
from dateline.corroborate.told import Alike, Told, alike_by
from dateline.corroborate.traces import merged
from dateline.library import events, judged, told
from dateline.library.tables import derived as derived_tables
from dateline.library.tables import made_with
from dateline.library.told import Links, Score, Tales, batches
from dateline.library.writer import Writer
from dateline.values import Event
from dateline.work.fingerprint import corroboration

_REPORTS = 200
"""Reports whose pairs are scored at once."""
_NAME = "events"
_OWN = frozenset({"told", "traces", "near", "members", "events", "event_parties", "former", "made_with"})


def bring_up_to_date(writer: Writer, touched: frozenset[str]) -> None:
    """The step of ``dateline.work.derived``: the events that reports whose claims changed have a part in. A library
    whose events another version worked out is worked out as a whole."""
    connection = writer.connection
    version = corroboration()
    if not is_current(connection, version):
        for table in reversed(derived_tables()):
            if table.name in _OWN:
                connection.execute(delete(table))
        connection.execute(made_with.insert().values(name=_NAME, version=version))
        _Change(writer, None).run()
    else:
        _Change(writer, touched).run()


def sum_up(writer: Writer, reports: Collection[str]) -> None:
    """Makes the events again that these reports have a part in, of the claims that they have: where people have judged
    who is who. Those of another version are left to the next change."""
    connection = writer.connection
    if not is_current(connection, corroboration()):
        return
    groups = sorted(events.anchors_of(connection, set(events.anchors_in(connection, reports).values())).values())
    events.drop(connection, {event_id(group[0]) for group in groups})
    names = alike(connection).who
    for start in range(0, len(groups), _REPORTS):
        part = groups[start : start + _REPORTS]
        events.put(connection, list(events_made(connection, part)), names)
        writer.regrouped.update(anchor for group in part for anchor in group)


def is_current(connection: Connection, version: str) -> bool:
    """Whether the events are of that version."""
    return connection.scalar(select(made_with.c.version).where(made_with.c.name == _NAME)) == version


@cache
def scorer() -> Scorer:
    """The bundled scorer."""
    return Scorer.load()


def alike(connection: Connection) -> Alike:
    """Who is who, as far as events are made with it: by the shipped list of actors and by what people judged alone, so
    that an event does not depend on what other reports call whom."""
    said = judged.actor_judgements(connection)
    return _alike(said) if said else Alike()


@lru_cache(maxsize=4)
def _alike(said: tuple[Known, ...]) -> Alike:
    return alike_by(Registry(None, said))


@cache
def _tales() -> Tales:
    return Tales(seen_of)


def seen_of(tale: Tale | None, body: bytes = b"") -> Seen:
    """What a report tells, with what it is compared by, of a tale or of its bytes."""
    return Seen(tale, scorer().lexicon, body)


def scored(connection: Connection, fresh: Mapping[int, Seen]) -> dict[tuple[int, int], list[Score]]:
    """The scores that are kept, by the numbers of both reports, the smaller first: of the tellings of ``fresh``
    reports, with each other and with those of reports that are kept."""
    crossing = told.crossing(connection, merged(seen.traces for seen in fresh.values())) - fresh.keys()
    others = told.tales(connection, crossing, _tales())
    sights = Sights()
    at: list[int] = []
    tellings: list[Telling] = []
    every = [(number, one, own, its) for number in sorted(fresh) for one, own, its in fresh[number].sights]
    for those in (_met(connection, others, fresh), every):
        rows = sights.add([(own, its) for _, _, own, its in those])
        at += [number for number, _, _, _ in those]
        tellings += [one for _, one, _, _ in those]
    kept: dict[tuple[int, int], list[Score]] = {}
    for left, right in sights.pairs(rows):
        scores = scorer().scores_among(tellings, left, right)
        for i in np.flatnonzero(scores >= FLOOR).tolist():
            a, b = sorted((int(left[i]), int(right[i])), key=lambda row: (at[row], tellings[row].start))
            one, two = tellings[a], tellings[b]
            kept.setdefault((at[a], at[b]), []).append((one.start, one.end, two.start, two.end, int(scores[i])))
    return {both: sorted(found) for both, found in sorted(kept.items())}


def _met(
    connection: Connection, others: Mapping[int, Seen], fresh: Mapping[int, Seen]
) -> list[tuple[int, Telling, Marks, Gate]]:
    """What others tell that may meet something new, by number, with what of it does."""
    new = [[(own, its) for _, own, its in seen.sights] for seen in fresh.values()]
    sought = Sought(own for of in new for own, _ in of)
    order = sorted(others)
    found: list[tuple[int, Telling, Marks, Gate]] = []
    number = -1
    try:
        met = that_may_meet([others[number].glimpse for number in order], new)
        for number, places in zip(order, met, strict=True):
            for one, whole, its in map(others[number].sight, places):
                own = sought.of(whole)
                if own is not None:
                    found.append((number, one, own, its))
    except ValueError as error:
        raise told.damaged(connection, number, error) from error
    return found


def asked(connection: Connection, new: Collection[Anchor] = (), touched: Collection[str] = ()) -> Constraints:
    """What live judgements ask of the claims that stand: those in the library, but in ``touched`` reports the ``new``
    ones."""
    said = judged.samenesses(connection)
    if not said:
        return Constraints()
    reports = {report for one in said for report in (one.one[0], one.other[0])}
    standing: dict[str, list[Anchor]] = {}
    for anchor in (*events.anchors_in(connection, reports - set(touched)), *(a for a in new if a[0] in reports)):
        standing.setdefault(anchor[0], []).append(anchor)
    return constraints(said, standing)


def events_made(connection: Connection, groups: Collection[Group]) -> Iterator[tuple[Event, list[Told]]]:
    """The events that groups of claims come to, with these claims."""
    claims: dict[Anchor, list[Told]] = {}
    numbers = told.numbers_told(connection, {anchor[0] for group in groups for anchor in group})
    for part in batches(numbers.values()):
        for number, seen in told.tales(connection, part, _tales()).items():
            try:
                claims.update(seen.tale.told())
            except ValueError as error:
                raise told.damaged(connection, number, error) from error
    names = alike(connection)
    for group in groups:
        inside = [one for anchor in group for one in claims[anchor]]
        yield event(event_id(group[0]), inside, names), inside


class _Change:
    """One change of the library. ``touched``: the reports whose claims changed; None: everything is new."""

    def __init__(self, writer: Writer, touched: frozenset[str] | None) -> None:
        self.writer, self.connection = writer, writer.connection
        self.is_whole = touched is None
        self.touched = frozenset(told.all_reports(self.connection)) if touched is None else touched
        self.gone: dict[Anchor, str] = {}
        self.new: set[Anchor] = set()
        self.judged = Constraints()
        self.links = Links(self.connection)

    def run(self) -> None:
        before = events.anchors_in(self.connection, self.touched)
        told.forget(self.connection, told.numbers_told(self.connection, self.touched).values())
        standing = self._tell()
        self.new = set(standing)
        self.gone = {anchor: of for anchor, of in before.items() if anchor not in self.new}
        parted = events.anchors_of(self.connection, set(before.values()))
        left = {a for group in parted.values() for a in group if a not in self.gone}
        self.judged = asked(self.connection, self.new, self.touched)
        changed = self.new | left | self._ends()
        made = settled(changed, self, scorer().threshold, self.judged)
        self._write(made, parted)

    def _tell(self) -> list[Anchor]:
        """Keeps what the touched reports tell, with its scores; gives where their claims stand."""
        report = told.numbers(self.connection, self.touched)
        order = list(report)
        standing: list[Anchor] = []
        for start in range(0, len(order), _REPORTS):
            batch = order[start : start + _REPORTS]
            found = judged.readings(self.connection, frozenset(report[number] for number in batch))
            tales = {stored.position: tale(reading) for stored, reading in found}
            for one in tales.values():
                standing += one.anchors
            self._score(tales)
        return standing

    def _score(self, tales: Mapping[int, Tale]) -> None:
        fresh: dict[int, Seen] = {}
        for number in sorted(tales):
            seen = seen_of(tales[number])
            body = packed(tales[number], seen.glimpse)
            fresh[number] = _tales().get(body.digest) or _tales().put(body.digest, seen)
            told.keep(self.connection, number, body, fresh[number].traces)
        told.keep_scores(self.connection, scored(self.connection, fresh))

    def _ends(self) -> set[Anchor]:
        """Both ends of what was judged of touched reports."""
        pairs = (*self.judged.same, *self.judged.different)
        return {end for pair in pairs if any(a[0] in self.touched for a in pair) for end in pair}

    def near(self, anchors: Collection[Anchor]) -> Mapping[Anchor, Near]:
        """As ``Standing`` says."""
        return self.links.near(anchors)

    def grouped(self, anchors: Collection[Anchor]) -> Mapping[Anchor, Group]:
        """As ``Standing`` says."""
        if self.is_whole:
            return {}
        of = events.events_of(self.connection, anchors)
        groups = events.anchors_of(self.connection, set(of.values()))
        left = {event: tuple(a for a in group if a not in self.gone) for event, group in groups.items()}
        return {anchor: left[event] for anchor, event in of.items()}

    def inside(self, groups: Collection[Group]) -> Mapping[Anchor, Near]:
        """As ``Standing`` says."""
        return self.links.inside(groups)

    def _write(self, made: Iterable[Group], parted: Mapping[str, Group]) -> None:
        old = {} if self.is_whole else events.events_of(self.connection, [a for group in made for a in group])
        before = events.anchors_of(self.connection, set(old.values()))
        changed = [group for group in made if self._is_changed(group, before.get(old.get(group[0], "")))]
        self.writer.regrouped.update(anchor for group in changed for anchor in group)
        stay = {event_id(group[0]) for group in made} - {event_id(group[0]) for group in changed}
        events.drop(self.connection, {*before, *parted} - stay)
        for start in range(0, len(changed), _REPORTS):
            part = changed[start : start + _REPORTS]
            events.put(self.connection, list(events_made(self.connection, part)), alike(self.connection).who)
        if self.is_whole:
            events.moved(self.connection, events.replay(self.connection))
        else:
            self._lead_on(parted)

    def _is_changed(self, group: Group, before: Group | None) -> bool:
        return group != before or any(a[0] in self.touched for a in group)

    def _lead_on(self, parted: Mapping[str, Group]) -> None:
        """Ids of anchors that went lead to what tells of their event now: the words there, else the first left."""
        events.stand(self.connection, {event_id(anchor) for anchor in self.new})
        by_report: dict[str, list[Anchor]] = {}
        for anchor in self.new:
            by_report.setdefault(anchor[0], []).append(anchor)
        for report in sorted({anchor[0] for anchor in self.gone}):
            moves: dict[str, str | None] = {}
            for anchor in sorted(a for a in self.gone if a[0] == report):
                now = at(anchor, by_report)
                if now is None:
                    now = min((a for a in parted[self.gone[anchor]] if a not in self.gone), default=None)
                moves[event_id(anchor)] = event_id(now) if now else None
            self.writer.log(events.MOVED, report, moves)
            events.moved(self.connection, moves)
