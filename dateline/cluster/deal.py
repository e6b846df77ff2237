"""The last stages of corroboration: claims to the file of their event, and what each event comes to."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache
from typing import Any

from msgspec import Struct, msgpack

from dateline.cluster import bundles
from dateline.cluster.blocks import number as hashed
from dateline.cluster.bundles import Bundle
from dateline.cluster.meeting import scorer
from dateline.cluster.stages import FOLDER, get, put
from dateline.cluster.store import Store
from dateline.corroborate.cluster import growths
from dateline.corroborate.event import event
from dateline.corroborate.registry import Registry
from dateline.corroborate.tale import Tale, anchor_of, event_id, packed, unpacked
from dateline.corroborate.telling import Anchor
from dateline.corroborate.told import Told
from dateline.exchange import parquet
from dateline.exchange.record import Quote, Record
from dateline.work.events import named
from dateline.work.records import order, side


class Dealt(Struct, frozen=True):
    """A bundle, and the number of files of events."""

    bundle: Bundle
    files: int


class Summed(Struct, frozen=True):
    """One file of events at ``output``, which ``bundles`` bundles have a part in."""

    number: int
    output: str
    bundles: int


def dealer() -> Callable[[Dealt], dict[str, Any]]:
    """The stage ``deal``: the claims of a bundle into the files of their events, with what is quoted of them."""
    return _deal


def _deal(item: Dealt) -> dict[str, Any]:
    bundle, store = item.bundle, Store(item.bundle.output)
    dealing = get(store, f"{FOLDER}/dealing/{bundle.number:06}")
    out: dict[int, list[tuple[bytes, bytes]]] = {}
    for row in bundles.rows(bundle, quotes=True):
        file_of = {(row.report, start, end): file for start, end, file in dealing.get(row.report, ())}
        at: dict[int, list[int]] = {}
        for n, claim in enumerate(row.tale.claims):
            anchor = anchor_of(row.report, claim)
            at.setdefault(file_of.get(anchor, hashed(anchor) % item.files), []).append(n)
        for file, own in sorted(at.items()):
            told = packed(Tale(row.tale.about, (), tuple(row.tale.claims[n] for n in own))).body
            out.setdefault(file, []).append((told, msgpack.encode([row.quotes[n] for n in own])))
    sizes = [put(store, f"{FOLDER}/told/{file:06}/{bundle.number:06}", found) for file, found in sorted(out.items())]
    return {"bytes": sum(sizes)}


def summer() -> Callable[[Summed], dict[str, Any]]:
    """The stage ``sum``: the events of a file, by their ids."""
    return _sum


def _sum(item: Summed) -> dict[str, Any]:
    store = Store(item.output)
    told: dict[Anchor, list[Told]] = {}
    quotes: dict[Anchor, list[Quote]] = {}
    for bundle in range(item.bundles):
        for body, said in get(store, f"{FOLDER}/told/{item.number:06}/{bundle:06}") or ():
            tale = unpacked(body)
            for anchor, those in tale.told().items():
                told.setdefault(anchor, []).extend(those)
            for claim, quote in zip(tale.claims, _quotes(said), strict=True):
                quotes.setdefault(anchor_of(tale.about.report, claim), []).append(quote)
    grouped = get(store, f"{FOLDER}/groups/{item.number:06}")
    groups = list(_groups(grouped["parts"], grouped["near"]))
    together = {anchor for group in groups for anchor in group}
    groups += [(anchor,) for anchor in told if anchor not in together]
    records = []
    for group in groups:
        one = named(event(event_id(group[0]), [claim for anchor in group for claim in told[anchor]]), _known())
        said = sorted((quote for anchor in group for quote in quotes[anchor]), key=order)
        actors, recipients = side(one.actors, one, _known()), side(one.recipients, one, _known())
        records.append(Record(one, actors, recipients, tuple(said)))
    records.sort(key=lambda record: record.event.id)
    data = b"".join(parquet.write(records, lambda _: None))
    store.put(f"events/{item.number:06}.parquet", data)
    return {"events": len(records), "bytes": len(data)}


_quotes = msgpack.Decoder(list[Quote]).decode


def _groups(parts: list[list[list[Any]]], near: list[list[Any]]) -> list[tuple[Anchor, ...]]:
    """The groups of connected tellings, as one machine joins them."""
    links: dict[Anchor, dict[Anchor, int]] = {}
    for one, other, score in near:
        a, b = _anchor(one), _anchor(other)
        links.setdefault(a, {})[b] = score
        links.setdefault(b, {})[a] = score
    found: list[tuple[Anchor, ...]] = []
    for part in parts:
        inside: Mapping[Anchor, Mapping[Anchor, int]] = {_anchor(a): links[_anchor(a)] for a in part}
        found += [growth.members for growth in growths(inside, scorer().threshold)]
    return found


def _anchor(value: list[Any]) -> Anchor:
    report, start, end = value
    return report, start, end


@cache
def _known() -> Registry:
    return Registry(None)
