"""What a claim's slot would hold under each threshold, worked out once, so that trying a threshold costs a look-up."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from itertools import product
from typing import Literal

from msgspec import Struct

from benchmarks import matching
from benchmarks.claims.match import same
from benchmarks.claims.values import AnnotatedClaim, Expression, Number, Reference
from benchmarks.spans import Counts, exact
from dateline.read import counts, times
from dateline.read.draft import Phrase
from dateline.read.learned import Found, outermost
from dateline.read.ontology import COUNTS, PLACE_ROLES, SLOTS
from dateline.read.phrases import phrase
from dateline.read.standing import stands_for
from dateline.read.thresholds import Thresholds
from dateline.read.tree import Tree

Group = Literal["actor", "recipient", "means", "place", "time", "source", "count"]
GROUPS: dict[Group, tuple[str, ...]] = {
    "actor": ("actor",),
    "recipient": ("recipient",),
    "means": ("means",),
    "place": PLACE_ROLES,
    "time": ("time",),
    "source": ("source",),
    "count": COUNTS,
}
"""Roles that share a threshold."""
ROLE_GRID = tuple(n / 4 for n in range(-6, 5))
NONE_GRID = tuple(n / 4 for n in range(-8, 9))
"""Log-odds that are tried."""
FOLDS = 5


class Options(Struct, frozen=True):
    """What a claim's slot could hold. ``scores``: rising, of words that may play a part; ``counts[n]``: what is right
    and found where the n best of them are taken; ``lead``: by how much the best elsewhere beats nothing, None where
    there is none; ``taken``: what is right and found where it is taken over."""

    scores: tuple[float, ...]
    counts: tuple[Counts, ...]
    lead: float | None = None
    taken: Counts = Counts()

    def at(self, role: float, none: float) -> Counts:
        """The slot's counts under a role's threshold and a bias on taking over nothing."""
        n = len(self.scores) - bisect_left(self.scores, role + 1e-9)
        return self.taken if not n and self.lead is not None and self.lead > none else self.counts[n]


class Setting(Struct, frozen=True):
    """A group's thresholds, and F1 with the default ones, with those chosen on other reports (what to expect on new
    ones), and with the chosen ones on these reports."""

    role: float
    none: float
    default: float
    expected: float
    own: float


def of_claim(tree: Tree, found: Found, gold: AnnotatedClaim) -> list[tuple[Group, Options]]:
    """Options of the slots of a claim that is paired with an annotated one."""
    time = [] if gold.time is None else [Expression(gold.time.start, gold.time.end)]
    wanted: tuple[tuple[Group, Sequence[Expression]], ...] = (
        ("actor", gold.actors),
        ("recipient", gold.recipients),
        ("means", gold.means),
        ("place", gold.places),
        ("source", gold.sources),
        ("time", time),
    )
    made = [(group, _of_slot(tree, found, group, elements)) for group, elements in wanted]
    return made + [("count", _of_count(tree, found, name, gold.counts.get(name))) for name in COUNTS]


def _of_slot(tree: Tree, found: Found, group: Group, gold: Sequence[Expression]) -> Options:
    own = sorted((x for role in GROUPS[group] for x in found.ranked.own.get(role, [])), reverse=True)
    most = min(len(own), 1) if group == "time" else len(own)
    prefixes = [_counted(tree, group, [j for _, j in own[:n]], gold) for n in range(most + 1)]
    prefixes += [prefixes[-1]] * (len(own) - most)
    scores = tuple(score for score, _ in reversed(own))
    other = found.ranked.elsewhere.get(group)
    if other is None:
        return Options(scores, tuple(prefixes))
    return Options(scores, tuple(prefixes), other.lead, _counted(tree, group, [other.word], gold))


def _counted(tree: Tree, group: Group, words: Sequence[int], gold: Sequence[Expression]) -> Counts:
    text = tree.document.text
    whole = times.whole if group == "time" else phrase
    shown = [_expression(tree, p) for p in outermost([whole(tree, j) for j in words])]
    return Counts(len(matching.pairs(gold, shown, lambda a, b: same(a, b, text))), len(shown), len(gold))


def _expression(tree: Tree, one: Phrase) -> Expression:
    name, _ = stands_for(tree.document, tree, one.start, one.end, one.head)
    return Expression(one.start, one.end, of=Reference(label=name) if name else None)


def _of_count(tree: Tree, found: Found, name: str, gold: Number | None) -> Options:
    wanted = {(gold.low, gold.high)} if gold is not None else set()
    own = sorted(found.ranked.own.get(name, []), reverse=True)
    ruled = found.ruled.counts.get(name) if found.ruled is not None else None
    best = ruled
    prefixes = []
    for n in range(len(own) + 1):
        if n and best is ruled:
            best = counts.at(tree, own[n - 1][1]) or ruled
        prefixes.append(exact(wanted, {(best.low, best.high)} if best is not None else set()))
    return Options(tuple(score for score, _ in reversed(own)), tuple(prefixes))


def settings(options: Mapping[Group, Sequence[Sequence[Options]]]) -> dict[Group, Setting]:
    """The best thresholds of each group. ``options``: by group, those of each report. Thresholds stay 0 where chosen
    ones do no better on reports that they were not chosen on."""
    return {group: _setting(group, reports) for group, reports in options.items()}


def _setting(group: Group, reports: Sequence[Sequence[Options]]) -> Setting:
    grid = list(product(ROLE_GRID, NONE_GRID if group in SLOTS else (0.0,)))
    table = [[_total(report, *at) for at in grid] for report in reports]
    plain = grid.index((0.0, 0.0))

    def best(rows: Sequence[Sequence[Counts]]) -> int:
        totals = [sum(column, Counts()) for column in zip(*rows, strict=True)]
        return max(range(len(grid)), key=lambda n: (totals[n].f1, -abs(grid[n][0]) - abs(grid[n][1])))

    crossed = Counts()
    for fold in range(FOLDS):
        n = best([row for k, row in enumerate(table) if k % FOLDS != fold])
        crossed += sum((row[n] for k, row in enumerate(table) if k % FOLDS == fold), Counts())
    default = sum((row[plain] for row in table), Counts())
    n = best(table) if crossed.f1 > default.f1 else plain
    own = sum((row[n] for row in table), Counts())
    return Setting(*grid[n], default.f1, crossed.f1, own.f1)


def _total(report: Sequence[Options], role: float, none: float) -> Counts:
    return sum((one.at(role, none) for one in report), Counts())


def thresholds(trigger: float, found: Mapping[Group, Setting]) -> Thresholds:
    """As the model's card has them."""
    roles = {role: one.role for group, one in found.items() for role in GROUPS[group] if one.role}
    none: dict[str, float] = {group: one.none for group, one in found.items() if one.none}
    return Thresholds(trigger, roles, none)
