"""From scores to structures: best tag sequences, trees, spans."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from dateline.read.model import Floats, Ints

FORBIDDEN = np.float32(-1e4)
O, B, I = 0, 1, 2  # noqa: E741 - the names that everyone gives these tags


def best_tags(scores: Floats, transitions: Floats) -> Ints:
    """The best sequence for several chains at once (Viterbi 1967) of the tags O, B, I. ``scores`` [n, chains, 3],
    ``transitions`` [chains, from, to] → [n, chains]."""
    # Plain numbers: three tags are too few for a call of NumPy a word to be worth its while.
    rows = scores.transpose(1, 2, 0).tolist()  # a list a tag, not one a word: a third of the time
    steps = transitions.tolist()
    chains = [best_of_chain(zip(*one, strict=True), own) for one, own in zip(rows, steps, strict=True)]
    return np.array(chains, dtype=np.int64).T


def best_of_chain(scores: Iterable[Sequence[float]], steps: Sequence[Sequence[float]]) -> list[int]:
    """The best sequence for one chain, ``scores`` [n, 3], ``steps`` [from, to]; of equals the first tags."""
    (oo, ob, oi), (bo, bb, bi), (io, ib, ii) = steps
    rows = iter(scores)
    o, b, i = next(rows)
    back: list[tuple[int, int, int]] = []
    for to_o, to_b, to_i in rows:
        from_o, at_o = o + oo, O
        if b + bo > from_o:
            from_o, at_o = b + bo, B
        if i + io > from_o:
            from_o, at_o = i + io, I
        from_b, at_b = o + ob, O
        if b + bb > from_b:
            from_b, at_b = b + bb, B
        if i + ib > from_b:
            from_b, at_b = i + ib, I
        from_i, at_i = o + oi, O
        if b + bi > from_i:
            from_i, at_i = b + bi, B
        if i + ii > from_i:
            from_i, at_i = i + ii, I
        back.append((at_o, at_b, at_i))
        o, b, i = from_o + to_o, from_b + to_b, from_i + to_i
    tag = O if o >= b and o >= i else B if b >= i else I
    found = [tag]
    for before in reversed(back):
        tag = before[tag]
        found.append(tag)
    return found[::-1]


def role_spans(tags: list[int], starts: frozenset[int]) -> list[tuple[int, int]]:
    """Spans (first, last exclusive) in a sequence of O, B, I over a whole report. An I opens a span only where a window
    starts (``starts``) and nothing before it is open to go on with."""
    spans: list[tuple[int, int]] = []
    first = -1
    for i, tag in enumerate(tags):
        if first >= 0 and tag != I:
            spans.append((first, i))
            first = -1
        if tag == B or (tag == I and first < 0 and i in starts):
            first = i
    if first >= 0:
        spans.append((first, len(tags)))
    return spans


def kind_spans(scores: Floats) -> list[tuple[int, int, int]]:
    """Flat spans (first, last exclusive, kind) from scores [n, 2 * kinds + 1] of O, B-0, I-0, B-1 … Where a word's best
    tag is an I that nothing opened, it opens a span itself."""
    tags = scores.argmax(1)
    tagged = np.nonzero(tags)[0]
    spans: list[tuple[int, int, int]] = []
    first, last, kind = -1, -1, -1
    for i, tag in zip(tagged.tolist(), tags[tagged].tolist(), strict=True):
        here = (tag - 1) // 2
        if first >= 0 and (i != last or here != kind or tag % 2 == 1):
            spans.append((first, last, kind))
            first = -1
        if first < 0:
            first, kind = i, here
        last = i + 1
    if first >= 0:
        spans.append((first, last, kind))
    return spans


def trees(arcs: Floats, starts: Sequence[int]) -> list[int]:
    """The heads of the words of sentences that begin at ``starts``, from ``arcs`` [n, n + 1] (dependent × head, the
    last column is the root): in each exactly one root, no circle. A root is its own head. Greedy where that gives a
    tree, else Chu-Liu and Edmonds (1967)."""
    n = arcs.shape[0]
    # What a word's scores add up to shifts all of them alike: no choice hangs on it.
    inner = arcs[:, :n].copy()
    inner.flat[:: n + 1] = FORBIDDEN
    sentences = list(pairwise([*starts, n]))
    heads = np.concatenate([inner[first:last, first:last].argmax(1) + first for first, last in sentences])
    above = arcs[:, n] - inner[np.arange(n), heads]
    roots = [first + int(above[first:last].argmax()) for first, last in sentences]
    heads[roots] = roots
    # After doubling the steps often enough every word that leads up to a root stands on it.
    up = heads
    for _ in range(max(last - first for first, last in sentences).bit_length()):
        up = up[up]
    astray = up != np.repeat(roots, [last - first for first, last in sentences])
    found: list[int] = heads.tolist()
    if astray.any():
        for (first, last), root in zip(sentences, roots, strict=True):
            if astray[first:last].any():
                best = _spanning(inner[first:last, first:last], root - first)
                found[first:last] = [first + head for head in best]
    return found


def _spanning(scores: Floats, root: int) -> list[int]:
    """The best tree with a given root: circles are contracted one by one. ``scores`` [dependent, head]."""
    n = scores.shape[0]
    weights: NDArray[np.float64] = scores.astype(np.float64)
    np.fill_diagonal(weights, -1e9)
    heads = weights.argmax(1)
    heads[root] = root
    circle = _circle(heads, root)
    if not circle:
        return [int(h) for h in heads]
    outside = [i for i in range(n) if i not in circle]
    members = sorted(circle)
    number = {old: new for new, old in enumerate(outside)}
    small = np.full((len(outside) + 1, len(outside) + 1), -1e9)
    small[:-1, :-1] = weights[np.ix_(outside, outside)]
    own = weights[members, heads[members]]
    into = weights[members][:, outside] - own[:, None]
    enters = into.argmax(0)
    small[-1, :-1] = into.max(0)
    leaves = weights[outside][:, members]
    small[:-1, -1] = leaves.max(1)
    found = _spanning(small, number[root])
    result = heads.copy()
    for new, old in enumerate(outside):
        if old != root:
            head = found[new]
            result[old] = members[int(leaves[new].argmax())] if head == len(outside) else outside[head]
    entry = found[-1]
    broken = members[int(enters[entry])]
    result[broken] = outside[entry]
    return [int(h) for h in result]


def _circle(heads: NDArray[np.int64], root: int) -> frozenset[int]:
    """The words of one circle, or none."""
    state = [0] * len(heads)
    state[root] = 2
    for start in range(len(heads)):
        path = []
        i = start
        while state[i] == 0:
            state[i] = 1
            path.append(i)
            i = int(heads[i])
        if state[i] == 1:
            return frozenset(path[path.index(i) :])
        for j in path:
            state[j] = 2
    return frozenset()
