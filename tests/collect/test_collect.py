"""Whole inputs through ``collect``: every kind, bad input, raw, identity."""

from __future__ import annotations

import gzip
import io
import json
import sys
from hashlib import sha256
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.collect import Failure, Options, collect
from dateline.collect.draft import Draft
from dateline.collect.report import make_report
from dateline.errors import (
    BrokenInputError,
    DatelineError,
    InputError,
    LanguageError,
    NoArticleError,
    NotFoundError,
    UnknownFormatError,
    UsageError,
)
from dateline.values import Report

BODY = (
    "The army said on Monday that its soldiers had withdrawn from the village after heavy fighting with the rebels.",
    "Residents told Sample Wire by phone that the shelling went on for two hours and that the market was on fire.",
    "“We will come back,” an officer said. He did not say when, and the ministry did not answer questions about it.",
)
TEXT = "\n\n".join(BODY)


def page(body: str, head: str = "") -> str:
    return (
        f"<!doctype html><html><head><title>Army leaves village - Sample Wire</title>{head}</head><body>"
        "<nav><a href='/'>Home</a> <a href='/n'>News</a></nav><article><h1>Army leaves village</h1>"
        f"{body}</article><aside><h3>Related Items</h3><a href='/x'>Rebels lose bridge</a></aside>"
        "<footer>© 2015 Sample Wire. All rights reserved.</footer></body></html>"
    )


ARTICLE = "".join(f"<p>{p}</p>" for p in BODY)
DECLARED = (
    '<meta property="og:site_name" content="Sample Wire"><meta name="author" content="Jane Roe">'
    '<meta property="article:published_time" content="2015-02-23T00:30:00+03:00">'
    '<link rel="canonical" href="https://wire.example/2015/army-leaves?utm_source=x">'
)


def one(path: Path, options: Options | None = None) -> Report:
    [found] = collect([str(path)], options)
    assert isinstance(found, Report), found
    return found


def failure(path: Path | str) -> DatelineError:
    [found] = collect([str(path)])
    assert isinstance(found, Failure)
    assert str(path) in found.name
    message = str(found.error)
    assert message
    assert "\n" not in message
    return found.error


def write(path: Path, content: str | bytes) -> Path:
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def test_text(tmp_path: Path) -> None:
    source = "Army leaves village\n\nNORTHTOWN, Feb 23, 2015 (Sample Wire) - " + TEXT + "\n\nLeave a Reply\n"
    file = write(tmp_path / "a.txt", source)
    report = one(file)
    assert report.title == "Army leaves village"
    assert (report.publisher, report.published, report.language) == ("Sample Wire", "2015-02-23", "en")
    assert report.dateline is not None
    assert report.dateline.place == "NORTHTOWN"
    assert report.sha256 == sha256(file.read_bytes()).hexdigest()
    assert report.text_sha256 == sha256(report.text.encode()).hexdigest()
    assert one(file) == report


def test_date_and_publisher_of_the_caller(tmp_path: Path) -> None:
    dated = write(tmp_path / "a.txt", "Army leaves village\n23 February 2015\n\n" + TEXT)
    undated = write(tmp_path / "b.txt", TEXT)
    options = Options(date="2015-03-01", publisher="Sample Radio")
    assert one(dated, options).published == "2015-02-23"
    assert one(undated, options).published == "2015-03-01"
    assert one(undated).published is None
    assert one(undated, options).publisher == "Sample Radio"
    assert one(undated).id != one(undated, options).id
    for wrong in ("2015-2-3", "20150203", "yesterday", "2015-02-30"):
        with pytest.raises(UsageError):
            Options(date=wrong)


@settings(max_examples=150, deadline=None)
@given(st.text(st.characters(codec=None, exclude_categories=()), min_size=1, max_size=120))
def test_raw_is_the_input_and_cleaning_only_takes_ranges_away(text: str) -> None:
    text = TEXT + "\r\n" + text + "\nFollow us on Twitter\n"
    cleaned = text.replace("\0", "\ufffd")
    cleaned = "".join("\ufffd" if 0xD800 <= ord(c) < 0xE000 else c for c in cleaned)
    for body in (cleaned, "\ufeff" + cleaned):
        draft = Draft(name="x", sha256="", body=body)
        raw, clean = make_report(draft, Options(raw=True)), make_report(draft, Options())
        assert raw.text == body
        assert raw.removed == ()
        assert clean.removed[-1][2] == "social"
        kept, position = [], 0
        for start, end, _ in clean.removed:
            kept.append(body[position:start])
            position = end
        assert clean.text == "".join([*kept, body[position:]])


def test_raw_from_a_file_keeps_all_but_the_mark(tmp_path: Path) -> None:
    text = "\t Army leaves\0 village\r\n\r\n" + TEXT + "\r\nLeave a Reply\r\n \ud800"
    file = write(tmp_path / "a.txt", b"\xef\xbb\xbf" + text.encode("utf-8", "surrogatepass"))
    assert one(file, Options(raw=True)).text == text.replace("\0", "\ufffd").replace("\ud800", "\ufffd")


def test_page(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    report = one(write(tmp_path / "a.html", page(ARTICLE, DECLARED)))
    assert (report.title, report.publisher, report.author) == ("Army leaves village", "Sample Wire", "Jane Roe")
    assert report.published == "2015-02-23"
    assert report.url == "https://wire.example/2015/army-leaves"
    assert report.text.startswith("Army leaves village\n")
    assert all(p in report.text for p in BODY)
    assert "Related" not in report.text
    assert "rights reserved" not in report.text
    assert capsys.readouterr() == ("", "")


def test_the_heading_says_which_part_of_the_page_s_title_is_the_report_s(tmp_path: Path) -> None:
    source = page(ARTICLE).replace("Army leaves village - Sample Wire", "Sample Wire - Army leaves village")
    report = one(write(tmp_path / "a.html", source.replace("h1>", "h2>")))
    assert report.title == "Army leaves village"
    assert report.text.count("Army leaves village") == 1


def test_an_old_page_that_is_one_large_cell(tmp_path: Path) -> None:
    cell = "<table><tr><td><b>Army leaves village</b><br><br>" + "<br><br>".join(BODY) + "</td></tr></table>"
    report = one(write(tmp_path / "a.html", f"<html><body>{cell}</body></html>"))
    assert all(p in report.text for p in BODY)
    assert "|" not in report.text


def test_a_page_without_date_stays_undated(tmp_path: Path) -> None:
    said = (
        ARTICLE
        + "<p>The ministry signed the deal on 2014-05-01, and the road has been closed since 3 June 2014, he said.</p>"
    )
    copyright_line = "<aside><time datetime='2019-01-01'>1 January 2019</time></aside><p>© 2018</p>"
    assert one(write(tmp_path / "a.html", page(said + copyright_line))).published is None


def test_a_page_in_its_declared_encoding(tmp_path: Path) -> None:
    source = page(ARTICLE.replace("village", "village of Kobanê"), '<meta charset="windows-1252">')
    assert "Kobanê" in one(write(tmp_path / "a.html", source.encode("cp1252"))).text


def test_raw_page_keeps_all_that_is_seen(tmp_path: Path) -> None:
    report = one(write(tmp_path / "a.html", page(ARTICLE + "<script>hidden()</script>")), Options(raw=True))
    assert "Rebels lose bridge" in report.text
    assert "hidden" not in report.text
    assert report.removed == ()


def test_removed_lines_of_a_page_are_found_in_its_source(tmp_path: Path) -> None:
    source = page(ARTICLE + "<p>Follow Jane Roe on Twitter @janeroe.</p>")
    report = one(write(tmp_path / "a.html", source))
    assert "@janeroe" not in report.text
    for start, end, why in report.removed:
        assert source[start:end] == "Follow Jane Roe on Twitter @janeroe."
        assert why == "social"


@pytest.mark.parametrize("depth", [300, 100_000])
@pytest.mark.parametrize("tag", ["div", "b", "table><tr><td", "font", "svg"])
def test_deep_nesting_does_not_crash(tmp_path: Path, tag: str, depth: int) -> None:
    file = write(tmp_path / "a.html", page(f"<{tag}>" * depth + ARTICLE))
    [found] = collect([str(file)])
    assert isinstance(found, Report | Failure)


def test_jsonl(tmp_path: Path) -> None:
    lines = [
        json.dumps(
            {"text": TEXT, "title": "Army leaves village", "published": "2015-02-23T10:00:00Z", "publisher": "W"}
        ),
        "",
        json.dumps({"text": "\ud800" + TEXT, "url": "HTTP://wire.example/a?utm_source=x#top"}),
        "{broken",
        "[1]",
        json.dumps({"title": "no text"}),
        json.dumps({"text": 5}),
        json.dumps({"text": TEXT, "published": "last Sunday"}),
        "[" * 100_000,
        json.dumps({"text": TEXT}),
    ]
    file = write(tmp_path / "a.jsonl", "\ufeff" + "\r\n".join(lines))
    found = list(collect([str(file)]))
    assert [type(f).__name__ for f in found] == ["Report"] * 2 + ["Failure"] * 6 + ["Report"]
    first, second = found[0], found[1]
    assert isinstance(first, Report)
    assert isinstance(second, Report)
    assert (first.title, first.published, first.publisher) == ("Army leaves village", "2015-02-23", "W")
    assert first.text == "Army leaves village\n\n" + TEXT
    assert first.sha256 == sha256(lines[0].encode()).hexdigest()
    assert second.text == "\ufffd" + TEXT
    assert second.url == "http://wire.example/a"
    assert isinstance(found[2], Failure)
    assert found[2].name.endswith("a.jsonl, line 4")
    alone = one(write(tmp_path / "b.jsonl", lines[0] + "\n"))
    assert alone == first
    raw = next(collect([str(file)], Options(raw=True)))
    assert isinstance(raw, Report)
    assert raw.text == TEXT


@pytest.mark.parametrize("content", ["", "\n \n", "\ufeff"])
def test_a_jsonl_without_a_line_is_empty(tmp_path: Path, content: str) -> None:
    assert "is empty" in str(failure(write(tmp_path / "a.jsonl", content)))


def test_other_addresses_are_not_fetched() -> None:
    assert "http or https" in str(failure("ftp://wire.example/a.txt"))


def record(
    number: int, body: str, media_type: str = "text/html; charset=utf-8", status: str = "200 OK", more: str = ""
) -> bytes:
    content = body.encode()
    http = f"HTTP/1.1 {status}\r\nContent-Type: {media_type}\r\n{more}\r\n".encode() + content
    fields = (
        f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: http://wire.example/{number}\r\n"
        f"WARC-Date: 2019-01-01T00:00:00Z\r\nWARC-Record-ID: <urn:uuid:{number:032d}>\r\n"
        f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(http)}\r\n\r\n"
    )
    return fields.encode() + http + b"\r\n\r\n"


@pytest.mark.parametrize("packed", [False, True])
def test_warc(tmp_path: Path, packed: bool) -> None:
    records = [
        record(1, page(ARTICLE)),
        record(2, "body {}", "text/css"),
        record(3, "<html><body><p>gone</p></body></html>", status="404 Not Found"),
        record(4, "<html><body><a href='/'>Home</a></body></html>"),
        record(5, page(ARTICLE.replace("village", "town"))),
    ]
    parts = [gzip.compress(r) if packed else r for r in records]
    name = "a.warc.gz" if packed else "a.warc"
    found = list(collect([str(write(tmp_path / name, b"".join(parts)))]))
    assert [type(f).__name__ for f in found] == ["Report", "Failure", "Report"]
    first = found[0]
    assert isinstance(first, Report)
    assert (first.url, first.published) == ("http://wire.example/1", None)
    assert isinstance(found[1], Failure)
    assert "wire.example/4" in found[1].name
    for cut in (30, len(parts[-1]) - 20, len(parts[-1]) // 2):
        found = list(collect([str(write(tmp_path / name, b"".join(parts)[:-cut]))]))
        assert [type(f).__name__ for f in found] == ["Report", "Failure", "Failure"]
        last = found[-1]
        assert isinstance(last, Failure)
        assert isinstance(last.error, BrokenInputError)
        assert last.name.endswith(name)


def test_a_warc_bomb_is_refused(tmp_path: Path) -> None:
    bomb = gzip.compress(b"a" * 50_000_000)
    http = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Encoding: gzip\r\n\r\n" + bomb
    fields = (
        "WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: http://wire.example/1\r\nWARC-Record-ID: <urn:uuid:1>\r\n"
        f"WARC-Date: 2019-01-01T00:00:00Z\r\nContent-Type: application/http\r\nContent-Length: {len(http)}\r\n\r\n"
    )
    found = list(collect([str(write(tmp_path / "a.warc", fields.encode() + http + b"\r\n\r\n"))]))
    assert isinstance(found[0], Failure)
    assert "refused" in str(found[0].error)


RSS = """<?xml version="1.0"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel>
<title>Sample Wire</title><link>http://wire.example/</link>
<item><title>Army leaves &amp; rebels come</title><link>http://wire.example/1</link>
<pubDate>Mon, 23 Feb 2015 23:30:00 -0500</pubDate><description>Short.</description>
<content:encoded><![CDATA[{body}]]></content:encoded></item>
<item><title>Nothing</title><link>http://wire.example/2</link></item>
<item><title>Plain</title><description>{plain}</description></item>
</channel></rss>"""


def test_feed(tmp_path: Path) -> None:
    source = RSS.format(body=ARTICLE, plain=BODY[0])
    found = list(collect([str(write(tmp_path / "a.xml", source))]))
    assert [type(f).__name__ for f in found] == ["Report", "Failure", "Report"]
    first = found[0]
    assert isinstance(first, Report)
    assert (first.title, first.publisher, first.published) == ("Army leaves & rebels come", "Sample Wire", "2015-02-23")
    assert first.text == "Army leaves & rebels come\n\n" + "\n".join(BODY)
    assert first.url == "http://wire.example/1"


def test_a_broken_feed_gives_its_whole_entries_and_one_failure(tmp_path: Path) -> None:
    source = RSS.format(body=ARTICLE, plain=BODY[0])
    cut = write(tmp_path / "a.rss", source[: source.index("<title>Plain") + 60])
    found = list(collect([str(cut)]))
    assert [type(f).__name__ for f in found] == ["Report", "Failure", "Failure"]
    last = found[-1]
    assert isinstance(last, Failure)
    assert isinstance(last.error, BrokenInputError)
    assert isinstance(failure(write(tmp_path / "b.rss", "this is no feed")), InputError)
    assert isinstance(
        failure(write(tmp_path / "c.atom", "<feed xmlns='http://www.w3.org/2005/Atom'></feed>")), NoArticleError
    )


def test_mail(tmp_path: Path) -> None:
    source = (
        "From: =?utf-8?q?Jane_Ro=C3=A9?= <jane@wire.example>\r\nTo: x@y.example\r\nSubject: Army leaves\r\n village\r\n"
        "Date: Mon, 23 Feb 2015 23:30:00 -0500\r\nMIME-Version: 1.0\r\n"
        "Content-Type: multipart/alternative; boundary=b\r\n\r\n"
        "--b\r\nContent-Type: text/plain; charset=iso-8859-1\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n"
        + TEXT.replace("“", '"')
        .replace("”", '"')
        .replace("village", "Kobane")
        .replace("Kobane", "Koban=EA")
        .replace("\n", "\r\n")
        + "\r\n--b\r\nContent-Type: text/html\r\n\r\n<p>no</p>\r\n--b--\r\n"
    )
    report = one(write(tmp_path / "a.eml", source))
    assert (report.title, report.author, report.published) == ("Army leaves village", "Jane Roé", "2015-02-23")
    assert "Kobanê" in report.text
    only_html = (
        "From: Sample Wire <a@b.example>\nSubject: X\nMIME-Version: 1.0\nContent-Type: text/html; charset=utf-8\n\n"
    )
    html_mail = one(write(tmp_path / "b.eml", only_html + page(ARTICLE)))
    assert BODY[0] in html_mail.text
    assert html_mail.publisher == "Sample Wire"
    attachment = "From: a@b.example\nSubject: X\nMIME-Version: 1.0\nContent-Type: application/pdf\n\nJVBERi0="
    assert isinstance(failure(write(tmp_path / "c.eml", attachment)), NoArticleError)
    garbage = 'Content-Type: multipart/mixed; boundary="=?x"\nDate: ,,,\nFrom: <<<>\nSubject: =?utf-8?b?////?=\n\n--'
    assert isinstance(failure(write(tmp_path / "d.eml", garbage)), InputError)


def test_bad_inputs_fail_one_by_one_and_the_rest_is_read(tmp_path: Path) -> None:
    write(tmp_path / "a-empty.txt", "")
    write(tmp_path / "b-binary.txt", bytes(range(256)) * 9)
    write(tmp_path / "c-nothing.html", "<html><body><nav><a href='/'>Home</a></nav></body></html>")
    write(tmp_path / "d-cut.warc", record(1, page(ARTICLE))[:-90])
    write(tmp_path / "e-feed.rss", "<rss><channel><item>")
    write(tmp_path / "f-encoding.txt", "Kobanê, Señor “no”".encode("cp1252"))
    write(tmp_path / "g-unknown.xyz", "hello")
    write(
        tmp_path / "h-german.txt",
        "Die Armee hat am Montag mitgeteilt, dass sich ihre Soldaten aus dem Dorf zurückgezogen haben.",
    )
    write(tmp_path / "i-paper.pdf", b"%PDF-1.4")
    write(tmp_path / "j-furniture.txt", "Leave a Reply\n")
    (tmp_path / "k").mkdir()
    write(tmp_path / "k" / "good.txt", TEXT)
    write(tmp_path / "README.md", "no report")
    write(tmp_path / ".hidden.txt", "no report")
    found = list(collect([str(tmp_path / "missing.txt"), str(tmp_path)]))
    expected = [
        NotFoundError, NoArticleError, BrokenInputError, NoArticleError, BrokenInputError, BrokenInputError,
        BrokenInputError, UnknownFormatError, LanguageError, UnknownFormatError, NoArticleError,
    ]  # fmt: skip
    failures = [f for f in found if isinstance(f, Failure)]
    assert [type(f.error) for f in failures] == expected
    assert [Path(f.name).name[:1] for f in failures] == list("mabcdefghij")
    assert all("\n" not in str(f.error) for f in failures)
    assert isinstance(found[-1], Report)


def test_a_folder_without_files_says_so(tmp_path: Path) -> None:
    assert isinstance(failure(tmp_path), NotFoundError)


class Pipe(io.RawIOBase):
    """Bytes that come a few at a time and cannot be read again."""

    def __init__(self, content: bytes) -> None:
        self.left = content

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        block, self.left = self.left[:7], self.left[7:]
        buffer[: len(block)] = block
        return len(block)


@pytest.mark.parametrize("packed", [False, True])
def test_a_warc_from_a_pipe(packed: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    records = [record(1, page(ARTICLE)), record(2, page(ARTICLE.replace("village", "town")))]
    content = b"".join(gzip.compress(r) if packed else r for r in records)
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BufferedReader(Pipe(content))))
    assert [type(f) for f in collect(["-"])] == [Report, Report]
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BufferedReader(Pipe(content[:-40]))))
    assert [type(f) for f in collect(["-"])] == [Report, Failure]


@pytest.mark.parametrize(
    "content",
    [TEXT, page(ARTICLE), json.dumps({"text": TEXT}), "From: a@b.example\nSubject: X\nDate: 1 Jan 2015\n\n" + TEXT],
)
def test_standard_input_is_recognised(content: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BufferedReader(Pipe(content.encode()))))
    [found] = collect(["-"])
    assert isinstance(found, Report)
    assert BODY[0] in found.text


def test_lines_are_read_as_they_are_asked_for(tmp_path: Path) -> None:
    file = tmp_path / "a.jsonl"
    file.write_text(json.dumps({"text": TEXT}) + "\n")
    reports = collect([str(file), str(tmp_path / "later.txt")])
    assert isinstance(next(reports), Report)
    write(tmp_path / "later.txt", TEXT)
    assert isinstance(next(reports), Report)


def test_the_known_report(shared: Path) -> None:
    report = one(shared / "reports" / "ara-news-raqqa-leaflets.txt")
    assert report.title == "Is it the beginning of the end for ISIS?"
    assert (report.author, report.publisher) == ("Mohammed Ali Ahmed", "ARA News")
    assert report.dateline is not None
    assert (report.dateline.text, report.dateline.place) == ("Suruc, Turkey", "Suruc")
    assert report.published is None
    source = (shared / "reports" / "ara-news-raqqa-leaflets.txt").read_bytes().decode()
    assert report.text.startswith(source[:40])
    assert report.text.rstrip().endswith("according to observers.")
    assert "\nARA News\n" not in report.text
    assert "File photo" not in report.text
    gone = "".join(source[start:end] for start, end, _ in report.removed)
    assert len(gone) + len(report.text) == len(source)
