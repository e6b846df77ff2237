"""Dates for a parsed report: its time expressions found, worked out, and looked up by the words of a claim."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from datetime import date

import msgspec

from dateline.dates import Expression, find, resolve_all
from dateline.read.document import Document
from dateline.read.draft import Draft, Phrase
from dateline.read.tree import Tree
from dateline.values import Status, Time

_AHEAD = frozenset({"planned", "requested", "feared"})
_LASTING = frozenset({"COERCE", "AGREE", "CONCEDE", "SANCTION", "THREATEN", "REQUEST"})
_PAST = frozenset({"had", "have", "has", "was", "were", "did"})
_WILL = frozenset({"will", "shall", "wo", "'ll", "’ll"})
_INTENDING = frozenset("plan intend expect schedule due set aim prepare vow pledge promise threaten going hope".split())


class Timeline:
    """The times of one report."""

    def __init__(self, document: Document, tree: Tree, drafts: Sequence[Draft]) -> None:
        text = document.text
        expressions = find(text)
        ahead = [
            (phrase.start, phrase.end)
            for draft in drafts
            if draft.status in _AHEAD or draft.type in _LASTING
            for phrase in draft.times
            if not phrase.inherited and _of_plan(tree, phrase.head, draft)
        ]
        published = date.fromisoformat(document.report.published) if document.report.published else None
        self.published = document.report.published
        looks = _Tense(document, tree)

        def future(expression: Expression) -> bool:
            if any(a < expression.end and expression.start < b for a, b in ahead):
                return True
            return looks.ahead(expression.start)

        times = resolve_all(expressions, text, published, future)
        # "For three weeks" and "every Friday" take part in the resolution, but are no dates.
        dated = [(e, t) for e, t in zip(expressions, times, strict=True) if e.is_date]
        self.times = tuple(t for _, t in dated)
        # "Two days after the vote" dates nothing by itself.
        self._dates = [t for e, t in dated if not (_from_event(e) and t.earliest is None and t.latest is None)]
        self._starts = [t.start for t in self._dates]

    def of(self, phrases: Sequence[Phrase], status: Status = "actual") -> Time | None:
        """The first time that lies in one of the phrases, in their order. What has happened "since" a day has done so
        up to the publication."""
        for phrase in phrases:
            # Times do not overlap: at most one begins before the phrase and reaches into it.
            at = max(bisect_right(self._starts, phrase.start) - 1, 0)
            for time in self._dates[at : at + 2]:
                if time.start < phrase.end and phrase.start < time.end:
                    return self._closed(time) if status == "actual" else time
        return None

    def _closed(self, time: Time) -> Time:
        since = time.text.lower().startswith("since") and time.earliest is not None and time.latest is None
        if since and self.published and self.published >= str(time.earliest):
            return msgspec.structs.replace(time, latest=self.published)
        return time


def _from_event(expression: Expression) -> bool:
    return getattr(expression.value, "base", None) == "event"


def _of_plan(tree: Tree, time: int, draft: Draft) -> bool:
    """Whether a time belongs to what a draft plans or limits ("banned cars until Sunday"), not to the past day on which
    that was said or decided."""
    until = tree.case(time) in ("until", "till")
    if draft.status not in _AHEAD:
        return until
    for up in tree.above(time):
        if tree.pos[up] == "VERB":
            past = tree.participle(up) and all(tree.form[k] in _PAST for k in tree.under(up, "aux"))
            return until or up == draft.trigger.head or not past
    return True


class _Tense:
    """Whether the clause around a character speaks of the future."""

    def __init__(self, document: Document, tree: Tree) -> None:
        self.tree = tree
        self.starts = document.starts

    def ahead(self, start: int) -> bool:
        if not self.starts:
            return False
        tree = self.tree
        word = max(0, bisect_right(self.starts, start) - 1)
        for up in (word, *tree.above(word)):
            if tree.pos[up] not in ("VERB", "AUX") and not tree.under(up, "cop"):
                continue
            if any(tree.form[k] in _WILL for k in tree.under(up, "aux")):
                return True
            above = tree.head[up]
            return above != up and tree.base[up] in ("xcomp", "acl", "advcl") and tree.lemma[above] in _INTENDING
        return False
