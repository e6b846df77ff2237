"""What one claim says of an actor: which indicators it counts for, and with which sign."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec import Struct

from dateline.assess.indicators.civilians import any_civilian, civilian_thing
from dateline.assess.indicators.known import Firmness
from dateline.assess.indicators.subject import Subject
from dateline.assess.indicators.table import Key
from dateline.assess.indicators.words import CLASHING, DEFECTING, HESITATING, LOSING, begins, institution
from dateline.values import Claim, Span

_SEEN: dict[str, Firmness] = {"actual": "actual", "planned": "planned", "possible": "possible", "denied": "denied"}
_AHEAD = frozenset({"RETREAT", "MOBILIZE", "CONCEDE"})
"""Types whose plans say something of an actor; other plans, appeals, fears and questions are no evidence
of how it fares."""


class Vote(Struct, frozen=True):
    """``yes`` is false where the claim denies it."""

    indicator: Key
    yes: bool
    firmness: Firmness


def votes(claim: Claim, subject: Subject) -> tuple[Vote, ...]:
    """All that ``claim`` says of ``subject``, in the order of the rules; nothing where it is no part of it, or the
    claim is a demand, a fear, a question or a supposition."""
    firmness = _SEEN.get(claim.status)
    if firmness is None or (firmness == "planned" and claim.type not in _AHEAD) or _unbound(claim):
        return ()
    does, bears = subject.among(claim.actors), subject.among(claim.recipients)
    if not does and not bears:
        return ()
    if firmness == "denied":
        return tuple(_denied(claim, does, bears))
    return tuple(Vote(key, True, firmness) for key in _RULES.get(claim.type, _nothing)(claim, does, bears))


def _unbound(claim: Claim) -> bool:
    """Whether it is told of any place there may be ("their withdrawal from any area"): nothing that happened."""
    return any(place.text.casefold().startswith("any ") for place in claim.places)


def _denied(claim: Claim, does: bool, bears: bool) -> Iterator[Vote]:
    """What is said not to be so: forces that are not sent, a place no longer held; else a vote against it."""
    if claim.type == "MOBILIZE" and does:
        yield Vote("hesitation", True, "denied")
    elif claim.type == "CONTROL" and claim.mode == "holds" and does and claim.places:
        yield Vote("places-lost", True, "denied")
    else:
        for key in _RULES.get(claim.type, _nothing)(claim, does, bears):
            yield Vote(key, False, "denied")


def _nothing(claim: Claim, does: bool, bears: bool) -> Sequence[Key]:
    return ()


def _control(claim: Claim, does: bool, bears: bool) -> Sequence[Key]:
    if not claim.places:  # power, a movement, the air waves: no place
        return ()
    if claim.mode == "contests":
        return ("contested",)
    if claim.mode == "holds":
        return ("places-held",) if does else ()
    if claim.mode == "gains":
        return ("places-gained",) if does else ("places-lost",)
    if claim.mode == "loses":  # who freed it is the actor; where nobody else is named, the one named lost it
        return ("places-lost",) if bears or not claim.recipients else ("places-gained",)
    return ()


def _assault(claim: Claim, does: bool, bears: bool) -> Sequence[Key]:
    fought = begins(claim.trigger.text, CLASHING)
    if does and (bears or (fought and not _harmed(claim))):
        return ("clashes",)
    if does:
        return ("attacks-by", "harm-to-civilians") if _harmed(claim) else ("attacks-by",)
    return ("attacks-on", "losses") if _counted(claim) else ("attacks-on",)


def _coerce(claim: Claim, does: bool, bears: bool) -> Sequence[Key]:
    if does:
        return ("harm-to-civilians",) if _harmed(claim) else ()
    return ("losses",) if claim.mode == "arrest" or "detained" in claim.counts else ()


def _retreat(claim: Claim, does: bool, bears: bool) -> Sequence[Key]:
    if claim.mode in ("release", "ceasefire", "access"):
        return ()
    if claim.mode == "disarm" or begins(claim.trigger.text, DEFECTING):
        return ("defections",) if does else ()
    if any(institution(moved.text) for moved in claim.recipients):
        return ("institutions-moved",)
    if not claim.places:  # from talks, from an election …
        return ()
    return ("withdrawals-planned",) if claim.status == "planned" else ("withdrawals",)


def _strength(claim: Claim, does: bool, bears: bool) -> Sequence[Key]:
    if not does and claim.actors:  # whoever weakens it is the recipient
        return ()
    if claim.mode == "up":
        return ("strength-up",)
    if claim.mode == "size":
        return ("strength-size",)
    if claim.mode != "down":
        return ()
    if begins(claim.trigger.text, DEFECTING):
        return ("defections",)
    if begins(claim.trigger.text, HESITATING):
        return ("hesitation",)
    return ("losses",) if begins(claim.trigger.text, LOSING) or "killed" in claim.counts else ("strength-down",)


def _mobilize(claim: Claim, does: bool, bears: bool) -> Sequence[Key]:
    if not does:
        return ()
    moved = any(institution(one.text) for one in claim.recipients)
    return ("institutions-moved",) if moved else ("mobilisation",)


def _support(claim: Claim, does: bool, bears: bool) -> Sequence[Key]:
    return ("alliances",)


def _aid(claim: Claim, does: bool, bears: bool) -> Sequence[Key]:
    return ("alliances",) if bears and not does else ()


def _agree(claim: Claim, does: bool, bears: bool) -> Sequence[Key]:
    return ("agreements",)


def _concede(claim: Claim, does: bool, bears: bool) -> Sequence[Key]:
    return ("concessions",) if does else ()


def _sanction(claim: Claim, does: bool, bears: bool) -> Sequence[Key]:
    if not bears or does:
        return ()
    return ("losses",) if claim.mode == "convict" else ("support-lost",)


def _protest(claim: Claim, does: bool, bears: bool) -> Sequence[Key]:
    return ("unrest",) if bears and not does else ()


def _displace(claim: Claim, does: bool, bears: bool) -> Sequence[Key]:
    return ("harm-to-civilians",) if does and claim.mode in ("expelled", "flee") and _harmed(claim) else ()


_RULES = {
    "CONTROL": _control,
    "ASSAULT": _assault,
    "COERCE": _coerce,
    "RETREAT": _retreat,
    "STRENGTH": _strength,
    "MOBILIZE": _mobilize,
    "COOPERATE": _support,
    "SUPPORT": _support,
    "AID": _aid,
    "AGREE": _agree,
    "CONCEDE": _concede,
    "SANCTION": _sanction,
    "PROTEST": _protest,
    "DISPLACE": _displace,
}


def _harmed(claim: Claim) -> bool:
    counted = [n.of for n in claim.counts.values() if n.of is not None]
    those: list[Span] = [*claim.recipients, *counted]
    return any_civilian(those) or any(civilian_thing(one) for one in claim.recipients)


def _counted(claim: Claim) -> bool:
    """Whether an attack is said to have killed, hurt or caught some of those attacked who are no civilians."""
    given = [claim.counts[key] for key in ("killed", "injured", "detained") if key in claim.counts]
    return any(n.of is None or not any_civilian([n.of]) for n in given)
