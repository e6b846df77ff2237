"""Names by their sound: a key that spellings of different transcription habits share, and a skeleton of consonants.

The habits covered are those of the BGN/PCGN, French mandate and press romanisations of Arabic, and Kurdish and Turkish
spelling. Names in Arabic script keep their letters in the key; their skeleton is that of a romanised name, so that one
is found by the other.
"""

from __future__ import annotations

import re
from functools import lru_cache

from dateline.locate.folding import ARABIC_LETTER
from dateline.locate.generics import bare_words, core_words

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
_ARABIC_WEAK_END = re.compile(r"(?<=\w\w)[اه]$")
# Sounds that transcriptions confuse; letters that no group names are a class of their own.
_CLASSES = {c: group[0] for group in ("bp", "dt", "kqgğ", "sz", "jc", "fv", "xh", "šč") for c in group}
# Arabic letters by the class of the consonant that romanisations have for them; the others count as vowels.
_ARABIC_CLASSES = {
    letter: sound
    for sound, letters in {
        "b": "بپ", "d": "تثدذضطټڈ", "j": "ج", "x": "خ", "r": "رڕړ", "s": "زسصظ", "š": "شچ", "k": "غقكگ", "f": "فڤ",
        "l": "لڵ", "m": "م", "n": "نڼ",
    }.items()
    for letter in letters
} | {"ژ": "j"}  # fmt: skip
_SILENT = "aeiouwyh" + "اعحهويەێۆۇۊێ"
_TO_CLASS = str.maketrans({**_CLASSES, **_ARABIC_CLASSES, **dict.fromkeys(_SILENT)})
LATIN = frozenset("abcdefghijklmnopqrstuvwxyzğšč")
"""The sounds of names in Latin letters."""
_SKELETON_LETTERS = "bdfjklmnršsx"


@lru_cache(maxsize=4096)
def word_sounds(word: str) -> str:
    """One folded word as sounds: digraphs as one letter, doubled letters single, a weak ending gone."""
    if word.isascii():
        return _WEAK_END.sub("", _DOUBLED.sub(r"\1", _GROUP.sub(_group_sound, word)))
    return _ARABIC_WEAK_END.sub("", word) if ARABIC_LETTER.search(word) else word


def _group_sound(match: re.Match[str]) -> str:
    return _GROUPS[match[0]]


def sounds(folded: str) -> str:
    """The core words of a folded name as one string of sounds."""
    return _DOUBLED.sub(r"\1", "".join(word_sounds(w) for w in core_words(folded)))


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


def bare_skeleton(folded: str) -> str | None:
    """The skeleton of a name without its generic words ("Tell", "Qaryat"), None where it has none of them or nothing
    else. So "Tell ash Shawr" is found by "Shor"."""
    words = bare_words(folded)
    return _bones(_DOUBLED.sub(r"\1", "".join(word_sounds(w) for w in words))) if words else None


def has_skeleton(folded: str) -> bool:
    """Whether a name in its script can be found by its skeleton: Latin and Arabic ones can."""
    return folded.isascii() or ARABIC_LETTER.search(folded) is not None


def _bones(found: str) -> str:
    return _DOUBLED.sub(r"\1", found.translate(_TO_CLASS)) or found


def skeleton_neighbours(bones: str) -> list[str]:
    """``bones`` and every skeleton one letter away (one dropped, added or exchanged), sorted, ``bones`` first. A
    skeleton too long for a name has no neighbours."""
    if len(bones) > _LONGEST_BONES:
        return [bones]
    near: set[str] = set()
    for i in range(len(bones)):
        near.add(bones[:i] + bones[i + 1 :])
        near.update(bones[:i] + c + bones[i + 1 :] for c in _SKELETON_LETTERS)
    for i in range(len(bones) + 1):
        near.update(bones[:i] + c + bones[i:] for c in _SKELETON_LETTERS)
    near = {_DOUBLED.sub(r"\1", n) for n in near} - {"", bones}
    return [bones, *sorted(near)]


_LONGEST_BONES = 40
