"""Adding through the use case: every kind of input, each outcome in its place; on both databases."""

from __future__ import annotations

import hashlib
import io
import json
from pathlib import Path

import pytest

from dateline.collect import Options
from dateline.errors import ModelError, UsageError
from dateline.library import queries
from dateline.library.library import Library
from dateline.library.records import Fingerprint
from dateline.library.verify import verify
from dateline.library.writer import Writer
from dateline.values import Claim, Extent, Reading, Report, Trigger
from dateline.work import derived
from dateline.work.add import Added, add_paths
from dateline.work.fingerprint import code_files, extractor, fingerprint
from dateline.work.keep import check, head, history, rebuild
from dateline.work.reader import Reader
from dateline.work.remove import remove
from dateline.work.reread import reread

NOW = Fingerprint("m1", "l1", "g1", "c1")
LATER = Fingerprint("m2", "l1", "g1", "c1")
STORY = "The council of Idlib said on Monday that {} had come to the town, and that more aid would follow soon."
READ: list[str] = []


def plain(report: Report) -> Reading:
    """One claim at the first word."""
    READ.append(report.id)
    if "the model breaks" in report.text:
        raise ModelError("the model is broken")
    word = report.text.split()[0]
    start = report.text.index(word)
    trigger = Trigger(word, start, start + len(word))
    return Reading(report, (Claim("c0", "AID", None, "actual", False, False, False, trigger, Extent(0, 1)),))


def load() -> Reader:
    return plain


@pytest.fixture
def library(library: Library) -> Library:
    READ.clear()
    return library


def add(
    library: Library, *paths: Path, jobs: int = 1, again: bool = False, publisher: str | None = None
) -> list[Added]:
    options = Options(publisher=publisher)
    names = [str(path) for path in paths]
    return list(add_paths(names, library, options, jobs, again, load=load, made_with=lambda: NOW))


def text(path: Path, what: str) -> Path:
    path.write_text(f"Aid comes\n\n{STORY.format(what)}\n", encoding="utf-8")
    return path


def evidence_of(library: Library, report: str | None) -> bytes:
    with library.reading() as connection:
        stored = queries.stored_report(connection, str(report))
    assert stored is not None
    stream = library.evidence.open(stored.report.sha256)
    assert stream is not None
    with stream:
        return stream.read()


def test_the_bytes_of_every_kind_of_input_are_kept_as_received(library: Library, tmp_path: Path) -> None:
    from fastwarc.warc import WarcRecord, WarcRecordType

    page = (
        f"<html><head><title>Aid comes</title></head><body><article><h1>Aid comes</h1><p>{STORY.format('a page')}</p>"
    )
    page += f"<p>{STORY.format('a convoy')}</p></article></body></html>"
    html = tmp_path / "page.html"
    html.write_text(page)
    line = json.dumps({"text": STORY.format("a line"), "publisher": "Orchard Wire"}).encode()
    jsonl = tmp_path / "lines.jsonl"
    jsonl.write_bytes(b"\n" + line + b"  \r\n")
    mail = tmp_path / "mail.eml"
    mail.write_bytes(
        f"From: Ada <ada@example.org>\nTo: b@example.org\nSubject: Aid\n\n{STORY.format('mail')}\n".encode()
    )
    feed = tmp_path / "feed.rss"
    stories = [f"<title>Aid {n}</title><description>{STORY.format(f'feed {n}')}</description>" for n in (1, 2)]
    items = "".join(f"<item>{story}</item>" for story in stories)
    feed.write_text(f'<rss version="2.0"><channel><title>Orchard Wire</title>{items}</channel></rss>')
    warc = tmp_path / "pages.warc"
    record = WarcRecord()
    record.init_headers(record_type=WarcRecordType.resource)
    record.headers["WARC-Target-URI"] = "https://example.org/a"
    record.headers["WARC-Date"] = "2015-03-03T10:00:00Z"
    record.headers["Content-Type"] = "text/plain"
    payload = STORY.format("an archive").encode()
    record.set_bytes_content(payload)
    out = io.BytesIO()
    record.write(out)
    warc.write_bytes(out.getvalue())
    plain_text = text(tmp_path / "plain.txt", "a file")

    found = add(library, html, jsonl, mail, feed, warc, plain_text)
    assert [(a.status, a.why) for a in found] == [("added", None)] * 7
    wanted = [html.read_bytes(), line, mail.read_bytes(), feed.read_bytes(), feed.read_bytes(), payload]
    assert [evidence_of(library, a.report) for a in found] == [*wanted, plain_text.read_bytes()]
    with library.reading() as connection:
        stored = list(queries.stored_reports(connection))
    assert [(s.origin.manner, s.origin.kind) for s in stored] == [
        ("file", kind) for kind in ("html", "jsonl", "mail", "feed", "feed", "warc", "text")
    ]
    assert stored[1].origin.address == f"{jsonl}, line 2"
    assert stored[5].origin.collected == "2015-03-03T10:00:00Z"
    assert stored[5].origin.address == f"{warc}: https://example.org/a"
    assert {s.extractor for s in stored} == {extractor()}
    assert all(hashlib.sha256(evidence_of(library, a.report)).hexdigest() in library.evidence.stored() for a in found)
    assert verify(library).problems == ()


def test_what_is_there_is_not_read_again_and_nothing_changes(library: Library, tmp_path: Path) -> None:
    file = text(tmp_path / "a.txt", "rain")
    (first,) = add(library, file)
    assert (first.status, first.claims, first.position, first.title) == ("added", 1, 1, "Aid comes")
    before = head(library)
    (again,) = add(library, file)
    assert (again.status, again.report, again.claims, again.position) == ("already there", first.report, 0, None)
    assert [first.report] == READ
    assert head(library) == before


def test_the_same_text_from_two_outlets_is_two_reports(library: Library, tmp_path: Path) -> None:
    file = text(tmp_path / "a.txt", "rain")
    found = [*add(library, file, publisher="Orchard Wire"), *add(library, file, publisher="Bridge Post")]
    assert [a.status for a in found] == ["added", "added"]
    assert found[0].report != found[1].report
    assert len(list(library.evidence.stored())) == 1


@pytest.mark.parametrize("jobs", [1, 2])
def test_each_outcome_stands_in_the_place_of_its_input(library: Library, tmp_path: Path, jobs: int) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    for number in range(6):
        text(folder / f"{number}.txt", "the model breaks" if number == 2 else f"{number % 5} trucks")
    (folder / "3.pdf").write_bytes(b"%PDF-1.4\n")
    found = add(library, folder, tmp_path / "none.txt", jobs=jobs)
    assert [a.status for a in found] == [
        "added",
        "added",
        "failed",
        "failed",
        "added",
        "added",
        "already there",
        "failed",
    ]
    assert [a.position for a in found if a.status == "added"] == [1, 2, 3, 4]
    assert [a.why and a.why[:20] for a in found if a.status == "failed"] == [
        "the model is broken",
        "is a PDF, which is n",
        "is not there: check ",
    ]
    assert found[2].report is not None
    with library.reading() as connection:
        assert [s.report.id for s in queries.stored_reports(connection)] == [a.report for a in found if a.position]
    assert verify(library).problems == ()


def test_a_removed_report_fails_until_it_is_wanted_again(library: Library, tmp_path: Path) -> None:
    file = text(tmp_path / "a.txt", "rain")
    (first,) = add(library, file)
    assert first.report is not None
    gone = remove(library, first.report[:8], "  the outlet withdrew it ")
    assert (gone.report, gone.reason, gone.done) == (first.report, "the outlet withdrew it", True)
    (refused,) = add(library, file)
    assert refused.status == "failed"
    assert "(the outlet withdrew it): --again adds it" in str(refused.why)
    assert remove(library, first.report[:8], "once more").reason == "the outlet withdrew it"
    (back,) = add(library, file, again=True)
    assert back.status == "added"
    assert verify(library).problems == ()
    with pytest.raises(UsageError, match="--reason is empty"):
        remove(library, first.report[:8], " \n")


def test_reading_again_reads_what_is_outdated(library: Library, tmp_path: Path) -> None:
    found = add(library, text(tmp_path / "a.txt", "rain"), text(tmp_path / "b.txt", "snow"))

    def later(*only: str) -> list[str]:
        return [r.report for r in reread(library, only, jobs=1, load=load, made_with=lambda: LATER)]

    assert found[1].report is not None
    assert later(found[1].report[:8]) == [found[1].report]
    assert later() == [found[0].report]
    assert later() == []
    assert [r.report for r in reread(library, (), 1, load=load, made_with=lambda: LATER)] == []
    with pytest.raises(UsageError, match="no such report"):
        later("00000000")
    assert check(library, str(head(library))).ok
    assert [entry.kind for entry in history(library, 2)] == ["reading-added", "reading-added"]
    assert [entry.position for entry in history(library, 1, 2)] == [2, 3]


def test_rebuilding_gives_what_was_there(library: Library, tmp_path: Path) -> None:
    add(library, text(tmp_path / "a.txt", "rain"), text(tmp_path / "b.txt", "snow"))
    with library.writing() as writer:
        writer.clear_derived()
    assert not verify(library).ok
    assert (rebuild(library).reports, rebuild(library).claims) == (2, 2)
    assert verify(library).problems == ()


def test_what_is_derived_is_told_which_reports_changed(
    library: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[frozenset[str]] = []

    def step(writer: Writer, touched: frozenset[str]) -> None:
        assert writer.connection.in_transaction()
        told.append(touched)

    monkeypatch.setattr(derived, "STEPS", (step,))
    found = add(library, text(tmp_path / "a.txt", "rain"), text(tmp_path / "b.txt", "snow"))
    ids = [str(a.report) for a in found]
    list(reread(library, ids[:1], 1, load=load, made_with=lambda: LATER))
    remove(library, ids[1], "a test")
    rebuild(library)
    assert told == [frozenset({id_}) for id_ in (ids[0], ids[1], ids[0], ids[1], ids[0])]


def test_a_fault_in_what_is_derived_leaves_nothing(
    library: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def step(writer: Writer, touched: frozenset[str]) -> None:
        writer.log("event-added", "e", {})
        raise ZeroDivisionError

    monkeypatch.setattr(derived, "STEPS", (step,))
    with pytest.raises(ZeroDivisionError):
        add(library, text(tmp_path / "a.txt", "rain"))
    assert head(library).position == 0


def test_the_fingerprint_covers_all_code_that_reads() -> None:
    import subprocess
    import sys

    code = (
        "import sys, pathlib, dateline.work.pipeline as p; root = pathlib.Path(p.__file__).parents[1];"
        "print('\\n'.join(pathlib.Path(m.__file__).relative_to(root).as_posix() for n, m in sorted(sys.modules.items())"
        " if n.startswith('dateline') and getattr(m, '__file__', None)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    passive = {"__init__.py", "errors.py", "version.py", "work/__init__.py"}
    assert sorted(set(done.stdout.split()) - code_files() - passive) == []


def test_the_fingerprint_is_the_same_each_time() -> None:
    now = fingerprint()
    assert now == fingerprint()
    assert len({now.model, now.lexicon, now.gazetteer, now.code}) == 4
    assert extractor().startswith("dateline ")
