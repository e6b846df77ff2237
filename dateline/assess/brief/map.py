"""The map: where events are told of, how far off each place may be, and who most likely holds it.

Equirectangular around the middle of what is shown, on land and sea (:mod:`.land`), with a graticule and a scale. No
boundary is drawn, since every one is somebody's claim, and no country is filled. A circle covers what is known of a
place, never less."""

from __future__ import annotations

from collections import Counter
from math import ceil, cos, floor, log10, radians, sqrt

from msgspec import Struct

from dateline.assess.brief import land
from dateline.assess.brief.context import Context, cell
from dateline.assess.brief.plain import capital, number, percent, short
from dateline.assess.brief.sentence import behind, where_called
from dateline.assess.brief.svg import COAST, FAINT, FILLS, INK, SEA, colour, tag, text
from dateline.assess.brief.svg import picture as drawn
from dateline.assess.brief.values import Given, Picture, Table
from dateline.assess.indicators import placed
from dateline.values import ClaimPlace

_WIDTH = 760
_MAP = 470
"""Height of the map itself; the legend stands below."""
_WIDE_KM = 60.0
"""A place that may be so far off is only drawn as a circle, and does not widen the map."""
_REACH_KM = 300.0
"""Places further than that from the middle of the events are listed, not drawn."""
_KM = 111.2
_KINDS = 4
_ROWS = 60


class Spot(Struct, frozen=True):
    """A place with its events. ``state``: name of the likeliest holder, "contested", or None where too little is
    known."""

    place: ClaimPlace
    name: str
    events: tuple[Given, ...]
    state: str | None
    chance: float

    @property
    def point(self) -> tuple[float, float]:
        """Latitude and longitude, degrees."""
        return self.place.latitude or 0.0, self.place.longitude or 0.0

    @property
    def km(self) -> float:
        """Radius within which it lies."""
        return self.place.radius_km or 0.0


def picture(context: Context) -> Picture | None:
    """The map of all places that could be found; None where there is none."""
    spots = _spots(context)
    narrow = [s for s in spots if s.km <= _WIDE_KM]
    if not narrow:
        return None
    middle = _middle(narrow)
    inside = [s for s in narrow if _apart(middle, s.point) <= _REACH_KM]
    frame = _Frame(inside)
    shown = [s for s in spots if frame.holds(s)]
    outside = [s for s in spots if not frame.holds(s)]
    fills = _fills(shown)
    names = [s.name for s in sorted(shown, key=lambda s: (-len(s.events), s.name))]
    about = (
        f"{number(len(shown), 'place')} with {number(sum(len(s.events) for s in shown), 'event')}: "
        f"{', '.join(names[:12])}{' and others' if len(names) > 12 else ''}."
        " The table below gives each with its position."
    )
    caption = "Places of events, how far off each may be, and the likeliest holder"
    if outside:
        caption += f". {len(outside)} not drawn: known only to a wide area, or far away"
    legend, height = _legend(frame, fills)
    svg = drawn(_WIDTH, height, "map", caption, about, _draw(frame, shown, fills) + legend)
    return Picture("map", caption, about, svg, _table(context, spots))


def _spots(context: Context) -> list[Spot]:
    states = {h.place.id: h for h in context.material.holdings if h.place.id}
    by: dict[tuple[object, ...], list[Given]] = {}
    for given in context.events:
        at = given.event.place
        if at is not None and at.latitude is not None and at.longitude is not None:
            is_wide = (at.radius_km or 0.0) > _WIDE_KM
            by.setdefault((*placed.key(at), at.latitude, at.longitude, is_wide), []).append(given)
    found = []
    for those in by.values():
        at = max((p for g in those if (p := g.event.place) is not None), key=lambda p: p.radius_km or 0.0)
        holding = states.get(at.id or "") if at.relation == "at" else None
        chance, state = 0.0, None
        if holding is not None:
            first = holding.holders[0] if holding.holders else None
            chance, state = holding.contested, "contested"
            if first is not None and first.probability >= holding.contested:
                chance, state = first.probability, first.actor
            if chance < 0.5:
                state = None
        found.append(Spot(at, capital(where_called(at, context.called)), tuple(those), state, chance))
    return sorted(found, key=lambda s: (s.point, s.km, s.name))


class _Frame:
    """What part of the earth is drawn, and where on the paper."""

    def __init__(self, spots: list[Spot]) -> None:
        lats, lons = [s.point[0] for s in spots], [s.point[1] for s in spots]
        low, high, west, east = min(lats), max(lats), min(lons), max(lons)
        self.squeeze = max(cos(radians((low + high) / 2)), 0.1)
        tall = max((high - low) * 1.25, 30 / _KM)
        wide = max((east - west) * self.squeeze * 1.25, 30 / _KM)
        self.scale = min(_WIDTH / wide, _MAP / tall)  # pixels a degree of latitude
        self.lat, self.lon = (low + high) / 2, (west + east) / 2

    def at(self, lat: float, lon: float) -> tuple[float, float]:
        """The point on paper."""
        return (
            _WIDTH / 2 + (lon - self.lon) * self.squeeze * self.scale,
            _MAP / 2 - (lat - self.lat) * self.scale,
        )

    @property
    def sides(self) -> tuple[float, float, float, float]:
        """West, south, east and north of it, degrees."""
        wide, tall = _WIDTH / 2 / self.scale / self.squeeze, _MAP / 2 / self.scale
        return self.lon - wide, self.lat - tall, self.lon + wide, self.lat + tall

    def km(self, km: float) -> float:
        """A distance on paper."""
        return km / _KM * self.scale

    def holds(self, spot: Spot) -> bool:
        """Whether a place is drawn: its point is inside, and its circle is no wider than the map."""
        x, y = self.at(*spot.point)
        return 0 <= x <= _WIDTH and 0 <= y <= _MAP and self.km(spot.km) <= _MAP / 2


def _draw(frame: _Frame, spots: list[Spot], fills: dict[str, str]) -> str:
    parts = [_ground(frame), _graticule(frame)]
    for spot in sorted(spots, key=lambda s: (-s.km, s.name)):
        x, y = frame.at(*spot.point)
        wide = frame.km(spot.km)
        if wide > 6:
            parts.append(
                tag(
                    "circle", cx=x, cy=y, r=wide, fill="#888", fill_opacity=".08", stroke="#666", stroke_dasharray="4 3"
                )
            )
    boxes: list[tuple[float, float, float, float]] = []
    marks = []
    for spot in sorted(spots, key=lambda s: (-len(s.events), s.name)):
        x, y = frame.at(*spot.point)
        r = 4 + 2.2 * sqrt(len(spot.events))
        fill = fills.get(spot.state or "")
        if spot.place.relation == "at" and spot.km <= _WIDE_KM:
            marks.append(
                tag("circle", cx=x, cy=y, r=r, fill=f"url(#map-{fill})" if fill else "#fff",
                    stroke=colour(fill) if fill else INK, stroke_width=1.5)
            )  # fmt: skip
            boxes.append((x - r, y - r, x + r, y + r))
    for spot in sorted(spots, key=lambda s: (-len(s.events), s.name)):
        if spot.place.relation == "at" and spot.km <= _WIDE_KM:
            marks += _label(frame, spot, boxes)
    clip = tag("clipPath", tag("rect", width=_WIDTH, height=_MAP), id="map-clip")
    inner = tag("g", "".join([*parts, *marks]), clip_path="url(#map-clip)")
    return clip + inner + tag("rect", x=0.5, y=0.5, width=_WIDTH - 1, height=_MAP, fill="none", stroke=INK)


def _label(frame: _Frame, spot: Spot, boxes: list[tuple[float, float, float, float]]) -> list[str]:
    """The name beside its mark, on the first side that is free; left out where none is (the table has it)."""
    x, y = frame.at(*spot.point)
    r = 6 + 2.2 * sqrt(len(spot.events))
    words = short(spot.name, 28)
    wide = 6.8 * len(words)
    for dx, dy, anchor in ((r, 4, "start"), (-r, 4, "end"), (0, -r - 2, "middle"), (0, r + 11, "middle")):
        left = x + dx - (0 if anchor == "start" else wide if anchor == "end" else wide / 2)
        box = (left, y + dy - 11, left + wide, y + dy + 3)
        inside = box[0] >= 2 and box[2] <= _WIDTH - 2 and box[1] >= 2 and box[3] <= _MAP - 2
        if inside and not any(box[0] < b[2] and b[0] < box[2] and box[1] < b[3] and b[1] < box[3] for b in boxes):
            boxes.append(box)
            return [text(x + dx, y + dy, words, 12, anchor)]
    return []


def _ground(frame: _Frame) -> str:
    """Sea, and land on it."""
    west, low, east, high = frame.sides
    beyond = 4 / frame.scale  # where land is cut lies outside the picture
    rings = land.within(
        west - 2 * beyond / frame.squeeze, low - beyond, east + 2 * beyond / frame.squeeze, high + beyond
    )
    lines = [
        "M" + " L".join(f"{x:.1f},{y:.1f}" for x, y in (frame.at(lat, lon) for lon, lat in ring)) + "Z"
        for ring in rings
    ]
    sea = tag("rect", width=_WIDTH, height=_MAP, fill=SEA)
    if not lines:
        return sea
    return sea + tag("path", d=" ".join(lines), fill="#fff", fill_rule="evenodd", stroke=COAST, stroke_width=0.8)


def _graticule(frame: _Frame) -> str:
    step = _step(_MAP / frame.scale / 4)
    parts = []
    west, low, east, high = frame.sides
    for k in range(ceil(west / step), floor(east / step) + 1):
        x, _ = frame.at(0, k * step)
        parts.append(tag("path", d=f"M{x:.1f},0 V{_MAP}", stroke=FAINT, stroke_width=0.7))
        parts.append(text(x + 3, _MAP - 5, _degrees(k * step, "E", "W", step), 10, fill="#555"))
    for k in range(ceil(low / step), floor(high / step) + 1):
        _, y = frame.at(k * step, 0)
        parts.append(tag("path", d=f"M0,{y:.1f} H{_WIDTH}", stroke=FAINT, stroke_width=0.7))
        parts.append(text(4, y - 3, _degrees(k * step, "N", "S", step), 10, fill="#555"))
    return "".join(parts)


def _step(about: float) -> float:
    """A round number of degrees near ``about``."""
    power = 10.0 ** floor(log10(about))
    return next((m * power for m in (1, 2, 5) if m * power >= about), 10 * power)


def _degrees(value: float, plus: str, minus: str, step: float) -> str:
    digits = max(0, -floor(log10(step)))
    return f"{abs(value):.{digits}f}° {plus if value >= 0 else minus}"


def _fills(spots: list[Spot]) -> dict[str, str]:
    """A fill for each of the most frequent states, the same whatever else is drawn of them."""
    states = Counter(s.state for s in spots if s.state is not None and s.state != "contested")
    order = sorted(states, key=lambda s: (-states[s], s))[:_KINDS]
    found = {state: FILLS[i] for i, state in enumerate(order)}
    if any(s.state == "contested" for s in spots):
        found["contested"] = FILLS[_KINDS]
    for spot in spots:
        if spot.state is not None:
            found.setdefault(spot.state, FILLS[_KINDS + 1])
    return found


def _legend(frame: _Frame, fills: dict[str, str]) -> tuple[str, int]:
    """What the fills mean, the scale; and the height of the whole picture."""
    parts, x, y = [], 14.0, _MAP + 22.0
    shown: dict[str, list[str]] = {}
    for state, fill in fills.items():
        shown.setdefault(fill, []).append(state)
    every: list[tuple[str, str | None]] = []
    for fill, who in shown.items():
        named = "likeliest contested" if who == ["contested"] else f"likeliest {short(who[0], 30)}"
        every.append((named if len(who) == 1 else "another holder (table)", fill))
    every.append(("holder not known or not told", None))
    for words, pattern in every:
        wide = 30 + 6.4 * len(words)
        if x + wide > _WIDTH - 10:
            x, y = 14.0, y + 20
        parts.append(
            tag("circle", cx=x + 6, cy=y - 4, r=6, fill=f"url(#map-{pattern})" if pattern else "#fff",
                stroke=colour(pattern) if pattern else INK, stroke_width=1.5)
        )  # fmt: skip
        parts.append(text(x + 17, y, words, 12))
        x += wide
    y += 24
    km = _step(_WIDTH / 12 / frame.scale * _KM)
    bar = frame.km(km)
    parts.append(tag("path", d=f"M14,{y - 10:.1f} v6 h{bar:.1f} v-6", fill="none", stroke=INK, stroke_width=1.5))
    parts.append(text(20 + bar, y - 3, f"{km:g} km", 12))
    y += 18
    notes = (
        "Size: number of events. Dashed: the place lies within. No boundaries are drawn. Coast, coarse: Natural Earth."
    )
    parts.append(text(14, y, notes, 12))
    return "".join(parts), int(y) + 14


def _table(context: Context, spots: list[Spot]) -> Table:
    rows = []
    for spot in sorted(spots, key=lambda s: (-len(s.events), s.name))[:_ROWS]:
        lat, lon = spot.point
        rows.append(
            (
                cell(spot.name),
                cell(f"{abs(lat):.2f}° {'N' if lat >= 0 else 'S'}, {abs(lon):.2f}° {'E' if lon >= 0 else 'W'}"),
                cell(f"{spot.km:g} km"),
                cell(str(len(spot.events)), context.cites.of((behind(g)[0] for g in spot.events), 3)),
                cell(f"{short(spot.state)}, {percent(spot.chance)}" if spot.state else "–"),
            )
        )
    left = len(spots) - len(rows)
    caption = "Places behind the map" + (f"; {left} more with fewer events" if left > 0 else "")
    return Table(caption, ("Place", "Position", "Lies within", "Events", "Likeliest holder"), tuple(rows))


def _middle(spots: list[Spot]) -> tuple[float, float]:
    """The place from which the others, weighed by their events, are the least far."""
    best = min(
        spots, key=lambda s: (sum(len(o.events) * min(_apart(s.point, o.point), _REACH_KM) for o in spots), s.name)
    )
    return best.point


def _apart(a: tuple[float, float], b: tuple[float, float]) -> float:
    dx = (a[1] - b[1] + 180) % 360 - 180
    return sqrt(((a[0] - b[0]) * _KM) ** 2 + (dx * cos(radians((a[0] + b[0]) / 2)) * _KM) ** 2)
