"""What a reader claims of a text, in the form of the annotations."""

from __future__ import annotations

import hashlib

from benchmarks.claims.texts import Text
from benchmarks.claims.values import (
    AnnotatedClaim,
    AnnotatedDocument,
    Expression,
    Number,
    Offsets,
    PlaceExpression,
    Reference,
    SourceExpression,
    When,
)
from dateline.collect.draft import Draft
from dateline.collect.options import Options
from dateline.collect.report import make_report
from dateline.errors import InputError
from dateline.values import Claim, Count, Reading, Report, Span, Time


class FoundClaim(AnnotatedClaim, frozen=True):
    """A claim that a reader found, with its confidence."""

    confidence: float = 0.0


def report_of(text: Text, published: str | None) -> Report:
    """The report that ``dateline read --raw`` makes of a text with its title, address and day. Raises ``InputError``
    where its characters would not be those of the text."""
    digest = hashlib.sha256(text.text.encode("utf-8", "surrogatepass")).hexdigest()
    draft = Draft(text.id, digest, text.text, title=text.title, published=published, url=text.url)
    report = make_report(draft, Options(raw=True))
    if report.text != text.text:
        raise InputError(f"{text.corpus} {text.id}: reading changes the text, so offsets do not hold")
    return report


def found(reading: Reading, gold: AnnotatedDocument) -> AnnotatedDocument:
    """What was found in the annotated part of a document. Each claim stands in the reader's own sentence."""
    first, last = gold.annotated
    claims = tuple(_claim(c, reading.report.text) for c in reading.claims if first <= c.trigger.start < last)
    return AnnotatedDocument(gold.corpus, gold.id, gold.sha256, gold.annotated, gold.published, claims)


def _claim(claim: Claim, text: str) -> FoundClaim:
    sentence = (claim.sentence.start, claim.sentence.end)
    return FoundClaim(
        sentence=sentence,
        trigger=(claim.trigger.start, claim.trigger.end),
        type=claim.type,
        mode=claim.mode,
        status=claim.status,
        negated=claim.negated,
        aggregate=claim.aggregate,
        background=claim.background,
        actors=tuple(_expression(one) for one in claim.actors),
        recipients=tuple(_expression(one) for one in claim.recipients),
        means=tuple(_expression(one) for one in claim.means),
        places=tuple(
            PlaceExpression(p.start, p.end, p.inherited, _of(p), role=p.role, relation=p.relation) for p in claim.places
        ),
        time=_when(claim.time, sentence) if claim.time else None,
        counts={kind: _number(one, text, sentence) for kind, one in claim.counts.items()},
        sources=tuple(
            SourceExpression(s.start, s.end, s.inherited, _of(s), named=s.named, kind=s.kind) for s in claim.sources
        ),
        confidence=claim.confidence,
    )


def _expression(one: Span) -> Expression:
    return Expression(one.start, one.end, one.inherited, _of(one))


def _of(one: Span) -> Reference | None:
    return Reference(label=one.name) if one.name and one.name != one.text else None


def _when(time: Time, sentence: Offsets) -> When:
    inherited = not sentence[0] <= time.start < time.end <= sentence[1]
    return When(time.start, time.end, time.earliest, time.latest, time.precision, inherited)


def _number(one: Count, text: str, sentence: Offsets) -> Number:
    # A reading quotes a count without its place: the first such words of the sentence.
    start = max(text.find(one.text, sentence[0]), 0)
    return Number(start, start + len(one.text), one.low, one.high, _expression(one.of) if one.of else None)
