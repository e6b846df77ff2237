"""A run: from inputs to partitioned Parquet, in as many goes as it takes, always to the same bytes.

``_run.json`` says what the run is of; ``_cuts/`` where partitions begin; ``_done/`` has a mark for each partition, put
when its files are there; ``_SUCCESS`` sums up and comes last. What goes on after an interruption reads what has no
mark, and overwrites what stood half done with the same.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from typing import TypeVar

from msgspec import Struct, ValidationError, json
from msgspec.structs import replace

from dateline.cluster import cuts
from dateline.cluster.cuts import Partition, Slice
from dateline.cluster.engine import Engine, Lost
from dateline.cluster.events import Corroborated, corroborate
from dateline.cluster.inputs import Unit, units
from dateline.cluster.partition import DATASETS, Done, Job, loaded, read_partition
from dateline.cluster.store import Store, is_remote
from dateline.collect.options import Options
from dateline.errors import DatelineError, UsageError
from dateline.library.files import DRAFT
from dateline.read.providers import wanted_device
from dateline.work.fingerprint import corroboration, extractor, fingerprint, partitioning

RECORDS = 1000
"""Records of a partition, where nothing else is asked for."""
SUCCESS = "_SUCCESS"
_HEADER = "_run.json"
T = TypeVar("T")


class Header(Struct, frozen=True):
    """What a run is of. Two runs of one header give the same bytes. ``inputs``: names and sizes of the files."""

    format: int
    model: str
    lexicon: str
    gazetteer: str
    code: str
    extractor: str
    corroboration: str
    partitioning: str
    device: str
    date: str | None
    publisher: str | None
    raw: bool
    records: int
    inputs: tuple[tuple[str, int], ...]


class Summary(Struct, frozen=True):
    """What a run came to; ``sizes``: bytes by folder of the output."""

    partitions: int
    reports: int
    claims: int
    rejects: int
    sizes: dict[str, int]
    events: Corroborated | None = None


class Plan(Struct, frozen=True):
    """The partitions of a run in the order of the input, and the marks of those that are done."""

    partitions: tuple[Partition, ...]
    done: dict[str, Done]


def read_into(
    output: str,
    paths: Sequence[str],
    engine: Engine,
    options: Options | None = None,
    records: int = RECORDS,
    events: bool = False,
    watch: Callable[[Iterator[Done], int], Iterator[Done]] = lambda found, _: found,
) -> Summary:
    """Reads what is in ``paths`` into partitioned Parquet at ``output``, a folder or an address in an object store; of
    a run that was interrupted there, what is left. ``records``: of a partition. ``watch`` is given the partitions as
    they are done and how many are to do. Raises UsageError where the output holds another run, DatelineError where it
    cannot be written; records that cannot be read are set aside. ``events``: also work out what the reports tell of
    together (:mod:`dateline.cluster.events`)."""
    if records < 1:
        raise UsageError(f"--records {records}: give 1 or more")
    options = options or Options()
    store = Store(output)
    _check_apart(store.address, paths)
    found = units(paths)
    _claim(store, _header(found, options, records))
    plan = planned(store, found, engine, records)
    left = [one for one in plan.partitions if one.name not in plan.done]
    jobs = [Job(one, store.address, options, _device()) for one in left]
    done = plan.done | {one.partition: one for one in watch(_read(engine, jobs), len(left))}
    whole = [done[one.name] for one in plan.partitions]
    made = None
    if events:
        claims = sum(one.claims for one in whole)
        made = corroborate(store.address, [one.partition for one in whole], claims, engine)
    return _finish(store, whole, made)


def planned(store: Store, found: Sequence[Unit], engine: Engine, records: int) -> Plan:
    """The partitions, cut on the engine where they are not yet, and those done: their marks, where the files that they
    speak of are there."""
    slices = {unit.number: cuts.kept(store, unit) if unit.files[0].kind != "whole" else [] for unit in found}
    missing = [unit for unit in found if slices[unit.number] is None]
    for unit, made in zip(missing, engine.map(_cutter, [(unit, store, records) for unit in missing]), strict=True):
        if isinstance(made, Lost):
            raise DatelineError(f"{unit.files[0].name}: {made.error}")
        slices[unit.number] = made
    partitions = [one for unit in found for one in cuts.partitions(unit, slices[unit.number] or [], records)]
    names = {one.name for one in partitions}
    return Plan(tuple(partitions), {name: done for name, done in _marks(store).items() if name in names})


def _cutter() -> Callable[[tuple[Unit, Store, int]], list[Slice]]:
    def work(given: tuple[Unit, Store, int]) -> list[Slice]:
        unit, store, records = given
        made = cuts.cut(unit, records)
        cuts.keep(store, unit, made)
        return made

    return work


def _marks(store: Store) -> dict[str, Done]:
    sizes = {one.name: one.size for folder in DATASETS for one in store.listed(folder)}
    found: dict[str, Done] = {}
    for one in store.listed("_done"):
        if one.name.endswith(".json"):
            done = json.decode(store.get(one.name) or b"null", type=Done | None)
            if done is not None and all(sizes.get(file.name) == file.size for file in done.files):
                found[done.partition] = done
    return found


def _read(engine: Engine, jobs: Sequence[Job]) -> Iterator[Done]:
    """Each partition once. Those whose worker ended again and again are read last, here, each report in a process of
    its own: the one at fault is set aside."""
    lost: list[Job] = []
    for one in engine.map(loaded, jobs):
        if isinstance(one, Lost):
            lost.append(one.item)
        else:
            yield one
    for job in lost:
        yield read_partition(replace(job, alone=True))


def _device() -> str:
    """The processor unless a card is asked for: machines with and without one shall give the same bytes."""
    return "cuda" if wanted_device() == "cuda" else "cpu"


def _header(found: Sequence[Unit], options: Options, records: int) -> Header:
    made = fingerprint()
    return Header(
        format=1,
        model=made.model,
        lexicon=made.lexicon,
        gazetteer=made.gazetteer,
        code=made.code,
        extractor=extractor(),
        corroboration=corroboration(),
        partitioning=partitioning(),
        device=_device(),
        date=options.date,
        publisher=options.publisher,
        raw=options.raw,
        records=records,
        inputs=tuple((file.name, file.size) for unit in found for file in unit.files),
    )


def _check_apart(output: str, paths: Sequence[str]) -> None:
    """Raises UsageError where the output would be read as an input."""
    for path in paths:
        inside = path if is_remote(path) else os.path.abspath(path)
        if f"{output}/".startswith(f"{inside.rstrip('/')}/"):
            raise UsageError(f"--output {output}: lies in {path}, which is read: name a folder elsewhere")


def _claim(store: Store, header: Header) -> None:
    """Makes the output this run's. Raises UsageError where it is another's."""
    kept = store.get(_HEADER)
    if kept is None:
        if store.listed():
            raise UsageError(f"--output {store.address}: holds other files: name a new folder")
        store.put(_HEADER, json.encode(header))
        return
    try:
        same = json.decode(kept, type=Header) == header
    except ValidationError:
        same = False
    if not same:
        raise UsageError(
            f"--output {store.address}: holds a run of other inputs, options or another version: name a new folder"
        )


def _finish(store: Store, done: Sequence[Done], events: Corroborated | None) -> Summary:
    store.delete([one.name for one in store.listed() if one.name.endswith(DRAFT)] if store.is_local else [])
    sizes: dict[str, int] = {}
    for file in (file for one in done for file in one.files):
        folder = file.name.partition("/")[0]
        sizes[folder] = sizes.get(folder, 0) + file.size
    summary = Summary(
        partitions=len(done),
        reports=sum(one.reports for one in done),
        claims=sum(one.claims for one in done),
        rejects=sum(one.rejects for one in done),
        sizes=dict(sorted(sizes.items())),
        events=events,
    )
    store.put(SUCCESS, json.encode(summary))
    return summary
