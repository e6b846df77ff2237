"""Distances and directions as reports word them, as intervals: "30 km", "a few miles", "two hours' drive",
"north-east".

What a figure leaves open follows the point-radius method (Wieczorek, Guo and Hijmans 2004,
doi:10.1080/13658810412331280211, and Chapman and Wieczorek 2006): a distance is good to half the power of ten that it
is a multiple of ("30 km": 5 km either way), a direction to half the way to its neighbours on the compass rose.
"""

from __future__ import annotations

import re

from msgspec import Struct

# Reports round more than surveyors do, and "20 km" may be by road: no distance is taken to be better than this share.
_ROUNDING = 0.1
_HEDGED = 0.2  # … and none with "about" or "nearly" before it than this one
_BEYOND = 1.15  # "more than 400 km" is seldom much more
_LARGEST = 20_000.0  # km: no two places are farther apart than half the Earth's circumference

_KM = {
    "km": 1.0, "kms": 1.0, "kilometer": 1.0, "kilometre": 1.0, "mile": 1.609344, "mi": 1.609344, "yard": 0.0009144,
    "meter": 0.001, "metre": 0.001, "foot": 0.0003048, "feet": 0.0003048,
}  # fmt: skip
_KM |= {"nautical mile": 1.852, "yd": _KM["yard"]}
# Kilometres in an hour. A drive may be over tracks or on a motorway, so only the faster end is used.
_SPEED = {"drive": 100.0, "ride": 100.0, "car": 100.0, "road": 100.0, "walk": 6.0, "march": 6.0, "foot": 6.0}
_HOURS_A_DAY = 8.0

_SMALL = (
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen"
).split()
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
_WORDS = {word: i for i, word in enumerate(_SMALL, 1)} | {word: 10 * i for i, word in enumerate(_TENS, 2)}
_WORDS |= {"a": 1, "an": 1, "hundred": 100, "a hundred": 100}
# Words that name no one number: least and most that they may mean, in the unit after them. Our reading.
_VAGUE = {
    "a couple of": (1, 4), "couple of": (1, 4), "a few": (1, 10), "few": (1, 10), "several": (2, 20), "some": (1, 20),
    "a dozen": (8, 16), "a few dozen": (20, 60), "dozens of": (20, 100), "tens of": (10, 100), "scores of": (30, 100),
    "a few hundred": (100, 600), "several hundred": (200, 1000), "hundreds of": (100, 1000),
    "thousands of": (1000, 9000),
    "half a": (0.3, 0.7), "half an": (0.3, 0.7), "about half a": (0.3, 0.7), "one-third of a": (0.2, 0.5),
    "a third of a": (0.2, 0.5), "a quarter of a": (0.15, 0.35), "a quarter": (0.15, 0.35),
    "three-quarters of a": (0.6, 0.9),
}  # fmt: skip
_FIGURE = r"\d{1,3}(?:,\d{3})+|\d{1,4}(?:[.,]\d{1,2})?"
_SPELT = rf"(?:{'|'.join(_TENS)})(?:-(?:{'|'.join(_SMALL[:9])}))?|{'|'.join(sorted(_SMALL, key=len, reverse=True))}"
_VAGUE_WORDS = "|".join(sorted(_VAGUE, key=len, reverse=True))
_NUMBER = rf"(?:{_VAGUE_WORDS}|{_FIGURE}|{_SPELT}|a hundred|an?)"
_UNIT = r"(?:kilomet(?:er|re)s?|kms?|nautical miles?|miles?|mi|met(?:er|re)s?|yards?|yds?|f(?:oot|eet))(?![a-z])\.?"
_TIME = r"(?:minutes?|hours?|days?)"
_HEDGE = (
    r"about|around|some|roughly|approximately|nearly|almost|circa|c\.?|ca\.?|up to|less than|under|within|fewer than|"
    r"more than|over|at least|just|only"
)
#: A distance in kilometres, miles … or as so many hours' drive; ``interval`` reads what it matches.
DISTANCE = (
    rf"(?:(?:{_HEDGE})\s){{0,2}}(?:{_NUMBER}(?:\s?(?:-|–|to|or)\s?{_NUMBER})?[\s-]?{_UNIT}(?:\s\([^()]{{1,24}}\))?"
    rf"|(?:an?\s)?{_NUMBER}[\s-]{_TIME}['’]?s?(?:['’]s?)?\s(?:drive|walk|ride|march|by\s(?:car|road)|on\sfoot))"
)
_READ = re.compile(
    rf"(?P<hedge>(?:(?:{_HEDGE})\s){{0,2}})(?:an?\s(?=\d))?(?P<low>{_NUMBER})(?:\s?(?:-|–|to|or)\s?(?P<high>{_NUMBER}))?[\s-]?"
    rf"(?:(?P<time>{_TIME})['’]?s?(?:['’]s?)?\s(?:by\s|on\s)?(?P<how>\w+)|(?P<unit>{_UNIT}))",
    re.IGNORECASE,
)

_POINT = r"(?:north|south|east|west)"
#: A direction of the compass: words ("north-north-east", "south western"), or capital letters as coders write ("SW").
COMPASS = (
    rf"(?:{_POINT}(?:[\s-]?{_POINT}){{0,2}}(?:ern|wards?|erly)?(?![a-z])"
    r"|(?-i:N|S|E|W|NE|NW|SE|SW|NNE|NNW|SSE|SSW|ENE|ESE|WNW|WSW)(?![\w.]))"
)
_DEGREES = {"north": 0.0, "east": 90.0, "south": 180.0, "west": 270.0}
_LETTER = {"N": "north", "E": "east", "S": "south", "W": "west"}
_NAMES = ("north", "northeast", "east", "southeast", "south", "southwest", "west", "northwest")


class Direction(Struct, frozen=True):
    """A direction: ``bearing`` in degrees clockwise from north, true to ``slack`` degrees either way; ``name``: the
    nearest of the eight winds ("northeast")."""

    bearing: float
    slack: float
    name: str


def interval(words: str) -> tuple[float, float]:
    """Least and greatest kilometres that a distance, as ``DISTANCE`` matches it, may mean."""
    found = _READ.fullmatch(re.sub(r"\s\([^()]*\)$", "", words.strip()))
    if found is None:
        return 0.0, _LARGEST
    low, high = _number(found["low"])
    if found["high"]:
        high = _number(found["high"])[1]
    hedge = found["hedge"].lower()
    if found["time"]:
        return 0.0, _capped(high * _hours(found["time"]) * _SPEED.get(found["how"].lower(), 100.0))
    unit = found["unit"].lower().rstrip(".")
    each = _KM.get(unit) or _KM[unit.removesuffix("s")]
    if any(word in hedge for word in ("less than", "under", "within", "up to", "fewer than")):
        low = 0.0
    elif any(word in hedge for word in ("more than", "over", "at least")):
        high *= _BEYOND
    elif hedge.strip() and hedge.strip() not in ("just", "only"):
        middle = (low + high) / 2
        slack = max((high - low) / 2, _HEDGED * middle)
        low, high = middle - slack, middle + slack
    return _capped(low * each), _capped(max(low, high) * each)


def direction(words: str) -> Direction:
    """The direction that ``COMPASS`` matched."""
    parts = re.findall(_POINT, words.lower()) or [_LETTER[c] for c in words if c in _LETTER]
    first = _DEGREES[parts[0]]
    if len(parts) == 1:
        return Direction(first, 45.0, parts[0])
    last = _DEGREES[parts[-1]]
    if (last - first) % 180 == 0:  # "north-south"
        return Direction(first, 45.0, parts[0])
    between = (first + _turn(first, last) / 2) % 360
    if len(parts) == 3 and parts[0] != parts[1] and (_DEGREES[parts[1]] - first) % 180:
        parts = parts[:2]  # a repetition ("north-east-north") says no more
    if len(parts) == 3:  # "north-north-east" lies halfway between north and north-east
        first = _DEGREES[parts[0]]
        between = (first + _turn(first, between) / 2) % 360
        return Direction(between, 11.25, _nearest(between))
    return Direction(between, 22.5, _nearest(between))


def _turn(first: float, last: float) -> float:
    """The shorter turn from one bearing to another, -180 to 180 degrees."""
    return (last - first + 180) % 360 - 180


def _nearest(bearing: float) -> str:
    return _NAMES[round(bearing / 45) % 8]


def _number(words: str) -> tuple[float, float]:
    """Least and greatest that a number may mean."""
    word = " ".join(words.lower().split())
    if word in _VAGUE:
        return _VAGUE[word]
    if word[0].isdigit():
        figure = word.replace(",", "") if re.fullmatch(r"\d{1,3}(?:,\d{3})+", word) else word.replace(",", ".")
        value = float(figure)
        slack = _half_step(figure)
    else:
        value = float(sum(_WORDS[part] for part in word.split("-"))) if word not in _WORDS else float(_WORDS[word])
        slack = _half_step(str(int(value)))
    slack = min(max(slack, _ROUNDING * value), value)
    return value - slack, value + slack


def _half_step(figure: str) -> float:
    """Half of the last place that a number gives: 5 for "30", 0.5 for "37", 0.05 for "7.5"."""
    whole, _, decimals = figure.partition(".")
    if decimals:
        return float(f"0.{'0' * len(decimals)}5")
    zeros = len(whole) - len(whole.rstrip("0"))
    return 0.5 * float("1" + "0" * zeros)


def _hours(unit: str) -> float:
    word = unit.lower().removesuffix("s")
    return {"minute": 1 / 60, "hour": 1.0, "day": _HOURS_A_DAY}[word]


def _capped(km: float) -> float:
    return min(round(km, 3), _LARGEST)
