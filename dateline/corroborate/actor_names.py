"""Which names can be an actor's across reports, and the id that an actor known from reports alone gets.

"The army", "rebels", "gunmen" are nobody's name. A name all of whose words are of that kind ("National Police",
"Supreme Court", an acronym that nobody spells out) is borne by others elsewhere: it is an actor only together with a
country. A name with a word of its own ("Monotheism Supporters Brigades") is one wherever it stands. Persons are none.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache

from msgspec import Struct

from dateline.corroborate.states import is_institution, state, within_state
from dateline.locate.names import fold
from dateline.read.actors import is_acronym, normal
from dateline.read.lists import words as word_list

LONGEST = 64
"""Characters of a name; what is longer is a description."""
_MOST_WORDS = 9
_PEOPLE = frozenset(
    "fighters militants rebels troops soldiers members gunmen guerrillas insurgents terrorists extremists jihadists "
    "militiamen men spokesman spokeswoman spokesperson officials commanders leaders sources combatants".split()
)
_HEADS = frozenset(
    "army armies front fronts movement movements party brigade brigades battalion battalions regiment division legion "
    "corps command committee commission council union league alliance coalition forces force militia militias guard "
    "guards police group groups network organisation organization association federation confederation congress "
    "assembly agency bureau office ministry department secretariat institute institution centre center foundation "
    "fund society observatory court tribunal university church conference mission authority administration government "
    "service services cartel gang gangs squad squads patrol patrols units unit resistance faction factions press news "
    "radio television tv newspaper times daily post tribune gazette channel broadcasting company corporation bank "
    "trust initiative forum board staff directorate junta syndicate chamber academy hospital federations unions tribe "
    "tribes clan jihad state emirate caliphate republic parliament senate programme program project campaign platform "
    "bloc block rally watch crescent cross helmets frente ejercito movimiento partido comite brigada liwa jaysh jaish "
    "harakat jabhat kataib katibat saraya ansar jund faylaq tahrir hizb hezb lashkar tehrik jamaat".split()
)
_COMMON = frozenset(
    "inquiry investigation recovery trust fund "
    "national nation state federal central general supreme high higher royal republican republic presidential people "
    "peoples popular public civil civilian international regional local joint special security defence defense "
    "interior foreign affairs internal external military armed air naval land ground border counter anti terrorism "
    "terror revolutionary revolution democratic democracy liberation freedom free liberal conservative christian "
    "islamic muslim social socialist communist labour labor workers united unity union patriotic resistance salvation "
    "self independent independence northern southern eastern western north south east west new human rights justice "
    "peace law order intelligence information communications health education finance treasury customs prison "
    "emergency rapid response support operations operation task first second third fourth fifth main chief command "
    "staff war council electoral constitutional criminal election elections transitional provisional interim "
    "opposition ruling political radical left right wing youth women students student mothers relatives families "
    "teachers lawyers doctors press news radio tv television daily broadcasting service and of for the in against to "
    "a an on at by with de la del y el mixed garrison zone brigade infantry artillery cavalry mechanized mountain "
    "marines marine navy army police guard".split()
)
_VAGUE = frozenset(
    "high general supreme joint command commands staff forces force international local council war allied security "
    "armed regular special operations troops foreign coalition resistance opposition movement group military popular "
    "public political state national".split()
)
_SMALL_WORDS = frozenset("of for the and in on to against with by at de la del y el a an".split())
_SMALL = frozenset("of for the and in on to against with by at de la del y".split())
_MARKS = " \"“”‘'’()[],.;:-–—"
_NO_LETTERS = re.compile(r"[\W_]+")
_NAMED = "named:"


class Form(Struct, frozen=True):
    """A name as it is compared: ``key``, and the ``country`` it is bound to (None: it means the same anywhere)."""

    key: str
    country: str | None = None


@lru_cache(maxsize=50_000)
def key(name: str) -> str:
    """A name in one spelling: no case, accents, dots, hyphens, quotation marks, article or possessive ending."""
    bare = " ".join(name.split()).strip(_MARKS)
    for ending in ("’s", "'s", "’S", "'S"):
        bare = bare.removesuffix(ending)
    return normal(bare)


@lru_cache(maxsize=50_000)
def trimmed(name: str) -> str:
    """A name without what stands around it in a phrase: words in small letters in front ("government-created Ethiopian
    Human Rights Commission"), people behind ("Monotheism Supporters Brigades fighters")."""
    words = " ".join(name.split()).strip(_MARKS).split()
    first = next((i for i, word in enumerate(words) if not word[:1].islower() or _is_article(word)), 0)
    if not any(word in _SMALL for word in words[:first]):  # not "people of Iraq"
        words = words[first:]
    if len(words) > 1 and words[0].casefold() in {"the", "a", "an"}:
        words = words[1:]
    while len(words) > 1 and words[-1].casefold() in _PEOPLE:
        words = words[:-1]
    return " ".join(words)


def _is_article(word: str) -> bool:
    """Whether a name may begin with it: "al-Ghuraba Brigades"."""
    return word.startswith(("al-", "el-", "ad-", "as-", "ash-", "an-", "ar-", "at-", "az-", "de", "la"))


def is_common(name: str) -> bool:
    """Whether a name says only what someone is, or is an acronym: others bear it elsewhere."""
    words = key(name).split()
    return is_acronym(name) or all(word in _common() or word[0].isdigit() for word in words)


def has_common_word(name: str) -> bool:
    """Whether one of a name's words, small ones aside, says what someone is: an office, a body, a sort of people."""
    return any(word in _common() and word not in _SMALL_WORDS for word in key(name).split())


@lru_cache(maxsize=50_000)
def form(name: str, where: str | None = None) -> Form | None:
    """What a name is compared by, in a report on the country ``where``; None for what can be no actor's name across
    reports."""
    bare = trimmed(name)
    if not bare or len(bare) > LONGEST or not any(c.isalpha() for c in bare):
        return None
    words = bare.split()
    if len(words) > _MOST_WORDS or (len(words) == 1 and not is_acronym(bare)):
        return None
    if key(bare) in _common_nouns():
        return None
    split = within_state(bare, where)
    if split is not None:
        country, rest = split
        if is_common(rest) and len(rest.split()) > 1:
            return Form(plain(rest), country)
    if not is_common(bare):
        return Form(plain(bare))
    if (len(words) == 1 and not is_acronym(bare)) or is_institution(key(bare)) or set(key(bare).split()) <= _VAGUE:
        return None
    return Form(plain(bare), where) if where is not None else None


@lru_cache(maxsize=50_000)
def is_name(written: str) -> bool:
    """Whether an expression that a report takes for an organisation's or armed actor's name has the shape of one: two
    words or more, capitals in front and at the end, a word for a body among them. Less is left to the text: an acronym
    that it spells out."""
    bare = trimmed(written)
    words = bare.split()
    if not 2 <= len(words) <= _MOST_WORDS or len(bare) > LONGEST or any(mark in bare for mark in '()[]"“”|@#…'):
        return False
    if words[-1].casefold() in _SMALL:  # cut short
        return False
    if not (_is_capital(words[0]) and _is_capital(words[-1])) or words[0].endswith(("'s", "’s", "s'", "s’")):
        return False
    if words[-1].endswith(("'s", "’s", "'", "’")) or all(word[0].isdigit() for word in words):
        return False
    if state(bare) is not None or "from" in words:
        return False
    lower = [fold(word) for word in words]
    until = next(
        (i for i, word in enumerate(lower) if word in {"of", "for", "on", "in", "to", "against"} and i), len(lower)
    )
    if lower[until - 1] not in _HEADS and lower[0] not in _HEADS and lower[-1] not in _HEADS:
        return False
    return len(words) > 2 or not all(word in _common_nouns() for word in lower)


def _is_capital(word: str) -> bool:
    return word[:1].isupper() or word[:1].isdigit() or (_is_article(word) and any(c.isupper() for c in word))


def plain(name: str) -> str:
    """A name's letters and digits alone, its words parted by spaces: what its id is made of."""
    return " ".join(_NO_LETTERS.sub(" ", key(name)).split())


def id_of(found: Form) -> str:
    """The id of an actor that is known by a name alone."""
    return f"{_NAMED}{found.key.replace(' ', '-')}" + (f".{found.country.lower()}" if found.country else "")


def form_of(actor: str) -> Form | None:
    """The name that an id was made of; None for the id of an actor that is known otherwise."""
    if not actor.startswith(_NAMED):
        return None
    name, _, country = actor.removeprefix(_NAMED).partition(".")
    return Form(name.replace("-", " "), country.upper() or None)


@cache
def _common() -> frozenset[str]:
    return _COMMON | _HEADS | _common_nouns()


@cache
def _common_nouns() -> frozenset[str]:
    """Nouns for sorts of people and bodies, singular and plural."""
    lists = (
        "members fighters armed_bodies bodies person_nouns crowds anonymous media_nouns witness_nouns military_nouns "
        "armed_nouns official_nouns government_nouns organisation_nouns countries settlements"
    )
    found = {word for name in lists.split() for word in word_list(name)}
    return frozenset(found | {f"{word}s" for word in found})
