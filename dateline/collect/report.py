"""From a draft to a report: cleaning, what the text says of itself, language, identity."""

from __future__ import annotations

import json
from hashlib import sha256

from dateline.collect.article import Article, Removed, read_article
from dateline.collect.draft import Draft, one_line
from dateline.collect.language import language_of
from dateline.collect.options import Options
from dateline.errors import NoArticleError
from dateline.values import Report

_SEARCHED = 100
"""Removed stretches that are looked for in a page's source; a page with more has its list cut."""


def make_report(draft: Draft, options: Options) -> Report:
    """The report of a draft.

    The text of a plain input is the decoded input without the ranges in ``removed``, nothing else; a title that its
    container declares is put before it if it is not there. With ``raw`` it is the body as it stands. Raises
    ``NoArticleError`` where no text is left, ``LanguageError`` where it is not English."""
    body = draft.standing if options.raw and draft.standing is not None else draft.body
    declared_title = one_line(draft.title)
    declared_publisher = one_line(options.publisher) or one_line(draft.publisher)
    article = read_article(body, declared_title, declared_publisher)
    title = article.title or declared_title
    removed: tuple[Removed, ...] = ()
    if options.raw:
        text = body
    else:
        text, removed = _cleaned(draft, body, article)
        if title and article.title is None and not _starts_with(text, title):
            text = f"{title}\n\n{text}"
    if not text.strip("\ufffd \t\r\n\f\v\u00a0\ufeff"):
        raise NoArticleError(_nothing_left(draft, body))
    url = canonical_url(draft.url)
    return Report(
        id=_identity(article.publisher, url, text),
        sha256=draft.sha256,
        text_sha256=sha256(text.encode()).hexdigest(),
        text=text,
        title=title,
        publisher=article.publisher,
        author=one_line(draft.author) or article.author,
        published=draft.published or article.published or options.date,
        dateline=article.dateline,
        url=url,
        language=language_of(text),
        removed=removed,
    )


def _cleaned(draft: Draft, body: str, article: Article) -> tuple[str, tuple[Removed, ...]]:
    kept, position = [], 0
    for start, end, _ in article.furniture:
        kept.append(body[position:start])
        position = end
    kept.append(body[position:])
    text = "".join(kept)
    if draft.source is None:
        return text, article.furniture
    return text, _in_source(draft.source, body, article.furniture)


def _in_source(source: str, body: str, furniture: tuple[Removed, ...]) -> tuple[Removed, ...]:
    """Where the removed lines stand in the page's source. Only a line that occurs there once is listed: for the others
    nobody can say which one it was."""
    found: list[Removed] = []
    for start, end, why in furniture[:_SEARCHED]:
        for line in body[start:end].splitlines():
            line = line.strip()
            at = source.find(line) if line else -1
            if at >= 0 and source.find(line, at + 1) < 0:
                found.append((at, at + len(line), why))
    return tuple(sorted(set(found)))


def _nothing_left(draft: Draft, body: str) -> str:
    if not body.strip():
        return (
            "is empty: give the text of a report"
            if draft.source is None
            else "holds no article: give the page of one report"
        )
    return "holds no article, only page furniture: give the report's own page, or use --raw to read it as it stands"


def _starts_with(text: str, title: str) -> bool:
    head = " ".join(text[: 4 * len(title) + 200].split()).casefold()
    return head.startswith(" ".join(title.split()).casefold())


def _identity(publisher: str | None, url: str | None, text: str) -> str:
    """Report id: outlet, canonical URL and extracted text make it, so the same report by another way is the same."""
    return sha256(json.dumps([publisher, url, text]).encode()).hexdigest()[:32]


def canonical_url(url: str | None) -> str | None:
    """``url`` without fragment and tracking parameters, normalised by courlan; as given where courlan makes nothing of
    it, ``None`` where it is no web address."""
    url = one_line(url)
    if not url or not url.lower().startswith(("http://", "https://")):
        return None
    from urllib.parse import urldefrag

    from courlan import normalize_url

    try:
        return str(normalize_url(urldefrag(url).url, strict=False, trailing_slash=True)) or url
    except ValueError:
        return url
