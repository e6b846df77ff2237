"""Typed marks of events to anchors, the split, and what is stored."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks.marked import Key, checked, file, load
from benchmarks.reads import as_report
from dateline.errors import BrokenInputError
from dateline.values import Report
from training.annotations.line import LineError
from training.events.__main__ import dump, totals
from training.events.resolve import resolve

TEXTS = {
    "one": "A bomb went off in Ferry. The blast killed two, and a second blast followed.",
    "two": "The bombing in Ferry was condemned.",
    "three": "A mayor was shot. The shooting shocked Old Mill.",
    "four": "The mayor's murder was condemned.",
}
REPORTS: dict[Key, Report] = {("samples", name): as_report(name, text) for name, text in TEXTS.items()}
TYPED = """// two events
event ferry
samples one | 1:went off; 2:blast#1
samples two | 1:bombing
event later
samples one | 2:blast#2
event mayor
samples three | 1:shot; 2:shooting
samples four | 1:murder
"""


def test_anchors_of_typed_marks(tmp_path: Path) -> None:
    marks = resolve(TYPED, REPORTS)
    ferry, second, mayor = marks.events
    words = [TEXTS[marks.documents[i].id][a:b] for i, a, b in ferry.tellings]
    assert (ferry.name, mayor.name, second.name) == ("ferry", "mayor", "later")
    assert words == ["went off", "blast", "bombing"]
    assert second.tellings[0][1] > ferry.tellings[1][1]
    path = tmp_path / "events.json"
    path.write_bytes(dump(marks))
    assert load(path) == marks
    assert all(text not in path.read_text() for text in ("blast", "Ferry", "mayor was"))


def test_events_that_share_a_report_stay_together() -> None:
    side = {event.name: event.held for event in resolve(TYPED, REPORTS).events}
    assert side["ferry"] == side["later"] != side["mayor"]
    assert "1 of them told by several" in totals(resolve(TYPED, REPORTS))


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ("event a\nsamples nine | 1:bomb", "line 2: samples nine: no such document"),
        ("event a\nsamples one | 1:grenade", "not in the claim's sentence"),
        ("event a\nsamples one | 9:bomb", "sentence 9"),
        ("event a\nsamples one | 2:blast", "stands 2 times"),
        ("event a\nevent a", "stands twice"),
        ("event a\nsamples one | 1:went off\nevent b\nsamples one | 1:went off", "marked in two events"),
        ("event a\nsamples one | bomb", "write SENTENCE:words"),
    ],
)
def test_wrong_marks_are_refused(typed: str, says: str) -> None:
    with pytest.raises(LineError, match=says.replace("(", r"\(")):
        resolve(typed, REPORTS)


def test_what_is_stored() -> None:
    marks = load(file())
    keys = [{i for i, _, _ in event.tellings} for event in marks.events]
    several = [event for event, documents in zip(marks.events, keys, strict=True) if len(documents) > 1]
    assert len(several) >= 60
    assert sum(event.held for event in several) * 2 == pytest.approx(len(several), abs=1)
    held = {i for event, ds in zip(marks.events, keys, strict=True) if event.held for i in ds}
    trained = {i for event, ds in zip(marks.events, keys, strict=True) if not event.held for i in ds}
    assert not held & trained


def test_stored_texts_are_those_that_were_read(shared: Path) -> None:
    marks = load(file())
    reports = checked(marks, shared / "data")
    for event in marks.events:
        for i, start, end in event.tellings:
            assert reports[i].text[start:end].strip()


def test_another_text_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "events.json"
    path.write_bytes(b'{"documents":[{"corpus":"samples","id":"suluk.txt","sha256":"0"}],"events":[]}')
    with pytest.raises(BrokenInputError, match="not the text that was marked"):
        checked(load(path), tmp_path)
    path.write_bytes(b"{")
    with pytest.raises(BrokenInputError, match="resolve the marks again"):
        load(path)
