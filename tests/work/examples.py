"""Readings made by hand, for tests of what is done with readings."""

from __future__ import annotations

import hashlib

from dateline.values import (
    Claim,
    ClaimPlace,
    ClaimSource,
    Count,
    Dateline,
    Extent,
    Reading,
    Report,
    Span,
    Time,
    Token,
    Trigger,
)

TEXT = "Bakers in Harim said on Monday that gunmen killed at least 13 of them near Salqin.\nIt was not shelled.\n"


def report(text: str = TEXT, title: str | None = "Bakers killed", **fields: object) -> Report:
    """A report with the given text."""
    digest = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
    return Report(id=digest[:16], sha256=digest, text_sha256=digest, text=text, title=title, **fields)  # type: ignore[arg-type]


def at(quoted: str, text: str = TEXT) -> tuple[str, int, int]:
    """The first occurrence of ``quoted``: text, start, end."""
    start = text.index(quoted)
    return quoted, start, start + len(quoted)


def reading() -> Reading:
    """Two claims: a killing that a source tells, and a shelling that did not happen."""
    first = Extent(0, TEXT.index("\n"))
    second = Extent(TEXT.index("It was"), len(TEXT) - 1)
    killing = Claim(
        id="c1",
        type="ASSAULT",
        mode=None,
        status="actual",
        negated=False,
        aggregate=False,
        background=False,
        trigger=Trigger(*at("killed")),
        sentence=first,
        actors=(Span(*at("gunmen")),),
        recipients=(Span(*at("them"), name="Bakers in Harim"),),
        places=(
            ClaimPlace(*at("Salqin"), name="Salqin", id="1", latitude=36.1, longitude=36.4, country="SY"),
            ClaimPlace(*at("Harim"), name="Harim", inherited=True),
        ),
        time=Time(*at("on Monday"), earliest="2015-03-02", latest="2015-03-02", precision="day"),
        counts={"killed": Count(low=13, high=None, text="at least 13", of=None)},
        sources=(ClaimSource(*at("Bakers in Harim"), kind="witness"),),
        confidence=0.75,
    )
    shelling = Claim(
        id="c2",
        type="ASSAULT",
        mode="artillery",
        status="denied",
        negated=True,
        aggregate=False,
        background=True,
        trigger=Trigger(*at("shelled")),
        sentence=second,
    )
    told = report(publisher="Sample Wire Z", published="2015-03-03", dateline=Dateline("Harim, Syria", "Harim"))
    token = Token(start=0, end=6, lemma="baker", pos="NOUN", head=0, relation="root", sentence=0)
    return Reading(report=told, claims=(killing, shelling), tokens=(token,))
