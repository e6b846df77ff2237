"""Whether two people judged the same thing, neither knowing of the other: what a judgement is on, and when two meet."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from msgspec import Struct
from sqlalchemy import Connection, select

from dateline.corroborate.judgement import (
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
)
from dateline.library.bearing import base_of
from dateline.library.judged import folded, says_of
from dateline.library.judgements import Judged, judgement_of
from dateline.library.tables import judgements
from dateline.values import Anchor, Claim

_PARTS = ("places", "actors", "recipients")
"""Fields of a claim in which words stand that a judgement on a place or an actor is on."""


class Ground(Struct, frozen=True):
    """What a judgement is on: words of a report with a field of the claim there (None: all of it), or tellings, or a
    name of something. ``about`` tells these apart; ``wide`` is the claim's sentence, in which the words of its places
    and parties stand."""

    about: str
    anchors: frozenset[Anchor] = frozenset()
    field: str | None = None
    names: frozenset[str] = frozenset()
    wide: Anchor | None = None


def ground(one: Judged, connection: Connection) -> Ground | None:
    """What a judgement is on; of one that takes another back what that one is on. None once it was erased."""
    base = base_of(connection, one)
    says = says_of(base) if base is not None else None
    if base is None or says is None:
        return None
    own = base.judgement.anchor
    here = frozenset([Anchor(own.report, own.start, own.end)]) if own is not None else frozenset[Anchor]()
    match says:
        case Accept() | Add():
            return Ground("claim", here, wide=_sentence(own.report, says.claim) if own is not None else None)
        case Reject():
            return Ground("claim", here)
        case Correct():
            wide = _sentence(own.report, says.claim) if own is not None and says.field in _PARTS else None
            return Ground("claim", here, says.field, wide=wide)
        case Placed() | Named():
            return Ground("words", here, base.judgement.kind)
        case Same() | Different():
            return Ground("tellings", frozenset((*says.one, *says.other)))
        case Known():
            of_two = says.relation not in ("name", "kind", "sector", "country")
            names = (says.actor, says.value) if of_two else (says.actor,)
            return Ground("actor", field=None if of_two else says.relation, names=frozenset(map(folded, names)))
        case About():
            return Ground("report", here, says.field)
        case Graded():
            return Ground("source", names=frozenset([folded(says.source)]))
    return None


def _sentence(report: str, claim: Claim) -> Anchor:
    return Anchor(report, claim.sentence.start, claim.sentence.end)


def meet(one: Ground, other: Ground) -> bool:
    """Whether two judgements are on the same thing."""
    if {one.about, other.about} == {"claim", "words"}:
        claim, words = (one, other) if one.about == "claim" else (other, one)
        return claim.wide is not None and any(_overlap(claim.wide, anchor) for anchor in words.anchors)
    if one.about != other.about:
        return False
    if one.about == "tellings":
        return not one.anchors.isdisjoint(other.anchors)
    if one.names or other.names:
        return not one.names.isdisjoint(other.names) and one.field == other.field
    same = one.field == other.field or (one.about == "claim" and None in (one.field, other.field))
    return same and any(_overlap(a, b) for a in one.anchors for b in other.anchors)


def _overlap(one: Anchor, other: Anchor) -> bool:
    return one.report == other.report and one.start < other.end and other.start < one.end


def newer(connection: Connection, made: Iterable[Judged], seen: int) -> list[Judged]:
    """The judgements of others that came behind the position ``seen`` and are on what one of ``made`` is on, oldest
    first."""
    own = list(made)
    grounds = [on for one in own if (on := ground(one, connection)) is not None]
    mine = {one.id for one in own}
    who = own[0].judgement.who if own else ""
    return [one for one in behind(connection, grounds, who, seen) if one.id not in mine]


def behind(connection: Connection, grounds: Collection[Ground], who: str, seen: int) -> list[Judged]:
    """The judgements of others than ``who`` that came behind the position ``seen`` and are on one of ``grounds``,
    oldest first."""
    query = select(judgements.c.id, judgements.c.who).where(judgements.c.position > seen)
    found: list[Judged] = []
    for id_, by in connection.execute(query.order_by(judgements.c.position)).all() if grounds else ():
        other = judgement_of(connection, id_) if folded(by) != folded(who) else None
        theirs = ground(other, connection) if other is not None else None
        if other is not None and theirs is not None and any(meet(one, theirs) for one in grounds):
            found.append(other)
    return found
