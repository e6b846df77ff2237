"""What events say of an actor: each event's claims vote, and the event counts for an indicator once."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from msgspec.structs import replace

from dateline.assess.indicators import placed
from dateline.assess.indicators.known import Firmness, Known, Sign
from dateline.assess.indicators.subject import Subject
from dateline.assess.indicators.table import Key
from dateline.assess.indicators.votes import Vote, votes
from dateline.assess.indicators.weeks import when
from dateline.corroborate.told import Told
from dateline.values import ClaimPlace

_FIRM: tuple[Firmness, ...] = ("actual", "denied", "planned", "possible")
_WEAKER: frozenset[Key] = frozenset({"strength-down", "losses", "hesitation", "defections"})
_Ballot = tuple[Told, Vote]


def signs(events: Iterable[Known], subject: Subject) -> list[Sign]:
    """All that ``events`` say of ``subject``, sorted. An event counts for an indicator where no more of its claims deny
    it than say it; a ``Sign`` names both. Background claims without a day of their own are left out, as are those
    whose sentence says the opposite on better grounds."""
    found = []
    for known in events:
        ballots: dict[Key, list[_Ballot]] = {}
        for one in known.told:
            if one.claim.background and (one.claim.time is None or one.claim.time.latest is None):
                continue
            for vote in votes(one.claim, subject):
                ballots.setdefault(vote.indicator, []).append((one, vote))
        found += [sign for key, cast in ballots.items() if (sign := _sign(key, known, cast)) is not None]
    return sorted(_once(_consistent(found)), key=lambda sign: sign.order)


def _sign(key: Key, known: Known, cast: Sequence[_Ballot]) -> Sign | None:
    yes = [(one, vote) for one, vote in cast if vote.yes]
    contrary = {one.anchor for one, vote in cast if not vote.yes}
    if not yes or len(contrary) > len({one.anchor for one, _ in yes}):
        return None
    told = tuple(sorted((one for one, _ in yes), key=lambda one: (one.anchor, one.claim.id)))
    firmness = min((vote.firmness for _, vote in yes), key=_FIRM.index)
    return Sign(key, known, told, len(contrary), firmness, _places(known, told), when(known.event, known.told))


def _places(known: Known, told: Iterable[Told]) -> tuple[ClaimPlace, ...]:
    found: dict[tuple[str, str], ClaimPlace] = {}
    for one in told:
        for place in placed.places(one.claim):
            found.setdefault(placed.key(place), place)
    if not found and known.event.place is not None:
        return (known.event.place,)
    resolved = {k: p for k, p in found.items() if p.latitude is not None}
    return tuple((resolved or found).values())


def _consistent(found: Sequence[Sign]) -> list[Sign]:
    """Without signs of strength that rest only on sentences which say the opposite, as the reader is surer."""
    surest: dict[tuple[str, int], tuple[float, bool]] = {}
    for sign in found:
        if sign.indicator in _WEAKER or sign.indicator == "strength-up":
            for one in sign.told:
                if one.claim.type == "STRENGTH":
                    at = one.anchor.report, one.claim.sentence.start
                    this = one.claim.confidence, sign.indicator != "strength-up"
                    surest[at] = max(surest.get(at, this), this)
    kept = []
    for sign in found:
        if sign.indicator in _WEAKER or sign.indicator == "strength-up":
            down = sign.indicator != "strength-up"
            ends = [surest.get((one.anchor.report, one.claim.sentence.start)) for one in sign.told]
            if all(end is not None and end[1] != down for end in ends):
                continue
        kept.append(sign)
    return kept


def _once(found: Sequence[Sign]) -> list[Sign]:
    """One sentence that says the same thing of the actor in two words ("afraid of sending") counts once: of signs of
    one
    indicator that rest on one sentence alone, and do not name different places, the one that the reader is surest of
    takes the claims of all."""
    kept: list[Sign] = []
    at: dict[tuple[Key, str, int], int] = {}
    for sign in sorted(found, key=lambda s: (-max(one.claim.confidence for one in s.told), s.order)):
        sentences = {(one.anchor.report, one.claim.sentence.start) for one in sign.told}
        report, start = min(sentences)
        spot = sign.indicator, report, start
        if len(sentences) == 1 and spot in at and _fit(kept[at[spot]], sign):
            first = kept[at[spot]]
            told = tuple(sorted((*first.told, *sign.told), key=lambda one: (one.anchor, one.claim.id)))
            kept[at[spot]] = replace(first, told=told, places=first.places or sign.places)
            continue
        if len(sentences) == 1:
            at.setdefault(spot, len(kept))
        kept.append(sign)
    return kept


def _fit(one: Sign, other: Sign) -> bool:
    keys = {placed.key(p)[0] for p in one.places}, {placed.key(p)[0] for p in other.places}
    return not keys[0] or not keys[1] or bool(keys[0] & keys[1])
