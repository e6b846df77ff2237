"""Which tellings are worth comparing: of one kind of family, near in time, near in place or alike in whom they name.

Each telling leaves marks: families, days in windows of :data:`WINDOW` days that overlap by half, places in cells of
half a degree with a margin, rare words and names. A telling without a day is placed in the :data:`BACK` days before its
report; where that has no day either, nothing says when it was, and it meets what names the same two at any time. The
marks of one telling depend on it alone: a library can index them, and what is added later meets what was there.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from math import cos, floor, radians

from msgspec import Struct

from dateline.corroborate.families import FAMILIES, families
from dateline.corroborate.lexicon import Lexicon
from dateline.corroborate.telling import Article, Spot, Telling

Sides = tuple[frozenset[str], frozenset[str]]
WINDOW = 12
"""Days of a window; two days within six of each other always share one."""
BACK = 14
FAR_DAYS = 31
FAR_KM = 75.0
DEGREE_KM = 111.2
LONGEST = 45
"""Days that a telling may span and still be placed by them."""
CELL = 0.5
MARGIN_KM = 15.0
WEEK = 7
MANY = 2
"""Times as many dead as one incident had are those of several."""
WIDE_KM = 60.0
"""Places larger than this (provinces, countries) are no cell: everything would meet there."""
RARE = 3.5
"""Rarity (natural logarithm) from which a word tells reports apart: it stands in three of a hundred at most."""
SEASON = 120
TOPICS = 4
WORDS = 8
"""The rarest words of a telling's phrases and names that keys are made of."""


_BITS = {name: bit for bit, name in enumerate(FAMILIES)}


class Marks(Struct, frozen=True):
    """What a telling is found by. ``kinds`` has a bit for each of its families; ``windows`` and ``seasons`` are the
    first and last of those it may lie in (None: nothing fixes them); ``couples`` two names each, in rising order."""

    report: str
    head: str
    kinds: int
    windows: tuple[int, int] | None
    seasons: tuple[int, int] | None
    topics: frozenset[str]
    words: frozenset[str]
    cells: frozenset[tuple[int, int]]
    couples: frozenset[tuple[str, str]]

    @property
    def is_undated(self) -> bool:
        """Whether nothing fixes when it was, not even roughly."""
        return self.windows is None


def marks(telling: Telling, lexicon: Lexicon, topics: frozenset[str] | None = None) -> Marks:
    """The marks of a telling. ``topics``: those of its report, where they are known."""
    words = _rarest(telling, lexicon)
    # What is recalled months later has no day in common with its first report, but whom it names.
    names = [word for word in words if word in telling.names or word in telling.nearby]
    windows, seasons = _windows(telling), _seasons(telling)
    return Marks(
        report=telling.article.report,
        head=telling.head,
        kinds=sum(1 << _BITS[name] for name in families(telling.types)),
        windows=(windows[0], windows[-1]) if windows else None,
        seasons=(seasons[0], seasons[-1]) if seasons else None,
        topics=topics_of(telling.article, lexicon) if topics is None else topics,
        words=frozenset(words),
        cells=frozenset(cell for spot in telling.spots if spot.role != "from" for cell in _cells(spot)),
        couples=frozenset((a, b) for i, a in enumerate(names) for b in names[i + 1 :]),
    )


def meets(one: Marks, other: Marks) -> bool:
    """Whether two tellings may meet: they are of one report, or of kin types, near in time and alike in topic, words or
    place; or they name the same two, in one season, at any time where one of both has none, or by the same telling
    word."""
    if one.report == other.report:
        return True
    named = not one.couples.isdisjoint(other.couples)
    if one.kinds & other.kinds:
        if _overlap(one.windows, other.windows) and not (
            one.words.isdisjoint(other.words)
            and one.topics.isdisjoint(other.topics)
            and one.cells.isdisjoint(other.cells)
        ):
            return True
        if named and (one.is_undated or other.is_undated or _overlap(one.seasons, other.seasons)):
            return True
    return named and one.head == other.head


def _overlap(one: tuple[int, int] | None, other: tuple[int, int] | None) -> bool:
    return one is not None and other is not None and one[0] <= other[1] and other[0] <= one[1]


class Gate(Struct, frozen=True):
    """What decides at a glance whether two tellings may be of one event: ``days`` first and last where the telling
    itself says them, ``circles`` latitude, longitude and radius of its places; ``sides`` the words of those who gained
    a place and of those who lost it, ``killed`` the least and the most dead; ``until`` the last day that it may be of
    where what it tells has happened, a week after its report."""

    head: str
    families: frozenset[str]
    aggregate: bool
    ahead: bool
    days: tuple[int, int] | None
    circles: tuple[tuple[float, float, float], ...]
    sides: Sides | None = None
    killed: tuple[int, int] | None = None
    until: int | None = None

    @property
    def is_long(self) -> bool:
        """Whether it may be told of many days: more than a week."""
        return self.days is not None and self.days[1] - self.days[0] >= WEEK


def gate(telling: Telling) -> Gate:
    """The gate of a telling."""
    first, last = span(telling)
    dated = telling.latest is not None and first is not None and last is not None
    days = (first.toordinal(), last.toordinal()) if dated and first and last else None
    circles = tuple((s.latitude, s.longitude, s.radius_km) for s in telling.spots)
    return Gate(
        telling.head, frozenset(families(telling.types)), telling.aggregate, telling.ahead, days, circles,
        _sides(telling), _killed(telling), _until(telling, days),
    )  # fmt: skip


def _until(telling: Telling, days: tuple[int, int] | None) -> int | None:
    if telling.ahead or telling.article.published is None:
        return None
    # A weekday that is misread ("Friday") is a week off at most.
    until = date.fromisoformat(telling.article.published).toordinal() + WEEK
    return until if days is None or days[0] <= until else None  # a report with a later day is misread or misdated


def _sides(telling: Telling) -> Sides | None:
    if "CONTROL" not in telling.types or not {"gains", "loses"}.intersection(telling.modes):
        return None
    actors, losers = frozenset(telling.actors), frozenset(telling.recipients)
    if not losers and "gains" not in telling.modes:
        actors, losers = losers, actors  # who loses, where nobody gains
    return (actors - losers, losers - actors) if actors != losers else None


def _killed(telling: Telling) -> tuple[int, int] | None:
    told = [(low, high) for kind, low, high in telling.counts if kind == "killed"]
    low = max((low or 0 for low, _ in told), default=0)
    return (low, max(low, *(high or 0 for _, high in told))) if low else None


def are_rivals(one: Sides, other: Sides) -> bool:
    """Whether who gained a place by one telling lost it by the other, and nobody was on one side in both: two changes,
    not one."""
    crossed = one[0] & other[1] or one[1] & other[0]
    return bool(crossed) and not (one[0] & other[0] or one[1] & other[1])


def is_told_before(one: Gate, other: Gate) -> bool:
    """Whether one tells of what had happened before the other began, by the day that this says."""
    return one.until is not None and other.until is not None and other.days is not None and other.days[0] > one.until


def comparable(one: Gate, other: Gate) -> bool:
    """Whether two tellings may be of one event at all: kin types or one word, never a total with a single event nor a
    plan or fear with what came about, what was told as done with what began weeks later, a place's gain with its
    loss to those who lost it, nor the many dead of a long time with the few of some days; not more than
    :data:`FAR_DAYS` days or :data:`FAR_KM` apart where both say when and where."""
    if one.aggregate != other.aggregate or one.ahead != other.ahead:
        return False
    if one.head != other.head and not one.families & other.families:
        return False
    if one.days and other.days:
        if one.days[0] - other.days[1] > FAR_DAYS or other.days[0] - one.days[1] > FAR_DAYS:
            return False
    if is_told_before(one, other) or is_told_before(other, one):
        return False
    if one.sides and other.sides and are_rivals(one.sides, other.sides):
        return False
    if one.killed and other.killed and one.is_long != other.is_long:
        long, short = (one.killed, other.killed) if one.is_long else (other.killed, one.killed)
        if long[0] >= MANY * short[1]:
            return False
    return not one.circles or not other.circles or near(one.circles, other.circles)


def near(ones: Sequence[tuple[float, float, float]], others: Sequence[tuple[float, float, float]]) -> bool:
    """Whether any two circles are no more than :data:`FAR_KM` apart; on a flat map, which is near enough."""
    for north, east, radius in ones:
        for up, right, wide in others:
            reach = FAR_KM + radius + wide
            across = abs(east - right)
            across = min(across, 360 - across) * cos(radians((north + up) / 2)) * DEGREE_KM
            if (north - up) ** 2 * DEGREE_KM**2 + across**2 <= reach**2:
                return True
    return False


def _rarest(telling: Telling, lexicon: Lexicon) -> list[str]:
    """The rarest words of the phrases beside the telling word, of the claim's slots and of names near by, in rising
    order."""
    beside = (telling.who, telling.whom, telling.around, telling.actors, telling.recipients, telling.names)
    found: list[str] = []
    for words in ({word for slot in beside for word in slot}, set(telling.nearby)):
        rare = words - lexicon.common(RARE)
        weighed = [(-lexicon.rarity(word), word) for word in rare if word not in found and not word.isdigit()]
        found += [word for rarity, word in sorted(weighed) if -rarity >= RARE][: WORDS - len(found)]
    return sorted(found)


def topics_of(article: Article, lexicon: Lexicon) -> frozenset[str]:
    """The words that tell most of what a report is about: its names by frequency and rarity."""
    weights = {word: count * rarity for word, count in article.names if (rarity := lexicon.rarity(word)) >= RARE}
    return frozenset(sorted(weights, key=lambda word: (-weights[word], word))[:TOPICS])


def _seasons(telling: Telling) -> list[int]:
    """The stretches of :data:`SEASON` days in which the event may lie, back from its report where it has no day."""
    first, last = span(telling)
    if first is None or last is None:
        return []
    if telling.latest is None:
        first -= timedelta(days=SEASON)
    return list(range(first.toordinal() // SEASON, last.toordinal() // SEASON + 1))


def _windows(telling: Telling) -> list[int]:
    first, last = span(telling)
    if first is None or last is None:
        return []
    half = WINDOW // 2
    return list(range(first.toordinal() // half - 1, last.toordinal() // half + 1))


def span(telling: Telling) -> tuple[date | None, date | None]:
    """The days in which the event lies: its own, or those before the report; (None, None) where nothing fixes them, or
    where they span more than :data:`LONGEST` days."""
    if telling.latest is not None:
        last = date.fromisoformat(telling.latest)
        first = date.fromisoformat(telling.earliest) if telling.earliest else last
        return (first, last) if (last - first).days <= LONGEST else (None, None)
    if telling.article.published is None:
        return None, None
    last = date.fromisoformat(telling.article.published)
    return last - timedelta(days=BACK), last


def _cells(spot: Spot) -> Iterator[tuple[int, int]]:
    """The cells that a place's circle and a margin touch; none for wide places."""
    if spot.radius_km > WIDE_KM:
        return
    reach = spot.radius_km + MARGIN_KM
    up = reach / DEGREE_KM
    across = min(180.0, up / max(0.02, cos(radians(spot.latitude))))
    for y in range(floor((spot.latitude - up) / CELL), floor((spot.latitude + up) / CELL) + 1):
        for x in range(floor((spot.longitude - across) / CELL), floor((spot.longitude + across) / CELL) + 1):
            yield y, int(x % (360 / CELL))
