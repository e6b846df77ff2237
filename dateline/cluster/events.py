"""Events of all reports of a run, worked out block by block: the same as one machine gives that holds them all.

Five stages (``docs/cluster.md``): the keys that tellings leave; tellings to blocks; pairs scored in each block, each
pair in one; claims to the groups of connected tellings; what each event comes to. What joins the blocks, between the
third and the fourth, is done here in memory: the reports' ids, the keys, and the pairs whose scores are kept.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from importlib.util import find_spec

import numpy as np
from msgspec import Struct, json
from msgspec.structs import replace
from numpy.typing import NDArray

from dateline.cluster import bundles as tales
from dateline.cluster.bundles import Bundle
from dateline.cluster.deal import Dealt, Summed, dealer, summer
from dateline.cluster.engine import Engine
from dateline.cluster.meeting import Met, Spread, meeter, sighter, spreader
from dateline.cluster.stages import FOLDER, clear, get, put, stage
from dateline.cluster.store import Store
from dateline.corroborate.cluster import components
from dateline.corroborate.telling import Anchor
from dateline.errors import UsageError

BUNDLE = 16
"""Partitions that are taken together."""
TELLINGS = 20_000
"""Tellings for which there is one more block file, and one more file of events."""
SUCCESS = "_EVENTS"
_BYTES = np.dtype("<u8")


class Corroborated(Struct, frozen=True):
    """What came of it: ``duplicates``, reports that came before and count once; ``pairs`` that were scored, ``kept``
    of them; ``sizes``: bytes of each intermediate and of the events."""

    reports: int
    duplicates: int
    tellings: int
    copies: int
    pairs: int
    kept: int
    events: int
    sizes: dict[str, int]


def corroborate(
    output: str, partitions: Sequence[str], claims: int, engine: Engine, bundle: int = BUNDLE, files: int | None = None
) -> Corroborated:
    """Works out the events of the partitions at ``output``, into ``events/`` there. ``claims``: how many there are in
    them; ``files``: into so many files (default: by their number). Raises UsageError without h3, DatelineError."""
    if find_spec("h3") is None:
        raise UsageError("--events needs h3: install dateline[ray]")
    store = Store(output)
    kept = store.get(SUCCESS)
    if kept is not None:
        return json.decode(kept, type=Corroborated)
    number = files or max(1, -(-claims // TELLINGS))
    made = tales.bundles(store.address, partitions, bundle)
    seen = stage("keys", engine, store, sighter, made)
    reports = [one["reports"] for one in seen]
    made = _without_copies(made, reports)
    put(store, f"{FOLDER}/live", _live(store, made).tobytes())
    spread = stage("spread", engine, store, spreader, [Spread(one, number) for one in made])
    met = stage("meet", engine, store, meeter, [Met(n, store.address, len(made)) for n in range(number)])
    _join(store, number, reports)
    dealt = stage("deal", engine, store, dealer, [Dealt(one, number) for one in made])
    summed = stage("sum", engine, store, summer, [Summed(n, store.address, len(made)) for n in range(number)])
    result = Corroborated(
        reports=sum(map(len, reports)) - sum(len(one.skip) for one in made),
        duplicates=sum(len(one.skip) for one in made),
        tellings=sum(one["tellings"] for one in spread),
        copies=sum(one["copies"] for one in spread),
        pairs=sum(one["pairs"] for one in met),
        kept=sum(one["kept"] for one in met),
        events=sum(one["events"] for one in summed),
        sizes={
            "keys": sum(one["bytes"] for one in seen),
            "blocks": sum(one["bytes"] for one in spread),
            "pairs": sum(one["bytes"] for one in met),
            "dealt": sum(one["bytes"] for one in dealt),
            "events": sum(one["bytes"] for one in summed),
        },
    )
    store.put(SUCCESS, json.encode(result))
    clear(store)
    return result


def _without_copies(made: Sequence[Bundle], reports: Sequence[Sequence[str]]) -> list[Bundle]:
    """Bundles that leave out what came before: a report counts once, as the first had it."""
    seen: set[str] = set()
    found = []
    for one, ids in zip(made, reports, strict=True):
        skip = []
        for row, report in enumerate(ids):
            if report in seen:
                skip.append(row)
            seen.add(report)
        found.append(replace(one, skip=tuple(skip)))
    return found


def _live(store: Store, made: Iterable[Bundle]) -> NDArray[np.uint64]:
    """The keys that lead from one report to another: those of several reports; in a window or season, of which one has
    a telling that stands nowhere in particular."""
    keys, reports, loose = np.zeros(0, _BYTES), np.zeros(0, np.int64), np.zeros(0, np.bool_)
    for one in made:
        own = get(store, f"{FOLDER}/keys/{one.number:06}")
        new = np.frombuffer(own["keys"], _BYTES)
        every, at = np.unique(np.concatenate([keys, new]), return_inverse=True)
        counts = np.bincount(at, np.concatenate([reports, np.frombuffer(own["reports"], np.int64)]), len(every))
        flags = np.bincount(at, np.concatenate([loose, np.frombuffer(own["loose"], np.bool_)]), len(every)) > 0
        keys, reports, loose = every, counts.astype(np.int64), flags
    found: NDArray[np.uint64] = keys[(reports > 1) & loose]
    return found


def _join(store: Store, number: int, reports: Sequence[Sequence[str]]) -> None:
    """Joins what the blocks found: connected tellings, and to which file of events each goes."""
    if get(store, f"{FOLDER}/joined"):
        return
    near: list[tuple[Anchor, Anchor, int]] = []
    links: list[tuple[Anchor, Anchor]] = []
    for block in range(number):
        found = get(store, f"{FOLDER}/near/{block:06}")
        near += [(tuple(a), tuple(b), score) for a, b, score in found["near"]]
        links += [(tuple(a), tuple(b)) for a, b in found["links"]]
    file_of: dict[Anchor, int] = {}
    root: dict[Anchor, Anchor] = {}
    groups: list[list[list[Anchor]]] = [[] for _ in range(number)]
    for part in components({a for pair in links for a in pair}, links):
        file = file_for(part[0], number)
        groups[file].append(part)
        file_of.update(dict.fromkeys(part, file))
        root.update(dict.fromkeys(part, part[0]))
    inside: list[list[tuple[Anchor, Anchor, int]]] = [[] for _ in range(number)]
    for a, b, score in sorted(near):
        if a in root and root[a] == root.get(b):
            inside[file_of[a]].append((a, b, score))
    for file in range(number):
        put(store, f"{FOLDER}/groups/{file:06}", {"parts": groups[file], "near": inside[file]})
    by_bundle: dict[str, list[tuple[int, int, int]]] = {}
    for (report, start, end), file in sorted(file_of.items()):
        by_bundle.setdefault(report, []).append((start, end, file))
    taken: set[str] = set()
    for bundle, ids in enumerate(reports):
        own = {report: by_bundle[report] for report in ids if report in by_bundle and report not in taken}
        taken |= own.keys()
        put(store, f"{FOLDER}/dealing/{bundle:06}", own)
    put(store, f"{FOLDER}/joined", True)


def file_for(anchor: Anchor, number: int) -> int:
    """The file of events that an event goes to by its smallest anchor, or that of what it is connected with."""
    from dateline.cluster.blocks import number as hashed

    return hashed(anchor) % number
