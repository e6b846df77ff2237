"""What the tests of watching share: a reader that is there at once, a quick watch."""

from __future__ import annotations

from collections.abc import Sequence

from dateline.collect.clock import Clock
from dateline.collect.fetch import Limits
from dateline.collect.polite import Manners
from dateline.library.library import Library
from dateline.library.records import Fingerprint
from dateline.values import Claim, Extent, Reading, Report, Trigger
from dateline.work.watch import Watched, watch
from dateline.work.watched import Settings

NOW = Fingerprint("m", "l", "g", "c")
ALLOW = ("127.0.0.1", "localhost")


def plain(report: Report) -> Reading:
    """One claim at the first word."""
    word = report.text.split()[0]
    start = report.text.index(word)
    claim = Claim(
        f"c{start}",
        "CONSULT",
        None,
        "actual",
        False,
        False,
        False,
        Trigger(word, start, start + len(word)),
        Extent(start, start + len(word)),
    )
    return Reading(report, (claim,))


def bare(report: Report) -> Reading:
    """No claim at all: what follows from claims is not what is tested."""
    return Reading(report)


def quick(seconds: float = 5.0, **changes: object) -> Settings:
    """A watch that does not wait between requests; hosts on loopback are allowed."""
    manners = Manners(delay=0.0, limits=Limits(bytes=1 << 22, seconds=seconds))
    return Settings(manners=manners, allow=ALLOW, **changes)  # type: ignore[arg-type]


def once(
    library: Library, given: Sequence[str] | str, settings: Settings | None = None, clock: Clock | None = None
) -> list[Watched]:
    """One round, with the reader of one claim."""
    names = [given] if isinstance(given, str) else given
    return list(watch(library, names, settings or quick(), clock=clock, load=lambda: bare, made_with=lambda: NOW))


def of(found: list[Watched], *statuses: str) -> list[str]:
    """The inputs of some statuses."""
    return [one.input for one in found if one.status in statuses]
