"""What a report tells of one event, as it is compared with what others tell: made from a reading
(:mod:`dateline.corroborate.tell`), independent of any model's weights, small enough to be kept.

Words are stems (:mod:`dateline.corroborate.stems`); sets are kept as sorted tuples, so that equal readings give equal
bytes. Days are ISO strings, as everywhere.
"""

from __future__ import annotations

from msgspec import Struct

Anchor = tuple[str, int, int]
"""Report id, start and end of the telling words: it outlives any machine's claim id."""


class Article(Struct, frozen=True):
    """The report as a whole: its day, and its most frequent words with their counts (of equals the first in the text);
    ``names`` are words of proper names, ``numbers`` those of figures, ``lead`` those of the first sentences."""

    report: str
    published: str | None
    words: tuple[tuple[str, int], ...]
    names: tuple[tuple[str, int], ...] = ()
    numbers: tuple[tuple[str, int], ...] = ()
    lead: tuple[tuple[str, int], ...] = ()


class Spot(Struct, frozen=True):
    """A place on the map that a claim names: id, degrees, radius in km, and the part it plays."""

    id: str | None
    latitude: float
    longitude: float
    radius_km: float
    role: str


class Telling(Struct, frozen=True):
    """One event as one sentence tells it. Claims that share their telling words are one telling of several types.

    ``head`` is the main telling word, ``form`` as written (lower case), ``kind`` its part of speech, ``words`` all of
    them; ``window`` the words up to five places away with their distance, ``sentence`` all other words of the sentence,
    ``context`` those of the sentence and of the ones beside it. ``who``, ``whom`` and ``around`` are the words of
    subject, of object and of other phrases, with the names of those whom they stand for; ``who_head`` and ``whom_head``
    the words that the phrases hang on. ``actors``, ``recipients``, ``places`` words of the claims' own slots;
    ``names`` words of proper names in the sentence, ``nearby`` in the sentences around it; ``number`` is the
    sentence's. ``actual`` is false where all claims are planned, feared, denied and the like, ``ahead`` true where they
    all speak of what has not happened yet or may never: planned, requested, feared, hypothetical or asked. Without a
    claim (words that no claim was found at) ``types`` is empty."""

    article: Article
    start: int
    end: int
    number: int
    head: str
    form: str
    words: tuple[str, ...]
    sentence: tuple[str, ...]
    kind: str = "VERB"
    window: tuple[tuple[str, int], ...] = ()
    context: tuple[str, ...] = ()
    who: tuple[str, ...] = ()
    whom: tuple[str, ...] = ()
    around: tuple[str, ...] = ()
    who_head: str | None = None
    whom_head: str | None = None
    names: tuple[str, ...] = ()
    nearby: tuple[str, ...] = ()
    types: tuple[str, ...] = ()
    modes: tuple[str, ...] = ()
    actual: bool = True
    negated: bool = False
    aggregate: bool = False
    background: bool = False
    actors: tuple[str, ...] = ()
    recipients: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    spots: tuple[Spot, ...] = ()
    earliest: str | None = None
    latest: str | None = None
    counts: tuple[tuple[str, int | None, int | None], ...] = ()
    ahead: bool = False

    @property
    def anchor(self) -> Anchor:
        """Where it stands."""
        return self.article.report, self.start, self.end
