"""Unicode out of the way: case, diacritics, apostrophes and punctuation gone, Cyrillic spelt in Latin letters.

Arabic script stays Arabic, in one spelling of its letters (hamza carriers, final ya, ta marbuta, Persian kaf and ya):
its short vowels are not written, so that nothing spells it in Latin letters for certain.
"""

from __future__ import annotations

import re
import unicodedata

_LATIN = {
    "ı": "i",
    "ø": "o",
    "ł": "l",
    "đ": "d",
    "ß": "ss",
    "æ": "ae",
    "œ": "oe",
    "þ": "th",
    "ð": "d",
    "ə": "a",
    "ŋ": "n",
}
_MARKS: dict[str, str | None] = dict.fromkeys("'’‘`´ʻʼʽʾʿ‛′ˈˌʹ״׳.")
_ARABIC: dict[str, str | None] = {
    "أ": "ا", "إ": "ا", "آ": "ا", "ٱ": "ا", "ى": "ي", "ی": "ي", "ئ": "ي", "ؤ": "و", "ة": "ه", "ۃ": "ه", "ہ": "ه",
    "ھ": "ه", "ک": "ك", "ـ": None, "ء": None,
}  # fmt: skip
# After the romanisation of the US board on geographic names (BGN/PCGN) for Russian and Ukrainian, without its marks;
# э is e and initial е no ye, as the press has it. The rest are letters of Belarusian, Serbian, Macedonian and Kazakh.
_CYRILLIC: dict[str, str | None] = {
    "а": "a", "б": "b", "в": "v", "г": "g", "д": "d", "е": "e", "ё": "e", "ж": "zh", "з": "z", "и": "i", "й": "y",
    "к": "k", "л": "l", "м": "m", "н": "n", "о": "o", "п": "p", "р": "r", "с": "s", "т": "t", "у": "u", "ф": "f",
    "х": "kh", "ц": "ts", "ч": "ch", "ш": "sh", "щ": "shch", "ъ": None, "ы": "y", "ь": None, "э": "e", "ю": "yu",
    "я": "ya", "і": "i", "ї": "yi", "є": "ye", "ґ": "g", "ў": "w", "ђ": "dj", "ј": "j", "љ": "lj", "њ": "nj",
    "ћ": "c", "џ": "dzh", "ѓ": "gj", "ќ": "kj", "ѕ": "dz", "ә": "a", "ғ": "gh", "қ": "q", "ң": "n", "ө": "o",
    "ұ": "u", "ү": "u", "һ": "h",
}  # fmt: skip
_APART = str.maketrans(_LATIN | _MARKS | _ARABIC | _CYRILLIC)
_ASCII_MARKS = str.maketrans(dict.fromkeys("'`."))
_NOT_WORD = re.compile(r"[^\w]+|_+")
ARABIC_LETTER = re.compile("[\u0620-\u064a\u066e-\u06d5]")
"""A letter of Arabic script, Persian and Kurdish ones among them."""


def fold(name: str) -> str:
    """``name`` in lower case without diacritics, apostrophes and punctuation, Cyrillic in Latin letters; words
    separated by single spaces. Folding again changes nothing."""
    lowered = name.lower()
    if lowered.isascii():
        if lowered.isalnum():
            return lowered  # most words
        lowered = lowered.translate(_ASCII_MARKS)
    else:
        composed = unicodedata.normalize("NFC", lowered).translate(_APART)
        bare = "".join(c for c in unicodedata.normalize("NFKD", composed) if not unicodedata.combining(c))
        lowered = bare if bare.isascii() and bare.islower() else bare.lower().translate(_APART)
    return " ".join(_NOT_WORD.sub(" ", lowered).split())
