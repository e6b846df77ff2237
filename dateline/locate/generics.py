"""Words of place names that do not tell places apart: articles, generic words in their spellings ("Tell", "Ain",
"Deir"), and words beside the name that say what kind of place it is ("the town of X", "X governorate")."""

from __future__ import annotations

import re

ARTICLES = frozenset("al ar as ash at ath ad adh an az el er es esh et ed en ez eth il ul ud ur uz".split())
_ARABIC_ARTICLE = "ال"
_SPELLINGS = (
    "tall tell tal tel til تل",
    "ayn ain ein aayn aain aein eyn ajn عين",
    "dayr deir der dair deyr dajr دير",
    "ras raas rass راس",
    "kafr kfar kafar kufr kefr kfr kaffr كفر",
    "umm um oum oumm om omm ام",
    "bir beer bier biir بير",
    "khirbat khirbet kherbet kharbat khurbat khirba kharbet khirbah kherbe khirbe خربه",
    "jabal jebel djebel gebel jabel djabal djebl jabl gabal جبل",
    "wadi ouadi oued wady uadi وادي",
    "abu abou aboo bu abo ابو",
    "qalat qalaat kalat kalaat qalet قلعه",
    "shaykh sheikh cheikh shaikh sheik shekh sheykh seyh sheh شيخ",
    "bayt beit bait beyt bet beyt بيت",
    "qasr kasr ksar qsar kasar قصر",
    "burj bourj borj burdj bordj برج",
    "maarat marrat maaret maaarrat maarrat marat maart معره",
    "hajj haj hadj haji hajji hac haci حاج",
    "jisr djisr jisir jser جسر",
    "suq souk souq suk souqh سوق",
    "bani beni banu بني",
    "ibn bin ben ابن بن",
    "nabi neby nebi نبي",
    "mazraat mazrat mezraat mazraet mezra mazraa mazraah مزرعه",
    "qaryat karyat qariyat قريه",
    "hillat hillet hilla hellet حله",
    "nahiyat nahiya nahiyah nahia ناحيه",
    "arab عرب",
    "salaf سلف",
    "sayyid sayed seyid saiyid sayid سيد",
    "wad ouad",
    "saint st sankt",
    "mount mt mtn",
    "fort ft",
)
_GENERICS = {spelling: words.split()[0] for words in _SPELLINGS for spelling in words.split()}
GENERICS = frozenset(_GENERICS.values())
"""The generic words, each in its one spelling."""
FEATURE_WORDS = {
    word: kind
    for kind, words in {
        "settlement": "city town village hamlet suburb township municipality townlet capital neighbourhood neighborhood"
        " quarter kebele",
        "admin1": "governorate province state oblast prefecture canton territory region emirate voivodeship muhafazah"
        " department",
        "admin2": "district county subdistrict sub-district borough raion parish shire countryside locality woreda"
        " jurisdiction",
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
"""Kinds of place named by a word beside the name, as in "Raqqa governorate" or "the town of Ain Issa"."""
_FEATURES = "|".join(sorted((re.escape(w) for w in FEATURE_WORDS), key=len, reverse=True))
_FEATURE_FIRST = re.compile(rf"(?:[\w-]{{1,20}} ){{0,3}}?({_FEATURES})s? of (?:the )?", re.IGNORECASE)
_FEATURE_LAST = re.compile(rf"[ -]({_FEATURES})$", re.IGNORECASE)


def core_words(folded: str) -> list[str]:
    """The words of a folded name that tell it apart: articles dropped, Latin generics in one spelling. Never empty for
    a name that is not. Arabic words stay in their script, without their article."""
    words = folded.split()
    if not folded.isascii():
        words = [_without_arabic_article(w) for w in words]
    if len(words) == 1:
        return words
    if len(words) > 1 and words[0] == "the":
        words = words[1:]
    kept = [_GENERICS.get(w, w) if w.isascii() else w for w in words if w not in ARTICLES] if len(words) > 1 else words
    return kept or words


def has_article(folded: str) -> bool:
    """Whether a folded name begins with an Arabic article, in Latin or Arabic letters."""
    first, _, rest = folded.partition(" ")
    return (first in ARTICLES and rest != "") or _without_arabic_article(first) != first


def bare_words(folded: str) -> list[str]:
    """The core words of a folded name without those that come and go ("Qaryat", "Tell"); none where nothing would
    be left, or nothing left out."""
    words = core_words(folded)
    kept = [w for w in words if generic(w) not in GENERICS]
    return kept if len(kept) < len(words) else []


def generic(word: str) -> str:
    """The spelling under which a generic word is known, Arabic ones in Latin letters; any other word as it is."""
    return _GENERICS.get(word, word)


def _without_arabic_article(word: str) -> str:
    bare = word.removeprefix(_ARABIC_ARTICLE)
    return bare if len(bare) > 1 else word


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
