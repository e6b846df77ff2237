"""Events worked out block by block are those of one machine that holds all reports."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

import pyarrow.parquet as pq
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from msgspec import msgpack
from msgspec.structs import replace

from benchmarks.merging import made_up
from dateline.cluster import columns
from dateline.cluster.engine import Local
from dateline.cluster.events import Corroborated, corroborate
from dateline.cluster.meeting import scorer
from dateline.cluster.store import Store
from dateline.corroborate.event import event
from dateline.corroborate.grouping import Grouping
from dateline.corroborate.tale import Tale, event_id, packed
from dateline.corroborate.telling import Telling
from dateline.corroborate.told import About
from dateline.exchange.parquet import row
from dateline.exchange.record import Quote, Record
from dateline.values import Claim, Event, Extent, Trigger


def _claim(one: Telling) -> Claim:
    type_ = one.types[0] if one.types else "ASSAULT"
    return Claim(
        id=f"c{one.start}", type=type_, mode=None, status="actual", negated=one.negated, aggregate=one.aggregate,
        background=False, trigger=Trigger(one.form, one.start, one.end), sentence=Extent(one.start, one.end),
    )  # fmt: skip


def _tales(tellings: Sequence[Telling]) -> list[Tale]:
    """A tale a report; every seventh claim has no telling, as where a reading's words were not kept."""
    reports: dict[str, list[Telling]] = {}
    for one in tellings:
        reports.setdefault(one.article.report, []).append(one)
    return [
        Tale(
            About(report, publisher=f"Paper {report[-1]}", published=own[0].article.published),
            tuple(one for one in own if one.start % 7),
            tuple(_claim(one) for one in own),
        )
        for report, own in reports.items()
    ]


def _undated(one: Telling) -> Telling:
    return replace(one, article=replace(one.article, published=None), earliest=None, latest=None)


def _stored(output: Path, tales: Sequence[Tale], size: int) -> list[str]:
    """The tales as reading would have left them, ``size`` reports a partition."""
    store, names = Store(str(output)), []
    for start in range(0, len(tales), size):
        names.append(f"000000-{len(names):06}")
        rows = [
            {
                "report": tale.about.report,
                "claims": len(tale.claims),
                "tale": packed(tale).body,
                "quotes": msgpack.encode([_quote(tale, claim) for claim in tale.claims]),
            }
            for tale in tales[start : start + size]
        ]
        store.put(f"tales/{names[-1]}.parquet", columns.table(rows, columns.tales()))
    return names


def _quote(tale: Tale, claim: Claim) -> Quote:
    at = claim.trigger
    return Quote(
        tale.about.report, "", None, None, None, at.start, at.end, claim.type, None, claim.status, (),
        tale.about.publisher, tale.about.published, None, None,
    )  # fmt: skip


def _on_one_machine(tales: Sequence[Tale]) -> list[Event]:
    first = {tale.about.report: tale for tale in reversed(tales)}
    made = Grouping(scorer().scores_among, scorer().threshold, scorer().lexicon)
    for tale in first.values():
        made.add(tale.tellings)
    told = {anchor: claims for tale in first.values() for anchor, claims in tale.told().items()}
    groups = list(made.groups())
    together = {anchor for group in groups for anchor in group}
    groups += [(anchor,) for anchor in told if anchor not in together]
    events = [event(event_id(group[0]), [one for anchor in group for one in told[anchor]]) for group in groups]
    return sorted(events, key=lambda one: one.id)


def _run(output: Path, names: Sequence[str], claims: int, bundle: int, files: int) -> Corroborated:
    return corroborate(str(output), names, claims, Local(1), bundle, files)


def _rows(output: Path) -> list[dict[str, object]]:
    found = [one for path in sorted((output / "events").iterdir()) for one in pq.read_table(path).to_pylist()]
    return sorted(found, key=lambda one: str(one["id"]))


def _wanted(events: Sequence[Event]) -> list[dict[str, object]]:
    """What events come to in the columns that follow from the events alone."""
    return [{name: value for name, value in row(Record(one)).items() if name in _OWN} for one in events]


_OWN = ("id", "type", "mode", "status", "aggregate", "earliest", "latest", "reports", "outlets", "credibility")


@settings(max_examples=5, deadline=None)
@given(st.integers(0, 1000), st.integers(1, 7), st.integers(1, 3), st.integers(1, 5), st.booleans())
@example(seed=3, size=1, bundle=1, files=5, twice=False)
def test_the_same_events_as_on_one_machine(seed: int, size: int, bundle: int, files: int, twice: bool) -> None:
    tales = _tales([_undated(one) if one.article.report[-1] in "258" else one for one in made_up(45, seed)])
    tales += tales[:2] if twice else []
    with TemporaryDirectory() as folder:
        output = Path(folder)
        names = _stored(output, tales, size)
        done = _run(output, names, 45, bundle, files)
        events = _on_one_machine(tales)
        found = _rows(output)
        assert [{name: one[name] for name in _OWN} for one in found] == _wanted(events)
        told = {one.id: {(a.report, a.start) for a in one.claims} for one in events}
        assert {str(one["id"]): len(one["quotes"]) for one in found} == {id_: len(of) for id_, of in told.items()}  # type: ignore[arg-type]
        assert done.events == len(events)
        assert done.duplicates == 2 * twice
        assert not (output / "_work").exists()


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list[str], dict[str, bytes]]:
    output = tmp_path_factory.mktemp("whole")
    names = _stored(output, _tales(list(made_up(300, 5))), 10)
    made = output.with_name("made")
    shutil.copytree(output, made)
    done = _run(made, names, 300, 2, 3)
    assert done.kept > 100
    assert done.events < 300
    return output, names, _bytes(made)


def _bytes(output: Path) -> dict[str, bytes]:
    return {str(path.relative_to(output)): path.read_bytes() for path in sorted(output.rglob("*")) if path.is_file()}


class _Cut(Exception):
    """The run ends here."""


class _Ending(Local):
    """Ends the run after so many items."""

    def __init__(self, items: int) -> None:
        super().__init__(1)
        self.left = items

    def map(self, load, items):  # type: ignore[no-untyped-def]
        for made in super().map(load, items):
            if not self.left:
                raise _Cut
            self.left -= 1
            yield made


def test_interrupted_at_every_stage_it_comes_to_the_same_bytes(
    whole: tuple[Path, list[str], dict[str, bytes]], tmp_path: Path
) -> None:
    output, names, wanted = whole
    again = tmp_path / "again"
    shutil.copytree(output, again)
    for _ in range(40):
        try:
            corroborate(str(again), names, 300, _Ending(2), 2, 3)
            break
        except _Cut:
            continue
    assert _bytes(again) == wanted
