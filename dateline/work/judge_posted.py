"""Judgements as a program sends them: the commands of ``dateline judge`` as values, and what became of them.

Two people may look at the same thing at once. Whoever judges says what position of the log they have seen; if someone
else judged the same thing behind it nothing is stored, and they are told what that was."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated, Literal

from msgspec import Meta, Struct
from msgspec.structs import asdict

from dateline.corroborate.judgement import ActorRelation
from dateline.errors import ConflictError, UsageError
from dateline.library import judgements
from dateline.library.judgements import Judged
from dateline.library.library import Library
from dateline.library.log import read_head
from dateline.work import judge, judge_claims
from dateline.work.anchors import find_claims, is_anchor
from dateline.work.conflicts import Ground, behind, newer
from dateline.work.judgement_list import Listed, Wanted, listing, shown
from dateline.work.judging import Session, judging
from dateline.work.paging import page

Kind = Literal["accept", "reject", "correct", "same", "different", "place", "actor", "report", "grade"]
_SHORT = 8
Text = Annotated[str, Meta(max_length=4000)]
Name = Annotated[str, Meta(max_length=400)]


class Fact(Struct, frozen=True, forbid_unknown_fields=True):
    """What holds of an actor: that it is the ``same`` as another one, ``part-of`` one, its ``kind`` …"""

    relation: ActorRelation
    value: Name


class Posted(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A judgement to be made, in the words of ``dateline judge``. ``anchors``: REPORT:START-END[:TYPE] or
    REPORT:WORDS, for ``same`` and ``different`` also events. By kind: ``accept``, ``reject`` any number of anchors;
    ``correct`` one, with ``fields`` (FIELD=VALUE); ``same``, ``different`` two or more; ``place`` one, with ``id`` (of
    GeoNames), ``at`` (LAT,LON, with ``radius_km``) or ``unresolved``, and ``everywhere``; ``actor`` one, with ``name``
    or ``id``, or the ``actor`` with ``facts``; ``report`` with ``date`` or ``publisher`` (``unknown``: nobody knows);
    ``grade`` with ``source`` and ``grade``. ``seen``: the position of the log that the person has seen."""

    kind: Kind
    anchors: Annotated[tuple[Text, ...], Meta(max_length=500)] = ()
    fields: Annotated[tuple[Text, ...], Meta(max_length=40)] = ()
    id: Name | None = None
    at: Name | None = None
    radius_km: Annotated[float, Meta(gt=0, le=20_000)] | None = None
    unresolved: bool = False
    everywhere: bool = False
    actor: Name | None = None
    name: Name | None = None
    facts: Annotated[tuple[Fact, ...], Meta(max_length=40)] = ()
    report: Name | None = None
    date: Name | None = None
    publisher: Name | None = None
    source: Name | None = None
    grade: Name | None = None
    note: Text | None = None
    seen: Annotated[int, Meta(ge=0, le=2**31 - 1)] | None = None


class Made(Struct, frozen=True):
    """What came into the library; ``position``: of the log's end behind it, and behind what followed from it."""

    items: tuple[Listed, ...]
    position: int


class JudgementPage(Struct, frozen=True):
    """A page of judgements, the newest first. ``position``: of the log's end, so far all of this is seen."""

    items: tuple[Listed, ...]
    next: str | None
    total: int
    position: int


_BY_KIND: dict[Kind, frozenset[str]] = {
    "accept": frozenset({"anchors"}),
    "reject": frozenset({"anchors"}),
    "correct": frozenset({"anchors", "fields"}),
    "same": frozenset({"anchors"}),
    "different": frozenset({"anchors"}),
    "place": frozenset({"anchors", "id", "at", "radius_km", "unresolved", "everywhere"}),
    "actor": frozenset({"anchors", "name", "id", "actor", "facts"}),
    "report": frozenset({"report", "date", "publisher"}),
    "grade": frozenset({"source", "grade"}),
}


def post(library: Library, who: str, posted: Posted) -> Made:
    """Makes a judgement. Raises UsageError for one that cannot be applied, ConflictError where someone else judged the
    same behind ``posted.seen``; nothing is stored then."""
    _check(posted)
    with judging(library, who, posted.note) as session:
        try:
            _apply(session, posted)
        except UsageError:
            # It may be that it cannot be applied because of what someone else judged meanwhile.
            grounds = _grounds(session, posted.anchors) if posted.seen is not None else []
            _refuse(session, behind(session.connection, grounds, who, posted.seen or 0))
            raise
        refuse_stale(session, posted.seen)
    return made(library, session)


def made(library: Library, session: Session) -> Made:
    """What a finished session has made."""
    with library.reading() as connection:
        position = read_head(connection).position
    return Made(tuple(shown(one, "in force") for one in session.made), position)


def take_back(library: Library, who: str, given: str, note: str | None = None) -> Made:
    """Takes a judgement back, by its id or the beginning of it. Raises UsageError where there is none, ConflictError
    where it was taken back already."""
    with judging(library, who, note) as session:
        found = judge.find_judgement(session, given)
        by = judgements.taken_back(session.connection).get(found.id)
        if by is not None:
            other = judgements.judgement_of(session.connection, by)
            told = (shown(other, "in force"),) if other is not None else ()
            raise ConflictError(f"{given}: was taken back already, by {by[:_SHORT]}", told)
        judge.take_back(session, [found.id])
    return made(library, session)


def judgements_page(library: Library, wanted: Wanted, limit: int, given: str | None) -> JudgementPage:
    """The judgements there are. Raises UsageError for a report that is not there, or what is no cursor."""
    with library.reading() as connection:
        position = read_head(connection).position
    found = [one for one, _ in reversed(listing(library, wanted))]
    items, behind = page(found, lambda one: one.id, limit, given)
    return JudgementPage(tuple(items), behind, len(found), position)


def refuse_stale(session: Session, seen: int | None) -> None:
    """Raises ConflictError where someone else judged the same as this session behind a position."""
    if seen is None:
        return
    _refuse(session, newer(session.connection, session.made, seen))


def _refuse(session: Session, others: Sequence[Judged]) -> None:
    if others:
        dead = judgements.taken_back(session.connection)
        told = tuple(shown(one, "taken back" if one.id in dead else "in force") for one in others)
        by = " and ".join(sorted({one.judgement.who for one in others}))
        raise ConflictError(f"{by} judged the same since you looked at it: look again, then judge", told)


def _grounds(session: Session, anchors: Sequence[str]) -> list[Ground]:
    """What claims that were named are, whatever was to be said of them."""
    found: list[Ground] = []
    for one in anchors:
        if is_anchor(one):
            try:
                place, _ = find_claims(session.connection, one)
            except UsageError:
                continue  # told already
            found.append(Ground("claim", frozenset([place.anchor])))
    return found


def _check(posted: Posted) -> None:
    """Raises UsageError for parts that its kind does not have, and for characters that are no text."""
    given = {name for name, value in asdict(posted).items() if value not in (None, (), False)}
    odd = sorted(given - _BY_KIND[posted.kind] - {"kind", "note", "seen"})
    if odd:
        raise UsageError(f"a judgement of the kind {posted.kind} has no {odd[0]}")
    for value in _texts(posted):
        if "\0" in value:
            raise UsageError("there is a NUL character in it, which no text has")


def _texts(posted: Posted) -> list[str]:
    found = [*posted.anchors, *posted.fields, *(fact.value for fact in posted.facts)]
    return [*found, *(value for value in asdict(posted).values() if isinstance(value, str))]


def _apply(session: Session, posted: Posted) -> None:
    anchors = posted.anchors
    match posted.kind:
        case "accept":
            judge_claims.accept(session, _some(anchors))
        case "reject":
            judge_claims.reject(session, _some(anchors))
        case "correct":
            judge_claims.correct(session, _one(anchors), posted.fields)
        case "same":
            judge.same(session, anchors)
        case "different":
            judge.different(session, anchors)
        case "place":
            judge.fix_place(
                session, _one(anchors), posted.id, posted.at, posted.radius_km, posted.unresolved, posted.everywhere
            )
        case "actor":
            _actor(session, posted)
        case "report":
            judge.fix_report(session, _given("report", posted.report), posted.date, posted.publisher)
        case "grade":
            judge.grade(session, _given("source", posted.source), _given("grade", posted.grade))


def _actor(session: Session, posted: Posted) -> None:
    if posted.actor is None:
        if posted.facts:
            raise UsageError("facts go with an actor; of words of a report give name or id")
        judge.name_words(session, _one(posted.anchors), posted.name, posted.id)
        return
    if posted.anchors or posted.id is not None:
        raise UsageError("give either an actor with facts, or an anchor with name or id")
    named: list[tuple[ActorRelation, str]] = [("name", posted.name)] if posted.name is not None else []
    judge.describe_actor(session, posted.actor, [*named, *((fact.relation, fact.value) for fact in posted.facts)])


def _some(anchors: Sequence[str]) -> Sequence[str]:
    if not anchors:
        raise UsageError("give anchors: REPORT:START-END, or REPORT:WORDS")
    return anchors


def _one(anchors: Sequence[str]) -> str:
    if len(anchors) != 1:
        raise UsageError("give one anchor: REPORT:START-END, or REPORT:WORDS")
    return anchors[0]


def _given(name: str, value: str | None) -> str:
    if value is None:
        raise UsageError(f"give {name}")
    return value
