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
from dateline.read.learned import Found
from dateline.read.ontology import COUNTS, PLACE_ROLES, SLOTS
from dateline.read.parts import ALONE, MOST
from dateline.read.phrases import phrase
from dateline.read.standing import stands_for
from dateline.read.thresholds import Thresholds
from dateline.read.tree import Tree
from dateline.read.worded import outermost

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
USUAL = -0.75
"""Log-odds of .32: what is surer than half the F1 that can be reached is worth telling (Lipton, Elkan and
Narayanaswamy 2014, arXiv:1402.1892), and slots reach .6 to .7. Others are chosen where they do better on reports that
they were not chosen on: the reports are few and not of every corpus."""
FOLDS = 5


class Options(Struct, frozen=True):
    """What a claim's slot could hold. ``scores``: rising, of words of its sentence that may play a part;
    ``counts[n][m]``: what is right and found where the n best of them are taken, and m of what other sentences offer;
    ``leads``: falling, of what these offer where no word of the sentence is taken; ``beside``: where one is."""

    scores: tuple[float, ...]
    counts: tuple[tuple[Counts, ...], ...]
    leads: tuple[float, ...] = ()
    beside: tuple[float, ...] = ()

    def at(self, role: float, none: float) -> Counts:
        """The slot's counts under a role's threshold and one of taking over."""
        n = len(self.scores) - bisect_left(self.scores, role + 1e-9)
        offered = self.beside if n else self.leads
        return self.counts[n][sum(lead > none for lead in offered)]


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
    alone = group in ALONE
    elsewhere = found.ranked.elsewhere.get(group, [])[: 1 if alone else MOST]
    beside = found.ranked.beside if group == "place" else []
    rows: list[tuple[Counts, ...]] = []
    for n in range(len(own) + 1):
        words = [j for _, j in own[: min(n, 1) if alone else n]]
        offered = beside if n else elsewhere
        rows.append(
            tuple(
                _counted(tree, group, words + [one.word for one in offered[:m]], gold) for m in range(len(offered) + 1)
            )
        )
    scores = tuple(score for score, _ in reversed(own))
    return Options(scores, tuple(rows), tuple(o.lead for o in elsewhere), tuple(o.lead for o in beside))


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
    rows = []
    for n in range(len(own) + 1):
        if n and best is ruled:
            best = counts.at(tree, own[n - 1][1]) or ruled
        rows.append((exact(wanted, {(best.low, best.high)} if best is not None else set()),))
    return Options(tuple(score for score, _ in reversed(own)), tuple(rows))


def settings(options: Mapping[Group, Sequence[Sequence[Options]]]) -> dict[Group, Setting]:
    """The best thresholds of each group. ``options``: by group, those of each report. Thresholds are the usual
    ones where chosen ones do no better on reports that they were not chosen on."""
    return {group: _setting(group, reports) for group, reports in options.items()}


def _setting(group: Group, reports: Sequence[Sequence[Options]]) -> Setting:
    grid = list(product(ROLE_GRID, NONE_GRID if group in SLOTS else (0.0,)))
    table = [[_total(report, *at) for at in grid] for report in reports]
    plain = grid.index((USUAL, USUAL if group in SLOTS else 0.0))

    def best(rows: Sequence[Sequence[Counts]]) -> int:
        totals = [sum(column, Counts()) for column in zip(*rows, strict=True)]
        return max(range(len(grid)), key=lambda n: (totals[n].f1, -abs(grid[n][0] - USUAL) - abs(grid[n][1] - USUAL)))

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
