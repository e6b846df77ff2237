"""The values that travel between the steps. They never change, know nothing of the steps, and map one to one to the
JSON of the contract (a field's name here is its name there).

Offsets are Unicode code points into ``Report.text``, end exclusive; ``text[start:end]`` is always the quoted string.
Dates are ISO strings (``YYYY-MM-DD``) or ``None`` where unknown: an unknown is never filled in.
"""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

ClaimType = Literal[
    "AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT", "REQUEST", "ACCUSE", "REJECT",
    "THREATEN", "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT", "CONTROL", "DISPLACE", "STRENGTH",
]  # fmt: skip
Status = Literal["actual", "planned", "requested", "possible", "feared", "hypothetical", "denied", "asked"]
SourceKind = Literal[
    "person", "official", "military", "armed-group", "government", "organisation", "media", "witness", "document",
    "unnamed",
]  # fmt: skip
MentionKind = Literal[
    "person", "organisation", "armed-actor", "group", "place", "facility", "weapon", "vehicle", "quantity", "time",
    "nationality",
]  # fmt: skip
Precision = Literal["day", "week", "month", "year", "range", "vague"]
PlaceRole = Literal["at", "from", "to", "via", "held"]


class Dateline(Struct, frozen=True):
    """The place line that opens a wire report: ``text`` as printed ("Suruc, Turkey"), ``place`` its town ("Suruc")."""

    text: str
    place: str | None = None


class Origin(Struct, frozen=True):
    """How a report's bytes came. ``address``: the URL or file, and the line, entry or record in it; ``manner``:
    ``file``, ``standard input``, ``fetched``, ``watched``, ``uploaded`` or ``pasted``; ``kind`` of input (``html``,
    ``warc`` …); ``collected``: when, as an archive says of its record, in its own words."""

    address: str
    manner: str
    kind: str
    collected: str | None = None


class Report(Struct, frozen=True):
    """One report as collected. ``removed`` lists what was cleaned away: (start, end, why), offsets into the decoded
    input. ``sha256`` is of the bytes received; ``id`` of outlet, canonical URL and extracted text."""

    id: str
    sha256: str
    text_sha256: str
    text: str
    title: str | None = None
    publisher: str | None = None
    author: str | None = None
    published: str | None = None
    dateline: Dateline | None = None
    url: str | None = None
    language: str | None = None
    removed: tuple[tuple[int, int, str], ...] = ()


class Span(Struct, frozen=True):
    """An expression in the text and the full name of what it stands for. ``inherited``: the claim's own sentence leaves
    it out and the span lies in an earlier one."""

    text: str
    start: int
    end: int
    name: str | None = None
    id: str | None = None
    inherited: bool = False


class Place(Span, frozen=True):
    """A place expression, resolved or not. Unresolved places keep null coordinates. ``relation``: at, near, road-to,
    countryside-of, outskirts-of, north-of (…), between, border-of, along. Degrees are WGS84; ``radius_km`` covers the
    place's own size and the relation's vagueness."""

    latitude: float | None = None
    longitude: float | None = None
    country: str | None = None
    admin1: str | None = None
    feature: str | None = None
    radius_km: float | None = None
    relation: str = "at"
    confidence: float | None = None


class ClaimPlace(Place, frozen=True):
    """A place in a claim, with the part it plays there."""

    role: PlaceRole = "at"


class Time(Struct, frozen=True):
    """A time expression worked out to days. ``earliest``/``latest`` are null where nothing fixes them."""

    text: str
    start: int
    end: int
    earliest: str | None
    latest: str | None
    precision: Precision


class Count(Struct, frozen=True):
    """A number of people (or of a force): ``low``/``high`` null where open; ``of`` says whom."""

    low: int | None
    high: int | None
    text: str
    of: Span | None = None


class ClaimSource(Span, frozen=True):
    """Someone who says the claim. ``how`` keeps the manner ("told ARA News by phone")."""

    named: bool = False
    kind: SourceKind = "unnamed"
    how: str | None = None


class Trigger(Struct, frozen=True):
    """The word or words that most clearly name the event."""

    text: str
    start: int
    end: int


class Extent(Struct, frozen=True):
    """A stretch of the text."""

    start: int
    end: int


class Claim(Struct, frozen=True):
    """One event or state that one sentence reports; see the contract for each field."""

    id: str
    type: ClaimType
    mode: str | None
    status: Status
    negated: bool
    aggregate: bool
    background: bool
    trigger: Trigger
    sentence: Extent
    actors: tuple[Span, ...] = ()
    recipients: tuple[Span, ...] = ()
    means: tuple[Span, ...] = ()
    places: tuple[ClaimPlace, ...] = ()
    time: Time | None = None
    counts: dict[str, Count] = {}
    sources: tuple[ClaimSource, ...] = ()
    confidence: float = 0.0


class Attribution(Struct, frozen=True):
    """Who (source) says (cue) what (content); each a list of (start, end), since each may be split."""

    source: tuple[tuple[int, int], ...]
    cue: tuple[tuple[int, int], ...]
    content: tuple[tuple[int, int], ...]


class Mention(Struct, frozen=True):
    """A mention of a person, place, armed actor … . ``of``: index, in the report's list, of the mention it refers back
    to; ``name``: the full name of what it stands for."""

    start: int
    end: int
    kind: MentionKind
    named: bool
    name: str | None = None
    id: str | None = None
    of: int | None = None


class Token(Struct, frozen=True):
    """A word with its analysis. ``head`` is the index of its head in the report's list of tokens, its own index at a
    sentence's root; ``relation`` is a Universal Dependencies relation; ``sentence`` an index."""

    start: int
    end: int
    lemma: str
    pos: str
    head: int
    relation: str
    sentence: int


class Reading(Struct, frozen=True):
    """Everything one reading of one report found."""

    report: Report
    claims: tuple[Claim, ...] = ()
    attributions: tuple[Attribution, ...] = ()
    mentions: tuple[Mention, ...] = ()
    places: tuple[Place, ...] = ()
    times: tuple[Time, ...] = ()
    tokens: tuple[Token, ...] = ()


class Anchor(Struct, frozen=True, order=True):
    """Where a claim stands, whatever reading found it: report id and the span of the telling words."""

    report: str
    start: int
    end: int


class Party(Struct, frozen=True):
    """Someone who takes part in an event: the name most claims give, and the id of the actor where one is known."""

    name: str
    id: str | None = None


class Figure(Struct, frozen=True):
    """A number that one claim gives, and who says it there: the nearest source, else the outlet (None: unknown).
    ``of``: of whom, as the claim has it."""

    low: int | None
    high: int | None
    said_by: str | None
    claim: Anchor
    of: str | None = None


class Tally(Struct, frozen=True):
    """What all claims of an event say of one number. ``best`` is one of the numbers given, never a mean."""

    low: int | None
    best: int | None
    high: int | None
    figures: tuple[Figure, ...] = ()


class Dispute(Struct, frozen=True):
    """Claims of one event that cannot all be true: ``what`` they differ on (``happened``, ``actors``, ``recipients``,
    ``killed`` …) and each version with the claims that give it, the best supported first."""

    what: str
    versions: tuple[Version, ...]


class Version(Struct, frozen=True):
    """One side of a dispute. ``said_by``: sources and outlets, sorted."""

    says: str
    said_by: tuple[str, ...]
    claims: tuple[Anchor, ...]


class Event(Struct, frozen=True):
    """One event as all its claims tell it. ``id`` is made of its smallest anchor; ``reports``, ``outlets`` and
    ``independent_sources`` are three different numbers; ``credibility`` is 1 (confirmed) to 6 (cannot be judged) of the
    Admiralty code, with the ``reasons`` of the rule that gave it."""

    id: str
    type: ClaimType
    mode: str | None
    status: Status
    aggregate: bool
    actors: tuple[Party, ...]
    recipients: tuple[Party, ...]
    place: ClaimPlace | None
    earliest: str | None
    latest: str | None
    precision: Precision | None
    counts: dict[str, Tally]
    reports: int
    outlets: int
    independent_sources: int
    credibility: int
    reasons: tuple[str, ...]
    disputed: tuple[Dispute, ...]
    claims: tuple[Anchor, ...]
