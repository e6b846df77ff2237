"""Pages and files made to hold us up: each is refused or read within seconds, and with little memory."""

from __future__ import annotations

import time
import tracemalloc
import zipfile
from io import BytesIO

import pytest

from dateline.collect.gather import Received, receive_bytes
from dateline.collect.options import Failure

PAGE = b"<html><head><title>Four dead in Harim</title></head><body><article><p>Gunmen killed four people in Harim on "
PAGE += b"Friday, the mayor of the town said to the radio of the valley.</p>"
FEED = b'<rss version="2.0"><channel><title>&k;</title><item><title>x</title><description>&k;</description></item>'
LAUGHS = b'<!DOCTYPE l [<!ENTITY a "haha">' + b"".join(
    b'<!ENTITY %c "%s">' % (98 + i, b"&%c;" % (97 + i) * 10) for i in range(10)
)


def zipped() -> bytes:
    held = BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("report.txt", bytes(10_000_000))
    return held.getvalue()


@pytest.mark.parametrize(
    ("name", "data", "says"),
    [
        ("x.html", PAGE + b"<a href=/1>x</a>" * 1_000_000, "is larger than 8 MiB"),
        ("x.html", PAGE + b"<p>" + b"<a href=/1>x</a> " * 100_000, "more than 30000 elements"),
        ("x.html", PAGE + b"<b>" * 1_000_000, "more than 30000 elements"),
        ("x.html", PAGE + b"<!-- x -->" * 100_000, "more than 30000 elements"),
        ("x.html", PAGE + b"<a " + b" ".join(b"a%d=1" % n for n in range(300_000)) + b">x</a>", "5000 attributes"),
        ("x.html", PAGE + b"<a x='>' y=\"<b>\"" + b" ".join(b"a%d" % n for n in range(300_000)), "5000 attributes"),
        ("x.html", PAGE + b"<a " + b"".join(b"a%d='<' " % n for n in range(300_000)), "5000 attributes"),
        ("x.html", PAGE + b"x" * 100_000_000, "is larger than"),
        ("x.txt", b"Gunmen fired. " * 7_500_000, "is larger than 64 MiB"),
        ("x.zip", zipped(), "unknown ending .zip"),
        ("x", zipped(), "is a ZIP archive"),
        ("x.rss", LAUGHS + b"]>" + FEED + b"</channel></rss>", "declares entities of its own"),
    ],
    ids=[
        "million-links",
        "links",
        "nested",
        "comments",
        "attributes",
        "quoted",
        "hidden",
        "page-100-MB",
        "text-100-MB",
        "zip",
        "zip-unnamed",
        "laughs",
    ],
)
def test_it_is_refused_at_once(name: str, data: bytes, says: str) -> None:
    began = time.process_time()
    tracemalloc.start()
    found = list(receive_bytes(name, data, "file"))
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert time.process_time() - began < 10
    assert peak < 4 * len(data) + (1 << 26)
    failures = [one for one in found if isinstance(one, Failure)]
    assert len(failures) == len(found) >= 1
    assert says in str(failures[0].error)
    assert "haha" * 10 not in str(failures[0].error)


def test_a_long_page_of_news_is_read() -> None:
    paragraph = b"<p>Shells hit the market of Harim number <b>%d</b> on Friday, a <a href=/1>resident</a> said.</p>"
    (found,) = receive_bytes("x.html", PAGE + b"".join(paragraph % n for n in range(1500)), "file")
    assert isinstance(found, Received)
    assert "number 1499" in found.report.text.replace("\n", " ")


def test_scripts_comments_and_long_values_are_no_attributes() -> None:
    many = b" ".join(b"word%d" % n for n in range(20_000))
    page = PAGE + b"<script>if (a<b " + many + b")</script><!-- <i " + many + b' --><img alt="' + many + b'"></article>'
    (found,) = receive_bytes("x.html", page, "file")
    assert isinstance(found, Received)
