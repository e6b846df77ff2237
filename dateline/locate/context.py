"""What the text around a place's name says of where it lies: containers ("Suruc, Turkey", "the Syrian town of X", "X in
Y"), other names in brackets, and the countries that the report speaks of."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Container
from functools import lru_cache

from dateline.locate.names import FEATURE_WORDS, fold
from dateline.locate.sources import read_table

FIRM, PLAIN, LOOSE = 2, 1, 0  # how firmly a text says that a place lies in another
_WINDOW = 90
_NAME = r"[^\W\d_][\w.’'-]*"
_NAMES = rf"(?:{_NAME} ?){{1,4}}"
_CAPITAL = r"\b[^\W\d_a-z][\w.-]*"  # a name's word without a possessive
_FEATURE = "|".join(sorted((re.escape(w) for w in FEATURE_WORDS), key=len, reverse=True))
_AFTER_COMMA = re.compile(rf",\s{{0,2}}({_NAMES})")
_AFTER_IN = re.compile(
    rf"(?:['’]s)?,?\s(?:(?:{_FEATURE})\s)?(?:located |situated )?in "
    rf"(?:the )?(?:[\w-]+ern )?(?:(?:{_FEATURE}) of )?({_NAMES})"
)
_LISTED = re.compile(r"(?:,\s[^,.;:()]{2,40}){1,4},?\s(?:and|or|&)\s[^\W\d_a-z]")
_IN_BRACKETS = re.compile(r"\s{0,2}\(([^()\n]{2,60})\)")
_LANGUAGE = r"[A-Z][a-z]{2,15}"
_WHERE = rf"(?:(?:in|to|by|among) (?:the )?(?:local )?{_LANGUAGE}(?: speakers)?,? )?"
_CALLED = rf"(?:(?:known|called|named|spelled|spelt|written|pronounced) (?:as )?{_WHERE}(?:as )?|a\.?k\.?a\.? )"
_ALSO = rf"(?:(?:also|formerly|previously|locally|otherwise|better|widely) (?:{_CALLED})?|{_CALLED})"
_ALSO_KNOWN = re.compile(rf",?\s(?:or |and |which is |is )?{_ALSO}{_WHERE}({_NAMES})")
_INTRODUCED = re.compile(rf"(?:or |and )?(?:{_ALSO}|in {_LANGUAGE}[,:]? |{_LANGUAGE}: ?)")  # a name in brackets
_BEFORE = re.compile(
    rf"({_CAPITAL}(?: {_CAPITAL})?)(?:['’]s?)?(?: (?!of\b|in\b|to\b|and\b|from\b)[\w-]{{1,20}}){{0,4}}? "
    rf"(?:{_FEATURE})s?(?: of)?(?: the)? $"
)
_POSSESSIVE = re.compile(rf"({_CAPITAL}(?: {_CAPITAL})?)['’]s? (?:[\w-]{{1,20}} ){{0,2}}$")
_KIND_BEFORE = re.compile(rf"\b({_FEATURE})s? (?:of )?(?:the )?$", re.IGNORECASE)
# "the Karrada district of Baghdad": the kind of another place.
_NAMED_PART = re.compile(r"([^\W\d_a-z][\w’'-]*) (?:district|neighbou?rhood|quarter|suburb|area) of (?:the )?$")
_KIND_AFTER = re.compile(rf"[ -]({_FEATURE})\b", re.IGNORECASE)
_NO_PART = frozenset("the a an this that in northern southern eastern western central capital".split())
_LETTERS = re.compile(r"[^\W\d_]+(?:\.[^\W\d_]\.?)*")

# The press's abbreviations of US states and Canadian provinces (AP stylebook's list), to GeoNames' area codes; postal
# codes of US states are GeoNames' codes themselves.
_US = """
Ala AL Ariz AZ Ark AR Calif CA Colo CO Conn CT Del DE Fla FL Ga GA Ill IL Ind IN Kan KS Ky KY La LA Md MD Mass MA
Mich MI Minn MN Miss MS Mo MO Mont MT Neb NE Nev NV N.H NH N.J NJ N.M NM N.Y NY N.C NC N.D ND Okla OK Ore OR Pa PA
Penn PA R.I RI S.C SC S.D SD Tenn TN Tex TX Vt VT Va VA Wash WA W.Va WV Wis WI Wyo WY D.C DC
""".split()
_US_CODES = """
AL AK AZ AR CA CO CT DE FL GA HI ID IL IN IA KS KY LA ME MD MA MI MN MS MO MT NE NV NH NJ NM NY NC ND OH OK OR PA RI SC
SD TN TX UT VT VA WA WV WI WY DC
""".split()
_CANADA = "Ont 08 Que 10 B.C 02 Alta 01 Man 03 Sask 11 N.B 04 N.S 07 N.L 05 P.E.I 09".split()
_ABBREVIATED = {
    **{name: ("US", code) for name, code in zip(_US[::2], _US[1::2], strict=True)},
    **{code: ("US", code) for code in _US_CODES},
    **{name: ("CA", code) for name, code in zip(_CANADA[::2], _CANADA[1::2], strict=True)},
}


@lru_cache(maxsize=1)
def nationalities() -> dict[str, str]:
    """Folded nationality words, singular and plural ("syrian", "turks"), to country codes. A word of several countries
    ("Congolese", "Dominican") stands for none."""
    found: dict[str, set[str]] = {}
    for row in read_table("countries.csv"):
        for word in filter(None, row["nationalities"].split("|")):
            for form in (fold(word), fold(word) + "s"):
                found.setdefault(form, set()).add(row["country"])
    return {word: next(iter(codes)) for word, codes in sorted(found.items()) if len(codes) == 1}


def countries_spoken_of(text: str) -> Counter[str]:
    """How often nationality words ("Syrian", "South Korean") of each country occur in the text."""
    return Counter({country: n for (country, area), n in spoken_of(text).items() if area is None})


def spoken_of(text: str, names: Container[str] = ()) -> Counter[tuple[str, str | None]]:
    """How often each country is told by a nationality word, as (code, None), and each first-level area by its name, as
    (country, area code); area names that several areas share are left out, and those that fold to one of ``names``,
    which are still to be resolved."""
    words, areas = nationalities(), area_names()
    found: Counter[tuple[str, str | None]] = Counter()
    for word, pair in _telling(text):
        code = words.get(pair) or words.get(word)
        if code:
            found[code, None] += 1
        area = (areas.get(pair) if pair not in names else None) or (areas.get(word) if word not in names else None)
        if area:
            found[area] += 1
    return found


@lru_cache(maxsize=1)
def _telling(text: str) -> list[tuple[str, str]]:
    """Folded, each word of the text with a capital, and it with the one right before it where that has a capital too,
    of those that nationalities or areas are called by. Those of the last text are kept."""
    known = _known_words()
    found: list[tuple[str, str]] = []
    before, at = "", 0
    for match in _LETTERS.finditer(text):
        written = match[0]
        if not written[0].isupper():
            before = ""
            continue
        word = fold_word(written)
        pair = f"{before} {word}" if before and match.start() <= at + 2 else ""
        if word in known or pair in known:
            found.append((word, pair))
        before, at = word, match.end()
    return found


@lru_cache(maxsize=1)
def _known_words() -> frozenset[str]:
    return frozenset({*nationalities(), *area_names()})


fold_word = lru_cache(maxsize=8192)(fold)
"""``fold`` for single words, the last of which are remembered."""


@lru_cache(maxsize=1)
def area_names() -> dict[str, tuple[str, str]]:
    """Folded names of one or two words of first-level areas to (country, area code), where only one area has it."""
    found: dict[str, set[tuple[str, str]]] = {}
    for row in read_table("areas.csv"):
        name = fold(row["name"])
        if len(name) > 3 and name.count(" ") < 2:
            found.setdefault(name, set()).add((row["country"], row["code"]))
    return {name: next(iter(areas)) for name, areas in sorted(found.items()) if len(areas) == 1}


def containers(text: str, start: int, end: int) -> list[str]:
    """Names of what the place at ``text[start:end]`` may lie in, as the text around it puts them, likeliest first: some
    are no places at all, and only those that name an area count. The longest reading of each comes first."""
    return list(dict.fromkeys(name for _, names in told_containers(text, start, end) for name in names))


def told_containers(text: str, start: int, end: int) -> list[tuple[int, list[str]]]:
    """The same by the words that tell them, likeliest first, as (how firmly, the readings): FIRM are "X, Y" and
    "X (Y)", PLAIN "X in Y" and "the Y town of X", LOOSE "Y's X", and "X, Y and Z", which may as well be a list."""
    right = text[end : end + _WINDOW].split("\n", 1)[0]
    left = text[max(0, start - _WINDOW) : start].rsplit("\n", 1)[-1]
    found: list[tuple[int, list[str]]] = []
    for firm, pattern in ((LOOSE if _LISTED.match(right) else FIRM, _AFTER_COMMA), (PLAIN, _AFTER_IN)):
        if m := pattern.match(right):
            found.append((firm, _readings(m[1])))
    if m := _IN_BRACKETS.match(right):
        found.append((FIRM, _readings(m[1])))
    for firm, pattern in ((PLAIN, _BEFORE), (LOOSE, _POSSESSIVE)):
        if m := pattern.search(left):
            words = m[1].split()
            found.append((firm, [" ".join(words[i:]) for i in range(len(words))]))
    return [(firm, names) for firm, names in found if names]


def kind_beside(text: str, start: int, end: int) -> str | None:
    """The kind of place that a word right beside the name gives ("the town of X", "X governorate"), or None. The
    countryside and the border of a place are no kinds of it: they are relations."""
    left = text[max(0, start - 30) : start]
    found = _KIND_AFTER.match(text[end : end + 30]) or (None if _in_named_part(left) else _KIND_BEFORE.search(left))
    if found is None or found[1].lower() in {"countryside", "region", "area", "front", "coast", "state"}:
        return None
    return FEATURE_WORDS[found[1].lower()]


def _in_named_part(left: str) -> bool:
    part = _NAMED_PART.search(left)
    return part is not None and fold(part[1]) not in _NO_PART and fold(part[1]) not in nationalities()


def other_names(text: str, end: int) -> list[str]:
    """Other names of the place that ends at ``end``: "Kobane (Ain al-Arab)", "Kobane, also known as Ain al-Arab",
    "Kobane (Arabic: …)", in any script."""
    right = text[end : end + _WINDOW].split("\n", 1)[0]
    if m := _IN_BRACKETS.match(right):
        parts = [p.strip() for p in re.split(r"[,;/]| or ", m[1])]
        names = [p[m.end() :].strip() if (m := _INTRODUCED.match(p)) else p for p in parts]
        return [n.strip("\"'“”‘’") for n in names if n]
    if m := _ALSO_KNOWN.match(right):
        # The words after the name are none of it: "also known as Ain al-Arab was taken".
        return [r for r in _readings(m[1]) if not r.split()[-1].islower()][:1]
    return []


def abbreviated_area(name: str) -> tuple[str, str] | None:
    """(country, area code) of a press abbreviation such as "Calif." or "N.Y.", None for anything else."""
    return _ABBREVIATED.get(name.strip().rstrip(".").replace(". ", "."))


def _readings(words: str) -> list[str]:
    """The first four, three, two, one words; only those that begin with a capital, or with a letter of a script that
    has none."""
    parts = words.split()
    if not parts or parts[0][0].islower():
        return []
    return [" ".join(parts[:n]).rstrip(",;:") for n in range(len(parts), 0, -1)]
