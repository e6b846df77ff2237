"""Which events people have looked at: those of which a claim was judged, until something new comes to them."""

from __future__ import annotations

from sqlalchemy import Connection, func, select

from dateline.assess.attention import CAUSES, bit
from dateline.corroborate.judgement import Placed
from dateline.library import events as grouped
from dateline.library import judged
from dateline.library.judgements import Judged, live
from dateline.library.tables import members, reports
from dateline.library.told import batches

_ALL = sum(map(bit, CAUSES))
_OF_CLAIMS = ("accept", "add", "correct", "reject", "place")


def settled(connection: Connection) -> dict[str, int]:
    """The causes (as bits) that people have settled of events, by judgements that came after the last of their reports:
    all of them where a claim was accepted, corrected, rejected or added, that of the place where its place was told to
    be nowhere that is known."""
    said = [one for one in live(connection, _OF_CLAIMS) if one.judgement.kind != "place" or _is_nowhere(one)]
    if not said:
        return {}
    at = grouped.anchors_in(connection, {one.judgement.anchor.report for one in said if one.judgement.anchor})
    by_report: dict[str, list[tuple[tuple[str, int, int], str]]] = {}
    for anchor, event in at.items():
        by_report.setdefault(anchor[0], []).append((anchor, event))
    sentences = _sentences(connection, said)
    found: list[tuple[str, int, int]] = []
    for one in said:
        own = one.judgement.anchor
        for anchor, event in by_report.get(own.report, ()) if own is not None else ():
            nowhere = one.judgement.kind == "place"
            start, end = sentences.get(anchor, anchor[1:]) if nowhere else anchor[1:]
            if own is not None and own.start < end and start < own.end:
                found.append((event, one.position, bit("unresolved-place") if nowhere else _ALL))
    came = _came(connection, {event for event, _, _ in found})
    settled_bits: dict[str, int] = {}
    for event, position, bits in found:
        if came.get(event, 0) < position:
            settled_bits[event] = settled_bits.get(event, 0) | bits
    return settled_bits


def _sentences(connection: Connection, said: list[Judged]) -> dict[tuple[str, int, int], tuple[int, int]]:
    """Where the sentences of claims stand in reports of which people said that a place is nowhere that is known."""
    named = {one.judgement.anchor.report for one in said if one.judgement.anchor and _is_nowhere(one)}
    found: dict[tuple[str, int, int], tuple[int, int]] = {}
    for _, reading in judged.readings(connection, frozenset(named), words=False) if named else ():
        for claim in reading.claims:
            anchor = (reading.report.id, claim.trigger.start, claim.trigger.end)
            found[anchor] = claim.sentence.start, claim.sentence.end
    return found


def _is_nowhere(one: Judged) -> bool:
    says = judged.says_of(one)
    return isinstance(says, Placed) and says.spot is None


def _came(connection: Connection, of: set[str]) -> dict[str, int]:
    """Where in the log the last report of events came."""
    found: dict[str, int] = {}
    for part in batches(of):
        query = select(members.c.event, func.max(reports.c.position)).join(reports, reports.c.id == members.c.report)
        grouped_by = query.where(members.c.event.in_(part)).group_by(members.c.event)
        found.update({row[0]: row[1] for row in connection.execute(grouped_by)})
    return found
