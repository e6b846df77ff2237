"""A second look at what found claims take over from other sentences: places, and who goes on speaking.

The network's heads lean on vectors that know the reports they were trained on, so what they make of plain facts is less
than these are worth on new reports: of places taken over from earlier sentences they missed three in four. Here a
logistic regression over facts alone (``place_facts``, ``source_facts``), joined with the network's score by weights
that were fitted on reports which neither had seen, says which places told before a claim takes over; another says who
in other sentences tells it, where neither the network nor the rules know a source.

The same for sources in the claim's own sentence, and for its own places, found no more than the network does.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from msgspec.structs import replace

from dateline.read.draft import Draft, PlacePhrase
from dateline.read.facts import Coded
from dateline.read.parts import MOST, Elsewhere, Ranked
from dateline.read.phrases import phrase
from dateline.read.place_facts import Past, Spots, place_facts, placed
from dateline.read.second_weights import SecondWeights
from dateline.read.source_facts import Speakers, Spoken, spoken_facts
from dateline.read.sources import SourceIndex
from dateline.values import PlaceRole

if TYPE_CHECKING:
    from dateline.read.learned import Found

NOT_OFFERED = -4.5
"""Score of what the network holds too unlikely to keep."""
LOOK_BACK = 12
_ROLE: dict[str, PlaceRole] = {"CONTROL": "held"}
"""The part that a place told before plays where the network does not say: "at" in all other types."""


class SecondLook:
    """Looks again at the claims of one report. ``found``: all of them, in order of the text."""

    def __init__(self, facts: Coded[int], sources: SourceIndex, found: Sequence[Found]) -> None:
        self.facts = facts
        self.sources = sources
        self.found = found
        self.spots = Spots(facts)
        self.past = Past([placed(facts, one.draft) for one in found])
        self.speakers = Speakers(facts, sources)
        self.ruled = [sources.heads(one.draft.trigger.start, one.draft.trigger.end) for one in found]
        self.spoken = [
            Spoken(one.draft.trigger.head, one.draft.sentence, frozenset(facts.name(head) for head, _ in ruled))
            for one, ruled in zip(found, self.ruled, strict=True)
        ]

    def drafts(self, weights: SecondWeights) -> list[Draft]:
        """The claims with the places and sources that are now the likeliest."""
        made = []
        for number, one in enumerate(self.found):
            draft = one.draft
            places = [p for p in draft.places if not p.inherited] + self._places(number, weights)
            if not places and one.ruled is not None:
                places = [p for p in one.ruled.places if p.inherited]  # "the appeal" takes up the one told before
            sources = draft.sources
            if not (sources or self.ruled[number] if sources is None else sources):
                sources = tuple(self._elsewhere(number, weights))
            made.append(replace(draft, places=tuple(places), sources=sources))
        return made

    def places(self, number: int) -> list[tuple[int, float, list[str]]]:
        """What the claim of a number may take over: nearest mention, the network's score, facts."""
        one = self.found[number]
        own = {self.facts.name(p.head) for p in one.draft.places if not p.inherited}
        lead = self._leads(_offered(one.ranked, bool(own)))
        return [
            (head, lead.get(name, NOT_OFFERED), facts)
            for name, head, facts in place_facts(self.spots, self.past, one.draft)
            if name not in own
        ]

    def elsewhere(self, number: int) -> list[tuple[int, list[str]]]:
        """Who in other sentences may say the claim of a number: word, facts."""
        one = self.found[number]
        low = self.facts.tree.bounds(one.draft.trigger.head)[0]
        first = number
        while first > 0 and self.found[first - 1].draft.trigger.head >= low:
            first -= 1
        before = self.spoken[max(0, first - LOOK_BACK) : first][::-1]
        return spoken_facts(self.speakers, before, one.draft, self.ruled[number])

    def _places(self, number: int, weights: SecondWeights) -> list[PlacePhrase]:
        one, opinion = self.found[number], weights.place
        roles = {self.facts.name(e.word): e.role for e in (*one.ranked.elsewhere.get("place", ()), *one.ranked.beside)}
        scored = sorted((-opinion.joined(score, facts), head) for head, score, facts in self.places(number))
        made = []
        for _, head in [s for s in scored if -s[0] > opinion.at][:MOST]:
            whole = phrase(self.facts.tree, head)
            role = roles.get(self.facts.name(head), _ROLE.get(one.draft.type, "at"))
            made.append(PlacePhrase(whole.start, whole.end, head, True, role, self.facts.tree.case(head)))
        return made

    def _elsewhere(self, number: int, weights: SecondWeights) -> list[tuple[int, int | None]]:
        opinion = weights.spoken
        scored = sorted((-opinion.log_odds(facts), j) for j, facts in self.elsewhere(number))
        made: list[tuple[int, int | None]] = [(j, None) for lead, j in scored if -lead > opinion.at]
        return made[:MOST]

    def _leads(self, offered: Sequence[Elsewhere]) -> dict[str, float]:
        return {self.facts.name(one.word): one.lead for one in reversed(offered)}


def _offered(ranked: Ranked, placed_here: bool) -> Sequence[Elsewhere]:
    return ranked.beside if placed_here else ranked.elsewhere.get("place", ())
