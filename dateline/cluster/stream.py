"""``dateline read`` on an engine without partitions: results one by one, in the order of the inputs."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import TypeVar

from dateline.cluster.engine import Engine, Lost
from dateline.collect.options import Failure, Options
from dateline.values import Report
from dateline.work.reading import Task, collected, load_guarded

R = TypeVar("R")


def map_paths(
    engine: Engine, load: Callable[[], Callable[[Report], R]], paths: Sequence[str], options: Options
) -> Iterator[R | Failure]:
    """As :func:`dateline.work.reading.map_paths`. Inputs are opened here; reports travel to the workers."""
    items = (one if isinstance(one, Failure) else one.task for one in collected(paths, options))
    for made in engine.map(partial(_passing, load), items):
        if isinstance(made, Lost):
            item = made.item
            yield item if isinstance(item, Failure) else Failure(item.name, made.error)
        else:
            yield made


def _passing(load: Callable[[], Callable[[Report], R]]) -> Callable[[Task | Failure], R | Failure]:
    """What reads a report, and gives a failure on as it is."""
    read = load_guarded(load)
    return lambda item: item if isinstance(item, Failure) else read(item)
