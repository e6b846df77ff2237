"""What speaks for two tellings being of one event, as numbers: the same in either order of the two.

-1 stands for what cannot be compared. Likeness is from 0 to 1: the cosine of words weighed by rarity, or the share of
the smaller side's weight that both have. ``…_meaning`` is the cosine of meanings, ``…_spelling`` of word pieces.
"""

from __future__ import annotations

from collections.abc import Mapping
from math import asin, cos, radians, sin, sqrt

import numpy as np

from dateline.corroborate.lexicon import THOUSAND, Meaning
from dateline.corroborate.telling import Spot, Telling
from dateline.corroborate.weighed import Weighed, WeighedArticle, Weights

NONE = -1.0
Pairs = Mapping[tuple[str, str], tuple[float, float]]
"""Of two stems in rising order: how many pairs of tellings with these words were of one event in training, and of how
many (:mod:`dateline.corroborate.known`)."""
_EARTH_KM = 6371.0
_FAR_KM = 2000.0
_LONG = 400.0


def features(one: Weighed, other: Weighed, known: Pairs) -> dict[str, float]:
    """The numbers by name, always the same names in the same order."""
    if other.telling.anchor < one.telling.anchor:
        one, other = other, one
    return {
        **_words(one, other, known),
        **_phrases(one, other),
        **_articles(one, other),
        **_positions(one, other),
        **_claims(one, other),
        **_days_and_places(one, other),
    }


LEAST_ARTICLE = 0.03
LEAST_MEANING = 0.4
LEAST_SENTENCE = 0.25


def likely(one: Weighed, other: Weighed) -> bool:
    """Whether a pair is worth scoring: reports that have words in common, and claims of one type, or telling words that
    are the same or mean something alike, or sentences that are nearly the same. The scorer is trained on such pairs
    alone."""
    same = one.telling.article.report == other.telling.article.report
    if not same and cosine(one.article.words, other.article.words) < LEAST_ARTICLE:
        return False
    return (
        bool(set(one.telling.types) & set(other.telling.types))
        or one.telling.head == other.telling.head
        or bool(one.words & other.words)
        or meaning(one.head, other.head) >= LEAST_MEANING
        or cosine(one.sentence, other.sentence) >= LEAST_SENTENCE
    )


def names() -> tuple[str, ...]:
    """The names of the numbers, in their order."""
    return _NAMES


def _words(one: Weighed, other: Weighed, known: Pairs) -> dict[str, float]:
    a, b = one.telling, other.telling
    heads = (a.head, b.head) if a.head < b.head else (b.head, a.head)
    together, seen = known.get(heads, (0.0, 0.0))
    alike = meaning(one.head, other.head)
    rivals = sorted((_rival(one, other, alike), _rival(other, one, alike)))
    return {
        "same_head": float(a.head == b.head),
        "shared_word": float(bool(one.words & other.words)),
        "prefix": _prefix(a.form, b.form),
        "head_meaning": alike,
        "trigger_meaning": meaning(one.trigger, other.trigger),
        "trigger_spelling": meaning(one.spelled, other.spelled),
        "best_meaning": max((meaning(x, y) for x in one.each for y in other.each), default=NONE),
        "rarity_low": min(one.rarity, other.rarity),
        "rarity_high": max(one.rarity, other.rarity),
        "known_rate": (together + 0.6) / (seen + 4.0),
        "known": seen,
        "rival_low": rivals[0],
        "rival_high": rivals[1],
        "same_kind": float(a.kind == b.kind),
        "verbs": float((a.kind == "VERB") + (b.kind == "VERB")),
        "head_told": float((a.head in b.sentence) + (b.head in a.sentence)),
    }


def _phrases(one: Weighed, other: Weighed) -> dict[str, float]:
    a, b = one.telling, other.telling
    return {
        "sentence": cosine(one.sentence, other.sentence),
        "sentence_meaning": meaning(one.tale, other.tale),
        "context": cosine(one.context, other.context),
        "window": cosine(one.window, other.window),
        "names": cosine(one.names, other.names),
        "nearby": cosine(one.nearby, other.nearby),
        "who": shared(one.who, other.who),
        "whom": shared(one.whom, other.whom),
        "crossed": max(shared(one.who, other.whom), shared(one.whom, other.who)),
        "phrases": shared(one.phrases, other.phrases),
        "phrases_meaning": meaning(one.beside, other.beside),
        "who_head": _heads(a.who_head, b.who_head, one.who_head, other.who_head),
        "whom_head": _heads(a.whom_head, b.whom_head, one.whom_head, other.whom_head),
        "numbers": float(len(one.numbers & other.numbers)),
        "numbers_apart": float(len(one.numbers ^ other.numbers)) if one.numbers and other.numbers else NONE,
        "dates": len(one.dates & other.dates) - 0.5 * bool(one.dates and other.dates and not one.dates & other.dates),
    }


def _articles(one: Weighed, other: Weighed) -> dict[str, float]:
    a, b = one.article, other.article
    return {
        "article": cosine(a.words, b.words),
        "article_names": cosine(a.names, b.names),
        "article_numbers": cosine(a.numbers, b.numbers),
        "article_lead": cosine(a.lead, b.lead),
        "article_meaning": meaning(a.meaning, b.meaning),
        "central_low": min(one.central, other.central),
        "central_high": max(one.central, other.central),
        "published_gap": _published(a, b),
    }


def _positions(one: Weighed, other: Weighed) -> dict[str, float]:
    a, b = one.telling, other.telling
    same = a.article.report == b.article.report
    frequent = sorted((one.article.counts.get(a.head, 0), other.article.counts.get(b.head, 0)))
    return {
        "same_report": float(same),
        "apart": float(min(abs(a.number - b.number), 20)) if same else NONE,
        "first_sentence": float(min(a.number, b.number, 15)),
        "last_sentence": float(min(max(a.number, b.number), 30)),
        "frequent_low": float(min(frequent[0], 10)),
        "frequent_high": float(min(frequent[1], 15)),
    }


def _claims(one: Weighed, other: Weighed) -> dict[str, float]:
    a, b = one.telling, other.telling
    both = bool(a.types and b.types)
    return {
        "claims": float(bool(a.types) + bool(b.types)),
        "types": float(len(set(a.types) & set(b.types))) if both else NONE,
        "modes": float(bool(set(a.modes) & set(b.modes))) if a.modes and b.modes else NONE,
        "actual_apart": float(a.actual != b.actual) if both else NONE,
        "actors": shared(one.actors, other.actors),
        "recipients": shared(one.recipients, other.recipients),
        "counts": _counts(a, b),
    }


def _days_and_places(one: Weighed, other: Weighed) -> dict[str, float]:
    return {
        "days_apart": _days(one, other) if one.dated and other.dated else NONE,
        "days_apart_or_report": _days(one, other),
        "place_names": shared(one.places, other.places),
        "km": _kilometres(one.telling, other.telling),
    }


def cosine(one: Weights, other: Weights) -> float:
    """The cosine of two vectors of unit length; 0 where either is empty."""
    if len(one) > len(other):
        one, other = other, one
    return sum(weight * other[word] for word, weight in one.items() if word in other)


def shared(one: Weights, other: Weights) -> float:
    """The weight that both have, over that of the lighter; :data:`NONE` where either is empty."""
    if not one or not other:
        return NONE
    least = min(sum(one.values()), sum(other.values()))
    return sum(weight for word, weight in one.items() if word in other) / least if least else 0.0


def meaning(one: Meaning | None, other: Meaning | None) -> float:
    """The cosine of two meanings; :data:`NONE` where either is unknown."""
    return NONE if one is None or other is None else int(one @ other) / THOUSAND**2


def _rival(one: Weighed, other: Weighed, alike: float) -> float:
    """How much nearer some other word of the other's sentence comes to the telling word than the other telling does."""
    if one.head is None or other.others is None:
        return NONE
    return int(np.max(other.others @ one.head)) / THOUSAND**2 - alike


def _heads(a: str | None, b: str | None, one: Meaning | None, other: Meaning | None) -> float:
    if a is None or b is None:
        return NONE
    return 1.0 if a == b else max(0.0, meaning(one, other))


def _prefix(a: str, b: str) -> float:
    common = 0
    for x, y in zip(a, b, strict=False):
        if x != y:
            break
        common += 1
    return common / max(len(a), len(b), 1)


def _published(a: WeighedArticle, b: WeighedArticle) -> float:
    if a.published is None or b.published is None:
        return NONE
    return min(float(abs(a.published - b.published)), _LONG)


def _counts(a: Telling, b: Telling) -> float:
    """1 where a number of the same kind of people may be the same, 0 where none may, :data:`NONE` without any."""
    kinds = {kind for kind, _, _ in a.counts} & {kind for kind, _, _ in b.counts}
    if not kinds:
        return NONE
    return float(
        any(
            x[0] == y[0] and (x[1] or 0) <= (y[2] if y[2] is not None else x[1] or 0)
            and (y[1] or 0) <= (x[2] if x[2] is not None else y[1] or 0)
            for x in a.counts for y in b.counts
        )
    )  # fmt: skip


def _days(one: Weighed, other: Weighed) -> float:
    """Days between the spans in which the two lie, 0 where they overlap."""
    if one.first is None or one.last is None or other.first is None or other.last is None:
        return NONE
    return min(float(max(0, one.first - other.last, other.first - one.last)), _LONG)


def _kilometres(a: Telling, b: Telling) -> float:
    """The shortest way between the circles of places of both."""
    found = [max(0.0, distance(x, y) - x.radius_km - y.radius_km) for x in a.spots for y in b.spots]
    return min(round(min(found), 1), _FAR_KM) if found else NONE


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
    "km",
)  # fmt: skip
