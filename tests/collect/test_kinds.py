from __future__ import annotations

import gzip

import pytest

from dateline.collect.kinds import Kind, kind_of
from dateline.errors import BrokenInputError, InputError, UnknownFormatError


@pytest.mark.parametrize(
    ("name", "head", "kind"),
    [
        ("a.txt", b"<html>", Kind.TEXT),
        ("a.HTM", b"", Kind.HTML),
        ("a.jsonl", b"", Kind.JSONL),
        ("a.warc.gz", gzip.compress(b"WARC/1.0", mtime=0), Kind.WARC),
        ("a.eml", b"", Kind.MAIL),
        ("a.xml", b"<?xml version='1.0'?><rss version='2.0'>", Kind.FEED),
        ("a.xml", b"<?xml version='1.0'?>\n<!-- x --><feed xmlns='http://www.w3.org/2005/Atom'>", Kind.FEED),
        ("", b'{"text": "x"}', Kind.JSONL),
        ("", b"\xef\xbb\xbf <!DOCTYPE html><p>", Kind.HTML),
        ("", b"From: a@b.example\r\nSubject: x\r\n\r\nText", Kind.MAIL),
        ("", gzip.compress(b"WARC/1.1\r\n", mtime=0), Kind.WARC),
        ("", b"From: nowhere to somewhere, a story.", Kind.TEXT),
        ("wire-0001-0100", b"LIMA, 2 FEB 89 -- X", Kind.TEXT),
        ("wire.2015-02-23", b"LIMA", Kind.TEXT),
    ],
)
def test_kinds(name: str, head: bytes, kind: Kind) -> None:
    assert kind_of(name, head) is kind


def test_a_server_s_word_counts_before_the_bytes() -> None:
    assert kind_of("", b"<html>", "text/plain; charset=utf-8") is Kind.TEXT
    assert kind_of("", b"<rss>", "application/octet-stream") is Kind.FEED


@pytest.mark.parametrize(
    ("name", "head", "error"),
    [
        ("a.pdf", b"%PDF-1.4", UnknownFormatError),
        ("a.docx", b"PK\x03\x04", UnknownFormatError),
        ("a.json", b"{", UnknownFormatError),
        ("a.xyz", b"hello", UnknownFormatError),
        ("a.xml", b"<config>", UnknownFormatError),
        ("a.gz", gzip.compress(b"hello", mtime=0), UnknownFormatError),
        ("", b"\x89PNG\r\n", UnknownFormatError),
        ("a.txt", b"\x89PNG\r\n", BrokenInputError),
        ("a.html", b"%PDF-1.4", BrokenInputError),
    ],
)
def test_unknown_formats_say_what_to_do(name: str, head: bytes, error: type[InputError]) -> None:
    with pytest.raises(error, match=r"give|make"):
        kind_of(name, head)
