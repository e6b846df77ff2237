"""What corroboration takes from partitions that were read: tales, some partitions at a time."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from typing import Any

from msgspec import Struct, msgpack

from dateline.cluster.store import Store
from dateline.corroborate.tale import Tale, unpacked
from dateline.exchange.record import Quote


class Bundle(Struct, frozen=True):
    """Neighbouring partitions. ``skip``: rows, counted over all of them, of reports that came before."""

    number: int
    output: str
    partitions: tuple[str, ...]
    skip: tuple[int, ...] = ()


class Row(Struct, frozen=True):
    """A report's tale and the quotes of its claims."""

    report: str
    tale: Tale
    quotes: tuple[Quote, ...]


def bundles(output: str, partitions: Sequence[str], size: int) -> list[Bundle]:
    """Bundles of ``size`` partitions each."""
    starts = range(0, len(partitions), size)
    return [Bundle(n, output, tuple(partitions[start : start + size])) for n, start in enumerate(starts)]


def ids(bundle: Bundle) -> list[str]:
    """The reports of a bundle, in order, those that came before too."""
    return [report for name in bundle.partitions for (report,) in _columns(bundle, name, "report")]


def rows(bundle: Bundle, quotes: bool = False) -> Iterator[Row]:
    """The tales of a bundle, without those to skip."""
    number, skip = 0, frozenset(bundle.skip)
    for name in bundle.partitions:
        for report, tale, *said in _columns(bundle, name, "report", "tale", *(("quotes",) if quotes else ())):
            if number not in skip:
                yield Row(report, unpacked(tale), _quotes(said[0]) if said else ())
            number += 1


_quotes = msgpack.Decoder(tuple[Quote, ...]).decode


def _columns(bundle: Bundle, name: str, *columns: str) -> Iterator[tuple[Any, ...]]:
    import pyarrow.parquet

    data = Store(bundle.output).get(f"tales/{name}.parquet") or b""
    table = pyarrow.parquet.read_table(io.BytesIO(data), columns=list(columns))
    return zip(*(table[column].to_pylist() for column in columns), strict=True)
