"""Labelled runs of words from a report whose place names people marked: what a tagger is fitted on."""

from __future__ import annotations

from collections.abc import Iterable

from dateline.locate.context import nationalities
from dateline.locate.names import fold
from dateline.read.tree import Tree
from dateline.toponyms.codes import WRITTEN
from dateline.toponyms.features import Features
from dateline.toponyms.fit import Example
from dateline.toponyms.known import Gazetteer
from dateline.toponyms.runs import runs
from dateline.toponyms.tagger import BEGINS, GOES_ON, OUTSIDE


def examples(tree: Tree, marked: Iterable[tuple[int, int]], gazetteer: Gazetteer) -> list[Example]:
    """The runs of a report, labelled. ``marked``: (start, end) of its place names, code points into the text; words of
    nationality among them are no names here. A name that begins within a word is left out."""
    labels = _labels(tree, marked)
    found = runs(tree)
    features = Features(tree, found, gazetteer, WRITTEN)
    return [Example(features.of(a, b), _whole(labels[a:b])) for a, b in found]


def _labels(tree: Tree, marked: Iterable[tuple[int, int]]) -> list[int]:
    words, text = tree.document.words, tree.document.text
    labels = [OUTSIDE] * len(words)
    starts = {word.start: i for i, word in enumerate(words)}
    for start, end in sorted(marked):
        i = starts.get(start)
        if i is None or fold(text[start:end]) in nationalities():
            continue
        labels[i] = BEGINS
        while i + 1 < len(words) and words[i + 1].end <= end:
            i += 1
            labels[i] = GOES_ON
    return labels


def _whole(labels: list[int]) -> list[int]:
    """The labels of a run, a name that began before it beginning with it."""
    return [
        BEGINS if label == GOES_ON and (not i or labels[i - 1] == OUTSIDE) else label for i, label in enumerate(labels)
    ]
