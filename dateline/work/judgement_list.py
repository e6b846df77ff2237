"""Judgements as they are listed: who said what of what, and whether it still holds."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any, Literal

from msgspec import Raw, Struct
from sqlalchemy import Connection

from dateline.corroborate.corrected import with_correction
from dateline.corroborate.judgement import (
    CLAIM,
    About,
    Accept,
    Add,
    Correct,
    Different,
    Graded,
    Known,
    Named,
    Placed,
    Reject,
    Same,
    Says,
    TakenBack,
)
from dateline.library import judged, judgements, queries
from dateline.library.judgements import Anchor, Judged
from dateline.library.library import Library
from dateline.values import Claim
from dateline.work import wording

State = Literal["in force", "superseded", "taken back", "erased"]
_SHORT = 8


class Listed(Struct, frozen=True):
    """A judgement. ``anchor`` and ``other``: report, span and field; ``subject``: a source or an actor; ``body``: what
    it says; ``note``: why; ``retracts``: the judgement that it takes back; ``state``: whether it holds, or a later one
    on the same thing does, or it was taken back, or its report was removed."""

    id: str
    at: str
    who: str
    kind: str
    state: State
    anchor: Anchor | None
    other: Anchor | None
    subject: str | None
    body: Raw | None
    note: str | None
    retracts: str | None


class Row(Struct, frozen=True):
    """A judgement as a row for eyes."""

    id: str
    at: str
    who: str
    kind: str
    on: str
    says: str
    state: str


class Wanted(Struct, frozen=True):
    """Which judgements are listed: by the beginning of a report's id, by who made them, their kind, and whether only
    those in force."""

    report: str | None = None
    who: str | None = None
    kind: str | None = None
    in_force: bool = False


def listing(library: Library, wanted: Wanted) -> list[tuple[Listed, Row]]:
    """The judgements there are, in the order of their moments. One that takes another back is listed wherever that one
    is."""
    with library.reading() as connection:
        report = queries.find_report(connection, wanted.report) if wanted.report else None
        made = list(judgements.judgements_made(connection))
        states = _states(connection, made)
        chosen: set[str] = set()
        found = []
        for one in made:
            fits = _fits(one, wanted, report, states[one.id]) or (one.judgement.retracts in chosen)
            if fits and not (wanted.in_force and (states[one.id] != "in force" or one.judgement.retracts)):
                chosen.add(one.id)
                found.append((shown(one, states[one.id]), _row(one, states[one.id])))
        return found


def history_of(connection: Connection, bears: Callable[[Judged], bool]) -> tuple[Listed, ...]:
    """The judgements that bear on something, oldest first, with those that take one of them back."""
    made = list(judgements.judgements_made(connection))
    here: set[str] = set()
    for one in made:
        if one.judgement.retracts in here or (one.judgement.retracts is None and bears(one)):
            here.add(one.id)
    if not here:
        return ()
    states = _states(connection, made)
    return tuple(shown(one, states[one.id]) for one in made if one.id in here)


def told(made: Iterable[Judged]) -> list[tuple[Listed, Row]]:
    """Judgements just made."""
    return [(shown(one, "in force"), _row(one, "in force")) for one in made]


def _fits(one: Judged, wanted: Wanted, report: str | None, state: State) -> bool:
    named = (one.judgement.anchor, one.judgement.other)
    return (
        (report is None or report in [anchor.report for anchor in named if anchor is not None])
        and (wanted.who is None or judged.folded(one.judgement.who) == judged.folded(wanted.who))
        and (wanted.kind is None or one.judgement.kind == wanted.kind)
        and (not wanted.in_force or state == "in force")
    )


def shown(one: Judged, state: State) -> Listed:
    """A judgement as an object."""
    says, of = judged.says_of(one), one.judgement
    note = says.note if says is not None else None
    return Listed(one.id, one.at, of.who, of.kind, state, of.anchor, of.other, of.subject, of.body, note, of.retracts)


def _states(connection: Connection, made: list[Judged]) -> dict[str, State]:
    """What became of each. Of those that hold, the latest of a slot is in force; accepting a claim settles all that was
    said of it before."""
    dead = judgements.taken_back(connection)
    states: dict[str, State] = {}
    taken: set[Any] = set()
    for one in reversed(made):
        says = judged.says_of(one)
        if one.id in dead:
            states[one.id] = "taken back"
        elif says is None:
            states[one.id] = "erased"
        else:
            own, settled = _slots(one, says)
            states[one.id] = "superseded" if not taken.isdisjoint(own) else "in force"
            taken.update(settled)
    return states


def _slots(one: Judged, says: Says) -> tuple[list[Any], list[Any]]:
    """What supersedes a judgement: a later one that settles any of the first; and what it settles itself."""
    anchor = one.judgement.anchor
    words = (anchor.report, anchor.start, anchor.end) if anchor is not None else ()
    match says:
        case Accept() | Add():
            kind = says.of if isinstance(says, Accept) else says.claim.type
            return [(words, kind, CLAIM)], [(words, kind, CLAIM), (words, kind, "all")]
        case Reject():
            return [(words, says.of, CLAIM)], [(words, says.of, CLAIM)]
        case Correct():
            return [(words, says.of, says.field), (words, says.of, "all")], [(words, says.of, says.field)]
        case Same() | Different():
            slot: Any = ("pair", frozenset([says.one, says.other]))
        case Graded():
            slot = ("grade", frozenset([(judged.folded(says.source),)]))
        case Known():
            slot = _of_actor(says)
        case TakenBack():
            slot = ("retract", one.id)
        case Placed() | Named() | About():
            slot = (*words, one.judgement.kind, anchor.field if anchor is not None else None)
    return [slot], [slot]


def _of_actor(says: Known) -> tuple[str, frozenset[Any]]:
    """Of two names being one actor or not, of a bond holding or not the later word counts; so of each fact."""
    names = (judged.folded(says.actor), judged.folded(says.value))
    relation = says.relation.removeprefix("not-")
    if relation in ("same", "different"):
        return "actors", frozenset(names)
    return relation, frozenset([names if relation in ("part-of", "allied") else names[:1]])


def _row(one: Judged, state: State) -> Row:
    says = judged.says_of(one)
    what = _said(says, one) if says is not None else ""
    note = f" ({says.note})" if says is not None and says.note else ""
    return Row(one.id[:_SHORT], one.at[:19].replace("T", " "), one.judgement.who, one.judgement.kind,
               " ".join(_on(one)), what + note, state)  # fmt: skip


def _on(one: Judged) -> Iterator[str]:
    for anchor in (one.judgement.anchor, one.judgement.other):
        if anchor is not None:
            field = anchor.field if anchor.field not in (None, CLAIM) else ""
            yield f"{anchor.report[:_SHORT]}:{anchor.start}-{anchor.end}" + (f" {field}" if field else "")
    if one.judgement.subject is not None:
        yield one.judgement.subject


def _said(says: Says, one: Judged) -> str:
    match says:
        case Accept() | Add():
            return f"{wording.kind(says.claim)} “{says.claim.trigger.text}”: {wording.parties(says.claim)}"
        case Reject():
            return f"no {says.of}"
        case Correct():
            return _value(says)
        case Same() | Different():
            number = len(says.one) + len(says.other)
            return f"{'one event' if isinstance(says, Same) else 'not one event'}, {number} claims"
        case Placed():
            if says.spot is None:
                return "cannot be resolved"
            spot = says.spot
            where = spot.name or f"{spot.latitude:g}, {spot.longitude:g} ± {spot.radius_km:g} km"
            return f"{where}{f' ({spot.id})' if spot.id else ''}{', everywhere' if says.everywhere else ''}"
        case Named():
            return says.name + (f" ({says.id})" if says.id else "")
        case Known():
            return f"{says.relation} {says.value}"
        case About():
            return says.value or "unknown"
        case Graded():
            return says.grade
        case TakenBack():
            return f"takes back {(one.judgement.retracts or '')[:_SHORT]}"


def _value(says: Correct) -> str:
    """The new value, in the words in which tables put it."""
    claim: Claim = with_correction(says.claim, says)
    match says.field:
        case "actors" | "recipients" | "means":
            return ", ".join(map(wording.span, getattr(claim, says.field))) or "none"
        case "places":
            return ", ".join(map(wording.place, claim.places)) or "none"
        case "sources":
            return wording.says(claim) or "none"
        case "time":
            return wording.when(claim.time) if claim.time else "none"
        case "killed" | "injured" | "displaced" | "detained" | "force":
            return wording.number(claim.counts[says.field]) if says.field in claim.counts else "none"
        case "negated" | "aggregate" | "background":
            return "yes" if says.value else "no"
    return str(says.value or "none")
