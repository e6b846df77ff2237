"""What people write for the value of a claim's field: JSON as in the output, or a short form of words of the report.

| field | short form |
|---|---|
| type, mode, status | the value; ``none`` for no mode |
| negated, aggregate, background | yes, no |
| actors, recipients, means | ``WORDS[=NAME]``, several joined by ``;``; ``none`` |
| sources | ``WORDS[=NAME][/KIND]`` |
| places | ``[ROLE:]WORDS[=ID or LAT,LON[,KM] or ?]`` |
| time | ``[WORDS=]DAY``, ``MONTH``, ``YEAR`` or ``FIRST..LAST``; ``none`` |
| killed, injured, displaced, detained, force | ``13``, ``13+``, ``..24``, ``20..30``; ``none`` |
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable
from datetime import date
from typing import Any, get_args

import msgspec
from msgspec.structs import replace

from dateline.corroborate.judgement import COUNTS, FIELDS, Spot
from dateline.errors import UsageError
from dateline.read.ontology import MODES
from dateline.values import Claim, ClaimPlace, ClaimSource, Count, PlaceRole, Reading, SourceKind, Span, Time
from dateline.work.anchors import spans_of

_NONE = ("", "none", "null")
_YES, _NO = ("yes", "true", "1"), ("no", "false", "0")
_POINT = re.compile(r"(-?\d{1,3}(?:\.\d+)?)\s*,\s*(-?\d{1,3}(?:\.\d+)?)(?:\s*,\s*(\d{1,5}(?:\.\d+)?))?")
_OFFSETS = re.compile(r"(\d{1,9})-(\d{1,9})")
_DAY, _MONTH, _YEAR = re.compile(r"\d{4}-\d\d-\d\d"), re.compile(r"\d{4}-\d\d"), re.compile(r"\d{4}")
_NUMBER = re.compile(r"(\d{1,9})|(\d{1,9})(?:\+|\.\.)|\.\.(\d{1,9})|(\d{1,9})(?:\.\.|-|–)(\d{1,9})")
_ROLES: tuple[str, ...] = get_args(PlaceRole)
_KINDS: tuple[str, ...] = get_args(SourceKind)
DEFAULT_KM = 5.0
"""The radius of a point for which none is given: a village with what lies around it."""

LookUp = Callable[[str], Spot]
"""The place of a GeoNames id. Raises UsageError where it is not known."""


class Writer:
    """Values for the fields of a claim, written by a person. ``reading`` is the report's, as judged."""

    def __init__(self, reading: Reading, claim: Claim, look_up: LookUp) -> None:
        self.reading, self.claim, self.look_up = reading, claim, look_up
        self.text = reading.report.text

    def value(self, field: str, written: str) -> Any:
        """What ``written`` means for a field, of the type that ``FIELDS`` names. Raises UsageError."""
        if field not in FIELDS:
            raise UsageError(f"{field!r} is no field of a claim: there are {', '.join(FIELDS)}")
        written = written.strip()
        try:
            if written[:1] in ("[", "{", '"'):
                return self._json(field, written)
            return self._short(field, written)
        except (ValueError, RecursionError) as error:  # also what is no UTF-8, and what nests without end
            raise UsageError(f"{field}={written}: {error}") from None

    def _short(self, field: str, written: str) -> Any:
        if field in ("type", "status"):
            given = written.upper() if field == "type" else written.lower()
            if given not in get_args(FIELDS[field]):
                raise UsageError(f"{field}={written}: give one of {', '.join(get_args(FIELDS[field]))}")
            return given
        if field == "mode":
            return self._mode(written)
        if FIELDS[field] is bool:
            if written.lower() not in (*_YES, *_NO):
                raise UsageError(f"{field}={written}: give yes or no")
            return written.lower() in _YES
        if field == "time":
            return self._time(written)
        if field in COUNTS:
            return self._count(field, written)
        items = [] if written.lower() in _NONE else [item.strip() for item in written.split(";") if item.strip()]
        make: Callable[[str], Span] = {"places": self._place, "sources": self._source}.get(field, self._span)
        return tuple(map(make, items))

    def _json(self, field: str, written: str) -> Any:
        made = msgspec.json.decode(written)
        for part in made if isinstance(made, list) else [made]:
            if isinstance(part, dict) and "text" not in part:
                start, end = part.get("start"), part.get("end")
                if isinstance(start, int) and isinstance(end, int):
                    part["text"] = self.text[start:end]
        value = msgspec.convert(made, FIELDS[field])
        for part in value if isinstance(value, tuple) else (value,):
            if not isinstance(part, Span | Time):
                continue
            if not 0 <= part.start < part.end or self.text[part.start : part.end] != part.text:
                raise UsageError(f"{field}: {part.text!r} does not stand at {part.start}-{part.end} of the report")
        return self._mode(value) if field == "mode" and value else value

    def _mode(self, written: str) -> str | None:
        if written.lower() in _NONE:
            return None
        modes = sorted(MODES.get(self.claim.type, ()))
        if written.lower() not in modes:
            raise UsageError(
                f"mode={written}: {self.claim.type} has " + (f"the modes {', '.join(modes)}" if modes else "no modes")
            )
        return written.lower()

    def _span(self, item: str) -> Span:
        words, name = _cut(item)
        start, end = self.find(words)
        known = self._known(start, end)
        inherited = not (self.claim.sentence.start <= start and end <= self.claim.sentence.end)
        own = Span(self.text[start:end], start, end, inherited=inherited)
        if name is not None:
            return replace(own, name=name)
        return replace(own, name=known.name, id=known.id) if known else own

    def _source(self, item: str) -> ClaimSource:
        bare, slash, kind = item.rpartition("/")
        if not slash or kind.strip() not in _KINDS:
            bare, kind = item, ""
        made = self._span(bare)
        everyone = (source for claim in self.reading.claims for source in claim.sources)
        known = next((s for s in everyone if (s.start, s.end) == (made.start, made.end)), None)
        base = known or ClaimSource(made.text, made.start, made.end, named=made.text[:1].isupper())
        base = replace(base, name=made.name, id=made.id, inherited=made.inherited)
        return replace(base, kind=kind.strip()) if kind.strip() else base

    def _place(self, item: str) -> ClaimPlace:
        role, colon, rest = item.partition(":")
        item, role = (rest.strip(), role) if colon and role in _ROLES else (item, "at")
        words, where = _cut(item)
        start, end = self.find(words)
        inherited = not (self.claim.sentence.start <= start and end <= self.claim.sentence.end)
        known = [p for c in (self.claim, *self.reading.claims) for p in c.places if (p.start, p.end) == (start, end)]
        layer = [p for p in self.reading.places if start <= p.start and p.end <= end]
        fields = msgspec.structs.asdict((known or layer)[0]) if known or layer else {}
        fields |= {"text": self.text[start:end], "start": start, "end": end, "inherited": inherited, "role": role}
        made = ClaimPlace(**fields)
        if where is None:
            return made
        spot = self.spot(where)
        if spot is None:
            return ClaimPlace(made.text, start, end, inherited=inherited, relation=made.relation, role=made.role)
        return replace(
            made, name=spot.name, id=spot.id, latitude=spot.latitude, longitude=spot.longitude, country=spot.country,
            admin1=spot.admin1, feature=spot.feature, radius_km=spot.radius_km, confidence=1.0,
        )  # fmt: skip

    def spot(self, where: str) -> Spot | None:
        """A GeoNames id, ``LAT,LON[,KM]``, or ``?`` for unknown."""
        if where == "?":
            return None
        if where.isascii() and where.isdigit():
            return self.look_up(where)
        return point(where)

    def _time(self, written: str) -> Time | None:
        if written.lower() in _NONE:
            return None
        words, days = _last(written)
        earliest, latest, precision = _days(days)
        if words is not None:
            start, end = self.find(words)
        else:
            said = self.claim.time or self.claim.trigger
            start, end = said.start, said.end
        return Time(self.text[start:end], start, end, earliest, latest, precision)  # type: ignore[arg-type]

    def _count(self, field: str, written: str) -> Count | None:
        if written.lower() in _NONE:
            return None
        words, number = _last(written)
        low, high = _bounds(field, number)
        before = self.claim.counts.get(field)
        if words is not None:
            start, end = self.find(words)
            text = self.text[start:end]
        else:
            text = before.text if before else number
        return Count(low, high, text, before.of if before else None)

    def find(self, words: str) -> tuple[int, int]:
        """The words (or ``START-END``) nearest to the claim: in its sentence, else before it, else behind."""
        offsets = _OFFSETS.fullmatch(words)
        if offsets is not None and int(offsets[1]) < int(offsets[2]) <= len(self.text):
            return int(offsets[1]), int(offsets[2])
        found = spans_of(words, self.text)
        if not found:
            raise UsageError(f"{words!r} does not stand in the report: quote its words; WORDS=NAME says who they are")
        sentence, trigger = self.claim.sentence, self.claim.trigger

        def away(span: tuple[int, int]) -> tuple[int, int]:
            if sentence.start <= span[0] and span[1] <= sentence.end:
                return 0, abs(span[0] - trigger.start)
            return (1, trigger.start - span[0]) if span[0] < trigger.start else (2, span[0])

        return min(found, key=away)

    def _known(self, start: int, end: int) -> Span | None:
        """What the reading knows of a span."""
        for claim in (self.claim, *self.reading.claims):
            for span in (*claim.actors, *claim.recipients, *claim.sources):
                if (span.start, span.end) == (start, end) and (span.name or span.id):
                    return span
        for mention in self.reading.mentions:
            if (mention.start, mention.end) == (start, end) and (mention.name or mention.id):
                return Span(self.text[start:end], start, end, mention.name, mention.id)
        return None


def point(written: str, radius_km: float | None = None) -> Spot:
    """``LAT,LON`` or ``LAT,LON,KM`` in WGS84 degrees. Raises UsageError."""
    match = _POINT.fullmatch(written.strip())
    if match is None:
        raise UsageError(f"{written!r} is no point: give LAT,LON in degrees, as in 36.89,38.35")
    latitude, longitude = float(match[1]), float(match[2])
    if abs(latitude) > 90 or abs(longitude) > 180:
        raise UsageError(f"{written!r} is no point on Earth: give latitude, then longitude")
    return Spot(latitude, longitude, float(match[3]) if match[3] else radius_km or DEFAULT_KM)


def day(written: str) -> str:
    """A calendar day. Raises UsageError."""
    try:
        if _DAY.fullmatch(written):
            return date.fromisoformat(written).isoformat()
    except ValueError:
        pass
    raise UsageError(f"{written!r} is no day: give YYYY-MM-DD")


def _days(written: str) -> tuple[str | None, str | None, str]:
    first, dots, last = written.partition("..")
    if dots:
        earliest = _stretch(first)[0] if first.strip() else None
        latest = _stretch(last)[1] if last.strip() else None
        if (earliest is None and latest is None) or (earliest and latest and earliest > latest):
            raise UsageError(f"time={written}: give FIRST..LAST, the earlier first")
        return earliest, latest, "range"
    return _stretch(written)


def _stretch(written: str) -> tuple[str, str, str]:
    written = written.strip()
    if _YEAR.fullmatch(written) and written != "0000":
        return f"{written}-01-01", f"{written}-12-31", "year"
    if _MONTH.fullmatch(written):
        first = day(f"{written}-01")
        return first, f"{written}-{monthrange(int(written[:4]), int(written[5:]))[1]:02}", "month"
    return day(written), written, "day"


def _bounds(field: str, written: str) -> tuple[int | None, int | None]:
    match = _NUMBER.fullmatch(written.replace(" ", ""))
    if match is None:
        raise UsageError(f"{field}={written}: give a number as 13, 13+, ..24 or 20..30")
    exact, least, most, low, high = (int(part) if part else None for part in match.groups())
    if exact is not None:
        return exact, exact
    if low is not None and high is not None and low > high:
        raise UsageError(f"{field}={written}: the smaller number comes first")
    return (least, None) if least is not None else (None, most) if most is not None else (low, high)


def _last(written: str) -> tuple[str | None, str]:
    """What stands behind an equals sign, and the words before it if there is one."""
    words, equals, value = written.rpartition("=")
    return words.strip() if equals else None, value.strip()


def _cut(item: str) -> tuple[str, str | None]:
    words, equals, rest = item.partition("=")
    return words.strip(), rest.strip() if equals else None
