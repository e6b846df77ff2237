"""Numbers in words and figures, with the bounds that "at least", "up to" or "dozens of" give them.

The bounds of vague words follow the annotation guide: dozens [24, -], hundreds [200, -], thousands [2000, -].
"""

from __future__ import annotations

from msgspec import Struct

_UNITS = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen"
).split()
_TENS = dict(zip("twenty thirty forty fifty sixty seventy eighty ninety".split(), range(20, 100, 10), strict=True))
_SCALES = {"hundred": 100, "thousand": 1000, "million": 1_000_000, "billion": 1_000_000_000, "m": 1_000_000, "k": 1000}
_VAGUE = {
    "dozens": 24, "dozen": 12, "scores": 40, "hundreds": 200, "thousands": 2000, "millions": 2_000_000, "tens": 20,
}  # fmt: skip
_MULTIPLES = ("tens", "dozens", "scores", "hundreds")
_LOW = ("at least", "no fewer than", "no less than", "not less than", "a minimum of", "minimum of")
_MORE = ("more than", "over", "above", "upwards of", "in excess of", "exceeding")
_HIGH = ("up to", "as many as", "at most", "no more than", "a maximum of", "maximum of", "not more than")
_FEWER = ("fewer than", "less than", "under", "below")
_ABOUT = (
    "about",
    "around",
    "approximately",
    "roughly",
    "some",
    "nearly",
    "almost",
    "an estimated",
    "estimated",
    "circa",
)
_BEFORE_THOUSANDS = frozenset(
    "of than least most over about around some nearly almost roughly approximately to".split()
)
MODIFIERS = (*_LOW, *_MORE, *_HIGH, *_FEWER, *_ABOUT)
_MODIFIER_WORDS = frozenset(w for m in MODIFIERS for w in m.split()) | {"between", "a", "another", "the"}


class Number(Struct, frozen=True):
    """Bounds of a number, and its words ``first:last`` (last exclusive) in the list it was read from."""

    low: int | None
    high: int | None
    first: int
    last: int


def exact(words: list[str], start: int) -> tuple[int, int] | None:
    """The plain number that begins at ``words[start]`` (lower case) and the word after it, or None."""
    i, total, current, seen = start, 0.0, 0.0, False
    while i < len(words):
        word = words[i]
        value = _figure(word)
        if value is not None:
            if seen:
                break
            while _thousands(words, i, start):
                i, value = i + 1, value * 1000 + int(words[i + 1])
            current, seen = value, True
        elif word in _UNITS:
            if seen and (current % 10 or current % 100 == 10) and current % 100:
                break
            current, seen = current + _UNITS.index(word), True
        elif word in _TENS:
            current, seen = current + _TENS[word], True
        elif (
            word in _SCALES
            and (seen or word in ("hundred", "thousand", "million"))
            and (i > start or word not in ("m", "k"))
        ):
            scale = _SCALES[word]
            if word in ("hundred", "dozen"):
                current = (current or 1) * scale
            else:
                total, current = total + (current or 1) * scale, 0
            seen = True
        elif word == "dozen" and seen:
            current, seen = current * 12, True
        elif word in ("-", "and") and seen and i + 1 < len(words) and _continues(words, i, current, total):
            pass
        else:
            break
        i += 1
    if not seen:
        return None
    while words[i - 1] in ("-", "and"):
        i -= 1
    return round(total + current), i


def _thousands(words: list[str], i: int, start: int) -> bool:
    """Whether a blank parts thousands: "1 250", but not "May 1 250 people", "in 2015 250" or "Brigade 93 120 men"."""
    if i + 1 >= len(words) or len(words[i + 1]) != 3 or not words[i + 1].isdecimal() or not words[i + 1].isascii():
        return False
    if not words[i].isdecimal() or len(words[i]) > 3 or (i == start and words[i].startswith("0")):
        return False
    before = words[start - 1] if start else ""
    return before in _BEFORE_THOUSANDS or i > start


def _continues(words: list[str], i: int, current: float, total: float) -> bool:
    after = words[i + 1]
    small = after in _UNITS or after in _TENS
    if words[i] == "-":
        return small and words[i - 1] in _TENS
    return small and words[i - 1] in _SCALES


def _figure(word: str) -> float | None:
    if not word or not word[0].isdecimal() or not word.isascii():
        return None
    plain = word.replace(",", "")
    if plain.isdecimal():
        return int(plain) if len(plain) <= 12 else None
    whole, dot, part = plain.partition(".")
    if dot and whole.isdecimal() and part.isdecimal() and len(plain) <= 12:
        return float(plain)
    return None


def read(words: list[str], start: int) -> Number | None:
    """The number, with its bounds, that begins at ``words[start]``; modifiers before ``start`` are taken in. A year, a
    percentage, a sum of money and an ordinal are none."""
    start = _outer(words, start)
    word = words[start]
    vague = _vague(words, start)
    if vague is not None:
        low, last = vague
        return _bounded(words, start, last, low, None)
    found = _half(words, start) or _dozen(words, start) or exact(words, start)
    if found is None:
        return None
    value, last = found
    after = words[last] if last < len(words) else ""
    if after in ("%", "percent", "per", "pc") or (start and words[start - 1] in ("$", "€", "£", "no.", "number")):
        return None
    if word == "one" and (after in ("of", "another") or word_is(words, start - 1, ("no",))):
        return None
    high = value
    if after in ("-", "–", "to", "or") and last + 1 < len(words):
        second = exact(words, last + 1)
        if second is not None and second[0] > value and words[last + 1] not in ("hundred", "thousand"):
            high, last = second
    elif after == "and" and start and words[start - 1] == "between":
        second = exact(words, last + 1) if last + 1 < len(words) else None
        if second is not None:
            return Number(value, second[0], start - 1, second[1])
    return _bounded(words, start, last, value, high)


def _vague(words: list[str], start: int) -> tuple[int, int] | None:
    word = words[start]
    if word in _MULTIPLES and words[start + 1 : start + 2] == ["of"] and words[start + 2 : start + 3] != []:
        scale = words[start + 2].removesuffix("s")
        if words[start + 2] in ("thousands", "millions"):
            return _VAGUE[word] * _SCALES[scale], start + 3
    if word in ("several", "few") and words[start + 1 : start + 2] == ["dozen"]:
        return _VAGUE["dozens"], start + 2
    if word in ("dozens", "scores", "hundreds", "thousands", "millions"):
        return _VAGUE[word], start + 1
    return None


def _outer(words: list[str], start: int) -> int:
    """Where the number begins that a word is the end of: "hundreds of thousands", "several dozen", "half a million"."""
    before = words[max(0, start - 2) : start]
    if words[start] in ("thousands", "millions") and before[1:] == ["of"] and before[0] in _MULTIPLES:
        return start - 2
    if words[start] == "dozen" and before[-1:] and before[-1] in ("several", "few"):
        return start - 1
    return start - 2 if words[start] in _SCALES and before == ["half", "a"] else start


def _half(words: list[str], start: int) -> tuple[int, int] | None:
    """ "Half a million"."""
    if words[start : start + 2] == ["half", "a"] and words[start + 2 : start + 3] and words[start + 2] in _SCALES:
        return _SCALES[words[start + 2]] // 2, start + 3
    return None


def _dozen(words: list[str], start: int) -> tuple[int, int] | None:
    """ "A dozen"."""
    return (_VAGUE["dozen"], start + 1) if words[start] == "dozen" and word_is(words, start - 1, ("a",)) else None


def _bounded(words: list[str], first: int, last: int, low: int, high: int | None) -> Number:
    if word_is(words, first - 1, ("a",)) and words[first] == "dozen":
        first -= 1
    before = " ".join(words[max(0, first - 4) : first])
    for group, kind in ((_LOW, "low"), (_HIGH, "high"), (_FEWER, "fewer"), (_MORE, "more"), (_ABOUT, "about")):
        for modifier in group:
            if before == modifier or before.endswith(" " + modifier):
                first -= modifier.count(" ") + 1
                if kind == "low":
                    return Number(low, None, first, last)
                if kind == "high":
                    return Number(None, high if high is not None else low, first, last)
                if kind == "fewer":
                    return Number(None, high if high is not None else low, first, last)
                if kind == "more":
                    return Number(low, None, first, last)
                return Number(low, high, first, last)
    if words[last : last + 2] == ["or", "more"]:
        return Number(low, None, first, last + 2)
    return Number(low, high, first, last)


def word_is(words: list[str], i: int, among: tuple[str, ...]) -> bool:
    """Whether word ``i`` exists and is one of ``among``."""
    return 0 <= i < len(words) and words[i] in among
