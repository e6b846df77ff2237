"""The place names of a report: what the tagger labels, what of it is known to be no place, and the same names again."""

from __future__ import annotations

from collections import Counter

from dateline.read.actors import lookup
from dateline.read.tree import Tree
from dateline.toponyms.features import Features
from dateline.toponyms.known import Gazetteer
from dateline.toponyms.runs import Run, runs
from dateline.toponyms.tagger import Scores, Tagger, names

_NO_PLACES = ("armed-actor", "organisation")
_LONGEST_ACTOR = 60  # characters
_MOSTLY = 0.5  # of the times that a report has a name, those at which the tagger takes it for a place's


def find(tree: Tree, tagger: Tagger, gazetteer: Gazetteer) -> list[Run]:
    """The place names of a report as runs of words (first, last exclusive), in order; they never overlap.

    Names of well-known armed actors and organisations are none. A name that the tagger mostly takes for a place's is
    one wherever the report has it: reports use a name in one sense (Gale, Church and Yarowsky 1992)."""
    found = runs(tree)
    features = Features(tree, found, gazetteer, tagger.codes)
    tagged = [(first + a, first + b) for first, last in found for a, b in names(tagger.best(features.of(first, last)))]
    text, words = tree.document.text, tree.document.words
    named = _again(tree, found, [(a, b) for a, b in tagged if not is_actor(text[words[a].start : words[b - 1].end])])
    return _completed(named, features)


def is_actor(name: str) -> bool:
    """Whether a name is that of a well-known armed actor or organisation."""
    actor = lookup(name) if len(name) < _LONGEST_ACTOR else None
    return actor is not None and actor.kind in _NO_PLACES


def _again(tree: Tree, looked_at: list[Run], tagged: list[Run]) -> list[Run]:
    """The names, and where the report has one of them again."""
    times = Counter(tuple(tree.form[a:b]) for a, b in tagged)
    sizes = sorted({len(name) for name in times}, reverse=True)
    taken = {i for a, b in tagged for i in range(a, b)}
    met: Counter[tuple[str, ...]] = Counter()
    missed: list[Run] = []
    for first, last in looked_at:
        i = first
        while i < last:
            size = next((n for n in sizes if i + n <= last and tuple(tree.form[i : i + n]) in times), 0)
            if size:
                met[tuple(tree.form[i : i + size])] += 1
                if taken.isdisjoint(range(i, i + size)):
                    missed.append((i, i + size))
            i += size or 1
    again = [(a, b) for a, b in missed if times[name := tuple(tree.form[a:b])] >= _MOSTLY * met[name]]
    return sorted([*tagged, *again])


def _completed(found: list[Run], features: Features[Scores | None]) -> list[Run]:
    """The names in order, those torn from a longer one that the gazetteer knows well in full."""
    whole: list[Run] = []
    for first, last in (features.whole(a, b) for a, b in found):
        if whole and first < whole[-1][1]:
            whole[-1] = min(first, whole[-1][0]), max(last, whole[-1][1])  # two pieces of one name
        else:
            whole.append((first, last))
    return whole
