"""The tables of the library. What they hold:

- ``log``: every change, append-only, each entry's hash over the one before (``dateline.library.chain``). ``head`` is
  its last position and hash, in one row that every writer locks first, so that changes have one order.
- ``reports``, ``readings``, ``evidence``, ``judgements``, ``tombstones``: what was received, read, judged and erased.
  Rows are added, never changed, save ``reports.reading`` (which reading is current) and what ``remove`` erases. The log
  holds the hash of each.
- tables with ``info={"derived": True}``: made from the others alone; ``rebuild`` empties and makes them again.
- ``accounts``, ``api_tokens``: who may enter the desk. Tables with ``info={"passing": True}`` (sessions, jobs): what is
  under way; they are no part of the library's history and left out of backups.

JSON is kept byte for byte as it was hashed, the long ``readings.body`` packed by zlib. Days are ``YYYY-MM-DD``, moments
ISO 8601 in UTC.
"""

from __future__ import annotations

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Float,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    SmallInteger,
    String,
    Table,
    Text,
)

from dateline.library import desk_tables, import_tables, watch_tables  # noqa: F401 - their tables are the library's too
from dateline.library.schema import DERIVED, PASSING, metadata

VERSION = "schema_version"
"""The table in which Alembic keeps the step that the schema is at."""


def _position() -> Column[int]:
    """Position of the log entry that tells of the row."""
    return Column("position", Integer, nullable=False)


settings = Table(
    "settings",
    metadata,
    Column("name", String(40), primary_key=True),
    Column("value", Text, nullable=False),
)

log = Table(
    "log",
    metadata,
    Column("position", Integer, primary_key=True, autoincrement=False),
    Column("at", String(32), nullable=False),
    Column("kind", String(40), nullable=False),
    Column("subject", String(80), nullable=False),
    Column("facts", Text, nullable=False),
    Column("hash", String(64), nullable=False),
    Index(None, "subject"),
)

head = Table(
    "head",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=False),
    _position(),
    Column("hash", String(64), nullable=False),
)

evidence = Table(
    "evidence",
    metadata,
    Column("sha256", String(64), primary_key=True),
    Column("size", Integer, nullable=False),
)

reports = Table(
    "reports",
    metadata,
    Column("id", String(32), primary_key=True),
    Column("evidence", String(64), ForeignKey("evidence.sha256"), nullable=False, index=True),
    Column("text", Text, nullable=False),
    Column("facts", Text, nullable=False),
    Column("publisher", Text),
    Column("published", String(10), index=True),
    Column("url", Text),
    Column("extractor", Text, nullable=False),
    Column("origin", Text, nullable=False),
    Column("received", String(32), nullable=False),
    Column("reading", String(32), nullable=False),
    _position(),
)

readings = Table(
    "readings",
    metadata,
    Column("id", String(32), primary_key=True),
    Column("report", String(32), ForeignKey("reports.id"), nullable=False, index=True),
    Column("model", String(80), nullable=False),
    Column("lexicon", String(80), nullable=False),
    Column("gazetteer", String(80), nullable=False),
    Column("code", String(80), nullable=False),
    Column("body", LargeBinary, nullable=False),
    # Null in what was read before words were kept.
    Column("words", LargeBinary),
    _position(),
)

tombstones = Table(
    "tombstones",
    metadata,
    Column("report", String(32), primary_key=True),
    Column("reason", Text, nullable=False),
    Column("at", String(32), nullable=False),
    _position(),
)

judgements = Table(
    "judgements",
    metadata,
    Column("id", String(32), primary_key=True),
    Column("kind", String(40), nullable=False),
    Column("who", Text, nullable=False),
    Column("at", String(32), nullable=False),
    # The anchor: a report, a span of its text, a field; a pair of anchors has a second one. None of them for a
    # judgement on a source or an actor, whose name is in ``subject``.
    Column("report", String(32), index=True),
    Column("start", Integer),
    Column("stop", Integer),
    Column("field", String(40)),
    Column("other_report", String(32), index=True),
    Column("other_start", Integer),
    Column("other_stop", Integer),
    Column("subject", Text),
    # What was judged, as JSON; null once a report it was about has been erased.
    Column("body", Text),
    # The judgement that this one takes back.
    Column("retracts", String(32), ForeignKey("judgements.id"), index=True),
    _position(),
)

claims = Table(
    "claims",
    metadata,
    Column("report", String(32), primary_key=True),
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("type", String(16), nullable=False),
    Column("mode", Text),
    Column("status", String(16), nullable=False),
    Column("negated", Boolean, nullable=False),
    Column("aggregate", Boolean, nullable=False),
    Column("background", Boolean, nullable=False),
    Column("confidence", Float, nullable=False),
    # The anchor: the trigger's span.
    Column("start", Integer, nullable=False),
    Column("stop", Integer, nullable=False),
    Column("earliest", String(10)),
    Column("latest", String(10)),
    Column("precision", String(8)),
    # The most specific place.
    Column("place", String(80)),
    Column("latitude", Float),
    Column("longitude", Float),
    Column("radius_km", Float),
    Column("country", String(2)),
    Index(None, "type", "earliest"),
    Index(None, "latitude"),
    Index(None, "place"),
    info=DERIVED,
)

parties = Table(
    "parties",
    metadata,
    Column("report", String(32), primary_key=True),
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("role", String(12), primary_key=True),
    Column("place", Integer, primary_key=True, autoincrement=False),
    Column("name", Text, nullable=False),
    Column("id", String(80), index=True),
    # Of a source.
    Column("kind", String(16)),
    Column("named", Boolean),
    Index(None, "name"),
    info=DERIVED,
)

told = Table(
    "told",
    metadata,
    Column("report", String(32), primary_key=True),
    # The report's position in the log: what tells it in the two tables below.
    Column("number", Integer, nullable=False, unique=True),
    # Of the body, by which a process knows whether what it remembers of the report still holds.
    Column("digest", String(16), nullable=False),
    # What the report's current claims tell, as judged, and what else its part in events follows from.
    Column("body", LargeBinary, nullable=False),
    info=DERIVED,
)

traces = Table(
    "traces",
    metadata,
    Column("key", BigInteger, primary_key=True, autoincrement=False),
    Column("number", Integer, primary_key=True, autoincrement=False, index=True),
    Column("kinds", SmallInteger, nullable=False),
    Column("first", Integer, nullable=False),
    Column("last", Integer, nullable=False),
    info=DERIVED,
    sqlite_with_rowid=False,
)

near = Table(
    "near",
    metadata,
    # Numbers of two reports, the smaller first; or of one and the same.
    Column("one", Integer, primary_key=True, autoincrement=False),
    Column("other", Integer, primary_key=True, autoincrement=False, index=True),
    # Which of their tellings are how likely to be of one event.
    Column("scores", LargeBinary, nullable=False),
    info=DERIVED,
    sqlite_with_rowid=False,
)

members = Table(
    "members",
    metadata,
    # Made of the anchor, as an event's id is of its smallest one.
    Column("id", String(16), primary_key=True),
    Column("report", String(32), nullable=False, index=True),
    Column("start", Integer, nullable=False),
    Column("stop", Integer, nullable=False),
    Column("event", String(16), nullable=False, index=True),
    info=DERIVED,
)

events = Table(
    "events",
    metadata,
    Column("id", String(16), primary_key=True),
    Column("type", String(16), nullable=False),
    Column("status", String(16), nullable=False),
    Column("credibility", SmallInteger, nullable=False),
    Column("earliest", String(10)),
    Column("latest", String(10)),
    # First and last publication of its reports.
    Column("published", String(10)),
    Column("republished", String(10)),
    Column("place", String(80)),
    Column("latitude", Float),
    Column("longitude", Float),
    Column("radius_km", Float),
    Column("country", String(2)),
    Column("body", LargeBinary, nullable=False),
    # What lists and maps show of it without opening the body (``dateline.library.outlines``).
    Column("mode", Text),
    # Its place, as reports call it.
    Column("called", Text),
    Column("label", Text),
    Column("reports", Integer),
    Column("sources", Integer),
    Column("killed", BigInteger),
    # The Monday of the week that it is of; null where its days are not known so well.
    Column("week", String(10)),
    # Why a person should look at it (``dateline.assess.attention``).
    Column("concern", String(20)),
    Column("attention", SmallInteger),
    Column("weight", SmallInteger),
    Index(None, "type", "earliest"),
    Index(None, "latest"),
    Index(None, "latitude"),
    Index(None, "weight"),
    info=DERIVED,
)

event_parties = Table(
    "event_parties",
    metadata,
    Column("event", String(16), primary_key=True),
    Column("role", String(12), primary_key=True),
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("key", Text, nullable=False),
    Column("id", String(80), index=True),
    # As the event has it; ``key`` is folded.
    Column("name", Text),
    Index(None, "key"),
    info=DERIVED,
)

former = Table(
    "former",
    metadata,
    # The id of an anchor that does not stand any more, and that of one that its event is found by since.
    Column("id", String(16), primary_key=True),
    Column("now", String(16), nullable=False),
    info=DERIVED,
)

made_with = Table(
    "made_with",
    metadata,
    # What worked out the tables above: a library that another version of dateline wrote is worked out anew.
    Column("name", String(40), primary_key=True),
    Column("version", String(40), nullable=False),
    info=DERIVED,
)

actor_names = Table(
    "actor_names",
    metadata,
    # Where the report first names the actor so.
    Column("report", String(32), primary_key=True),
    Column("start", Integer, primary_key=True, autoincrement=False),
    Column("key", String(80), primary_key=True),
    Column("stop", Integer, nullable=False),
    Column("written", Text, nullable=False),
    Column("kind", String(16), nullable=False),
    Column("number", Integer, nullable=False),
    # The country that a common name is bound to.
    Column("country", String(2)),
    Index(None, "key"),
    info=DERIVED,
)

actor_aliases = Table(
    "actor_aliases",
    metadata,
    # Where the report says that the short name is another one of what the long one names.
    Column("report", String(32), primary_key=True),
    Column("start", Integer, primary_key=True, autoincrement=False),
    Column("stop", Integer, nullable=False),
    Column("short", String(80), nullable=False),
    Column("short_written", Text, nullable=False),
    Column("long", Text, nullable=False),
    Column("long_written", Text, nullable=False),
    Column("long_start", Integer, nullable=False),
    Column("long_stop", Integer, nullable=False),
    Column("kind", String(16), nullable=False),
    # The country that the report is about.
    Column("country", String(2)),
    Index(None, "short"),
    info=DERIVED,
)

sightings = Table(
    "sightings",
    metadata,
    # What claims of a report show of who holds a place.
    Column("report", String(32), primary_key=True),
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("site", String(80), nullable=False, index=True),
    Column("start", Integer, nullable=False),
    Column("stop", Integer, nullable=False),
    Column("body", LargeBinary, nullable=False),
    info=DERIVED,
)

holdings = Table(
    "holdings",
    metadata,
    # A place that someone may hold, and its history: by itself, and with what its neighbours show.
    Column("site", String(80), primary_key=True),
    Column("latitude", Float, nullable=False, index=True),
    Column("longitude", Float, nullable=False),
    # Position in the log of the newest report that it was made from.
    Column("position", Integer, nullable=False),
    Column("body", LargeBinary, nullable=False),
    Column("own", LargeBinary, nullable=False),
    Column("shares", LargeBinary, nullable=False),
    info=DERIVED,
)

looking = Table(
    "looking",
    metadata,
    # Who is looking at an event of the review, and until when nobody else need. Nothing is lost with it: it is not in
    # the log.
    Column("event", String(16), primary_key=True),
    Column("who", Text, nullable=False),
    Column("until", String(32), nullable=False),
    info=PASSING,
)


OWN = frozenset(metadata.tables)
"""Names of all tables there are or, in older versions, were. A table of another name is not ours to read or drop."""


def derived() -> list[Table]:
    """The tables that ``rebuild`` makes again; later ones may refer to earlier ones."""
    return [table for table in metadata.sorted_tables if table.info.get("derived")]
