"""The sample reports against the table of the public record (``control_syria.csv``, written before there was a filter).

``python -m benchmarks.record.compare`` reads the samples into a library of its own, asks ``dateline control`` for each
place and day of the table and prints both side by side. ``SIDES`` says under which names the table's holders appear in
reports: the Kurdish forces of these months are the YPG and those who fought under it."""

from __future__ import annotations

import csv
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

from msgspec import Struct

from dateline.assess.control.holders import key
from dateline.assess.control.holding import Holding
from dateline.library.library import Library, open_library
from dateline.values import Party
from dateline.work.add import add_paths
from dateline.work.control import control
from dateline.work.filters import Asked
from dateline.work.samples import samples

FILE = Path(__file__).with_name("control_syria.csv")
SIDES = {
    "Islamic State": frozenset({"islamic-state"}),
    "People's Protection Units": frozenset({"ypg", "ypj", "euphrates-volcano", "asayish", "name:kurd"}),
}
CONTESTED = "contested"
_SHOWN = 0.05


class Row(Struct, frozen=True):
    """A place on a day: who held it, and the chances found for each side, for contested, and left unknown. ``for_`` and
    ``against``: numbers of claims."""

    date: str
    place: str
    held: str
    chances: dict[str, float]
    unknown: float
    for_: int
    against: int

    @property
    def verdict(self) -> str:
        """``right``: what the record says is likelier than all else together; ``wrong``: something else is;
        ``unknown``: neither."""
        if self.chances.get(self.held, 0.0) > 0.5:
            return "right"
        return "wrong" if any(p > 0.5 for side, p in self.chances.items() if side != self.held) else "unknown"

    @property
    def error(self) -> float:
        """Brier's, as in the benchmark ``control``."""
        sides = {*self.chances, self.held}
        return sum((self.chances.get(side, 0.0) - (side == self.held)) ** 2 for side in sides)


def rows(library: Library) -> Iterator[Row]:
    """Each row of the table with what a library says."""
    with FILE.open(encoding="utf-8", newline="") as file:
        table = list(csv.DictReader(file))
    for line in table:
        found = list(control(library, Asked(place=line["place"]), line["date"]))
        yield _row(line["date"], line["place"], line["holder"], found)


def _row(day: str, place: str, held: str, found: Sequence[Holding]) -> Row:
    if not found:
        return Row(day, place, held, {}, 1.0, 0, 0)
    one = found[0]
    chances = {CONTESTED: one.contested}
    for holder in one.holders:
        side = _side(Party(holder.actor, holder.id))
        chances[side] = chances.get(side, 0.0) + holder.probability
    return Row(day, place, held, chances, one.unknown, len(one.claims_for), len(one.claims_against))


def _side(party: Party) -> str:
    return next((side for side, keys in SIDES.items() if key(party) in keys), party.name)


def compared() -> list[Row]:
    """The table with what the sample reports say."""
    with (
        tempfile.TemporaryDirectory() as place,
        open_library(f"sqlite:///{place}/samples.sqlite", f"{place}/evidence", create=True) as library,
    ):
        for _ in add_paths([str(samples())], library, jobs=1):
            pass
        return list(rows(library))


def figures(found: Sequence[Row]) -> dict[str, float]:
    """How many places and days are right, wrong, unknown, and the mean error."""
    verdicts = [row.verdict for row in found]
    counts = {f"record_{verdict}": float(verdicts.count(verdict)) for verdict in ("right", "wrong", "unknown")}
    return counts | {"record_brier": round(sum(row.error for row in found) / len(found), 4)}


def main() -> int:
    """Prints the comparison."""
    found = compared()
    for row in found:
        likeliest = sorted(row.chances.items(), key=lambda chance: -chance[1])
        shown = ", ".join(f"{side} {p:.2f}" for side, p in likeliest if p >= _SHOWN)
        print(f"{row.date}  {row.place:10}  {row.held:26}  {row.verdict:8} {shown}; unknown {row.unknown:.2f}")
    print(figures(found))
    return 0


if __name__ == "__main__":
    sys.exit(main())
