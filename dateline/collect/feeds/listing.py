"""What a feed lists: RSS, Atom, JSON Feed, news sitemaps, to the same items."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from hashlib import sha256
from typing import Any
from urllib.parse import urljoin
from xml.etree.ElementTree import Element

import msgspec
from msgspec import Struct

from dateline.collect.draft import one_line
from dateline.collect.feed import parsed_feed, read_entry
from dateline.collect.feeds.xml import local, parse_xml, refuse_entities
from dateline.collect.html import visible_text
from dateline.collect.printed_dates import declared_date
from dateline.collect.report import canonical_url
from dateline.collect.text import repair
from dateline.errors import BrokenInputError, UnknownFormatError

MOST = 1000
"""Items of one feed that are looked at."""
_CHILDREN = 10
"""Sitemaps that an index of them leads to, the newest."""


class Item(Struct, frozen=True):
    """Something that a feed lists. ``name`` tells it apart: its canonical address, else its id in the feed; ``url``: of
    its page; the rest is what the feed says of it: ``body`` is text, ``source`` the markup that it came from."""

    name: str
    url: str | None
    title: str | None = None
    body: str = ""
    source: str = ""
    author: str | None = None
    publisher: str | None = None
    published: str | None = None
    changed: str | None = None

    @property
    def digest(self) -> str:
        """Changes when the feed says something else of it."""
        told = [self.title, self.body, self.published, self.changed]
        return sha256(msgspec.json.encode(told)).hexdigest()


class Listing(Struct, frozen=True):
    """A feed as it is now: its ``items``, oldest first where it lists the newest first; ``children``: addresses of
    sitemaps that an index lists; ``left_out``: items beyond ``MOST``."""

    title: str | None
    items: tuple[Item, ...] = ()
    children: tuple[str, ...] = ()
    left_out: int = 0


def read_listing(url: str, data: bytes) -> Listing:
    """What the feed at ``url`` lists. Raises InputError for what is no feed, is damaged, or declares entities."""
    start = data.removeprefix(b"\xef\xbb\xbf").lstrip()[:1]
    if start == b"{":
        return _json_feed(url, data)
    refuse_entities(data)
    head = data[:4096].lower()
    if b"<urlset" in head or b"<sitemapindex" in head:
        return _sitemap(data)
    return _feed(url, data)


def _of(title: str | None, found: Iterable[Item], total: int) -> Listing:
    items = {item.name: item for item in found}
    return Listing(title, tuple(reversed(items.values())), left_out=max(0, total - MOST))


def _feed(url: str, data: bytes) -> Listing:
    parsed = parsed_feed(data)
    if not parsed.entries and not parsed.get("version"):
        if b"<html" in data[:4096].lower():
            other = _named_in(url, data)
            hint = f"; it names {other}" if other else ""
            raise UnknownFormatError(f"is a page, not a feed{hint}: give the address of the feed itself")
        raise UnknownFormatError("is no feed: give the address of an RSS, Atom or JSON feed, or of a news sitemap")
    title = _text(parsed.feed.get("title"))
    return _of(title, _entries(url, parsed.entries[:MOST], title), len(parsed.entries))


def _entries(url: str, entries: Iterable[Any], outlet: str | None) -> Iterator[Item]:
    for entry in entries:
        told = read_entry(entry, outlet)
        link = _address(url, entry.get("link"))
        name = canonical_url(link) or entry.get("id") or told.title
        if name:
            yield Item(
                name=name,
                url=link,
                title=told.title,
                body=told.body,
                source=told.source or "",
                author=told.author,
                publisher=told.publisher,
                published=told.published,
                # Past feedparser's own look-up, which gives the date of publication where there is no other.
                changed=one_line(dict.get(entry, "updated")),
            )


def _json_feed(url: str, data: bytes) -> Listing:
    try:
        feed = msgspec.json.decode(data, type=dict[str, Any])
    except (ValueError, RecursionError):  # also what is no UTF-8, and what nests without end
        raise BrokenInputError("is damaged JSON: check the address, or fetch it again") from None
    if "jsonfeed.org" not in str(feed.get("version")) or not isinstance(feed.get("items"), list):
        raise UnknownFormatError("is JSON, but no JSON Feed: give the address of a feed")
    items = [item for item in feed["items"] if isinstance(item, dict)]
    title = _string(feed.get("title"))
    found = (one for item in items[:MOST] if (one := _json_item(url, item, title, feed)) is not None)
    return _of(title, found, len(items))


def _json_item(url: str, item: dict[str, Any], outlet: str | None, feed: dict[str, Any]) -> Item | None:
    link = _address(url, item.get("url") or item.get("external_url"))
    name = canonical_url(link) or _string(item.get("id"))
    if not name:
        return None
    source = repair(str(item.get("content_html") or item.get("content_text") or item.get("summary") or ""))
    authors = item.get("authors") or feed.get("authors") or [item.get("author") or feed.get("author")]
    first = authors[0] if isinstance(authors, list) and authors else None
    return Item(
        name=name,
        url=link,
        title=_text(item.get("title")),
        body=visible_text(f"<div>{source}</div>") if item.get("content_html") else source,
        source=source,
        author=_string(first.get("name")) if isinstance(first, dict) else None,
        publisher=outlet,
        published=declared_date(_string(item.get("date_published"))),
        changed=_string(item.get("date_modified")),
    )


def _sitemap(data: bytes) -> Listing:
    root = parse_xml(data)
    if local(root.tag) == "sitemapindex":
        children = [(_child(one, "lastmod") or "", _child(one, "loc") or "") for one in root]
        newest = sorted((c for c in children if c[1]), key=lambda c: c[0], reverse=True)
        return Listing(None, children=tuple(address for _, address in newest[:_CHILDREN]))
    found = [one for one in root if any(local(part.tag) == "news" for part in one)]
    if not found and len(root):
        raise UnknownFormatError("is a sitemap without news: give that of the outlet's news, or its feed")
    items = (item for one in found[:MOST] if (item := _page(one)) is not None)
    return _of(None, items, len(found))


def _page(one: Element) -> Item | None:
    address = _address("", _child(one, "loc"))
    if address is None:
        return None
    return Item(
        name=canonical_url(address) or address,
        url=address,
        title=_child(one, "title"),
        publisher=_child(one, "name"),
        published=declared_date(_child(one, "publication_date")),
        changed=_child(one, "lastmod"),
    )


def _child(of: Element, name: str) -> str | None:
    return next((one_line(one.text) for one in of.iter() if local(one.tag) == name and one is not of), None)


def _address(base: str, link: object) -> str | None:
    if not isinstance(link, str) or not link.strip():
        return None
    try:
        found = urljoin(base, link.strip())
    except ValueError:
        return None
    scheme, _, rest = found.partition("://")
    # "HTTP://…" is the same address: it is not to be looked at twice.
    return f"{scheme.lower()}://{rest}" if scheme.lower() in ("http", "https") else None


def _named_in(url: str, page: bytes) -> str | None:
    """The feed that a page says it has."""
    for tag in re.findall(rb"<link\b[^>]{0,2000}>", page[: 1 << 18], re.IGNORECASE):
        link = re.search(rb"href\s*=\s*[\"']?([^\"'\s>]+)", tag, re.IGNORECASE)
        if link and re.search(rb"application/(?:rss|atom|feed)\+", tag, re.IGNORECASE):
            return _address(url, link[1].decode("utf-8", "replace"))
    return None


def _string(value: object) -> str | None:
    return one_line(value) if isinstance(value, str) else None


def _text(value: object) -> str | None:
    if not isinstance(value, str) or not value.strip():
        return None
    return visible_text(f"<div>{repair(value)}</div>") or None
