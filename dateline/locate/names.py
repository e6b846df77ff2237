"""Place names made comparable: folding, a romanisation-insensitive key, a consonant skeleton and a likeness.

Three strings of falling strictness stand for a name:

- ``fold("‘Ayn al ‘Arab")`` = ``"ayn al arab"``: case, diacritics, apostrophes and punctuation gone;
- ``key(...)`` = ``"aynarab"``: articles gone, generic words ("Tell", "Ain", "Deir") in one spelling, spaces, doubled
  letters and vowel length gone: the spellings that differ in transcription habits only share it;
- ``skeleton(...)`` = ``"nrb"``: consonant classes, for finding candidates of a misspelt name.

``likeness`` ranks two names by a weighted edit distance and the skeletons' agreement, 0 to 1. The transcription habits
covered are those of the BGN/PCGN, French mandate and press romanisations of Arabic, and Kurdish and Turkish spelling.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_APART = str.maketrans(
    {"ı": "i", "ø": "o", "ł": "l", "đ": "d", "ß": "ss", "æ": "ae", "œ": "oe", "þ": "th", "ð": "d", "ə": "a", "ŋ": "n"}
    | {"أ": "ا", "إ": "ا", "آ": "ا", "ٱ": "ا", "ى": "ي", "ی": "ي", "ة": "ه", "ک": "ك", "ـ": None}
    | dict.fromkeys("'’‘`´ʻʼʽʾʿ‛′ˈˌʹ״׳.")
)
_ARTICLES = frozenset("al ar as ash at ath ad adh an az el er es esh et ed en ez eth il ul ud ur uz".split())
_GENERICS = {
    spelling: words.split()[0]
    for words in (
        "tall tell tal tel til",
        "ayn ain ein aayn aain aein eyn ajn",
        "dayr deir der dair deyr dajr",
        "ras raas rass",
        "kafr kfar kafar kufr kefr kfr kaffr",
        "umm um oum oumm om omm",
        "bir beer bier biir",
        "khirbat khirbet kherbet kharbat khurbat khirba kharbet khirbah kherbe khirbe",
        "jabal jebel djebel gebel jabel djabal djebl jabl gabal",
        "wadi ouadi oued wady uadi",
        "abu abou aboo bu abo",
        "qalat qalaat kalat kalaat qalet",
        "shaykh sheikh cheikh shaikh sheik shekh sheykh seyh sheh",
        "bayt beit bait beyt bet beyt",
        "qasr kasr ksar qsar kasar",
        "burj bourj borj burdj bordj",
        "maarat marrat maaret maaarrat maarrat marat maart",
        "hajj haj hadj haji hajji hac haci",
        "jisr djisr jisir jser",
        "suq souk souq suk souqh",
        "bani beni banu",
        "ibn bin ben",
        "nabi neby nebi",
        "mazraat mazrat mezraat mazraet mezra mazraa mazraah",
        "qaryat karyat qariyat",
        "saint st sankt",
        "mount mt mtn",
        "fort ft",
    )
    for spelling in words.split()
}
# Kinds of place named by a word beside the name, as in "Raqqa governorate" or "the town of Ain Issa".
FEATURE_WORDS = {
    word: kind
    for kind, words in {
        "settlement": "city town village hamlet suburb township municipality townlet capital neighbourhood neighborhood"
        " quarter kebele",
        "admin1": "governorate province state oblast prefecture canton territory region emirate voivodeship muhafazah"
        " department",
        "admin2": "district county subdistrict sub-district borough raion parish shire countryside locality woreda",
        "camp": "camp",
        "dam": "dam",
        "river": "river",
        "airport": "airport airbase airfield",
        "crossing": "crossing checkpoint",
        "mountain": "mountain mountains mount hill",
        "island": "island islands",
        "area": "area axis front valley basin plain desert corridor pocket zone coast",
    }.items()
    for word in words.split()
}
_FEATURES = "|".join(sorted((re.escape(w) for w in FEATURE_WORDS), key=len, reverse=True))
_FEATURE_FIRST = re.compile(rf"(?:[\w-]{{1,20}} ){{0,3}}?({_FEATURES})s? of (?:the )?", re.IGNORECASE)
_FEATURE_LAST = re.compile(rf"[ -]({_FEATURES})$", re.IGNORECASE)
_NOT_WORD = re.compile(r"[^\w]+|_+")
_VOWELS = frozenset("aeiou")

# Letter groups that stand for one sound, longest first; each becomes one letter in `sounds`.
_GROUPS = {
    "dzh": "j", "sch": "š", "tch": "č", "dsch": "j", "dj": "j", "dż": "j", "dz": "z", "sh": "š", "ch": "š", "kh": "x",
    "gh": "ğ", "th": "t", "dh": "d", "ph": "f", "ck": "k", "qu": "q", "zh": "j", "ts": "s", "tz": "s",
    "aai": "ay", "aae": "a", "ei": "ay", "ai": "ay", "ey": "ay", "aou": "aw", "au": "aw", "ow": "aw",
    "oua": "wa", "oue": "we", "oui": "wi", "ou": "u", "oo": "u", "ee": "i", "ie": "i", "iy": "y",
}  # fmt: skip
_GROUP = re.compile("|".join(sorted(_GROUPS, key=lambda g: (-len(g), g))))
_DOUBLED = re.compile(r"(.)\1+")
_WEAK_END = re.compile(r"(?<=[aeiou])[ht]$")
# Sounds that transcriptions confuse; letters that no group names are a class of their own.
_CLASSES = {c: group[0] for group in ("bp", "dt", "kqgğ", "sz", "jc", "fv", "xh", "šč") for c in group}
_WEAK = frozenset("wyh")
_TO_CLASS = str.maketrans({**_CLASSES, **dict.fromkeys("aeiouwyh")})


def fold(name: str) -> str:
    """``name`` in lower case without diacritics, apostrophes and punctuation; words separated by single spaces."""
    lowered = name.lower()
    if not lowered.isascii():
        lowered = unicodedata.normalize("NFKD", lowered.translate(_APART))
        lowered = "".join(c for c in lowered if not unicodedata.combining(c)).translate(_APART)
    else:
        lowered = lowered.replace("'", "").replace("`", "").replace(".", "")
    return " ".join(_NOT_WORD.sub(" ", lowered).split())


def core_words(folded: str) -> list[str]:
    """The words of a folded name that tell it apart: articles dropped, generics in one spelling. Never empty for a
    name that is not."""
    words = folded.split()
    if len(words) > 1 and words[0] == "the":
        words = words[1:]
    kept = [_GENERICS.get(w, w) for w in words if w not in _ARTICLES] if len(words) > 1 else words
    return kept or words


def _sounds(word: str) -> str:
    if not word.isascii():
        return word  # other scripts have no digraphs
    grouped = _GROUP.sub(_group_sound, word)
    return _WEAK_END.sub("", _DOUBLED.sub(r"\1", grouped))


def _group_sound(match: re.Match[str]) -> str:
    return _GROUPS[match[0]]


def sounds(folded: str) -> str:
    """The core words of a folded name as one string of sounds: digraphs as one letter, doubled letters single."""
    return _DOUBLED.sub(r"\1", "".join(_sounds(w) for w in core_words(folded)))


def key(folded: str) -> str:
    """The key under which the index files a folded name: equal for spellings that differ in transcription only."""
    return sounds(folded)


def skeleton(folded: str) -> str:
    """Consonant classes of a folded name in order, vowels, glides and ``h`` left out; its sounds where none is left."""
    return _bones(sounds(folded))


def key_and_skeleton(folded: str) -> tuple[str, str]:
    """Both at once, for the index's builder."""
    found = sounds(folded)
    return found, _bones(found)


def _bones(found: str) -> str:
    return _DOUBLED.sub(r"\1", found.translate(_TO_CLASS)) or found


def skeleton_neighbours(bones: str) -> list[str]:
    """``bones`` and every skeleton one letter away (one dropped, added or exchanged), sorted, ``bones`` first."""
    near: set[str] = set()
    for i in range(len(bones)):
        near.add(bones[:i] + bones[i + 1 :])
        near.update(bones[:i] + c + bones[i + 1 :] for c in _SKELETON_LETTERS)
    for i in range(len(bones) + 1):
        near.update(bones[:i] + c + bones[i:] for c in _SKELETON_LETTERS)
    near = {_DOUBLED.sub(r"\1", n) for n in near} - {"", bones}
    return [bones, *sorted(near)]


_SKELETON_LETTERS = "bdfjklmnršsx"


def _drop_cost(c: str) -> float:
    if c in _VOWELS:
        return 0.5
    return 0.4 if c in _WEAK else 1.0


def _swap_cost(a: str, b: str) -> float:
    if a == b:
        return 0.0
    if a in _VOWELS and b in _VOWELS:
        return 0.3
    if (a in _WEAK and b in _VOWELS) or (b in _WEAK and a in _VOWELS):
        return 0.4
    return 0.3 if _CLASSES.get(a, a) == _CLASSES.get(b, b) else 1.0


_SWAPS = {(a, b): _swap_cost(a, b) for a in "abcdefghijklmnopqrstuvwxyzğšč" for b in "abcdefghijklmnopqrstuvwxyzğšč"}


def distance(a: str, b: str) -> float:
    """Weighted edit distance of two strings of sounds: a vowel or glide weighs less than a consonant, sounds of one
    class less than strangers."""
    drops_b = [_drop_cost(c) for c in b]
    above = [0.0]
    for cost in drops_b:
        above.append(above[-1] + cost)
    for ca in a:
        cost_a = _drop_cost(ca)
        left = above[0] + cost_a
        row = [left]
        for j, cb in enumerate(b):
            swap = 0.0 if ca == cb else _SWAPS.get((ca, cb), 1.0)
            left = min(above[j] + swap, above[j + 1] + cost_a, left + drops_b[j])
            row.append(left)
        above = row
    return above[-1]


@lru_cache(maxsize=65536)
def _prepared(folded: str) -> tuple[str, str, float]:
    found = sounds(folded)
    return found, skeleton(folded), sum(map(_drop_cost, found))


@lru_cache(maxsize=65536)
def likeness(a: str, b: str) -> float:
    """How alike two folded names are, from 0 (strangers) to 1 (same sounds). Symmetric."""
    if a == b:
        return 1.0
    sounds_a, bones_a, weight_a = _prepared(a)
    sounds_b, bones_b, weight_b = _prepared(b)
    if not sounds_a or not sounds_b:
        return 0.0
    of_sounds = max(0.0, 1 - 2 * distance(sounds_a, sounds_b) / (weight_a + weight_b))
    of_bones = 1.0 if bones_a == bones_b else max(0.0, 1 - distance(bones_a, bones_b) / max(len(bones_a), len(bones_b)))
    return 0.7 * of_sounds + 0.3 * of_bones


def split_feature(name: str) -> tuple[str, str | None]:
    """The name without the words beside it, and the kind of place they name: "Raqqa governorate" → ("Raqqa",
    "admin1"), "the town of Ain Issa" → ("Ain Issa", "settlement"), "Aleppo" → ("Aleppo", None)."""
    text = name.strip()
    first = _FEATURE_FIRST.match(text)
    if first and first.end() < len(text):
        return text[first.end() :], FEATURE_WORDS[first[1].lower()]
    last = _FEATURE_LAST.search(text)
    if last and last.start() > 0:
        return text[: last.start()].removeprefix("the ").removeprefix("The "), FEATURE_WORDS[last[1].lower()]
    return text, None
