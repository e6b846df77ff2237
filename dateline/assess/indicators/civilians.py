"""Whether an expression stands for civilians, or for what serves them."""

from __future__ import annotations

import re
from collections.abc import Iterable

from dateline.read.actors import lookup
from dateline.values import Party, Span

_PEOPLE = frozenset(
    "activist aid-worker baby baker boy bystander captive child citizen civilian clergyman community convert crowd "
    "daughter demonstrator dentist detainee displaced doctor driver elder employee evacuee expatriate faithful family "
    "farmer father fisherman girl herder hostage household human humanitarian husband idp infant inhabitant inmate "
    "intellectual jesuit journalist kurd labourer laborer lawyer local medic merchant midwife miner minority "
    "missionary monk mother mourner muslim christian nun nurse occupant orphan paramedic parent parishioner passenger "
    "patient peasant people photographer pilgrim population prayer priest prisoner professor protester protestor "
    "pupil refugee reporter rescuer resident schoolchild schoolgirl schoolboy settler shepherd shopkeeper shopper "
    "sister student survivor "
    "teacher teenager tourist townspeople trader traveller traveler tribesman turkmen unionist vendor villager "
    "wedding-guest widow wife woman worker worshipper worshiper yazidi yezidi youth assyrian sunni shiite alawite "
    "catechist bishop archbishop".split()
)
_SERVICES = frozenset(
    "ambulance bakery bus cathedral church clinic convoy crop funeral home hospital house kindergarten market "
    "marketplace mosque neighborhood neighbourhood orphanage school shelter temple university village water-plant "
    "wedding".split()
)
"""What is struck when civilians are, though a claim names no person."""
_CAMPS = frozenset({"camp", "camps"})
_ARMED = frozenset(
    "army brigade combatant commander extremist fighter fighters force forces gunman gunmen guard guards guerrilla "
    "insurgent jihadist militant militia militiaman officer policeman rebel soldier troop troops terrorist unit "
    "units".split()
)
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_IRREGULAR = {"children": "child", "women": "woman", "wives": "wife", "schoolchildren": "schoolchild"}


def civilian(one: Span | Party) -> bool:
    """Whether ``one`` stands for civilians: "residents of the town", "two nuns". Not for an armed actor whatever its
    name ("People's Protection Units"), nor for fighters among them."""
    words = _words(one)
    return bool(words & _PEOPLE) and not words & _ARMED


def civilian_thing(one: Span | Party) -> bool:
    """Whether ``one`` stands for what serves civilians: a school, a hospital, homes, a camp of refugees."""
    words = _words(one)
    return bool(words & _SERVICES) and not words & _ARMED


def fighters(one: Span | Party) -> bool:
    """Whether ``one`` stands for fighters or forces, by name or by the words for them."""
    named = lookup((one.name if one.name else None) or (one.text if isinstance(one, Span) else ""))
    if named is not None and named.kind == "armed-actor":
        return True
    text = one.text if isinstance(one, Span) else one.name
    return bool({_singular(word) for word in _WORD.findall(text.casefold())} & _ARMED)


def any_civilian(those: Iterable[Span | Party]) -> bool:
    """Whether civilians are among them."""
    return any(civilian(one) for one in those)


def _words(one: Span | Party) -> frozenset[str]:
    text = one.text if isinstance(one, Span) else one.name
    named = lookup(one.name or text)
    if named is not None and named.kind in ("armed-actor", "organisation"):
        return frozenset()
    return frozenset(_singular(word) for word in _WORD.findall(text.casefold())) - _CAMPS


def _singular(word: str) -> str:
    if word in _IRREGULAR:
        return _IRREGULAR[word]
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith("s") and not word.endswith("ss") and len(word) > 3:
        return word[:-1]
    return word
