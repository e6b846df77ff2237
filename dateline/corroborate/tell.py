"""A reading to what it tells."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from msgspec.structs import replace

from dateline.corroborate.stems import stem
from dateline.corroborate.syntax import Syntax
from dateline.corroborate.telling import Article, Spot, Telling
from dateline.values import Claim, Reading, Token

_CONTENT = frozenset({"NOUN", "PROPN", "VERB", "ADJ", "NUM"})
_NAMES = frozenset({"PROPN"})
_NUMBERS = frozenset({"NUM"})
_ARTICLE_WORDS = 150
_LEAD = 2
"""Sentences that open a report."""
_NEARBY = 2
"""Sentences before and after whose names count as near by."""
_WINDOW = 5
_SHORTEST_NAME = 3
_AHEAD = frozenset({"planned", "requested", "feared", "hypothetical", "asked"})


def tellings(reading: Reading) -> tuple[Telling, ...]:
    """What the claims of a reading tell, in order of the text."""
    spans = sorted({(claim.trigger.start, claim.trigger.end) for claim in reading.claims})
    return tuple(tellings_at(reading, spans))


def tellings_at(reading: Reading, spans: Iterable[tuple[int, int]]) -> list[Telling]:
    """What is told at given words, with what the claims that overlap them say. Spans without a word are left out."""
    teller = _Teller(reading)
    made = [teller.telling(start, end) for start, end in spans]
    return [one for one in made if one is not None]


class _Teller:
    def __init__(self, reading: Reading) -> None:
        self.reading, self.tokens, self.syntax = reading, reading.tokens, Syntax(reading.tokens)
        text = reading.report.text
        self.forms = [text[t.start : t.end] for t in reading.tokens]
        self.stems = [stem(form) for form in self.forms]
        self.meant = self._meant()
        self.article = self._article()

    def telling(self, start: int, end: int) -> Telling | None:
        """What is told at ``start:end``; None where no word stands there."""
        inside = self.syntax.inside(start, end)
        if not inside:
            return None
        head = self.syntax.head(inside)
        number = self.tokens[head].sentence
        beside = self.syntax.arguments(head, frozenset(inside))
        claims = [c for c in self.reading.claims if c.trigger.start < end and start < c.trigger.end]
        own = self.syntax.sentence(number)
        bare = Telling(
            article=self.article,
            start=start,
            end=end,
            number=number,
            head=self.stems[head],
            form=self.forms[head].lower(),
            kind=self.tokens[head].pos,
            words=self._set(inside),
            sentence=self._set(i for i in own if i not in inside),
            window=self._window(inside, number),
            context=self._set(self._sentences(number, 1)),
            who=self._full(beside.who),
            whom=self._full(beside.whom),
            around=self._full(beside.around),
            who_head=self.stems[beside.who[0]] if beside.who else None,
            whom_head=self.stems[beside.whom[0]] if beside.whom else None,
            names=self._set(own, _NAMES),
            nearby=self._set(self._sentences(number, _NEARBY), _NAMES),
        )
        return _claimed(bare, claims) if claims else bare

    def _article(self) -> Article:
        def common(kinds: frozenset[str], last: int | None = None) -> tuple[tuple[str, int], ...]:
            words = [
                self.stems[i]
                for i, t in enumerate(self.tokens)
                if t.pos in kinds and (last is None or t.sentence < last)
            ]
            return tuple(sorted(Counter(words).most_common(_ARTICLE_WORDS)))

        report = self.reading.report
        return Article(
            report.id, report.published, common(_CONTENT), common(_NAMES), common(_NUMBERS), common(_CONTENT, _LEAD)
        )

    def _meant(self) -> dict[int, tuple[str, ...]]:
        """The words of the full name of whom each word, as part of a mention, stands for."""
        found: dict[int, tuple[str, ...]] = {}
        mentions, text = self.reading.mentions, self.reading.report.text
        for mention in mentions:
            name = mention.name
            if name is None and mention.of is not None and mentions[mention.of].named:
                name = text[mentions[mention.of].start : mentions[mention.of].end]
            if name:
                words = tuple(stem(w) for w in name.replace("-", " ").split() if len(w) >= _SHORTEST_NAME)
                for i in self.syntax.inside(mention.start, mention.end):
                    found[i] = (*found.get(i, ()), *words)
        return found

    def _set(self, words: Iterable[int], kinds: frozenset[str] = _CONTENT) -> tuple[str, ...]:
        return tuple(sorted({self.stems[i] for i in words if self.tokens[i].pos in kinds}))

    def _full(self, words: Sequence[int]) -> tuple[str, ...]:
        own = {self.stems[i] for i in words if self.tokens[i].pos in _CONTENT}
        return tuple(sorted(own.union(*(self.meant.get(i, ()) for i in words))))

    def _sentences(self, number: int, around: int) -> list[int]:
        return [i for n in range(number - around, number + around + 1) for i in self.syntax.sentence(n)]

    def _window(self, inside: Sequence[int], number: int) -> tuple[tuple[str, int], ...]:
        found: dict[str, int] = {}
        tokens: Sequence[Token] = self.tokens
        for i in range(max(0, inside[0] - _WINDOW), min(len(tokens), inside[-1] + _WINDOW + 1)):
            if i not in inside and tokens[i].sentence == number and tokens[i].pos in _CONTENT:
                away = min(abs(i - inside[0]), abs(i - inside[-1]))
                found[self.stems[i]] = min(away, found.get(self.stems[i], away))
        return tuple(sorted(found.items()))


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
        ahead=all(c.status in _AHEAD for c in claims),
        counts=tuple(sorted(counts, key=lambda c: (c[0], c[1] or 0, c[2] or 0, c[1] is None, c[2] is None))),
    )


def _words(names: Iterable[str]) -> tuple[str, ...]:
    """The words of names, without those that say nothing."""
    return tuple(sorted({stem(word) for name in names for word in name.replace("-", " ").split()} - _EMPTY))


_EMPTY = frozenset(stem(w) for w in "the a an of in on at to and or for by with from their his her its our my".split())
