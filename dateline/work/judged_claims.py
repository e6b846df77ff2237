"""The claims of a report with the anchors by which they are judged, and what was made of them."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

from dateline.corroborate.corrected import Entry
from dateline.library.library import Library
from dateline.values import Anchor, Claim, Report
from dateline.work import wording
from dateline.work.anchors import claims_of, current, shown

State = Literal["found", "accepted", "corrected", "added", "rejected"]
_SHORT = 8
_WIDTH = 60


class Standing(Struct, frozen=True):
    """A claim of a report. ``anchor`` is what judge takes; ``state``: as the machine ``found`` it, or what people made
    of it; ``claim`` as it stands now."""

    anchor: str
    state: State
    claim: Claim


class Row(Struct, frozen=True):
    """A claim as a row for eyes."""

    anchor: str
    claim: str
    who: str
    where: str
    when: str
    status: str
    says: str
    state: str
    text: str


def standing(library: Library, given: str) -> list[tuple[Standing, Row]]:
    """The claims of the report whose id begins with ``given``, rejected ones too, in order of the text."""
    with library.reading() as connection:
        machine, seen = current(connection, given)
        found = claims_of(connection, machine)
    several = {e.telling for n, e in enumerate(found) for other in found[n + 1 :] if other.telling == e.telling}
    return [_both(seen.report, entry, entry.telling in several) for entry in found]


def state_of(entry: Entry) -> State:
    """What people made of a claim."""
    if entry.is_out:
        return "rejected"
    if not entry.is_machine:
        return "added"
    if entry.is_vouched:
        return "accepted"
    return "corrected" if entry.claim != entry.first or entry.own else "found"


def _both(report: Report, entry: Entry, is_shared: bool) -> tuple[Standing, Row]:
    state = state_of(entry)
    claim, (_, start, end) = entry.claim, entry.telling
    kind = claim.type if is_shared else None
    before, words, after = wording.quote(report.text, claim, _WIDTH)
    row = Row(
        anchor=f"{report.id[:_SHORT]}:{start}-{end}" + (f":{kind}" if kind else ""),
        claim=wording.kind(claim),
        who=wording.parties(claim),
        where=", ".join(map(wording.place, claim.places)),
        when=wording.when(claim.time) if claim.time else "",
        status=claim.status,
        says=wording.says(claim),
        state="" if state == "found" else state,
        text=f"{before}*{words}*{after}",
    )
    return Standing(shown(Anchor(report.id, start, end), kind), state, claim), row
