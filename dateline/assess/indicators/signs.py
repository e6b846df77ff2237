"""What events say of an actor: each event's claims vote, and the event counts for an indicator once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import timedelta

from msgspec.structs import replace

from dateline.assess.indicators import placed
from dateline.assess.indicators.known import Firmness, Known, Sign
from dateline.assess.indicators.subject import Subject
from dateline.assess.indicators.table import Key
from dateline.assess.indicators.votes import Vote, votes
from dateline.assess.indicators.weeks import When, day, when
from dateline.corroborate.told import Told
from dateline.values import Anchor, ClaimPlace

_FIRM: tuple[Firmness, ...] = ("actual", "denied", "planned", "possible")
_WEAKER: frozenset[Key] = frozenset({"strength-down", "losses", "hesitation", "defections"})
_BY_PLACE: frozenset[Key] = frozenset({"places-held", "places-gained", "places-lost", "contested"})
_NEXT = timedelta(1)
_LITTLE = 0.3
_OPPOSED: tuple[tuple[Key, Key], ...] = (
    ("places-gained", "places-lost"),
    ("strength-up", "strength-down"),
)
_Ballot = tuple[Told, Vote]


def signs(events: Iterable[Known], subject: Subject) -> list[Sign]:
    """All that ``events`` say of ``subject``, sorted. An event counts for an indicator where no more of its claims deny
    it than say it; a ``Sign`` names both. Background claims without a day of their own are left out, as are those
    whose sentence says the opposite on better grounds."""
    found: list[Sign] = []
    for known in events:
        ballots: dict[Key, list[_Ballot]] = {}
        for one in known.told:
            if one.claim.background and (one.claim.time is None or one.claim.time.latest is None):
                continue
            for vote in votes(one.claim, subject):
                ballots.setdefault(vote.indicator, []).append((one, vote))
        own: list[Sign] = []
        for key, cast in ballots.items():
            own += _signs(key, known, cast)
        found += _one_side(own)
    return sorted(_once(_consistent(found)), key=lambda sign: sign.order)


def _signs(key: Key, known: Known, cast: Sequence[_Ballot]) -> Iterator[Sign]:
    """An event counts once for an indicator; where places change hands, once a place."""
    yes = [(one, vote) for one, vote in cast if vote.yes]
    contrary = {one.anchor for one, vote in cast if not vote.yes}
    if not yes or len(contrary) > len({one.anchor for one, _ in yes}):
        return
    firm = {_key(one): vote.firmness for one, vote in yes}
    told = tuple(sorted((one for one, _ in yes), key=_key))
    for places, those in _parted(key, known, told):
        firmness = min((firm[_key(one)] for one in those), key=_FIRM.index)
        yield Sign(key, known, those, len(contrary), firmness, places, _day(known, those))


def _day(known: Known, told: Sequence[Told]) -> When | None:
    """The day that the claims themselves give, the one that most of them do; else that of the event."""
    given = Counter(
        (one.claim.time.earliest or one.claim.time.latest, one.claim.time.latest)
        for one in told
        if one.claim.time is not None and one.claim.time.latest is not None
    )
    if given:
        first, last = min(given, key=lambda days: (-given[days], days[1] or "", days[0] or ""))
        earliest, latest = day(first), day(last)
        if earliest is not None and latest is not None:
            return When(min(earliest, latest), latest)
    return when(known.event, known.told)


def _key(one: Told) -> tuple[Anchor, str]:
    return one.anchor, one.claim.id


def _parted(
    key: Key, known: Known, told: tuple[Told, ...]
) -> Iterator[tuple[tuple[ClaimPlace, ...], tuple[Told, ...]]]:
    every = _places(known, told)
    if key not in _BY_PLACE or len(every) < 2:
        yield every, told
        return
    for place in every:
        yield (
            (place,),
            tuple(one for one in told if any(placed.key(p) == placed.key(place) for p in _places(known, (one,)))),
        )


def _places(known: Known, told: Iterable[Told]) -> tuple[ClaimPlace, ...]:
    """The places of claims; where they name none, those that other claims of the event name in the same sentences."""
    those = list(told)
    found = {placed.key(p): p for one in reversed(those) for p in reversed(placed.places(one.claim))}
    if not found:
        at = {(one.anchor.report, one.claim.sentence.start) for one in those}
        for one in known.told:
            if (one.anchor.report, one.claim.sentence.start) in at:
                for place in placed.places(one.claim):
                    found.setdefault(placed.key(place), place)
    resolved = {k: p for k, p in found.items() if p.latitude is not None}
    return tuple((resolved or found)[k] for k in sorted(resolved or found))


def _one_side(own: Sequence[Sign]) -> list[Sign]:
    """Of signs of one event that cannot both be true (one place gained and lost, the actor weaker and stronger), the
    one that more claims say, each as far as the reader is sure of it. The other stays only where reports say it that
    do not say the first, and not much fewer; either is counted against the other. What was held before it was lost
    is no news."""
    kept = list(own)
    for one, other in _OPPOSED:
        for first in [s for s in kept if s.indicator == one]:
            for second in [s for s in kept if s.indicator == other]:
                if first in kept and second in kept and _fit(first, second) and _same_days(first, second):
                    better, worse = sorted((first, second), key=lambda s: (-_weight(s), s.order))
                    kept[kept.index(better)] = replace(better, contrary=better.contrary + len(worse.told))
                    if _reports(worse) <= _reports(better) or _weight(worse) < _LITTLE * _weight(better):
                        kept.remove(worse)
                    else:
                        kept[kept.index(worse)] = replace(worse, contrary=worse.contrary + len(better.told))
    lost = [s for s in kept if s.indicator == "places-lost"]
    return [s for s in kept if s.indicator != "places-held" or not any(_fit(s, x) and _same_days(s, x) for x in lost)]


def _reports(sign: Sign) -> frozenset[str]:
    return frozenset(one.anchor.report for one in sign.told)


def _same_days(one: Sign, other: Sign) -> bool:
    """Whether two signs may be of one day or two days running: a place may be lost, and gained again a week later."""
    if one.when is None or other.when is None:
        return True
    return one.when.earliest <= other.when.latest + _NEXT and other.when.earliest <= one.when.latest + _NEXT


def _weight(sign: Sign) -> float:
    return sum(one.claim.confidence for one in sign.told)


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
            told = tuple(sorted((*first.told, *sign.told), key=_key))
            kept[at[spot]] = replace(first, told=told, places=first.places or sign.places)
            continue
        if len(sentences) == 1:
            at.setdefault(spot, len(kept))
        kept.append(sign)
    return kept


def _fit(one: Sign, other: Sign) -> bool:
    keys = {placed.key(p)[0] for p in one.places}, {placed.key(p)[0] for p in other.places}
    return not keys[0] or not keys[1] or bool(keys[0] & keys[1])
