"""Options of ``dateline read`` that say where it reads and whether it writes partitions."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from typing import TYPE_CHECKING, Any, TypeVar

import click

from dateline.errors import UsageError
from dateline.work import terminal

if TYPE_CHECKING:
    from dateline.cluster.engine import Engine
    from dateline.cluster.partition import Done
    from dateline.collect.options import Failure, Options
    from dateline.values import Reading, Report

F = TypeVar("F", bound=Callable[..., Any])
R = TypeVar("R")


def partitioned(command: F) -> F:
    """The options, as the fields of :class:`Run` but ``jobs``."""
    options: tuple[Callable[[F], F], ...] = (
        click.option("--engine", type=click.Choice(["local", "ray"]), default="local", help="Where the processes run."),
        click.option(
            "--address",
            metavar="HOST:PORT",
            help="With --engine ray: the cluster; auto: the one of this machine. Default: one for this call alone.",
        ),
        click.option(
            "--output",
            metavar="FOLDER",
            help="Write partitioned Parquet there instead: a folder, or an address in an object store. What was "
            "interrupted goes on.",
        ),
        click.option("--records", type=int, metavar="N", help="With --output: records of a partition. Default: 1000."),
        click.option("--events", is_flag=True, help="With --output: also the events that all reports tell of."),
    )
    for option in reversed(options):
        command = option(command)
    return command


class Run:
    """What the options ask for. Raises UsageError for those that do not go together."""

    def __init__(
        self,
        engine: str,
        address: str | None,
        output: str | None,
        records: int | None,
        events: bool,
        jobs: int | None,
    ) -> None:
        if address is not None and engine != "ray":
            raise UsageError("--address is of a Ray cluster: add --engine ray, or leave it out")
        if output is None and (records is not None or events):
            raise UsageError("--records and --events are for --output: add it, or leave them out")
        self.engine, self.address, self.output = engine, address, output
        self.records, self.events, self.jobs = records, events, jobs

    def readings(self, paths: Sequence[str], options: Options) -> Iterator[Reading | Failure]:
        """As ``dateline.work.reading.read_paths``."""
        from dateline.work.reader import load_reader

        return self.mapped(load_reader, paths, options)

    def mapped(
        self, load: Callable[[], Callable[[Report], R]], paths: Sequence[str], options: Options
    ) -> Iterator[R | Failure]:
        """As ``dateline.work.reading.map_paths``."""
        if self.engine == "local":
            from dateline.work.reading import map_paths

            return map_paths(load, paths, options, self.jobs)
        return self._on_ray(load, paths, options)

    def _on_ray(
        self, load: Callable[[], Callable[[Report], R]], paths: Sequence[str], options: Options
    ) -> Iterator[R | Failure]:
        from dateline.cluster import stream

        with closing(self._started()) as engine:
            yield from stream.map_paths(engine, load, paths, options)

    def into(self, paths: Sequence[str], options: Options) -> int:
        """Writes partitions, prints what they came to as one JSON object; gives the exit status."""
        import msgspec

        from dateline.cluster.run import RECORDS, read_into
        from dateline.commands.printing import write

        assert self.output is not None

        def watch(found: Iterator[Done], left: int) -> Iterator[Done]:
            with terminal.progress(found, left, of="partitions") as shown:
                yield from shown

        with closing(self._started()) as engine:
            records = RECORDS if self.records is None else self.records
            done = read_into(self.output, paths, engine, options, records, self.events, watch)
        write([msgspec.json.encode(done)])
        if done.rejects:
            click.echo(f"dateline: {done.rejects} set aside with their reasons: {self.output}/rejects", err=True)
        return int(done.rejects > 0)

    def _started(self) -> Engine:
        if self.engine == "ray":
            from dateline.cluster.on_ray import OnRay

            terminal.tell("starting Ray" if self.address is None else "joining the cluster")
            return OnRay(self.address, self.jobs)
        from dateline.cluster.engine import Local

        return Local(self.jobs)
