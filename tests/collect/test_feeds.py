"""Lists of feeds, and what feeds of each kind list."""

from __future__ import annotations

import json
import sys
from contextlib import suppress
from pathlib import Path

import pytest

from dateline.collect.feed import read_feed
from dateline.collect.feeds.listing import MOST, Listing, read_listing
from dateline.collect.feeds.subscriptions import subscriptions
from dateline.errors import BrokenInputError, InputError, UnknownFormatError, UsageError

URL = "https://wire.example/feeds/world.xml"
RSS = """<?xml version="1.0"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel>
<title>Amber Wire</title>
<item><title>Second &amp; last</title><link>/news/2?utm_source=rss#top</link><pubDate>Tue, 08 Mar 2016 07:00:00 GMT</pubDate>
<description>Short.</description><content:encoded><![CDATA[<p>The whole story.</p><p>With two parts.</p>]]></content:encoded></item>
<item><title>First</title><link>https://wire.example/news/1</link><dc:creator xmlns:dc="http://purl.org/dc/elements/1.1/">A. Writer</dc:creator></item>
<item><title>No page</title><guid isPermaLink="false">tag:7</guid><description>Only text.</description></item>
</channel></rss>"""  # noqa: E501
ATOM = """<feed xmlns="http://www.w3.org/2005/Atom"><title>Birch News</title>
<entry><title>One</title><id>tag:1</id><link href="https://birch.example/1"/><updated>2016-03-08T01:00:00Z</updated>
<published>2016-03-07T01:00:00Z</published><author><name>B. Writer</name></author>
<summary>Told.</summary></entry></feed>"""
NEWS = """<?xml version="1.0" encoding="UTF-8"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"
 xmlns:n="http://www.google.com/schemas/sitemap-news/0.9">
<url><loc>https://cedar.example/a</loc><n:news><n:publication><n:name>Cedar Post</n:name></n:publication>
<n:publication_date>2016-03-08T05:00:00+02:00</n:publication_date><n:title>A title</n:title></n:news></url>
<url><loc>https://cedar.example/about</loc></url></urlset>"""
INDEX = """<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
<sitemap><loc>https://cedar.example/old.xml</loc><lastmod>2016-01-01</lastmod></sitemap>
<sitemap><loc>https://cedar.example/new.xml</loc><lastmod>2016-03-08</lastmod></sitemap></sitemapindex>"""


def read(text: str | bytes) -> Listing:
    return read_listing(URL, text.encode() if isinstance(text, str) else text)


def test_rss_lists_pages_oldest_first_with_what_it_says_of_them() -> None:
    found = read(RSS)
    assert found.title == "Amber Wire"
    text, first, second = found.items
    assert (text.name, text.url, text.body) == ("tag:7", None, "Only text.")
    assert (first.url, first.author, first.published) == ("https://wire.example/news/1", "A. Writer", None)
    assert (second.name, second.title) == ("https://wire.example/news/2", "Second & last")
    assert second.url == "https://wire.example/news/2?utm_source=rss#top"
    assert (second.body.split(), second.published) == ("The whole story. With two parts.".split(), "2016-03-08")
    assert (second.publisher, first.publisher) == ("Amber Wire", "Amber Wire")


def test_atom_news_sitemaps_and_json_feeds_list_the_same_things() -> None:
    (atom,) = read(ATOM).items
    assert (atom.url, atom.author, atom.published, atom.changed) == (
        "https://birch.example/1", "B. Writer", "2016-03-07", "2016-03-08T01:00:00Z"
    )  # fmt: skip
    (news,) = read(NEWS).items
    assert (news.url, news.title, news.publisher, news.published) == (
        "https://cedar.example/a", "A title", "Cedar Post", "2016-03-08"
    )  # fmt: skip
    assert read(INDEX).children == ("https://cedar.example/new.xml", "https://cedar.example/old.xml")
    feed = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": "Dune Daily",
        "items": [
            {"id": "1", "url": "/1", "title": "One", "content_html": "<p>Told &amp; sold.</p>",
             "authors": [{"name": "D"}], "date_published": "2016-03-08T00:00:00Z"},
            {"id": "2", "content_text": "Plain < text."},
            {"title": "nothing to call it by"},
            "no item",
        ],
    }  # fmt: skip
    two, one = read(json.dumps(feed)).items
    assert (one.url, one.body, one.author, one.publisher) == (
        "https://wire.example/1",
        "Told & sold.",
        "D",
        "Dune Daily",
    )
    assert (two.name, two.url, two.body) == ("2", None, "Plain < text.")


def test_an_item_changes_with_what_is_said_of_it_only() -> None:
    one = read(RSS).items
    assert [item.digest for item in read(RSS.replace("utm_source=rss", "utm_source=x")).items] == [
        i.digest for i in one
    ]
    other = read(RSS.replace("The whole story", "The whole true story")).items
    assert [a.digest == b.digest for a, b in zip(one, other, strict=True)] == [True, True, False]


def test_of_a_feed_without_end_so_many_items_are_looked_at() -> None:
    items = "".join(f"<item><title>{n}</title><link>/n/{n}</link></item>" for n in range(MOST + 5))
    found = read(f'<rss version="2.0"><channel><title>x</title>{items}</channel></rss>')
    assert (len(found.items), found.left_out, found.items[-1].title) == (MOST, 5, "0")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "latin-1"])
def test_a_feed_that_declares_entities_is_refused_in_any_encoding(encoding: str) -> None:
    head = f'<?xml version="1.0" encoding="{encoding}"?>'
    for body in (
        '<!DOCTYPE rss [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]><rss version="2.0"><channel>&b;</channel></rss>',
        '<!DOCTYPE rss [<!ENTITY % x SYSTEM "file:///etc/passwd">]><rss version="2.0"></rss>',
        '<!DOCTYPE urlset [<!ENTITY a SYSTEM "http://169.254.169.254/">]><urlset></urlset>',
        '<!DOCTYPE opml [<!ENTITY a "x">]><opml></opml>',
    ):
        with pytest.raises(BrokenInputError, match="declares entities of its own"):
            read((head + body).encode(encoding))


@pytest.mark.parametrize(
    ("data", "error", "says"),
    [
        (b"", UnknownFormatError, "is no feed"),
        (b"<html><p>Hello", UnknownFormatError, "is a page, not a feed: give"),
        (b"{", BrokenInputError, "is damaged JSON"),
        (b'{"version": "https://jsonfeed.org/version/1", "\xb0": 1, "items": []}', BrokenInputError, "is damaged JSON"),
        (b'{"items":' + b"[" * 200_000, BrokenInputError, "is damaged JSON"),
        (b"<urlset><url>", BrokenInputError, "is damaged XML"),
        (b"<urlset><url><loc>https://x.example/</loc></url></urlset>", UnknownFormatError, "a sitemap without news"),
        (b"\x89PNG\r\n", UnknownFormatError, "is no feed"),
    ],
)
def test_what_is_no_feed_is_told(data: bytes, error: type[InputError], says: str) -> None:
    with pytest.raises(error, match=says):
        read(data)


@pytest.mark.parametrize(
    "encoding", [b"UT\xef\xefF-8", b"\xd0\xd1UTF-8", b"UTF-8\xe9", b"\x00iF-8", b"no such thing", b"zlib"]
)
def test_a_feed_whose_encoding_is_none_is_damaged_or_read(encoding: bytes) -> None:
    data = (
        b'<?xml version="1.0" encoding="'
        + encoding
        + b'"?><rss version="2.0"><channel><title>A</title></channel></rss>'
    )
    for read in (lambda: read_listing("https://example.org/feed", data), lambda: list(read_feed("feed", data))):
        with suppress(InputError):  # anything else goes through
            read()


@pytest.mark.parametrize("address", ["HTTP://example.org/Two", "htTp://example.org/Two"])
def test_an_address_is_the_same_however_its_scheme_is_written(address: str) -> None:
    feed = f'<urlset xmlns:n="n"><url><loc>{address}</loc><n:news><n:title>Two dead</n:title></n:news></url></urlset>'
    assert [item.url for item in read_listing("https://example.org/feed", feed.encode()).items] == [
        "http://example.org/Two"
    ]


def test_deep_nesting_is_no_crash() -> None:
    depth = sys.getrecursionlimit() * 5
    with pytest.raises(InputError):
        read(b"<urlset>" + b"<a>" * depth + b"</a>" * depth + b"</urlset>")


def test_lists_of_feeds(tmp_path: Path) -> None:
    opml = tmp_path / "feeds.opml"
    opml.write_text(
        '<?xml version="1.0"?><opml version="2.0"><body><outline text="North">'
        '<outline type="rss" text="Amber" xmlUrl="https://a.example/rss"/></outline>'
        '<outline text="Birch" title="Birch News" xmlURL="https://b.example/atom"/></body></opml>'
    )
    (tmp_path / "inbox").mkdir()
    lines = tmp_path / "feeds.txt"
    lines.write_text(
        "\ufeff# mine\nhttps://c.example/feed # the third\n\nhttps://a.example/rss\ninbox\n", encoding="utf-8"
    )
    found = subscriptions([str(opml), str(lines), "https://d.example/"])
    assert [one.address for one in found] == [
        "https://a.example/rss", "https://b.example/atom", "https://c.example/feed", str(tmp_path / "inbox"),
        "https://d.example/",
    ]  # fmt: skip
    assert [one.is_folder for one in found] == [False, False, False, True, False]
    assert subscriptions([str(opml)])[1].title == "Birch News"


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("nonsense", "line 1, 'nonsense', is neither an http or https address nor a folder"),
        ("n" * 5000, "line 1, 'nnn"),
        ("a name\x00of nothing", "line 1, "),
        ("", "names no feed"),
        ("<rss></rss>", "is XML of the kind 'rss', not OPML"),
        ('<opml><outline xmlUrl="file:///etc/passwd"/></opml>', "which is no http or https address"),
        ("<opml>", "is damaged XML, line 1"),
    ],
)
def test_a_list_that_cannot_be_understood_is_told(tmp_path: Path, text: str, says: str) -> None:
    path = tmp_path / "feeds"
    path.write_text(text)
    with pytest.raises(UsageError, match=says):
        subscriptions([str(path)])
    with pytest.raises(UsageError, match="No such file"):
        subscriptions([str(tmp_path / "none")])
