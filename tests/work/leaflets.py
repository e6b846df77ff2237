"""What the report that dateline began with claims, and its twin among the samples: sixteen checks, worded for both.

Each check gets the claims of the report and raises ``AssertionError`` where the claim is missing or wrong. Places are
held to coordinates (a town's centre, within 15 km), people to what a phrase says or stands for.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from dateline.locate.geo import distance_km
from dateline.values import Claim, ClaimPlace, ClaimSource, Span

TOWNS = {
    "Raqqa": (35.95, 39.01),
    "Manbij": (36.53, 37.95),
    "Ain Issa": (36.39, 38.86),
    "Suluk": (36.60, 39.13),
    "Tell Abyad": (36.70, 38.96),
    "Kobane": (36.89, 38.35),
    "Jarablus": (36.82, 38.01),
    "Aleppo": (36.20, 37.16),
}
IS = "Islamic State"
SUNDAY = "2015-02-22"


def lies(place: ClaimPlace, town: str) -> bool:
    """Whether a place is at (or around) a town."""
    if place.latitude is None or place.longitude is None:
        return False
    return distance_km(place.latitude, place.longitude, *TOWNS[town]) < 15


def at(claim: Claim, town: str, *roles: str) -> bool:
    """Whether a claim has a town among its places, in one of the roles if any are named."""
    return any(lies(p, town) and (not roles or p.role in roles) for p in claim.places)


def says(spans: Iterable[Span], *words: str) -> bool:
    """Whether one of the spans has one of the words, in its text or in the name it stands for."""
    return any(w.lower() in f"{s.text} {s.name or ''}".lower() for s in spans for w in words)


def day(claim: Claim, dated: bool) -> bool:
    """Whether a claim is of that Sunday ("by Sunday night" fixes its end alone); without a publication date it must
    have the words and no day."""
    if claim.time is None or "Sunday" not in claim.time.text:
        return False
    first = None if claim.time.text.startswith("by ") else SUNDAY
    return (claim.time.earliest, claim.time.latest) == ((first, SUNDAY) if dated else (None, None))


def soldier(sources: Sequence[ClaimSource]) -> bool:
    """Whether the anonymous officer of the Free Syrian Army says it."""
    found = [s for s in sources if not s.named and s.kind in ("military", "armed-group")]
    return says(found, "Free Syrian Army", "FSA", "military source")


def _some(claims: Sequence[Claim], *types: str) -> list[Claim]:
    return [c for c in claims if c.type in types]


def appeal(claims: Sequence[Claim], dated: bool) -> None:
    """1: the coalition's appeal to Raqqa's people to leave."""
    found = [c for c in _some(claims, "REQUEST") if at(c, "Raqqa") and c.status == "actual"]
    assert any(says(c.actors, "coalition", "alliance") and says(c.recipients, "civilians", "people") for c in found)
    dropped = [c for c in found if says(c.means, "scraps", "sheets")]
    assert any(day(c, dated) and any(not s.named for s in c.sources) for c in dropped)


def raids(claims: Sequence[Claim], dated: bool) -> None:
    """2: raids on the group's positions go on."""
    found = [c for c in _some(claims, "ASSAULT") if says(c.recipients, "locations", "positions")]
    assert any(c.status == "actual" and c.mode in (None, "aerial") for c in found)


def defections(claims: Sequence[Claim], dated: bool) -> None:
    """3: a wave of defections from the group."""
    found = [c for c in _some(claims, "STRENGTH") if says([_trigger(c)], "defection", "desertion")]
    assert any(c.mode == "down" and says((*c.actors, *c.recipients), IS) for c in found)


def fewer(claims: Sequence[Claim], dated: bool) -> None:
    """4: fewer of the group's fighters in Manbij, says an officer by phone."""
    found = [c for c in _some(claims, "STRENGTH") if at(c, "Manbij") and says([_trigger(c)], "decreas", "fewer")]
    assert any(c.mode == "down" and soldier(c.sources) for c in found)
    assert any("phone" in (s.how or "") for c in found for s in c.sources)


def holds(town: str) -> Callable[[Sequence[Claim], bool], None]:
    """5, 6: the group holds a town."""

    def check(claims: Sequence[Claim], dated: bool) -> None:
        found = [c for c in _some(claims, "CONTROL") if c.mode == "holds" and at(c, town, "held")]
        assert any(says(c.actors, IS) and c.status == "actual" for c in found)

    return check


def afraid(claims: Sequence[Claim], dated: bool) -> None:
    """7: the group dares not send its men out of Manbij, says the same officer."""
    found = [c for c in _some(claims, "STRENGTH") if says([_trigger(c)], "afraid", "hesitat")]
    assert any(at(c, "Manbij") and says(c.actors, IS) and soldier(c.sources) for c in found)


def lost_men(claims: Sequence[Claim], dated: bool) -> None:
    """8: those sent out mostly do not come back, says the same officer."""
    found = [c for c in _some(claims, "STRENGTH") if not says([_trigger(c)], "afraid", "hesitat")]
    there = [c for c in found if soldier(c.sources) and any("checkpoint" in p.text for p in c.places)]
    assert any(at(c, "Jarablus") and c.status == "actual" for c in there)


def free(claims: Sequence[Claim], dated: bool) -> None:
    """9: Ain Issa free of the group on Sunday evening."""
    found = [c for c in _some(claims, "CONTROL") if at(c, "Ain Issa", "held") and day(c, dated)]
    assert any(c.mode in ("loses", "gains") and says((*c.actors, *c.recipients), IS) for c in found)
    assert not any(says(c.actors, IS) and c.mode in ("holds", "gains") for c in found)


def court(claims: Sequence[Claim], dated: bool) -> None:
    """10: its court and headquarters moved to Suluk."""
    found = [c for c in _some(claims, "RETREAT") if at(c, "Suluk", "to")]
    assert any(says(c.actors, IS) and says(c.recipients, "court") and c.status == "actual" for c in found)


def flight(claims: Sequence[Claim], dated: bool) -> None:
    """11: many of its men escape to Turkey by way of Tell Abyad."""
    found = [c for c in _some(claims, "RETREAT") if at(c, "Tell Abyad", "via")]
    assert any(p.country == "TR" and p.role == "to" for c in found for p in c.places)


def withdrawal(claims: Sequence[Claim], dated: bool) -> None:
    """12: it plans to withdraw from Aleppo's northern countryside, media sources say."""
    found = [c for c in _some(claims, "RETREAT") if at(c, "Aleppo", "from") and c.status == "planned"]
    assert any(says(c.actors, IS) and any(s.kind == "media" for s in c.sources) for c in found)
    assert all(p.relation == "countryside-of" for c in found for p in c.places if lies(p, "Aleppo"))


def defeat(claims: Sequence[Claim], dated: bool) -> None:
    """13: it has lost the battle of Kobane."""
    found = [c for c in claims if at(c, "Kobane") and says([_trigger(c)], "loss", "defeat", "beaten", "rout")]
    assert any(c.type in ("STRENGTH", "CONTROL", "ASSAULT") and c.status == "actual" for c in found)


def reprisal(claims: Sequence[Claim], dated: bool) -> None:
    """14: a media activist, named, fears reprisals against civilians."""
    found = [c for c in _some(claims, "ASSAULT", "COERCE") if c.status == "feared"]
    found = [c for c in found if says(c.recipients, "civilians", "people")]
    assert any(s.named and s.kind == "person" and says([s], "Hisso", "Hemo") for c in found for s in c.sources)


def advance(claims: Sequence[Claim], dated: bool) -> None:
    """15: the defenders of Kobane advance."""
    found = [c for c in claims if says(c.actors, "forces of Kob", "defenders") and c.status == "actual"]
    assert any(c.type in ("MOBILIZE", "CONTROL", "ASSAULT", "STRENGTH") for c in found)


def collapse(claims: Sequence[Claim], dated: bool) -> None:
    """16: it is collapsing, observers say."""
    found = [c for c in _some(claims, "STRENGTH") if says([_trigger(c)], "collapse", "fall apart")]
    assert any(says(c.actors, IS) and any(says([s], "observers") and not s.named for s in c.sources) for c in found)


def _trigger(claim: Claim) -> Span:
    return Span(claim.trigger.text, claim.trigger.start, claim.trigger.end)


CHECKS: dict[int, Callable[[Sequence[Claim], bool], None]] = dict(
    enumerate(
        (
            appeal, raids, defections, fewer, holds("Manbij"), holds("Raqqa"), afraid, lost_men, free, court, flight,
            withdrawal, defeat, reprisal, advance, collapse,
        ),
        1,
    )
)  # fmt: skip
