"""The first stages of corroboration: keys, blocks, and the scores of pairs in each block."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache
from typing import Any

import numpy as np
from msgspec import Struct

from dateline.cluster import blocks, bundles
from dateline.cluster.bundles import Bundle
from dateline.cluster.stages import FOLDER, get, put
from dateline.cluster.store import Store
from dateline.corroborate.candidates import Gate, Marks
from dateline.corroborate.cluster import components
from dateline.corroborate.grouping import FLOOR
from dateline.corroborate.scorer import Scorer
from dateline.corroborate.sights import Sights
from dateline.corroborate.tale import Seen, Tale, packed, unpacked
from dateline.corroborate.telling import Anchor, Telling
from dateline.corroborate.told import About


class Spread(Struct, frozen=True):
    """A bundle, and the number of files that blocks are put into."""

    bundle: Bundle
    files: int


class Met(Struct, frozen=True):
    """One file of blocks at ``output``, which ``bundles`` bundles have a part in."""

    number: int
    output: str
    bundles: int


@cache
def scorer() -> Scorer:
    """The bundled scorer."""
    return Scorer.load()


def sighter() -> Callable[[Bundle], dict[str, Any]]:
    """The stage ``keys``: each key of a bundle, of how many reports, and whether it serves to find what a block by time
    and cell would miss."""
    return _sight


def _sight(bundle: Bundle) -> dict[str, Any]:
    counts: dict[int, int] = {}
    loose: set[int] = set()
    for row in bundles.rows(bundle):
        own: set[int] = set()
        for _, marks, gate in Seen(row.tale, scorer().lexicon).sights:
            held = {blocks.number(key) for key in blocks.named(marks)}
            always = {blocks.number(key) for key in blocks.recalled(marks)}
            named = {blocks.number(key) for key in blocks.undated(marks)}
            own |= held | always | named
            loose |= always if blocks.is_placed(gate) else held | always
            loose |= named if marks.is_undated else set()
        for key in own:
            counts[key] = counts.get(key, 0) + 1
    keys = np.array(sorted(counts), dtype="<u8")
    value = {
        "keys": keys.tobytes(),
        "reports": np.array([counts[key] for key in keys.tolist()], dtype=np.int64).tobytes(),
        "loose": np.array([key in loose for key in keys.tolist()], dtype=np.bool_).tobytes(),
    }
    size = put(Store(bundle.output), f"{FOLDER}/keys/{bundle.number:06}", value)
    return {"reports": bundles.ids(bundle), "bytes": size}


def spreader() -> Callable[[Spread], dict[str, Any]]:
    """The stage ``spread``: each telling into the files of its blocks, with the numbers of all these files."""
    live: dict[str, frozenset[int]] = {}

    def work(item: Spread) -> dict[str, Any]:
        output = item.bundle.output
        if output not in live:
            live[output] = frozenset(np.frombuffer(get(Store(output), f"{FOLDER}/live"), "<u8").tolist())
        return _spread(item, live[output])

    return work


def _spread(item: Spread, live: frozenset[int]) -> dict[str, Any]:
    bundle, files = item.bundle, item.files
    out: dict[int, list[tuple[bytes, list[list[int]]]]] = {}
    tellings = copies = 0
    for row in bundles.rows(bundle):
        at: dict[int, list[tuple[Telling, list[int]]]] = {}
        for telling, marks, gate in Seen(row.tale, scorer().lexicon).sights:
            own = sorted({key % files for key in _blocks(telling, marks, gate, live)})
            tellings += 1
            copies += len(own)
            for file in own:
                at.setdefault(file, []).append((telling, own))
        for file, found in at.items():
            body = packed(Tale(About(row.report), tuple(one for one, _ in found), ())).body
            out.setdefault(file, []).append((body, [own for _, own in found]))
    store = Store(bundle.output)
    size = sum(put(store, f"{FOLDER}/meet/{file:06}/{bundle.number:06}", found) for file, found in sorted(out.items()))
    return {"tellings": tellings, "copies": copies, "bytes": size}


def _blocks(telling: Telling, marks: Marks, gate: Gate, live: frozenset[int]) -> Iterator[int]:
    yield blocks.number(("report", marks.report))
    yield from (blocks.number(block) for block in blocks.there(telling, gate))
    for keys in (blocks.named(marks), blocks.recalled(marks), blocks.undated(marks)):
        yield from (key for key in map(blocks.number, keys) if key in live)


def meeter() -> Callable[[Met], dict[str, Any]]:
    """The stage ``meet``: the pairs of a file of blocks that belong to it, scored."""
    return _meet


def _meet(item: Met) -> dict[str, Any]:
    store = Store(item.output)
    tellings: list[Telling] = []
    files: list[frozenset[int]] = []
    sights = Sights()
    seen: list[tuple[Marks, Gate]] = []
    for bundle in range(item.bundles):
        for body, own in get(store, f"{FOLDER}/meet/{item.number:06}/{bundle:06}") or ():
            for (telling, marks, gate), its in zip(Seen(unpacked(body), scorer().lexicon).sights, own, strict=True):
                tellings.append(telling)
                files.append(frozenset(its))
                seen.append((marks, gate))
    rows = sights.add(seen)
    near: list[tuple[Anchor, Anchor, int]] = []
    pairs = 0
    for left, right in sights.pairs(rows):
        mine = [min(files[a] & files[b]) == item.number for a, b in zip(left.tolist(), right.tolist(), strict=True)]
        one, other = left[mine], right[mine]
        pairs += len(one)
        if len(one):
            scores = scorer().scores_among(tellings, one, other)
            for i in np.flatnonzero(scores >= FLOOR).tolist():
                a, b = sorted((tellings[one[i]].anchor, tellings[other[i]].anchor))
                near.append((a, b, int(scores[i])))
    near.sort()
    links = [(a, b) for a, b, score in near if score >= scorer().threshold]
    value = {"near": near, "links": _forest(links)}
    return {
        "pairs": pairs,
        "kept": len(near),
        "bytes": put(store, f"{FOLDER}/near/{item.number:06}", value),
    }


def _forest(links: list[tuple[Anchor, Anchor]]) -> list[tuple[Anchor, Anchor]]:
    """Links that connect what these links connect, no more of them than it takes."""
    parts = components({a for pair in links for a in pair}, links)
    return [(part[0], other) for part in parts for other in part[1:]]
