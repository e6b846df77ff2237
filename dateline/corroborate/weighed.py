"""A telling with its words weighed by how rare they are and what they mean: worked out once, compared many times."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from math import log, sqrt

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from dateline.corroborate.candidates import span
from dateline.corroborate.lexicon import Lexicon, Meaning, whole
from dateline.corroborate.stems import stem
from dateline.corroborate.telling import Article, Telling

Weights = dict[str, float]
_DATES = frozenset(
    stem(w)
    for w in "january february march april may june july august september october november december "
    "monday tuesday wednesday thursday friday saturday sunday".split()
)


class WeighedArticle(Struct, frozen=True):
    """A report's words, each kind as a vector of unit length."""

    words: Weights
    names: Weights
    numbers: Weights
    lead: Weights
    counts: dict[str, int]
    meaning: Meaning | None
    published: int | None


class Weighed(Struct, frozen=True):
    """A telling's words: ``who`` to ``places`` with their rarity, ``names`` to ``window`` as vectors of unit length;
    what the telling words, the sentence and the phrases mean; the days in which the event lies (ordinals)."""

    telling: Telling
    article: WeighedArticle
    rarity: float
    words: frozenset[str]
    who: Weights
    whom: Weights
    phrases: Weights
    actors: Weights
    recipients: Weights
    places: Weights
    names: Weights
    nearby: Weights
    sentence: Weights
    context: Weights
    window: Weights
    numbers: frozenset[str]
    dates: frozenset[str]
    central: float
    head: Meaning | None
    each: tuple[Meaning, ...]
    trigger: Meaning | None
    spelled: Meaning | None
    others: NDArray[np.int64] | None
    tale: Meaning | None
    beside: Meaning | None
    who_head: Meaning | None
    whom_head: Meaning | None
    first: int | None
    last: int | None
    dated: bool


def article(of: Article, lexicon: Lexicon) -> WeighedArticle:
    """A report's words, weighed."""
    words = _counted(of.words, lexicon)
    published = None if of.published is None else date.fromisoformat(of.published).toordinal()
    return WeighedArticle(
        words=words,
        names=_counted(of.names, lexicon),
        numbers=_counted(of.numbers, lexicon),
        lead=_counted(of.lead, lexicon),
        counts=dict(of.words),
        meaning=_mean(words, lexicon),
        published=published,
    )


def weighed(telling: Telling, report: WeighedArticle, lexicon: Lexicon) -> Weighed:
    """A telling's words, weighed; ``report`` is its own."""
    first, last = span(telling)
    words = sorted({*telling.words, telling.head})
    phrases = {*telling.who, *telling.whom, *telling.around, *telling.actors, *telling.recipients, *telling.places}
    around = {*telling.sentence, *phrases}
    others = [v for word in telling.sentence if (v := _meaning(word, lexicon)) is not None]
    return Weighed(
        telling=telling,
        article=report,
        rarity=lexicon.rarity(telling.head),
        words=frozenset(words),
        who=_rare((*telling.who, *telling.actors), lexicon),
        whom=_rare((*telling.whom, *telling.recipients), lexicon),
        phrases=_rare(phrases, lexicon),
        actors=_rare(telling.actors, lexicon),
        recipients=_rare(telling.recipients, lexicon),
        places=_rare(telling.places, lexicon),
        names=_unit(_rare(telling.names, lexicon)),
        nearby=_unit(_rare(telling.nearby, lexicon)),
        sentence=_unit(_rare(telling.sentence, lexicon)),
        context=_unit(_rare(telling.context, lexicon)),
        window=_unit({word: lexicon.rarity(word) / (1 + 0.3 * away) for word, away in telling.window}),
        numbers=frozenset(word for word in telling.sentence if word.isdigit()),
        dates=frozenset(w for w in around if w in _DATES or (w.isdigit() and len(w) == 4)),
        central=sum(report.words.get(word, 0.0) for word in telling.words),
        head=_meaning(telling.head, lexicon),
        each=tuple(v for word in words if (v := _meaning(word, lexicon)) is not None),
        trigger=_mean(_rare(words, lexicon), lexicon),
        spelled=lexicon.spelling(words),
        others=np.stack(others) if others else None,
        tale=_mean(_rare(telling.sentence, lexicon), lexicon),
        beside=_mean(_rare(phrases, lexicon), lexicon),
        who_head=_meaning(telling.who_head, lexicon),
        whom_head=_meaning(telling.whom_head, lexicon),
        first=None if first is None else first.toordinal(),
        last=None if last is None else last.toordinal(),
        dated=telling.latest is not None and last is not None,
    )


def _counted(words: Sequence[tuple[str, int]], lexicon: Lexicon) -> Weights:
    return _unit({word: (1 + log(count)) * lexicon.rarity(word) for word, count in words})


def _rare(words: Iterable[str], lexicon: Lexicon) -> Weights:
    return {word: lexicon.rarity(word) for word in sorted(set(words))}


def _unit(weights: Weights) -> Weights:
    length = sqrt(sum(weight * weight for weight in weights.values()))
    return {word: weight / length for word, weight in weights.items()} if length else {}


def _mean(weights: Weights, lexicon: Lexicon) -> Meaning | None:
    found = [(weight, v) for word, weight in weights.items() if (v := lexicon.meaning(word)) is not None]
    return whole(np.sum([weight * v for weight, v in found], axis=0)) if found else None


def _meaning(word: str | None, lexicon: Lexicon) -> Meaning | None:
    return None if word is None else lexicon.meaning(word)
