"""What speaks for two tellings being of one event, as numbers: the same in either order of the two, worked out for many
pairs at once.

-1 stands for what cannot be compared. Likeness is from 0 to 1: the cosine of words weighed by rarity, or the share of
the smaller side's weight that both have. ``…_meaning`` is the cosine of meanings, ``…_spelling`` of word pieces.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from math import asin, cos, radians, sin, sqrt

import numpy as np

from dateline.corroborate.columns import Floats, Ints, by_pair
from dateline.corroborate.compared import NONE, Compared, Flags
from dateline.corroborate.sheets import FINE, SECTIONS, UNIT, UNKNOWN
from dateline.corroborate.telling import Spot

Pairs = Mapping[tuple[str, str], tuple[float, float]]
"""Of two stems in rising order: how many pairs of tellings with these words were of one event in training, and of how
many."""
_EARTH_KM = 6371.0
_FAR_KM = 2000.0
_LONG = 400.0


def features(of: Compared, known: Pairs) -> Floats:
    """The numbers of pairs [pairs, names]."""
    found = {**_words(of, known), **_phrases(of), **_articles(of), **_positions(of), **_claims(of), **_days(of)}
    return np.column_stack([found[name] for name in _NAMES])


def names() -> tuple[str, ...]:
    """The names of the numbers, in their order."""
    return _NAMES


def _words(of: Compared, known: Pairs) -> dict[str, Floats]:
    heads, forms, kinds = of.both("head"), of.both("form"), of.both("kind")
    words, ids = of.sheets.ids.words, of.sheets.ids
    met = _by_pair(*heads, lambda a, b: known.get(_ordered(words[a], words[b]), (0.0, 0.0)), 2)
    rarity = [ids.rarities(side) / FINE for side in heads]
    low, high = _sorted(_rival(of, heads[0], of.right, None), _rival(of, heads[1], of.crossed.rows, of.crossed.at))
    written, verb = of.sheets.forms.values_, of.sheets.kinds["VERB"]
    told = _told(of, heads[0], of.right) + of.crossed.has(SECTIONS.index("sentence"), heads[1])
    return {
        "same_head": _number(heads[0] == heads[1]),
        "shared_word": _number(of.common("words") > 0),
        "prefix": _by_pair(*forms, lambda a, b: (_prefix(written[a], written[b]),), 1)[:, 0],
        "head_meaning": of.alike,
        "trigger_meaning": of.meaning("trigger"),
        "trigger_spelling": of.spelling(),
        "best_meaning": _best_meaning(of),
        "rarity_low": np.minimum(*rarity),
        "rarity_high": np.maximum(*rarity),
        "known_rate": (met[:, 0] + 0.6) / (met[:, 1] + 4.0),
        "known": met[:, 1],
        "rival_low": low,
        "rival_high": high,
        "same_kind": _number(kinds[0] == kinds[1]),
        "verbs": _number(kinds[0] == verb) + (kinds[1] == verb),
        "head_told": told,
    }


def _phrases(of: Compared) -> dict[str, Floats]:
    crossed = np.maximum(of.shared("who", "whom"), of.shared("whom", "who"))
    numbers, sizes = of.common("numbers"), of.lengths("numbers")
    dates, dated = of.common("dates"), of.lengths("dates")
    worth, named = of.sheets.ids.worth, of.lengths("names")
    return {
        "sentence": of.cosine("sentence"),
        "sentence_meaning": of.meaning("tale"),
        "context": of.cosine("context"),
        "window": of.cosine("window"),
        "names": of.cosine("names"),
        "nearby": of.cosine("nearby"),
        "who": of.shared("who"),
        "whom": of.shared("whom"),
        "crossed": crossed,
        "phrases": of.shared("phrases"),
        "phrases_meaning": of.meaning("beside"),
        "rarest": of.crossed.most(SECTIONS.index("sentence"), worth) / FINE,
        "rarest_phrase": of.crossed.most(SECTIONS.index("phrases"), worth) / FINE,
        "rarest_name": of.crossed.most(SECTIONS.index("names"), worth) / FINE,
        "weight": of.crossed.common(SECTIONS.index("phrases")) / FINE,
        "names_told": _number(named[0] > 0) + (named[1] > 0),
        "who_head": _heads(of, "who_head"),
        "whom_head": _heads(of, "whom_head"),
        "numbers": numbers,
        "numbers_apart": np.where((sizes[0] > 0) & (sizes[1] > 0), sizes[0] + sizes[1] - 2 * numbers, NONE),
        "dates": dates - 0.5 * ((dated[0] > 0) & (dated[1] > 0) & (dates == 0)),
    }


def _articles(of: Compared) -> dict[str, Floats]:
    published = of.sheets.published.values[:, 0]
    days = [published[side] for side in of.both("article")]
    gap = np.minimum(np.abs(days[0] - days[1]), _LONG)
    central = [side / UNIT for side in of.both("central")]
    return {
        "article": of.article_cosine("words"),
        "article_names": of.article_cosine("names"),
        "article_numbers": of.article_cosine("numbers"),
        "article_lead": of.article_cosine("lead"),
        "article_meaning": of.article_meaning(),
        "central_low": np.minimum(*central),
        "central_high": np.maximum(*central),
        "published_gap": np.where((days[0] == UNKNOWN) | (days[1] == UNKNOWN), NONE, gap),
    }


def _positions(of: Compared) -> dict[str, Floats]:
    (one, other), frequent = of.both("number"), of.both("frequent")
    apart = np.minimum(np.abs(one - other), 20)
    return {
        "same_report": _number(of.same_report),
        "apart": np.where(of.same_report, apart, NONE),
        "first_sentence": np.minimum(np.minimum(one, other), 15).astype(np.float64),
        "last_sentence": np.minimum(np.maximum(one, other), 30).astype(np.float64),
        "frequent_low": np.minimum(np.minimum(*frequent), 10).astype(np.float64),
        "frequent_high": np.minimum(np.maximum(*frequent), 15).astype(np.float64),
    }


def _claims(of: Compared) -> dict[str, Floats]:
    typed, moded, actual = of.both("typed"), of.both("moded"), of.both("actual")
    both = (typed[0] > 0) & (typed[1] > 0)
    told = of.sheets.counts.values_
    return {
        "claims": _number(typed[0] > 0) + (typed[1] > 0),
        "types": np.where(both, of.common("types"), NONE),
        "modes": np.where((moded[0] > 0) & (moded[1] > 0), of.common("modes") > 0, NONE),
        "actual_apart": np.where(both, actual[0] != actual[1], NONE),
        "actors": of.shared("actors"),
        "recipients": of.shared("recipients"),
        "counts": _by_pair(*of.both("counts"), lambda a, b: (_counts(told[a], told[b]),), 1)[:, 0],
    }


def _days(of: Compared) -> dict[str, Floats]:
    first, last, dated = of.both("first"), of.both("last"), of.both("dated")
    gap = np.minimum(np.maximum(0, np.maximum(first[0] - last[1], first[1] - last[0])), _LONG)
    known = (np.minimum(*first) != UNKNOWN) & (np.minimum(*last) != UNKNOWN)
    days = np.where(known, gap, NONE)
    places, narrow, background, negated = (of.sheets.spots.values_, *map(of.both, ("narrow", "background", "negated")))
    plural = of.both("plural")
    near = _by_pair(*of.both("spots"), lambda a, b: _nearest(places[a], places[b]), 2)
    return {
        "dated": (dated[0] + dated[1]).astype(np.float64),
        "placed": (narrow[0] + narrow[1]).astype(np.float64),
        "radius": near[:, 1],
        "plural": (plural[0] + plural[1]).astype(np.float64),
        "background": (background[0] + background[1]).astype(np.float64),
        "negated_apart": _number(negated[0] != negated[1]),
        "days_apart": np.where((dated[0] > 0) & (dated[1] > 0), days, NONE),
        "days_apart_or_report": days,
        "place_names": of.shared("places"),
        "km": near[:, 0],
    }


def _rival(of: Compared, head: Ints, rows: Ints, at: Ints | None) -> Floats:
    """How much nearer some other word of the other's sentence comes to the telling word than the other telling does.
    ``rows``: those of the others, or, with ``at``, which of them each is."""
    every = rows if at is None else rows[at]
    pair, words, _ = of.sheets.lists.expanded(every, SECTIONS.index("sentence"))
    some = of.sheets.ids.means[np.minimum(words, of.sheets.ids.known)]
    pair, words = pair[some], words[some]
    found = np.full(len(head), NONE)
    if len(pair):
        starts = np.flatnonzero(np.diff(pair, prepend=-1))
        where = pair[starts]
        best = np.maximum.reduceat(of.word_meaning(head[pair], words), starts)
        # A telling word without a meaning is like none.
        found[where] = np.where(
            of.sheets.ids.means[np.minimum(head[where], of.sheets.ids.known)], best - of.alike[where], NONE
        )
    return found


def _told(of: Compared, head: Ints, rows: Ints) -> Floats:
    """1 where the other's sentence has the telling word."""
    pair, words, _ = of.sheets.lists.expanded(rows, SECTIONS.index("sentence"))
    return _number(np.bincount(pair, words == head[pair], len(head)) > 0)


def _best_meaning(of: Compared) -> Floats:
    """The likest of the telling words of both."""
    lists, number = of.sheets.lists, SECTIONS.index("words")
    found = of.alike.copy()
    sizes = of.lengths("words")
    some = np.flatnonzero((sizes[0] > 1) | (sizes[1] > 1))
    if not len(some):
        return found
    one, mine, _ = lists.expanded(of.left[some], number)
    again = lists.lengths(of.right[some][one], number)
    other, its, _ = lists.expanded(of.right[some][one], number)
    meaning = of.word_meaning(np.repeat(mine, again), its)
    starts = np.flatnonzero(np.diff(one[other], prepend=-1))
    found[some] = np.maximum.reduceat(meaning, starts)
    return found


def _heads(of: Compared, name: str) -> Floats:
    """1 for the same word; :data:`NONE` where either is missing."""
    one, other = of.both(name)
    found = np.where(one == other, 1.0, np.maximum(0.0, of.word_meaning(one, other)))
    return np.where((one == UNKNOWN) | (other == UNKNOWN), NONE, found)


def _by_pair(one: Ints, other: Ints, of: Callable[[int, int], tuple[float, ...]], width: int) -> Floats:
    """What a function gives for two numbers, worked out once for each two that differ."""
    first, second, at = by_pair(one, other)
    made = [of(a, b) for a, b in zip(first.tolist(), second.tolist(), strict=True)]
    return np.array(made, dtype=np.float64).reshape(len(made), width)[at]


def _number(flags: Flags) -> Floats:
    return flags.astype(np.float64)


def _sorted(one: Floats, other: Floats) -> tuple[Floats, Floats]:
    return np.minimum(one, other), np.maximum(one, other)


def _ordered(a: str, b: str) -> tuple[str, str]:
    return (a, b) if a < b else (b, a)


def _prefix(a: str, b: str) -> float:
    common = 0
    for x, y in zip(a, b, strict=False):
        if x != y:
            break
        common += 1
    return common / max(len(a), len(b), 1)


_Counts = tuple[tuple[str, int | None, int | None], ...]


def _counts(a: _Counts, b: _Counts) -> float:
    """1 where a number of the same kind of people may be the same, 0 where none may, :data:`NONE` without any."""
    if not {kind for kind, _, _ in a} & {kind for kind, _, _ in b}:
        return NONE
    return float(
        any(
            x[0] == y[0] and (x[1] or 0) <= (y[2] if y[2] is not None else x[1] or 0)
            and (y[1] or 0) <= (x[2] if x[2] is not None else y[1] or 0)
            for x in a for y in b
        )
    )  # fmt: skip


def _nearest(a: tuple[Spot, ...], b: tuple[Spot, ...]) -> tuple[float, float]:
    """The shortest way between the circles of places of both, and the radius of the larger one of two such places, of
    equals the smallest; in km."""
    ways = [
        (round(max(0.0, distance(x, y) - x.radius_km - y.radius_km), 1), max(x.radius_km, y.radius_km))
        for x in a
        for y in b
    ]
    way, radius = min(ways, default=(NONE, NONE))
    return min(way, _FAR_KM), min(radius, _FAR_KM)


def distance(a: Spot, b: Spot) -> float:
    """Kilometres between two points, on a sphere."""
    up, across = radians(b.latitude - a.latitude), radians(b.longitude - a.longitude)
    half = sin(up / 2) ** 2 + cos(radians(a.latitude)) * cos(radians(b.latitude)) * sin(across / 2) ** 2
    return 2 * _EARTH_KM * asin(min(1.0, sqrt(half)))


_NAMES = (
    "same_head", "shared_word", "prefix", "head_meaning", "trigger_meaning", "trigger_spelling", "best_meaning",
    "rarity_low", "rarity_high", "known_rate", "known", "rival_low", "rival_high", "same_kind", "verbs", "head_told",
    "sentence", "sentence_meaning", "context", "window", "names", "nearby", "who", "whom", "crossed", "phrases",
    "phrases_meaning", "who_head", "whom_head", "numbers", "numbers_apart", "dates", "article", "article_names",
    "article_numbers", "article_lead", "article_meaning", "central_low", "central_high", "published_gap",
    "same_report", "apart", "first_sentence", "last_sentence", "frequent_low", "frequent_high", "claims", "types",
    "modes", "actual_apart", "actors", "recipients", "counts", "days_apart", "days_apart_or_report", "place_names",
    "km", "rarest", "rarest_phrase", "rarest_name", "weight", "names_told", "dated", "placed", "radius", "plural",
    "background", "negated_apart",
)  # fmt: skip
