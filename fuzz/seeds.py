"""The inputs that a corpus begins with: ``python -m fuzz.seeds``. From the samples, and from words made up here."""

from __future__ import annotations

import gzip
import hashlib
import random
import sys
from collections.abc import Iterator
from pathlib import Path

from dateline.exchange.formats import FORMATS
from fuzz.beside import module
from fuzz.run import CORPUS

SAMPLES = Path(__file__).parents[1] / "samples"
_KINDS = {".html": b"page", ".jsonl": b"lines", ".eml": b"mail", ".xml": b"feed"}
_DATES = [
    "Two days earlier, on the night of 3 March 2015, the bridge fell; it was rebuilt in early 2016.",
    "From Sunday to Wednesday, between 4 and 7 May, and until the end of last month.",
    "In the first half of the 1990s; since mid-June; the week of 2015-02-23; 03/04/2015, 3.4.2015 and 15:30 on Friday.",
    "On 12 Ramadan 1436 AH, and the following Monday, three weeks later, or by the end of Muharram.",
    "Yesterday evening, today, tomorrow; last summer and next spring; every Friday for the past 2 years.",
]
_TEXTS = [
    "HARIM, Syria - Gunmen killed 12 people in Harim on Friday, the mayor told Radio Sand by phone. He denied it.",
    "“We fled at night,” a resident said. The army may withdraw from the town, according to two officials.",
    "Did the brigade take Suluk? Its spokesman said on Monday that 200 fighters, who came from Idlib, hold the bridge.",
    "- a list\n- of lines | with bars\n\nBy A Writer\n\n12:30 GMT\n\nShells hit 3 km north of the road to Aleppo.",
]
_JSON_FEED = b"""{"version":"https://jsonfeed.org/version/1.1","title":"Wire","items":[{"id":"1","title":"Four dead",
"url":"https://example.org/1","content_html":"<p>Four dead.</p>","date_published":"2015-03-04T05:06:07Z",
"authors":[{"name":"A"}]}]}"""
_SITEMAP = b"""<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"><url><loc>https://example.org/1</loc>
<n:news xmlns:n="n"><n:title>Four dead</n:title><n:publication_date>2015-03-04</n:publication_date></n:news></url>
</urlset>
"""
_PAGE = b"""<html><head><title>Four dead</title></head><body><article><p>Four people died on Friday in Harim, the mayor
of the town said to our radio.</p><p>Nobody else would say so.</p></article>"""
_RECORD = (
    b"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://example.org/1\r\nWARC-Date: 2015-03-04T05:06:07Z\r\n"
    b"WARC-Record-ID: <urn:uuid:1>\r\nContent-Type: application/http; msgtype=response\r\n"
    b"Content-Length: %d\r\n\r\n%s\r\n\r\n"
)


def all_of(name: str) -> Iterator[bytes]:
    """The seeds of a target."""
    yield from {"collect": _collect, "dates": _dates, "exchange": _exchange, "read": _read}[name]()


def _collect() -> Iterator[bytes]:
    for path in sorted(SAMPLES.iterdir()):
        kind = _KINDS.get(path.suffix)
        if kind:
            data = path.read_bytes()[:6000]
            yield kind + b"\n" + data
            yield kind + b" raw dated\n" + data
            yield b"told\n" + data
    feed = (SAMPLES / "radio-c-feed.xml").read_bytes()
    atom = (
        b'<feed xmlns="http://www.w3.org/2005/Atom"><title>Wire</title><entry><title>A bridge fell</title><id>a</id>'
        b'<link href="https://example.org/a?utm_source=x"/><updated>2015-03-04T05:06:07Z</updated><content type="html">'
        b"&lt;p&gt;The bridge of Harim fell on Friday, the mayor said to our radio.&lt;/p&gt;</content></entry></feed>"
    )
    for data in (feed[:4000], atom):
        yield b"listing\n" + data
        yield b"feed\n" + data
    for listing in (_JSON_FEED, _SITEMAP):
        yield b"listing\n" + listing
    yield b'subscriptions\n<opml version="2.0"><body><outline text="a" xmlUrl="https://example.org/f"/></body></opml>'
    yield b"subscriptions\nhttps://example.org/feed # ours\n\n# none\nhttp://example.org/\n"
    yield b"robots\nUser-agent: *\nDisallow: /a*b$\nCrawl-delay: 3\n\nUser-agent: dateline\nAllow: /a/%41\n"
    yield b"body\n" + gzip.compress(b"<html>" * 50, mtime=0)
    yield b"body\n5\r\n<html\r\n1;x=y\r\n>\r\n0\r\n\r\n"
    answer = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\nContent-Encoding: identity\r\n\r\n" + _PAGE
    yield b"warc\n" + _RECORD % (len(answer), answer)
    yield b"packed\n" + gzip.compress(_RECORD % (len(answer), answer), mtime=0)
    for text in _TEXTS:
        yield b"text\n" + text.encode()
        yield b"text raw\n" + text.encode("utf-16")
    yield b"page\n<meta charset=windows-1256><table>" + b"<tr><td>" * 40 + "مدينة".encode("cp1256")


def _dates() -> Iterator[bytes]:
    for text in _DATES:
        yield b"2015-03-04\n" + text.encode()
        yield b"2015-03-04 1999-12-31 future\n" + text.upper().encode()
        yield b"\n" + text.encode()


def _read() -> Iterator[bytes]:
    for text in _TEXTS:
        yield b"2015-03-04 again\n" + text.encode()
        yield b"raw\n" + text.upper().encode()
    for path in sorted(SAMPLES.glob("*.txt"))[::3]:
        yield b"2015-03-04\n" + path.read_bytes()[:700]


def _exchange() -> Iterator[bytes]:
    made = module("exchange", "made_records")
    chance = random.Random(1)
    for length in (200, 1000, 3000):
        yield b"export\n" + chance.randbytes(length)
    one = made.record(actors=(made.REBELS,), recipients=(made.ARMY,), killed=made.Tally(3, 4, 6))
    for name in sorted(FORMATS):
        if FORMATS[name].imports:
            yield b"import " + name.encode() + b"\n" + b"".join(FORMATS[name].write([one, made.record("PROTEST")]))


if __name__ == "__main__":
    for given in sys.argv[1:] or ("collect", "dates", "exchange", "read"):
        folder = CORPUS / given
        folder.mkdir(parents=True, exist_ok=True)
        for data in all_of(given):
            (folder / hashlib.sha1(data).hexdigest()).write_bytes(data)
