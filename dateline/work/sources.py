"""``dateline sources``: who says what the library knows, one row each, with people's grade and the track record."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping

from msgspec import Struct
from msgspec.structs import replace
from sqlalchemy import Connection, select

from dateline.assess.attention import bit
from dateline.corroborate.outlets import UNKNOWN, label, outlets
from dateline.corroborate.registry import Registry
from dateline.corroborate.source_keys import SourceKey, of_outlet, of_source
from dateline.corroborate.told import About
from dateline.corroborate.track_record import Record, record
from dateline.library import events as stored
from dateline.library import judged
from dateline.library.judged import Grade, folded
from dateline.library.library import Library
from dateline.library.parts import OUTLET, Part, events_by_claim
from dateline.library.tables import events, reports
from dateline.library.told import batches
from dateline.read.actors import by_id
from dateline.values import Anchor, Event, SourceKind
from dateline.work.claim_filters import claims_with, wanted_parts, who
from dateline.work.filters import Asked, Filters, filters
from dateline.work.who_kept import registry_of

_OUTLET: SourceKind = "media"


class SourceRow(Struct, frozen=True):
    """A source. ``claims_as_outlet``: in its reports; ``claims_cited``: that others' reports give on its word;
    ``reliability``: A to F by the Admiralty code, F until someone has graded it; the track record counts events.
    ``first``, ``last``: days of publication of the reports with a word of it. ``named`` is false for what stands for
    all unnamed sources of an outlet, or for all private persons (and others who are not known to be one across reports)
    that it names."""

    id: str
    name: str
    kind: SourceKind
    named: bool
    claims_as_outlet: int
    claims_cited: int
    reports: int
    outlets: int
    reliability: str
    graded_by: str | None
    graded_at: str | None
    note: str | None
    events: int
    corroborated: int
    contradicted: int
    alone: int
    first: str | None
    last: str | None


class _Tally:
    """What is known of one source so far."""

    def __init__(self, key: SourceKey) -> None:
        self.key = key
        self.names: Counter[str] = Counter()
        self.kinds: Counter[SourceKind] = Counter()
        self.as_outlet: set[tuple[str, int]] = set()
        self.cited: set[tuple[str, int]] = set()
        self.outlets: set[str] = set()
        self.days: set[str] = set()
        self.said: dict[str, set[Anchor]] = {}

    def add(self, part: Part, name: str, kind: SourceKind, outlet: str, event: str | None, cited: bool) -> None:
        self.names[" ".join(name.split())] += 1
        self.kinds[kind] += 1
        (self.cited if cited else self.as_outlet).add((part.report, part.number))
        self.outlets.add(outlet)
        if part.published is not None:
            self.days.add(part.published)
        if event is not None:
            self.said.setdefault(event, set()).add(Anchor(*part.anchor))

    def row(self, name: str, grade: Grade | None, track: Record) -> SourceRow:
        kind = min(self.kinds, key=lambda kind: (-self.kinds[kind], kind))
        claims = {*self.as_outlet, *self.cited}
        return SourceRow(
            id=self.key.id,
            name=name,
            kind=kind,
            named=self.key.is_one,
            claims_as_outlet=len(self.as_outlet),
            claims_cited=len(self.cited),
            reports=len({report for report, _ in claims}),
            outlets=len(self.outlets),
            reliability=grade.grade if grade else "F",
            graded_by=grade.who if grade else None,
            graded_at=grade.at if grade else None,
            note=grade.note if grade else None,
            events=track.events,
            corroborated=track.corroborated,
            contradicted=track.contradicted,
            alone=track.alone,
            first=min(self.days, default=None),
            last=max(self.days, default=None),
        )


def sources(library: Library, asked: Asked) -> list[SourceRow]:
    """The sources of the claims that are asked for, those with the most claims first; where an actor is named, of the
    claims that it takes part in. Raises UsageError for a name that stands for nothing."""
    with library.reading(frozen=True) as connection:
        known = registry_of(library, connection, whole=True)
        found = _Sources(connection, known, filters(asked, known, connection))
        tallies = found.tallied()
        grades = judged.grades(connection)
        wanted = {event for tally in tallies if tally.key.is_one for event in tally.said}
        of = _events(connection, wanted)
    rows = [_row(tally, found, grades, of) for tally in tallies]
    return sorted(rows, key=lambda row: (-(row.claims_as_outlet + row.claims_cited), row.id))


class _Sources:
    """Puts together what each source says."""

    def __init__(self, connection: Connection, known: Registry, wanted: Filters) -> None:
        self._connection, self._known, self._wanted = connection, known, wanted
        self._events = events_by_claim(connection, wanted.credibility)
        self._tallies: dict[SourceKey, _Tally] = {}
        acting = ("actor", "recipient") if wanted.actor is not None else ()
        self._parts = list(wanted_parts(connection, wanted, (*acting, "source", OUTLET), self._events))
        self._outlet_keys: dict[str, SourceKey] = {}
        self.shown: dict[str, str] = {}
        self._outlet_of: dict[str, str] = {}

    def tallied(self) -> list[_Tally]:
        """All sources of the wanted claims."""
        found = self._parts
        if self._wanted.actor is not None:
            acting = [part for part in found if part.role in ("actor", "recipient")]
            claims = claims_with(acting, self._wanted.actor, self._known)
            found = [part for part in found if (part.report, part.number) in claims]
        self._outlets()
        for part in found:
            if part.role == "source":
                self._cite(part)
            elif part.role == OUTLET:
                self._carry(part)
        return list(self._tallies.values())

    def _outlets(self) -> None:
        """Which report is whose, over the whole library, so that a filter changes no outlet's name."""
        every = {
            row.id: About(row.id, row.publisher, row.url)
            for row in self._connection.execute(select(reports.c.id, reports.c.publisher, reports.c.url))
        }
        for part in self._parts:
            if part.role == OUTLET:  # as judged
                every[part.report] = About(part.report, part.publisher, part.url)
        self._outlet_of = outlets(every.values(), self._key)
        names: dict[str, Counter[str]] = {}
        for one in every.values():
            names.setdefault(self._outlet_of[one.report], Counter())[label(one) or UNKNOWN] += 1
        self.shown = {key: min(of, key=lambda name: (-of[name], name)) for key, of in names.items()}

    def _key(self, name: str) -> str:
        actor = self._known.resolve(name)
        return actor.id if actor is not None else folded(name)

    def _cite(self, part: Part) -> None:
        actor = who(self._known, part) if part.named else None
        outlet = self._outlet_of[part.report]
        key = of_source(part.name, part.kind, part.named, actor, outlet, part.claim["country"])
        if key != self._of(outlet):
            name = actor.name if actor is not None else part.name
            self._add(key, part, name, part.kind or "unnamed", outlet, cited=True)

    def _carry(self, part: Part) -> None:
        outlet = self._outlet_of[part.report]
        key = self._of(outlet)
        listed = by_id(key.key)
        self._add(key, part, self.shown[outlet], listed.source if listed else _OUTLET, outlet, cited=False)

    def _of(self, outlet: str) -> SourceKey:
        found = self._outlet_keys.get(outlet)
        if found is None:
            found = self._outlet_keys[outlet] = of_outlet(outlet, self._known.by_id(outlet))
        return found

    def _add(self, key: SourceKey, part: Part, name: str, kind: SourceKind, outlet: str, cited: bool) -> None:
        event = self._events.get(part.anchor)
        if key not in self._tallies:
            self._tallies[key] = _Tally(key)
        self._tallies[key].add(part, name, kind, outlet, event, cited)


def _row(tally: _Tally, found: _Sources, grades: Mapping[str, Grade], of: Mapping[str, Event]) -> SourceRow:
    key = tally.key
    if not key.is_one:
        what = "unnamed sources of" if key.group == "unnamed" else "others named by"
        return tally.row(f"{what} {found.shown[key.key]}", None, Record())
    name = min(tally.names, key=lambda name: (name.isupper(), -tally.names[name], name))
    given = [grades[folded(one)] for one in (*tally.names, key.id) if folded(one) in grades]
    grade = max(given, key=lambda one: one.at, default=None)
    track = record((of[event], own) for event, own in tally.said.items() if event in of)
    rest = len(tally.said) - track.events
    return tally.row(name, grade, replace(track, events=track.events + rest, alone=track.alone + rest))


def _events(connection: Connection, wanted: Iterable[str]) -> dict[str, Event]:
    """Those of some events that more than one independent source tells of, or that are disputed: of the others it is
    known unopened that a source that tells of them is alone."""
    columns = (events.c.sources, events.c.attention)
    not_alone = (columns[0] > 1) | (columns[1].op("&")(bit("contradicted")) != 0) | columns[0].is_(None)
    found = {}
    for part in batches(wanted):
        query = select(events.c.id, events.c.body).where(events.c.id.in_(part), not_alone)
        found.update({row.id: stored.event_of(row.body) for row in connection.execute(query)})
    return found
