"""What all claims of an event say of one number. The rules are written in ``docs/independence.md``; no number is ever
worked out: ``best`` is one that somebody gives."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct
from msgspec.structs import replace

from dateline.corroborate.called import plain, uncounted
from dateline.corroborate.cluster import components
from dateline.corroborate.independence import Standing
from dateline.corroborate.outlets import UNKNOWN
from dateline.corroborate.told import Told
from dateline.values import Count, Dispute, Figure, Tally, Version

_VAGUE = frozenset(
    "dozens scores hundreds thousands tens several many few numerous some various countless lots number handful".split()
)
_REACH = 2
"""What "at least 10" still allows: up to twice as many. More than that is another figure."""
_VAGUE_REACH = 5
_EVERYBODY = frozenset(
    "people person individual dead death casualty casualties fatality fatalities victim body bodies killed wounded "
    "injured hurt life lives human being".split()
)
"""Words for all who were killed, hurt and so on, of whatever kind; plurals without their s."""
_CIVILIANS = frozenset("civilian villager resident inhabitant local townspeople citizen".split())
"""Words for what is most of all people where nobody counts fighters too: their number is at least this many in all."""
_PART_REACH = 3


class Given(Struct, frozen=True):
    """A number in one claim, by one voice, in the report of a day; ``whom`` words for a kind of people, none for all;
    ``part``: of those whom others count in all it counts a part, but most."""

    told: Told
    count: Count
    whom: frozenset[str]
    voice: str
    part: bool = False

    @property
    def day(self) -> str:
        """The day of its report; before all others where that is unknown."""
        return self.told.report.published or ""

    @property
    def point(self) -> int | None:
        """The number that it stands for: the lower end; none for "up to 24"."""
        return self.count.low

    @property
    def vague(self) -> bool:
        """Whether a word stands for the number ("dozens")."""
        text = self.count.text.casefold()
        return bool(_VAGUE & set(text.split())) and not any(c.isdigit() for c in text)

    @property
    def room(self) -> tuple[float, float]:
        """The numbers that what is said leaves room for, both ends included."""
        low, high = self.count.low, self.count.high
        if low is None:
            return 0, float("inf") if high is None else high
        if self.part:
            return low, low * _PART_REACH
        return low, low * (_VAGUE_REACH if self.vague else _REACH) if high is None else high

    @property
    def says(self) -> str:
        """The number in words of its own."""
        low, high = self.count.low, self.count.high
        if self.part and self.count.of is not None:
            return f"at least {low} {uncounted(self.count.of.text)}"
        if low is None or high is None:
            return f"at least {low}" if high is None else f"up to {high}"
        return str(low) if low == high else f"{low} to {high}"

    def admits(self, number: int) -> bool:
        """Whether what is said leaves room for a number."""
        return self.room[0] <= number <= self.room[1]


def given(kind: str, told: Sequence[Told], standing: Standing) -> list[Given]:
    """All numbers of a kind that claims give, in the order of the claims."""
    return [
        Given(one, count, _whom(kind, count), standing.voice(one))
        for one in told
        if (count := one.claim.counts.get(kind)) is not None and (count.low is not None or count.high is not None)
    ]


def tally(numbers: Sequence[Given], standing: Standing) -> Tally:
    """What claims say of a number, of at least one. ``low`` or ``high`` is None where the claim that goes farthest
    leaves that end open."""
    main = comparable(numbers)
    figures = tuple(
        Figure(one.count.low, one.count.high, _said_by(one, standing), one.told.anchor, _shown(one.count))
        for one in numbers
    )
    return Tally(_lowest(main), _best(newest(main), standing), _highest(main), figures)


def dispute(kind: str, numbers: Sequence[Given], standing: Standing) -> Dispute | None:
    """The numbers that cannot all be right, each with who says so, the best supported first; None where all agree or
    one source says them all. A source's earlier number is superseded, not disputed."""
    main = [one for one in newest(comparable(numbers)) if not one.vague]
    if len({one.voice for one in main}) < 2:
        return None
    if max(one.room[0] for one in main) <= min(one.room[1] for one in main):
        return None
    sides: dict[str, list[Given]] = {}
    for one in main:
        sides.setdefault(one.says, []).append(one)
    count = {says: standing.count(one.told for one in side) for says, side in sides.items()}
    latest = {says: max(one.day for one in side) for says, side in sides.items()}
    by_number = sorted(sides, key=lambda says: (sides[says][0].room, says))
    ordered = sorted(by_number, key=lambda says: (count[says], latest[says]), reverse=True)
    return Dispute(kind, tuple(version(says, [one.told for one in sides[says]], standing) for says in ordered))


def version(says: str, told: Sequence[Told], standing: Standing) -> Version:
    """One side of a dispute."""
    said_by = tuple(sorted({standing.says(one) for one in told}))
    return Version(says, said_by, tuple(sorted({one.anchor for one in told})))


def comparable(numbers: Sequence[Given]) -> list[Given]:
    """The numbers that speak of the same people: those of all people where there are any, and those of civilians as a
    part of them; else those of the kind that most voices count; and what gives the same number of another kind ("six
    people", "six priests")."""
    everybody = [one for one in numbers if not one.whom]
    main = everybody or _likeliest(numbers)
    points, kept = {one.point for one in main} - {None}, {id(one) for one in main}
    found: list[Given] = []
    for one in numbers:
        if id(one) in kept or one.point in points:
            found.append(one)
        elif everybody and one.whom & _CIVILIANS and one.point is not None:
            found.append(replace(one, part=True))
    return found


def newest(numbers: Sequence[Given]) -> list[Given]:
    """The numbers that stand: of each voice those of its latest day."""
    latest: dict[str, str] = {}
    for one in numbers:
        latest[one.voice] = max(one.day, latest.get(one.voice, ""))
    return [one for one in numbers if one.day == latest[one.voice]]


def _likeliest(numbers: Sequence[Given]) -> list[Given]:
    """The numbers of one kind of people: kinds that share a word ("Jesuits", "Jesuit priests") are one."""
    kinds = sorted({one.whom for one in numbers}, key=sorted)
    holding: dict[str, frozenset[str]] = {}
    pairs = [(holding.setdefault(word, kind), kind) for kind in kinds for word in sorted(kind)]
    number = {kind: i for i, kind in enumerate(kinds)}
    parts = components(range(len(kinds)), [(number[a], number[b]) for a, b in pairs])
    sides = [[one for one in numbers if number[one.whom] in part] for part in map(set, parts)]
    return max(sides, key=lambda side: (len({one.voice for one in side}), len(side)))


def _best(main: Sequence[Given], standing: Standing) -> int | None:
    """The number that most independent sources give or leave room for; of equals one that somebody named gives, then
    the one of the latest report, then that which more claims leave room for, then the lower one. A word such as
    "dozens" only where nobody gives a number."""
    exact = [one for one in main if one.point is not None and not one.vague]
    candidates = exact or [one for one in main if one.point is not None]
    latest: dict[int, str] = {}
    for one in candidates:
        if one.point is not None:
            latest[one.point] = max(one.day, latest.get(one.point, ""))
    agreeing = {point: [one.told for one in main if one.admits(point)] for point in latest}
    count = {point: standing.count(told) for point, told in agreeing.items()}
    answered = {one.point for one in candidates if standing.origin(one.told).kind != "unnamed"}
    ordered = sorted(sorted(latest), key=lambda p: (count[p], p in answered, latest[p], len(agreeing[p])), reverse=True)
    return ordered[0] if ordered else None


def _lowest(main: Sequence[Given]) -> int | None:
    ends = [one.count.low for one in main if one.count.low is not None]
    tops = [one.count.high for one in main if one.count.low is None and one.count.high is not None]
    return None if not ends or any(top < min(ends) for top in tops) else min(ends)


def _highest(main: Sequence[Given]) -> int | None:
    ends = [one.count.high for one in main if one.count.high is not None and not one.part]
    bottoms = [one.count.low for one in main if (one.count.high is None or one.part) and one.count.low is not None]
    return None if not ends or any(bottom > max(ends) for bottom in bottoms) else max(ends)


def _said_by(one: Given, standing: Standing) -> str | None:
    says = standing.says(one.told)
    return None if says == UNKNOWN else says


def _shown(count: Count) -> str | None:
    whom = uncounted(count.of.text) if count.of else ""
    return whom if any(c.isalpha() for c in whom) else None


def _whom(kind: str, count: Count) -> frozenset[str]:
    """What kind of people is counted, as words without their plural s. Others who were killed are some of the killed:
    somebody was named before them. Others who were hurt are all of the hurt."""
    if count.of is None:
        return frozenset()
    text = f" {plain(uncounted(count.of.text))} "
    for end in (" who ", " from ", " in ", " including ", " and ", " with "):
        text = text.split(end, 1)[0] + " "
    found = {word.removesuffix("s") for word in text.split() if word not in ("of", "the", "at")}
    said = _EVERYBODY if kind == "killed" else _EVERYBODY | {"other"}
    return frozenset(word for word in found if word not in said and not word.isdigit())
