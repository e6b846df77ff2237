"""Dates for a parsed report: its time expressions found, worked out, and looked up by the words of a claim."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from dateline.dates import Expression, find, resolve_all
from dateline.read.document import Document
from dateline.read.draft import Draft, Phrase
from dateline.read.tree import Tree
from dateline.values import Time

_AHEAD = frozenset({"planned", "requested", "feared"})
_WILL = frozenset({"will", "shall", "wo", "'ll", "’ll"})
_INTENDING = frozenset("plan intend expect schedule due set aim prepare vow pledge promise threaten going hope".split())


class Timeline:
    """The times of one report."""

    def __init__(self, document: Document, tree: Tree, drafts: Sequence[Draft]) -> None:
        text = document.text
        expressions = find(text)
        ahead = [(phrase.start, phrase.end) for draft in drafts if draft.status in _AHEAD for phrase in draft.times]
        published = date.fromisoformat(document.report.published) if document.report.published else None
        looks = _Tense(document, tree)

        def future(expression: Expression) -> bool:
            if any(a < expression.end and expression.start < b for a, b in ahead):
                return True
            return looks.ahead(expression.start)

        times = resolve_all(expressions, text, published, future)
        # "For three weeks" and "every Friday" take part in the resolution, but are no dates.
        self.times = tuple(t for e, t in zip(expressions, times, strict=True) if e.is_date)

    def of(self, phrases: Sequence[Phrase]) -> Time | None:
        """The first time that lies in one of the phrases, in their order."""
        for phrase in phrases:
            for time in self.times:
                if time.start < phrase.end and phrase.start < time.end:
                    return time
        return None


class _Tense:
    """Whether the clause around a character speaks of the future."""

    def __init__(self, document: Document, tree: Tree) -> None:
        self.tree = tree
        self.starts = [w.start for w in document.words]

    def ahead(self, start: int) -> bool:
        from bisect import bisect_right

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
