"""An event as one plain sentence: on whose word, who did what to whom, where, when, how many, and how it is hedged.

The frame is that of one claim, the one that tells the event best, so that nobody is put beside a deed by another
sentence than the one that is quoted. What is no fact is never told in the words of one."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from dateline.assess.brief.plain import clean, inner, joined, short, tally, when
from dateline.assess.brief.values import Backing, Given
from dateline.assess.brief.verbs import Words, words
from dateline.assess.brief.voices import voice
from dateline.assess.indicators import placed
from dateline.values import Claim, ClaimPlace, Count, Event, Span, Status

HEDGED = {
    "planned": "was said to be planned",
    "requested": "was called for",
    "possible": "was told of as possible, not as a fact",
    "feared": "was feared or foretold",
    "hypothetical": "was spoken of as a case that might arise",
    "denied": "was said not to have happened",
    "asked": "was asked about, not told as a fact",
}
"""How an event is told that is not told as a fact, by its status."""
_COUNTED = {
    "killed": "killed: {}",
    "injured": "injured: {}",
    "displaced": "displaced: {}",
    "detained": "held or taken: {}",
    "force": "strength of a force: {}",
}
_PRONOUN = re.compile(
    r"(?:he|she|it|they|them|him|his|her|their|its|we|us|our|i|me|who|which|that|those|these|this|you|one|some|others|"
    r"all|both|many|most|each|none|any)",
    re.IGNORECASE,
)
_BARE = re.compile(r"[\d.,]+|(?:a|an|the)?\s*(?:dozens?|hundreds?|thousands?|scores?|two|three|four|five|six|seven|"
                   r"eight|nine|ten)", re.IGNORECASE)  # fmt: skip
_MOVES = frozenset({"RETREAT", "MOBILIZE", "DISPLACE", "AID", "CONSULT", "COERCE"})
"""Types of which a place may be where something goes to, comes from or passes."""
_INSIDE = frozenset({"settlement", "country", "admin1", "admin2", "region", "continent", "area", "island"})
_LONGEST_QUOTE = 420


def behind(given: Given) -> tuple[Backing, ...]:
    """The claims that say what the event's status says, the best first: of its type and mode, with most of what is
    known of it (place, day, numbers), surest read."""
    event = given.event

    def agrees(claim: Claim) -> bool:
        return denies(claim) if event.status == "denied" else status(claim) == event.status

    found = [one for one in given.told if agrees(one.claim)] or list(given.told)
    found.sort(key=lambda one: (one.claim.type != event.type, -_fits(one.claim, event), one.anchor, one.claim.id))
    return tuple(found)


def denies(claim: Claim) -> bool:
    """Whether a claim says that something did not happen."""
    return claim.status == "denied" or (claim.negated and claim.status == "actual")


def status(claim: Claim) -> Status:
    """The status of a claim, a negated fact being a denial."""
    return "denied" if denies(claim) else claim.status


def _fits(claim: Claim, event: Event) -> float:
    """How much of what is known of an event one claim tells."""
    time = claim.time
    numbers = sum(
        (count.low if count.low is not None else count.high) == event.counts[kind].best
        for kind, count in claim.counts.items()
        if kind in event.counts
    )
    return (
        (event.mode is None or claim.mode == event.mode)
        + (event.place is not None and any(placed.key(p) == placed.key(event.place) for p in claim.places))
        + (time is not None and event.earliest is not None and time.earliest == event.earliest)
        + 1.5 * min(numbers, 1)
        + 0.5 * bool(_names(claim.actors))
        - 1.0 * claim.background
        - 0.25 * (sum(s.inherited for s in (*claim.actors, *claim.recipients, *claim.places)) > 0)
        + 2.0 * claim.confidence
    )


def told(given: Given, called: Mapping[str, str]) -> str:
    """The sentence, with whom it is told by; ``called``: what places are called, by id or name."""
    best = behind(given)[0]
    return f"According to {voice(best)}, {happening(best.claim, called, given.event.place)}."


def happening(claim: Claim, called: Mapping[str, str], near: ClaimPlace | None = None) -> str:
    """What happened, or is said to, by one claim, without a full stop and without who says so. Of several places of
    the claim that which is ``near`` is told."""
    of = words(claim.type, claim.mode)
    actors = _names(claim.actors)
    others = [name for name in _names(claim.recipients) if name not in actors]
    if claim.type == "DISPLACE" and claim.mode in ("flee", "return", None):
        actors, others = ([], others) if claim.mode is None else (others, [])
    where = place(claim, called, near)
    if any(where.endswith(f"“{name}” (not found on the map)") for name in (*actors, *others)):
        where = ""
    if status(claim) == "actual":
        core = _fact(claim, of, actors, others, where)
    else:
        core = f"{_nominal(claim, of, actors, others, where)}{_then(claim)} {HEDGED[status(claim)]}"
    numbers = [_COUNTED[kind].format(shown) for kind, count in claim.counts.items() if (shown := counted(count))]
    total = ["a total over several events"] if claim.aggregate else []
    return "; ".join([core, *numbers, *total])


def together(given: Given, called: Mapping[str, str]) -> str:
    """What all claims of the event come to, where that is more or other than its statement tells; else empty."""
    event, claim = given.event, behind(given)[0].claim
    found = []
    at = event.place
    told_of = _place(claim, at)
    if at is not None and (told_of is None or placed.key(told_of) != placed.key(at)):
        found.append(where_called(at, called))
    when_ = when(event.earliest, event.latest, event.precision)
    if when_ and _then(claim).strip() != when_:
        found.append(when_)
    for kind, of in event.counts.items():
        own = claim.counts.get(kind)
        if (shown := tally(of)) and (own is None or counted(own) != shown):
            found.append(_COUNTED[kind].format(shown))
    return "; ".join(found)


def quote(given: Given) -> str:
    """The sentence of the claim that the statement is made from, cut where it is very long."""
    return short(behind(given)[0].sentence, _LONGEST_QUOTE)


def counted(count: Count) -> str:
    """A number as one claim gives it: "23", "20 to 30", "at least 33", "up to 24"; empty where it gives none."""
    low, high = count.low, count.high
    if low is None or high is None:
        return f"at least {low:,}" if low is not None else f"up to {high:,}" if high is not None else ""
    return f"{low:,}" if low == high else f"{low:,} to {high:,}"


def place(claim: Claim, called: Mapping[str, str], near: ClaimPlace | None = None) -> str:
    """Where, with its preposition: "in Kobane", "near Suluk", "from Ain Issa"; empty where the claim does not say."""
    at = _place(claim, near)
    if at is None:
        return ""
    return f"{_lead(at, at.role if claim.type in _MOVES else 'at')}{where_called(at, called)}"


def _place(claim: Claim, near: ClaimPlace | None) -> ClaimPlace | None:
    if near is not None:
        same = [p for p in claim.places if placed.key(p) == placed.key(near)]
        if same:
            return min(same, key=lambda p: (p.role != near.role, p.start))
    found = placed.places(claim) or claim.places
    return found[0] if found else None


def where_called(at: ClaimPlace, called: Mapping[str, str]) -> str:
    """The place's name with its relation; one that was not found on the map in quotation marks."""
    if at.latitude is None:
        return f"“{short(at.text)}” (not found on the map)"
    return short(placed.label(at, called.get(placed.key(at)[0])))


def _lead(at: ClaimPlace, role: str) -> str:
    if role in ("from", "to", "via"):
        return f"{role} "
    if at.latitude is None:
        return "at "
    if at.relation == "at":
        return "in " if at.feature in _INSIDE else "at "
    if at.relation in ("countryside-of",):
        return "in "
    return "on " if at.relation in ("road-to", "outskirts-of") else "at " if at.relation == "border-of" else ""


def _fact(claim: Claim, of: Words, actors: Sequence[str], others: Sequence[str], where: str) -> str:
    """In the active where the doer is known, else as a noun."""
    if claim.type == "CONTROL":
        return _control(claim, of, actors, others, where) + _then(claim)
    if not actors or (claim.type == "DISPLACE" and claim.mode is None):
        return f"there was {_nominal(claim, of, actors, others, where)}{_then(claim)}"
    did = of.did.replace("{r}", joined(others)) if others else of.alone
    return " ".join(filter(None, [joined(actors), did, where])) + _then(claim)


def _control(claim: Claim, of: Words, actors: Sequence[str], others: Sequence[str], where: str) -> str:
    if claim.mode == "loses":  # who freed it is the actor, who lost it the other; alone, the one named lost it
        losers, winners = (others, actors) if others else (actors, [])
        if not losers:
            return f"there was {_nominal(claim, of, actors, others, where)}"
        return f"{joined(losers)} lost control {_of(where)}" + (f" to {joined(winners)}" if winners else "")
    if not actors:
        return f"there was {_nominal(claim, of, actors, others, where)}"
    held = _of(where).removeprefix("of ")
    did = of.did if others and "{r}" in of.did else of.alone
    return f"{joined(actors)} {did.replace('{p}', held).replace('{r}', joined(others))}"


def _of(where: str) -> str:
    """A place as what is held: "in Kobane" → "of Kobane"."""
    if not where:
        return "of a place not named"
    for lead in ("in ", "at ", "on "):
        if where.startswith(lead):
            return "of " + where.removeprefix(lead)
    return f"of a place {where}"


def _nominal(claim: Claim, of: Words, actors: Sequence[str], others: Sequence[str], where: str) -> str:
    parts = [of.noun]
    if claim.type == "CONTROL":
        parts.append(_of(where))
        where = ""
    if others and of.to:
        parts.append(f"{of.to} {joined(others)}")
    if actors:
        link = "of" if claim.type in ("STRENGTH", "DISPLACE") else "by"
        parts.append(f"{link} {joined(actors)}")
    return " ".join([*parts, *filter(None, [where])])


def _then(claim: Claim) -> str:
    time = claim.time
    days = when(time.earliest, time.latest, time.precision) if time is not None else ""
    return f" {days}" if days else ""


def _names(spans: Sequence[Span]) -> list[str]:
    """Those that expressions stand for, each once; what stands for nobody that is named is left out."""
    found = []
    for span in spans:
        name = clean(span.name or span.text)
        if name and not _PRONOUN.fullmatch(name):
            found.append(inner(_people(name) if _BARE.fullmatch(name) else short(name)))
    return list(dict.fromkeys(found))


def _people(number: str) -> str:
    """A bare number as people: "dozens of people", "8 people"."""
    return f"{number} of people" if number.casefold().endswith("s") else f"{number} people"
