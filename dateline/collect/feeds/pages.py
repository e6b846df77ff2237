"""From an item of a feed to its report: from its page, or from what the feed itself says of it."""

from __future__ import annotations

from msgspec.structs import replace

from dateline.collect.draft import Draft, digest
from dateline.collect.feeds.listing import Item
from dateline.collect.fetch import Answer
from dateline.collect.gather import Received
from dateline.collect.kinds import HEAD, Kind, kind_of
from dateline.collect.options import Options
from dateline.collect.report import make_report
from dateline.collect.text import decode
from dateline.errors import UnknownFormatError
from dateline.values import Origin

WATCHED = "watched"
"""The manner of reports that a watch found, as ``Origin`` has it."""


def of_page(item: Item, answer: Answer, at: str, options: Options) -> Received:
    """The report on an item's page. What the page does not say of itself (date, outlet, author) is taken from the feed.
    Raises InputError for what is no page of a report."""
    from dateline.collect.html import read_page

    data = answer.unpacked()
    kind = kind_of("", data[:HEAD], answer.media_type or "")
    if kind is Kind.HTML:
        draft = read_page(answer.url, data, answer.url, answer.charset)
    elif kind is Kind.TEXT:
        draft = Draft(name=answer.url, sha256=digest(data), data=data, body=decode(data, answer.charset))
    else:
        raise UnknownFormatError(f"is of the kind {kind.value}, not a page: give it to dateline add")
    draft = replace(
        draft,
        title=draft.title or item.title,
        author=draft.author or item.author,
        publisher=draft.publisher or item.publisher,
        published=draft.published or item.published,
        url=draft.url or answer.url,
    )
    return Received(make_report(draft, options), data, Origin(item.url or answer.url, WATCHED, kind.value, at))


def of_entry(item: Item, feed: str, data: bytes, at: str, options: Options) -> Received:
    """The report that the feed itself holds, where the page cannot be had; ``data``: the feed's bytes. Raises
    InputError where the feed has no text."""
    draft = Draft(
        name=item.url or feed,
        sha256=digest(data),
        data=data,
        body=item.body,
        title=item.title,
        publisher=item.publisher,
        author=item.author,
        published=item.published,
        url=item.url,
        source=item.source,
    )
    return Received(make_report(draft, options), data, Origin(item.url or feed, WATCHED, Kind.FEED.value, at))
