"""What a handful of reports have given of names, held in memory; a library keeps the same in tables."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import TypeVar

from dateline.corroborate.learned_names import Learned
from dateline.corroborate.registry import Expansion, Usage

T = TypeVar("T", Expansion, Usage)


class Gathered:
    """The names and aliases of reports, whatever their order."""

    def __init__(self, found: Iterable[Learned]) -> None:
        reports = {one.report: one for one in found}
        self._country = {report: one.country for report, one in reports.items()}
        self._own: dict[tuple[str, str], list[Expansion]] = {}
        expansions: dict[str, Counter[Expansion]] = {}
        usages: dict[str, Counter[Usage]] = {}
        for report, one in reports.items():
            for alias in {(a.short, Expansion(a.long, a.long_written, a.country, a.kind, 1)) for a in one.aliases}:
                self._own.setdefault((report, alias[0]), []).append(alias[1])
                expansions.setdefault(alias[0], Counter())[alias[1]] += 1
            for name in {(n.key, Usage(n.written, n.country, n.kind, 1)) for n in one.names}:
                usages.setdefault(name[0], Counter())[name[1]] += 1
        for several in self._own.values():
            several.sort(key=repr)
        self._expansions = {
            key: [Expansion(e.long, e.written, e.country, e.kind, n) for e, n in _sorted(several)]
            for key, several in expansions.items()
        }
        self._usages = {
            key: [Usage(u.written, u.country, u.kind, n) for u, n in _sorted(several)]
            for key, several in usages.items()
        }

    def country(self, report: str) -> str | None:
        """The country that a report is about."""
        return self._country.get(report)

    def own(self, report: str, short: str) -> Sequence[Expansion]:
        """What the report itself spells a name (a key) out to."""
        return self._own.get((report, short), ())

    def expansions(self, short: str) -> Sequence[Expansion]:
        """What all reports spell a name out to."""
        return self._expansions.get(short, ())

    def usages(self, name: str) -> Sequence[Usage]:
        """How all reports use a name."""
        return self._usages.get(name, ())


def _sorted(found: Counter[T]) -> list[tuple[T, int]]:
    return sorted(found.items(), key=lambda item: repr(item[0]))
