"""What a report tells of one event, as it is compared with what others tell: made from a reading, independent of any
model's weights, small enough to be kept.

Words are stems (:mod:`dateline.corroborate.stems`); sets are kept as sorted tuples, so that equal readings give equal
bytes. Days are ISO strings, as everywhere.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from msgspec import Struct
from msgspec.structs import replace

from dateline.corroborate.stems import stem
from dateline.corroborate.syntax import Syntax
from dateline.values import Claim, Reading, Token

Anchor = tuple[str, int, int]
"""Report id, start and end of the telling words: it outlives any machine's claim id."""

_CONTENT = frozenset({"NOUN", "PROPN", "VERB", "ADJ", "NUM"})
_NAMES = frozenset({"PROPN"})
_ARTICLE_WORDS = 150
_CONTEXT = 2
"""Sentences before and after whose names count as near by."""


class Article(Struct, frozen=True):
    """The report as a whole: its most frequent words with their counts (words that are rarer in the report come in the
    order of the text), and its day."""

    report: str
    published: str | None
    words: tuple[tuple[str, int], ...]


class Spot(Struct, frozen=True):
    """A place on the map that a claim names: id, degrees, radius in km, and the part it plays."""

    id: str | None
    latitude: float
    longitude: float
    radius_km: float
    role: str


class Telling(Struct, frozen=True):
    """One event as one sentence tells it. Claims that share their telling words are one telling of several types.

    ``head`` is the main telling word, ``words`` all of them; ``who``, ``whom`` and ``around`` the words of subject, of
    object and of other phrases beside it; ``actors``, ``recipients``, ``places`` words of the claims' own slots;
    ``names`` words of proper names in the sentence, ``nearby`` in the sentences around it; ``number`` is the
    sentence's. ``actual`` is false where all claims are planned, feared, denied and the like. Without a claim (words
    that no claim was found at) ``types`` is empty."""

    article: Article
    start: int
    end: int
    number: int
    head: str
    form: str
    words: tuple[str, ...]
    sentence: tuple[str, ...]
    who: tuple[str, ...] = ()
    whom: tuple[str, ...] = ()
    around: tuple[str, ...] = ()
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

    @property
    def anchor(self) -> Anchor:
        """Where it stands."""
        return self.article.report, self.start, self.end


def tellings(reading: Reading) -> tuple[Telling, ...]:
    """What the claims of a reading tell, in order of the text."""
    by_span: dict[tuple[int, int], list[Claim]] = {}
    for claim in reading.claims:
        by_span.setdefault((claim.trigger.start, claim.trigger.end), []).append(claim)
    return tuple(tellings_at(reading, sorted(by_span)))


def tellings_at(reading: Reading, spans: Iterable[tuple[int, int]]) -> list[Telling]:
    """What is told at given words, with what the claims that overlap them say. Spans without a word are left out."""
    article, syntax = article_of(reading), Syntax(reading.tokens)
    made = [_telling(reading, article, syntax, start, end) for start, end in spans]
    return [one for one in made if one is not None]


def article_of(reading: Reading) -> Article:
    """The report as a whole."""
    forms = [_form(reading.report.text, t) for t in reading.tokens if t.pos in _CONTENT]
    common = Counter(stem(form) for form in forms).most_common(_ARTICLE_WORDS)
    return Article(reading.report.id, reading.report.published, tuple(sorted(common)))


def _telling(reading: Reading, article: Article, syntax: Syntax, start: int, end: int) -> Telling | None:
    tokens, text = reading.tokens, reading.report.text
    inside = syntax.inside(start, end)
    if not inside:
        return None
    head = syntax.head(inside)
    number = tokens[head].sentence
    arguments = syntax.arguments(head, frozenset(inside))
    claims = [c for c in reading.claims if c.trigger.start < end and start < c.trigger.end]
    own = syntax.sentence(number)
    near = [i for n in range(number - _CONTEXT, number + _CONTEXT + 1) for i in syntax.sentence(n)]
    bare = Telling(
        article=article,
        start=start,
        end=end,
        number=number,
        head=stem(_form(text, tokens[head])),
        form=_form(text, tokens[head]).lower(),
        words=_stems(text, [tokens[i] for i in inside], _CONTENT),
        sentence=_stems(text, [tokens[i] for i in own if i not in inside], _CONTENT),
        who=_stems(text, [tokens[i] for i in arguments.who], _CONTENT),
        whom=_stems(text, [tokens[i] for i in arguments.whom], _CONTENT),
        around=_stems(text, [tokens[i] for i in arguments.around], _CONTENT),
        names=_stems(text, [tokens[i] for i in own], _NAMES),
        nearby=_stems(text, [tokens[i] for i in near], _NAMES),
    )
    return _claimed(bare, claims) if claims else bare


def _claimed(bare: Telling, claims: Sequence[Claim]) -> Telling:
    """What is told with what claims say of it."""
    dated = [c.time for c in claims if c.time is not None and c.time.latest is not None]
    places = [p for c in claims for p in c.places]
    spots = {
        Spot(p.id, p.latitude, p.longitude, p.radius_km or 0.0, p.role)
        for p in places
        if p.latitude is not None and p.longitude is not None
    }
    counts = {(kind, n.low, n.high) for c in claims for kind, n in c.counts.items()}
    return replace(
        bare,
        types=tuple(sorted({c.type for c in claims})),
        modes=tuple(sorted({c.mode for c in claims if c.mode})),
        actual=any(c.status == "actual" for c in claims),
        negated=all(c.negated for c in claims),
        aggregate=any(c.aggregate for c in claims),
        background=all(c.background for c in claims),
        actors=_words(s.name or s.text for c in claims for s in c.actors),
        recipients=_words(s.name or s.text for c in claims for s in c.recipients),
        places=_words(p.name or p.text for p in places),
        spots=tuple(sorted(spots, key=lambda s: (s.role, s.radius_km, s.latitude, s.longitude, s.id or ""))),
        earliest=dated[0].earliest if dated else None,
        latest=dated[0].latest if dated else None,
        counts=tuple(sorted(counts, key=lambda c: (c[0], c[1] or 0, c[2] or 0, c[1] is None, c[2] is None))),
    )


def _form(text: str, token: Token) -> str:
    return text[token.start : token.end]


def _stems(text: str, tokens: Iterable[Token], kinds: frozenset[str]) -> tuple[str, ...]:
    return tuple(sorted({stem(_form(text, t)) for t in tokens if t.pos in kinds}))


def _words(names: Iterable[str]) -> tuple[str, ...]:
    """The words of names, without those that say nothing."""
    return tuple(sorted({stem(word) for name in names for word in name.replace("-", " ").split()} - _EMPTY))


_EMPTY = frozenset(stem(w) for w in "the a an of in on at to and or for by with from their his her its our my".split())
