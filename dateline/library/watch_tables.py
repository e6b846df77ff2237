"""The tables of watching and of alerts.

What is watched and what became of its items (``feeds``, ``feed_items``, ``hosts``) says where a watch goes on.
``captures`` and ``revisions`` belong to the library's history: which archive records hold the bytes of which page, and
which report is a newer text of which. ``alert_rules`` to ``deliveries`` are what people asked to be told, and what they
were told."""

from __future__ import annotations

from sqlalchemy import Column, ForeignKey, Index, Integer, LargeBinary, String, Table, Text

from dateline.library.schema import metadata

feeds = Table(
    "feeds",
    metadata,
    # Made of the address.
    Column("id", String(16), primary_key=True),
    Column("address", Text, nullable=False),
    Column("title", Text),
    # What the server said to ask with again, and the sha256 of what it gave last.
    Column("etag", Text),
    Column("modified", Text),
    Column("digest", String(64)),
    Column("polled", String(32)),
    # Not before.
    Column("due", String(32), nullable=False),
    Column("failures", Integer, nullable=False),
    Column("problem", Text),
)

feed_items = Table(
    "feed_items",
    metadata,
    # Made of the item's address, so that two feeds that list one page have one item; else of the feed and its own name.
    Column("id", String(32), primary_key=True),
    Column("feed", String(16), ForeignKey("feeds.id"), nullable=False, index=True),
    Column("address", Text, nullable=False),
    # Of what the feed says of it: another one means that it was changed at the source.
    Column("digest", String(64), nullable=False),
    # waiting, done, failed.
    Column("state", String(12), nullable=False),
    Column("due", String(32), nullable=False),
    Column("attempts", Integer, nullable=False),
    # The order of their coming.
    Column("number", Integer, nullable=False),
    Column("report", String(32), index=True),
    Column("etag", Text),
    Column("modified", Text),
    # What the feed says of it while it waits; null once it is read.
    Column("entry", LargeBinary),
    Column("problem", Text),
    Index(None, "state", "due"),
)

hosts = Table(
    "hosts",
    metadata,
    Column("name", String(300), primary_key=True),
    # Not before: it said so, or did not answer so often.
    Column("due", String(32), nullable=False),
    Column("failures", Integer, nullable=False),
)

captures = Table(
    "captures",
    metadata,
    # The evidence that is the archive record, and that which is its page as received.
    Column("record", String(64), ForeignKey("evidence.sha256"), primary_key=True),
    Column("payload", String(64), nullable=False, index=True),
    Column("address", Text, nullable=False),
    # The network address that gave it.
    Column("host", String(64)),
    Column("at", String(32), nullable=False),
    # page or feed.
    Column("manner", String(12), nullable=False),
)

revisions = Table(
    "revisions",
    metadata,
    Column("report", String(32), primary_key=True),
    # The report whose text it takes the place of, at the same address.
    Column("earlier", String(32), nullable=False, index=True),
    Column("at", String(32), nullable=False),
)

alert_rules = Table(
    "alert_rules",
    metadata,
    Column("name", String(80), primary_key=True),
    # The rule and where its alerts go, as JSON.
    Column("body", Text, nullable=False),
    # It tells of what came behind this position of the log.
    Column("position", Integer, nullable=False),
)

alerts = Table(
    "alerts",
    metadata,
    # Made of the rule and of what it first told of.
    Column("id", String(16), primary_key=True),
    Column("rule", String(80), nullable=False, index=True),
    # event or control.
    Column("kind", String(12), nullable=False),
    # The event, or the place, that it tells of now.
    Column("subject", String(80), nullable=False, index=True),
    # active or cancelled.
    Column("state", String(12), nullable=False),
    Column("version", Integer, nullable=False),
    # Of what it last told: nothing is sent where that stays the same.
    Column("digest", String(16), nullable=False),
    Column("raised", String(32), nullable=False),
    Column("changed", String(32), nullable=False),
)

alert_reports = Table(
    "alert_reports",
    metadata,
    Column("alert", String(16), ForeignKey("alerts.id"), primary_key=True),
    Column("report", String(32), primary_key=True, index=True),
)

alert_messages = Table(
    "alert_messages",
    metadata,
    Column("alert", String(16), ForeignKey("alerts.id"), primary_key=True),
    Column("version", Integer, primary_key=True, autoincrement=False),
    # alert, update or cancel.
    Column("kind", String(12), nullable=False),
    Column("at", String(32), nullable=False),
    # As JSON; null once a report that it quotes has been erased.
    Column("body", Text),
)

deliveries = Table(
    "deliveries",
    metadata,
    # The key that tells a repeated delivery from a new one.
    Column("id", String(64), primary_key=True),
    Column("alert", String(16), ForeignKey("alerts.id"), nullable=False, index=True),
    Column("version", Integer, nullable=False),
    # The name of the way that the rules file gives it.
    Column("channel", String(80), nullable=False),
    # The order of their coming.
    Column("number", Integer, nullable=False),
    # waiting, sent, failed, dropped.
    Column("state", String(12), nullable=False),
    Column("attempts", Integer, nullable=False),
    Column("due", String(32), nullable=False),
    Column("problem", Text),
    Index(None, "state", "due"),
)
