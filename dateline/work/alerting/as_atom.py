"""Alerts as an Atom feed: an entry an alert, as it is now."""

from __future__ import annotations

import re
from collections.abc import Sequence
from html import escape
from xml.etree import ElementTree

from dateline.library.alerts import CANCELLED, Alert
from dateline.work.alerting.notice import Notice

_ATOM, _GEORSS = "http://www.w3.org/2005/Atom", "http://www.georss.org/georss"
_NO_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_EPOCH = "1970-01-01T00:00:00Z"


def feed(title: str, library: str, found: Sequence[tuple[Alert, Notice | None]]) -> bytes:
    """The feed, newest change first. ``library``: its id; a notice is None where all that it quoted was erased."""
    root = ElementTree.Element("feed", {"xmlns": _ATOM, "xmlns:georss": _GEORSS})
    _put(root, "id", f"urn:dateline:{library}:alerts")
    _put(root, "title", title)
    _put(root, "updated", max((alert.changed for alert, _ in found), default=_EPOCH))
    _put(ElementTree.SubElement(root, "author"), "name", "dateline")
    for alert, notice in sorted(found, key=lambda one: (one[0].changed, one[0].id), reverse=True):
        entry = ElementTree.SubElement(root, "entry")
        _put(entry, "id", f"urn:dateline:{library}:alert:{alert.id}")
        _put(entry, "title", titled(alert, notice))
        _put(entry, "published", alert.raised)
        _put(entry, "updated", alert.changed)
        ElementTree.SubElement(entry, "category", term=_clean(alert.rule))
        url = next((one.url for one in notice.quotes if one.url), None) if notice else None
        if url:
            ElementTree.SubElement(entry, "link", rel="related", href=_clean(url))
        content = ElementTree.SubElement(entry, "content", type="html")
        content.text = _clean(_html(notice)) if notice else "Withdrawn."
        if notice and notice.latitude is not None and alert.state != CANCELLED:
            _put(entry, "georss:point", f"{notice.latitude:.5f} {notice.longitude:.5f}")
    ElementTree.indent(root)
    body: str = ElementTree.tostring(root, encoding="unicode")
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{body}\n'.encode()


def titled(alert: Alert, notice: Notice | None) -> str:
    """An alert's title, as it is now."""
    if notice is None:
        return "Withdrawn"
    return " ".join(f"{'Cancelled: ' if alert.state == CANCELLED else ''}{notice.headline}".split())


def _html(notice: Notice) -> str:
    parts = [f"<p>{escape(notice.text)}</p>"] if notice.text else []
    if notice.reason:
        parts.insert(0, f"<p><strong>Cancelled: {escape(notice.reason)}.</strong></p>")
    if notice.changes:
        parts.append("<p>Changed: " + escape("; ".join(notice.changes)) + "</p>")
    for one in notice.quotes:
        source = escape(one.says + (f", {one.published}" if one.published else ""))
        is_web = one.url is not None and one.url.startswith(("http://", "https://"))
        cited = f'<a href="{escape(one.url or "")}">{source}</a>' if is_web else source
        parts.append(f"<blockquote>{escape(one.text)}</blockquote><p>{cited}</p>")
    return "".join(parts)


def _put(into: ElementTree.Element, name: str, value: str) -> None:
    ElementTree.SubElement(into, name).text = _clean(value)


def _clean(value: str) -> str:
    return _NO_XML.sub("\ufffd", value)
