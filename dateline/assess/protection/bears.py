"""Which concern for civilians a claim tells of."""

from __future__ import annotations

import re
from collections.abc import Sequence

from dateline.assess.indicators.civilians import any_civilian, civilian_thing, fighters
from dateline.assess.indicators.placed import WIDE
from dateline.assess.protection.concerns import Kind
from dateline.values import Claim, Span

_EXPLOSIVE = frozenset({"explosives", "suicide-attack", "aerial", "drone", "heavy-weapons", "unconventional"})
_HELD = frozenset({"abduct"})
_LEAVE = re.compile(
    r"evacuat|\bleav|\bflee|\bescap|\bget out\b|\bstay away\b|\bmove away\b|\bseek shelter\b|\bkeep away\b"
    r"|\bstay indoors\b",
    re.IGNORECASE,
)
_SIEGE = re.compile(r"\bbesieg|\bsiege|\bencircl|\bblockad|\bsurround", re.IGNORECASE)
_AID = re.compile(
    r"\baid\b|\bfood|\bmedic|\brelief|\bhumanitarian|\bsuppl|\bwater\b|\bconvoy|\belectricity|\bbread\b|\bfuel\b|"
    r"\bambulance|\bcorridor",
    re.IGNORECASE,
)
_HAPPENED = frozenset({"actual", "possible"})


def bears(claim: Claim, sentence: str | None = None) -> Kind | None:
    """The concern that a claim tells of; None for what does not bear on civilians, is denied, supposed or only asked.
    ``sentence``: its words, which tell what an appeal asks for; without them its parts must."""
    if claim.status in ("denied", "hypothetical", "asked") or claim.negated:
        return None
    rule = _RULES.get(claim.type)
    return rule(claim, sentence or " ".join(s.text for s in (*claim.recipients, *claim.means))) if rule else None


def _request(claim: Claim, words: str) -> Kind | None:
    """An appeal to civilians to leave; threats are in ``_threat``."""
    told = any_civilian(claim.recipients) or any(civilian_thing(s) for s in claim.recipients)
    return "warning" if told and _LEAVE.search(words) else None


def _threat(claim: Claim, words: str) -> Kind | None:
    if not _hits_civilians(claim):
        return None
    return "warning" if _LEAVE.search(words) else "feared"


def _assault(claim: Claim, words: str) -> Kind | None:
    civilians = _hits_civilians(claim)
    if claim.status in ("feared", "planned"):
        return "feared" if civilians else None
    if claim.status not in _HAPPENED:
        return None
    if claim.mode in _HELD:
        return "abduction" if civilians else None
    if claim.mode in _EXPLOSIVE and _in_town(claim):
        return "explosive-weapons"
    return "harm" if civilians else None


def _coerce(claim: Claim, words: str) -> Kind | None:
    if _SIEGE.search(claim.trigger.text):
        return "siege" if _people_within(claim) else None
    if claim.mode in ("restrict", "withhold", "seize") and _AID.search(words) and _aid_or_people(claim):
        return "blocked-aid"
    if not any_civilian(claim.recipients):
        return None
    if claim.mode == "arrest":
        return "detention"
    if claim.mode == "deport":
        return "displacement"
    return "detention" if "detained" in claim.counts else None


def _reject(claim: Claim, words: str) -> Kind | None:
    return "blocked-aid" if claim.mode in ("assist", None) and _AID.search(words) and _aid_or_people(claim) else None


def _displace(claim: Claim, words: str) -> Kind | None:
    if claim.status == "requested":
        return "warning"
    moved = [*claim.recipients, *(claim.actors if claim.mode in ("flee", "return") else ())]
    who = any_civilian(moved) or not any(fighters(one) for one in moved)
    if not who or (not moved and claim.mode == "evacuated" and claim.actors):
        return None  # fighters who flee, an office that is moved
    if claim.mode == "return":
        return "return"
    return "feared" if claim.status in ("feared", "planned") else "displacement"


def _control(claim: Claim, words: str) -> Kind | None:
    besieged = _SIEGE.search(claim.trigger.text) and claim.status in _HAPPENED
    return "siege" if besieged and _people_within(claim) else None


_RULES = {
    "REQUEST": _request,
    "THREATEN": _threat,
    "ASSAULT": _assault,
    "COERCE": _coerce,
    "REJECT": _reject,
    "DISPLACE": _displace,
    "CONTROL": _control,
}


def _people_within(claim: Claim) -> bool:
    """Whether a place or people are besieged, not fighters alone."""
    return any_civilian(claim.recipients) or not any(fighters(one) for one in claim.recipients)


def _hits_civilians(claim: Claim) -> bool:
    hurt: Sequence[Span] = [
        count.of for key, count in claim.counts.items() if key in ("killed", "injured") and count.of is not None
    ]
    return any_civilian((*claim.recipients, *hurt)) or any(civilian_thing(s) for s in claim.recipients)


def _aid_or_people(claim: Claim) -> bool:
    return any_civilian(claim.recipients) or any(_AID.search(s.text) for s in claim.recipients)


def _in_town(claim: Claim) -> bool:
    """Whether it strikes a town or village, or what serves civilians, in or about which nothing armed is named as
    struck outside of it."""
    if _hits_civilians(claim):
        return True
    places = [p for p in claim.places if p.role in ("at", "held", "to") and p.feature not in WIDE]
    return any(p.feature == "settlement" and p.relation in ("at", "outskirts-of", "between") for p in places)
