"""How far a sign can be believed, and who says it: what the weight of its evidence rests on."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from dateline.assess.indicators.known import Sign
from dateline.assess.indicators.subject import Subject
from dateline.assess.indicators.table import TABLE
from dateline.corroborate.told import Told

CREDIBLE: Mapping[int, float] = {1: 0.95, 2: 0.85, 3: 0.65, 4: 0.35, 5: 0.1, 6: 0.5}
"""The share of events taken to be so, by credibility. The Admiralty code has words, no numbers; these lie within the
ranges in which the studies on it place its words (Samet 1975; Irwin and Mandel 2019), 6 (cannot be judged) half way."""
_PARTY = frozenset({"armed-group", "military", "government", "official"})
_INTERESTED = 0.7
"""What a party to the war says to its own advantage."""
_CONTESTED = 0.6
_POSSIBLE = 0.5
_PLANNED = 0.8


def outlet(one: Told) -> str:
    """Who published a claim, as far as is known; a report without publisher or address stands for itself."""
    return one.report.publisher or one.report.url or one.report.report


def belief(sign: Sign, subject: Subject) -> float:
    """The probability that what a sign says is so: by its credibility, lowered where other claims deny it, where only
    parties to the war say it to their advantage, where it is but possible, or where the reader was unsure."""
    share = CREDIBLE[credibility(sign)]
    if sign.known.event.disputed or sign.contrary:
        share *= _CONTESTED
    if all(interested(one, sign, subject) for one in sign.told):
        share *= _INTERESTED
    if sign.firmness in ("possible", "planned"):
        share *= _POSSIBLE if sign.firmness == "possible" else _PLANNED
    return share * read_right(sign)


def credibility(sign: Sign) -> int:
    """The credibility of a sign: its event's, save where the sign is that the event did not happen; that is not graded,
    so it cannot be judged."""
    return 6 if sign.firmness == "denied" else sign.known.event.credibility


def read_right(sign: Sign) -> float:
    """The probability that the reader got at least one of the claims right."""
    wrong = 1.0
    for one in sign.told:
        wrong *= 1.0 - min(max(one.claim.confidence, 0.0), 1.0)
    return 1.0 - wrong


def interested(one: Told, sign: Sign, subject: Subject) -> bool:
    """Whether a party to the war says it to its own advantage: the actor what speaks against its decline, any other
    armed or official body what speaks for it. Nobody is interested in what says neither."""
    if not one.claim.sources:
        return False
    side, nearest = TABLE[sign.indicator].side, one.claim.sources[0]
    if subject.meant(nearest):
        return side == "against"
    return side == "for" and nearest.kind in _PARTY


def outlets(sign: Sign, who: Callable[[str], str]) -> frozenset[str]:
    """The outlets that publish it."""
    return frozenset(who(outlet(one)) for one in sign.told)
