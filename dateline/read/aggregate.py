"""Whether a claim totals several events or a span of time."""

from __future__ import annotations

from dateline.read.draft import CountDraft, Phrase
from dateline.read.tree import Tree

_TOTAL = frozenset({"total", "toll", "altogether", "overall", "daily", "annually", "cumulative"})
_SPANS = frozenset({"day", "week", "month", "year", "decade", "hour", "period", "start", "beginning", "outbreak"})
_SPAN_CASES = frozenset({"since", "over", "during", "within", "throughout", "between", "in", "for"})
_MANY = frozenset(
    "dozens hundreds scores thousands several numerous series wave spate string many repeated daily".split()
)


def is_aggregate(tree: Tree, head: int, times: tuple[Phrase, ...], counts: dict[str, CountDraft], noun: bool) -> bool:
    """Whether the words sum up: a span of time with a count, a total, or several events under one plural noun."""
    spans = any(_span(tree, t.head) for t in times[:3])
    if counts and (spans or _totals(tree, head)):
        return True
    if not noun or tree.form[head] == tree.lemma[head]:
        return False
    for k in tree.kids[head]:
        if k < head and (tree.base[k] == "nummod" or tree.form[k] in _MANY):
            return True
    up = tree.head[head]
    return spans or (up != head and tree.base[head] == "nmod" and tree.form[up] in _MANY)


def _span(tree: Tree, head: int) -> bool:
    lemma, case = tree.lemma[head], tree.case(head)
    if case == "since":
        return True
    if lemma not in _SPANS:
        return False
    before = {tree.form[k] for k in tree.kids[head] if k < head}
    plural = tree.form[head] != lemma
    if case in ("over", "during", "within", "throughout", "in", "for") and (plural or before & {"past", "last"}):
        return True
    return lemma == "year" and "this" in before


def _totals(tree: Tree, head: int) -> bool:
    first, last = tree.bounds(head)
    for i in range(first, last):
        lemma = tree.lemma[i]
        if lemma in _TOTAL:
            return True
        if lemma == "so" and i + 1 < last and tree.form[i + 1] == "far":
            return True
    return False
