"""RSS and Atom files (feedparser): each entry a report."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from typing import Any

from msgspec import Struct

from dateline.collect.draft import Draft, digest
from dateline.collect.feeds.xml import refuse_entities
from dateline.collect.html import visible_text
from dateline.collect.options import Failure
from dateline.collect.printed_dates import declared_date
from dateline.collect.quiet import quiet
from dateline.collect.text import repair
from dateline.errors import BrokenInputError, NoArticleError

_CLOSED = re.compile(rb"</(?:\w+:)?(?:item|entry)\s*>|<(?:\w+:)?(?:item|entry)\b[^>]*/>", re.I)
_HARMLESS = ("CharacterEncodingOverride", "NonXMLContentType")


def read_feed(name: str, data: bytes) -> Iterator[Draft | Failure]:
    """The entries of a feed: the full text where the feed has it, else its summary. Nothing is fetched. A damaged feed
    gives its whole entries, then one failure. ``sha256`` is of the feed's bytes."""
    refuse_entities(data)
    parsed = parsed_feed(data)
    entries = list(parsed.entries)
    problem = parsed.get("bozo_exception") if parsed.bozo else None
    is_broken = problem is not None and type(problem).__name__ not in _HARMLESS
    if is_broken:
        entries = entries[: len(_CLOSED.findall(data))]
    received = digest(data)
    outlet = _text(parsed.feed.get("title"))
    for number, entry in enumerate(entries, 1):
        where = f"{name}, entry {number}"
        told = read_entry(entry, outlet)
        if told.body.strip():
            yield _draft(where, (received, data), told)
        else:
            yield Failure(where, NoArticleError("has no text: give the page it links to"))
    if is_broken:
        line = f", line {problem.getLineNumber()}" if problem is not None and hasattr(problem, "getLineNumber") else ""
        yield Failure(name, BrokenInputError(f"is a damaged feed{line}: {len(entries)} whole entries; fetch it again"))
    elif not entries:
        yield Failure(name, NoArticleError("holds no entry: give an RSS or Atom feed with reports"))


def parsed_feed(data: bytes) -> Any:
    """A feed as feedparser has it. Raises ``BrokenInputError`` for one whose encoding it cannot make out: the name of
    an encoding that is no text, or names none, makes it raise all kinds of errors."""
    import feedparser

    quiet("feedparser", "charset_normalizer")
    try:
        return feedparser.parse(io.BytesIO(data), sanitize_html=True, resolve_relative_uris=False)
    except (ValueError, LookupError) as error:
        raise BrokenInputError(f"is a damaged feed ({type(error).__name__} in feedparser): fetch it again") from error


class Entry(Struct, frozen=True):
    """What a feed says of one entry: ``body`` is text, ``source`` the markup that it came from."""

    title: str | None
    body: str
    source: str
    author: str | None
    publisher: str | None
    published: str | None
    url: str | None


def read_entry(entry: Any, outlet: str | None) -> Entry:
    """An entry as feedparser has it; ``outlet``: the feed's title."""
    origin = entry.get("source") or {}
    body, source = _body(entry)
    return Entry(
        title=_text(entry.get("title")),
        body=body,
        source=source,
        author=_text(entry.get("author")),
        publisher=_text(origin.get("title")) or outlet,
        published=_published(entry),
        url=entry.get("link"),
    )


def _draft(name: str, received: tuple[str, bytes], entry: Entry) -> Draft:
    return Draft(
        name=name,
        sha256=received[0],
        data=received[1],
        body=entry.body,
        title=entry.title,
        publisher=entry.publisher,
        author=entry.author,
        published=entry.published,
        url=entry.url,
        source=entry.source,
    )


def _published(entry: Any) -> str | None:
    """The day an entry declares. Atom demands ``updated`` only and RSS 1.0 has one date: it stands in where there is no
    other."""
    return (
        declared_date(entry.get("published"))
        or declared_date(entry.get("created"))
        or declared_date(entry.get("updated"))
    )


def _body(entry: Any) -> tuple[str, str]:
    """The visible text of an entry, and the markup it came from."""
    contents = [c.get("value") or "" for c in entry.get("content") or []]
    markup = repair(max([*contents, entry.get("summary") or ""], key=len))
    if "<" in markup or "&" in markup:
        return visible_text(f"<div>{markup}</div>"), markup
    return markup, markup


def _text(value: Any) -> str | None:
    if not isinstance(value, str) or not value.strip():
        return None
    return visible_text(f"<div>{repair(value)}</div>") or None
