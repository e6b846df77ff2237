"""One partition: its reports read, its files written, a mark last that says it is done."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from functools import cache
from hashlib import sha256
from typing import Any

from msgspec import Struct, json, msgpack

from dateline.cluster import columns
from dateline.cluster.cuts import Partition
from dateline.cluster.records import received
from dateline.cluster.store import Store
from dateline.collect.gather import Received
from dateline.collect.options import Failure, Options
from dateline.corroborate.registry import Registry
from dateline.corroborate.tale import packed, tale
from dateline.errors import DatelineError
from dateline.exchange.clean import line
from dateline.read.providers import DEVICE
from dateline.values import Anchor, Reading, Report
from dateline.work.reader import load_reader
from dateline.work.reading import Task, map_tasks
from dateline.work.records import quote

Read = Callable[[Report], Reading]
DATASETS = ("claims", "rejects", "reports", "tales")
"""Folders of the output, each with a file a partition."""


class Wrote(Struct, frozen=True):
    """A file below the output: its size in bytes and its sha256."""

    name: str
    size: int
    sha256: str


class Done(Struct, frozen=True):
    """What a partition came to."""

    partition: str
    reports: int
    claims: int
    rejects: int
    files: tuple[Wrote, ...]


class Job(Struct, frozen=True):
    """All that reading a partition takes. ``alone``: each report in a process of its own, so that one which ends its
    process is set aside and the others are read; not in a process of the local engine, which may start none.
    ``device`` (cpu, cuda): where the network is computed, the same on every machine, for sums on a card round
    otherwise."""

    partition: Partition
    output: str
    options: Options
    device: str = "cpu"
    alone: bool = False


def loaded() -> Callable[[Job], Done]:
    """What reads partitions, with the model loaded when the first report comes; one for each worker."""
    read: list[Read] = []

    def shared() -> Read:
        if not read:
            read.append(load_reader())
        return read[0]

    return lambda job: read_partition(job, shared)


def read_partition(job: Job, load: Callable[[], Read] = load_reader) -> Done:
    """Reads a partition and writes it. The files are a function of the input and of what reads it. Raises
    DatelineError where they cannot be written; a report that cannot be read is a row among the rejects."""
    os.environ[DEVICE] = job.device
    rows: dict[str, list[dict[str, Any]]] = {name: [] for name in DATASETS}
    for found, reading in _readings(job, load):
        if isinstance(reading, Failure):
            rows["rejects"].append(_reject(found, reading))
        elif isinstance(found, Received):
            rows["reports"].append(columns.report_row(found))
            rows["claims"] += [columns.claim_row(claim, reading.report, _known()) for claim in reading.claims]
            rows["tales"].append(_tale(reading))
    store = Store(job.output)
    name = job.partition.name
    files = tuple(_put(store, f"{folder}/{name}.parquet", _file(folder, rows[folder])) for folder in DATASETS)
    done = Done(name, len(rows["reports"]), len(rows["claims"]), len(rows["rejects"]), files)
    store.put(mark(name), json.encode(done))
    return done


def mark(name: str) -> str:
    """The file that says that a partition is done."""
    return f"_done/{name}.json"


def _readings(job: Job, load: Callable[[], Read]) -> Iterator[tuple[Received | Failure, Reading | Failure]]:
    """Each record with what came of it, in order."""
    order: list[Received | Failure] = []

    def tasks() -> Iterator[Task | Failure]:
        for one in received(job.partition, job.options):
            order.append(one)
            yield one if isinstance(one, Failure) else Task(one.origin.address, one.report)

    results = map_tasks(load_reader, tasks(), jobs=2) if job.alone else map_tasks(load, tasks(), jobs=1)
    for number, result in enumerate(results):
        yield order[number], result
        order[number] = _TAKEN  # the bytes of a whole partition need not be kept


_TAKEN = Failure("", DatelineError(""))


def _reject(found: Received | Failure, why: Failure) -> dict[str, Any]:
    name = why.name if isinstance(found, Failure) else found.origin.address
    return {"input": line(name), "reason": type(why.error).__name__, "message": line(str(why.error))}


def _tale(reading: Reading) -> dict[str, Any]:
    made, report = packed(tale(reading)), reading.report
    quotes = [
        quote(Anchor(report.id, claim.trigger.start, claim.trigger.end), claim, report) for claim in reading.claims
    ]
    return {
        "report": report.id,
        "claims": len(reading.claims),
        "tale": made.body,
        "quotes": msgpack.encode(quotes, order="deterministic"),
    }


def _file(folder: str, rows: list[dict[str, Any]]) -> bytes:
    return columns.table(rows, getattr(columns, folder)())


def _put(store: Store, name: str, data: bytes) -> Wrote:
    store.put(name, data)
    return Wrote(name, len(data), sha256(data).hexdigest())


@cache
def _known() -> Registry:
    return Registry(None)
