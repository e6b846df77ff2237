"""What a brief is made from, and what it is: sections of statements, each with the numbers of its citations."""

from __future__ import annotations

from msgspec import Struct

from dateline.assess.control.holding import Holding
from dateline.assess.outlook.outlook import Outlook
from dateline.values import Anchor, Claim, Event

# What goes in.


class Cited(Struct, frozen=True):
    """A report as it is cited. ``grade``: the letter that people gave its outlet, F where nobody did."""

    report: str
    outlet: str | None = None
    title: str | None = None
    published: str | None = None
    url: str | None = None
    grade: str = "F"


class Backing(Struct, frozen=True):
    """A claim with the sentence that it stands in, word for word, and its report."""

    anchor: Anchor
    claim: Claim
    sentence: str
    of: Cited


class Given(Struct, frozen=True):
    """An event with its claims, as people judged them."""

    event: Event
    told: tuple[Backing, ...]


class Asked(Struct, frozen=True):
    """What the brief is of, in words; None and empty: everything."""

    since: str | None = None
    until: str | None = None
    place: str | None = None
    km: float | None = None
    actor: str | None = None
    types: tuple[str, ...] = ()
    statuses: tuple[str, ...] = ()
    credibility: int | None = None


class Stock(Struct, frozen=True):
    """What there is to go by. ``position`` and ``head``: the end of the library's log; ``reports`` and ``outlets`` of
    the days that are asked for, ``first`` and ``last`` day of publication among these, ``dayless`` reports without
    any; ``left_out``: events that nothing dates, neither their claims nor their reports."""

    position: int
    head: str
    reports: int
    outlets: int
    first: str | None = None
    last: str | None = None
    dayless: int = 0
    left_out: int = 0


class Material(Struct, frozen=True):
    """All that a brief is made from. ``on``: the day of ``holdings``; ``backings``: the claims that these and the
    outlook rest on, by anchor."""

    asked: Asked
    stock: Stock
    events: tuple[Given, ...]
    holdings: tuple[Holding, ...] = ()
    on: str | None = None
    outlook: Outlook | None = None
    backings: dict[Anchor, tuple[Backing, ...]] = {}


# What comes out. All text is plain: whoever writes it to a page escapes it.


class Citation(Struct, frozen=True):
    """A sentence of a report. ``start`` and ``end`` are its offsets there; ``says``: the sources named there, nearest
    first (none: the outlet itself)."""

    number: int
    of: Cited
    sentence: str
    start: int
    end: int
    says: tuple[str, ...]


class Line(Struct, frozen=True):
    """A statement. ``quote``: the sentence that it rests on first; ``note``: how far it can be believed."""

    text: str
    cites: tuple[int, ...] = ()
    quote: str | None = None
    note: str | None = None


class Lines(Struct, frozen=True, tag=True):
    """A list of statements. ``more``: what is left out."""

    lines: tuple[Line, ...]
    title: str | None = None
    more: str | None = None


class Table(Struct, frozen=True, tag=True):
    """Rows under a head; the first cell of a row names it."""

    caption: str
    head: tuple[str, ...]
    rows: tuple[tuple[Line, ...], ...]


class Picture(Struct, frozen=True, tag=True):
    """A picture as SVG, with its description for those who do not see it and the numbers behind it."""

    name: str
    caption: str
    description: str
    svg: str
    table: Table


Block = Lines | Table | Picture


class Section(Struct, frozen=True):
    """A part of the brief. ``intro``: what it says of itself."""

    name: str
    title: str
    intro: tuple[str, ...] = ()
    blocks: tuple[Block, ...] = ()


class Brief(Struct, frozen=True):
    """The whole. ``stand`` says of what state of the library it is."""

    title: str
    stand: str
    warning: str
    sections: tuple[Section, ...]
    citations: tuple[Citation, ...]
