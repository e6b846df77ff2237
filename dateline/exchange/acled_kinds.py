"""What ACLED calls an event: its type and sub-type, and the two parties. Actor 1 and 2 say nothing of who began.

The mapping follows ACLED's codebook from PLOVER's types; where an event could be several things it is none, and left
out: nothing is taken to be a battle whose other side nobody names."""

from __future__ import annotations

import re

from msgspec import Struct

from dateline.exchange.acled_parties import Actor, actor, unnamed
from dateline.exchange.countries import country
from dateline.exchange.record import LeftOut, Quote, Record, Who
from dateline.exchange.sides import ARMED, Part, part

BATTLES, REMOTE, CIVILIANS = "Battles", "Explosions/Remote violence", "Violence against civilians"
PROTESTS, RIOTS, STRATEGIC = "Protests", "Riots", "Strategic developments"
_VIOLENCE, _DEMONSTRATIONS = "Political violence", "Demonstrations"
KINDS: dict[str, tuple[str, tuple[str, ...]]] = {
    BATTLES: (_VIOLENCE, ("Armed clash", "Government regains territory", "Non-state actor overtakes territory")),
    REMOTE: (
        _VIOLENCE,
        (
            "Chemical weapon", "Air/drone strike", "Suicide bomb", "Shelling/artillery/missile attack",
            "Remote explosive/landmine/IED", "Grenade",
        ),
    ),
    CIVILIANS: (_VIOLENCE, ("Sexual violence", "Attack", "Abduction/forced disappearance")),
    PROTESTS: (
        _DEMONSTRATIONS,
        ("Peaceful protest", "Protest with intervention", "Excessive force against protesters"),
    ),
    RIOTS: (_DEMONSTRATIONS, ("Violent demonstration", "Mob violence")),
    STRATEGIC: (
        STRATEGIC,
        (
            "Agreement", "Arrests", "Change to group/activity", "Disrupted weapons use",
            "Headquarters or base established", "Looting/property destruction", "Non-violent transfer of territory",
            "Other",
        ),
    ),
}  # fmt: skip
"""Event type → disorder type and sub-types."""
DISORDER = {
    "Excessive force against protesters": f"{_VIOLENCE}; {_DEMONSTRATIONS}",
    "Mob violence": _VIOLENCE,
}
"""Disorder types of sub-types that have another one than their type."""


class Kind(Struct, frozen=True):
    """What an event is. ``civilians``: they are its only target."""

    type: str
    sub_type: str
    one: Actor | None
    two: Actor | None
    civilians: bool = False


class _Sides(Struct, frozen=True):
    """Those who take part on each side, with their parts; of a clash that is told of both as equals, one on each."""

    actors: tuple[tuple[Who, Part], ...]
    recipients: tuple[tuple[Who, Part], ...]

    def has(self, side: str, *parts: Part) -> bool:
        """Whether someone of these parts is on a side."""
        return any(of in parts for _, of in (self.actors if side == "actors" else self.recipients))

    @property
    def armed(self) -> tuple[bool, bool]:
        """Whether each side has someone armed."""
        return tuple(any(of in ARMED for _, of in side) for side in (self.actors, self.recipients))  # type: ignore[return-value]


def kind(record: Record) -> Kind:
    """What ACLED calls the event. Raises LeftOut where it has no row for it."""
    sides = _sides(record)
    made = _KINDS.get(record.event.type)
    if made is None:
        raise LeftOut("of a type that it does not code")
    return made(record, sides)


def _sides(record: Record) -> _Sides:
    place = record.event.place
    there = place.country if place is not None else None
    actors = tuple((who, part(who, there)) for who in record.actors)
    acting = {who.id for who in record.actors} - {None}  # who is told of on both sides acts
    recipients = tuple((who, part(who, there)) for who in record.recipients if who.id not in acting)
    armed = [one for one in actors if one[1] in ARMED]
    if not recipients and len(armed) == 2:  # "X and Y clashed"
        return _Sides((armed[0],), (armed[1],))
    return _Sides(actors, recipients)


def _assault(record: Record, sides: _Sides) -> Kind:
    mode, both = _mode(record, sides), sides.armed
    if mode in _REMOTE or mode == "explosives":
        sub_type = _REMOTE.get(mode or "") or _explosive(record)
        return _made(record, sides, REMOTE, sub_type)
    is_protest = sides.has("recipients", "protesters") or any(quote.type == "PROTEST" for quote in record.quotes)
    if is_protest and not sides.has("recipients", "rioters"):
        hurt = any(name in record.event.counts for name in ("killed", "injured"))
        return _made(record, sides, PROTESTS, _OF_PROTEST[hurt], hurt)
    if sides.has("actors", "rioters", "protesters") or sides.has("recipients", "rioters"):
        crowd = sides.has("recipients", "rioters") or sides.has("recipients", "state", "external")
        return _made(record, sides, RIOTS, "Violent demonstration" if crowd else "Mob violence")
    if mode == "sexual":
        return _made(record, sides, CIVILIANS, "Sexual violence", civilians=True)
    if both == (True, True):
        return _made(record, sides, BATTLES, _clash(record, sides))
    if mode == "destroy":
        return _made(record, sides, STRATEGIC, "Looting/property destruction")
    return _against(record, sides)


def _mode(record: Record, sides: _Sides) -> str | None:
    """The event's mode; where that is from the air and nobody who flies takes part, the other one that most of its
    claims give. "Suicide bombers" tell theirs themselves."""
    if any("suicide" in who.name.casefold() for who, _ in sides.actors):
        return "suicide-attack"
    if record.event.mode != "aerial" or not sides.actors or sides.has("actors", "state", "external", "unknown"):
        return record.event.mode
    others = sorted(quote.mode for quote in record.quotes if quote.mode not in (None, "aerial") and quote.mode)
    return max(others, key=others.count, default=None)


def _against(record: Record, sides: _Sides) -> Kind:
    """An attack with one armed side at most."""
    mode = record.event.mode
    is_helpless = sides.has("recipients", "civilians") or (mode in _HELPLESS and not sides.armed[1])
    if is_helpless and (sides.armed[0] or not sides.has("actors", "civilians")):
        return _made(record, sides, CIVILIANS, _HELPLESS.get(mode or "", "Attack"), civilians=True)
    if sides.armed[1] and not sides.has("actors", "civilians", "thing"):
        if mode == "abduct":
            return _made(record, sides, STRATEGIC, "Other")
        return _made(record, sides, BATTLES, _clash(record, sides))
    if sides.armed[0]:
        raise LeftOut("of an attack whose target is not known")
    raise LeftOut("of an attack by nobody who is known to be armed")


def _control(record: Record, sides: _Sides) -> Kind:
    sides = _as_holders(sides)
    mode = record.event.mode
    if mode == "contests" and all(sides.armed):
        return _made(record, sides, BATTLES, "Armed clash")
    if mode not in ("gains", "loses"):
        raise LeftOut("of a state of things, not an event")
    is_fought = all(sides.armed) or any(quote.type == "ASSAULT" for quote in record.quotes)
    if is_fought and any(sides.armed):
        return _made(record, sides, BATTLES, _territory(sides, mode))
    if mode == "loses" or not sides.armed[0] or not all(map(_is_peaceful, record.quotes)):
        raise LeftOut("of territory that changed hands, the other party is not known")
    return _made(record, sides, STRATEGIC, "Non-violent transfer of territory")


def _as_holders(sides: _Sides) -> _Sides:
    """Whoever takes a place from someone armed is armed too: "Kurds took the town from …"."""
    if not sides.armed[1]:
        return sides
    holders: tuple[tuple[Who, Part], ...] = tuple(
        (who, "militia" if of in ("civilians", "unknown") and who.id is None else of) for who, of in sides.actors
    )
    return _Sides(holders, sides.recipients)


_PEACEFUL = re.compile(r"\b(?:hand|ced|enter|control|t[ao]ke? over|t[ao]ken over|yield|transfer|return)", re.IGNORECASE)


def _is_peaceful(quote: Quote) -> bool:
    """Whether the telling words tell of no force ("took control", not "overran")."""
    if quote.text is None or quote.start is None or quote.words_start is None or quote.words_end is None:
        return False
    return bool(_PEACEFUL.search(quote.text[quote.words_start - quote.start : quote.words_end - quote.start]))


def _protest(record: Record, sides: _Sides) -> Kind:
    mode = record.event.mode
    if mode in ("strike", "boycott", "hunger"):
        raise LeftOut("of a type that it does not code")
    if mode in ("riot", "vandalize"):
        return _made(record, sides, RIOTS, "Violent demonstration")
    met = any(quote.type == "ASSAULT" or (quote.type == "COERCE" and quote.mode == "arrest") for quote in record.quotes)
    return _made(record, sides, PROTESTS, "Protest with intervention" if met else "Peaceful protest")


def _coerce(record: Record, sides: _Sides) -> Kind:
    is_state = sides.has("actors", "state", "external") or not sides.armed[0]
    if record.event.mode == "arrest" and not is_state and not sides.armed[1]:
        return _made(record, sides, CIVILIANS, "Abduction/forced disappearance", civilians=True)
    mode = "arrest" if "detained" in record.event.counts else record.event.mode
    sub_type = {"arrest": "Arrests", "seize": "Looting/property destruction"}.get(mode or "")
    return _strategic(record, sides, sub_type)


def _retreat(record: Record, sides: _Sides) -> Kind:
    sub_type = {
        "ceasefire": "Agreement", "withdraw": "Change to group/activity", "disarm": "Change to group/activity",
        "release": "Other",
    }.get(record.event.mode or "")  # fmt: skip
    return _strategic(record, sides, sub_type)


def _agree(record: Record, sides: _Sides) -> Kind:
    return _strategic(record, sides, "Agreement" if all(sides.armed) else None)


def _mobilize(record: Record, sides: _Sides) -> Kind:
    return _strategic(record, _as_holders(sides), "Change to group/activity")


def _strategic(record: Record, sides: _Sides, sub_type: str | None) -> Kind:
    if sub_type is None:
        raise LeftOut("of a type that it does not code")
    if not any(sides.armed):
        raise LeftOut("of no armed party")
    return _made(record, sides, STRATEGIC, sub_type)


_KINDS = {
    "ASSAULT": _assault, "CONTROL": _control, "PROTEST": _protest, "COERCE": _coerce, "RETREAT": _retreat,
    "AGREE": _agree, "MOBILIZE": _mobilize,
}  # fmt: skip
_REMOTE = {
    "aerial": "Air/drone strike", "drone": "Air/drone strike", "heavy-weapons": "Shelling/artillery/missile attack",
    "suicide-attack": "Suicide bomb", "unconventional": "Chemical weapon",
}  # fmt: skip
_HELPLESS = {
    "abduct": "Abduction/forced disappearance", "sexual": "Sexual violence", "torture": "Attack", "beat": "Attack",
    "targeted": "Attack",
}  # fmt: skip
"""Ways of attack whose victims are in no position to fight, with the sub-type."""
_OF_PROTEST = {False: "Protest with intervention", True: "Excessive force against protesters"}
_GRENADE = re.compile(r"\bgrenades?\b", re.IGNORECASE)
_SUICIDE = re.compile(r"\bsuicide\b", re.IGNORECASE)


def _explosive(record: Record) -> str:
    means = " ".join(name for quote in record.quotes for name in quote.means)
    if _SUICIDE.search(means):
        return "Suicide bomb"
    return "Grenade" if _GRENADE.search(means) else "Remote explosive/landmine/IED"


def _clash(record: Record, sides: _Sides) -> str:
    """A clash that is told together with a place that changes hands has a sub-type of its own."""
    told = {quote.mode for quote in record.quotes if quote.type == "CONTROL" and quote.status == "actual"}
    mode = next((mode for mode in ("gains", "loses") if mode in told), None)
    return _territory(sides, mode) if mode is not None else "Armed clash"


def _territory(sides: _Sides, mode: str) -> str:
    """By who holds it in the end; where only the one who lost it is known, by the other being none of its kind."""
    winners, losers = (sides.actors, sides.recipients) if mode == "gains" else (sides.recipients, sides.actors)
    armed = [of for _, of in winners if of in ARMED]
    if armed:
        is_state = armed[0] in ("state", "external")
    else:
        is_state = not any(of in ("state", "external") for _, of in losers)
    return "Government regains territory" if is_state else "Non-state actor overtakes territory"


def _made(record: Record, sides: _Sides, type_: str, sub_type: str, civilians: bool = False) -> Kind:
    place = record.event.place
    of = country(place.country) if place is not None else None
    land = of.acled if of is not None else None
    is_peace = type_ == STRATEGIC
    one, two = (actor(side, land, is_peace) for side in (sides.actors, sides.recipients))
    if type_ in (PROTESTS, RIOTS):
        crowd: Part = "protesters" if type_ == PROTESTS else "rioters"
        against = next((side for side in (one, two) if side is not None and side.part in ARMED), None)
        one, two = Actor(unnamed(crowd, land), crowd), against
    elif type_ == CIVILIANS:
        two = Actor(unnamed("civilians", land), "civilians", two.others if two and two.part == "civilians" else ())
    elif sub_type == "Arrests" and two is None and one is not None:
        two = Actor(unnamed("civilians", land), "civilians")  # people, whatever they are called
    if one is None and sub_type == "Air/drone strike":
        one = Actor("Unidentified Military Forces", "external")  # who flies is no mere armed group
    if one is None and type_ in (BATTLES, REMOTE, CIVILIANS):
        one = Actor(unnamed("militia", land), "militia")
    if two is None and type_ == BATTLES:
        two = Actor(unnamed("militia", land), "militia")
    if one is None:
        one, two = two, None
    civilians = civilians or (type_ == REMOTE and two is not None and two.part == "civilians")
    return Kind(type_, sub_type, one, two, civilians)
