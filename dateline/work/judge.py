"""Judgements on events, places, actors, reports and sources, and the taking back of any."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from difflib import get_close_matches
from typing import get_args

from dateline.corroborate.actor import SECTORS
from dateline.corroborate.actor_names import key
from dateline.corroborate.judgement import (
    About,
    ActorRelation,
    Different,
    Graded,
    Known,
    Letter,
    Named,
    Placed,
    Same,
    Spot,
    TakenBack,
)
from dateline.errors import UsageError
from dateline.library import bearing, events, judged, judgements
from dateline.library.judgements import Anchor, Judged
from dateline.values import Anchor as Words
from dateline.values import MentionKind
from dateline.work import anchors
from dateline.work.judging import Session
from dateline.work.places_by_id import place_of
from dateline.work.short_forms import day, point
from dateline.work.who import registry

UNKNOWN = "unknown"
PREFIX = 8
"""Characters of the id of a judgement or an event that must be given at least."""
LETTERS: tuple[str, ...] = get_args(Letter)
RELATIONS: tuple[str, ...] = get_args(ActorRelation)
_CLOSE = 3


def same(session: Session, given: Sequence[str]) -> None:
    """Says that claims, or all claims of events, tell of one event. ``given``: two or more anchors or event ids."""
    first, *others = [_side(session, one) for one in _several(given)]
    for number, other in enumerate(others):
        _pair(session, Same(one=first, other=other), given[0], given[number + 1])


def different(session: Session, given: Sequence[str]) -> None:
    """Says of claims, or of events, that no two of them tell of one event. Of an event and a claim in it: that the
    claim does not belong there."""
    sides = [_side(session, one) for one in _several(given)]
    for number, one in enumerate(sides):
        for behind, other in enumerate(sides[number + 1 :], number + 1):
            shared = set(one) & set(other)
            first = tuple(anchor for anchor in one if anchor not in shared or len(one) == 1)
            second = tuple(anchor for anchor in other if anchor not in shared or len(other) == 1)
            _pair(session, Different(one=first, other=second), given[number], given[behind])


def _several(given: Sequence[str]) -> Sequence[str]:
    if len(given) < 2:
        raise UsageError("give two anchors or events, or more: REPORT:START-END, or an id that dateline events shows")
    return given


def _pair(session: Session, says: Same | Different, one: str, other: str) -> None:
    if not says.one or not says.other or says.one == says.other:
        raise UsageError(f"{one} and {other} are one and the same")
    first, second = says.one[0], says.other[0]
    session.say(says, Anchor(first.report, first.start, first.end), Anchor(second.report, second.start, second.end))


def _side(session: Session, given: str) -> tuple[Words, ...]:
    """The telling words of an anchor, or of all claims of an event."""
    if not anchors.is_anchor(given):
        return _event(session, given)
    _, claims = anchors.find_claims(session.connection, given)
    if not any(not entry.is_out for entry in claims):
        raise UsageError(f"{given}: no claim stands there; {anchors.HOW}")
    return (Words(*claims[0].telling),)


def _event(session: Session, given: str) -> tuple[Words, ...]:
    """The telling words of an event, by its id, the beginning of it, or an id that it had before."""
    found = events.find_event(session.connection, given.lower()) if len(given) >= PREFIX and given.isalnum() else []
    if len(found) != 1:
        what = "begins the ids of several events" if found else "is no event"
        raise UsageError(f"{given!r} {what}: give an id that dateline events shows, or {anchors.FORM}")
    return tuple(Words(*anchor) for anchor in events.anchors_of(session.connection, found)[found[0]])


def fix_place(
    session: Session,
    given: str,
    geonames: str | None = None,
    at: str | None = None,
    radius_km: float | None = None,
    unresolved: bool = False,
    everywhere: bool = False,
) -> None:
    """Says where words lie: at the place of a GeoNames id, at a point, or nowhere that is known."""
    if (geonames is not None) + (at is not None) + unresolved != 1:
        raise UsageError("say where it is, in one way: --id GEONAMES, --at LAT,LON or --unresolved")
    if radius_km is not None and at is None:
        raise UsageError("--radius goes with --at: a GeoNames id has its own")
    place = anchors.find(session.connection, given, any_of_them=everywhere)
    spot: Spot | None = None
    if geonames is not None:
        spot = place_of(geonames)
    elif at is not None:
        spot = point(at, radius_km)
    session.say(Placed(spot=spot, everywhere=everywhere), Anchor(place.report, place.start, place.end, "place"))


def name_words(session: Session, given: str, name: str | None, id_: str | None) -> None:
    """Says whom words of a report stand for."""
    place = anchors.find(session.connection, given)
    if name is None and id_ is not None:
        from dateline.corroborate.registry import Registry

        actor = Registry().by_id(id_)
        if actor is None:
            raise UsageError(
                f"--id {id_}: no such actor; dateline actors shows them, and --name gives a new one's name"
            )
        name = actor.name
    if not name or not name.strip():
        raise UsageError("say whom these words stand for: --name NAME, --id ACTOR or both")
    session.say(Named(name=name.strip(), id=id_), Anchor(place.report, place.start, place.end, "actor"))


def describe_actor(session: Session, actor: str, facts: Sequence[tuple[ActorRelation, str]]) -> None:
    """Says what holds of an actor, named by an id or a name, in all reports."""
    actor = " ".join(actor.split())
    if not actor or not facts:
        raise UsageError("say what holds of the actor: --same-as, --name, --kind, --part-of … (--help lists all)")
    for relation, value in facts:
        value = " ".join(value.split())
        known = {"kind": get_args(MentionKind), "sector": sorted(SECTORS)}.get(relation, ())
        if relation == "sector":
            value = value.upper()
        if not value or (known and value not in known):
            raise UsageError(f"--{relation} {value}: give " + (f"one of {', '.join(known)}" if known else "a name"))
        if relation == "country":
            value = _country(value)
        if value.casefold() == actor.casefold() and relation not in ("name", "kind", "sector", "country"):
            raise UsageError(f"--{relation} {value}: that is the actor itself")
        session.say(Known(actor=actor, relation=relation, value=value), subject=actor)


def _country(code: str) -> str:
    from dateline.locate.sources import read_table

    if code.upper() not in {row["country"] for row in read_table("countries.csv")}:
        raise UsageError(f"--country {code}: give a country's code of two letters, as in SY")
    return code.upper()


def fix_report(session: Session, given: str, date: str | None, publisher: str | None) -> None:
    """Says when, or by whom, a report was published; ``unknown`` for what nobody knows. Its id and text stay."""
    machine, _ = anchors.current(session.connection, given)
    if date is None and publisher is None:
        raise UsageError("say what is to be changed: --date YYYY-MM-DD, --publisher NAME or both")
    report, end = machine.report.id, len(machine.report.text)
    if date is not None:
        value = None if date == UNKNOWN else day(date)
        session.say(About(field="published", value=value), Anchor(report, 0, end, "published"))
    if publisher is not None:
        name = " ".join(publisher.split())
        if not name:
            raise UsageError(f"--publisher is empty: give a name, or {UNKNOWN}")
        value = None if name == UNKNOWN else name
        session.say(About(field="publisher", value=value), Anchor(report, 0, end, "publisher"))


def grade(session: Session, source: str, letter: str) -> None:
    """Grades a source. Raises UsageError for one that no report and no claim names."""
    letter = letter.upper()
    if letter not in LETTERS:
        raise UsageError(
            f"{letter!r} is no grade: give A (completely reliable) to E (unreliable), or F (cannot be judged)"
        )
    by_name = {judged.folded(name): name for name in sorted(judged_names(session), reverse=True)}
    known = by_name.get(judged.folded(source)) or _name_of_actor(session, source, by_name.values())
    if known is None:
        near = _near(judged.folded(source), by_name)
        hint = f"did you mean {' or '.join(near)}?" if near else "dateline sources lists them"
        raise UsageError(f"{source!r}: no report is from, and no claim by, a source of that name; {hint}")
    session.say(Graded(source=known, grade=letter), subject=known)  # type: ignore[arg-type]


def _name_of_actor(session: Session, source: str, named: Iterable[str]) -> str | None:
    """A name of the same actor under which it is a source here."""
    of = registry(session.connection, whole=True)
    actor = of.by_id(source) or of.resolve(source)
    if actor is None or key(source) not in {key(actor.id), *(key(name.name) for name in of.names(actor))}:
        return None  # a spokesman of it is another source
    found = ((name, of.resolve(name)) for name in sorted(named))
    return next((name for name, one in found if one is not None and one.id == actor.id), None)


def _near(source: str, by_name: dict[str, str]) -> list[str]:
    """Names that hold all its words, else those spelt like it."""
    words = set(source.split()) - {"the"}
    holding = sorted((name for name in by_name if words and words <= set(name.split())), key=lambda n: (len(n), n))
    return [by_name[name] for name in (holding or get_close_matches(source, by_name, _CLOSE))[:_CLOSE]]


def judged_names(session: Session) -> Iterable[str]:
    """All outlets and sources that can be graded, and those that were."""
    graded = (one.source for one in judged.grades(session.connection).values())
    return {*bearing.source_names(session.connection), *graded}


def take_back(session: Session, given: Sequence[str]) -> None:
    """Takes judgements back, by their ids or the beginnings of them. One that takes another back can be taken back too:
    then that one holds again."""
    for one in given:
        found = find_judgement(session, one)
        by = judgements.taken_back(session.connection).get(found.id)
        if by is not None:
            raise UsageError(
                f"{one}: was taken back already, by {by[:PREFIX]}; dateline judge undo {by[:PREFIX]} restores it"
            )
        anchor, other = found.judgement.anchor, found.judgement.other
        session.say(TakenBack(), anchor, other, found.judgement.subject, retracts=found.id)


def find_judgement(session: Session, given: str) -> Judged:
    """The judgement whose id begins so. Raises UsageError where there is none, or several."""
    if len(given) < PREFIX or not given.isalnum():
        raise UsageError(f"{given!r} is no judgement: give {PREFIX} characters or more of its id (dateline judge list)")
    found = judgements.begin_with(session.connection, given.lower())
    if len(found) != 1:
        what = "several judgements begin so; give more of the id" if found else "there is no such judgement"
        raise UsageError(f"{given}: {what} (dateline judge list shows them)")
    return found[0]
