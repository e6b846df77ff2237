"""Which language a report is in. Only English is read for now."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

from dateline.collect.wordlist import words
from dateline.errors import LanguageError

_SAMPLE = 20_000
# Frequent English words that are rare in other languages that share the letters ("in", "is", "was", "of" are left out:
# German and Dutch have them).
_ENGLISH = words(
    "the and that with from were which been have has his their they this after said will would who are it as not but "
    "to by for its than into when where while against about over between during killed forces city people according"
)
_WORD = re.compile(r"[^\W\d_]+")
_SURE = 0.10
"""Share of those words from which a text is English. English news has 0.2 to 0.35, all-capitals wires too; text in
other languages stays under 0.03."""
_FOREIGN = 0.04
_ENOUGH_WORDS = 12
_ENOUGH_LETTERS = 40
_CONFIDENT = 0.9
_NAMES = {
    "af": "Afrikaans", "ar": "Arabic", "az": "Azerbaijani", "bg": "Bulgarian", "bn": "Bengali", "ca": "Catalan",
    "cs": "Czech", "da": "Danish", "de": "German", "el": "Greek", "es": "Spanish", "et": "Estonian", "fa": "Persian",
    "fi": "Finnish", "fr": "French", "he": "Hebrew", "hi": "Hindi", "hr": "Croatian", "hu": "Hungarian",
    "hy": "Armenian", "id": "Indonesian", "it": "Italian", "ja": "Japanese", "ka": "Georgian", "ko": "Korean",
    "ku": "Kurdish", "lt": "Lithuanian", "lv": "Latvian", "ms": "Malay", "nb": "Norwegian", "nl": "Dutch",
    "nn": "Norwegian", "no": "Norwegian", "pl": "Polish", "ps": "Pashto", "pt": "Portuguese", "ro": "Romanian",
    "ru": "Russian", "sk": "Slovak", "sl": "Slovenian", "so": "Somali", "sq": "Albanian", "sr": "Serbian",
    "sv": "Swedish", "sw": "Swahili", "ta": "Tamil", "th": "Thai", "tr": "Turkish", "ug": "Uyghur", "uk": "Ukrainian",
    "am": "Amharic", "ur": "Urdu", "vi": "Vietnamese", "zh": "Chinese",
}  # fmt: skip


def language_of(text: str) -> str | None:
    """``"en"``, or ``None`` where the text is too short or mixed to tell. Raises ``LanguageError``, which names the
    language, where it is surely another: frequent English words are missing and py3langid agrees."""
    words = [w.lower() for w in _WORD.findall(text[:_SAMPLE])]
    if not words:
        return None
    english = sum(1 for w in words if w in _ENGLISH) / len(words)
    if english >= _SURE and len(words) >= 4:
        return "en"
    letters = sum(len(w) for w in words)
    if letters < _ENOUGH_LETTERS:
        return None
    is_latin = sum(1 for w in words if w[0] < "\u0250") > len(words) / 2
    if is_latin and len(words) < _ENOUGH_WORDS:
        return None
    code, probability = _identify(" ".join(words))
    if code == "en":
        return "en"
    if is_latin and (probability < _CONFIDENT or english >= _FOREIGN):
        return None
    name = _NAMES.get(code, f"the language {code!r}")
    raise LanguageError(f"is in {name}; only English is read for now: give an English version of it")


def _identify(text: str) -> tuple[str, float]:
    """The most likely language and its probability by py3langid."""
    code, probability = _identifier().classify(text)
    return str(code), float(probability)


@cache
def _identifier() -> Any:
    """py3langid's model; loading it takes a second, so only a text in doubt does."""
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
