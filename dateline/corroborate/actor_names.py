"""Which names can be an actor's across reports, and the id that an actor known from reports alone gets.

"The army", "rebels", "gunmen" are nobody's name. A name all of whose words are of that kind ("National Police",
"Supreme Court", an acronym that nobody spells out) is borne by others elsewhere: it is an actor only together with a
country. A name with a word of its own ("Monotheism Supporters Brigades") is one wherever it stands. Persons are none.
"""

from __future__ import annotations

import re
from functools import lru_cache

from msgspec import Struct

from dateline.corroborate.actor_words import (
    EPITHETS,
    HEADS,
    ORGANS,
    OWNERS,
    PEOPLE,
    VAGUE,
    WEAK_HEADS,
    common,
    common_nouns,
)
from dateline.corroborate.states import is_institution, state, within_state
from dateline.locate.names import fold
from dateline.read.actors import is_acronym, normal

LONGEST = 64
"""Characters of a name; what is longer is a description."""
_MOST_WORDS = 9
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
    while len(words) > 2 and _is_epithet(words[0].casefold()):
        words = words[1:]
    while len(words) > 1 and words[-1].casefold() in PEOPLE:
        words = words[:-1]
    return " ".join(words)


def without_organ(name: str) -> str | None:
    """The body of which a name says the part that speaks for it: "FMLN General Command" → "FMLN"; else None."""
    words = trimmed(name).split()
    left = len(words)
    while left and words[left - 1].casefold() in ORGANS:
        left -= 1
    return " ".join(words[:left]) if 0 < left < len(words) else None


def _is_epithet(word: str) -> bool:
    return word in EPITHETS or word.startswith("pro-") or word.endswith("-backed")


def _is_article(word: str) -> bool:
    """Whether a name may begin with it: "al-Ghuraba Brigades"."""
    return word.startswith(("al-", "el-", "ad-", "as-", "ash-", "an-", "ar-", "at-", "az-", "de", "la"))


@lru_cache(maxsize=50_000)
def is_common(name: str) -> bool:
    """Whether a name says only what someone is, or is an acronym: others bear it elsewhere."""
    words = key(name).split()
    return is_acronym(name) or all(word in common() or word[0].isdigit() for word in words)


def has_common_word(name: str) -> bool:
    """Whether one of a name's words, small ones aside, says what someone is: an office, a body, a sort of people."""
    return any(word in common() and word not in _SMALL_WORDS for word in key(name).split())


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
    if key(bare) in common_nouns():
        return None
    split = within_state(bare, where)
    if split is not None:
        country, rest = split
        if is_common(rest) and len(rest.split()) > 1:
            return Form(plain(rest), country)
    if not is_common(bare):
        return Form(plain(bare))
    if (len(words) == 1 and not is_acronym(bare)) or is_institution(key(bare)) or set(key(bare).split()) <= VAGUE:
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
    if lower[until - 1] not in HEADS and lower[0] not in HEADS and lower[-1] not in HEADS:
        return False
    if lower[0] in PEOPLE or (lower[1] == "of" and lower[0].endswith("s") and lower[0] in common_nouns()):
        return False  # "chiefs of state"
    if "and" in lower and all(word in common() for word in lower):
        return False
    if lower[0] in OWNERS or (len(words) == 2 and lower[-1] in WEAK_HEADS):
        return False
    if any(word.endswith(("'s", "’s", "'S", "’S")) for word in words) and lower[-1] in WEAK_HEADS:
        return False  # "President Smith's government"
    return len(words) > 2 or not all(word in common_nouns() for word in lower)


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
