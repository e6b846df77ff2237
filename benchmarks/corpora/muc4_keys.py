"""When and where MUC-4's incidents happened, from the raw keys; the processed templates leave it out.

A key is a list of numbered slots a template; a line that starts with white space goes on with the slot before it. Dates
are "02 FEB 90", a range "30 DEC 89 - 05 JAN 90", or "- 04 FEB 90": on or before that day. Locations go from the country
inwards ("PERU: LIMA (CITY): SAN ISIDRO (NEIGHBORHOOD)"); " - " joins the two ends of what lies between.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from msgspec import Struct

from dateline.errors import UsageError

_FILES = {"train": ("raw/dev/key-dev-*.muc4",), "dev": ("raw/tst1/key-tst1*", "raw/tst2/key-tst2*")}
_SLOT = re.compile(r"(\d{1,2})\.\s+[A-Z][A-Z :]*?\s{2,}(.*)")
_DAY = re.compile(r"(\d{2}) ([A-Z]{3}) (\d{2})")
_MONTHS = "JAN FEB MAR APR MAY JUN JUL AUG SEP OCT NOV DEC".split()
_SORT = re.compile(r"\([^()]*\)")
_QUOTED = re.compile(r'"((?:[^"\\]|\\.){1,300})"')
_MESSAGE, _NUMBER, _DATE, _LOCATION, _TYPE = range(5)
_DESCRIPTIONS = 19


class Key(Struct, frozen=True):
    """An incident: its type in lower case, the days it may have happened on (ISO; ``earliest`` None: open), and the
    names of its place in lower case, the country first. ``described``: the words for its human targets that are no
    names, in lower case (some describe a named victim). Empty or None: the key says nothing."""

    type: str
    earliest: str | None
    latest: str | None
    places: tuple[str, ...]
    described: tuple[str, ...] = ()


def keys(data: Path, split: str) -> dict[str, list[Key]]:
    """The incidents of each document in ``split`` (train, dev) that has any; ``data`` is the folder that holds raw/.

    UsageError: the key files are not there.
    """
    paths = sorted(path for pattern in _FILES[split] for path in data.glob(pattern))
    if not paths:
        raise UsageError(f"{data}: no {' or '.join(_FILES[split])} there; point --data at MUC-4's folder with raw/")
    found: dict[str, list[Key]] = {}
    for path in paths:
        for slots in _templates(path.read_text(encoding="latin-1")):
            if not slots[_NUMBER].startswith("*"):
                earliest, latest = days(slots[_DATE])
                key = Key(
                    slots[_TYPE].strip().lower(), earliest, latest, places(slots[_LOCATION]),
                    descriptions(slots.get(_DESCRIPTIONS, "")),
                )  # fmt: skip
                found.setdefault(slots[_MESSAGE].split()[0], []).append(key)
    return found


def _templates(text: str) -> Iterator[dict[int, str]]:
    slots: dict[int, str] = {}
    last = 0
    for line in text.splitlines():
        slot = _SLOT.match(line)
        if slot is not None:
            last = int(slot[1])
            if last == _MESSAGE and slots:
                yield slots
                slots = {}
            slots[last] = slot[2]
        elif line[:1].isspace() and slots and line.strip():
            slots[last] += "\n" + line.strip()
    if slots:
        yield slots


def days(slot: str) -> tuple[str | None, str | None]:
    """First and last day of a date slot: one day twice, a range, (None, day) for "- 04 FEB 90", (None, None) for none.

    >>> days("30 DEC 89 - 05 JAN 90")
    ('1989-12-30', '1990-01-05')
    """
    found: list[str] = []
    for day, month, year in _DAY.findall(slot):
        try:
            found.append(date(1900 + int(year), _MONTHS.index(month) + 1, int(day)).isoformat())
        except ValueError:  # the keys have misprints, too: no such month or day
            return None, None
    if not found:
        return None, None
    return (None if slot.lstrip().startswith("-") else found[0]), found[-1]


def descriptions(slot: str) -> tuple[str, ...]:
    """The descriptions in a slot of human targets, a line each; what follows a colon names who is described.

    >>> descriptions('"MAYOR" / "THE MAYOR": "ANA RUIZ"\\n"3 MEN"')
    ('mayor', 'the mayor', '3 men')
    """
    found: list[str] = []
    for line in slot.splitlines():
        own = re.split(r'"\s*:', line, maxsplit=1)[0] + '"'
        found += [string.replace("\\", "").lower() for string in _QUOTED.findall(own)]
    return tuple(dict.fromkeys(found))


def places(slot: str) -> tuple[str, ...]:
    """The names in a location slot.

    >>> places("COLOMBIA: CUCUTA (CITY) - CAMPANARIO (RURAL AREA)")
    ('colombia', 'cucuta', 'campanario')
    """
    names = re.split(r":| - | / ", _SORT.sub("", " ".join(slot.lower().split())))
    bare = [name.strip(" ()") for name in names]  # brackets join alternatives
    return tuple(dict.fromkeys(name for name in bare if name not in ("", "-", "*", "?")))
