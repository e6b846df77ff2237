"""How someone is called: names in one spelling, descriptions told from names, and the shipped list of actors."""

from __future__ import annotations

import unicodedata
from functools import cache, lru_cache

from dateline.corroborate.registry import Registry
from dateline.read.lists import words as word_list

_DROPPED = str.maketrans(dict.fromkeys(".'’‘`´ʿʾ\"“”") | dict.fromkeys("-–—_/,;:()[]&", " "))
_ARTICLES = frozenset({"the", "a", "an"})
_SMALL = _ARTICLES | frozenset("of in on at to and or for by with from near as who that which is was".split())
PRONOUNS = frozenset(
    "i me my mine we us our ours you your yours he him his she her hers it its they them their theirs this that "
    "these those who whom whose which one ones someone somebody anyone anybody everyone everybody others other "
    "another some several many all both each none no-one nobody something anything himself herself itself "
    "themselves ourselves more most few people persons person".split()
)
_COUNTED = frozenset(
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
    "seventeen eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred hundreds "
    "thousand thousands dozen dozens scores tens million couple several some many few various numerous at "
    "least most more than about around over nearly almost approximately roughly estimated total up other "
    "another additional further only all both no any every each".split()
)
BODIES = frozenset(
    "police army military government ministry authorities parliament court presidency embassy command administration "
    "forces navy gendarmerie regime council hospital coalition rebels guerrillas militants militia prosecutor "
    "prosecutors president minister foundation organization organisation group movement party union agency".split()
)
"""Words for bodies and offices that act and speak as such, with or without a name."""
_LISTS = (
    "fighters armed_bodies bodies settlements facilities countries men women person_nouns crowds titles anonymous "
    "documents media_nouns witness_nouns military_nouns armed_nouns official_nouns government_nouns organisation_nouns "
    "person_sources members epithets"
)
_MORE = frozenset(
    "victim victims attacker attackers assailant assailants perpetrator perpetrators suspect suspects terrorist "
    "terrorists guerrilla guerrillas bandit bandits pirate pirates hostage hostages child children youth youths "
    "minor minors priest priests nun nuns bishop troop troops element elements enemy enemies unidentified unknown "
    "masked armed heavily young old alleged suspected former local foreign dead wounded injured body bodies house "
    "home car vehicle bus truck plane helicopter warplane warplanes aircraft jet jets individual individuals "
    "subject subjects others comrade comrades security air ground special joint national public general senior "
    "high top ranking headed command population populations masses country countries government governments".split()
)


@lru_cache(maxsize=50_000)
def plain(name: str) -> str:
    """A name without case, accents, punctuation and an article in front: equal for two spellings of one name.

    >>> plain("The Kurdistan Workers’ Party")
    'kurdistan workers party'
    """
    bare = " ".join(name.split())
    for ending in ("’s", "'s", "'S", "’S"):
        bare = bare.removesuffix(ending)
    bare = bare.translate(_DROPPED)
    if not bare.isascii():
        bare = "".join(c for c in unicodedata.normalize("NFKD", bare) if not unicodedata.combining(c))
    words = bare.casefold().split()
    while len(words) > 1 and words[0] in _ARTICLES:
        words = words[1:]
    return " ".join(words) or name


@cache
def _registry() -> Registry:
    """Who is known without any report: the shipped list, and the states with their institutions."""
    return Registry()


@lru_cache(maxsize=50_000)
def known(name: str) -> str:
    """The id of the well-known actor, outlet or body that a name stands for, else the name in one spelling."""
    return known_by(_registry(), name)


@lru_cache(maxsize=50_000)
def wider(key: str) -> str:
    """The widest body that an actor is part of, a state's government for the state itself; any other key as it is.

    >>> wider("sana")
    'syria-government'
    """
    return wider_by(_registry(), key)


@lru_cache(maxsize=50_000)
def allied(one: str, other: str) -> bool:
    """Whether two actors are or were allies, so that both may have had a part in one deed."""
    return allied_by(_registry(), one, other)


def known_by(registry: Registry, name: str) -> str:
    """``known`` by another registry: one with people's judgements."""
    actor = registry.resolve(" ".join(name.split()))
    return plain(name) if actor is None else actor.id


def wider_by(registry: Registry, key: str) -> str:
    """``wider`` by another registry."""
    seen: set[str] = set()
    actor = registry.by_id(key)
    while actor is not None and actor.part_of and actor.id not in seen:
        seen.add(actor.id)
        actor = registry.by_id(actor.part_of[0].id) or actor
    if actor is not None and actor.kind == "state":
        actor = registry.resolve(f"government of {actor.name}") or actor
    return key if actor is None else actor.id


def allied_by(registry: Registry, one: str, other: str) -> bool:
    """``allied`` by another registry."""
    pair = [registry.by_id(key) for key in (one, other)]
    return any(tie.id in (one, other) for actor in pair if actor is not None for tie in (*actor.allies, *actor.part_of))


@lru_cache(maxsize=50_000)
def words(name: str) -> frozenset[str]:
    """The words of a name or key that say something."""
    return frozenset(plain(name).split()) - _SMALL


@cache
def _generic() -> frozenset[str]:
    found = {word for name in _LISTS.split() for word in word_list(name)} | _MORE | _SMALL | _COUNTED | PRONOUNS
    return frozenset(found | {f"{word}s" for word in found})


def is_pronoun(text: str) -> bool:
    """Whether an expression is a pronoun or says as little."""
    return plain(text) in PRONOUNS or not any(c.isalnum() for c in text)


@lru_cache(maxsize=50_000)
def is_description(name: str) -> bool:
    """Whether an expression only says what someone is ("five armed men", "the army"), not who.

    >>> is_description("at least five civilians"), is_description("Turkish warplanes")
    (True, False)
    """
    if not any(c.isupper() for c in name):
        return not any(c.isalpha() and not c.islower() for c in name)  # a script without capitals may name someone
    return all(word in _generic() or word.isdigit() for word in plain(name).split())


@lru_cache(maxsize=50_000)
def uncounted(text: str) -> str:
    """A description without article and number in front of it, as written: "at least five civilians" → "civilians". A
    number that opens a name stays ("Three Rivers Brigade")."""
    found = text.split()
    while len(found) > 1 and (plain(found[0]) in _ARTICLES or (_counts(found[0]) and not _is_title(found))):
        found = found[1:]
    return " ".join(found)


def _counts(word: str) -> bool:
    bare = plain(word)
    return bare in _COUNTED or bare in _SMALL or bare.replace(" ", "").isdigit()


def _is_title(found: list[str]) -> bool:
    """Whether all words are capitalised, but not a whole text in capitals."""
    return not " ".join(found).isupper() and all(word[:1].isupper() for word in found)
