"""What part someone plays in a conflict, as its data sets tell parties apart: state forces, rebels, militias, rioters,
protesters, civilians, forces from outside.

Known actors by their kind, sector and country; descriptions ("five soldiers", "the villagers") by their last telling
word. What no word tells stays unknown."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Literal

from dateline.exchange.clean import line
from dateline.exchange.countries import Country, by_nationality
from dateline.exchange.record import Who

Part = Literal[
    "state", "external", "rebels", "militia", "communal", "rioters", "protesters", "civilians", "thing", "unknown"
]
"""``external``: forces of another state, of several, or of an international body; ``militia``: armed, and no more is
known of them, or not for power over the state; ``thing``: no people ("refineries")."""
ARMED: frozenset[Part] = frozenset({"state", "external", "rebels", "militia", "communal"})

_STATE = frozenset(
    "army armies military police policeman policemen policewoman gendarme gendarmes gendarmerie soldier soldiers troop "
    "troops conscript conscripts navy marine marines guard guards warplane warplanes jet jets aircraft airforce "
    "government regime authorities authority ministry state officer officers garrison warship warships "
    "artillery".split()
)
_POLICE = frozenset("police policeman policemen policewoman gendarme gendarmes gendarmerie".split())
_ARMED = frozenset(
    "fighter fighters militant militants gunman gunmen guerrilla guerrillas rebel rebels insurgent insurgents jihadist "
    "jihadists jihadi jihadis terrorist terrorists combatant combatants extremist extremists mercenary mercenaries "
    "militia militias militiaman militiamen attacker attackers assailant assailants sniper snipers bomber bombers "
    "bandit bandits pirate pirates force forces unit units brigade brigades battalion faction factions commander "
    "commanders squad squads kidnapper kidnappers robber robbers gang gangs opposition paramilitary "
    "paramilitaries".split()
)
_REBELS = frozenset("rebel rebels insurgent insurgents guerrilla guerrillas".split())
_CIVIL = frozenset(
    "civilian civilians people person persons man men woman women child children boy boys girl girls family families "
    "villager villagers resident residents inhabitant inhabitants citizen citizens farmer farmers shepherd shepherds "
    "worker workers student students teacher teachers pupil pupils doctor doctors medic medics nurse nurses patient "
    "patients journalist journalists reporter reporters activist activists refugee refugees displaced migrant migrants "
    "passenger passengers driver drivers trader traders merchant merchants preacher preachers priest priests nun nuns "
    "monk monks bishop bishops imam imams worshipper worshippers pilgrim pilgrims hostage hostages captive captives "
    "prisoner prisoners detainee detainees relative relatives neighbour neighbours neighbor neighbors victim victims "
    "visitor visitors lawyer lawyers judge judges elder elders tribesman tribesmen herder herders herdsmen volunteer "
    "volunteers youth youths young elderly mother mothers father fathers wife wives husband husbands son sons daughter "
    "daughters brother brothers sister sisters peasant peasants christians christian muslims muslim arabs kurds "
    "turkmen yazidis yezidis shopkeeper shopkeepers customer customers bystander bystanders staff crew employee "
    "employees leader leaders mayor candidate candidates politician politicians population populations locals local "
    "household households boatman fisherman fishermen miner miners convoy delegation owner owners smuggler smugglers "
    "widow widows orphan orphans infant infants baby babies survivor survivors dead wounded injured body bodies "
    "lawmaker lawmakers official officials councillor councillors pilot minority minorities community".split()
)
_PROTEST = frozenset(
    "protester protesters protestor protestors demonstrator demonstrators marcher marchers striker strikers".split()
)
_RIOT = frozenset("rioter rioters mob mobs looter looters".split())
_CROWD = frozenset("crowd crowds".split())
_COMMUNAL = frozenset("tribe tribes tribal clan clans communal vigilante vigilantes".split())
_THING = frozenset(
    "refinery refineries village villages house houses home homes building buildings position positions vehicle "
    "vehicles truck trucks car cars convoy base bases camp camps bakery bakeries roof roofs field fields road roads "
    "bridge bridges hospital hospitals school schools church churches mosque mosques market markets shop shops depot "
    "depots warehouse warehouses tank tanks checkpoint checkpoints headquarters office offices pipeline pipelines "
    "plant dam town towns city district area areas line lines silo silos station stations airport embassy hotel bus "
    "buses ship ships boat boats tunnel tunnels oilfield oilfields target targets site sites crops cattle property "
    "aid supplies weapons weapon ammunition".split()
)
_INTERNATIONAL = frozenset({"IGO", "NGO", "REF"})
_WORD = re.compile(r"[^\W\d_]+")
_MEMBERS_BEHIND = re.compile(r"\b(?:from|of|in|at|near|with|who|that|on|outside)\b", re.IGNORECASE)


def part(who: Who, country: str | None) -> Part:
    """The part that someone plays in an event of a country (ISO code; None: unknown)."""
    known = _known(who, country)
    if known is not None:
        return known
    found = described(who.name)
    of = nation(who.name) if found == "state" else None
    return "external" if of is not None and country is not None and of.iso2 != country else found


def nation(name: str) -> Country | None:
    """The country that a description ascribes someone to: "Turkish soldiers"."""
    return next(filter(None, map(by_nationality, _WORD.findall(name))), None)


def is_police(name: str) -> bool:
    """Whether a description is of police."""
    return not _POLICE.isdisjoint(word.casefold() for word in _WORD.findall(name))


def _known(who: Who, country: str | None) -> Part | None:
    """By what is known of the actor; None where only its name can tell."""
    if who.id is None:
        return None
    is_home = who.country is None or country is None or who.country == country
    if who.kind == "state" or who.sector in ("GOV", "MIL", "COP", "SPY", "JUD", "LEG"):
        if who.sector == "MIL" and who.country is None:
            return "external"  # an alliance's
        return "state" if is_home else "external"
    if who.kind == "armed-actor":
        if who.sector == "CRM":
            return "militia"
        if who.sector in _INTERNATIONAL:
            return "external"
        return "rebels" if who.sector == "REB" else "militia"
    if who.sector == "IGO":
        return "external"
    return "civilians"  # parties, media, charities, schools: unarmed


@lru_cache(maxsize=20_000)
def described(name: str) -> Part:
    """The part that the words of a description tell, the last telling word before "of", "from" or the like first.

    >>> described("five Turkish soldiers"), described("residents of Ain Issa"), described("small refineries")
    ('state', 'civilians', 'thing')
    """
    head = _MEMBERS_BEHIND.split(line(name), maxsplit=1)[0] or name
    words = [word.casefold() for word in _WORD.findall(head)]
    for word in reversed(words):
        found = _of_word(word, words)
        if found is not None:
            return found
    return "militia" if "armed" in words else "unknown"


def _of_word(word: str, words: list[str]) -> Part | None:
    if word in _PROTEST or word in _CROWD:
        return "protesters"
    if word in _RIOT:
        return "rioters"
    if word in _ARMED:
        if not _COMMUNAL.isdisjoint(words):
            return "communal"
        if word in ("force", "forces", "unit", "units", "commander", "commanders") and not _STATE.isdisjoint(words):
            return "state"
        return "rebels" if word in _REBELS else "militia"
    if word in _STATE:
        return "state"
    if word in _CIVIL:
        return "civilians"
    return "thing" if word in _THING else None
