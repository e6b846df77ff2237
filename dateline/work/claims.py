"""Drafts to claims: names, places, dates and sources filled in from what the report as a whole shows."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

from msgspec.structs import replace

from dateline.read.document import Document
from dateline.read.draft import Draft, Phrase
from dateline.read.sources import SourceIndex
from dateline.read.standing import stands_for
from dateline.read.tree import Tree
from dateline.values import Claim, Count, Extent, Span, Trigger
from dateline.work.placing import Places
from dateline.work.timing import Timeline


def claims(
    document: Document, tree: Tree, drafts: Sequence[Draft], places: Places, times: Timeline, sources: SourceIndex
) -> tuple[Claim, ...]:
    """One claim a draft, in order of the text. ``document`` carries resolved mentions."""
    made = [_claim(document, tree, draft, places, times, sources) for draft in drafts]
    return tuple(sorted(made, key=lambda c: (c.trigger.start, c.trigger.end, c.type, c.id)))


def _claim(
    document: Document, tree: Tree, draft: Draft, places: Places, times: Timeline, sources: SourceIndex
) -> Claim:
    trigger, sentence = draft.trigger, document.sentences[draft.sentence]
    actors = _distinct([span(document, tree, p) for p in draft.actors], trigger)
    recipients = _distinct([span(document, tree, p) for p in draft.recipients], trigger)
    if draft.type in _AT_OTHERS:
        actors, recipients = _apart(actors, recipients), _apart(recipients, actors)
    return Claim(
        id=_id(document.report.id, draft),
        type=draft.type,
        mode=draft.mode,
        status=draft.status,
        negated=draft.negated,
        aggregate=draft.aggregate,
        background=draft.background,
        trigger=Trigger(document.text[trigger.start : trigger.end], trigger.start, trigger.end),
        sentence=Extent(sentence.start, sentence.end),
        actors=actors,
        recipients=recipients,
        means=tuple(span(document, tree, p) for p in draft.means),
        places=places.of(draft.places),
        time=times.of(draft.times, draft.status),
        counts={
            name: Count(c.low, c.high, document.text[c.start : c.end], span(document, tree, c.of) if c.of else None)
            for name, c in sorted(draft.counts.items())
        },
        sources=(
            sources.of(trigger.start, trigger.end)
            if draft.sources is None
            else sources.described(trigger.start, draft.sources)
        ),
        confidence=round(draft.confidence, 3),
    )


def _distinct(spans: Sequence[Span], trigger: Phrase) -> tuple[Span, ...]:
    """Of expressions that stand for the same party ("Turkey's army denied that it …") the nearest to the trigger."""
    nearest: dict[str, Span] = {}
    for one in sorted(spans, key=lambda s: max(s.start - trigger.end, trigger.start - s.end)):
        nearest.setdefault(one.id or one.name or one.text, one)
    return tuple(one for one in spans if nearest[one.id or one.name or one.text] is one)


def _apart(spans: Sequence[Span], others: Sequence[Span]) -> tuple[Span, ...]:
    """One side of a deed, without the name of the other side for a pronoun or for someone's people: nobody strikes
    himself by "them", and in "the poet whom his men shot" the men are another's."""
    known = {one.id or one.name or one.text for one in others if one.name or not _is_open(one.text)}
    return tuple(
        replace(one, name=None, id=None) if (one.id or one.name) in known and _is_open(one.text) else one
        for one in spans
    )


def _is_open(text: str) -> bool:
    first, *rest = text.lower().split()
    return first in _OWNERS if rest else first in _PRONOUNS


_AT_OTHERS = frozenset({"ASSAULT", "COERCE", "CONTROL", "SANCTION", "THREATEN", "ACCUSE"})
_OWNERS = frozenset({"his", "her", "their", "its"})
_PRONOUNS = frozenset({"he", "him", "she", "her", "they", "them", "it"})


def span(document: Document, tree: Tree, phrase: Phrase) -> Span:
    """A phrase with the name of what it stands for, where the report shows it."""
    name, key = stands_for(document, tree, phrase.start, phrase.end, phrase.head)
    return Span(document.text[phrase.start : phrase.end], phrase.start, phrase.end, name, key, phrase.inherited)


def _id(report: str, draft: Draft) -> str:
    key = f"{report}\n{draft.type}\n{draft.mode}\n{draft.status}\n{draft.trigger.start}\n{draft.trigger.end}"
    return hashlib.sha256(key.encode()).hexdigest()[:16]
